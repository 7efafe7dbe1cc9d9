"""Who may do what: the table against the words of its specification, cell by cell."""

from __future__ import annotations

from itertools import product

import pytest

from data_loaders.accounts.permissions import (
    ACTIONS,
    ASSIGNABLE,
    OPENED_TO_REPORTERS,
    Actor,
    Role,
    Scope,
    demand,
    may,
    role_name,
)
from data_loaders.model.errors import RefusedError
from data_loaders.model.words import translator

OWN, FOREIGN = "615", "608"

# Rows: actions. Columns: viewer, reporter, approver, secretary, admin, auditor.
# y: may, everywhere · o: for the own locality only · .: may not.
EXPECTED = """
province.read        y . y y y y
locality.read        y o y y y y
history.read         y o y y y y
original.download    y o y y . y
export.make          y o y y . y
form.download        . o y y . .
report.check         . o y . . .
report.send          . o y . . .
report.accept        . . y . . .
report.return        . . y . . .
report.withdraw      . . y . . .
report.backdate      . . . . . .
reading.record       . . . y . .
published.record     . . . y . .
conclusion.record    . . . y . .
meeting.freeze       . . . y . .
decision.read        y o y y y y
decision.record      . . . y . .
explanation.read     y o y y y y
explanation.request  . . . y . .
explanation.answer   . o . . . .
trail.read           . . . . y y
account.list         . . . . y y
account.change       . . . . y .
session.list         . . . . y y
session.end          . . . . y .
register.change      . . . . y .
plan.load            . . . . y .
setting.change       . . . . y .
store.create         . . . . . .
store.backup         . . . . y .
store.copy           . . . . . .
"""
CELLS: dict[tuple[str, Role], str] = {
    (action, role): mark
    for line in EXPECTED.split("\n")
    if line
    for action, *marks in [line.split()]
    for role, mark in zip(ASSIGNABLE, marks, strict=True)
}
WRITES = {
    name
    for name in ACTIONS
    if name.rpartition(".")[2] not in ("read", "list", "download", "make", "check")
}


def actor(role: Role, **others: bool) -> Actor:
    return Actor(f"some.{role}", role, OWN if role is Role.REPORTER else None, **others)


def test_the_expectation_names_every_action() -> None:
    assert {action for action, _ in CELLS} == set(ACTIONS)


def test_the_table_says_what_the_specification_says() -> None:
    marks = {"y": (True, True, True), "o": (True, False, False), ".": (False, False, False)}
    told = {
        (action, role): tuple(may(actor(role), action, unit) for unit in (OWN, FOREIGN, None))
        for action, role in CELLS
    }
    assert {cell: rights for cell, rights in told.items() if rights != marks[CELLS[cell]]} == {}


def refusal_of(role: Role, action: str, unit: str | None) -> str | None:
    """The sentence that refuses a demand; None where it is granted."""
    try:
        demand(actor(role), action, unit)
    except RefusedError as refused:
        return str(refused)
    return None


def test_a_demand_is_refused_with_one_sentence_exactly_where_one_may_not() -> None:
    for (action, role), unit in product(CELLS, (OWN, FOREIGN, None)):
        sentence = refusal_of(role, action, unit)
        assert (sentence is None) is may(actor(role), action, unit), (action, role, unit)
        assert sentence is None or f"some.{role}" in sentence
        assert sentence is None or ACTIONS[action].wish in sentence


def test_nobody_decides_on_a_report_they_sent() -> None:
    who = actor(Role.APPROVER)
    for action in ("report.accept", "report.return", "report.withdraw"):
        assert may(who, action, OWN, sent_by="some.reporter")
        assert not may(who, action, OWN, sent_by=who.name)
        with pytest.raises(RefusedError, match="chính mình gửi"):
            demand(who, action, OWN, sent_by=who.name)


def test_an_auditor_and_a_viewer_change_nothing() -> None:
    for role, action in product((Role.AUDITOR, Role.VIEWER), WRITES):
        assert not may(actor(role), action, OWN)


def test_the_administrator_neither_decides_nor_records() -> None:
    for action in WRITES:
        if action.split(".")[0] in ("report", "reading", "meeting", "decision", "explanation"):
            assert not may(actor(Role.ADMIN), action)


def test_the_setting_opens_figures_to_reporters_and_nothing_else() -> None:
    closed, opened = actor(Role.REPORTER), actor(Role.REPORTER, sees_province=True)
    for action in ACTIONS:
        gained = may(opened, action, FOREIGN) and not may(closed, action, FOREIGN)
        assert gained is (action in OPENED_TO_REPORTERS)
        assert may(opened, action, OWN) or not may(closed, action, OWN)


@pytest.mark.parametrize("role", ASSIGNABLE)
def test_a_scope_holds_what_may_be_read(role: Role) -> None:
    scope = Scope.of(actor(role))
    assert scope.everything is (role is not Role.REPORTER)
    assert scope.allows(OWN)
    assert scope.allows(FOREIGN) is (role is not Role.REPORTER)


def test_without_a_right_the_scope_is_empty() -> None:
    assert Scope() == Scope.of(actor(Role.ADMIN), "report.send")
    assert not Scope().allows(OWN)
    lost = Actor("no.locality", Role.REPORTER, None)
    assert Scope.of(lost) == Scope()


def test_the_console_may_do_everything_and_is_no_accounts_role() -> None:
    console = Actor("root", Role.CONSOLE)
    assert all(may(console, action, FOREIGN) for action in ACTIONS)
    assert Role.CONSOLE not in ASSIGNABLE


def test_an_unknown_action_is_a_mistake_and_never_a_right() -> None:
    with pytest.raises(KeyError):
        may(actor(Role.ADMIN), "everything")


def test_every_action_and_role_has_its_words_in_both_languages() -> None:
    english = translator("en")
    for action in ACTIONS.values():
        assert action.wish
        assert english(action.wish) != action.wish
    for role in Role:
        assert role_name(role)
        assert role_name(role, "en") != role_name(role)
