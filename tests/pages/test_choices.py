"""A control that does nothing on a page is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Role
from tests.pages.conftest import Shell
from tests.pages.seen import whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

PERIOD, AS_OF, BASIS = "control_period", "control_as_of", "control_basis"
EVERY = {PERIOD, AS_OF, BASIS}


def offered(app: AppTest) -> set[str | None]:
    kinds = (app.selectbox, app.date_input, app.segmented_control)
    return {widget.key for kind in kinds for widget in kind} & EVERY


@pytest.mark.parametrize(
    ("page", "role", "choices"),
    [
        ("overview", Role.VIEWER, EVERY),
        ("target", Role.VIEWER, EVERY),
        ("locality", Role.VIEWER, EVERY),
        ("tasks", Role.VIEWER, EVERY),
        ("source", Role.VIEWER, EVERY),
        ("reporting", Role.VIEWER, {AS_OF}),
        ("meeting", Role.VIEWER, set()),
        ("meeting", Role.SECRETARY, EVERY),  # what is chosen is what will be frozen
        ("plan", Role.VIEWER, set()),
        ("review", Role.APPROVER, set()),
        ("submit", Role.APPROVER, set()),
        ("admin", Role.ADMIN, set()),
    ],
)
def test_a_page_has_the_choices_that_change_it(
    page: str, role: Role, choices: set[str], shell: Shell, empty_store: Path
) -> None:
    app = shell(page, actor=(role, None))
    assert not app.exception
    assert offered(app) == choices


def test_an_earlier_day_that_cannot_be_chosen_here_is_told_with_the_way_back(
    shell: Shell, empty_store: Path
) -> None:
    app = shell("plan", actor=(Role.VIEWER, None), as_of="2025-05-31", lang="en", target="x")
    assert "as of 31 May 2025 23:59" in whole(app)
    said = [str(one.value) for one in app.html]
    (link,) = [one for one in said if "Back to the present figures" in one]
    assert 'href="?lang=en"' in link
    assert "as of" not in whole(shell("plan", actor=(Role.VIEWER, None), lang="en"))
