"""Ways of the locality ``d0`` to its targets, built from reports, for the tests of charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from data_loaders.model import Period, Report, TargetReading
from kpis.charts.track import Number, Track, track_of
from kpis.counts import Counts
from kpis.model import Language
from kpis.series import series_to
from kpis.verdicts import judge
from tests.kpis.given import PLAN, facts_of, reading, register_of, report

P = Period.parse
DEADLINE = P("2025-12")


def track(
    target_id: str,
    upto: str,
    reports: Iterable[Report],
    *,
    readings: Iterable[TargetReading] = (),
) -> Track | None:
    """The track of the locality ``d0`` up to the period shown."""
    counts = Counts(facts_of(reports, readings=readings), PLAN, register_of())
    target = PLAN.target(target_id)
    result = judge(counts, target, unit_id="d0", period=P(upto))
    return track_of(series_to(counts, result), result, target, PLAN)


def found(*arguments: Any, **options: Any) -> Track:
    one = track(*arguments, **options)
    assert one is not None
    return one


def series(measure: str, values: dict[str, int], **same: int) -> list[Report]:
    totals: list[tuple[str, dict[str, Any]]] = [
        (p, {measure: v, **same}) for p, v in values.items()
    ]
    return [report("d0", period, **of_period) for period, of_period in totals]


def known(numbers: Sequence[Number | None]) -> dict[int, Number]:
    """Position → number, where there is one."""
    return {i: number for i, number in enumerate(numbers) if number is not None}


SAID = [
    ("share", Language.VI, "4", "≥ 8"),
    ("floor", Language.VI, "90,0%", "> 80,0%"),
    ("floor", Language.EN, "90.0%", "> 80.0%"),
    ("reduction", Language.VI, "18", "≤ 19"),
    ("growth", Language.EN, "253", "≤ 252"),
]
"""Kind of way, language, the figure of now and the target, as every drawing writes them."""

HOTSPOTS = {"2023-10": 2, "2023-11": 3, "2024-01": 4}
PEOPLE = {"2023-10": 41, "2023-11": 40, "2024-01": 45}
SPOTS = {"2023-12": 20, "2024-01": 20, "2024-02": 19, "2024-04": 18}
ADDICTS = {"2023-12": 250, "2024-01": 251, "2024-02": 253}


def hotspots() -> Track:
    return found(
        "hotspots-eradicated",
        "2024-01",
        series("hotspots_eradicated", HOTSPOTS, hotspots_identified=10),
    )


def access() -> Track:
    people = series("reached", PEOPLE, addicts=30, users=20)
    return found("service-access", "2024-01", people)


def spots() -> Track:
    return found("spots-reduction", "2024-04", series("spots_closing", SPOTS))


def nothing(target_id: str, measure: str) -> Track:
    """Of a locality that has had none at any time."""
    return found(target_id, "2024-04", series(measure, dict.fromkeys(SPOTS, 0)))


def addicts() -> Track:
    return found("addict-growth", "2024-02", series("addicts", ADDICTS))


def clean(letter: str | None) -> Track | None:
    """Communes free of drug evils as the sentence is read; None: not read."""
    counts = {"2023-12": (6, 4), "2024-01": (5, 5), "2024-02": (7, 3)}
    reports = [
        report("d0", period, classes={"không": free, "có": others})
        for period, (free, others) in counts.items()
    ]
    readings = [] if letter is None else [reading(letter)]
    return track("clean-communes", "2024-02", reports, readings=readings)


def kept() -> Track:
    """Six communes at the end of the year before, and no fewer since the sentence is read so."""
    way = clean("A")
    assert way is not None
    return way


def aimless() -> Track:
    """A locality whose hotspots came off the list: of nothing, nothing is asked."""
    reports = [
        report("d0", "2023-10", hotspots_eradicated=7, hotspots_identified=9),
        report("d0", "2023-11", hotspots_eradicated=0, hotspots_identified=0),
    ]
    return found("hotspots-eradicated", "2023-11", reports)
