"""An address that is no page answers 404, in either language, and Streamlit is not asked."""

from __future__ import annotations

import pytest

from gate.gate_state import GateState
from gate.known_addresses import KnownAddresses
from gate.middleware import Gate
from tests.gate.conftest import HTML, Behind, Visit, Visitor

pytestmark = pytest.mark.usefixtures("people")

PAGES = ("target", "review", "/display")


@pytest.fixture
def visit(gate_state: GateState, behind: Behind) -> Visit:
    """A browser before the gate, with Streamlit behind the addresses that are known."""
    gate = Gate(KnownAddresses(behind, gate_state, PAGES), gate_state)
    return lambda **values: Visitor(gate, **values)


UNKNOWN = ["/api", "/help", "/api/v1/x", "/target/x", "/shell", "/target.py", "/static/js/x.js"]


@pytest.mark.parametrize("path", UNKNOWN)
@pytest.mark.parametrize("accept", ["text/html", "application/json", "*/*"])
def test_what_is_no_page_is_told_so(path: str, accept: str, visit: Visit, behind: Behind) -> None:
    browser = visit()
    browser.sign_in()
    answer = browser.get(path, headers={"accept": accept})
    assert answer.status_code == 404
    assert f"Máy chủ không có trang “{path}”." in answer.text
    assert '<a href="/">Về trang đầu</a>' in answer.text
    assert behind.seen == []
    english = browser.get(f"{path}?lang=en", headers={"accept": accept})
    assert english.status_code == 404
    assert f"There is no page “{path}” here." in english.text
    assert '<a href="/?lang=en">To the first page</a>' in english.text


@pytest.mark.parametrize(
    "path",
    ["/", "/target", "/display", "/_stcore/health", "/target/_stcore/health", "/media/x"],
)
def test_what_there_is_is_answered_as_before(path: str, visit: Visit, behind: Behind) -> None:
    browser = visit()
    browser.sign_in()
    assert browser.get(path).content == b"figures"
    assert len(behind.seen) == 1


def test_nobody_who_is_not_in_learns_which_pages_there_are(visit: Visit) -> None:
    for path in ("/api", "/target"):
        assert visit().get(path, headers=HTML).status_code == 303


def test_an_address_is_repeated_as_text_and_as_nothing_else(visit: Visit) -> None:
    browser = visit()
    browser.sign_in()
    answer = browser.get("/<script>alert(1)</script>{{7*7}}{path}", headers=HTML)
    assert answer.status_code == 404
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text
