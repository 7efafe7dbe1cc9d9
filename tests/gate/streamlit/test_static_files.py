"""The scripts and styles of the pages: from memory, packed for who unpacks, for who is in alone."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import streamlit

from data_loaders.accounts.sessions import Session
from gate.gate_state import GateState
from gate.streamlit.static_files import A_MOMENT, Lately
from tests.gate.conftest import BY, HTML, Behind, Visit

pytestmark = pytest.mark.usefixtures("people")

FOLDER = Path(streamlit.__file__).parent / "static"
SCRIPT = next(FOLDER.glob("static/js/index.*.js"))
FONT = next(FOLDER.glob("static/media/*.woff2"))


def address(file: Path) -> str:
    return f"/{file.relative_to(FOLDER).as_posix()}"


@pytest.mark.parametrize("file", [SCRIPT, FONT], ids=["script", "font"])
@pytest.mark.parametrize("packing", ["gzip, deflate, br", "identity", "gzip;q=0"])
def test_a_file_is_the_installed_one_and_kept_for_good(
    file: Path, packing: str, visit: Visit, behind: Behind
) -> None:
    browser = visit()
    browser.sign_in()
    answer = browser.get(address(file), headers={"accept-encoding": packing})
    assert answer.status_code == 200
    assert answer.content == file.read_bytes()
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    packed = packing.startswith("gzip,") and file is SCRIPT
    assert (answer.headers.get("content-encoding") == "gzip") is packed
    if packed:
        assert int(answer.headers["content-length"]) < len(gzip.compress(file.read_bytes(), 1))
    assert "Content-Security-Policy" in answer.headers
    assert behind.seen == []


def test_who_is_not_in_gets_none_of_them(visit: Visit) -> None:
    assert visit().get(address(SCRIPT)).status_code == 401


def test_a_session_is_known_for_a_moment_and_no_longer() -> None:
    now = 0.0
    lately = Lately(clock=lambda: now)
    lately.let_in("one")
    assert lately.knows("one")
    assert not lately.knows("other")
    assert not lately.knows("")
    now = A_MOMENT - 1
    assert lately.knows("one")
    now = A_MOMENT
    assert not lately.knows("one")


def test_after_a_page_its_scripts_come_without_another_look_at_the_session(
    visit: Visit, gate_state: GateState, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = visit()
    browser.sign_in()
    assert browser.get("/").content == b"figures"
    asked: list[str] = []
    look = gate_state.session

    def noted(token: str) -> Session | None:
        asked.append(token)
        return look(token)

    monkeypatch.setattr(gate_state, "session", noted)
    assert browser.get(address(SCRIPT)).status_code == 200
    assert asked == []
    assert browser.get("/").content == b"figures"
    assert len(asked) == 1


def test_who_signed_out_sees_no_page_a_moment_later(visit: Visit, gate_state: GateState) -> None:
    browser = visit()
    browser.sign_in()
    assert browser.get("/").content == b"figures"
    (session,) = gate_state.sessions.open_ones()
    gate_state.sessions.end(session.key, by=BY)
    assert browser.get("/", headers=HTML).status_code == 303
    assert browser.get("/media/a.xlsx").status_code == 401


@pytest.mark.parametrize(
    "path", ["/static/js/none.js", "/static/../index.html", "/static/js/", "/index.html"]
)
def test_every_other_path_is_streamlits_own_affair(path: str, visit: Visit, behind: Behind) -> None:
    browser = visit()
    browser.sign_in()
    assert browser.get(path).content == b"figures"
    assert len(behind.seen) == 1
