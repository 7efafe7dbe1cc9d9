"""Changing the register: what is seen beforehand, what is done, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data_loaders.accounts.permissions import ASSIGNABLE, Actor, Role
from data_loaders.backup import integrity
from data_loaders.model import Identity, Level, Parts, Period, Timeliness, Unit
from data_loaders.model.errors import MovedError, RefusedError, RegisterError
from data_loaders.register.changes import NO_CHANGES
from data_loaders.register.localities import UnitFile
from data_loaders.reports.history import status
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.service.meetings import Meetings
from data_loaders.service.places import Places, Wish, added, ended, merged, renamed
from tests.data_loaders.sent_forms import NGOC_HOI as DISTRICT
from tests.data_loaders.sent_forms import PERIOD, usual
from tests.data_loaders.service.test_meetings import NOTICE, figures
from tests.data_loaders.stores import at, look, put

ON_BOTH_STORES = True
DAY, BEFORE = date(2025, 7, 1), date(2025, 6, 30)
NEW = Unit("moi-2025", "moi", Level.COMMUNE, "xã", "Mới", DISTRICT)


def access_of(context: Context, role: Role = Role.CONSOLE) -> Access:
    return Access(context, Actor("quan-tri", role), lambda *_: None, origin="10.0.0.7")


def door(context: Context, role: Role = Role.CONSOLE) -> Places:
    return Places(access_of(context, role))


def two_of(context: Context) -> tuple[Unit, Unit]:
    first, second, *_ = context.register().children(DISTRICT, BEFORE)
    return first, second


def merging(context: Context) -> Wish:
    return merged(tuple(unit.unit_id for unit in two_of(context)), NEW, DAY)


def do(context: Context, wish: Wish, role: Role = Role.CONSOLE) -> int:
    places = door(context, role)
    return places.apply(places.examine(*wish), decision=" 12/QĐ ", reason="sắp xếp")


def test_a_merger_is_seen_beforehand_and_writes_nothing(context: Context) -> None:
    first, second = two_of(context)
    before, revision = context.register(), context.store.revision()
    seen = door(context).examine(*merging(context))
    assert [unit.unit_id for unit in seen.ends] == [first.unit_id, second.unit_id]
    assert {unit.valid_to for unit in seen.ends} == {BEFORE}
    assert seen.begins == (replace(NEW, valid_from=DAY),)
    assert [parts for _, parts in seen.goes] == [Parts((NEW.unit_id,))] * 2
    assert (seen.renamed, seen.astray, seen.silent) == ((), (), ())
    assert (context.register(), context.store.revision()) == (before, revision)


def test_what_was_seen_is_done_with_its_decision_in_the_trail(context: Context) -> None:
    seen = door(context).examine(*merging(context))
    keys = context.store.keys().unit_key
    revision = do(context, merging(context), Role.ADMIN)
    now = context.register()
    assert now.units == seen.amended.after.units
    assert {change.decision_no for change in now.changes} == {"12/QĐ"}
    parts = now.parts(NEW.unit_id, BEFORE)
    assert parts == Parts(tuple(unit.unit_id for unit in two_of(context)))
    assert context.register(upto=revision - 1) == seen.amended.before
    after = context.store.keys().unit_key
    assert {unit_id: after[unit_id] for unit_id in keys} == keys
    entry = context.store.trail()[-1].entry
    assert (entry.who, entry.action, entry.subject) == (
        *("quan-tri", "register.change"),
        "2 đơn vị kết thúc, 1 đơn vị bắt đầu",
    )
    assert entry.detail == "12/QĐ; sắp xếp; từ 2025-07-01"
    assert list(integrity.check(context, lambda of, **_: of)) == []


def test_only_an_administrator_and_the_console_change_the_register(context: Context) -> None:
    for role in ASSIGNABLE:
        if role is not Role.ADMIN:
            with pytest.raises(RefusedError, match="không có quyền sửa danh mục"):
                door(context, role).examine(*merging(context))
    seen = door(context, Role.ADMIN).examine(*merging(context))
    with pytest.raises(RefusedError, match="không có quyền lùi thời điểm"):
        door(context, Role.ADMIN).apply(seen, decision="12/QĐ", at=at(1))
    with pytest.raises(RefusedError, match="chưa ghi số quyết định"):
        door(context, Role.ADMIN).apply(seen, decision=" ")
    assert context.register().changes == ()


def test_what_was_seen_is_not_done_to_a_register_that_changed_meanwhile(context: Context) -> None:
    seen = door(context).examine(*merging(context))
    first, _ = two_of(context)
    do(context, renamed(first, DAY, kind="xã", name="Khác"))
    revision = context.store.revision()
    with pytest.raises(MovedError, match="danh mục vừa được sửa"):
        door(context).apply(seen, decision="12/QĐ")
    assert context.store.revision() == revision


def test_a_change_may_be_set_back_but_not_behind_another(context: Context) -> None:
    places, before = door(context), context.register()
    places.apply(places.examine(*merging(context)), decision="12/QĐ", at=at(5))
    assert context.register(at(4)) == before
    assert len(context.register(at(6)).changes) == 2
    first = context.register().children(DISTRICT, DAY)[0]
    seen = places.examine(*renamed(first, DAY, kind="xã", name="Khác"))
    with pytest.raises(RefusedError, match="danh mục đã đổi sau 04/10/2025 08:00"):
        places.apply(seen, decision="13/QĐ", at=at(4))
    places.apply(seen, decision="13/QĐ", at=at(6))
    assert context.register().by_id[first.unit_id].name == "Khác"


def test_a_change_is_not_counted_from_before_what_a_meeting_froze(context: Context) -> None:
    put(context, usual(), at(16), accept=True)
    meeting = Meetings(access_of(context)).freeze(NOTICE, figures(context, at(20)))
    places, revision = door(context), context.store.revision()
    seen = places.examine(*merging(context))
    with pytest.raises(RefusedError, match="đã chốt số liệu đến"):
        places.apply(seen, decision="12/QĐ", at=meeting.moment.as_of)
    assert context.store.revision() == revision


def test_districts_that_end_leave_periods_to_nobody_and_their_reports_astray(
    context: Context,
) -> None:
    put(context, usual(), at(16))
    districts = context.register().reporting(BEFORE)
    units, changes = zip(*(ended(unit.unit_id, DAY) for unit in districts), strict=True)
    every = replace(
        NO_CHANGES,
        changes=tuple(c for one in changes for c in one.changes),
        places=tuple(p for one in changes for p in one.places),
    )
    seen = door(context).examine(units[0], every)
    assert [(one.unit_id, one.period) for one in seen.astray] == [(DISTRICT, PERIOD)]
    assert (seen.silent[0], seen.silent[-1]) == (
        Period.parse("2025-07"),
        context.regime.last,
    )
    assert seen.goes == ()
    assert seen.ended_ids == {unit.unit_id for unit in districts}


def test_what_an_ended_locality_owes_stays_missing_and_its_days_stop(context: Context) -> None:
    do(context, ended(DISTRICT, DAY))
    rows = status(
        context.store, register=context.register(), regime=context.regime, as_of=context.now()
    )
    mine = {row.period: row for row in rows if row.unit_id == DISTRICT}
    last = Period.parse("2025-06")
    due = context.regime.due_on(last)
    assert max(mine) == last
    assert mine[last].timeliness is Timeliness.MISSING
    assert mine[last].days_late == max(0, (BEFORE - due).days)
    assert (
        mine[last.shifted(-1)].days_late == (BEFORE - context.regime.due_on(last.shifted(-1))).days
    )


def test_one_unit_is_added_renamed_and_ended_by_hand(context: Context) -> None:
    do(context, added(NEW, DAY))
    do(context, renamed(replace(NEW, valid_from=DAY), date(2025, 8, 1), kind="phường", name="Tên"))
    do(context, ended(NEW.unit_id, date(2025, 9, 1)))
    unit = context.register().by_id[NEW.unit_id]
    assert unit.full_name == "Phường Tên"
    assert (unit.valid_from, unit.valid_to) == (DAY, date(2025, 8, 31))
    kinds = [str(change.change) for change in context.register().changes]
    assert kinds == ["create", "rename", "abolish"]


def test_a_newer_row_may_not_move_a_unit_and_every_fault_is_told_at_once(context: Context) -> None:
    first, second = two_of(context)
    other = next(u for u in context.register().reporting(BEFORE) if u.unit_id != DISTRICT)
    file = UnitFile(
        (
            replace(first, parent_id=other.unit_id),
            replace(second, valid_from=DAY),
        ),
        ("don_vi.csv, dòng 2", "don_vi.csv, dòng 3"),
    )
    with pytest.raises(RegisterError) as told:
        door(context).examine(file, NO_CHANGES)
    moved, begun = str(told.value).splitlines()
    assert moved == (
        f"don_vi.csv, dòng 2: {first.unit_id} thuộc {DISTRICT}; chuyển sang {other.unit_id} cần"
        " unit_id mới, vì số liệu cũ đã cộng vào đơn vị cũ"
    )
    assert begun.startswith("don_vi.csv, dòng 3:")
    with pytest.raises(RegisterError, match="không đổi gì"):
        door(context).examine(UnitFile((first,), ("x",)), NO_CHANGES)
    do(context, merging(context))
    with pytest.raises(RegisterError, match="thay đổi này đã có"):
        door(context).examine(*merging(context))


@pytest.mark.parametrize("role", [Role.REPORTER, Role.APPROVER])
def test_of_an_ended_locality_one_reads_on_and_sends_what_it_owes_and_no_more(
    context: Context, role: Role
) -> None:
    owed, later = Identity(DISTRICT, Period.parse("2025-06")), Identity(DISTRICT, PERIOD)
    unseen = look(context, usual(), at(16))
    do(context, ended(DISTRICT, DAY))
    unit_id = DISTRICT if role is Role.REPORTER else None
    access = Access(context, Actor("ai", role, unit_id), lambda *_: None)
    assert access.form(owed).startswith(b"PK")
    says = r"Huyện Ngọc Hồi \(611\) không báo cáo kỳ 2025-10: đơn vị có đến hết 30/06/2025"
    for refused in (lambda: access.form(later), lambda: access.send(unseen)):
        with pytest.raises(RefusedError, match=says):
            refused()
    preview = look(context, usual(period=owed.period), at(16))
    assert access.send(preview, explanations="đã đối chiếu").version == 1
    assert [one.identity for one in access.versions(unit_id=DISTRICT)] == [owed]
