"""Taking an acceptance back: what counts then, what counted before, what no longer allows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data_loaders.__main__ import main
from data_loaders.backup.integrity import astray
from data_loaders.model import Basis, Moment
from data_loaders.model.errors import MovedError, RefusedError
from data_loaders.reports import acceptance
from data_loaders.reports.facts import facts
from data_loaders.reports.history import status, versions
from data_loaders.reports.precondition import Shown
from data_loaders.service.context import Context
from data_loaders.service.provenance import Sources
from tests.data_loaders.conclusions import doors
from tests.data_loaders.sent_forms import OURS, PERIOD, PO_Y, usual
from tests.data_loaders.service.test_meetings import NOTICE, figures
from tests.data_loaders.service.test_meetings import door as meetings_of
from tests.data_loaders.stores import LATER, at, decide, put

ON_BOTH_STORES = True
MOMENT = timedelta(microseconds=1)


def withdraw(
    context: Context, instant: datetime, reason: str = "duyệt nhầm", of: Shown | None = None
) -> int:
    return acceptance.withdraw(
        context.store, of or OURS, reason=reason, actor="duyet", at=instant, now=LATER
    )


def states(context: Context, instant: datetime | None = None) -> list[str]:
    return [one.state for one in versions(context.store, as_of=instant)]


def in_force(context: Context, instant: datetime, basis: Basis) -> tuple[int, bool] | None:
    report = facts(context.store, as_of=instant, basis=basis).report(OURS.unit_id, PERIOD)
    return None if report is None else (report.version, report.confirmed)


def twice_accepted(context: Context) -> None:
    put(context, usual(), at(16))
    decide(context, "accepted", at(17))
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(18))
    decide(context, "accepted", at(19))


def test_the_version_waits_again_and_the_one_it_superseded_is_accepted_again(
    context: Context,
) -> None:
    twice_accepted(context)
    assert states(context) == ["superseded", "accepted"]
    assert withdraw(context, at(21)) == 2
    assert states(context) == ["accepted", "sent"]
    assert in_force(context, LATER, Basis.ACCEPTED) == (1, True)
    assert in_force(context, LATER, Basis.SUBMITTED) == (2, False)
    (event,) = versions(context.store)[1].events[2:]
    assert (event.event, event.at, event.by, event.reason) == (
        "withdrawn",
        at(21),
        "duyet",
        "duyệt nhầm",
    )
    assert list(astray(context.store)) == []


def test_before_the_withdrawal_the_acceptance_counts_as_it_did(context: Context) -> None:
    twice_accepted(context)
    withdraw(context, at(21))
    assert states(context, at(21) - MOMENT) == ["superseded", "accepted"]
    assert in_force(context, at(21) - MOMENT, Basis.ACCEPTED) == (2, True)
    assert in_force(context, at(21), Basis.ACCEPTED) == (1, True)


def test_a_withdrawal_set_back_is_unknown_to_what_had_been_learned_before(
    context: Context,
) -> None:
    twice_accepted(context)
    known = context.store.revision()
    withdraw(context, at(19))
    report = facts(context.store, as_of=at(20), basis=Basis.ACCEPTED, upto=known).report(
        OURS.unit_id, PERIOD
    )
    assert report is not None
    assert report.version == 2
    assert in_force(context, at(20), Basis.ACCEPTED) == (1, True)


def test_what_waits_again_is_accepted_or_returned_as_before(context: Context) -> None:
    twice_accepted(context)
    withdraw(context, at(21))
    assert decide(context, "accepted", at(22)) == 2
    assert states(context) == ["superseded", "accepted"]
    withdraw(context, at(23))
    assert decide(context, "returned", at(24)) == 2
    assert states(context) == ["accepted", "returned"]


def test_status_calls_it_sent_and_in_time_as_it_was(context: Context) -> None:
    put(context, usual(), at(16), accept=True)
    withdraw(context, at(20))
    rows = status(context.store, register=context.register(), regime=context.regime, as_of=LATER)
    (row,) = (one for one in rows if (one.unit_id, one.period) == (OURS.unit_id, PERIOD))
    assert (row.state, row.timeliness) == ("sent", "on_time")


def test_a_file_in_force_again_has_no_acceptance_once_it_was_withdrawn(context: Context) -> None:
    put(context, usual(), at(16), accept=True)
    moment = Moment(context.store.revision(), at(25), at(25))
    known = facts(context.store, as_of=at(25), basis=Basis.SUBMITTED)
    sources, units = Sources(doors(context)[0].access), [OURS.unit_id]
    (file,) = sources.files(known, moment, units=units, counted=PERIOD)
    assert file.accepted_at == at(16)
    withdraw(context, at(20))
    moment = replace(moment, revision=context.store.revision())
    (file,) = sources.files(known, moment, units=units, counted=PERIOD)
    assert file.accepted_at is None
    where = {"unit_key": context.store.keys().unit_key[OURS.unit_id], "period": PERIOD.index}
    for instant, accepted in ((19, True), (20, False)):
        (row,) = context.store.rows(
            "version_of", **where, version=1, as_of=_micros(at(instant)), upto=2**31 - 1
        )
        assert (row[-1] is not None) is accepted


def _micros(instant: datetime) -> int:
    return int(instant.timestamp()) * 1_000_000


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_withdrawal_needs_a_reason(context: Context, reason: str) -> None:
    twice_accepted(context)
    with pytest.raises(RefusedError, match="phải ghi lý do"):
        withdraw(context, at(21), reason)


def test_only_an_acceptance_can_be_withdrawn_and_only_once(context: Context) -> None:
    with pytest.raises(RefusedError, match="không có bản đã duyệt để rút lại"):
        withdraw(context, at(21))
    put(context, usual(), at(16), accept=True)
    withdraw(context, at(21))
    kept = versions(context.store)
    with pytest.raises(RefusedError, match="không có bản đã duyệt để rút lại"):
        withdraw(context, at(22))
    assert versions(context.store) == kept


@pytest.mark.parametrize(
    ("instant", "says"),
    [
        (at(19) - MOMENT, "trước khi báo cáo được duyệt"),
        (LATER + MOMENT, "ở tương lai"),
    ],
)
def test_a_withdrawal_is_neither_before_the_acceptance_nor_in_the_future(
    context: Context, instant: datetime, says: str
) -> None:
    twice_accepted(context)
    with pytest.raises(RefusedError, match=says):
        withdraw(context, instant)
    assert states(context) == ["superseded", "accepted"]


def test_a_meeting_that_froze_the_acceptance_has_settled_it(context: Context) -> None:
    """A version accepted after the meeting is not among its figures and may be taken back."""
    put(context, usual(), at(16), accept=True)
    meetings_of(context).freeze(NOTICE, figures(context, at(18)))
    assert len(acceptance.settled(context.store)) == 1
    with pytest.raises(RefusedError) as refused:
        withdraw(context, at(21))
    assert f"phiên họp 1 “{NOTICE.name}” đã chốt số liệu" in str(refused.value)
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(22))
    decide(context, "accepted", at(23))
    assert withdraw(context, at(24)) == 2
    with pytest.raises(RefusedError, match="đã chốt số liệu"):
        withdraw(context, at(25))


def test_what_is_withdrawn_is_what_was_shown(context: Context) -> None:
    put(context, usual(), at(16), accept=True)
    group = versions(context.store)
    shown = Shown.of(group[0], group)
    put(context, usual(changed={(PO_Y, "addicts"): 13}), at(18))
    with pytest.raises(MovedError, match=r"có bản khác \(bản 2, huyen gửi lúc 18/10/2025 08:00\)"):
        withdraw(context, at(21), of=shown)
    assert states(context) == ["accepted", "sent"]
    group = versions(context.store)
    assert withdraw(context, at(21), of=Shown.of(group[0], group)) == 1
    assert states(context) == ["superseded", "sent"]


def test_the_command_says_which_freeze_settled_an_acceptance(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the demonstration, whose meetings have frozen some."""
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    assert main(["withdraw", "608", "2025-05", "--reason", "Duyệt nhầm"]) == 2
    said = capsys.readouterr().err
    assert "đã chốt số liệu lúc" in said
    assert len(said.splitlines()) == 1
