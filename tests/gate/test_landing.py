"""Everybody comes in where their work is, unless they asked for another page."""

from __future__ import annotations

import pytest

from data_loaders.accounts.permissions import Actor, Role
from gate.landing import WORK, landing
from pages.ui.frame.addresses import TABLE
from tests.gate.conftest import PASSWORD, Add, Visit


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.APPROVER, "/review"),
        (Role.REPORTER, "/submit"),
        (Role.SECRETARY, "/meeting"),
        (Role.ADMIN, "/admin"),
        (Role.AUDITOR, "/admin"),
        (Role.VIEWER, "/"),
    ],
)
def test_who_asked_for_no_page_comes_to_the_one_of_their_work(
    role: Role, place: str, visit: Visit, add: Add
) -> None:
    add("quan.tri", Role.ADMIN)
    add("ba", role, unit_id="615" if role is Role.REPORTER else None)
    for wanted in ("/", "", "https://elsewhere.example/"):
        answer = visit().sign_in("ba", PASSWORD, next=wanted)
        assert (answer.status_code, answer.headers["location"]) == (303, place)
    answer = visit().sign_in("ba", PASSWORD, next="/?lang=en")
    assert answer.headers["location"] == f"{place}?lang=en"


@pytest.mark.parametrize("wanted", ["/target?target=x", "/?unit=608", "/?unit=608&lang=en"])
def test_who_asked_for_a_page_gets_that_one(wanted: str) -> None:
    assert {landing(role, wanted) for role in Role} == {wanted}


def test_everybody_may_open_the_page_they_come_to() -> None:
    rows = {f"/{row.address}": row for row in TABLE}
    for role, place in WORK.items():
        unit = "615" if role is Role.REPORTER else None
        assert rows[place].open_to(Actor("ba", role, unit)), role
