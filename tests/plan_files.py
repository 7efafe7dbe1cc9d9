"""The plan folders that come with the program, as tests read and change them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from data_loaders.model import Regime
from data_loaders.plan_folder.folder import PLANS, PlanFolder, read_folder, template
from data_loaders.service.context import Context
from kpis.model import Plan
from kpis.plan.read import parse_plan

FOLDER = PLANS / "kh3220"
PLAN_TEXT = (FOLDER / "plan.toml").read_text("utf-8")
REGIME_TEXT = (FOLDER / "regime.toml").read_text("utf-8")
FORM_TEXT = (FOLDER / "form-1.toml").read_text("utf-8")
HOLIDAYS_TEXT = (PLANS / "holidays.toml").read_text("utf-8")
PLAN_FILES = 6
"""Originals that a store keeps of the plan: its four files, the holidays and their manifest."""


def load_plan(name: str, regime: Regime) -> Plan:
    """The targets of a plan that comes with the program, for that calendar."""
    return parse_plan(template(name).text("plan.toml"), "plan.toml", regime)


def declared(**kinds: Iterable[str]) -> str:
    """The measures of a plan by their kind, ``stock`` and ``flow``, as its file declares them."""
    tables = [
        f'[[measure]]\ncode = "{code}"\nkind = "{kind}"\nvi = "{code}"\nen = "{code}"'
        for kind, codes in kinds.items()
        for code in codes
    ]
    return "\n".join(tables)


def changed(to: Path, file: str = "plan.toml", **texts: tuple[str, str]) -> Path:
    """A copy of the folder of plan 3220 in which texts of one file are replaced."""
    kept = Path(shutil.copytree(FOLDER, to)) if not to.exists() else to
    text = (kept / file).read_text("utf-8")
    for old, new in texts.values():
        assert old in text, old
        text = text.replace(old, new)
    (kept / file).write_text(text, "utf-8")
    return kept


def in_force(folder: Path, patch: pytest.MonkeyPatch) -> PlanFolder:
    """From now on every store follows the plan of that folder, as if founded with it."""
    found = read_folder(folder)
    patch.setattr(Context, "plan_folder", lambda *_, **__: found)
    return found
