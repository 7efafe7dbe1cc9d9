"""The checks of the two lists: areas chosen for transformation, and tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from data_loaders.forms.declaration import Rule
from data_loaders.intake.checks.scope import Scope
from data_loaders.model import Area, AreaState, Finding, TaskState
from data_loaders.model.findings import finding

_UNDER_WAY = frozenset(AreaState)
REACHABLE = {
    AreaState.UNDER_WAY: _UNDER_WAY,
    AreaState.NOT_ACHIEVED: _UNDER_WAY,
    AreaState.ACHIEVED: frozenset({AreaState.ACHIEVED, AreaState.RELAPSED}),
    AreaState.RELAPSED: frozenset({AreaState.RELAPSED}),
}
"""State → the states it can lead to, over several steps: a report between may be missing."""


def area_history(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """No area of the last accepted list is gone, or in a state that cannot follow its last."""
    previous = scope.history.previous
    if previous is None:
        return
    period = str(previous.identity.period)
    now = {(area.commune_id, area.cohort): area for area in scope.content.areas}
    sheet = scope.list_sheet("cohort", scope.form.sheets.areas)
    readable = (sheet, "") not in scope.content.unread
    for before in previous.areas:
        area = now.get((before.commune_id, before.cohort))
        if area is None:
            if readable:  # an unreadable row may be this one
                label = f"{scope.name(before.commune_id)} ({before.cohort})"
                yield finding(rule.code, sheet=sheet, label=label, case="gone", period=period)
        elif area.state not in REACHABLE[before.state]:
            said = {"case": "state", "before": str(before.state), "period": period}
            yield scope.area_finding(rule.code, area, "state", str(area.state), **said)


def area_decision(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """An area is recognised by a numbered and dated decision."""
    for area in scope.content.areas:
        if area.state is AreaState.ACHIEVED:
            yield from _wanting(rule, scope, area, ("decision_no", "decision_on"))


def area_relapse(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """A relapse has its date."""
    for area in scope.content.areas:
        if area.state is AreaState.RELAPSED:
            yield from _wanting(rule, scope, area, ("relapsed_on",))


def _wanting(rule: Rule, scope: Scope, area: Area, columns: tuple[str, ...]) -> Iterator[Finding]:
    """The first of these columns that is blank: one finding for a row is enough."""
    for column in columns:
        blank = scope.is_blank(area.sheet, scope.area_cell(area, column))
        if getattr(area, column) is None and blank and scope.has_column(area.sheet, column):
            yield scope.area_finding(rule.code, area, column)
            return


def area_commune(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """An area is a commune of the locality, once in a cohort."""
    own = {unit.unit_id for unit in scope.communes}
    unit = scope.name(scope.content.identity.unit_id)
    seen: dict[tuple[str, int], Area] = {}
    for area in scope.content.areas:
        first = seen.setdefault((area.commune_id, area.cohort), area)
        name = scope.name(area.commune_id)
        if area.commune_id not in own:
            yield scope.area_finding(rule.code, area, "commune", name, case="unknown", unit=unit)
        elif first is not area:
            said: dict[str, str | int] = {"other": first.row, "cohort": area.cohort}
            yield scope.area_finding(rule.code, area, "commune", name, case="twice", **said)


def task_date(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """What is done was done on a day."""
    for task in scope.content.tasks:
        undated = task.state is TaskState.DONE and task.completed_on is None
        blank = scope.is_blank(task.sheet, scope.task_cell(task, "completed_on"))
        if undated and blank and scope.has_column(task.sheet, "completed_on"):
            yield scope.task_finding(rule.code, task, "completed_on")


def task_rows(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """The rows are the tasks that the form of the period shows, each once."""
    judge: Callable[[Scope], Iterator[Finding]] = {
        "task-unknown": _unknown_tasks,
        "task-missing": _missing_tasks,
        "task-twice": _double_tasks,
    }[rule.code]
    yield from judge(scope)


def _unknown_tasks(scope: Scope) -> Iterator[Finding]:
    known = {task.task_id for task in scope.regime.tasks}
    for task in scope.content.tasks:
        if task.task_id not in known:
            yield scope.task_finding("task-unknown", task, "task", task.task_id)


def _missing_tasks(scope: Scope) -> Iterator[Finding]:
    have = {task.task_id for task in scope.content.tasks}
    sheet = scope.list_sheet("completed_on", scope.form.sheets.tasks)
    unread = {name for at, name in scope.content.unread if at == sheet}
    if "" in unread:  # the whole list or an unnamed row of it
        return
    for task in scope.regime.tasks_shown(scope.content.identity.period):
        if task.task_id not in have | unread:
            yield finding("task-missing", sheet=sheet, label=task.name_vi)


def _double_tasks(scope: Scope) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for task in scope.content.tasks:
        if seen.setdefault(task.task_id, task.row) != task.row:
            other = seen[task.task_id]
            yield scope.task_finding("task-twice", task, "task", task.task_id, other=other)


def date_in_future(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Nothing that was done has a date after the day of receipt."""
    said = {"received": f"{scope.received_on:%d/%m/%Y}"}
    for area in scope.content.areas:
        for column in ("selected_on", "decision_on", "relapsed_on"):
            day = getattr(area, column)
            if _later(day, scope):
                text = f"{day:%d/%m/%Y}"
                yield scope.area_finding(rule.code, area, column, text, date=text, **said)
    for task in scope.content.tasks:
        if _later(task.completed_on, scope):
            text = f"{task.completed_on:%d/%m/%Y}"
            yield scope.task_finding(rule.code, task, "completed_on", text, date=text, **said)


def _later(day: date | None, scope: Scope) -> bool:
    return day is not None and day > scope.received_on
