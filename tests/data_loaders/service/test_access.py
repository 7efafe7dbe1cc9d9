"""Every right is asked in the data layer: role × wish × own and foreign locality, by the door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from data_loaders.accounts.permissions import ACTIONS, ASSIGNABLE, Actor, Role, Scope, may
from data_loaders.model import Basis, Identity, Period
from data_loaders.model.errors import RefusedError
from data_loaders.model.settings import read_settings
from data_loaders.reports.facts import facts
from data_loaders.reports.history import Version
from data_loaders.reports.preview import Preview
from data_loaders.service.access import Access, limited
from data_loaders.service.context import Context, open_context
from data_loaders.service.plans import Plans
from data_loaders.store.hash_chain import prove

OWN, FOREIGN = "614", "615"
MAY = Period.parse("2025-05")
JUNE = Period.parse("2025-06")

Wish = Callable[[Access, str], object]


def _original(access: Access, unit_id: str) -> object:
    newest = Access(access.context, Actor("c", Role.CONSOLE), _ignore).versions(
        unit_id=unit_id, period=MAY
    )[-1]
    return access.original(newest.sha256, newest.identity)


WISHES: dict[str, Wish] = {
    "form.download": lambda access, unit: access.form(Identity(unit, JUNE)),
    "report.accept": lambda access, unit: access.accept(Identity(unit, JUNE)),
    "report.return": lambda access, unit: access.give_back(Identity(unit, JUNE), "thiếu xã"),
    "report.withdraw": lambda access, unit: access.withdraw(Identity(unit, MAY), "duyệt nhầm"),
    "original.download": _original,
    "export.make": lambda access, unit: access.export("công văn", [unit], bytes),
    "locality.read": lambda access, unit: access.cells(
        Identity(unit, MAY), 1, measure="addicts", as_of=access.context.now()
    ),
    "report.check": lambda access, unit: access.receive(
        b"",
        file_name="x.xlsx",
        chosen=Identity(unit, JUNE),
        confirmed=False,
        received_at=access.context.now(),
    ),
}


def _newest(access: Access, unit_id: str) -> Version:
    console = Access(access.context, Actor("c", Role.CONSOLE), _ignore)
    return console.versions(unit_id=unit_id, period=MAY)[-1]


WISHES |= {
    "history.read": lambda access, unit: access.content(_newest(access, unit)),
    "report.send": lambda access, unit: access.send(_unread(access, unit)),
    "report.backdate": lambda access, unit: access.accept(
        Identity(unit, JUNE), at=access.context.now()
    ),
    "reading.record": lambda access, unit: access.record_reading("clean-communes", "A", " "),
    "plan.load": lambda access, unit: Plans(access).load(
        access.context.plan_folder(), access.context.plan_version(), since=JUNE, decision=" "
    ),
}

ASKED_ELSEWHERE = {
    # By the view and the pages, tested there and over the socket (tests/browser).
    "province.read",
    "account.list",
    "account.change",
    "session.list",
    "session.end",
    "setting.change",
    "trail.read",
    "store.backup",
    # By what is not a person's wish at this door.
    "store.create",
    "store.copy",
    "register.change",
    # Of the meeting's record: test_conclusions, test_explanations, test_meetings,
    # test_recorded_results.
    "published.record",
    "conclusion.record",
    "decision.read",
    "explanation.read",
    "meeting.freeze",
    "decision.record",
    "explanation.request",
    "explanation.answer",
}


def _unread(access: Access, unit_id: str) -> Preview:
    """A preview of a file nobody could read: it may be sent by whom the right allows, in vain."""
    return Preview(
        data=b"",
        file_name="x.xlsx",
        sha256="",
        received_at=access.context.now(),
        readable=False,
        identity=Identity(unit_id, JUNE),
        form=None,
        content=None,
        findings=(),
    )


def test_every_action_of_the_table_is_wished_here_or_known_to_be_asked_elsewhere() -> None:
    assert set(WISHES) | ASKED_ELSEWHERE == set(ACTIONS)
    assert set(WISHES) & ASKED_ELSEWHERE == set()


def _ignore(action: str, subject: str, outcome: str) -> None:
    del action, subject, outcome


@pytest.fixture
def opened(demonstration: Path) -> Context:
    return open_context(read_settings({"MONITOR_STORE": str(demonstration)}))


def test_what_the_table_forbids_the_door_refuses_and_notes(opened: Context) -> None:
    """Every role, every wish, at the own and at a foreign locality: allowed only if listed."""
    noted: list[tuple[str, str, str]] = []
    with opened.store:
        for role in ASSIGNABLE:
            actor = Actor("someone", role, OWN if role is Role.REPORTER else None)
            access = Access(opened, actor, lambda *entry: noted.append(entry))
            for name, wish in WISHES.items():
                for unit in (OWN, FOREIGN):
                    before = len(noted)
                    denied = _denied(access, wish, unit)
                    assert denied is not may(actor, name, unit), (role, name, unit)
                    entries = noted[before:]
                    about = unit if ACTIONS[name].per_locality else ""
                    assert ((name, about, "refused") in entries) is denied


def _denied(access: Access, wish: Wish, unit: str) -> bool:
    """Whether the right was refused; a refusal for another reason (nothing waits) is none."""
    try:
        wish(access, unit)
    except RefusedError as error:
        return str(error).startswith("Tài khoản")
    return False


def test_only_the_secretary_records_a_reading_and_never_without_a_reason(opened: Context) -> None:
    noted: list[tuple[str, str, str]] = []
    with opened.store:
        for role in ASSIGNABLE:
            actor = Actor("someone", role, OWN if role is Role.REPORTER else None)
            access = Access(opened, actor, lambda *entry: noted.append(entry), origin="10.0.0.7")
            if role is Role.SECRETARY:
                access.record_reading("clean-communes", "A", " Phiên họp quý II ")
                with pytest.raises(RefusedError, match="phải có lý do"):
                    access.record_reading("clean-communes", "B", "  ")
                continue
            with pytest.raises(RefusedError, match="không có quyền ghi cách hiểu"):
                access.record_reading("clean-communes", "A", "vì")
            assert noted.pop() == ("reading.record", "", "refused")
        (found,) = facts(opened.store, as_of=opened.now(), basis=Basis.ACCEPTED).readings
        assert (found.reading, found.reason, found.by) == ("A", "Phiên họp quý II", "someone")
        entry = opened.store.trail()[-1].entry
        assert (entry.action, entry.subject, entry.origin) == (
            "reading.record",
            "clean-communes: A",
            "10.0.0.7",
        )


def test_a_history_can_be_read_as_it_stood(opened: Context) -> None:
    """Kon Plông's report of March 2025 was returned on the 18th at the latest, corrected later."""
    with opened.store:
        access = Access(opened, Actor("v", Role.VIEWER), _ignore)
        march = Period.parse("2025-03")
        now = access.versions(unit_id="613", period=march)
        assert [one.state for one in now] == ["returned", "accepted"]
        returned = now[0].events[-1].at
        then = access.versions(unit_id="613", period=march, as_of=returned)
        assert [one.state for one in then] == ["returned"]


def test_a_reporter_reads_nothing_of_another_locality(opened: Context) -> None:
    with opened.store:
        access = Access(opened, Actor("h", Role.REPORTER, OWN), _ignore)
        assert {row.unit_id for row in access.status(opened.now())} == {OWN}
        assert {one.identity.unit_id for one in access.versions()} == {OWN}
        assert access.versions(unit_id=FOREIGN) == ()
        known = facts(opened.store, as_of=opened.now(), basis=Basis.ACCEPTED)
        assert {unit for unit, _ in limited(known, access.scope).reports} == {OWN}
        assert limited(known, Scope(None)) is known


def test_a_foreign_form_is_not_compared_with_the_foreign_localitys_history(
    opened: Context,
) -> None:
    with opened.store:
        console = Access(opened, Actor("c", Role.CONSOLE), _ignore)
        foreign = console.versions(unit_id=FOREIGN, period=MAY)[-1]
        data = console.original(foreign.sha256, foreign.identity)
        access = Access(opened, Actor("h", Role.REPORTER, OWN), _ignore)
        arrival = access.receive(
            data,
            file_name="x.xlsx",
            chosen=Identity(OWN, MAY),
            confirmed=False,
            received_at=opened.now(),
        )
        seen = access.compare(arrival)
        assert [finding.code for finding in seen.findings] == ["wrong-locality"]
        assert (seen.content, seen.changes, seen.already) == (None, (), None)


def test_nobody_accepts_or_returns_what_they_sent_themselves(opened: Context) -> None:
    with opened.store:
        sender = Access(opened, Actor("huyen-614", Role.APPROVER), _ignore)
        for wish in (WISHES["report.accept"], WISHES["report.return"]):
            with pytest.raises(RefusedError, match="do chính mình gửi"):
                wish(sender, OWN)
        other = Access(opened, Actor("nguoi-khac", Role.APPROVER), _ignore)
        assert other.accept(Identity(OWN, JUNE)) == 1


def test_an_original_is_given_only_for_the_report_it_was_sent_as(opened: Context) -> None:
    noted: list[tuple[str, str, str]] = []
    with opened.store:
        access = Access(opened, Actor("v", Role.VIEWER), lambda *entry: noted.append(entry))
        sent = access.versions(unit_id=OWN, period=MAY)[-1]
        data = access.original(sent.sha256, sent.identity)
        assert data[:2] == b"PK"
        assert noted == [("original.download", "614, kỳ 2025-05", "done")]
        with pytest.raises(RefusedError, match="không có tệp này"):
            access.original(sent.sha256, Identity(FOREIGN, MAY))


def test_what_concerns_figures_is_in_the_stores_own_chain(opened: Context) -> None:
    with opened.store:
        before = len(opened.store.trail())
        access = Access(opened, Actor("duyet", Role.APPROVER), _ignore, origin="10.0.0.7")
        access.accept(Identity(OWN, JUNE))
        links = opened.store.trail()
        assert len(links) == before + 1
        entry = links[-1].entry
        assert (entry.who, entry.action, entry.origin) == ("duyet", "report.accept", "10.0.0.7")
        assert "614" in entry.subject
        assert entry.at.tzinfo is not None
        assert abs((datetime.now(entry.at.tzinfo) - entry.at).total_seconds()) < 600
        proof = prove(links)
        assert (proof.holds, proof.count) == (True, len(links))
        assert not prove(links[1:]).holds
        assert not prove((*links[:3], *links[4:])).holds


def test_a_file_of_several_localities_is_made_only_for_who_may_have_all_of_them(
    opened: Context,
) -> None:
    noted: list[tuple[str, str, str]] = []
    made: list[str] = []

    def make() -> bytes:
        made.append("made")
        return b"x"

    with opened.store:
        own = Access(opened, Actor("h", Role.REPORTER, OWN), lambda *entry: noted.append(entry))
        with pytest.raises(RefusedError):
            own.export("công văn", [OWN, FOREIGN], make)
        assert (made, noted) == ([], [("export.make", FOREIGN, "refused")])
        assert own.export(f"công văn, {OWN}", [OWN], make) == b"x"
        assert noted[1:] == [("export.make", f"công văn, {OWN}", "done")]
