"""Plan files of before the grammar of quantity, bar and aim, which stores keep with their meetings.

A target named one of seven kinds then. Each is said in the present grammar, so that one reader
reads both; how such a target was judged and worded stands in the meeting's own document.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from kpis.plan.read_targets import LONGEST_SHORT

_Table = Mapping[str, Any]
_FORMER_KEYS = ("kind", "rule", "operator", "share", "deadline")
_YEAR_END = {"base": "year_end_before"}


def in_present_words(data: _Table) -> dict[str, Any]:
    """A plan's tables with every target in the present grammar; those in it already untouched."""
    targets = [_target(one) if "kind" in one else one for one in data.get("target", [])]
    return {**_of_one_file(data), "target": targets}


def _of_one_file(data: _Table) -> dict[str, Any]:
    """A plan of before it was a folder: it named its regime, listed its measures by their kind,
    named those of its formulas, and the words of a commune's class were the same for all plans."""
    if "measures" not in data:
        return dict(data)
    named = {one["code"]: one for one in data.get("measure", [])}
    measures = [
        {"vi": code, "en": code, **named.get(code, {"code": code}), "kind": kind}
        for kind in ("stock", "flow")
        for code in data["measures"][kind]
    ]
    rest = {key: value for key, value in data.items() if key not in ("regime", "measures")}
    classes = tomllib.loads(_CLASSES.read_text("utf-8"))
    return {"id": data["regime"], **rest, "measure": measures, **classes}


_CLASSES = Path(__file__).parent / "former_classes.toml"


def counted_unread(data: _Table) -> frozenset[str]:
    """The targets of a former file whose count was shown while nobody had read their sentence."""
    return frozenset(one["id"] for one in data.get("target", []) if one.get("kind") == "reading")


def _target(table: _Table) -> dict[str, Any]:
    known = {key: value for key, value in table.items() if key not in _FORMER_KEYS}
    named = {
        "short_vi": table["name_vi"][:LONGEST_SHORT],
        "short_en": table["name_en"][:LONGEST_SHORT],
        "owner": "–",
    }
    if table["kind"] == "reading":
        known.pop("numerator")
    return {**named, **known, **_KINDS[table["kind"]](table)}


def _bar(table: _Table) -> str:
    return f"{table['operator']} {_plain(table['share'])}"


def _plain(share: Any) -> str:
    """A share as digits, however it was written: as a number, a power of ten or a text."""
    return f"{Decimal(share):f}"


def _sum_of_year(table: _Table) -> dict[str, Any]:
    term = {**table["numerator"], "over": "year"}
    return {"quantity": "count", "numerator": term, "bar": "<= 0", "keep": True}


def _ambiguous(table: _Table) -> dict[str, Any]:
    return {"option": [_option(one, table["numerator"]) for one in table["option"]]}


def _option(option: _Table, term: _Table) -> dict[str, Any]:
    known = {key: value for key, value in option.items() if key not in _FORMER_KEYS}
    change = {"quantity": "change", **_YEAR_END, "numerator": term, "keep": True}
    rules: Mapping[str, Callable[[], dict[str, Any]]] = {
        "at_least_base": lambda: {**change, "bar": ">= 0"},
        "not_a_target": lambda: {"quantity": "none"},
        "growth_ceiling": lambda: {**change, "bar": _bar(option)},
    }
    return {**rules[option["rule"]](), **known}


_KINDS: Mapping[str, Callable[[_Table], dict[str, Any]]] = {
    "yearly_reduction": lambda table: {
        "quantity": "change",
        **_YEAR_END,
        "bar": f"<= -{_plain(table['share'])}",
        "by": "each_year",
    },
    "growth_ceiling": lambda table: {
        "quantity": "change",
        **_YEAR_END,
        "bar": _bar(table),
        "keep": True,
    },
    "share_by_deadline": lambda table: {
        "quantity": "share",
        "bar": _bar(table),
        "by": table["deadline"],
    },
    "floor": lambda table: {"quantity": "share", "bar": _bar(table), "keep": True},
    "zero": _sum_of_year,
    "milestone": lambda table: {"quantity": "task"},
    "reading": _ambiguous,
}
