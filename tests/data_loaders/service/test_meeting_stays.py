"""What a meeting froze is the same for ever: history is corrected in every way there is.

Held against it is the same instant looked at without the meeting, which every correction changes.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.model import Basis, Identity
from data_loaders.reports import commits, history
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.service.meetings import Meetings, Notice
from data_loaders.service.recorded_results import NewConclusion, NewFigure, RecordedResults
from data_loaders.store.lake_store import LakeStore
from data_loaders.terminal.arguments import AsOf
from kpis.__main__ import cells_of
from kpis.model import as_json
from kpis.stored.freezing import to_freeze
from kpis.stored.requested_view import RequestedView, ask
from kpis.trace.terms import trace
from tests.data_loaders.sent_forms import OURS, PERIOD, PO_Y, USUAL, usual
from tests.data_loaders.service.test_meetings import door
from tests.data_loaders.stores import LATER, at, decide, put
from tests.plan_files import changed, in_force

ON_BOTH_STORES = True

KON_TUM, DAK_TO = "608", "612"
TRACED = {"service-access", "clean-communes"}
"""Targets whose terms are followed down to their cells; of all others the verdicts are held."""

MOMENT = AsOf(at(20), at(20).isoformat())
Said = list[Any]


def options(*, meeting: str | None = None, basis: Basis | None = None) -> Namespace:
    """Of a meeting; or of its instant, as now known."""
    as_of = None if meeting else MOMENT
    return Namespace(meeting=meeting, as_of=as_of, basis=basis, period=None if meeting else PERIOD)


def told(context: Context, asked: RequestedView) -> Said:
    """Everything figures are shown with: verdicts, terms, cells, versions, who reported when."""
    access, moment, plan = door(context).access, asked.moment, asked.plan
    traced = [
        (term, cells_of(access, term, moment))
        for result in asked.card.results
        if result.unit_id in {OURS.unit_id, KON_TUM} and result.target_id in TRACED
        for term in trace(result, asked.facts, plan, asked.register)
    ]
    store, upto = context.store, moment.revision
    return [
        asked.card.sha256(),
        [as_json(result) for result in asked.card.results],
        asked.facts.readings,
        asked.facts.published,
        asked.facts.conclusions,
        traced,
        history.versions(store, as_of=moment.as_of, upto=upto),
        history.status(
            store, register=asked.register, regime=plan.regime, as_of=moment.as_of, upto=upto
        ),
    ]


def of_meeting(context: Context, meeting: str) -> Said:
    return told(context, ask(door(context).access, options(meeting=meeting)))


def as_of_then(context: Context) -> list[Said]:
    access = door(context).access
    return [told(context, ask(access, options(basis=basis))) for basis in Basis]


def held(context: Context, basis: Basis) -> str:
    """A meeting frozen with that basis; its id."""
    asked = ask(door(context).access, options(basis=basis))
    notice = Notice(f"Phiên họp: {basis}", at(20), "Nguyễn Văn An")
    access = door(context).access
    return Meetings(access).freeze(notice, to_freeze(access, asked)).meeting_id


def a_newer_version_is_accepted(context: Context) -> None:
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(18), accept=True)


def a_report_is_filled_in_later_with_an_earlier_instant(context: Context) -> None:
    put(context, usual(DAK_TO), at(16), accept=True)


def a_report_is_returned(context: Context) -> None:
    decide(context, "returned", at(19), identity=Identity(KON_TUM, PERIOD))


def a_reading_is_recorded(context: Context) -> None:
    commits.record_reading(
        context.store,
        of="clean-communes",
        reading="A",
        reason="họp",
        actor="test",
        at=at(1),
        now=LATER,
    )


def a_published_figure_is_recorded(context: Context) -> None:
    new = NewFigure(PERIOD, "71.5", "Công bố 9", date(2025, 10, 18))
    RecordedResults(at_console(context)).publish("par-index", new, at=at(19))


def a_conclusion_is_recorded(context: Context) -> None:
    new = NewConclusion("1", "met", "Đủ", "Thông báo 3")
    RecordedResults(at_console(context)).conclude("order", new, at=at(20))


def at_console(context: Context) -> Access:
    return Access(context, Actor("test", Role.CONSOLE), lambda *_: None)


def a_district_is_added_to_the_register(context: Context) -> None:
    with context.store.write("register.change", actor="test") as writer:
        writer.run(
            "insert_unit",
            unit_key=[9001],
            unit_id=["699"],
            code=["699"],
            level=["district"],
            kind=["Huyện"],
            name=["Mới"],
            parent_id=["62"],
            tile_column=[1],
            tile_row=[9],
            valid_from=[date(2000, 1, 1)],
            valid_to=[None],
            counts_from=0,
            revision=writer.revision,
        )


CORRECTIONS = (
    a_newer_version_is_accepted,
    a_report_is_filled_in_later_with_an_earlier_instant,
    a_report_is_returned,
    a_reading_is_recorded,
    a_published_figure_is_recorded,
    a_conclusion_is_recorded,
    a_district_is_added_to_the_register,
)


@pytest.fixture
def other_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    """Puts another plan with another calendar in force."""
    kept = changed(tmp_path / "plan", bar=('bar = "> 0.80"', 'bar = "> 0.50"'))
    changed(kept, "regime.toml", due=("due_day = 18", "due_day = 10"))
    return lambda: in_force(kept, monkeypatch)


def test_whatever_is_corrected_later_a_meeting_stays_as_it_was_frozen(
    context: Context, other_rules: Callable[[], object]
) -> None:
    put(context, usual(), at(16), accept=True)
    put(context, usual(KON_TUM), at(17))
    meetings = [held(context, basis) for basis in Basis]
    kept = [of_meeting(context, one) for one in meetings]
    then = as_of_then(context)
    assert kept == then
    assert {cell.value for _, cells in kept[0][5] for cell in cells} >= {USUAL["addicts"]}
    for correct in CORRECTIONS:
        correct(context)
        if isinstance(context.store, LakeStore):
            continue  # each of the many questions below is seconds there; once, when all is done
        then, before = as_of_then(context), then
        assert then != before, correct.__name__
        assert [of_meeting(context, one) for one in meetings] == kept, correct.__name__
    assert as_of_then(context) != kept
    assert [of_meeting(context, one) for one in meetings] == kept
    other_rules()
    restarted = context
    assert as_of_then(restarted) != then
    assert [of_meeting(restarted, one) for one in meetings] == kept
    frozen = Meetings(door(context).access).all()
    assert sorted(one.scorecard_sha256 for one in frozen) == sorted(said[0] for said in kept)
