"""What a term says of one report (§1)."""

from __future__ import annotations

from typing import Any

from tests.judge.rules.declared import Term

Report = dict[str, Any]
STATES = {
    "chosen": ("đang chuyển hóa", "chưa đạt", "đạt", "tái phức tạp"),
    "recognised": ("đạt", "tái phức tạp"),
    "sustained": ("đạt",),
}


def said(term: Term, report: Report) -> int:
    """The term of one report; a blank adds nothing."""
    rows = list(report["rows"].values())
    if term.kind == "communes":
        return len(rows)
    if term.kind == "areas":
        return len([a for a in report["areas"] if a["state"] in STATES[term.names[0]]])
    if term.kind == "classes":
        return len([row for row in rows if row.get("commune_class") in term.names])
    if term.kind == "communes_with":
        values = [row.get(term.names[0]) for row in rows]
        return len([value for value in values if value is not None and value > term.above])
    return sum(row.get(name) or 0 for row in rows for name in term.names)


def blank(term: Term, report: Report) -> bool:
    """Whether a commune row lacks a measure of the term."""
    return any(row.get(name) is None for row in report["rows"].values() for name in term.measures)


def communes(report: Report) -> int:
    """How many communes have a row."""
    return len(report["rows"])
