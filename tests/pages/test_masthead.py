"""The row above every page: what each role has under the thumb, and what the one button says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Actor, Role
from kpis.model import Language
from pages.ui.frame.addresses import TABLE, tabs
from tests.pages.conftest import Shell

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")


@pytest.mark.parametrize(
    ("role", "unit", "wanted"),
    [
        (Role.VIEWER, None, ["overview", "locality", "reporting", "meeting"]),
        (Role.SECRETARY, None, ["overview", "locality", "reporting", "meeting"]),
        (Role.APPROVER, None, ["overview", "review", "locality", "reporting"]),
        (Role.REPORTER, "617", ["submit", "locality", "reporting", "tasks"]),
    ],
)
def test_a_telephone_has_four_pages_below_by_what_one_may_do(
    role: Role, unit: str | None, wanted: list[str]
) -> None:
    assert [row.address for row in tabs(Actor("ai", role, unit))] == wanted


def test_no_page_is_offered_that_one_may_not_open() -> None:
    for role in Role:
        actor = Actor("ai", role, "617" if role is Role.REPORTER else None)
        assert all(row.open_to(actor) for row in tabs(actor)), role


def test_a_short_title_is_translated_where_there_is_one() -> None:
    labels = {row.address: (row.label(Language.VI), row.label(Language.EN)) for row in TABLE}
    assert labels["reporting"] == ("Báo cáo", "Reporting")
    assert labels["trace"] == ("Nguồn gốc", "Sources")
    assert labels["target"][0] == "Chỉ tiêu"
    assert all(vietnamese != english for vietnamese, english in labels.values())


def button(app: AppTest) -> list[str]:
    """What the button of the choices says, closed; a page may have others, to take things along."""
    labels = [str(one.proto.popover.label) for one in app.get("popover")]
    return [label for label in labels if re.match(r"Tháng \d|[Tt]ính đến", label)]


@pytest.mark.parametrize(
    ("page", "address", "said"),
    [
        ("overview", {"period": "2025-06"}, "Tháng 06/2025 · đã duyệt"),
        (
            "target",
            {"period": "2025-05", "basis": "submitted"},
            "Tháng 05/2025 · gồm cả chưa duyệt",
        ),
        (
            "locality",
            {"period": "2025-05", "as_of": "2025-05-31"},
            "Tháng 05/2025 · đã duyệt · tính đến 31/05/2025",
        ),
        ("reporting", {}, "Tính đến nay"),
        ("reporting", {"as_of": "2025-05-31"}, "tính đến 31/05/2025"),
    ],
)
def test_one_button_says_what_is_chosen(
    page: str, address: dict[str, str], said: str, shell: Shell, empty_store: Path
) -> None:
    assert button(shell(page, **address)) == [said]


@pytest.mark.parametrize("page", ["plan", "submit", "review"])
def test_where_nothing_is_to_be_chosen_there_is_no_button(
    page: str, shell: Shell, empty_store: Path
) -> None:
    assert button(shell(page)) == []


def test_every_panel_has_the_button_that_opens_it(shell: Shell, empty_store: Path) -> None:
    html = "\n".join(str(one.value) for one in shell().html)
    opened = re.findall(r'popovertarget="([\w-]+)"', html)
    assert opened == re.findall(r'<div id="([\w-]+)" popover', html)
    assert len(opened) == 2
    assert re.search(r'<a class="skip" href="#so-lieu">Đến số liệu</a>', html)
    assert html.count('id="so-lieu"') == 1
