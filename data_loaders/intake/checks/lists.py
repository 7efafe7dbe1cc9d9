"""The checks of the two lists: areas chosen for transformation, and tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from data_loaders.forms.closed_lists import Choice
from data_loaders.forms.declaration import Column
from data_loaders.forms.rules import Rule
from data_loaders.intake.checks.scope import Scope
from data_loaders.model import Area, Finding, TaskRecord
from data_loaders.model.findings import finding

R = TypeVar("R", Area, TaskRecord)


def reachable(states: Mapping[str, Choice], word: str) -> frozenset[str]:
    """The states a state can lead to, over several steps: a report between may be missing.

    Any, where the form declares no order or no longer has the word.
    """
    if word not in states or not any(choice.leads_to for choice in states.values()):
        return frozenset(states)
    found, ways = {word}, [word]
    while ways:
        new = set(states[ways.pop()].leads_to) - found
        found |= new
        ways += new
    return frozenset(found)


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
        elif area.state not in reachable(scope.form.area_states, before.state):
            said = {"case": "state", "before": before.state, "period": period}
            yield scope.area_finding(rule, area, "state", area.state, **said)


def area_needs(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """An area in one of these states has these columns filled in, as a relapse has its date."""
    for area in scope.content.areas:
        if area.state in rule.states:
            column = _wanting(rule, scope, area, scope.area_cell)
            if column:
                needs = _needs(rule, scope.form.areas)
                yield scope.area_finding(rule, area, column, state=area.state, **needs)


def task_needs(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """A task in one of these states has these columns filled in: what is done was done on a day."""
    for task in scope.content.tasks:
        word = scope.form.task_word(task.state)
        if word in rule.states:
            column = _wanting(rule, scope, task, scope.task_cell)
            if column:
                needs = _needs(rule, scope.form.tasks)
                yield scope.task_finding(rule, task, column, state=word, **needs)


def _needs(rule: Rule, columns: Sequence[Column]) -> dict[str, str]:
    """What such a row needs, as the rule says it, else by the headings of its columns."""
    headings = [column.heading.lower() for column in columns if column.code in rule.columns]
    said = rule.needs or " và ".join(headings)
    return {"needs": said, "needs_en": rule.needs_en or said}


def _wanting(rule: Rule, scope: Scope, row: R, cell: Callable[[R, str], str]) -> str:
    """The first of the rule's columns that is blank: one finding for a row is enough."""
    for column in rule.columns:
        blank = getattr(row, column) is None and scope.is_blank(row.sheet, cell(row, column))
        if blank and scope.has_column(row.sheet, column):
            return column
    return ""


def area_commune(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """An area is a commune of the locality, once in a cohort."""
    own = {unit.unit_id for unit in scope.communes}
    unit = scope.name(scope.content.identity.unit_id)
    seen: dict[tuple[str, int], Area] = {}
    for area in scope.content.areas:
        first = seen.setdefault((area.commune_id, area.cohort), area)
        name = scope.name(area.commune_id)
        if area.commune_id not in own:
            yield scope.area_finding(rule, area, "commune", name, case="unknown", unit=unit)
        elif first is not area:
            said: dict[str, str | int] = {"other": first.row, "cohort": area.cohort}
            yield scope.area_finding(rule, area, "commune", name, case="twice", **said)


def task_rows(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """The rows are the tasks that the form of the period shows, each once."""
    judge: Callable[[Rule, Scope], Iterator[Finding]] = {
        "task-unknown": _unknown_tasks,
        "task-missing": _missing_tasks,
        "task-twice": _double_tasks,
    }[rule.code]
    yield from judge(rule, scope)


def _unknown_tasks(rule: Rule, scope: Scope) -> Iterator[Finding]:
    known = {task.task_id for task in scope.regime.tasks}
    for task in scope.content.tasks:
        if task.task_id not in known:
            yield scope.task_finding(rule, task, "task", task.task_id)


def _missing_tasks(rule: Rule, scope: Scope) -> Iterator[Finding]:
    have = {task.task_id for task in scope.content.tasks}
    sheet = scope.list_sheet("completed_on", scope.form.sheets.tasks)
    unread = {name for at, name in scope.content.unread if at == sheet}
    if "" in unread:  # the whole list or an unnamed row of it
        return
    for task in scope.regime.tasks_shown(scope.content.identity.period):
        if task.task_id not in have | unread:
            yield finding(rule.code, sheet=sheet, label=task.name_vi)


def _double_tasks(rule: Rule, scope: Scope) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for task in scope.content.tasks:
        if seen.setdefault(task.task_id, task.row) != task.row:
            other = seen[task.task_id]
            yield scope.task_finding(rule, task, "task", task.task_id, other=other)


def date_in_future(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Nothing that was done has a date after the day of receipt."""
    said = {"received": f"{scope.received_on:%d/%m/%Y}"}
    for area in scope.content.areas:
        for column in ("selected_on", "decision_on", "relapsed_on"):
            day = getattr(area, column)
            if _later(day, scope):
                text = f"{day:%d/%m/%Y}"
                yield scope.area_finding(rule, area, column, text, date=text, **said)
    for task in scope.content.tasks:
        if _later(task.completed_on, scope):
            text = f"{task.completed_on:%d/%m/%Y}"
            yield scope.task_finding(rule, task, "completed_on", text, date=text, **said)


def _later(day: date | None, scope: Scope) -> bool:
    return day is not None and day > scope.received_on
