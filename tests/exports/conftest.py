"""Deck, data book and report of the demonstration, made once by their commands and read back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from kpis.__main__ import main
from tests.exports.reading import Made, Results

ENDINGS = {"deck": "pptx", "databook": "xlsx", "report": "docx"}


def said(*arguments: object) -> str:
    """What a command that must succeed prints."""
    printed = StringIO()
    with redirect_stdout(printed):
        assert main([str(argument) for argument in arguments]) == 0
    return printed.getvalue()


@pytest.fixture(scope="session")
def shown(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A demonstration store that these tests only read."""
    path = Path(shutil.copy(_filled, tmp_path_factory.mktemp("exports") / "monitor.duckdb"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MONITOR_STORE", str(path))
        yield path


@pytest.fixture(scope="session")
def results(shown: Path) -> Results:
    """The rows of ``scorecard --json`` by locality and target."""
    document: dict[str, Any] = json.loads(said("scorecard", "--json"))
    return {(row["unit_id"], row["target_id"]): row for row in document["results"]}


@pytest.fixture(scope="session")
def made(shown: Path) -> Made:
    """The three files, and the report id that each of their commands printed."""
    files, ids = {}, set()
    for kind, ending in ENDINGS.items():
        path = shown.parent / f"made.{ending}"
        ids.add(said(kind, "--out", path).split()[-1])
        files[kind] = path.read_bytes()
    (report_id,) = ids
    return Made(files, report_id)
