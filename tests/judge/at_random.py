"""Random questions: every quantity, base, term, operator and aim, over random small histories."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tests.judge.asked import CLASSES, PROVINCE, Asked
from tests.judge.declared import target_of, term_of
from tests.judge.periods import between, last_day, shifted
from tests.judge.plan_text import FLOWS
from tests.judge.terms import said

Past = dict[tuple[str, str], dict[str, Any]]

PLANS = [
    ("2023-10", "2025-12"),
    ("2023-10", "2025-12"),
    ("2024-01", "2025-12"),
    ("2023-01", "2024-12"),
    ("2024-04", "2025-08"),
    ("2024-07", "2026-03"),
]
STOCKS = ["addicts", "users", "reached", "spots_closing"]
SOME_FLOWS = ["cases", "tipoffs_resolved", "tipoffs_received"]
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
    )


def _period(rng: Random, first: str, last: str, table: dict[str, Any]) -> str:
    periods = between(shifted(first, -1), shifted(last, 1))
    near = [each for each in periods if each.endswith(("-12", "-11", "-10")) or each == last]
    ends = [table["by"]] if table.get("by") in periods else []
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
        quantity = rng.choice(["count"] * 5 + ["share"] * 6 + ["change"] * 6 + ["rare"])
        if quantity == "rare":
            return rng.choice([_task, _judged, _external, _options])(rng, first, last)
        table = _terms(rng, quantity, first)
        aims = rng.choice([["by"], ["stages"], ["keep"], ["keep"], ["each_year"], ["each_year"]])
        numbers = NUMBERS[quantity]
        if rng.random() < 0.6:
            numbers = _near(rng, table, between(first, last), past) or numbers
        table |= _aim(rng, aims[0], numbers, first, last)
        try:
            target_of(table, FLOWS)
        except ValueError:
            continue
        return table


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
        ends = {"keep": {"keep": True}, "each_year": {"by": "each_year"}}
        deadline = rng.choice([last, last, rng.choice(between(first, last)[1:])])
        return {"bar": _bar(rng, bars), **ends.get(aim, {"by": deadline})}
    ends_at = sorted(rng.sample(between(first, last)[2:], rng.randint(1, 3)))
    operator = rng.choice([">=", ">", "<=", "<"])
    numbers = [rng.choice(bars) for _ in ends_at]
    numbers.sort(key=float, reverse=operator in ("<", "<="))
    stages = zip(ends_at, numbers, strict=True)
    return {"stages": [{"by": d, "bar": f"{operator} {number}"} for d, number in stages]}


def _term(rng: Random, *, over: str | None) -> dict[str, Any]:
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
    if kind == "communes":
        return {"communes": True}
    return {"communes_with": rng.choice(STOCKS), "above": rng.choice([0, 0, 3])}


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
    return {"id": "x", "quantity": "external", "bar": _bar(rng, NUMBERS["external"]), "by": deadline}


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


# Histories.


def history(
    rng: Random, first: str, last: str, units: tuple[str, ...], due: date
) -> dict[tuple[str, str], dict[str, Any]]:
    """What each locality reported: paths with small steps, gaps and blanks."""
    missing = rng.choice([0.0, 0.0, 0.03, 0.1, 0.3])
    blank = rng.choice([0.0, 0.0, 0.02])
    periods = between(shifted(first, -22), last)
    found = {}
    for place, unit in enumerate(units):
        gaps = rng.choice([missing, missing, 0.0, 0.5 if place == len(units) - 1 else missing])
        since = rng.choice([0, 0, 0, 0, 22, 24])
        done = rng.choice([None, due, due + timedelta(days=rng.choice([-9, 1, 40]))])
        states = rng.choice(["", "uu", "uuuuu"])
        communes = [_commune(rng) for _ in range(rng.choice([1, 1, 2, 3]))]
        for number, period in enumerate(periods):
            for commune in communes:
                _walk(rng, commune)
            states = _areas(rng, states)
            absent = rng.random() < gaps and not (rng.random() < 0.5 and period.endswith("-12"))
            if number < since or absent:
                continue
            rows = [_row(rng, commune, blank) for commune in communes]
            found[unit, period] = {
                "rows": dict(enumerate(rows)),
                "areas": [{"state": STATE[letter]} for letter in states],
                "tasks": _tasks(rng, period, done),
            }
    return found


STATE = {"u": "đang chuyển hóa", "n": "chưa đạt", "a": "đạt", "r": "tái phức tạp"}


def _areas(rng: Random, states: str) -> str:
    if not states or rng.random() > 0.3:
        return states
    place = rng.randrange(len(states))
    after = {"u": "a", "n": "a", "a": rng.choice("aaar"), "r": "r"}[states[place]]
    longer = "u" if rng.random() < 0.1 else ""
    return states[:place] + after + states[place + 1 :] + longer


def _commune(rng: Random) -> dict[str, Any]:
    level = rng.choice([0, 1, 3, 8, 30, 90])
    drift = rng.choice([-0.6, -0.3, -0.1, 0.0, 0.1, 0.3, 0.6, 0.9])
    values = {name: max(0, level + rng.randint(-1, 2)) for name in STOCKS}
    often = rng.choice([0.0, 0.02, 0.3, 0.7])
    orderly = rng.random() < 0.8
    return {
        "values": values,
        "drifts": {name: rng.choice([drift, drift, 0.0, -drift]) for name in STOCKS},
        "often": often,
        "orderly": orderly,
        "class": rng.choice(CLASSES),
    }


def _walk(rng: Random, commune: dict[str, Any]) -> None:
    for name, value in commune["values"].items():
        drift = commune["drifts"][name]
        by = (1 if drift > 0 else -1) if rng.random() < abs(drift) else 0
        commune["values"][name] = max(0, value + by)
    if rng.random() < 0.06:
        commune["class"] = rng.choice(CLASSES)


def _row(rng: Random, commune: dict[str, Any], blank: float) -> dict[str, Any]:
    row: dict[str, Any] = dict(commune["values"])
    for name in SOME_FLOWS:
        row[name] = rng.choice([1, 1, 1, 2, 3]) if rng.random() < commune["often"] else 0
    if commune["orderly"]:
        row["reached"] = min(row["reached"], row["addicts"] + row["users"])
        row["tipoffs_resolved"] = min(row["tipoffs_resolved"], row["tipoffs_received"])
    row["commune_class"] = commune["class"]
    return {name: None if rng.random() < blank else value for name, value in row.items()}


def _tasks(rng: Random, period: str, done: date | None) -> list[dict[str, Any]]:
    if rng.random() < 0.3:
        return []
    finished = done is not None and last_day(period) >= done
    state = "hoàn thành" if finished else "đang thực hiện"
    day = done.isoformat() if done is not None and finished else None
    return [{"task": "the-task", "state": state, "completed_on": day}]
