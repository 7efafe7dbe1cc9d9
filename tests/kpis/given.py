"""What the tables of these tests are made of: ten localities, their reports, one verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from data_loaders.model import (
    Area,
    Basis,
    Facts,
    Level,
    Period,
    Register,
    Report,
    TargetReading,
    TaskRecord,
    TaskState,
    Unit,
)
from data_loaders.plans.declared import load_regime
from kpis.counts import Counts
from kpis.model import Result
from kpis.verdicts import judge
from tests.plan_files import load_plan
from tests.words_of_the_plan import AreaState

REGIME = load_regime("kh3220")
PLAN = load_plan("kh3220", REGIME)
PROVINCE = "62"
TEN = tuple(f"d{number}" for number in range(10))
LATER = datetime(2026, 6, 1, tzinfo=REGIME.timezone)


def register_of(units: Iterable[str] = TEN) -> Register:
    province = Unit(PROVINCE, PROVINCE, Level.PROVINCE, "tỉnh", "Kon Tum", None)
    below = (Unit(u, u, Level.DISTRICT, "huyện", u.upper(), PROVINCE) for u in units)
    return Register((province, *below))


def report(
    unit_id: str,
    period: str,
    *,
    blank: Iterable[str] = (),
    classes: Mapping[str, int] | None = None,
    areas: str = "",
    done: date | bool | None = None,
    with_value: Mapping[str, int] | None = None,
    **totals: int,
) -> Report:
    """A report that has the measures given, complete but for ``blank``.

    ``areas``: a letter per area, a(chieved), r(elapsed), u(nder way). ``done``: the day the task
    ``areas-identified`` was done, False for a list that says it is not, None for no list.
    """
    states = {"a": AreaState.ACHIEVED, "r": AreaState.RELAPSED, "u": AreaState.UNDER_WAY}
    blanks = dict.fromkeys(totals, 0) | dict.fromkeys(blank, 1)
    state = TaskState.DONE if isinstance(done, date) else TaskState.UNDER_WAY
    record = TaskRecord("areas-identified", state, done if isinstance(done, date) else None)
    return Report(
        unit_id=unit_id,
        period=Period.parse(period),
        version=1,
        confirmed=True,
        totals=totals,
        blanks=blanks if classes is None else {"commune_class": 0} | blanks,
        classes=classes or {},
        areas=tuple(Area(str(i), 2023, None, "I", states[a]) for i, a in enumerate(areas)),
        tasks=() if done is None else (record,),
        communes_with=with_value or {},
    )


def facts_of(
    reports: Iterable[Report],
    *,
    readings: Iterable[TargetReading] = (),
    as_of: datetime = LATER,
) -> Facts:
    by_key = {(one.unit_id, one.period): one for one in reports}
    return Facts(as_of, Basis.ACCEPTED, by_key, tuple(readings))


def reading(letter: str) -> TargetReading:
    at = datetime(2024, 3, 1, 9, 0, tzinfo=REGIME.timezone)
    return TargetReading("clean-communes", letter, "Theo kết luận phiên họp", "Trưởng ban", at)


def judged(
    target_id: str,
    period: str,
    reports: Iterable[Report],
    *,
    unit_id: str = PROVINCE,
    units: Iterable[str] = TEN,
    readings: Iterable[TargetReading] = (),
    as_of: datetime = LATER,
) -> Result:
    """The verdict of one target, as the scorecard would hold it."""
    counts = Counts(facts_of(reports, readings=readings, as_of=as_of), PLAN, register_of(units))
    return judge(counts, PLAN.target(target_id), unit_id=unit_id, period=Period.parse(period))


def alone(target_id: str, period: str, *reports: Report) -> Result:
    """The verdict of the locality ``d0`` on its own."""
    return judged(target_id, period, reports, unit_id="d0")
