"""A form filled in with invented figures that break none of its rules: the same every time."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

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
        for code, value in _row(form, Random(f"{form.edition}/{commune.unit_id}")).items()
    ]
    asked = regime.tasks_shown(request.period) if form.tasks else ()
    tasks = tuple(TaskRecord(task.task_id, TaskState.UNDER_WAY) for task in asked)
    return ReportContent(Identity(request.unit_id, request.period), tuple(figures), (), tasks)


def _row(form: Form, chance: Random) -> Mapping[str, int]:
    """A commune's values. Numbers are moved until every rule between them holds."""
    row = {
        measure.code: 1 if measure.kind is Kind.STATE else chance.randint(1, _LARGEST)
        for measure in form.measures
    }
    for _ in range(_ROUNDS):
        if not any([_mended(row, rule, form) for rule in form.rules]):
            break
    return row


def _mended(row: dict[str, int], rule: Rule, form: Form) -> bool:
    """Whether the rule did not hold and a value was moved towards it."""
    left, right = (sum(row[code] for code in codes) for codes in (rule.left, rule.right))
    if rule.kind is RuleKind.BALANCE:
        left -= sum(row[code] for code in rule.minus)
        if left < 0:
            row[rule.left[0]] -= left
        return _set(row, rule.right[0], max(left, 0) - (right - row[rule.right[0]]))
    if rule.kind is RuleKind.CLASS_WITHOUT:
        code = rule.left[0]
        return right > 0 and _set(row, code, len(form.by_code[code].choices) or 1)
    if rule.kind in (RuleKind.AT_MOST, RuleKind.AT_MOST_WITH_LEFT_OVER) and left > right:
        return _set(row, rule.right[0], row[rule.right[0]] + left - right)
    if rule.kind is RuleKind.EACH_AT_MOST:
        return any([_set(row, code, min(row[code], right)) for code in rule.left])
    return False


def _set(row: dict[str, int], code: str, value: int) -> bool:
    if row[code] == value:
        return False
    row[code] = value
    return True
