"""A form filled in with invented figures that break none of its rules: the same every time."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from data_loaders.forms.closed_lists import Role
from data_loaders.forms.declaration import Form, Kind
from data_loaders.forms.request import FormRequest
from data_loaders.forms.rules import Rule, RuleKind
from data_loaders.model import Figure, Identity, ReportContent, TaskRecord, TaskState

_ROUNDS = 40
_LARGEST = 12


def answers(request: FormRequest) -> ReportContent:
    """What a locality might report: small whole numbers, first words, tasks under way."""
    form, regime = request.form, request.regime
    figures = [
        Figure(commune.unit_id, code, value, sheet="", cell="", text="")
        for commune in request.communes
        for code, value in _row(form, _chance(form, commune.unit_id)).items()
    ]
    asked = regime.tasks_shown(request.period) if form.tasks else ()
    tasks = tuple(TaskRecord(task.task_id, TaskState.UNDER_WAY) for task in asked)
    return ReportContent(Identity(request.unit_id, request.period), tuple(figures), (), tasks)


def _chance(form: Form, commune_id: str) -> Random:
    """The same numbers every time: nothing is kept secret with them."""
    return Random(f"{form.edition}/{commune_id}")  # noqa: S311


def _row(form: Form, chance: Random) -> Mapping[str, int]:
    """A commune's values. Numbers are moved until every rule between them holds."""
    row = {
        measure.code: 1 if measure.kind is Kind.STATE else chance.randint(1, _LARGEST)
        for measure in form.measures
    }
    for _ in range(_ROUNDS):
        before = dict(row)
        for rule in form.rules:
            _mend(row, rule, form)
        if row == before:
            break
    return row


def _mend(row: dict[str, int], rule: Rule, form: Form) -> None:
    """Move a value towards the rule, where it does not hold."""
    left, right = (sum(row[code] for code in codes) for codes in (rule.left, rule.right))
    if rule.kind is RuleKind.BALANCE:
        left -= sum(row[code] for code in rule.minus)
        if left < 0:
            row[rule.left[0]] -= left
        row[rule.right[0]] += max(left, 0) - right
    elif rule.kind is RuleKind.CLASS_WITHOUT and right > 0:
        column = form.by_code[rule.left[0]]
        unclean = (n for n, one in enumerate(column.choices, 1) if Role.CLEAN not in one.roles)
        row[column.code] = next(unclean, 1)
    elif rule.kind in (RuleKind.AT_MOST, RuleKind.AT_MOST_WITH_LEFT_OVER) and left > right:
        row[rule.right[0]] += left - right
    elif rule.kind is RuleKind.EACH_AT_MOST:
        for code in rule.left:
            row[code] = min(row[code], right)
