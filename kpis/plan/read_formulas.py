"""Reading a target's formula from a plan file, one reader per kind of target."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from data_loaders.model import COMMUNE_CLASSES, Regime
from kpis.plan.formula import (
    Ambiguous,
    AreaCount,
    AtLeastBase,
    Bar,
    Floor,
    Formula,
    Growth,
    Kind,
    Milestone,
    Operator,
    Option,
    Reduction,
    ShareByDeadline,
    Term,
    Zero,
)
from kpis.plan.toml_table import Table

_UPWARD = (Operator.AT_LEAST, Operator.ABOVE)
_DOWNWARD = (Operator.AT_MOST, Operator.BELOW)


class _OptionRule(StrEnum):
    AT_LEAST_BASE = "at_least_base"
    NOT_A_TARGET = "not_a_target"
    GROWTH_CEILING = "growth_ceiling"


@dataclass(frozen=True, slots=True)
class Known:
    """What a target may refer to. ``measures``: code → whether it is a flow."""

    regime: Regime
    measures: Mapping[str, bool]


def formula(table: Table, kind: Kind, known: Known) -> Formula:
    """The formula of a target of that kind. Raises ``PlanError``."""
    return _FORMULAS[kind](table, known)


def different(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The same tables, once their ids are known to differ. Raises ``PlanError``."""
    seen: set[str] = set()
    for table in tables:
        if table.text("id") in seen:
            raise table.fault("id", f"mã {table.text('id')!r} đã dùng ở trên")
        seen.add(table.text("id"))
    return tables


def _term(target: Table, key: str, known: Known, *, flow: bool = False) -> Term:
    table = target.table(key)
    if sum(table.has(way) for way in ("measures", "areas", "classes")) != 1:
        raise target.fault(key, "phải có đúng một trong: measures, areas, classes")
    if table.has("measures"):
        term = Term(measures=table.texts("measures", known=known.measures))
        for code in term.measures:
            if known.measures[code] is not flow:
                wanted = "số phát sinh trong kỳ (flow)" if flow else "số cuối kỳ (stock)"
                raise table.fault("measures", f"{code!r} phải là {wanted}")
    elif flow:
        raise target.fault(key, "loại chỉ tiêu này chỉ dùng measures")
    elif table.has("areas"):
        term = Term(areas=table.member("areas", AreaCount))
    else:
        term = Term(classes=table.texts("classes", known=COMMUNE_CLASSES))
    table.finish()
    return term


def _bar(table: Table, allowed: tuple[Operator, ...]) -> Bar:
    operator = table.member("operator", Operator)
    if operator not in allowed:
        signs = ", ".join(sign.value for sign in allowed)
        raise table.fault("operator", f"loại chỉ tiêu này chỉ dùng {signs}, gặp {operator.value!r}")
    share = table.share("share")
    if operator is Operator.ABOVE and share == 1:
        raise table.fault("share", "không thể lớn hơn 1; hãy dùng >=")
    return Bar(operator, share)


def _reduction(table: Table, known: Known) -> Formula:
    bar = _bar(table, (Operator.AT_LEAST,))
    return Reduction(_term(table, "numerator", known), bar.share)


def _growth(table: Table, known: Known) -> Growth:
    return Growth(_term(table, "numerator", known), _bar(table, _DOWNWARD))


def _parts(table: Table, known: Known) -> tuple[Term, Term]:
    part, whole = _term(table, "numerator", known), _term(table, "denominator", known)
    if part == whole:
        raise table.fault("denominator", "giống hệt numerator")
    return part, whole


def _share_by_deadline(table: Table, known: Known) -> Formula:
    part, whole = _parts(table, known)
    deadline = table.period("deadline")
    first, last = known.regime.first, known.regime.last
    if not first < deadline <= last:
        raise table.fault("deadline", f"phải sau kỳ đầu {first} và không sau kỳ cuối {last}")
    return ShareByDeadline(part, whole, _bar(table, _UPWARD), deadline)


def _floor(table: Table, known: Known) -> Formula:
    part, whole = _parts(table, known)
    return Floor(part, whole, _bar(table, _UPWARD))


def _zero(table: Table, known: Known) -> Formula:
    return Zero(_term(table, "numerator", known, flow=True))


def _milestone(table: Table, known: Known) -> Formula:
    task_id = table.text("task")
    task = next((task for task in known.regime.tasks if task.task_id == task_id), None)
    if task is None:
        raise table.fault("task", f"chế độ báo cáo không có nhiệm vụ {task_id!r}")
    if task.due_on is None:
        raise table.fault("task", f"nhiệm vụ {task_id!r} không có thời hạn")
    return Milestone(task, task.due_on)


def _ambiguous(table: Table, known: Known) -> Formula:
    count = _term(table, "numerator", known)
    options = tuple(_option(option, count, known) for option in different(table.tables("option")))
    letters = [option.letter for option in options]
    if len(letters) < 2:
        raise table.fault("option", "phải có ít nhất hai cách hiểu [[target.option]]")
    default = table.text("default") if table.has("default") else None
    if default is not None and default not in letters:
        raise table.fault("default", f"phải là một trong các cách hiểu: {', '.join(letters)}")
    return Ambiguous(count, options, default)


def _option(table: Table, count: Term, known: Known) -> Option:
    rule: AtLeastBase | Growth | None = None
    match table.member("rule", _OptionRule):
        case _OptionRule.AT_LEAST_BASE:
            rule = AtLeastBase(count)
        case _OptionRule.GROWTH_CEILING:
            rule = _growth(table, known)
        case _OptionRule.NOT_A_TARGET:
            rule = None
    option = Option(table.text("id"), table.text("vi"), table.text("en"), rule)
    table.finish()
    return option


_FORMULAS: Mapping[Kind, Callable[[Table, Known], Formula]] = {
    Kind.YEARLY_REDUCTION: _reduction,
    Kind.SHARE_BY_DEADLINE: _share_by_deadline,
    Kind.FLOOR: _floor,
    Kind.GROWTH_CEILING: _growth,
    Kind.READING: _ambiguous,
    Kind.ZERO: _zero,
    Kind.MILESTONE: _milestone,
}
