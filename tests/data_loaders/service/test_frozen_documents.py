"""Documents of meetings: written once, proven, and made up for meetings frozen before there were
any."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.model import Basis
from data_loaders.model.errors import RefusedError
from data_loaders.service import frozen_documents
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.service.meetings import Meeting, Meetings, Notice, frozen
from data_loaders.store import schema
from data_loaders.store.database import Store
from kpis.frozen.document import LAW
from kpis.stored.freezing import to_freeze
from kpis.stored.requested_view import ask, document_at
from tests.data_loaders.sent_forms import PERIOD, usual
from tests.data_loaders.service.test_meeting_stays import options
from tests.data_loaders.stores import at, put
from tests.terminal import Terminal

ON_BOTH_STORES = True


def secretary(context: Context) -> Access:
    return Access(context, Actor("thu-ky", Role.SECRETARY), lambda *_: None)


def held(context: Context, day: int) -> Meeting:
    """A meeting frozen with what is known."""
    access = secretary(context)
    asked = ask(access, options(basis=Basis.SUBMITTED))
    notice = Notice(f"Phiên họp ngày {day}", at(day), "Trưởng ban")
    return Meetings(access).freeze(notice, to_freeze(access, asked))


def document_of(context: Context, meeting: Meeting) -> bytes:
    assert meeting.moment.rules is not None
    return context.store.original(meeting.moment.rules.document_sha256)


def kept(context: Context) -> dict[str, str]:
    """Meeting → the hash of its document; empty where it has none."""
    found = frozen(context.store, context.regime.timezone)
    return {
        key: one.moment.rules.document_sha256 if one.moment.rules else ""
        for key, one in found.items()
    }


def forgotten(context: Context, *meetings: Meeting) -> None:
    """As if these had been frozen before documents were kept."""
    with context.store.cursor() as cursor:
        for one in meetings:
            cursor.execute(
                "DELETE FROM store.document WHERE meeting_key = ?", [int(one.meeting_id)]
            )


def test_a_document_is_what_the_meetings_hash_is_of_and_holds_every_verdict(
    context: Context,
) -> None:
    put(context, usual(), at(16), accept=True)
    meeting = held(context, 20)
    data = document_of(context, meeting)
    told = frozen_documents.head(data)
    assert (told.law, told.scorecard_sha256) == (LAW, meeting.scorecard_sha256)
    asked = ask(secretary(context), options(meeting=meeting.meeting_id))
    found = document_at(context, meeting.moment, meeting.basis, asked.plan)
    assert found is not None
    assert (found.period, found.card.sha256()) == (PERIOD, meeting.scorecard_sha256)
    assert found.card.units == asked.card.units
    assert len(found.card.results) == len(asked.card.units) * len(asked.plan.targets)
    assert all(result.said is not None for result in found.card.results)
    assert list(frozen_documents.wrong(context.store)) == []


def test_a_moment_that_no_meeting_froze_has_no_document(context: Context) -> None:
    meeting = held(context, 20)
    plan = ask(secretary(context), options(meeting=meeting.meeting_id)).plan
    moment = meeting.moment
    assert document_at(context, moment, Basis.ACCEPTED, plan) is None
    assert document_at(context, replace(moment, as_of=at(1)), meeting.basis, plan) is None
    assert document_at(context, replace(moment, rules=None), meeting.basis, plan) is None


def test_a_meeting_without_its_document_shows_no_other_figures(context: Context) -> None:
    meeting = held(context, 20)
    forgotten(context, meeting)
    with pytest.raises(RefusedError, match="không có bản ghi kết quả lúc chốt"):
        ask(secretary(context), options(meeting=meeting.meeting_id))
    (told,) = frozen_documents.wrong(context.store)
    assert told == "phiên họp 1: không có bản ghi kết quả lúc chốt"


def test_a_document_that_is_not_the_meetings_is_found(context: Context) -> None:
    first, other = held(context, 20), None
    put(context, usual(), at(16), accept=True)
    other = held(context, 21)
    assert other.moment.rules is not None
    with context.store.cursor() as cursor:
        cursor.execute(
            "UPDATE store.document SET sha256 = ? WHERE meeting_key = ?",
            [other.moment.rules.document_sha256, int(first.meeting_id)],
        )
    (told,) = frozen_documents.wrong(context.store)
    assert told == "phiên họp 1: bản ghi kết quả không đúng với dấu kiểm tra lúc chốt"
    with context.store.cursor() as cursor:
        cursor.execute("UPDATE store.document SET sha256 = 'x' WHERE meeting_key = 1")
        cursor.execute("UPDATE store.document SET meeting_key = 9 WHERE meeting_key = 2")
    assert [one.partition(": ")[2] for one in frozen_documents.wrong(context.store)] == [
        "bản ghi kết quả không đọc được",
        "không có bản ghi kết quả lúc chốt",
    ]
    assert dict(context.store.rows("astray")) == {"document-frozen": 1, "document-original": 1}


# A store of the shape before


def of_the_shape_before(path: Path, target: Path) -> None:
    """The same rows in a store as the first three migrations make it."""
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{path}' AS old (READ_ONLY)")
    connection.execute(f"ATTACH '{target}' AS store")
    schema.shape_of(connection.cursor(), 3)
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'"
    ).fetchall()
    for (table,) in rows:
        if table != "migration":
            left_out = (
                " WHERE sha256 NOT IN (SELECT sha256 FROM old.document)"
                if table == "original"
                else ""
            )
            copied = f"INSERT INTO store.{table} SELECT * FROM old.{table}{left_out}"  # noqa: S608
            connection.execute(copied)
    connection.close()


@pytest.fixture
def before(demonstration: Path, tmp_path: Path) -> Path:
    of_the_shape_before(demonstration, tmp_path / "store.duckdb")
    return tmp_path / "store.duckdb"


def test_an_older_store_with_frozen_meetings_is_opened_by_nobody_but_the_version_that_knows_its_law(
    before: Path, terminal: Terminal
) -> None:
    """Told in one line with what to do, and nothing is written."""
    bytes_before = before.read_bytes()
    for command in (("kpis", "scorecard"), ("data_loaders", "verify"), ("data_loaders", "journal")):
        told = terminal(*command)
        assert told.code != 0
        assert "2 phiên họp chốt theo quy tắc đánh giá cũ" in told.err
        assert "bằng bản 1.0.0" in told.err
    assert before.read_bytes() == bytes_before


def test_an_older_store_without_frozen_meetings_is_brought_to_this_shape(
    tmp_path: Path, demonstration: Path
) -> None:
    path = tmp_path / "store.duckdb"
    of_the_shape_before(demonstration, path)
    connection = duckdb.connect(str(path))
    connection.execute("DELETE FROM frozen")
    connection.close()
    with Store.open(path) as store:
        assert store.revision() > 0
