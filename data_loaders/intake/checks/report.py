"""What a report says held against itself, the last accepted report and the calendar.

Every check is a rule of the form's declaration; its kind names the function here that judges it.
A blank is never judged: it can only make the left side of an inequality smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from data_loaders.forms.closed_lists import Role
from data_loaders.forms.declaration import Form, Kind
from data_loaders.forms.rules import Rule, RuleKind
from data_loaders.intake.checks.lists import (
    area_commune,
    area_history,
    area_needs,
    date_in_future,
    task_needs,
    task_rows,
)
from data_loaders.intake.checks.scope import Scope
from data_loaders.model import (
    Finding,
    History,
    Regime,
    Register,
    ReportContent,
)
from data_loaders.model.findings import finding, what_to_fill_in


def check(
    content: ReportContent,
    *,
    form: Form,
    register: Register,
    regime: Regime,
    history: History,
    received_at: datetime,
) -> tuple[Finding, ...]:
    """Every finding of the form's rules, in their order; rows of the form first."""
    scope = Scope(content, form, register, regime, history, received_at)
    first = sorted(form.rules, key=lambda rule: rule.kind is not RuleKind.ROWS)
    return tuple(found for rule in first for found in JUDGES[rule.kind](rule, scope))


def _nothing(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Judged while reading: a total is compared there and goes no further."""
    return iter(())


def _rows(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """The rows are the communes of the locality on the period's last day."""
    if rule.code != "commune-missing":
        return  # strangers and doubles have no figures: reading says them
    have = {figure.commune_id for figure in scope.content.figures}
    sheet = scope.figures_sheet
    for unit in scope.communes:
        if unit.unit_id not in have and (sheet, unit.unit_id) not in scope.content.unread:
            yield finding(rule.code, sheet=sheet, label=unit.full_name)


def _required(rule: Rule, scope: Scope) -> Iterator[Finding]:
    for figure in scope.content.figures:
        blank = figure.value is None and scope.is_blank(figure.sheet, figure.cell)
        if blank and figure.measure in scope.form.required:
            words = [choice.word for choice in scope.form.by_code[figure.measure].choices]
            yield scope.at(rule, figure, **what_to_fill_in(words, count=True))


def _balance(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Said where the balance was typed: what it starts from is filled in when the form is made."""
    for row in scope.rows:
        values = [row.known(codes) for codes in (rule.left, rule.minus, rule.right)]
        if any(part is None for part in values):
            continue
        plus, less, right = (sum(part or ()) for part in values)
        if plus - less != right:
            words = scope.words(rule.left, " + ") + scope.words(("", *rule.minus), " − ")
            yield row.finding(
                rule,
                rule.right[0],
                left_words=words,
                left=plus - less,
                right_words=scope.words(rule.right, " + "),
                right=right,
            )


def _at_most(rule: Rule, scope: Scope) -> Iterator[Finding]:
    return _not_above(rule, scope, [rule.left])


def _each_at_most(rule: Rule, scope: Scope) -> Iterator[Finding]:
    return _not_above(rule, scope, [(code,) for code in rule.left])


def _at_most_with_left_over(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """What was settled, against what came in and what the year's earlier periods left over."""
    left_over = scope.history.left_over.get(rule.left[0], {})
    return _not_above(rule, scope, [rule.left], left_over=left_over)


def _not_above(
    rule: Rule,
    scope: Scope,
    lefts: list[tuple[str, ...]],
    *,
    left_over: Mapping[str, int] | None = None,
) -> Iterator[Finding]:
    """Each sum on the left at most the sum on the right. A blank on the left counts nothing."""
    for row in scope.rows:
        whole = row.known(rule.right)
        if whole is None:
            continue
        more = max(0, (left_over or {}).get(row.commune_id, 0))
        for codes in lefts:
            known = {code: value for code in codes if (value := row.value(code)) is not None}
            left = sum(known.values())
            if left > sum(whole) + more:
                extra = {} if left_over is None else {"left_over": more}
                yield row.finding(
                    rule,
                    next(iter(known)),  # of a form without the first column, where it has another
                    left_words=scope.words(codes, " + "),
                    left=left,
                    right_words=scope.words(rule.right, " + "),
                    right=sum(whole),
                    **extra,
                )


def _class_without(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """A commune of a class that means nothing is wrong has none of these."""
    choices = scope.form.by_code[rule.left[0]].choices
    for row in scope.rows:
        value = row.value(rule.left[0])
        if value is None or Role.CLEAN not in choices[value - 1].roles:
            continue
        clean = choices[value - 1]
        found = [(code, row.value(code)) for code in rule.right]
        words = [
            f"{scope.form.by_code[code].heading.lower()} {value}" for code, value in found if value
        ]
        if words:
            yield row.finding(
                rule,
                rule.left[0],
                right_words=", ".join(words),
                word=clean.word,
                meaning=clean.meaning,
                meaning_en=clean.meaning_en or clean.meaning,
            )


def _continuity(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """What was there at the end is there at the beginning."""
    yield from _against_previous(rule, scope, lambda now, before: now != before)


def _not_below_previous(rule: Rule, scope: Scope) -> Iterator[Finding]:
    yield from _against_previous(rule, scope, lambda now, before: now < before)


def _jump(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """A stock that moved by more than half and by more than ten."""
    for measure in scope.form.measures:
        if measure.kind is Kind.STOCK:
            one = replace(rule, left=(measure.code,))
            yield from _against_previous(one, scope, moved)


def moved(now: int, before: int) -> bool:
    """More than 50 % of what it was, and more than 10."""
    change = abs(now - before)
    return 2 * change > before and change > 10


def _against_previous(
    rule: Rule, scope: Scope, wrong: Callable[[int, int], bool]
) -> Iterator[Finding]:
    """A measure against the last accepted one of the right side (of itself where there is none)."""
    previous = scope.history.previous
    if previous is None:
        return
    mine, theirs = rule.left[0], (rule.right or rule.left)[0]
    for row in scope.rows:
        now, before = row.value(mine), previous.values.get((row.commune_id, theirs))
        if now is not None and before is not None and wrong(now, before):
            parts = previous.by_key[row.commune_id, theirs].parts
            yield row.finding(
                rule,
                mine,
                now=now,
                before=f"{before} ({parts})" if parts else before,
                period=str(previous.identity.period),
            )


def _period_ended(rule: Rule, scope: Scope) -> Iterator[Finding]:
    """Received when the period's last day is over: before, no figure can be that of its end."""
    period = scope.content.identity.period
    last = scope.regime.ends_on(period)
    if scope.received_on <= last:
        after = last + timedelta(days=1)
        said = {"last": last, "received": scope.received_on, "after": after}
        days = {name: f"{day:%d/%m/%Y}" for name, day in said.items()}
        yield finding(rule.code, label=str(period), **days)


Judge = Callable[[Rule, Scope], Iterator[Finding]]

JUDGES: Mapping[RuleKind, Judge] = {
    RuleKind.ROWS: _rows,
    RuleKind.TOTAL: _nothing,
    RuleKind.REQUIRED: _required,
    RuleKind.BALANCE: _balance,
    RuleKind.AT_MOST: _at_most,
    RuleKind.EACH_AT_MOST: _each_at_most,
    RuleKind.AT_MOST_WITH_LEFT_OVER: _at_most_with_left_over,
    RuleKind.CLASS_WITHOUT: _class_without,
    RuleKind.CONTINUITY: _continuity,
    RuleKind.NOT_BELOW_PREVIOUS: _not_below_previous,
    RuleKind.JUMP: _jump,
    RuleKind.AREA_HISTORY: area_history,
    RuleKind.AREA_NEEDS: area_needs,
    RuleKind.AREA_COMMUNE: area_commune,
    RuleKind.TASK_NEEDS: task_needs,
    RuleKind.TASK_ROWS: task_rows,
    RuleKind.DATE_IN_FUTURE: date_in_future,
    RuleKind.PERIOD_ENDED: _period_ended,
}
"""Which function judges which kind of rule."""
