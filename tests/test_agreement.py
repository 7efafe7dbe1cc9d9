"""Two readings of the plan agree: the product, through forms and store, and the naive judge.

Whole random histories (late, missing, returned, corrected reports) go through the product's own
forms and the whole chain; then every figure of the scorecard is compared at many instants, on both
bases, for many periods. ``make test-long`` goes through more of them, and always by the forms.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from data_loaders.model import Basis, Period
from data_loaders.reports.facts import facts
from data_loaders.reports.history import status
from data_loaders.service.context import Context
from kpis.scorecard import default_period, scorecard
from tests import province
from tests.judge.histories import random_history, random_questions
from tests.judge.law import default_period as judged_default
from tests.judge.law import judge, timeliness
from tests.plan_files import load_plan

SHORT = (4, 5, 12, 13, 18, 20, 26)
THROUGH_FORMS = (5, 13)
"""Those of the short run whose reports are written into workbooks and read back, as all of the long
run's are. The others enter as they would have been read, which takes a third of the time."""
LONG = tuple(range(101, 161))
QUESTIONS = 40


def _asked(context: Context, question: dict[str, Any]) -> dict[str, Any]:
    """The product's answer to a question of the judge."""
    plan = load_plan("kh3220", context.regime)
    as_of = datetime.fromisoformat(question["as_of"])
    known = facts(context.store, as_of=as_of, basis=Basis(question["basis"]))
    register = context.register(as_of)
    period = question["period"]
    card = scorecard(
        known,
        plan,
        register,
        period=Period.parse(period) if period else default_period(known, plan, register),
        now=as_of,
    )
    return card.as_json()


def _rows(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (row["unit_id"], row["target_id"]): {**row, "caveats": sorted(row["caveats"])}
        for row in document["results"]
    }


def _mismatches(context: Context, past: dict[str, Any], seed: int) -> tuple[int, list[str]]:
    compared, wrong = 0, []
    for question in random_questions(past, seed, QUESTIONS):
        ours, theirs = _asked(context, question), judge(past, **question)
        if ours["period"] != theirs["period"]:
            wrong.append(f"{question}: kỳ {ours['period']} ≠ {theirs['period']}")
            continue
        named = [{key: one[key] for key in ("id", "quantity", "aim")} for one in ours["targets"]]
        if named != theirs["targets"]:
            wrong.append(f"{question}: {named} ≠ {theirs['targets']}")
        mine, his = _rows(ours), _rows(theirs)
        assert list(mine) == list(his)
        for key, row in his.items():
            for field, value in row.items():
                compared += 1
                if mine[key][field] != value:
                    wrong.append(f"{question} {key} {field}: {mine[key][field]!r} ≠ {value!r}")
    return compared, wrong


def _status_mismatches(context: Context, past: dict[str, Any], seed: int) -> list[str]:
    wrong = []
    for question in random_questions(past, seed, 5):
        as_of = datetime.fromisoformat(question["as_of"])
        rows = status(
            context.store, register=context.register(as_of), regime=context.regime, as_of=as_of
        )
        ours = {(r.unit_id, str(r.period)): (str(r.timeliness), r.days_late) for r in rows}
        theirs = {
            (row["unit_id"], row["period"]): (row["timeliness"], row["days_late"])
            for row in timeliness(past, question["as_of"])
        }
        wrong += [
            f"{key} lúc {as_of}: {ours.get(key)} ≠ {theirs.get(key)}"
            for key in ours.keys() | theirs.keys()
            if ours.get(key) != theirs.get(key)
        ]
    return wrong


@pytest.mark.parametrize("seed", SHORT)
def test_the_product_and_the_judge_agree_on_every_figure(seed: int, tmp_path: Path) -> None:
    _agree(seed, tmp_path, forms=seed in THROUGH_FORMS)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", LONG)
def test_they_agree_on_many_more_histories(seed: int, tmp_path: Path) -> None:
    _agree(seed, tmp_path)


def _agree(seed: int, folder: Path, *, forms: bool = True) -> None:
    past = province.with_task_lists(random_history(seed))
    context = province.build(past, folder, forms=forms)
    with context.store as store:
        compared, wrong = _mismatches(context, past, seed)
        wrong += _status_mismatches(context, past, seed)
        instants = [question["as_of"] for question in random_questions(past, seed, 5)]
        for instant in instants:
            for basis in Basis:
                at = datetime.fromisoformat(instant)
                known = facts(store, as_of=at, basis=basis)
                plan = load_plan("kh3220", context.regime)
                ours = str(default_period(known, plan, context.register(at)))
                if ours != judged_default(past, instant, str(basis)):
                    wrong.append(f"kỳ mặc định lúc {instant} ({basis}): {ours}")
    assert compared > 1000
    assert not wrong, "\n".join(wrong[:20])
