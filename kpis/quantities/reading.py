"""Reading terms, bars and quantities from a plan; what does not go together is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from data_loaders.model import Regime
from kpis.law.bar import Bar, Operator
from kpis.plan.toml_table import Table
from kpis.quantities.base import Quantity
from kpis.quantities.change import Change, ChangeFromValue
from kpis.quantities.change_of_flow import ChangeOfFlow
from kpis.quantities.count import Count, CountOfSum
from kpis.quantities.recorded import External, Judged, NotATarget
from kpis.quantities.share import Share, ShareOfSums
from kpis.quantities.task import TaskDone
from kpis.quantities.term import AreaCount, Nature, Over, Term

_BAR = re.compile(r"(>=|>|<=|<)\s*(-?\d+(?:\.\d+)?)\Z")


@dataclass(frozen=True, slots=True)
class Known:
    """What a target may refer to. ``measures``: code → whether it is a flow; ``classes``: words."""

    regime: Regime
    measures: Mapping[str, bool]
    classes: tuple[str, ...]


def bar(table: Table, key: str = "bar") -> Bar:
    """An operator and a number, as ``">= 0.80"``. Raises ``PlanError``."""
    text = table.text(key)
    match = _BAR.match(text.strip())
    if match is None:
        raise table.fault(key, f"phải viết như \">= 0.80\" (>=, >, <=, <), gặp {text!r}")
    return Bar(Operator(match[1]), Fraction(match[2]))


def quantity(table: Table, known: Known) -> Quantity:
    """The quantity of a target or an option. Raises ``PlanError``."""
    name = table.text("quantity")
    if name not in _READERS:
        raise table.fault("quantity", f"phải là một trong: {', '.join(_READERS)}, gặp {name!r}")
    return _READERS[name](table, known)


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
    return Term(communes=True)


_TERMS: Mapping[str, Callable[[Table, Known], Term]] = {
    "measures": _measures,
    "classes": lambda table, known: Term(classes=table.texts("classes", known=known.classes)),
    "areas": lambda table, known: Term(areas=table.member("areas", AreaCount)),
    "communes_with": _communes_with,
    "communes": _communes,
}


def _count(table: Table, known: Known) -> Quantity:
    one = term(table, "numerator", known)
    return CountOfSum(one) if one.nature is Nature.SUM else Count(one)


def _share(table: Table, known: Known) -> Quantity:
    part, whole = term(table, "numerator", known), term(table, "denominator", known)
    if part == whole:
        raise table.fault("denominator", "giống hệt numerator")
    sums = (part.nature is Nature.SUM, whole.nature is Nature.SUM)
    if all(sums) and part.over is whole.over:
        return ShareOfSums(part, whole)
    if any(sums):
        wanted = "cả hai là tổng của cùng một khoảng (over giống nhau), hoặc không phần nào là tổng"
        raise table.fault("denominator", f"numerator và denominator phải cùng loại: {wanted}")
    return Share(part, whole)


def _change(table: Table, known: Known) -> Quantity:
    one = term(table, "numerator", known)
    if table.is_text("base"):
        return _change_by_word(table, one)
    if one.nature is not Nature.STATE:
        raise table.fault("base", "gốc cố định chỉ dùng với số cuối kỳ, không với số phát sinh")
    base = table.table("base")
    if base.has("value") == base.has("period"):
        raise table.fault("base", "phải có đúng một trong: period, value (cùng source)")
    found: Quantity
    if base.has("value"):
        found = ChangeFromValue(one, base.integer("value", least=1), base.text("source"))
    else:
        fixed = base.period("period")
        if fixed >= known.regime.first:
            raise base.fault("period", f"phải trước kỳ đầu {known.regime.first} của kế hoạch")
        found = Change(one, fixed)
    base.finish()
    return found


def _change_by_word(table: Table, one: Term) -> Quantity:
    word = table.text("base")
    if word == "year_end_before":
        if one.nature is not Nature.STATE:
            wanted = 'chỉ dùng với số cuối kỳ; số phát sinh dùng base = "year_before"'
            raise table.fault("base", f'"year_end_before" {wanted}')
        return Change(one)
    if word == "year_before":
        if one.over is not Over.YEAR:
            raise table.fault("base", '"year_before" chỉ dùng với số phát sinh có over = "year"')
        return ChangeOfFlow(one)
    wanted = '"year_end_before", "year_before", { period = … } hoặc { value = …, source = … }'
    raise table.fault("base", f"phải là {wanted}, gặp {word!r}")


def _task(table: Table, known: Known) -> Quantity:
    task_id = table.text("task")
    task = next((task for task in known.regime.tasks if task.task_id == task_id), None)
    if task is None:
        raise table.fault("task", f"chế độ báo cáo không có nhiệm vụ {task_id!r}")
    if task.due_on is None:
        raise table.fault("task", f"nhiệm vụ {task_id!r} không có thời hạn")
    return TaskDone(task, task.due_on)


_READERS: Mapping[str, Callable[[Table, Known], Quantity]] = {
    "count": _count,
    "share": _share,
    "change": _change,
    "task": _task,
    "external": lambda table, known: External(),
    "judged": lambda table, known: Judged(),
    "none": lambda table, known: NotATarget(),
}
