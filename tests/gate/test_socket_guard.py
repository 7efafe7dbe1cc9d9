"""A socket is only as alive as its session, and carries nothing that a page does not need."""

from __future__ import annotations

import pytest
from starlette.testclient import WebSocketTestSession
from streamlit.proto.BackMsg_pb2 import BackMsg

from data_loaders.accounts.audit_log import By
from gate import socket_guard
from gate.gate_state import GateState
from tests.gate.conftest import BY, HTML, Behind, Clock, Visit, Visitor

pytestmark = pytest.mark.usefixtures("people")


@pytest.fixture
def browser(visit: Visit) -> Visitor:
    found = visit()
    found.sign_in()
    return found


def connect(browser: Visitor) -> WebSocketTestSession:
    return browser.socket()


def run(*, query: str = "", widget: str = "", auto: bool = False) -> bytes:
    """What a browser sends when the visitor did something."""
    wish = BackMsg()
    wish.rerun_script.query_string = query
    wish.rerun_script.is_auto_rerun = auto
    if widget:
        wish.rerun_script.widget_states.widgets.add().id = widget
    wish.rerun_script.SetInParent()
    return bytes(wish.SerializeToString())


def echoed(socket: WebSocketTestSession, data: bytes) -> bytes:
    socket.send_bytes(data)
    return socket.receive_bytes()


def test_a_living_sessions_messages_pass_unchanged(browser: Visitor) -> None:
    with connect(browser) as socket:
        for data in (run(), run(query="unit=608", widget="button"), run(auto=True)):
            assert echoed(socket, data) == data


def wishes() -> list[bytes]:
    flags = ("clear_cache", "set_run_on_save", "load_git_info")
    debug = ("debug_disconnect_websocket", "debug_shutdown_runtime")
    found = []
    for flag in (*flags, *debug):
        wish = BackMsg()
        setattr(wish, flag, True)
        found.append(wish.SerializeToString())
    install = BackMsg()
    install.backend_operation_request.install_skills.SetInParent()
    return [*found, install.SerializeToString(), b"", b"\xff\xff\xff", b"not a message"]


@pytest.mark.parametrize("data", wishes(), ids=range(len(wishes())))
def test_what_no_page_needs_is_thrown_away(browser: Visitor, behind: Behind, data: bytes) -> None:
    with connect(browser) as socket:
        socket.send_bytes(data)
        echoed(socket, run(query="afterwards"))
    assert behind.messages == [run(query="afterwards")]


def test_downloads_and_long_tables_pass(browser: Visitor, behind: Behind) -> None:
    for name in ("deferred_file", "dataframe_chunk"):
        wish = BackMsg()
        getattr(wish.backend_operation_request, name).SetInParent()
        with connect(browser) as socket:
            assert echoed(socket, wish.SerializeToString())


def test_after_the_idle_limit_the_page_is_run_once_without_what_was_typed(
    browser: Visitor, behind: Behind, clock: Clock
) -> None:
    with connect(browser) as socket:
        echoed(socket, run(query="unit=608"))
        clock.advance(minutes=31)
        forged = run(query="unit=615", widget="accept-report")
        answer = BackMsg.FromString(echoed(socket, forged))
        assert answer.WhichOneof("type") == "rerun_script"
        assert answer.rerun_script.query_string == "unit=608"
        assert len(answer.rerun_script.widget_states.widgets) == 0
        socket.send_bytes(forged)
        socket.send_bytes(forged)
    assert len(behind.messages) == 2


def test_a_sign_out_in_one_tab_is_felt_in_the_others_at_once(browser: Visitor) -> None:
    with connect(browser) as first, connect(browser) as second:
        for socket in (first, second):
            echoed(socket, run(query="unit=608"))
        browser.get("/logout", headers={**HTML, "sec-fetch-site": "same-origin"})
        for socket in (first, second):  # nothing was sent
            answer = BackMsg.FromString(socket.receive_bytes())
            assert answer.rerun_script.query_string == "unit=608"


@pytest.mark.parametrize("how", ["ended", "disabled", "password", "idle"])
def test_an_end_from_elsewhere_is_felt_within_seconds(
    browser: Visitor, gate_state: GateState, clock: Clock, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.setattr(socket_guard, "LOOK_EVERY", 0.05)
    with connect(browser) as socket:
        echoed(socket, run())
        account = gate_state.accounts.must_find("an")
        if how == "ended":
            gate_state.sessions.end(gate_state.sessions.open_ones()[0].key, by=BY)
        elif how == "disabled":
            gate_state.accounts.set_disabled("an", disabled=True, by=BY)
        elif how == "password":
            gate_state.sessions.end_all(account, by=BY)
        else:
            clock.advance(minutes=31)
        assert BackMsg.FromString(socket.receive_bytes()).WhichOneof("type") == "rerun_script"


def test_in_the_end_the_socket_is_closed(
    browser: Visitor, gate_state: GateState, behind: Behind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_guard, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(socket_guard, "LINGER", 0.1)
    with connect(browser) as socket:
        gate_state.sessions.end(gate_state.sessions.open_ones()[0].key, by=By("an", "elsewhere"))
        socket.receive_bytes()
        message = socket.receive()
        assert (message["type"], message["code"]) == ("websocket.close", socket_guard.CLOSED)


def test_only_the_persons_own_doing_keeps_a_session_alive(
    browser: Visitor, gate_state: GateState, clock: Clock
) -> None:
    heartbeat = BackMsg(app_heartbeat=True).SerializeToString()
    with connect(browser) as socket:
        clock.advance(minutes=20)
        echoed(socket, run())  # a new connection's first run: a tab that woke up
        echoed(socket, run(auto=True))  # a fragment's timer
        echoed(socket, heartbeat)
        clock.advance(minutes=9)
        assert gate_state.session(browser.token) is not None
        echoed(socket, run(widget="by-hand"))
        clock.advance(minutes=29)
        assert gate_state.session(browser.token) is not None
        clock.advance(minutes=2)
        assert gate_state.session(browser.token) is None


def test_a_tab_left_open_with_a_timer_is_out_after_the_idle_limit(
    browser: Visitor, clock: Clock, gate_state: GateState
) -> None:
    with connect(browser) as socket:
        echoed(socket, run())
        for _ in range(4):
            clock.advance(minutes=7)
            echoed(socket, run(auto=True))
        clock.advance(minutes=3)
        assert gate_state.session(browser.token) is None
