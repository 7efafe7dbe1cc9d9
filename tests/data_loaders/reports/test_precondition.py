"""An act of a page is refused when what stood there has moved: both are named, nothing stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data_loaders.accounts.accounts import Account, Accounts
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.permissions import Role
from data_loaders.accounts.sessions import Sessions
from data_loaders.model import Decision, ExplanationRequest, TaskState
from data_loaders.model.errors import MovedError, RefusedError
from data_loaders.model.settings import read_settings
from data_loaders.reports import acceptance, commits
from data_loaders.reports.facts import readings
from data_loaders.reports.history import versions
from data_loaders.reports.precondition import Shown, ShownReadings
from data_loaders.service.context import Context
from data_loaders.service.meetings import Meetings, Notice
from data_loaders.service.recorded_results import NewConclusion, NewFigure, RecordedResults
from tests.data_loaders.conclusions import doors, fill
from tests.data_loaders.sent_forms import OURS, PERIOD, PO_Y, usual
from tests.data_loaders.service.test_meetings import NOTICE, figures
from tests.data_loaders.service.test_meetings import door as meetings_of
from tests.data_loaders.stores import LATER, at, decide, put

BOTH = "; bạn đang xem bản 1, chưa có gì được ghi; hãy xem lại"


def shown(context: Context, version: int = 1) -> Shown:
    group = versions(context.store, unit_id=OURS.unit_id, period=PERIOD)
    return Shown.of(group[version - 1], group)


@contextmanager
def refused(context: Context) -> Iterator[list[str]]:
    """Refused as moved, and nothing stored; afterwards the list holds the sentence."""
    said: list[str] = []
    revision = context.store.revision()
    with pytest.raises(MovedError) as raised:
        yield said
    said.append(str(raised.value))
    assert context.store.revision() == revision


def act(context: Context, event: str, of: Shown) -> int:
    return acceptance.decide(
        context.store, of, event, actor="duyet", at=at(25), now=LATER, reason="thiếu xã"
    )


@pytest.mark.parametrize("event", ["accepted", "returned"])
def test_a_report_is_decided_upon_as_it_was_shown(context: Context, event: str) -> None:
    put(context, usual(), at(16))
    assert act(context, event, shown(context)) == 1
    assert versions(context.store)[0].state == event


@pytest.mark.parametrize("event", ["accepted", "returned"])
def test_a_newer_version_sent_meanwhile_is_neither_accepted_nor_returned(
    context: Context, event: str
) -> None:
    put(context, usual(), at(16))
    seen = shown(context)
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(18))
    with refused(context) as said:
        act(context, event, seen)
    assert said == [f"611, kỳ 2025-10: có bản khác (bản 2, huyen gửi lúc 18/10/2025 08:00){BOTH}"]
    assert [one.state for one in versions(context.store)] == ["superseded", "sent"]


@pytest.mark.parametrize(
    ("first", "done"), [("accepted", "được duyệt"), ("returned", "bị trả lại")]
)
def test_a_second_press_finds_what_the_first_one_did(
    context: Context, first: str, done: str
) -> None:
    put(context, usual(), at(16))
    seen = shown(context)
    decide(context, first, at(17))
    with refused(context) as said:
        act(context, "accepted", seen)
    assert said == [f"611, kỳ 2025-10: bản 1 đã {done} lúc 17/10/2025 08:00 (thuong-truc){BOTH}"]


def test_another_file_under_the_same_number_is_another_report(context: Context) -> None:
    put(context, usual(), at(16))
    seen = shown(context)
    other = replace(seen, sha256="0" * 64, group=((1, "0" * 64, 1),))
    with refused(context) as said:
        act(context, "accepted", other)
    assert said[0].endswith(BOTH)


def test_the_key_of_a_widget_is_another_one_for_whatever_moved(context: Context) -> None:
    put(context, usual(), at(16))
    keys = [shown(context).key]
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(18))
    keys += [shown(context, 2).key]
    decide(context, "accepted", at(19))
    keys += [shown(context, 2).key]
    acceptance.withdraw(context.store, OURS, reason="x", actor="d", at=at(20), now=LATER)
    keys += [shown(context, 2).key]
    assert len(set(keys)) == 4


def test_a_sending_refused_because_another_came_names_both(context: Context) -> None:
    from tests.data_loaders.stores import look

    seen = look(context, usual(changed={(PO_Y, "addicts"): 13}), at(18))
    put(context, usual(), at(17))
    with refused(context) as said:
        commits.send(context.store, seen, actor="huyen", now=LATER, explanations="x")
    assert said == [
        "số liệu đã thay đổi từ khi xem trước (có bản khác (bản 1, huyen gửi lúc 17/10/2025"
        " 08:00); lúc đó chưa có); hãy xem lại rồi gửi lại"
    ]


def test_a_reading_is_recorded_over_those_that_were_shown(context: Context) -> None:
    def record(of: str | ShownReadings, letter: str) -> None:
        commits.record_reading(
            context.store, of=of, reading=letter, reason="r", actor="tk", at=at(20), now=LATER
        )

    seen = ShownReadings("clean-communes", ())
    record(seen, "A")
    with refused(context) as said:
        record(seen, "B")
    assert said == [
        "clean-communes: cách hiểu đã được ghi khác (nay: cách A, tk ghi lúc 20/10/2025 08:00; lúc"
        " mở trang: chưa ghi cách nào); chưa có gì được ghi; hãy xem lại"
    ]
    record(ShownReadings("clean-communes", readings(context.store, LATER)), "C")
    assert [one.reading for one in readings(context.store, LATER)] == ["A", "C"]


def the_decision(context: Context) -> Decision:
    (one,) = doors(context)[0].all()
    return one


def test_a_state_is_recorded_of_the_decision_as_it_was_shown(context: Context) -> None:
    fill(context)
    decided, seen = doors(context)[0], the_decision(context)
    decided.change(1, TaskState.DONE, completed_on=date(2025, 10, 16), at=at(16), shown=seen)
    with refused(context) as said:
        decided.change(1, TaskState.NOT_STARTED, note="Mở lại", at=at(20), shown=seen)
    assert said == [
        "kết luận số 1 vừa được ghi “hoàn thành” (ca, lúc 16/10/2025 08:00), bạn đang xem “đang"
        " thực hiện”; chưa có gì được ghi; hãy xem lại"
    ]
    assert the_decision(context).state is TaskState.DONE


def the_request(context: Context) -> ExplanationRequest:
    (one,) = doors(context)[1].all()
    return one


def test_an_answer_is_given_to_the_request_as_it_was_shown(context: Context) -> None:
    fill(context)
    explained, seen = doors(context)[1], the_request(context)
    explained.answer(1, "Bổ sung", at=at(20), shown=seen)
    with refused(context) as said:
        explained.answer(1, "Lần khác", at=at(21), shown=seen)
    assert said == [
        "yêu cầu giải trình số 1: ca vừa trả lời lúc 20/10/2025 08:00, bạn đang xem lúc có 1 trả"
        " lời; chưa có gì được gửi; hãy xem lại"
    ]
    assert [one.text for one in the_request(context).answers] == ["Bổ sung", "Do rà soát lại"]


def test_nobody_is_asked_about_a_report_that_moved_or_a_second_time(context: Context) -> None:
    put(context, usual(), at(16), accept=True)
    explained, seen = doors(context)[1], shown(context)

    def ask(target_id: str, text: str) -> None:
        explained.ask(seen, target_id, text, due_on=date(2025, 10, 30), at=at(20))

    ask("areas-sustained", "Vì sao?")
    with refused(context) as said:
        ask("areas-sustained", "Do đâu?")
    assert "ca vừa yêu cầu giải trình (số 1, lúc 20/10/2025 08:00)" in said[0]
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(18))
    with refused(context) as said:
        ask("service-access", "Vì sao?")
    assert "có bản khác (bản 2, huyen gửi lúc 18/10/2025 08:00); bạn đang xem bản 1" in said[0]


def newly_sent(context: Context) -> None:
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(18))


def accepted(context: Context) -> None:
    decide(context, "accepted", at(17))


def read_so(context: Context) -> None:
    commits.record_reading(
        context.store, of="clean-communes", reading="A", reason="r", actor="tk", at=at(19),
        now=LATER,
    )  # fmt: skip


def published_so(context: Context) -> None:
    new = NewFigure(PERIOD, "71,5", "Công bố 9", date(2025, 10, 18))
    RecordedResults(meetings_of(context, Role.CONSOLE).access).publish("par-index", new, at=at(19))


def concluded_so(context: Context) -> None:
    meetings = meetings_of(context, Role.CONSOLE)
    other = Notice("Phiên trước", at(18), NOTICE.chair)
    meeting = meetings.freeze(other, figures(context, at(18)))
    new = NewConclusion(meeting.meeting_id, "met", "Đủ", "Thông báo 3")
    RecordedResults(meetings.access).conclude("order", new, at=at(19))


@pytest.mark.parametrize(
    ("moves", "says"),
    [
        (newly_sent, "611, kỳ 2025-10: bản 2 được gửi, huyen, lúc 18/10/2025 08:00"),
        (accepted, "611, kỳ 2025-10: bản 1 được duyệt, thuong-truc, lúc 17/10/2025 08:00"),
        (read_so, "clean-communes: tk ghi cách hiểu A, lúc 19/10/2025 08:00"),
        (published_so, "par-index: console ghi số công bố 71.5, lúc 19/10/2025 08:00"),
        (concluded_so, "order: console ghi kết luận của phiên họp 2, lúc 19/10/2025 08:00"),
    ],
)
def test_figures_are_frozen_as_they_were_shown_or_not_at_all(
    context: Context, moves: Callable[[Context], None], says: str
) -> None:
    put(context, usual(), at(16))
    meetings = meetings_of(context)
    meetings.plan(NOTICE)
    (planned,), drawn = meetings.planned(), figures(context, at(25))
    moves(context)
    with refused(context) as said:
        meetings.freeze(planned, drawn)
    assert says in said[0]
    assert f"đang xem số liệu lần ghi {drawn.moment.revision}" in said[0]
    assert meetings.planned() == (planned,)
    assert meetings.freeze(planned, figures(context, at(25))).name == NOTICE.name


def test_what_counts_only_after_the_instant_of_the_figures_does_not_hold_a_freeze_up(
    context: Context,
) -> None:
    put(context, usual(), at(16))
    meetings = meetings_of(context)
    meetings.plan(NOTICE)
    (planned,), drawn = meetings.planned(), figures(context, at(17))
    newly_sent(context)
    assert meetings.freeze(planned, drawn).moment.revision == drawn.moment.revision


def test_a_meeting_is_frozen_once_and_announced_once(context: Context) -> None:
    meetings: Meetings = meetings_of(context)
    assert [meetings.plan(NOTICE), meetings.plan(NOTICE)] == ["1", "1"]
    assert meetings.plan(Notice("Phiên khác", NOTICE.held_at, NOTICE.chair)) == "2"
    planned = next(one for one in meetings.planned() if one.meeting_id == "1")
    put(context, usual(), at(16))
    meetings.freeze(planned, figures(context))
    with pytest.raises(RefusedError, match="đã chốt số liệu; không chốt lại được"):
        meetings.freeze(planned, figures(context))


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    opened = Accounts.open(read_settings({"MONITOR_STORE": str(tmp_path / "m.duckdb")}))
    yield opened
    opened.close()


BY = By("quan-tri", "10.0.0.7")


def added(accounts: Accounts) -> Account:
    return accounts.add("chi.lan", Role.VIEWER, by=BY, password="mot-hai-ba-bon-nam")


def test_an_account_is_changed_as_it_was_shown(accounts: Accounts) -> None:
    seen = added(accounts)
    accounts.set_role("chi.lan", Role.ADMIN, by=BY)
    with pytest.raises(MovedError) as raised:
        accounts.set_disabled(seen, disabled=True, by=BY)
    assert str(raised.value) == (
        "Tài khoản “chi.lan” đã thay đổi từ khi mở trang (nay: Quản trị hệ thống, hoạt động, mật"
        " khẩu tạm; đang xem: Ban Chỉ đạo, hoạt động, mật khẩu tạm). Chưa có gì được ghi; hãy xem"
        " lại."
    )
    assert not accounts.must_find("chi.lan").disabled


def test_a_password_is_given_once_for_what_was_shown(accounts: Accounts) -> None:
    seen = added(accounts)
    accounts.set_password(seen, "sau-bay-tam-chin-muoi", by=BY, temporary=True)
    kept = accounts.must_find("chi.lan").password
    with pytest.raises(MovedError):
        accounts.set_password(seen, "mot-hai-ba-bon-sau", by=BY, temporary=True)
    assert accounts.must_find("chi.lan").password == kept


def test_a_session_is_ended_once(accounts: Accounts) -> None:
    sessions, account = Sessions(accounts), added(accounts)
    _token, key = sessions.start(account, by=BY, way="password")
    _other, other = sessions.start(account, by=BY, way="password")
    (seen,) = (one for one in sessions.open_ones() if one.key == key)
    sessions.end_shown(seen, by=BY)
    with pytest.raises(MovedError, match=r"“chi\.lan” đang xem đã kết thúc từ trước"):
        sessions.end_shown(seen, by=BY)
    assert [one.key for one in sessions.open_ones()] == [other]
