"""Meetings: planned, frozen once, and kept with all that was judged by."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.backup import copy, integrity
from data_loaders.backup.archive import open_backup, write_backup
from data_loaders.model import Basis, Moment
from data_loaders.model.errors import RefusedError
from data_loaders.reports import history
from data_loaders.service import frozen_documents
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.service.meetings import Figures, Meetings, Notice
from data_loaders.store.database import Store
from tests.data_loaders.sent_forms import PERIOD, usual
from tests.data_loaders.stores import LATER, at, put

ON_BOTH_STORES = True

NOTICE = Notice("Phiên họp quý III", at(20), "Nguyễn Văn An", "Kết quả\nChậm báo cáo")
NOTICE_SAID = (NOTICE.name, NOTICE.agenda)
PLAN = b"name = 1"
DOCUMENT = b'{"law":1,"scorecard":{"results":[]}}'
CARD = hashlib.sha256(b'{"results": []}').hexdigest()


def door(context: Context, role: Role = Role.SECRETARY, noted: list[str] | None = None) -> Meetings:
    notes = [] if noted is None else noted
    actor = Actor(str(role), role)
    return Meetings(Access(context, actor, lambda *said: notes.append(" ".join(said))))


def figures(context: Context, as_of: datetime = LATER) -> Figures:
    moment = Moment(context.store.revision(), as_of, LATER)
    return Figures(moment, Basis.SUBMITTED, PERIOD, PLAN, DOCUMENT)


def test_a_meeting_is_planned_frozen_and_says_all_of_it_again(context: Context) -> None:
    put(context, usual(), at(16), accept=True)
    meetings, revision = door(context), context.store.revision()
    meeting_id = meetings.plan(NOTICE)
    (waiting,) = meetings.planned()
    assert (waiting.name, waiting.held_at, waiting.chair) == (NOTICE.name, at(20), NOTICE.chair)
    assert (waiting.agenda, waiting.planned_by) == (NOTICE.agenda, "secretary")
    frozen = meetings.freeze(meeting_id, figures(context, at(18)))
    assert (meetings.planned(), meetings.all()) == ((), (frozen,))
    assert frozen == meetings.get(meeting_id)
    moment = frozen.moment
    assert (moment.revision, moment.as_of, moment.now) == (revision + 1, at(18), LATER)
    assert (frozen.basis, frozen.period) == (Basis.SUBMITTED, PERIOD)
    assert (frozen.name, frozen.agenda, frozen.frozen_by) == (*NOTICE_SAID, "secretary")
    assert (frozen.scorecard_sha256, frozen.frozen_at) == (CARD, LATER)
    kept = context.store.original
    assert kept(frozen.plan_sha256) == PLAN
    assert frozen.moment.rules is not None
    assert kept(frozen.moment.rules.document_sha256) == DOCUMENT
    assert kept(frozen.regime_sha256) == context.plan_folder().regime_with_holidays
    said = [(e.entry.action, e.entry.subject) for e in context.store.trail()[-2:]]
    assert said == [("meeting.plan", "phiên họp 1"), ("meeting.freeze", "phiên họp 1")]


def refused(context: Context, of: Notice | str, what: Figures) -> str:
    """What is told; nothing is stored."""
    before = context.store.revision()
    with pytest.raises(RefusedError) as told:
        door(context).freeze(of, what)
    assert context.store.revision() == before
    return str(told.value)


def test_a_meeting_is_frozen_once_and_only_from_what_there_is(context: Context) -> None:
    good = figures(context)
    meeting_id = door(context).freeze(NOTICE, good).meeting_id
    assert "đã chốt số liệu; không chốt lại được" in refused(context, meeting_id, good)
    assert "không có phiên họp mã “7”" in refused(context, "7", good)
    assert "thời điểm chốt số liệu chưa tới" in refused(
        context, NOTICE, figures(context, LATER + timedelta(seconds=1))
    )
    tomorrow = replace(good, moment=replace(good.moment, revision=99))
    assert "kho số liệu chưa có lần ghi này" in refused(context, NOTICE, tomorrow)
    for none in (b"", b"[]", b'{"law": 1}', b'{"law": "x", "scorecard": {}}', b"\xff"):
        said = refused(context, NOTICE, replace(good, document=none))
        assert said == "bản ghi kết quả của phiên họp không đúng dạng"
    for bad in (
        replace(NOTICE, name=" \n"),
        replace(NOTICE, chair=""),
        replace(NOTICE, name="a" * 201),
        replace(NOTICE, agenda="a" * 4001),
    ):
        refused(context, bad, good)
    with pytest.raises(RefusedError, match="không có phiên họp đã chốt mã “x”"):
        door(context).get("x")


def test_what_arrives_while_somebody_freezes_is_not_among_the_figures(context: Context) -> None:
    seen = figures(context)
    put(context, usual(), at(16), accept=True)
    moment = door(context).freeze(NOTICE, seen).moment
    known = history.versions(context.store, as_of=moment.as_of, upto=moment.revision)
    assert known == ()
    assert len(history.versions(context.store, as_of=moment.as_of)) == 1


def test_meetings_are_backed_up_and_copied_with_all_they_keep(
    context: Context, tmp_path: Path
) -> None:
    door(context).plan(NOTICE)
    frozen = door(context).freeze(NOTICE, figures(context))
    with context.store.snapshot() as snapshot:
        write_backup(snapshot, tmp_path / "kept.zip", at=LATER)
    target = tmp_path / "again.duckdb"
    with open_backup(tmp_path / "kept.zip") as backup:
        origin = copy.Origin("restore", "kept.zip", "test", "test")
        copy.make(backup, target, origin=origin)
    with Store.open(target) as again:
        there = door(replace(context, store=again))
        assert there.all() == (frozen,)
        assert len(there.planned()) == 1
        assert again.original(frozen.plan_sha256) == PLAN
        assert frozen.moment.rules is not None
        assert again.original(frozen.moment.rules.document_sha256) == DOCUMENT
        assert list(frozen_documents.wrong(again)) == []
        assert integrity.astray(again) == ()
