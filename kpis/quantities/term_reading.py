"""Reading bars and terms from a plan; what does not go together is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from data_loaders.model import AreaStanding, Regime
from data_loaders.model.toml_table import Table
from kpis.law.bar import Bar, Operator
from kpis.law.term import AreaCount, Over, Term

_BAR = re.compile(r"(>=|>|<=|<)\s*(-?\d+(?:\.\d+)?)\Z")


@dataclass(frozen=True, slots=True)
class Known:
    """What a target may refer to. ``measures``: code → whether it is a flow."""

    regime: Regime
    measures: Mapping[str, bool]

    @property
    def classes(self) -> tuple[str, ...]:
        """The words of the classes of a commune; none where no form asks for them."""
        said = self.regime.classification
        return () if said is None else said.texts

    @property
    def class_measure(self) -> str:
        """The measure whose cells say the class of a commune; without classes the first there is,
        whose cells then stand for the communes that have a row."""
        said = self.regime.classification
        return next(iter(self.measures)) if said is None else said.measure

    def states(self, counted: AreaCount) -> tuple[str, ...]:
        """The states of an area that a count of them takes."""
        return states_of(self.regime, *_COUNTS[counted])


def states_of(regime: Regime, *standings: AreaStanding) -> tuple[str, ...]:
    """The words of the states of an area that mean one of these."""
    return tuple(state.word for state in regime.area_states if state.standing in standings)


def bar(table: Table, key: str = "bar") -> Bar:
    """An operator and a number, as ``">= 0.80"``. Raises ``PlanError``."""
    text = table.text(key)
    match = _BAR.match(text.strip())
    if match is None:
        raise table.fault(key, f"phải viết như \">= 0.80\" (>=, >, <=, <), gặp {text!r}")
    return Bar(Operator(match[1]), Fraction(match[2]))


def term(target: Table, key: str, known: Known) -> Term:
    """One term. Raises ``PlanError``."""
    table = target.table(key)
    given = [way for way in _TERMS if table.has(way)]
    if len(given) != 1:
        raise target.fault(key, f"phải có đúng một trong: {', '.join(_TERMS)}")
    found = _TERMS[given[0]](table, known)
    table.finish()
    return found


def _measures(table: Table, known: Known) -> Term:
    codes = table.texts("measures", known=known.measures)
    flows = {known.measures[code] for code in codes}
    if len(flows) > 1:
        raise table.fault("measures", "không cộng số cuối kỳ (stock) với số phát sinh (flow)")
    if flows == {False}:
        if table.has("over"):
            raise table.fault("over", "số cuối kỳ (stock) không cộng qua các kỳ; hãy bỏ over")
        return Term(measures=codes)
    return Term(measures=codes, over=table.member("over", Over))


def _communes_with(table: Table, known: Known) -> Term:
    code = table.text("communes_with")
    if code not in known.measures:
        raise table.fault("communes_with", f"không có {code!r} trong các mã đã khai báo")
    above = table.integer("above", least=0)
    return Term(communes_with=code, above=above, flow=known.measures[code])


def _communes(table: Table, known: Known) -> Term:
    if not table.flag("communes"):
        raise table.fault("communes", "chỉ viết communes = true")
    return Term(communes=True, class_measure=known.class_measure)


def _areas(table: Table, known: Known) -> Term:
    counted = table.member("areas", AreaCount)
    if not known.regime.area_states:
        raise table.fault("areas", "biểu của kế hoạch không có danh sách địa bàn")
    return Term(areas=counted, states=known.states(counted))


def _classes(table: Table, known: Known) -> Term:
    words = table.texts("classes", known=known.classes)
    return Term(classes=words, class_measure=known.class_measure)


_COUNTS: Mapping[AreaCount, tuple[AreaStanding, ...]] = {
    AreaCount.CHOSEN: tuple(AreaStanding),
    AreaCount.RECOGNISED: (AreaStanding.SUSTAINED, AreaStanding.RELAPSED),
    AreaCount.SUSTAINED: (AreaStanding.SUSTAINED,),
}


_TERMS: Mapping[str, Callable[[Table, Known], Term]] = {
    "measures": _measures,
    "classes": _classes,
    "areas": _areas,
    "communes_with": _communes_with,
    "communes": _communes,
}
