"""Sending, accepting and returning: what is stored, what is refused, and that nothing gets lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta

import pytest

from data_loaders.model import Basis, Identity
from data_loaders.model.errors import RefusedError
from data_loaders.reports import commits
from data_loaders.reports.facts import content, facts
from data_loaders.reports.history import attempts, versions
from data_loaders.reports.preview import FindingKey, Preview, finding_key, preview
from data_loaders.service.context import Context
from tests.data_loaders.sent_forms import (
    NGOC_HOI,
    OURS,
    PERIOD,
    PO_Y,
    REGIME,
    REGISTER,
    filled,
    typed,
    usual,
)
from tests.data_loaders.stores import LATER, at, decide, look, put

ON_BOTH_STORES = True

BEFORE = Identity(NGOC_HOI, PERIOD.shifted(-1))
JUMPED = usual(changed={(PO_Y, "addicts"): 40})
"""Against the period before a jump, which has to be explained."""


def send(
    context: Context, seen: Preview, words: Mapping[FindingKey, str] | str = ""
) -> commits.Outcome:
    return commits.send(context.store, seen, actor="huyen", now=LATER, explanations=words)


def states(context: Context) -> list[str]:
    return [version.state for version in versions(context.store, unit_id=NGOC_HOI, period=PERIOD)]


def file(context: Context, data: bytes, name: str = "BC tháng 10.xlsx") -> Preview:
    return preview(
        context.store,
        data,
        file_name=name,
        register=REGISTER,
        regime=REGIME,
        received_at=at(16),
        use=context.use,
    )


# What is kept


def test_the_file_is_kept_byte_for_byte_with_who_sent_it_when(context: Context) -> None:
    data = filled()
    assert send(context, file(context, data)) == commits.Outcome("sent", 1)
    (version,) = versions(context.store)
    assert version.sha256 == hashlib.sha256(data).hexdigest()
    assert context.store.rows("original", sha256=version.sha256) == [(data,)]
    assert (version.identity, version.version, version.state) == (OURS, 1, "sent")
    assert (version.file_name, version.form) == ("BC tháng 10.xlsx", "kh3220-1")
    assert version.by == "huyen"
    assert (version.form_id, version.received_at) == ("5f3a9c1e", at(16))


def test_every_cell_keeps_its_address_and_its_text_as_typed_beside_its_value(
    context: Context,
) -> None:
    send(context, file(context, typed(PO_Y, "addicts", " 012 ")))
    (version,) = versions(context.store)
    kept = content(context.store, version.key, OURS)
    read = file(context, typed(PO_Y, "addicts", " 012 ")).content
    assert read is not None
    assert sorted(kept.figures, key=str) == sorted(read.figures, key=str)
    figure = kept.by_key[PO_Y, "addicts"]
    assert (figure.value, figure.text, figure.sheet) == (12, " 012 ", "Số liệu")
    assert (kept.areas, kept.tasks) == (read.areas, read.tasks)


def test_a_file_that_cannot_be_read_leaves_no_trace(context: Context) -> None:
    before = context.store.revision()
    seen = file(context, b"%PDF-1.7 ...")
    assert (seen.readable, [found.code for found in seen.findings]) == (False, ["file-pdf"])
    assert send(context, seen) == commits.Outcome("refused", None)
    assert context.store.revision() == before
    assert attempts(context.store) == ()


def test_a_file_with_errors_is_kept_as_an_attempt_with_its_findings(context: Context) -> None:
    data = typed(PO_Y, "spots_closing", "nhiều")
    assert send(context, file(context, data)) == commits.Outcome("refused", None)
    (attempt,) = attempts(context.store)
    assert (attempt.unit_id, attempt.period, attempt.by) == (NGOC_HOI, PERIOD, "huyen")
    assert [found["code"] for found in attempt.findings] == ["number-unreadable"]
    assert attempt.findings[0]["found"] == "nhiều"
    assert context.store.rows("original", sha256=attempt.sha256) == [(data,)]
    assert versions(context.store) == ()
    assert not facts(context.store, as_of=LATER, basis=Basis.SUBMITTED).reports


def test_a_refused_file_may_be_sent_again_and_is_refused_again(context: Context) -> None:
    wrong = usual(changed={(PO_Y, "spots_closing"): 9})
    assert put(context, wrong, at(16)) == put(context, wrong, at(17))
    assert [attempt.received_at for attempt in attempts(context.store)] == [at(16), at(17)]


# Warnings


@pytest.fixture
def after_september(context: Context) -> Context:
    put(context, usual(period=BEFORE.period), at(15), accept=True)
    return context


@pytest.mark.parametrize("words", ["", "   ", {}])
def test_a_warning_nobody_explains_stops_the_report(
    after_september: Context, words: dict[FindingKey, str] | str
) -> None:
    assert put(after_september, JUMPED, at(16), explanations=words).outcome == "refused"
    (attempt,) = attempts(after_september.store)
    assert [found["code"] for found in attempt.findings] == ["jump"]
    assert states(after_september) == []


def test_every_warning_needs_its_own_explanation(after_september: Context) -> None:
    twice = usual(changed={(PO_Y, "addicts"): 40, (PO_Y, "users"): 30})
    seen = look(after_september, twice, at(16))
    first, second = (finding_key(found) for found in seen.findings)
    assert send(after_september, seen, {first: "rà soát"}).outcome == "refused"
    both = {first: "rà soát", second: "tiếp nhận"}
    assert send(after_september, seen, both).outcome == "sent"


def test_explanations_are_stored_beside_the_warnings_they_answer(after_september: Context) -> None:
    assert put(after_september, JUMPED, at(16), explanations=" rà soát ").outcome == "sent"
    newest = versions(after_september.store, period=PERIOD)[-1]
    ((finding, words),) = after_september.store.rows("explanations", version_key=newest.key)
    assert (json.loads(finding)["code"], words) == ("jump", "rà soát")


# The same bytes twice


def test_the_same_bytes_are_one_submission(context: Context) -> None:
    put(context, usual(), at(16))
    before = context.store.revision()
    assert put(context, usual(), at(17)) == commits.Outcome("already-sent", 1)
    assert (context.store.revision(), states(context)) == (before, ["sent"])


def test_one_preview_sent_twice_is_one_submission(context: Context) -> None:
    seen = look(context, usual(), at(16))
    outcomes = [send(context, seen).outcome for _ in range(2)]
    assert (outcomes, states(context)) == (["sent", "already-sent"], ["sent"])


def test_what_waits_is_accepted_when_it_is_sent_again_to_be_accepted(context: Context) -> None:
    put(context, usual(), at(16))
    assert put(context, usual(), at(18), accept=True) == commits.Outcome("already-sent", 1)
    (version,) = versions(context.store)
    assert [(event.event, event.at) for event in version.events] == [
        ("sent", at(16)),
        ("accepted", at(18)),
    ]
    before = context.store.revision()
    assert put(context, usual(), at(19), accept=True) == commits.Outcome("already-sent", 1)
    assert context.store.revision() == before


def test_an_older_version_sent_again_is_not_accepted_in_place_of_the_newest(
    context: Context,
) -> None:
    put(context, usual(), at(16))
    put(context, JUMPED, at(17))
    assert put(context, usual(), at(18), accept=True) == commits.Outcome("already-sent", 1)
    assert states(context) == ["superseded", "sent"]
    decide(context, "returned", at(19))
    assert put(context, usual(), at(20), accept=True) == commits.Outcome("already-sent", 1)
    assert states(context) == ["sent", "returned"]


def test_a_returned_file_may_be_sent_again(context: Context) -> None:
    put(context, usual(), at(16))
    decide(context, "returned", at(17))
    assert put(context, usual(), at(18)) == commits.Outcome("sent", 2)
    assert states(context) == ["returned", "sent"]
    first, second = versions(context.store)
    assert first.sha256 == second.sha256
    assert len(context.store.rows("original", sha256=first.sha256)) == 1


def test_the_same_bytes_of_another_period_are_another_report(context: Context) -> None:
    put(context, usual(period=BEFORE.period), at(15), data=b"1")
    assert put(context, usual(), at(16), data=b"1") == commits.Outcome("sent", 1)


# Nothing in the future


def test_a_receipt_in_the_future_is_refused(context: Context) -> None:
    with pytest.raises(RefusedError, match="ở tương lai"):
        put(context, usual(), LATER + timedelta(seconds=1))
    assert states(context) == []
    assert put(context, usual(), LATER).outcome == "sent"
