"""A presentation reads one document, outlasts the idle limit, and is no way to anything else."""

from __future__ import annotations

import pytest
from httpx2 import Response
from starlette.testclient import WebSocketDenialResponse

from data_loaders.accounts.permissions import Role
from data_loaders.accounts.sessions import ABSOLUTE, IDLE, Session
from gate.gate_state import GateState
from gate.middleware import PRESENTING, SESSION_HEADER, USER_HEADER
from gate.request.cookies import PRESENTATION, PRESENTATION_PATH
from tests.gate.conftest import (
    BASE,
    BY,
    HTML,
    PASSWORD,
    SOCKET,
    Add,
    Behind,
    Clock,
    Visit,
    Visitor,
    acts,
)

pytestmark = pytest.mark.usefixtures("people")

OTHER_PATHS = ("/", "/overview", "/presentation/", "/presentation/x", "/media/0", "/_stcore/health")


def presentation_token(browser: Visitor) -> str:
    """The presentation's token in this browser."""
    ours = (one.value or "" for one in browser.cookies.jar if one.name == PRESENTATION)
    return next(ours, "")


def opened(browser: Visitor) -> Response:
    return browser.get(PRESENTATION_PATH, headers=HTML)


def alone(visit: Visit, token: str) -> Visitor:
    """A browser that has a presentation and nothing else."""
    browser = visit()
    browser.headers["cookie"] = f"{PRESENTATION}={token}"
    return browser


@pytest.fixture
def presenting(visit: Visit) -> Visitor:
    """A browser that is signed in and has opened the presentation."""
    browser = visit()
    browser.sign_in()
    assert opened(browser).status_code == 200
    return browser


def shown_to(behind: Behind) -> Session:
    """Whose presentation the last connection was."""
    session = behind.seen[-1][PRESENTING]
    assert isinstance(session, Session)
    return session


def test_who_is_signed_in_is_given_a_session_of_its_own_for_that_one_address(
    visit: Visit, behind: Behind, gate_state: GateState
) -> None:
    browser = visit()
    browser.sign_in()
    cookie = opened(browser).headers["set-cookie"]
    assert cookie.startswith(f"{PRESENTATION}=")
    assert {"HttpOnly", "SameSite=lax", f"Path={PRESENTATION_PATH}"} <= set(cookie.split("; "))
    assert "Max-Age" not in cookie
    token = presentation_token(browser)
    person, session = gate_state.session(browser.token), shown_to(behind)
    assert person is not None
    assert token not in ("", browser.token)
    assert (session.account.name, session.opener) == ("an", person.key)
    assert behind.header(USER_HEADER) == behind.header(SESSION_HEADER) == []


def test_opening_it_again_opens_no_second_one(presenting: Visitor, gate_state: GateState) -> None:
    token = presentation_token(presenting)
    assert "set-cookie" not in opened(presenting).headers
    assert presentation_token(presenting) == token
    assert [one.presents for one in gate_state.sessions.open_ones()].count(True) == 1


def test_nobody_opens_it_without_signing_in(visit: Visit, behind: Behind) -> None:
    answer = visit().get(f"{PRESENTATION_PATH}?period=2025-05", headers=HTML)
    assert answer.headers["location"] == "/login?next=%2Fpresentation%3Fperiod%3D2025-05"
    assert visit().head(PRESENTATION_PATH).status_code == 401
    assert behind.seen == []


def test_its_token_opens_nothing_else_under_any_name(
    presenting: Visitor, visit: Visit, behind: Behind
) -> None:
    token, before = presentation_token(presenting), len(behind.seen)
    for cookie in (PRESENTATION, "monitor", "__Host-monitor", f"__Secure-{PRESENTATION}"):
        browser = visit()
        browser.headers["cookie"] = f"{cookie}={token}"
        for path in OTHER_PATHS:
            for method in ("GET", "POST", "PUT"):
                assert browser.request(method, path).status_code == 401, (cookie, path)
        socket = f"{BASE.replace('http', 'ws')}{SOCKET}"
        with (
            pytest.raises(WebSocketDenialResponse) as refusal,
            browser.websocket_connect(socket, headers={"origin": BASE}),
        ):
            pass
        assert refusal.value.status_code == 401
    assert len(behind.seen) == before


def test_a_persons_own_token_is_no_presentations(presenting: Visitor, visit: Visit) -> None:
    assert alone(visit, presenting.token).get(PRESENTATION_PATH).status_code == 401


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_it_only_reads(presenting: Visitor, visit: Visit, behind: Behind, method: str) -> None:
    before = len(behind.seen)
    for browser in (presenting, alone(visit, presentation_token(presenting))):
        assert browser.request(method, PRESENTATION_PATH).status_code == 405
    assert len(behind.seen) == before


def test_sitting_still_does_not_end_it_and_twelve_hours_do(
    presenting: Visitor, clock: Clock, gate_state: GateState
) -> None:
    clock.advance(seconds=IDLE.total_seconds())
    assert presenting.get("/", headers=HTML).status_code == 303
    assert gate_state.session(presenting.token) is None
    assert opened(presenting).text == "figures"
    clock.advance(seconds=(ABSOLUTE - IDLE).total_seconds(), microseconds=-1)
    assert presenting.head(PRESENTATION_PATH).status_code == 200
    clock.advance(microseconds=1)
    assert presenting.head(PRESENTATION_PATH).status_code == 401
    assert opened(presenting).headers["location"].startswith("/login?")


def test_looking_on_keeps_nobodys_own_session_alive(presenting: Visitor, clock: Clock) -> None:
    """The screen asks by itself whether it may go on; that is nobody's doing."""
    for _ in range(4):
        clock.advance(minutes=10)
        assert presenting.head(PRESENTATION_PATH).status_code == 200
    assert presenting.get("/", headers=HTML).status_code == 303


def ended(gate_state: GateState, how: str) -> None:
    accounts = gate_state.accounts
    match how:
        case "disabled":
            accounts.set_disabled("an", disabled=True, by=BY)
        case "password":
            accounts.set_password("an", f"{PASSWORD} mới", by=BY, temporary=True)
        case "role":
            accounts.set_role("an", Role.AUDITOR, by=BY)
        case "everywhere":
            gate_state.sessions.end_all(accounts.must_find("an"), by=BY)
        case "administrator":
            (one,) = (one for one in gate_state.sessions.open_ones() if one.presents)
            gate_state.sessions.end(one.key, by=BY)


@pytest.mark.parametrize("how", ["disabled", "password", "role", "everywhere", "administrator"])
def test_what_ends_an_account_s_sessions_ends_it(
    presenting: Visitor, visit: Visit, gate_state: GateState, how: str
) -> None:
    screen = alone(visit, presentation_token(presenting))
    assert screen.head(PRESENTATION_PATH).status_code == 200
    ended(gate_state, how)
    assert screen.head(PRESENTATION_PATH).status_code == 401
    assert ("session.end", "an", "done") in acts(gate_state)


def test_signing_out_ends_it_and_takes_its_cookie_back(presenting: Visitor, visit: Visit) -> None:
    screen = alone(visit, presentation_token(presenting))
    elsewhere = visit()
    elsewhere.sign_in()
    elsewhere.get("/logout", headers={"sec-fetch-site": "same-origin"})
    assert screen.head(PRESENTATION_PATH).status_code == 200  # another browser's sign-out
    presenting.get("/logout", headers={"sec-fetch-site": "same-origin"})
    assert screen.head(PRESENTATION_PATH).status_code == 401
    assert presentation_token(presenting) == ""


def test_who_signs_in_next_presents_what_they_may_see(
    presenting: Visitor, behind: Behind, gate_state: GateState, add: Add, clock: Clock
) -> None:
    add("binh", Role.SECRETARY)
    clock.advance(seconds=IDLE.total_seconds())  # nobody signed out
    presenting.sign_in("binh")
    assert presentation_token(presenting) == ""
    opened(presenting)
    assert shown_to(behind).account.name == "binh"


def test_a_cookie_of_somebody_else_gives_way_to_who_is_signed_in(
    presenting: Visitor, visit: Visit, behind: Behind, add: Add
) -> None:
    add("binh", Role.SECRETARY)
    browser, token = visit(), presentation_token(presenting)
    browser.sign_in("binh")
    cookies = f"monitor={browser.token}; {PRESENTATION}={token}"
    browser.get(PRESENTATION_PATH, headers={**HTML, "cookie": cookies})
    assert shown_to(behind).account.name == "binh"
    assert alone(visit, token).head(PRESENTATION_PATH).status_code == 401


def test_a_locality_that_does_not_see_the_province_presents_nothing(
    visit: Visit, behind: Behind, gate_state: GateState, add: Add
) -> None:
    add("dak.ha", Role.REPORTER, unit_id="615")
    browser = visit()
    browser.sign_in("dak.ha")
    answer = opened(browser)
    assert answer.status_code == 403
    assert "toàn tỉnh" in answer.text
    assert ("province.read", "", "refused") in acts(gate_state)
    assert behind.seen == []
    gate_state.accounts.open_province(opened=True, by=BY)
    assert opened(browser).status_code == 200
    gate_state.accounts.open_province(opened=False, by=BY)
    assert browser.head(PRESENTATION_PATH).status_code == 403


def test_whose_password_is_another_s_changes_it_first(
    visit: Visit, behind: Behind, add: Add
) -> None:
    add("moi", temporary=True)
    browser = visit()
    browser.sign_in("moi")
    assert opened(browser).headers["location"] == "/password"
    assert behind.seen == []


class TestUnderTls:
    """The proxy at 10.0.0.1 holds the certificate."""

    @pytest.fixture
    def environment(self) -> dict[str, str]:
        return {"MONITOR_PROXIES": "10.0.0.1", "MONITOR_HOSTS": "localhost"}

    def test_its_cookie_is_bound_to_the_encrypted_line(self, visit: Visit) -> None:
        browser = visit(client=("10.0.0.1", 5), base_url=BASE.replace("http", "https"))
        browser.headers["x-forwarded-proto"] = "https"
        browser.sign_in()
        cookie = opened(browser).headers["set-cookie"]
        assert cookie.startswith(f"__Secure-{PRESENTATION}=")
        assert {"Secure", f"Path={PRESENTATION_PATH}"} <= set(cookie.split("; "))
        assert opened(browser).status_code == 200
