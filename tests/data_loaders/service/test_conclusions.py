"""Decisions of the committee: what is recorded, how they stand at an instant, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from data_loaders.accounts.permissions import ASSIGNABLE, Actor, Role, may
from data_loaders.model import (
    Decision,
    Step,
    TaskState,
    TaskStatus,
    closed,
    open_decisions,
)
from data_loaders.model.errors import RefusedError
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.service.decisions import BODY, TEXT, Decisions, NewDecision
from data_loaders.store.schema import statement
from tests.data_loaders.conclusions import fill
from tests.data_loaders.stores import LATER, at

NEW = NewDecision("Triệt xóa các điểm còn lại", date(2025, 10, 31), unit_id="611")
OPENING, DOING, DONE = TaskState


def ignore(action: str, subject: str, outcome: str) -> None:
    del action, subject, outcome


def door(context: Context, role: Role = Role.CONSOLE, unit_id: str | None = None) -> Decisions:
    return Decisions(Access(context, Actor("thu-ky", role, unit_id), ignore, origin="10.0.0.7"))


def recorded(context: Context, new: NewDecision = NEW, instant: datetime | None = None) -> int:
    return door(context).record(new, at=instant or at(10))


def told(key: int = 1, *, due_on: date, done_on: date | None = None) -> Decision:
    """A decision with at most one step, that it was done."""
    steps = (Step(DONE, done_on, "", "thu-ky", at(31)),) if done_on else ()
    return Decision(key, "Rà soát", due_on, "611", "", None, None, None, "", "tk", at(1), steps)


def test_a_decision_keeps_what_was_decided_who_owns_it_and_who_recorded_it(
    context: Context,
) -> None:
    full = NewDecision(
        text="  Công an tỉnh kiểm tra\r\nhuyện Ngọc Hồi  ",
        due_on=date(2025, 11, 15),
        body="Công an  tỉnh",
        target_id="spots-reduction",
        about_unit="611",
        meeting_id="m-1",
        meeting="Phiên họp quý III",
    )
    assert (recorded(context, full), recorded(context)) == (1, 2)
    first, second = door(context).all()
    assert first == Decision(
        key=1,
        text="Công an tỉnh kiểm tra\nhuyện Ngọc Hồi",
        due_on=date(2025, 11, 15),
        unit_id=None,
        body="Công an tỉnh",
        target_id="spots-reduction",
        about_unit="611",
        meeting_id="m-1",
        meeting="Phiên họp quý III",
        by="thu-ky",
        at=at(10),
    )
    assert (second.unit_id, second.body, second.meeting_id) == ("611", "", None)
    entry = context.store.trail()[-1].entry
    assert (entry.action, entry.subject, entry.detail, entry.origin) == (
        "decision.record",
        "kết luận số 2",
        NEW.text,
        "10.0.0.7",
    )


def test_a_state_is_added_and_the_ones_before_stay(context: Context) -> None:
    key, decided = recorded(context), door(context)
    decided.change(key, DOING, note="Đã lập tổ công tác", at=at(15))
    decided.change(key, DONE, completed_on=date(2025, 10, 30), at=at(31))
    (found,) = decided.all()
    assert [(s.state, s.completed_on, s.note, s.at) for s in found.steps] == [
        (DOING, None, "Đã lập tổ công tác", at(15)),
        (DONE, date(2025, 10, 30), "", at(31)),
    ]
    assert (found.state, found.done_on) == (DONE, date(2025, 10, 30))
    assert context.store.trail()[-1].entry.subject == "kết luận số 1: hoàn thành"
    decided.change(key, DOING, note="Tái hình thành", at=at(31, 9))
    assert [s.state for s in decided.all()[0].steps] == [DOING, DONE, DOING]
    assert decided.all()[0].done_on is None


def test_a_second_press_of_a_button_records_nothing_again(context: Context) -> None:
    decided, revision = door(context), context.store.revision
    assert [recorded(context) for _ in range(2)] == [1, 1]
    for note in ("", "Đã lập tổ công tác", "Đã lập tổ công tác"):
        decided.change(1, DOING, note=note, at=at(15))
    for _ in range(2):
        decided.change(1, DONE, completed_on=date(2025, 10, 20), at=at(21))
    assert [one.note for one in decided.all()[0].steps] == ["", "Đã lập tổ công tác", ""]
    assert revision() == 1 + 1 + 3
    assert recorded(context) == 2  # what was done may be decided again


@pytest.mark.parametrize(
    ("done_on", "today", "standing", "days"),
    [
        (None, date(2025, 10, 30), TaskStatus.OPEN_IN_TIME, 1),
        (None, date(2025, 10, 31), TaskStatus.OPEN_IN_TIME, 0),
        (None, date(2025, 11, 1), TaskStatus.OPEN_OVERDUE, -1),
        (date(2025, 10, 31), date(2025, 12, 31), TaskStatus.DONE_IN_TIME, 0),
        (date(2025, 10, 20), date(2025, 12, 31), TaskStatus.DONE_IN_TIME, 11),
        (date(2025, 11, 2), date(2025, 12, 31), TaskStatus.DONE_LATE, -2),
    ],
)
def test_late_is_after_the_due_day_and_counted_in_calendar_days(
    done_on: date | None, today: date, standing: TaskStatus, days: int
) -> None:
    found = told(due_on=date(2025, 10, 31), done_on=done_on)
    assert (found.standing(today), found.days(today)) == (standing, days)


def test_open_ones_come_first_the_oldest_due_first_and_done_ones_the_newest_first() -> None:
    october = partial(date, 2025, 10)
    found = (
        told(1, due_on=october(20)),
        told(2, due_on=october(12)),
        told(3, due_on=october(31), done_on=october(11)),
        told(4, due_on=october(12)),
        told(5, due_on=october(15), done_on=october(16)),
    )
    assert [one.key for one in open_decisions(found)] == [2, 4, 1]
    assert [one.key for one in closed(found)] == [5, 3]


Wish = Callable[[Decisions], object]


WRONG: tuple[tuple[Wish, str], ...] = (
    (lambda d: d.record(replace(NEW, text=" \n ")), "chưa ghi nội dung kết luận"),
    (lambda d: d.record(replace(NEW, text="a" * (TEXT + 1))), "dài 1001 ký tự, nhiều hơn 1000"),
    (lambda d: d.record(replace(NEW, text="xem\x07 lại")), "điều khiển U+0007 ở vị trí 4"),
    (lambda d: d.record(replace(NEW, text="a\u202eb")), "U+202E"),
    (lambda d: d.record(replace(NEW, meeting="p" * 251)), "tên phiên họp dài 251"),
    (lambda d: d.record(replace(NEW, body="Công an tỉnh")), "chỉ một"),
    (lambda d: d.record(replace(NEW, unit_id=None, body="  ")), "chỉ một"),
    (lambda d: d.record(replace(NEW, unit_id=None, body="c" * (BODY + 1))), "dài 121"),
    (lambda d: d.record(replace(NEW, unit_id="23377")), "không có địa phương báo cáo “23377”"),
    (lambda d: d.record(replace(NEW, about_unit="62")), "không có địa phương báo cáo “62”"),
    (lambda d: d.record(NEW, at=at(1, month=11)), "hạn 31/10/2025 trước ngày ghi kết luận"),
    (lambda d: d.record(NEW, at=LATER + timedelta(seconds=1)), "ở tương lai"),
    (lambda d: d.change(9, DOING), "không có kết luận số 9"),
    (lambda d: d.change(1, DONE), "phải ghi, khi đã hoàn thành"),
    (lambda d: d.change(1, DOING, completed_on=date(2025, 10, 3)), "phải ghi, khi đã hoàn"),
    (lambda d: d.change(1, DONE, completed_on=date(2026, 1, 1)), "01/01/2026 chưa tới"),
    (lambda d: d.change(1, OPENING), "không có gì mới"),
    (lambda d: d.change(1, DOING, note="n" * 501), "ghi chú dài 501"),
    (lambda d: d.change(1, DOING, at=at(9)), "trước lần ghi gần nhất"),
)


def test_what_cannot_be_kept_is_refused_in_a_sentence_and_leaves_nothing(
    context: Context,
) -> None:
    recorded(context)
    kept = door(context).all(), context.store.revision()
    for wish, says in WRONG:
        with pytest.raises(RefusedError) as raised:
            wish(door(context))
        assert says in str(raised.value)
    assert (door(context).all(), context.store.revision()) == kept


def test_what_is_done_is_reopened_only_with_a_reason(context: Context) -> None:
    key, decided = recorded(context), door(context)
    decided.change(key, DONE, completed_on=date(2025, 10, 20), at=at(21))
    with pytest.raises(RefusedError, match="mở lại phải ghi lý do"):
        decided.change(key, DOING)
    assert [one.state for one in decided.all()] == [DONE]


def test_only_the_secretary_records_and_changes_and_nobody_sets_an_instant_back(
    context: Context,
) -> None:
    recorded(context)
    future = replace(NEW, due_on=date(2026, 1, 15))
    wishes: tuple[Wish, ...] = (lambda d: d.record(future), lambda d: d.change(1, DOING, note="x"))
    for role in ASSIGNABLE:
        mine = door(context, role, "611" if role is Role.REPORTER else None)
        for wish in wishes:
            if may(mine.access.actor, "decision.record"):
                assert role is Role.SECRETARY
                wish(mine)
                continue
            with pytest.raises(RefusedError, match="không có quyền ghi kết luận phiên họp"):
                wish(mine)
    with pytest.raises(RefusedError, match="lùi thời điểm"):
        door(context, Role.SECRETARY).record(future, at=at(10))


def test_a_reporter_sees_what_their_locality_has_to_do_and_nothing_else(context: Context) -> None:
    recorded(context, replace(NEW, text="Của mình"))
    recorded(context, replace(NEW, text="Của huyện khác", unit_id="608", about_unit="611"))
    recorded(context, NewDecision("Của tỉnh", NEW.due_on, body="Công an tỉnh", about_unit="611"))
    mine = door(context, Role.REPORTER, "611")
    assert [one.text for one in mine.all()] == ["Của mình"]
    opened = replace(mine.access.actor, sees_province=True)
    assert [one.text for one in Decisions(replace(mine.access, actor=opened)).all()] == ["Của mình"]
    assert door(context, Role.REPORTER, None).all() == ()
    for role in ASSIGNABLE:
        if role is not Role.REPORTER:
            assert len(door(context, role).all()) == 3


STRAY = {
    "UPDATE store.decision SET unit_key = 9999": ("decision-unit", 1),
    "UPDATE store.decision SET about_key = 9999": ("decision-unit", 1),
    "DELETE FROM store.decision": ("step-decision", 1),
    "UPDATE store.explanation_request SET unit_key = 9999": ("request-unit", 1),
    "DELETE FROM store.explanation_request": ("answer-request", 1),
    "INSERT INTO store.decision FROM store.decision": ("decision-twice", 1),
    "INSERT INTO store.explanation_request FROM store.explanation_request": ("request-twice", 1),
    "UPDATE store.decision_step SET revision = 99": ("said-revision", 1),
}


def test_what_was_altered_behind_its_back_is_named(context: Context) -> None:
    fill(context)
    with context.store.cursor() as cursor:
        for behind_its_back, named in STRAY.items():
            cursor.execute("BEGIN")
            cursor.execute(behind_its_back)
            found = cursor.execute(statement("astray")).fetchall()
            cursor.execute("ROLLBACK")
            assert found == [named], behind_its_back
