"""Requests to explain and their answers: who asks and answers, and how both stand at an instant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from data_loaders.accounts.permissions import ASSIGNABLE, Actor, Role
from data_loaders.model import Identity, TaskStatus, open_requests
from data_loaders.model.errors import RefusedError
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.service.explanations import ANSWERED, ASKED, Explanations
from tests.data_loaders.sent_forms import OURS, PERIOD
from tests.data_loaders.stores import at

TARGET, DUE, NEXT = "spots-reduction", date(2025, 10, 25), date(2025, 10, 26)
THEIRS = Identity("608", PERIOD)
OWN = OURS.unit_id
Wish = Callable[[Explanations], object]


def ignore(action: str, subject: str, outcome: str) -> None:
    del action, subject, outcome


def door(context: Context, role: Role = Role.CONSOLE, unit_id: str | None = None) -> Explanations:
    return Explanations(Access(context, Actor("ai-do", role, unit_id), ignore, origin="10.0.0.8"))


def asked(
    context: Context,
    identity: Identity = OURS,
    *,
    due_on: date = DUE,
) -> int:
    return door(context).ask(identity, TARGET, "Vì sao điểm tăng?", due_on=due_on, at=at(20))


def test_a_request_keeps_what_was_asked_of_whom_about_what_and_until_when(
    context: Context,
) -> None:
    assert asked(context) == 1
    (found,) = door(context).all()
    assert (found.unit_id, found.target_id, found.period) == (OWN, TARGET, PERIOD)
    assert (found.text, found.due_on, found.by, found.at) == (
        "Vì sao điểm tăng?",
        DUE,
        "ai-do",
        at(20),
    )
    assert found.answers == ()
    entry = context.store.trail()[-1].entry
    assert (entry.action, entry.subject) == (
        "explanation.request",
        "611, kỳ 2025-10, spots-reduction",
    )


def test_every_answer_stays_and_the_newest_comes_first(context: Context) -> None:
    key = asked(context)
    for text, instant in (("Do rà soát lại", at(22)), ("Bổ sung: 2 điểm mới", at(27))):
        door(context).answer(key, text, at=instant)
    (found,) = door(context).all()
    assert [(a.text, a.by, a.on) for a in found.answers] == [
        ("Bổ sung: 2 điểm mới", "ai-do", date(2025, 10, 27)),
        ("Do rà soát lại", "ai-do", date(2025, 10, 22)),
    ]
    assert (found.done_on, found.standing(date(2025, 12, 1))) == (
        date(2025, 10, 22),
        TaskStatus.DONE_IN_TIME,
    )
    assert context.store.trail()[-1].entry.action == "explanation.answer"


def test_an_answer_is_late_after_the_due_day_where_the_plan_is_run(context: Context) -> None:
    """One at 23:30 in Vietnam belongs to that day, whatever the day is in UTC."""
    door(context).answer(asked(context), "Đã rà soát", at=at(25, 23) + timedelta(minutes=30))
    door(context).answer(asked(context, THEIRS), "Đã rà soát", at=at(26, 0))
    asked(context, replace(OURS, period=PERIOD.shifted(-1)))
    seen = door(context).all()
    assert [(one.standing(day), one.days(day)) for one in seen for day in (DUE, NEXT)] == [
        (TaskStatus.DONE_IN_TIME, 0),
        (TaskStatus.DONE_IN_TIME, 0),
        (TaskStatus.DONE_LATE, -1),
        (TaskStatus.DONE_LATE, -1),
        (TaskStatus.OPEN_IN_TIME, 0),
        (TaskStatus.OPEN_OVERDUE, -1),
    ]
    assert [one.key for one in open_requests(seen)] == [3]


def test_a_second_press_of_a_button_asks_and_answers_nothing_again(context: Context) -> None:
    assert [asked(context) for _ in range(2)] == [1, 1]
    for text in ("Đã rà soát", " Đã  rà soát", "Bổ sung", "Bổ sung"):
        door(context).answer(1, text, at=at(22))
    (found,) = door(context).all()
    assert [one.text for one in found.answers] == ["Bổ sung", "Đã  rà soát", "Đã rà soát"]
    assert context.store.revision() == 1 + 1 + 3
    assert asked(context) == 2  # what was answered may be asked again


WRONG: tuple[tuple[Wish, str], ...] = (
    (lambda d: d.ask(OURS, TARGET, " ", due_on=date(2026, 1, 5)), "chưa ghi nội dung yêu cầu"),
    (
        lambda d: d.ask(OURS, TARGET, "a" * (ASKED + 1), due_on=date(2026, 1, 5)),
        "dài 1001 ký tự, nhiều hơn 1000",
    ),
    (lambda d: d.ask(OURS, TARGET, "a\x00", due_on=date(2026, 1, 5)), "U+0000"),
    (lambda d: d.ask(OURS, TARGET, "Vì sao?", due_on=DUE), "hạn trả lời 25/10/2025 đã qua"),
    (
        lambda d: d.ask(Identity("62", PERIOD), TARGET, "Vì sao?", due_on=date(2026, 1, 5)),
        "không có địa phương báo cáo “62”",
    ),
    (lambda d: d.answer(1, "  "), "chưa ghi nội dung giải trình"),
    (lambda d: d.answer(1, "a" * (ANSWERED + 1)), "dài 4001 ký tự, nhiều hơn 4000"),
    (lambda d: d.answer(1, "xóa\x1b[2J"), "U+001B ở vị trí 4"),
    (lambda d: d.answer(1, "Sớm", at=at(19)), "được gửi sau thời điểm này"),
    (lambda d: d.answer(7, "Có"), "không có yêu cầu giải trình số 7"),
)


def test_what_cannot_be_kept_is_refused_in_a_sentence_and_leaves_nothing(
    context: Context,
) -> None:
    asked(context)
    kept = door(context).all(), context.store.revision()
    for wish, says in WRONG:
        with pytest.raises(RefusedError) as raised:
            wish(door(context))
        assert says in str(raised.value)
    assert (door(context).all(), context.store.revision()) == kept


def test_the_secretary_asks_and_the_localitys_own_reporter_answers_and_nobody_else_does_either(
    context: Context,
) -> None:
    mine, theirs = asked(context), asked(context, THEIRS)

    def ask(explanations: Explanations) -> object:
        return explanations.ask(OURS, TARGET, "Vì sao?", due_on=date(2026, 1, 5))

    for role in ASSIGNABLE:
        who = door(context, role, OWN if role is Role.REPORTER else None)
        wishes: dict[str, Wish] = {
            "ask": ask,
            "answer": lambda d: d.answer(mine, "Đã rà soát"),
            "foreign": lambda d: d.answer(theirs, "Đã rà soát"),
        }
        allowed = {name for name, wish in wishes.items() if not denied(who, wish)}
        expected = {Role.SECRETARY: {"ask"}, Role.REPORTER: {"answer"}}
        assert allowed == expected.get(role, set()), role


def denied(explanations: Explanations, wish: Wish) -> bool:
    try:
        wish(explanations)
    except RefusedError as error:
        return str(error).startswith("Tài khoản")
    return False


def test_a_reporter_reads_nothing_of_another_localitys_requests_not_even_that_there_are_any(
    context: Context,
) -> None:
    asked(context)
    theirs = asked(context, THEIRS)
    door(context).answer(theirs, "Giải trình của nơi khác", at=at(21))
    mine = door(context, Role.REPORTER, OWN)
    assert [one.unit_id for one in mine.all()] == [OWN]
    opened = replace(mine.access.actor, sees_province=True)
    assert [one.unit_id for one in Explanations(replace(mine.access, actor=opened)).all()] == [OWN]
    told = set()
    for key in (theirs, 99):
        with pytest.raises(RefusedError) as raised:
            mine.answer(key, "Thử")
        told.add(str(raised.value))
    assert len(told) == 1
    assert {len(door(context, role).all()) for role in ASSIGNABLE if role is not Role.REPORTER} == {
        2
    }
