"""Against the year before (§3): a flow's year so far against the same months of year Y−1."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.judge.periods import between, shifted
from tests.judge.rules.case import Case
from tests.judge.rules.terms import said


@dataclass(frozen=True, slots=True)
class Paired:
    """N, Bm and B of the pairs; how many pairs there are."""

    n: int
    bm: int
    b: int
    pairs: int


def flow(case: Case, unit: str, q: str) -> int:
    """What a locality reported in one period."""
    assert case.target.numerator is not None
    report = case.reports.get((unit, q))
    return 0 if report is None else said(case.target.numerator, report)


def months(case: Case) -> list[str]:
    """The months of Y up to p."""
    return between(case.period[:4] + "-01", case.period)


def year_ago(case: Case) -> list[str]:
    """All months of Y−1."""
    before = str(int(case.period[:4]) - 1)
    return between(before + "-01", before + "-12")


def paired(case: Case) -> Paired:
    """The months reported in both years, locality by locality."""
    n = bm = b = pairs = 0
    for unit in case.units:
        own = [q for q in months(case) if pair(case, unit, q)]
        pairs += len(own)
        n += sum(flow(case, unit, q) for q in own)
        bm += sum(flow(case, unit, shifted(q, -12)) for q in own)
        b += sum(flow(case, unit, shifted(q, -12)) for q in own)
        if own:
            later = [q for q in year_ago(case) if q > shifted(case.period, -12)]
            b += sum(flow(case, unit, q) for q in later if case.received(unit, q))
    return Paired(n, bm, b, pairs)


def pair(case: Case, unit: str, q: str) -> bool:
    return case.received(unit, q) and case.received(unit, shifted(q, -12))


def reported_this_year(case: Case) -> list[str]:
    """Localities that reported a month of Y up to p."""
    return [u for u in case.units if any(case.received(u, q) for q in months(case))]


def without_base(case: Case) -> list[str]:
    """Those of them that reported none of the first m months of Y−1."""
    first = [shifted(q, -12) for q in months(case)]
    return [u for u in reported_this_year(case) if not any(case.received(u, q) for q in first)]


def known_breach(case: Case) -> str | None:
    """Less is better, every report of Y−1 in: `missed` whatever the coverage, with its reason."""
    if case.bar.more:
        return None
    if not all(case.received(unit, q) for unit in case.units for q in year_ago(case)):
        return None
    b = sum(flow(case, unit, q) for unit in case.units for q in year_ago(case))
    reported = [(u, q) for u in case.units for q in months(case) if case.received(u, q)]
    n = sum(flow(case, unit, q) for unit, q in reported)
    if n <= case.needed(None, b):
        return None
    return "risen_from_zero" if b == 0 else "exceeded"


def so_far(case: Case, found: Paired) -> int:
    """Zm, Z against Bm; of Bm = 0 below B it is 0."""
    return 0 if found.bm == 0 else case.needed(None, found.bm)


def ruled(case: Case, found: Paired) -> tuple[str, str | None]:
    """The verdict of the pairs."""
    last = case.m == 12
    if found.b == 0:
        if case.bar.more:
            return "not_applicable", "base_zero"
        if found.n > 0:
            return "missed", "risen_from_zero"
        return ("met" if last else "on_track"), "held_at_zero"
    rule = _more if case.bar.more else _less
    return rule(case, found, case.needed(None, found.b), so_far(case, found))


def _less(case: Case, found: Paired, z: int, zm: int) -> tuple[str, str | None]:
    if found.n > z:
        return "missed", "exceeded"
    if case.m == 12:
        return "met", None
    if found.n <= zm:
        return "on_track", None
    if found.n <= found.bm:
        return "at_risk", None
    return ("at_risk", "one_short") if found.n == zm + 1 else ("behind", None)


def _more(case: Case, found: Paired, z: int, zm: int) -> tuple[str, str | None]:
    n, settings = found.n, case.plan
    if n >= z:
        return "met", (None if case.m == 12 else "met_early")
    if case.m == 12:
        return "missed", None
    ratio = Fraction(n, zm) if zm > 0 else None
    if n >= zm or (ratio is not None and ratio >= settings["near"]):
        if n < zm and 12 - case.m < settings["last_stretch"]:
            return "at_risk", "due_soon"
        return "on_track", None
    assert ratio is not None
    if ratio >= settings["risk"]:
        return "at_risk", None
    return ("at_risk", "one_short") if n == zm - 1 else ("behind", None)


def as_numbers(case: Case, found: Paired) -> dict[str, Any]:
    """Numerator, base, needed and line; of a base of zero no line."""
    if found.b == 0:
        needed = None if case.bar.more else 0
        return {"numerator": found.n, "base": 0, "needed": needed, "line": None}
    return {
        "numerator": found.n,
        "base": found.b,
        "needed": case.needed(None, found.b),
        "line": Fraction(so_far(case, found)),
    }


def row(case: Case, coverage: dict[str, Any]) -> dict[str, Any]:
    """Pairs of reports: base, the known breach, threshold, the rules."""
    found = paired(case)
    expected = len(case.units) * case.m
    row: dict[str, Any] = {
        "coverage": coverage,
        "reports": {"received": found.pairs, "expected": expected},
        "missing_base": without_base(case),
    }
    numbers = as_numbers(case, found)
    value = Fraction(found.n - found.b, found.b) if found.b else None
    breach = known_breach(case)
    if breach is not None:
        return {**row, **numbers, "value": value, "verdict": "missed", "reason": breach}
    reporters = reported_this_year(case)
    if reporters and row["missing_base"] == reporters:
        return {**row, "verdict": "no_data", "reason": "base_missing"}
    if not case.enough(found.pairs, expected):
        return {**row, "verdict": "no_data"}
    verdict, reason = ruled(case, found)
    missing = found.pairs < expected
    row.update(numbers, value=value, verdict=verdict, reason=reason, provisional=missing)
    return {**row, "caveats": ["could_change"] if missing else []}
