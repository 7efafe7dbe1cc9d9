"""Random questions: every quantity, base, term, operator and aim, over random small histories."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from tests.judge.asked import PROVINCE, Asked
from tests.judge.pasts import SOME_FLOWS, STOCKS, Past, history
from tests.judge.periods import between, last_day, shifted
from tests.judge.plan_text import FLOWS, SETTINGS
from tests.judge.rules.declared import targets_of, term_of
from tests.judge.rules.terms import said

PLANS = [
    ("2023-10", "2025-12"),
    ("2023-10", "2025-12"),
    ("2024-01", "2025-12"),
    ("2023-01", "2024-12"),
    ("2024-04", "2025-08"),
    ("2024-07", "2026-03"),
]
RESOLVED, RECEIVED = ["tipoffs_resolved"], ["tipoffs_received"]
SHARES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"measures": ["reached"]}, {"measures": ["addicts", "users"]}),
    ({"measures": ["reached"]}, {"measures": ["addicts", "users"]}),
    ({"areas": "recognised"}, {"areas": "chosen"}),
    ({"areas": "sustained"}, {"areas": "recognised"}),
    ({"classes": ["không"]}, {"communes": True}),
    ({"communes_with": "cases", "above": 0}, {"communes": True}),
    *[
        ({"measures": RESOLVED, "over": over}, {"measures": RECEIVED, "over": over})
        for over in ("period", "year", "plan")
    ],
]
OTHER_SETTINGS = {
    **SETTINGS,
    "near": Fraction("0.9"),
    "risk": Fraction("0.5"),
    "stretch": Fraction("1.25"),
    "recent": 4,
    "last_stretch": 2,
    "minimum_coverage": Fraction("0.6"),
}
STRICT = {**SETTINGS, "recent": 8, "last_stretch": 4, "minimum_coverage": Fraction(1)}
NUMBERS = {
    "count": ["0", "1", "2", "3", "5", "8", "12", "20", "2.5"],
    "share": ["0", "0.01", "0.15", "0.30", "0.5", "0.60", "0.80", "0.85", "1"],
    "change": ["-0.5", "-0.05", "-0.1", "0", "0.01", "0.03", "0.5", "1", "0.2"],
    "external": ["0.95", "30", "7.5"],
}


def question(rng: Random) -> Asked:
    """A target, a history, a place and a period."""
    first, last = rng.choice(PLANS)
    units = ("A", "B", "C", "D", "E")[: rng.choice([1, 1, 2, 3, 4, 5, 5, 5])]
    place = rng.choice([PROVINCE, PROVINCE, PROVINCE, PROVINCE, units[0]])
    due = last_day(shifted(first, rng.randint(0, 9))) + timedelta(days=rng.choice([-1, 0, 1, 9]))
    today = rng.choice([due, due + timedelta(days=rng.randint(-40, 200)), date(2031, 1, 1)])
    past = history(rng, first, last, units, due)
    table = target(rng, first, last, past)
    many = table.get("quantity") in ("external", "judged")
    recorded = tuple(_record(rng, first, last, table) for _ in range(rng.randint(0, 2) * many))
    return Asked(
        table,
        past,
        _period(rng, first, last, table),
        unit=place,
        units=units,
        first=first,
        last=last,
        today=today,
        due=due,
        reading=rng.choice([None, "A", "B", "C"]) if "option" in table else None,
        recorded=tuple(sorted(recorded, key=lambda each: str(each["period"]))),
        settings=rng.choice([SETTINGS, SETTINGS, SETTINGS, OTHER_SETTINGS, STRICT]),
    )


def _period(rng: Random, first: str, last: str, table: dict[str, Any]) -> str:
    periods = between(shifted(first, -1), shifted(last, 1))
    near = [each for each in periods if each.endswith(("-12", "-11", "-10")) or each == last]
    ends: list[str] = [table["by"]] if table.get("by") in periods else []
    ends += [shifted(stage["by"], by) for stage in table.get("stages", []) for by in (-1, 0, 1)]
    return rng.choice([rng.choice(periods), rng.choice(periods), rng.choice(near), *ends])


def _record(rng: Random, first: str, last: str, table: dict[str, Any]) -> dict[str, Any]:
    period = rng.choice(between(first, last))
    if table["quantity"] == "judged":
        return {"period": period, "verdict": rng.choice(["met", "missed", "behind", "on_track"])}
    return {"period": period, "value": rng.choice(["0.95", "0.9", "30", "31", "7.5", "7"])}


# Targets.


def target(rng: Random, first: str, last: str, past: Past) -> dict[str, Any]:
    """A target that the grammar allows, its bar often near what the past holds."""
    while True:
        table = declaration(rng, first, last, past)
        try:
            targets_of(table, FLOWS)
        except ValueError:
            continue
        return table


def declaration(rng: Random, first: str, last: str, past: Past) -> dict[str, Any]:
    """A target of known words, whether or not its bar and its aim go with its quantity."""
    quantity = rng.choice(["count"] * 5 + ["share"] * 6 + ["change"] * 6 + ["rare"])
    if quantity == "rare":
        return rng.choice([_task, _judged, _external, _options])(rng, first, last)
    table = _terms(rng, quantity, first)
    aim = rng.choice(["by", "stages", "keep", "keep", "each_year", "each_year"])
    numbers = NUMBERS[quantity]
    if rng.random() < 0.6:
        numbers = _near(rng, table, between(first, last), past) or numbers
    return table | _aim(rng, aim, numbers, first, last)


def _near(rng: Random, table: dict[str, Any], periods: list[str], past: Past) -> list[str]:
    """Numbers near what the whole place holds at some periods."""
    found = []
    for period in rng.sample(periods, 3):
        years = {"year": between(period[:4] + "-01", period), "plan": between(periods[0], period)}
        window = years.get(table["numerator"].get("over"), [period])

        def total(name: str, at: list[str]) -> int:
            term = term_of(table[name], FLOWS)
            return sum(said(term, report) for (_, q), report in past.items() if q in at)

        n = total("numerator", window)
        of = 1
        if table["quantity"] == "share":
            of = total("denominator", window)
        if table["quantity"] == "change":
            back = -12 if table["base"] == "year_before" else -rng.choice([3, 9, 12])
            of = total("numerator", [shifted(each, back) for each in window])
            n -= of
        if of:
            number = round(Decimal(n) / of, 0 if of == 1 else 2) + rng.choice([0, 0, 1, -1])
            found.append(str(number if of == 1 else round(Decimal(n) / of, 2)))
    return found


def _bar(rng: Random, numbers: list[str]) -> str:
    return f"{rng.choice(['>=', '>', '<=', '<'])} {rng.choice(numbers)}"


def _aim(rng: Random, aim: str, bars: list[str], first: str, last: str) -> dict[str, Any]:
    if aim != "stages":
        ends: dict[str, dict[str, Any]] = {"keep": {"keep": True}, "each_year": {"by": "each_year"}}
        deadline = rng.choice([last, last, rng.choice(between(first, last)[1:])])
        return {"bar": _bar(rng, bars), **ends.get(aim, {"by": deadline})}
    ends_at = sorted(rng.sample(between(first, last)[2:], rng.randint(1, 3)))
    operator = rng.choice([">=", ">", "<=", "<"])
    numbers = [rng.choice(bars) for _ in ends_at]
    numbers.sort(key=float, reverse=operator in ("<", "<="))
    stages = zip(ends_at, numbers, strict=True)
    return {"stages": [{"by": d, "bar": f"{operator} {number}"} for d, number in stages]}


def _term(rng: Random, *, over: str | None) -> dict[str, Any]:  # noqa: PLR0911 (a term each)
    if over is not None:
        names = rng.sample(SOME_FLOWS, rng.choice([1, 1, 2]))
        if over == "period" and rng.random() < 0.4:
            return {"communes_with": names[0], "above": rng.choice([0, 0, 2])}
        return {"measures": names, "over": over}
    kind = rng.choice(["measures"] * 4 + ["classes", "areas", "communes_with", "communes"])
    if kind == "measures":
        return {"measures": rng.sample(STOCKS, rng.choice([1, 1, 2]))}
    if kind == "classes":
        return {"classes": rng.choice([["không"], ["I", "II", "III", "có"], ["I"]])}
    if kind == "areas":
        return {"areas": rng.choice(["chosen", "recognised", "sustained"])}
    if kind == "communes_with":
        return {"communes_with": rng.choice(STOCKS), "above": rng.choice([0, 0, 3])}
    return {"communes": True}


def _terms(rng: Random, quantity: str, first: str) -> dict[str, Any]:
    table: dict[str, Any] = {"id": "x", "quantity": quantity}
    if quantity == "change":
        base = rng.choice(["year_end_before", "year_end_before", "year_before", "period", "value"])
        over = "year" if base == "year_before" else None
        given: Any = base
        if base == "period":
            given = {"period": shifted(first, -rng.randint(1, 4))}
        if base == "value":
            given = {"value": rng.choice([3, 12, 40]), "source": "nguồn"}
        return {**table, "numerator": _term(rng, over=over), "base": given}
    if quantity == "share" and rng.random() < 0.6:
        n, d = rng.choice(SHARES)
        return {**table, "numerator": n, "denominator": d}
    over = rng.choice([None, None, "period", "year", "plan"])
    table["numerator"] = _term(rng, over=over)
    if quantity == "share":
        other = rng.choice([None, "period"]) if over in (None, "period") else over
        table["denominator"] = table["numerator"]
        while table["denominator"] == table["numerator"]:
            table["denominator"] = _term(rng, over=other)
    return table


def _task(_rng: Random, _first: str, _last: str) -> dict[str, Any]:
    return {"id": "x", "quantity": "task", "task": "the-task"}


def _judged(_rng: Random, _first: str, _last: str) -> dict[str, Any]:
    return {"id": "x", "quantity": "judged"}


def _external(rng: Random, first: str, last: str) -> dict[str, Any]:
    deadline = rng.choice(between(first, last)[1:])
    return {
        "id": "x",
        "quantity": "external",
        "bar": _bar(rng, NUMBERS["external"]),
        "by": deadline,
    }


def _options(_rng: Random, _first: str, _last: str) -> dict[str, Any]:
    change = {"quantity": "change", "base": "year_end_before", "keep": True}
    clean, other = {"classes": ["không"]}, {"classes": ["I", "II", "III", "có"]}
    return {
        "id": "x",
        "option": [
            {"id": "A", **change, "numerator": clean, "bar": ">= 0"},
            {"id": "B", "quantity": "none"},
            {"id": "C", **change, "numerator": other, "bar": "< 0.01"},
        ],
    }
