"""How the tables write a target, what was reported, and a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.judge.asked import Asked, said
from tests.judge.periods import between

Reports = dict[tuple[str, str], dict[str, Any]]
FIVE = ("A", "B", "C", "D", "E")


class Line(NamedTuple):
    """One line of a table; ``expected``: some keys of the row."""

    name: str
    asked: Asked
    expected: dict[str, Any]


def told(unit: str = "A", **paths: Mapping[str, int | None]) -> Reports:
    """The reports of a locality of one commune: measure → period → value; None is a blank."""
    found: dict[str, dict[str, Any]] = {}
    for measure, path in paths.items():
        for period, value in path.items():
            found.setdefault(period, {})[measure] = value
    return {(unit, period): said(values) for period, values in found.items()}


def steadily(first: str, last: str, value: int) -> dict[str, int]:
    """The same at every period."""
    return dict.fromkeys(between(first, last), value)


def path(first: str, *values: int) -> dict[str, int]:
    """One value after the other, from a period on."""
    months = between(first, f"{int(first[:4]) + 9}-12")
    return dict(zip(months, values, strict=False))


def alike(units: tuple[str, ...], **paths: Mapping[str, int | None]) -> Reports:
    """Localities that report the same."""
    found: Reports = {}
    for unit in units:
        found |= told(unit, **paths)
    return found


def change(bar: str, *, base: Any = "year_end_before", measure: str = "addicts", **aim: Any) -> Any:
    """A change of a stock, or, with ``year_before``, of a flow."""
    over = {"over": "year"} if base == "year_before" else {}
    numerator = {"measures": [measure], **over}
    table = {"id": "x", "quantity": "change", "numerator": numerator, "base": base}
    return {**table, **({} if "stages" in aim else {"bar": bar}), **aim}


def share(bar: str, **given: Any) -> Any:
    """Reached of addicts, unless the terms are given."""
    terms = {"numerator": {"measures": ["reached"]}, "denominator": {"measures": ["addicts"]}}
    table = {"id": "x", "quantity": "share", **terms, **given}
    return {**table, **({} if "stages" in given else {"bar": bar})}


def count(bar: str, *, over: str | None = None, measure: str = "addicts", **aim: Any) -> Any:
    """How many; of a flow over a window."""
    numerator = {"measures": [measure], **({} if over is None else {"over": over})}
    table = {"id": "x", "quantity": "count", "numerator": numerator}
    return {**table, **({} if "stages" in aim else {"bar": bar}), **aim}


def stages(*ends: tuple[str, str]) -> list[dict[str, str]]:
    """(by, bar) after the other."""
    return [{"by": by, "bar": bar} for by, bar in ends]


def ruled(verdict: str, reason: str | None = None, **more: Any) -> dict[str, Any]:
    """Verdict and reason, and what else is expected."""
    return {"verdict": verdict, "reason": reason, **more}
