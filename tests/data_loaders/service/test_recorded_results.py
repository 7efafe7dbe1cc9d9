"""What others published and what meetings concluded: who may record it, and what counts then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from data_loaders.accounts.permissions import ASSIGNABLE, Actor, Role, Scope
from data_loaders.backup import copy
from data_loaders.backup.archive import open_backup, write_backup
from data_loaders.model import Basis, Facts, MeetingConclusion, Period, PublishedFigure
from data_loaders.model.errors import MovedError, RefusedError
from data_loaders.model.settings import read_settings
from data_loaders.reports.facts import facts
from data_loaders.reports.precondition import ShownRecords
from data_loaders.service.access import Access, limited
from data_loaders.service.context import Context, open_context
from data_loaders.service.meetings import Meeting, Meetings, Notice
from data_loaders.service.recorded_results import NewConclusion, NewFigure, RecordedResults
from data_loaders.store import schema
from data_loaders.store.database import NEWEST, Store
from data_loaders.store.snapshot import LocalSnapshot
from tests.data_loaders.sent_forms import PERIOD
from tests.data_loaders.service.test_meetings import NOTICE, figures
from tests.data_loaders.stores import LATER, at

ON_BOTH_STORES = True

FIGURE = NewFigure(PERIOD, "71,5", " Quyết định  số 9/QĐ-BNV ", date(2025, 10, 18))
CONCLUSION = NewConclusion("1", "on_track", " Đã giảm\r\nrõ ", "Thông báo 3/TB-BCĐ")


def access_of(context: Context, role: Role = Role.CONSOLE) -> Access:
    return Access(context, Actor("thu-ky", role), lambda *_: None, origin="10.0.0.7")


def door(context: Context, role: Role = Role.CONSOLE) -> RecordedResults:
    return RecordedResults(access_of(context, role))


def known(context: Context, as_of: datetime = LATER, upto: int = NEWEST) -> Facts:
    return facts(context.store, as_of=as_of, basis=Basis.ACCEPTED, upto=upto)


def frozen(context: Context, notice: Notice = NOTICE) -> Meeting:
    """A meeting of October 2025, held on the 20th unless the notice says."""
    return Meetings(access_of(context)).freeze(notice, figures(context))


def test_a_published_figure_counts_exactly_with_its_document_and_day(context: Context) -> None:
    door(context).publish("par-index", FIGURE, at=at(20))
    (kept,) = known(context).published
    assert kept == PublishedFigure(
        "par-index",
        PERIOD,
        Fraction(143, 2),
        "Quyết định số 9/QĐ-BNV",
        date(2025, 10, 18),
        "thu-ky",
        at(20),
    )
    assert known(context, at(20) - timedelta(microseconds=1)).published == ()
    entry = context.store.trail()[-1].entry
    assert (entry.action, entry.subject, entry.origin) == (
        "published.record",
        "par-index, kỳ 2025-10: 71.5",
        "10.0.0.7",
    )
    assert entry.detail == "Quyết định số 9/QĐ-BNV, 2025-10-18"


def test_a_conclusion_counts_from_the_period_that_its_meeting_had_frozen(context: Context) -> None:
    meeting = frozen(context)
    assert door(context).conclude("order", CONCLUSION, at=at(21)) == meeting
    (kept,) = known(context).conclusions
    assert kept == MeetingConclusion(
        "order",
        PERIOD,
        "on_track",
        "1",
        "Đã giảm\nrõ",
        "thu-ky",
        at(21),
        "Thông báo 3/TB-BCĐ",
        NOTICE.name,
    )
    assert known(context, at(21) - timedelta(microseconds=1)).conclusions == ()
    entry = context.store.trail()[-1].entry
    assert (entry.action, entry.subject, entry.detail) == (
        "conclusion.record",
        "order, phiên họp 1: on_track",
        "Thông báo 3/TB-BCĐ: Đã giảm\nrõ",
    )


def test_a_newer_record_goes_before_an_older_one_and_both_are_kept(context: Context) -> None:
    frozen(context)
    records = door(context)
    for value, verdict in (("70", "behind"), ("71", "met")):
        records.publish("par-index", replace(FIGURE, value=value), at=at(22))
        records.conclude("order", replace(CONCLUSION, verdict=verdict), at=at(22))
    found = known(context)
    figure, conclusion = (
        found.published_of("par-index", PERIOD),
        found.conclusion_of("order", PERIOD),
    )
    assert figure is not None
    assert conclusion is not None
    assert (figure.value, conclusion.verdict) == (Fraction(71), "met")
    assert [one.value for one in found.published] == [70, 71]
    assert [one.verdict for one in found.conclusions] == ["behind", "met"]
    assert context.store.rows("astray") == []


def test_what_was_recorded_later_is_not_known_to_what_was_frozen_before(context: Context) -> None:
    frozen(context)
    before = context.store.revision()
    door(context).publish("par-index", FIGURE, at=at(20))
    door(context).conclude("order", CONCLUSION, at=at(20))
    found = known(context, upto=before)
    assert (found.published, found.conclusions) == ((), ())
    found = known(context, upto=before + 1)
    assert (len(found.published), len(found.conclusions)) == (1, 0)


def test_only_the_secretary_records_and_is_not_asked_to_set_an_instant_back(
    context: Context,
) -> None:
    frozen(context)
    for role in ASSIGNABLE:
        records = door(context, role)
        if role is Role.SECRETARY:
            records.publish("par-index", FIGURE)
            records.conclude("order", CONCLUSION)
            with pytest.raises(RefusedError, match="không có quyền lùi thời điểm"):
                records.publish("par-index", FIGURE, at=at(20))
            continue
        with pytest.raises(RefusedError, match="không có quyền ghi số do cơ quan khác công bố"):
            records.publish("par-index", FIGURE)
        with pytest.raises(RefusedError, match="không có quyền ghi kết luận của phiên họp về"):
            records.conclude("order", CONCLUSION)
    assert [one.at for one in known(context).published] == [LATER]
    assert [one.at for one in known(context).conclusions] == [LATER]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"value": "bảy mươi"}, "giá trị “bảy mươi” không phải một số; ghi chữ số"),
        ({"value": ""}, "chưa ghi giá trị"),
        ({"document": "  "}, "chưa ghi văn bản công bố"),
        ({"document": "x" * 251}, "văn bản công bố dài 251 ký tự, nhiều hơn 250"),
        ({"period": Period.of(2026, 2)}, "kỳ 2026-02 chưa bắt đầu hoặc ngoài kế hoạch; ghi được"),
        ({"period": Period.of(2022, 11)}, "kỳ 2022-11 chưa bắt đầu hoặc ngoài kế hoạch"),
        ({"on": date(2026, 1, 1)}, "ngày công bố 01/01/2026 chưa tới; hãy sửa ngày"),
    ],
)
def test_a_figure_that_nobody_could_find_again_is_not_recorded(
    context: Context, changed: dict[str, object], says: str
) -> None:
    revision = context.store.revision()
    with pytest.raises(RefusedError, match="^" + says):
        door(context).publish("par-index", replace(FIGURE, **changed))  # type: ignore[arg-type]
    assert context.store.revision() == revision


def test_a_figure_set_back_is_held_against_that_instant(context: Context) -> None:
    december = replace(FIGURE, period=Period.of(2025, 12))
    with pytest.raises(RefusedError, match="kỳ 2025-12 chưa bắt đầu"):
        door(context).publish("par-index", december, at=at(20))
    with pytest.raises(RefusedError, match="ngày công bố 18/10/2025 chưa tới"):
        door(context).publish("par-index", FIGURE, at=at(17))
    with pytest.raises(RefusedError, match="ở tương lai"):
        door(context).publish("par-index", FIGURE, at=LATER + timedelta(seconds=1))
    door(context).publish("par-index", december)
    assert len(known(context).published) == 1


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"verdict": "no_data"}, "không có kết quả “no_data”; chọn một trong: met, on_track, at_"),
        ({"reason": " \n "}, "chưa ghi lý do của kết luận"),
        ({"document": ""}, "chưa ghi văn bản kết luận"),
        ({"meeting_id": "9"}, "không có phiên họp mã “9”; đã chốt: 3, 1$"),
        ({"meeting_id": "2"}, "phiên họp 2 chưa chốt số liệu nên chưa có kỳ để kết luận; hãy chốt"),
        ({"meeting_id": "3"}, "phiên họp 3 đến 01/01/2026 mới họp"),
    ],
)
def test_a_conclusion_is_of_a_meeting_that_froze_figures_and_was_held(
    context: Context, changed: dict[str, str], says: str
) -> None:
    frozen(context)
    assert Meetings(access_of(context)).plan(replace(NOTICE, name="Phiên sau")) == "2"
    to_come = replace(NOTICE, name="Phiên tới", held_at=LATER + timedelta(days=1))
    assert frozen(context, to_come).meeting_id == "3"
    revision = context.store.revision()
    with pytest.raises(RefusedError, match="^" + says):
        door(context).conclude("order", replace(CONCLUSION, **changed))
    assert context.store.revision() == revision


def test_a_conclusion_may_be_written_down_on_the_day_of_the_meeting(context: Context) -> None:
    frozen(context, replace(NOTICE, held_at=at(20, 14)))
    door(context).conclude("order", CONCLUSION, at=at(20, 9))
    with pytest.raises(RefusedError, match="đến 20/10/2025 mới họp"):
        door(context).conclude("order", CONCLUSION, at=at(19))


def test_a_record_is_made_over_those_that_a_page_showed(context: Context) -> None:
    frozen(context)
    records, none = door(context), ShownRecords("par-index", ())
    records.publish(none, FIGURE, at=at(20))
    revision = context.store.revision()
    with pytest.raises(MovedError) as raised:
        records.publish(none, replace(FIGURE, value="72"))
    assert str(raised.value) == (
        "par-index: đã có ghi khác (nay: số công bố của kỳ 2025-10, thu-ky ghi lúc 20/10/2025"
        " 08:00; lúc mở trang: chưa ghi gì); chưa có gì được ghi; hãy xem lại"
    )
    assert context.store.revision() == revision
    records.publish(
        ShownRecords("par-index", known(context).published), replace(FIGURE, value="72")
    )
    assert [one.value for one in known(context).published] == [Fraction(143, 2), 72]
    records.conclude(ShownRecords("order", ()), CONCLUSION, at=at(21))
    with pytest.raises(MovedError, match=r"nay: kết luận của phiên họp 1, thu-ky ghi lúc 21/10/"):
        records.conclude(ShownRecords("order", ()), CONCLUSION)
    records.conclude(ShownRecords("order", known(context).conclusions), CONCLUSION)
    assert len(known(context).conclusions) == 2


def test_who_sees_one_locality_sees_no_record_of_the_province(context: Context) -> None:
    frozen(context)
    door(context).publish("par-index", FIGURE)
    door(context).conclude("order", CONCLUSION)
    seen = limited(known(context), Scope(frozenset({"611"})))
    assert (seen.published, seen.conclusions) == ((), ())
    assert limited(known(context), Scope(None)) == known(context)


def test_a_backup_brings_the_records_back(context: Context, tmp_path: Path) -> None:
    frozen(context)
    door(context).publish("par-index", replace(FIGURE, value="-0,125"), at=at(20))
    door(context).conclude("order", CONCLUSION, at=at(21))
    with context.store.snapshot() as snapshot:
        write_backup(snapshot, tmp_path / "kept.zip", at=LATER)
    with open_backup(tmp_path / "kept.zip") as source:
        origin = copy.Origin("store.restore", "kept.zip", "test", "")
        copy.make(source, tmp_path / "again.duckdb", origin=origin)
    with Store.open(tmp_path / "again.duckdb") as again:
        found = facts(again, as_of=LATER, basis=Basis.ACCEPTED)
        assert again.rows("astray") == []
    assert (found.published, found.conclusions) == (
        known(context).published,
        known(context).conclusions,
    )
    assert found.published[0].value == Fraction(-1, 8)


@pytest.mark.parametrize(
    ("done", "found"),
    [
        ("UPDATE store.published SET value = '7,5'", "published-value"),
        ("UPDATE store.published SET revision = 99", "recorded-revision"),
        ("UPDATE store.conclusion SET revision = 99", "recorded-revision"),
        ("UPDATE store.conclusion SET meeting_key = 9", "conclusion-meeting"),
    ],
)
def test_a_record_that_belongs_to_nothing_is_found(context: Context, done: str, found: str) -> None:
    frozen(context)
    door(context).publish("par-index", FIGURE)
    door(context).conclude("order", CONCLUSION)
    with context.store.cursor() as cursor:
        cursor.execute(done)
    assert context.store.rows("astray") == [(found, 1)]


# A store of the shape before


def of_the_shape_before(path: Path, target: Path) -> None:
    """The same rows in a store as the first four migrations make it."""
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{path}' AS old (READ_ONLY)")
    connection.execute(f"ATTACH '{target}' AS store")
    schema.shape_of(connection.cursor(), 4)
    tables = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'"
    ).fetchall()
    for (table,) in tables:
        if table != "migration":
            connection.execute(f"INSERT INTO store.{table} SELECT * FROM old.{table}")  # noqa: S608
    connection.close()


def test_an_older_store_takes_records_once_it_was_opened(store: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.duckdb"
    of_the_shape_before(store, before)
    settings = read_settings({"MONITOR_STORE": str(before), "MONITOR_NOW": LATER.isoformat()})
    context = open_context(settings)
    with context.store as opened:
        assert known(context).published == ()
        door(context).publish("par-index", FIGURE)
        assert len(known(context).published) == 1
        assert opened.rows("migrations") == list(schema.migrations())


def test_a_backup_of_an_older_store_is_restored_in_todays_shape(
    store: Path, tmp_path: Path
) -> None:
    before = tmp_path / "before.duckdb"
    of_the_shape_before(store, before)
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{before}' AS store")
    write_backup(LocalSnapshot(connection.cursor()), tmp_path / "kept.zip", at=LATER)
    connection.close()
    with open_backup(tmp_path / "kept.zip") as source:
        assert "published" not in source.manifest.tables
        copy.make(
            source, tmp_path / "again.duckdb", origin=copy.Origin("store.restore", "k", "t", "")
        )
    with Store.open(tmp_path / "again.duckdb") as again:
        assert again.rows("migrations") == list(schema.migrations())
        assert facts(again, as_of=LATER, basis=Basis.ACCEPTED).conclusions == ()
