"""Who may plan and freeze meetings, by which calendar, and what is astray about them is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.backup import integrity
from data_loaders.model.errors import RefusedError
from data_loaders.service.context import Context
from data_loaders.service.meetings import Meetings
from data_loaders.store.snapshot import LocalSnapshot
from tests.data_loaders.sent_forms import OURS
from tests.data_loaders.service.test_meetings import NOTICE, door, figures
from tests.data_loaders.stores import at


def test_the_meeting_held_last_comes_first(context: Context) -> None:
    meetings = door(context)
    earlier = replace(NOTICE, name="Phiên họp quý II", held_at=at(20) - timedelta(days=90))
    meetings.freeze(NOTICE, figures(context))
    meetings.freeze(earlier, figures(context))
    assert [one.name for one in meetings.all()] == ["Phiên họp quý III", "Phiên họp quý II"]


def test_nobody_but_the_secretary_plans_or_freezes(context: Context) -> None:
    before, noted = context.store.revision(), list[str]()
    others = set(Role) - {Role.SECRETARY, Role.CONSOLE}
    for role in others:
        with pytest.raises(RefusedError, match="không có quyền chốt số liệu phiên họp"):
            door(context, role, noted).plan(NOTICE)
        with pytest.raises(RefusedError, match="không có quyền chốt số liệu phiên họp"):
            door(context, role, noted).freeze(NOTICE, figures(context))
    assert noted == ["meeting.freeze  refused"] * 2 * len(others)
    assert context.store.revision() == before


def test_a_reporter_may_open_a_meeting_and_not_list_them(context: Context) -> None:
    frozen = door(context).freeze(NOTICE, figures(context))
    access = door(context).access
    reporter = Meetings(replace(access, actor=Actor("r", Role.REPORTER, OURS.unit_id)))
    assert reporter.get(frozen.meeting_id) == frozen
    with pytest.raises(RefusedError):
        reporter.all()
    with pytest.raises(RefusedError):
        reporter.planned()


ASTRAY = {
    "DELETE FROM store.meeting": "lần chốt số liệu không thuộc phiên họp nào",
    "INSERT INTO store.meeting FROM store.meeting": "khóa phiên họp bị trùng",
    "INSERT INTO store.frozen FROM store.frozen": "phiên họp bị chốt số liệu hai lần",
    "UPDATE store.frozen SET upto = revision": "lần chốt số liệu theo một lần ghi có sau nó",
    "UPDATE store.frozen SET revision = 99": "lần chốt số liệu không có lần ghi",
    "UPDATE store.meeting SET revision = 99": "phiên họp không có lần ghi",
    "UPDATE store.frozen SET plan_sha256 = 'ab'": (
        "lần chốt số liệu không còn kế hoạch hoặc chế độ báo cáo lưu lúc chốt"
    ),
}


def test_what_is_astray_about_a_meeting_is_named(context: Context) -> None:
    door(context).freeze(NOTICE, figures(context))
    for behind_its_back, says in ASTRAY.items():
        with context.store.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(behind_its_back)
            found = integrity.astray(LocalSnapshot(cursor))  # type: ignore[arg-type]
            cursor.execute("ROLLBACK")
        assert [one.split(" ", 1)[1] for one in found] == [says]
    assert integrity.astray(context.store) == ()
