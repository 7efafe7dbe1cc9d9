"""Does a form declaration agree with itself? Every fault is a sentence that names the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data_loaders.forms.closed_lists import Choice
    from data_loaders.forms.declaration import Column, Form
from data_loaders.forms.rules import Rule

AREA_COLUMNS = {
    "commune": "commune",
    "cohort": "year",
    "selected_on": "date",
    "area_class": "choice",
    "state": "choice",
    "decision_no": "text",
    "decision_on": "date",
    "relapsed_on": "date",
    "note": "text",
}
"""What a row of the list of areas can say, and how; the first, the second and the state it must."""

TASK_COLUMNS = {"task": "task", "state": "choice", "completed_on": "date", "note": "text"}
"""The same of the list of tasks: the first and the state it must."""

_MUST_AREAS, _MUST_TASKS = ("commune", "cohort", "state"), ("task", "state")
_TASK_STATES = {"not_started", "under_way", "done"}


_CODES = {
    "rows": ("commune-missing", "commune-unknown", "commune-twice"),
    "task-rows": ("task-unknown", "task-missing", "task-twice"),
    "total": ("total-mismatch",),
    "required": ("required-missing",),
    "jump": ("jump",),
    "area-history": ("area-history",),
    "area-commune": ("area-commune",),
    "date-in-future": ("date-in-future",),
    "period-ended": ("period-not-ended",),
}
"""Kinds of rules that are about the form itself, with the codes of their findings."""


def contradictions(form: Form) -> Iterator[str]:
    """What does not go together, in the order of the file."""
    codes = [measure.code for measure in form.measures]
    for part in (codes, [c.code for c in form.areas], [c.code for c in form.tasks]):
        yield from (f"“{code}” khai báo hai lần" for code in part if part.count(code) > 1)
    yield from _measures(form, set(codes))
    yield from _list("area", form.areas, AREA_COLUMNS, _MUST_AREAS)
    yield from _list("task", form.tasks, TASK_COLUMNS, _MUST_TASKS)
    yield from _sheets(form)
    yield from _task_states(form)
    for rule in form.rules:
        yield from _rule(rule, form, set(codes))


def _measures(form: Form, codes: set[str]) -> Iterator[str]:
    for measure in form.measures:
        for key in ("opening_of", "left_over_of"):
            other = getattr(measure, key)
            if other is not None and (other not in codes or other == measure.code):
                yield f"measure “{measure.code}”: {key}: không có cột “{other}”"
        yield from _words(f"measure “{measure.code}”", measure.choices)
    words = [measure.code for measure in form.measures if measure.choices]
    if len(words) > 1:
        yield f"measure “{words[1]}”: chỉ một cột được ghi bằng chữ, đã có “{words[0]}”"


def _list(
    name: str, columns: tuple[Column, ...], known: dict[str, str], must: tuple[str, ...]
) -> Iterator[str]:
    """The columns of a list that is there: of those there can be, with those there must be."""
    if not columns:
        return
    have = {column.code for column in columns}
    yield from (f"{name}: thiếu cột “{code}”; hãy bổ sung" for code in must if code not in have)
    if columns[0].code != must[0]:
        yield f"{name}: cột đầu phải là “{must[0]}”"
    for column in columns:
        if column.code not in known:
            yield f"{name}: không có cột “{column.code}”; dùng được: {', '.join(known)}"
        elif str(column.kind) != known[column.code]:
            yield f"{name} “{column.code}”: kind phải là {known[column.code]}"
        yield from _words(f"{name} “{column.code}”", column.choices)


def _words(where: str, choices: tuple[Choice, ...]) -> Iterator[str]:
    words = [choice.word for choice in choices]
    yield from (f"{where}: từ “{word}” ghi hai lần" for word in words if words.count(word) > 1)
    for choice in choices:
        for word in choice.leads_to:
            if word not in words:
                yield f"{where}: leads_to của “{choice.word}”: không có từ “{word}”"


def _sheets(form: Form) -> Iterator[str]:
    """A list has a sheet with its title, and a sheet of a list has columns."""
    for role, columns in (("areas", form.areas), ("tasks", form.tasks)):
        if bool(columns) != bool(getattr(form.sheets, role)):
            yield f"sheets.{role}: danh sách và sheet của nó phải cùng có hoặc cùng không"
    for role in ("guide", "figures", "previous", "identity", "marks"):
        if not getattr(form.sheets, role):
            yield f"sheets.{role}: thiếu tên sheet này; hãy bổ sung"


def _task_states(form: Form) -> Iterator[str]:
    """Each state of a task is said by one word."""
    roles = [str(role) for choice in form.task_states.values() for role in choice.roles]
    if form.tasks and sorted(roles) != sorted(_TASK_STATES):
        yield f"task “state”: roles phải có mỗi vai trò một lần: {', '.join(sorted(_TASK_STATES))}"


def _rule(rule: Rule, form: Form, codes: set[str]) -> Iterator[str]:
    where = f"rule “{rule.code}”"
    fixed = _CODES.get(str(rule.kind))
    if fixed and rule.code not in fixed:
        yield f"{where}: mã của loại {rule.kind} phải là {', '.join(fixed)}"
    for code in (*rule.left, *rule.minus, *rule.right):
        if code not in codes:
            yield f"{where}: không có cột “{code}”"
    of_areas = str(rule.kind).startswith("area-")
    columns, states = (form.areas, form.area_states) if of_areas else (form.tasks, form.task_states)
    yield from _unknown(f"{where}: không có trạng thái", rule.states, states)
    yield from _unknown(f"{where}: không có cột", rule.columns, {c.code for c in columns})


def _unknown(said: str, words: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    yield from (f"{said} “{word}”" for word in words if word not in set(known))
