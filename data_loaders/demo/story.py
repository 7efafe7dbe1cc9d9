"""The story of the demonstration, from ``story.toml``: district figures, what befell reports."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from data_loaders.model import Period
from data_loaders.model.errors import RefusedError


class AreaState(StrEnum):
    """The states of an area in the forms of the plan that is demonstrated."""

    UNDER_WAY = "đang chuyển hóa"
    ACHIEVED = "đạt"
    NOT_ACHIEVED = "chưa đạt"
    RELAPSED = "tái phức tạp"


COMMUNE_CLASSES = ("I", "II", "III", "có", "không")
"""Its classes of a commune; a stored value is the place here plus one."""


@dataclass(frozen=True, slots=True)
class AreaStory:
    """What happens to one chosen area; each period is the one whose report first says so."""

    commune_id: str
    cohort: int
    area_class: str
    selected: Period
    not_achieved: Period | None
    achieved: Period | None
    relapsed: Period | None


@dataclass(frozen=True)
class DistrictStory:
    """A district's totals at the story's points, its areas and its events."""

    unit_id: str
    points: tuple[Period, ...]
    totals: Mapping[str, tuple[int, ...]]
    areas: tuple[AreaStory, ...]
    cleared: Mapping[str, Period]
    reformed: frozenset[tuple[str, Period]]
    incidents: frozenset[tuple[str, Period]]

    def total(self, measure: str, period: Period) -> int:
        """The district's total of a stock: exact at the points, on a straight line between."""
        values = self.totals[measure]
        if period <= self.points[0]:
            return values[0]
        for (start, low), (end, high) in zip(
            zip(self.points, values, strict=True),
            zip(self.points[1:], values[1:], strict=True),
            strict=False,
        ):
            if period <= end:
                return low + round(Fraction((high - low) * (period - start), end - start))
        return values[-1]


@dataclass(frozen=True, slots=True)
class Slip:
    """A report that was wrong at first: the measure, by how much, and what became of it."""

    unit_id: str
    period: Period
    measure: str
    change: int
    corrected_on: int | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Story:
    """The whole demonstration: its clock, its districts, its reports.

    ``opens``, ``closes``: the days it can be told up to. ``waiting``: when a report that had to
    wait was accepted in the end.
    """

    now: datetime
    opens: date
    closes: date
    seed: str
    base: Period
    first: Period
    last: Period
    districts: Mapping[str, DistrictStory]
    missing: frozenset[tuple[str, Period]]
    late: Mapping[tuple[str, Period], int]
    waiting: Mapping[tuple[str, Period], datetime]
    returned: Mapping[tuple[str, Period], Slip]
    corrected: Mapping[tuple[str, Period], Slip]
    refused: Mapping[tuple[str, Period], Slip]

    def morning_of(self, day: date) -> datetime:
        """Up to when the story is told on a day: the hour of its own ``now``.

        Raises :class:`RefusedError` for a day it does not reach.
        """
        if not self.opens <= day <= self.closes:
            raise RefusedError(
                f"dữ liệu trình diễn chỉ kể từ ngày {self.opens:%d/%m/%Y}"
                f" đến ngày {self.closes:%d/%m/%Y}, không có ngày {day:%d/%m/%Y}"
            )
        return datetime.combine(day, self.now.timetz())


@cache
def load_story() -> Story:
    """The story that ships with the product."""
    data = tomllib.loads((Path(__file__).parent / "story.toml").read_text("utf-8"))
    points = tuple(Period.parse(text) for text in data["points"])
    reports = data["reports"]
    return Story(
        now=data["now"],
        opens=data["opens"],
        closes=data["closes"],
        seed=data["seed"],
        base=Period.parse(data["base"]),
        first=Period.parse(data["first"]),
        last=Period.parse(data["last"]),
        districts={key: _district(key, d, points) for key, d in data["district"].items()},
        missing=_pairs(reports["missing"]),
        late={(unit, Period.parse(p)): day for unit, p, day in reports["late"]},
        waiting={(unit, Period.parse(p)): at for unit, p, at in reports["waiting"]},
        returned=_slips(reports["returned"]),
        corrected=_slips(reports["corrected"]),
        refused=_slips(reports["refused"]),
    )


_NOT_TOTALS = {"areas", "cleared", "reformed", "incidents"}


def _district(unit_id: str, table: Mapping[str, Any], points: tuple[Period, ...]) -> DistrictStory:
    return DistrictStory(
        unit_id=unit_id,
        points=points,
        totals={key: tuple(v) for key, v in table.items() if key not in _NOT_TOTALS},
        areas=tuple(_area(area) for area in table["areas"]),
        cleared={commune: Period.parse(p) for commune, p in table.get("cleared", [])},
        reformed=_pairs(table.get("reformed", [])),
        incidents=_pairs(table.get("incidents", [])),
    )


def _area(table: Mapping[str, Any]) -> AreaStory:
    cohort = table["cohort"]
    selected = "2023-10" if cohort == 2023 else f"{cohort}-02"
    return AreaStory(
        commune_id=table["commune"],
        cohort=cohort,
        area_class=table["class"],
        selected=Period.parse(table.get("selected", selected)),
        not_achieved=_maybe(table.get("not_achieved")),
        achieved=_maybe(table.get("achieved")),
        relapsed=_maybe(table.get("relapsed")),
    )


def _maybe(text: str | None) -> Period | None:
    return None if text is None else Period.parse(text)


def _pairs(rows: list[list[str]]) -> frozenset[tuple[str, Period]]:
    return frozenset((name, Period.parse(period)) for name, period in rows)


def _slips(tables: list[Mapping[str, Any]]) -> Mapping[tuple[str, Period], Slip]:
    return {
        (t["unit"], Period.parse(t["period"])): Slip(
            unit_id=t["unit"],
            period=Period.parse(t["period"]),
            measure=t["measure"],
            change=t.get("more", 0) - t.get("less", 0),
            corrected_on=t.get("corrected_on"),
            reason=t.get("reason"),
        )
        for t in tables
    }
