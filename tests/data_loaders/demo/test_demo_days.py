"""The demonstration told up to a day: an earlier day's is the beginning of a later one's."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.demo import filling
from data_loaders.demo.committee import SECRETARY, acts
from data_loaders.demo.sendings import Sending, sendings
from data_loaders.demo.story import load_story
from data_loaders.demo.synthesis import all_periods
from data_loaders.model import Basis, Moment, TaskStatus
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_regime
from data_loaders.reports.facts import facts
from data_loaders.service.access import Access
from data_loaders.service.context import open_context
from data_loaders.service.decisions import Decisions, NewDecision
from data_loaders.service.explanations import Explanations
from data_loaders.service.meetings import Meetings
from data_loaders.store.database import NEWEST, Store
from kpis.stored.freezing import figures_now
from kpis.stored.requested_view import read
from tests.terminal import Terminal

REGIME = load_regime("kh3220")
STORY = load_story()


def sent_until(day: date) -> list[Sending]:
    until = STORY.morning_of(day)
    return [
        one
        for period in all_periods(STORY)
        for one in sendings(period, story=STORY, regime=REGIME, until=until)
    ]


def at_door(path: Path, role: Role = Role.SECRETARY, unit_id: str | None = None) -> Access:
    """The store on its own clock."""
    context = open_context(read_settings({"MONITOR_STORE": str(path)}))
    return Access(context, Actor(SECRETARY, role, unit_id), lambda *_: None)


@pytest.fixture
def secretary(demonstration: Path) -> Access:
    return at_door(demonstration)


# Meetings, conclusions and explanations of the story


def test_two_meetings_are_frozen_and_one_is_to_come(secretary: Access) -> None:
    meetings = Meetings(secretary)
    last, first = meetings.all()
    (waiting,) = meetings.planned()
    said = [(str(one.held_at.date()), str(one.period), one.basis) for one in (first, last)]
    assert said == [
        ("2025-04-28", "2025-04", Basis.ACCEPTED),
        ("2025-05-26", "2025-05", Basis.ACCEPTED),
    ]
    assert str(waiting.held_at.date()) == "2025-06-26"
    assert {one.chair for one in (first, last, waiting)} == {"Phó Chủ tịch UBND tỉnh"}


@pytest.mark.parametrize("meeting_id", ["1", "2"])
def test_what_a_meeting_froze_is_what_a_freeze_of_that_day_would_be(
    secretary: Access, meeting_id: str
) -> None:
    """Nothing that the store learned later, for an instant before it, was left out."""
    frozen = Meetings(secretary).get(meeting_id)
    now = frozen.held_at - timedelta(minutes=30)
    assert (frozen.frozen_at, frozen.moment.as_of, frozen.moment.now) == (now, now, now)
    store, basis = secretary.context.store, frozen.basis
    then = facts(store, as_of=now, basis=basis, upto=frozen.moment.revision)
    assert then == facts(store, as_of=now, basis=basis, upto=NEWEST)
    again = read(secretary, Moment(store.revision(), now, now), basis, None)
    assert again.card.sha256() == frozen.scorecard_sha256
    assert again.card.period == frozen.period


def test_conclusions_are_done_open_and_overdue_and_requests_answered_and_not(
    secretary: Access,
) -> None:
    today = secretary.context.now().date()
    decided, asked = Decisions(secretary).all(), Explanations(secretary).all()
    done, open_, late = TaskStatus.DONE_IN_TIME, TaskStatus.OPEN_IN_TIME, TaskStatus.OPEN_OVERDUE
    assert [one.standing(today) for one in decided] == [done, late, open_, late, done, late, open_]
    assert [one.standing(today) for one in asked] == [done, done, late, open_]
    assert decided[0].meeting == "Phiên họp Ban Chỉ đạo tháng 4/2025 (28/04/2025)"


def test_offices_act_in_the_story_and_nobody_by_name(demonstration: Path) -> None:
    with Store.open(demonstration) as store:
        who = {link.entry.who for link in store.trail()}
        days = {link.entry.action for link in store.trail()}
    assert all(re.fullmatch(r"huyen-\d{3}|thuong-truc|thu-ky|demo", one) for one in who)
    assert {"meeting.freeze", "decision.change", "explanation.answer"} <= days


# The clock


def test_acts_one_after_another_are_later_and_later_and_seen_at_once(secretary: Access) -> None:
    context, decided = secretary.context, Decisions(secretary)
    assert context.now() == STORY.now
    keys = []
    for text in ("Một", "Hai"):
        keys.append(decided.record(NewDecision(text, date(2025, 7, 1), body="Công an tỉnh")))
        assert keys[-1] in {one.key for one in decided.all()}
    frozen = Meetings(secretary).freeze("3", figures_now(secretary))
    later = decided.record(NewDecision("Ba", date(2025, 7, 1), body="Công an tỉnh"))
    at = {one.key: one.at for one in decided.all()}
    instants = [at[keys[0]], at[keys[1]], frozen.frozen_at, at[later], context.now()]
    minutes = [(instant - STORY.now) / timedelta(minutes=1) for instant in instants]
    assert minutes == [0, 1, 2, 3, 4]


def test_the_clock_goes_on_where_it_was_when_the_store_is_opened_again(
    secretary: Access, demonstration: Path
) -> None:
    Decisions(secretary).record(NewDecision("Một", date(2025, 7, 1), body="Công an tỉnh"))
    secretary.context.store.close()
    with Store.open(demonstration) as store:
        assert store.own_now == STORY.now + timedelta(minutes=1)


def test_a_clock_that_is_set_stands_still(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read_settings(
        {"MONITOR_STORE": str(demonstration), "MONITOR_NOW": "2025-06-26T08:00:00+07:00"}
    )
    context = open_context(settings)
    access = Access(context, Actor(SECRETARY, Role.SECRETARY), lambda *_: None)
    Decisions(access).record(NewDecision("Một", date(2025, 7, 1), body="Công an tỉnh"))
    assert context.now() == datetime.fromisoformat("2025-06-26T08:00:00+07:00")


# Up to a day


@pytest.mark.parametrize("day", ["2023-10-17", "2024-11-20", "2025-03-20", "2025-06-24"])
def test_what_is_sent_up_to_a_day_is_the_beginning_of_all_that_is_sent(day: str) -> None:
    """Decisions too: what was decided later has not happened yet, and nothing else differs."""
    until = STORY.morning_of(date.fromisoformat(day))
    told, whole = sent_until(until.date()), sent_until(STORY.closes)
    assert [(one.identity, one.file_name, one.received_at) for one in told] == [
        (one.identity, one.file_name, one.received_at) for one in whole if one.received_at <= until
    ]
    later = {(one.identity, one.file_name): one for one in whole}
    for one in told:
        known = later[one.identity, one.file_name]
        happened = known.decided_at is not None and known.decided_at <= until
        assert (one.decision, one.decided_at) == (
            (known.decision, known.decided_at) if happened else (None, None)
        ) or one.decision == "refused"


def test_what_the_committee_did_up_to_a_day_is_the_beginning_of_all_it_did() -> None:
    whole = acts(STORY.morning_of(STORY.closes))
    for day in (date(2025, 4, 1), date(2025, 4, 28), date(2025, 6, 25)):
        until = STORY.morning_of(day)
        told = [one.at for one in acts(until)]
        assert told == [one.at for one in whole if one.at <= until]
    assert len(acts(STORY.morning_of(date(2025, 4, 1)))) == 0 < len(acts(STORY.now)) < len(whole)


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "ProcessPoolExecutor", lambda *_, **__: ThreadPoolExecutor(1))


@pytest.mark.usefixtures("in_process")
def test_a_store_of_a_day_holds_what_the_later_one_held_on_that_day(
    terminal: Terminal, tmp_path: Path, demonstration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MONITOR_NOW")
    assert terminal("data_loaders", "demo", "--at", "17/10/2023").code == 0
    then = STORY.morning_of(date(2023, 10, 17))
    with Store.open(tmp_path / "store.duckdb") as earlier, Store.open(demonstration) as later:
        assert earlier.own_now == then
        for basis in Basis:
            known = [facts(store, as_of=then, basis=basis) for store in (earlier, later)]
            assert known[0] == known[1]
            assert known[0].reports


@pytest.mark.long
@pytest.mark.parametrize("day", [date(2025, 4, 29), STORY.closes])
def test_meetings_up_to_a_day_are_those_the_later_store_had_then(
    demonstration: Path, tmp_path: Path, day: date
) -> None:
    settings = read_settings({"MONITOR_STORE": str(tmp_path / "told.duckdb")})
    filling.fill(settings, judge=figures_now, progress=lambda items, **_: items, day=day)
    told, usual = at_door(settings.file), at_door(demonstration)
    earlier, later = sorted((told, usual), key=lambda one: one.context.now())
    until = earlier.context.now()
    known = [
        {
            one.meeting_id: one.scorecard_sha256
            for one in Meetings(access).all()
            if one.frozen_at <= until
        }
        for access in (earlier, later)
    ]
    assert known[0] == known[1] != {}
    assert Decisions(earlier).all(as_of=until) == Decisions(later).all(as_of=until)
    assert Explanations(earlier).all(as_of=until) == Explanations(later).all(as_of=until)
    for basis in Basis:
        one, other = (facts(a.context.store, as_of=until, basis=basis) for a in (earlier, later))
        assert one == other


@pytest.mark.parametrize("day", ["15/07/2025", "2025-12-01", "30/09/2023"])
def test_a_day_outside_the_story_is_refused_in_one_line(
    terminal: Terminal, tmp_path: Path, day: str
) -> None:
    said = terminal("data_loaders", "demo", "--at", day).mistake
    assert "từ ngày 01/10/2023 đến ngày 14/07/2025" in said
    assert list(tmp_path.iterdir()) == []


def test_a_day_that_is_none_is_refused_in_one_line(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("data_loaders", "demo", "--at", "31/02/2025").mistake
    assert "--at: phải viết như 2025-06-25 hoặc 25/06/2025, gặp “31/02/2025”" in said
    assert list(tmp_path.iterdir()) == []
