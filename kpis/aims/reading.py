"""Reading when a bar must hold from a plan's tables; what no rule can judge is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data_loaders.model import Period, Regime
from data_loaders.model.toml_table import Table
from kpis.aims.dated import ByItsDay
from kpis.aims.keep import Ceiling, Kept
from kpis.aims.never import NeverAbove
from kpis.aims.reach import ByDeadline, ByStages, EachYear, Stage
from kpis.aims.recorded import OnRecord, Published
from kpis.aims.yearly import AgainstYearBefore
from kpis.law.aim import Aim
from kpis.law.bar import Bar
from kpis.law.quantity import Quantity, Rule, Word
from kpis.quantities.term_reading import bar

AIMS = ("by", "stages", "keep")
"""The keys of a plan that say when a bar must hold: a target has one of them."""


def aim(table: Table, quantity: Quantity, regime: Regime) -> Aim:
    """The aim of a target or an option. Raises ``PlanError``."""
    if quantity.dated_task is not None:
        return ByItsDay()
    if not quantity.has_bar:
        return OnRecord()
    if quantity.published:
        return Published(_satisfiable(table, quantity), _deadline(table, "by", regime))
    given = [key for key in AIMS if table.has(key)]
    if len(given) != 1:
        wanted = f"phải có đúng một trong: {', '.join(AIMS)}"
        raise table.fault(given[1] if given else "by", wanted)
    return _READERS[given[0]](table, quantity, regime)


def _satisfiable(table: Table, quantity: Quantity) -> Bar:
    """The bar of a table, once something can satisfy it."""
    found = bar(table)
    if not found.satisfiable(quantity.least, quantity.most):
        hint = "; 80% viết là 0.80" if quantity.of_hundred else ""
        raise table.fault("bar", f"không số nào thỏa mãn được {table.text('bar')!r}{hint}")
    return found


def _rule(table: Table, key: str, word: Word, quantity: Quantity, demand: Bar) -> Rule:
    """The rule under which the quantity is judged with that word, or what is possible."""
    ways = quantity.ways(demand)
    if word not in ways:
        possible = ", ".join(_SPELLED[one] for one in ways)
        span = quantity.span_for(demand, word)
        other = "" if span is None else f'; muốn giữ cách này thì ghi over = "{span}"'
        wrong = f"không đi cùng đại lượng và mức này; có thể dùng: {possible}{other}"
        raise table.fault(key, wrong)
    return ways[word]


_SPELLED = {
    Word.BY: 'by = "YYYY-MM"',
    Word.EACH_YEAR: 'by = "each_year"',
    Word.STAGES: "stages = [{ by, bar }, …]",
    Word.KEEP: "keep = true",
}


def _deadline(table: Table, key: str, regime: Regime) -> Period:
    found = table.period(key)
    if not regime.first < found <= regime.last:
        first, last = regime.first, regime.last
        raise table.fault(key, f"phải sau kỳ đầu {first} và không sau kỳ cuối {last}")
    return found


def _by(table: Table, quantity: Quantity, regime: Regime) -> Aim:
    demand = _satisfiable(table, quantity)
    if table.text("by") != Word.EACH_YEAR:
        _rule(table, "by", Word.BY, quantity, demand)
        return ByDeadline(demand, _deadline(table, "by", regime))
    rule = _rule(table, "by", Word.EACH_YEAR, quantity, demand)
    return AgainstYearBefore(demand) if rule is Rule.YEAR_BEFORE else EachYear(demand)


def _stages(table: Table, quantity: Quantity, regime: Regime) -> Aim:
    stages: list[Stage] = []
    for one in table.tables("stages"):
        demand = _satisfiable(one, quantity)
        _rule(one, "bar", Word.STAGES, quantity, demand)
        stage = Stage(_deadline(one, "by", regime), demand)
        if stages and stage.deadline <= stages[-1].deadline:
            raise one.fault("by", f"phải sau mốc trước, {stages[-1].deadline}")
        if stages and stage.bar.more_is_better is not stages[0].bar.more_is_better:
            raise one.fault("bar", "các mốc phải cùng một chiều: cùng >=, > hoặc cùng <=, <")
        one.finish()
        stages.append(stage)
    if not stages:
        raise table.fault("stages", "phải có ít nhất một mốc { by = …, bar = … }")
    return ByStages(tuple(stages))


def _keep(table: Table, quantity: Quantity, regime: Regime) -> Aim:
    if not table.flag("keep"):
        raise table.fault("keep", "chỉ viết keep = true")
    demand = _satisfiable(table, quantity)
    rule = _rule(table, "keep", Word.KEEP, quantity, demand)
    if rule is Rule.NEVER:
        return NeverAbove(demand, quantity.terms[0].over)
    if rule is Rule.CEILING:
        return Ceiling(demand)
    return Kept(demand, yearly=rule is Rule.KEPT_BY_YEAR)


_READERS: Mapping[str, Callable[[Table, Quantity, Regime], Aim]] = {
    "by": _by,
    "stages": _stages,
    "keep": _keep,
}
