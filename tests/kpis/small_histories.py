"""Small random histories for every quantity: three localities, one merged away, gaps, blanks.

A report is drawn commune by commune, so that sums, classes and communes above a number agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random

from data_loaders.model import (
    Area,
    Basis,
    Facts,
    Period,
    Register,
    Report,
    TaskRecord,
    TaskState,
    periods_between,
)
from kpis.model import Plan
from kpis.movement.decomposition import Side
from tests.kpis.declared import every_quantity
from tests.kpis.given import REGIME, register_of
from tests.words_of_the_plan import COMMUNE_CLASSES, AreaState

UNITS = ("d0", "d1", "d2")
STOCKS = (
    *("spots_closing", "addicts", "users", "reached"),
    *("hotspots_eradicated", "hotspots_identified"),
)
FLOWS = (
    *("sessions", "cases", "rings", "tipoffs_received", "tipoffs_resolved"),
    *("public_incidents", "spots_reformed"),
)
ABOVE = ("addicts", 3)
"""The number above which communes are counted, beside nought."""
BASE = Period.of(2022, 12)
MERGED = date(2024, 7, 31)
Key = tuple[str, Period]
AT = datetime(2026, 6, 1, tzinfo=REGIME.timezone)
LATER = datetime(2026, 7, 1, tzinfo=REGIME.timezone)


def register() -> Register:
    """Three localities, of which the last reports until the middle of 2024."""
    units = register_of(UNITS).units
    return Register(tuple(replace(u, valid_to=MERGED) if u.unit_id == "d2" else u for u in units))


def reports(rng: Random) -> dict[Key, Report]:
    """What they said: now and then nothing for a period, or a blank in it."""
    found = {}
    for unit in UNITS:
        communes, gaps = rng.randint(1, 3), rng.choice([0.0, 0.05, 0.25])
        for period in (BASE, *periods_between(Period.of(2023, 1), REGIME.last)):
            if rng.random() >= gaps and not (unit == "d2" and REGIME.ends_on(period) > MERGED):
                found[unit, period] = report(rng, unit, period, communes)
    return found


def report(rng: Random, unit: str, period: Period, communes: int) -> Report:
    """A locality's report, of so many communes."""
    rows = [_row(rng) for _ in range(communes)]
    classes = [rng.choice(COMMUNE_CLASSES) for _ in rows]
    states = [rng.choice(list(AreaState)) for _ in range(rng.randint(0, 4))]
    return Report(
        unit_id=unit,
        period=period,
        version=1,
        confirmed=True,
        totals={name: sum(row[name] or 0 for row in rows) for name in (*STOCKS, *FLOWS)},
        blanks={name: sum(row[name] is None for row in rows) for name in (*STOCKS, *FLOWS)}
        | {"commune_class": 0},
        classes={name: classes.count(name) for name in set(classes)},
        areas=tuple(Area(f"{unit}{n}", 2023, None, "I", one) for n, one in enumerate(states)),
        tasks=_tasks(rng, period),
        communes_with={n: sum((row[n] or 0) > 0 for row in rows) for n in (*STOCKS, *FLOWS)},
        communes=communes,
        above={ABOVE: sum((row[ABOVE[0]] or 0) > ABOVE[1] for row in rows)},
    )


def _row(rng: Random) -> dict[str, int | None]:
    row: dict[str, int | None] = {name: rng.randint(0, 6) for name in (*STOCKS, *FLOWS)}
    if rng.random() < 0.03:
        row[rng.choice(list(row))] = None
    return row


def _tasks(rng: Random, period: Period) -> tuple[TaskRecord, ...]:
    if period < REGIME.first or rng.random() < 0.3:
        return ()
    done = rng.choice([date(2023, 10, 12), date(2023, 11, 2), None])
    state = TaskState.UNDER_WAY if done is None else TaskState.DONE
    return (TaskRecord("areas-identified", state, done),)


def facts(known: Mapping[Key, Report], at: datetime = AT) -> Facts:
    return Facts(at, Basis.ACCEPTED, dict(known))


def period_of(rng: Random) -> Period:
    """Mostly a period of the plan, also year's ends and what lies around it."""
    some = [REGIME.first, REGIME.last, Period.of(2023, 12), Period.of(2024, 6), Period.of(2024, 12)]
    anywhere = REGIME.first.shifted(rng.randint(-1, REGIME.last - REGIME.first + 1))
    return rng.choice([*some, *[anywhere] * 8])


@dataclass(frozen=True)
class Ends:
    """Two ends of a comparison, the one that comes first in time first."""

    before: Side
    after: Side


def ends(rng: Random, plan: Plan | None = None) -> Ends:
    """What was known of a period, and later of the same or another: some reports came, some were
    corrected, some went."""
    plan = plan or every_quantity()
    known = reports(rng)
    early = {key: one for key, one in known.items() if rng.random() < 0.9}
    late = {key: _corrected(rng, one) for key, one in known.items() if rng.random() < 0.97}
    first = period_of(rng)
    second = min(first.shifted(rng.choice([0, 0, 1, 1, 5, 12])), REGIME.last.shifted(1))
    return Ends(
        Side(facts(early), plan, register(), first),
        Side(facts(late, LATER), plan, register(), second, revision=1),
    )


def _corrected(rng: Random, one: Report) -> Report:
    if rng.random() < 0.85:
        return one
    return replace(report(rng, one.unit_id, one.period, max(one.communes, 1)), version=2)


def places(only: Iterable[str] = UNITS) -> tuple[str, ...]:
    """The province and localities."""
    return (register().province.unit_id, *only)
