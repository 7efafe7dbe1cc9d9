"""A kind of quantity that the product does not have is added by one file, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data_loaders.model import Period
from kpis import quantities
from kpis.charts.track import track_of
from kpis.counts import Counts
from kpis.model import Language, Plan, Verdict
from kpis.movement.decomposition import Measure, Side, movement
from kpis.quantities.reading import readers
from kpis.series import series_to
from kpis.trace.terms import trace
from kpis.verdicts import judge
from kpis.words.arithmetic import arithmetic, figure
from kpis.words.formula import formula_text
from tests.kpis import declared
from tests.kpis.given import facts_of, register_of, report

REGISTER = register_of()
ADDED = Path(__file__).parent / "added"
UNTIL = 'by = "2025-12"'
NOW, BEFORE = Period.of(2025, 6), Period.of(2025, 5)


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> Iterator[Plan]:
    monkeypatch.setattr(quantities, "__path__", [*quantities.__path__, str(ADDED)])
    readers.cache_clear()
    terms = 'numerator = { measures = ["addicts"] }\ndenominator = { measures = ["users"] }'
    yield declared.plan_of({"t": f'quantity = "average"\n{terms}\nbar = ">= 2.5"\n{UNTIL}'})
    readers.cache_clear()


def test_one_file_adds_a_kind(plan: Plan) -> None:
    assert [path.name for path in ADDED.glob("*.py")] == ["average.py"]
    known = facts_of([report("d1", "2025-06", addicts=9, users=4)])
    counts = Counts(known, plan, REGISTER)
    result = judge(counts, plan.target("t"), unit_id="d1", period=NOW)
    assert (result.verdict, result.numerator, result.denominator) == (Verdict.ON_TRACK, 9, 4)
    assert (result.needed, float(result.value or 0)) == (10, 2.25)
    assert figure(result, plan, Language.VI) == "9/4 (2,25)"
    assert formula_text(result, plan, Language.VI) == (
        "số người nghiện / số người sử dụng trái phép ≥ 2,5 đến hết kỳ tháng 12/2025"
    )
    assert arithmetic(result, plan, Language.VI).startswith("Bình quân 2,25 (9/4); cần 10")


def test_it_is_traced_drawn_and_its_movement_told(plan: Plan) -> None:
    known = facts_of(
        [
            report("d1", "2025-05", addicts=8, users=4),
            report("d1", "2025-06", addicts=9, users=4),
        ]
    )
    counts = Counts(known, plan, REGISTER)
    result = judge(counts, plan.target("t"), unit_id="d1", period=NOW)
    terms = trace(result, known, plan, REGISTER)
    assert [(one.measure, one.value) for one in terms] == [("addicts", 9), ("users", 4)]
    drawn = track_of(series_to(counts, result), result, plan.target("t"), plan)
    assert drawn is not None
    assert (drawn.now, drawn.goal) == (9, 10)
    now = Side(known, plan, REGISTER, NOW)
    moved = movement(replace(now, period=BEFORE), now, unit_id="d1", target_id="t")
    assert [part.change(Measure.NUMERATOR) for part in moved.parts] == [1]
