"""Which version counts at an instant, on either basis, and what each version's state is then."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from data_loaders.model import Basis, ReportContent
from data_loaders.reports.facts import facts
from data_loaders.reports.history import versions
from data_loaders.service.context import Context
from tests.data_loaders.sent_forms import NGOC_HOI, PERIOD, PO_Y, usual
from tests.data_loaders.stores import LATER, at, decide, put

ON_BOTH_STORES = True

MOMENT = timedelta(microseconds=1)

Step = tuple[str, datetime]


def with_addicts(count: int) -> ReportContent:
    return usual(changed={(PO_Y, "addicts"): count})


def happened(context: Context, *steps: Step) -> None:
    """Versions have 20, 21, 22… addicts in Xã Pờ Y: one more with each step."""
    for number, (what, instant) in enumerate(steps):
        if what == "sent":
            assert put(context, with_addicts(20 + number), instant).outcome == "sent"
        else:
            decide(context, what, instant)


def in_force(context: Context, instant: datetime) -> tuple[int | None, int | None]:
    """The version that counts on the basis `accepted` and on the basis `submitted`."""
    found = [
        facts(context.store, as_of=instant, basis=basis).report(NGOC_HOI, PERIOD)
        for basis in (Basis.ACCEPTED, Basis.SUBMITTED)
    ]
    accepted, submitted = (None if report is None else report.version for report in found)
    return accepted, submitted


def states(context: Context, instant: datetime) -> str:
    return " ".join(version.state for version in versions(context.store, as_of=instant))


ACCEPTED = [("sent", at(16)), ("accepted", at(17))]
RETURNED_AND_SENT_AGAIN = [
    ("sent", at(16)),
    ("returned", at(17)),
    ("sent", at(20)),
    ("accepted", at(21)),
]
CORRECTED_TWICE = [
    ("sent", at(16)),
    ("accepted", at(17)),
    ("sent", at(20)),
    ("returned", at(21)),
    ("sent", at(22)),
    ("accepted", at(23)),
]
SENT_TWICE = [("sent", at(16)), ("sent", at(18)), ("returned", at(19))]
SECOND_ACCEPTED = [("sent", at(16)), ("sent", at(18)), ("accepted", at(19))]


@pytest.mark.parametrize(
    ("steps", "instant", "accepted", "submitted", "expected"),
    [
        # Nothing exists before it came, everything from that very instant on.
        (ACCEPTED, at(16) - MOMENT, None, None, ""),
        (ACCEPTED, at(16), None, 1, "sent"),
        (ACCEPTED, at(17) - MOMENT, None, 1, "sent"),
        (ACCEPTED, at(17), 1, 1, "accepted"),
        # A returned version counts nowhere; its successor is a version of its own.
        (RETURNED_AND_SENT_AGAIN, at(17), None, None, "returned"),
        (RETURNED_AND_SENT_AGAIN, at(20), None, 2, "returned sent"),
        (RETURNED_AND_SENT_AGAIN, at(21), 2, 2, "returned accepted"),
        # An accepted version stays until a newer one is accepted.
        (CORRECTED_TWICE, at(20), 1, 2, "accepted sent"),
        (CORRECTED_TWICE, at(21), 1, 1, "accepted returned"),
        (CORRECTED_TWICE, at(22), 1, 3, "accepted returned sent"),
        (CORRECTED_TWICE, at(23), 3, 3, "superseded returned accepted"),
        # A version never decided upon gives way to a newer one, and stands again if that goes back.
        (SENT_TWICE, at(18), None, 2, "superseded sent"),
        (SENT_TWICE, at(19), None, 1, "sent returned"),
        (SECOND_ACCEPTED, at(19), 2, 2, "superseded accepted"),
    ],
)
def test_what_counts_and_how_it_stands(
    context: Context,
    steps: list[Step],
    instant: datetime,
    accepted: int | None,
    submitted: int | None,
    expected: str,
) -> None:
    happened(context, *steps)
    assert in_force(context, instant) == (accepted, submitted)
    assert states(context, instant) == expected


def test_only_an_accepted_version_is_confirmed(context: Context) -> None:
    happened(context, ("sent", at(16)), ("accepted", at(17)), ("sent", at(20)))
    found = facts(context.store, as_of=LATER, basis=Basis.SUBMITTED).report(NGOC_HOI, PERIOD)
    assert found is not None
    assert (found.version, found.confirmed) == (2, False)
    found = facts(context.store, as_of=LATER, basis=Basis.ACCEPTED).report(NGOC_HOI, PERIOD)
    assert found is not None
    assert (found.version, found.confirmed) == (1, True)


def test_the_figures_are_those_of_the_version_in_force(context: Context) -> None:
    happened(context, ("sent", at(16)), ("accepted", at(17)), ("sent", at(20)))
    communes = len({figure.commune_id for figure in usual().figures})
    others = 12 * (communes - 1)
    for basis, addicts in ((Basis.ACCEPTED, 20), (Basis.SUBMITTED, 22)):
        report = facts(context.store, as_of=LATER, basis=basis).report(NGOC_HOI, PERIOD)
        assert report is not None
        assert report.totals["addicts"] == addicts + others


# Set back


def test_a_receipt_set_back_is_seen_from_then_on(context: Context) -> None:
    happened(context, ("sent", at(16)))
    assert in_force(context, at(16)) == (None, 1)
    assert in_force(context, at(15)) == (None, None)


def test_a_version_received_earlier_but_stored_later_is_the_newer_one(context: Context) -> None:
    """Numbers tell which version is newest; receipts tell from when each of them is known."""
    happened(context, ("sent", at(20)), ("sent", at(16)))
    assert in_force(context, at(17)) == (None, 2)
    assert in_force(context, at(21)) == (None, 2)
    assert states(context, at(21)) == "superseded sent"


def test_an_acceptance_set_back_changes_what_was_known_since(context: Context) -> None:
    happened(context, ("sent", at(16)))
    assert in_force(context, at(19)) == (None, 1)
    decide(context, "accepted", at(18))
    assert in_force(context, at(18) - MOMENT) == (None, 1)
    assert in_force(context, at(19)) == (1, 1)


def test_an_acceptance_of_the_very_instant_of_receipt_comes_after_it(context: Context) -> None:
    happened(context, ("sent", at(16)), ("accepted", at(16)))
    assert in_force(context, at(16)) == (1, 1)
    assert states(context, at(16)) == "accepted"


def test_a_frozen_revision_does_not_learn_of_what_was_set_back_later(context: Context) -> None:
    """A meeting freezes both: the instant, and what the store had learned by then."""
    happened(context, ("sent", at(16)))
    frozen = context.store.revision()
    decide(context, "accepted", at(17))
    put(context, with_addicts(40), at(17))

    def seen(upto: int, basis: Basis) -> int | None:
        known = facts(context.store, as_of=at(18), basis=basis, upto=upto)
        report = known.report(NGOC_HOI, PERIOD)
        return None if report is None else report.version

    assert seen(frozen, Basis.ACCEPTED) is None
    assert seen(frozen, Basis.SUBMITTED) == 1
    newest = context.store.revision()
    assert seen(newest, Basis.ACCEPTED) == 1
    assert seen(newest, Basis.SUBMITTED) == 2


def test_facts_say_which_instant_and_basis_they_are_of(context: Context) -> None:
    known = facts(context.store, as_of=at(18), basis=Basis.SUBMITTED)
    assert (known.as_of, known.basis, dict(known.reports)) == (at(18), Basis.SUBMITTED, {})
