"""Nothing behind the gate is reached without a session, and only the gate says who is in."""

from __future__ import annotations

from itertools import product

import pytest
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import WebSocketDenialResponse

from data_loaders.accounts.permissions import Role
from gate.gate_state import GateState
from gate.middleware import SESSION_HEADER, USER_HEADER
from tests.gate.conftest import BASE, HTML, PASSWORD, SOCKET, Add, Behind, Clock, Visit, Visitor

pytestmark = pytest.mark.usefixtures("people")

EVIL = f"{'http'}://evil.example"
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW")
PATHS = (
    "/",
    "/overview",
    "/locality?unit=608",
    "/_stcore/health",
    "/_stcore/metrics",
    "/_stcore/host-config",
    "/_stcore/upload_file/1/2",
    "/_stcore/bidi-components/x",
    "/_stcore/agent/mcp",
    "/_stcore/agent/interact",
    "/_stcore/agent/openapi.json",
    "/_stcore/script-health-check",
    "/media/0.png",
    "/static/js/index.js",
    "/component/x/index.html",
    "/app/static/x",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
    "/favicon.png",
    "/gate/",
    "/gate/../media/0.png",
    "/login/",
    "/login/../overview",
    "//login",
    "/LOGIN",
    "/healthz/",
    "/healthz/../overview",
    "/login;x",
    "/login%2f..%2foverview",
    "/%6cogin2",
)


@pytest.mark.parametrize("method", METHODS)
def test_without_a_session_nothing_is_reached(visit: Visit, behind: Behind, method: str) -> None:
    for path, headers in product(PATHS, ({}, HTML)):
        answer = visit().request(method, BASE + path, headers=headers)
        assert answer.status_code in (303, 401), path
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/login?next="), path
        assert behind.seen == [], path


def test_a_forged_host_is_no_way_around(visit: Visit, behind: Behind) -> None:
    """A host such as ``x/login?`` must not make the path look like a door's."""
    for host in ("localhost/login?", "localhost/healthz?x=", "localhost#", "user@localhost", ""):
        answer = visit().get("/overview", headers={**HTML, "host": host})
        assert answer.status_code in (303, 401, 421)
    assert behind.seen == []


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "'; DROP TABLE session; --", "ệ"])
def test_a_made_up_session_opens_nothing(visit: Visit, behind: Behind, token: str) -> None:
    headers = [(b"cookie", f"monitor={token}".encode())]
    assert visit().get("/overview", headers=headers).status_code == 401
    assert behind.seen == []


def test_a_session_cookie_sent_twice_is_none(visit: Visit) -> None:
    browser = visit()
    browser.sign_in()
    headers = {"cookie": f"monitor={browser.token}; monitor=planted"}
    assert visit().get("/", headers=headers).status_code == 401


def test_what_streamlit_offers_besides_pages_is_shut_even_inside(
    visit: Visit, behind: Behind
) -> None:
    browser = visit()
    browser.sign_in()
    for path in ("/auth/login", "/oauth2callback", "/_stcore/agent/mcp", "/_stcore/agent/interact"):
        assert browser.get(path).status_code == 404
    assert behind.seen == []


FORGED = (
    {USER_HEADER: "quan.tri"},
    {USER_HEADER.upper(): "quan.tri", SESSION_HEADER.title(): "x"},
    {USER_HEADER.replace("-", "_"): "quan.tri"},
)


@pytest.mark.parametrize("forged", FORGED)
def test_the_identity_comes_from_the_gate_alone(
    visit: Visit, behind: Behind, gate_state: GateState, forged: dict[str, str]
) -> None:
    browser = visit()
    browser.sign_in()
    session = gate_state.session(browser.token)
    assert session is not None
    browser.get("/overview", headers=forged)
    assert behind.header(USER_HEADER) == ["an"]
    assert behind.header(SESSION_HEADER) == [session.key]
    assert behind.header(USER_HEADER.replace("-", "_")) == []


def test_the_pages_never_see_the_gates_cookies_nor_streamlits_identity(
    visit: Visit, behind: Behind
) -> None:
    browser = visit()
    browser.sign_in()
    cookie = f"monitor={browser.token}; _streamlit_xsrf=1; _streamlit_user=x; _streamlit_user__1=y"
    visit().get("/", headers={"cookie": f"{cookie}; monitor-form=z; _streamlit_session=w"})
    assert behind.header("cookie") == ["_streamlit_xsrf=1"]


FOREIGN = (EVIL, "null", BASE + ":8080", BASE.replace("http", "https"))
TARGETS = ("/overview", "/login", "/logout", "/password", "/_stcore/upload_file/1/2")


@pytest.mark.parametrize("method", METHODS[:6])
def test_a_page_of_another_site_gets_nothing_done(
    visit: Visit, behind: Behind, method: str
) -> None:
    browser = visit()
    browser.sign_in()
    for path, origin in product(TARGETS, FOREIGN):
        answer = browser.request(method, path, headers={"origin": origin})
        assert answer.status_code == 403, (path, origin)
    assert browser.get("/", headers=HTML).status_code == 200
    assert len(behind.seen) == 1


def test_another_name_of_the_server_is_refused_with_what_to_do(visit: Visit) -> None:
    answer = visit().get("/login", headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert "evil.example" in answer.text
    assert "MONITOR_HOSTS" in answer.text


def test_every_answer_carries_the_protecting_headers(visit: Visit) -> None:
    browser = visit()
    answers = [browser.get("/login"), browser.get("/media/1"), browser.get("/gate/style.css")]
    browser.sign_in()
    answers += [browser.get("/overview", headers=HTML), browser.get("/auth/login")]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "'unsafe-eval'" not in policy
        assert "http" not in policy  # no other host
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers
        assert "strict-transport-security" not in answer.headers
    assert answers[3].headers["cache-control"] == "no-store"


def test_the_pages_run_no_script_but_streamlits_own(visit: Visit) -> None:
    browser = visit()
    assert "script-src" not in browser.get("/login").headers["content-security-policy"]
    assert "default-src 'none'" in browser.get("/login").headers["content-security-policy"]
    browser.sign_in()
    policy = browser.get("/", headers=HTML).headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert scripts.count("'sha256-") >= 1
    assert "'unsafe-inline'" not in scripts


class TestBehindAProxy:
    """The proxy at 10.0.0.1 holds the certificate."""

    @pytest.fixture
    def environment(self) -> dict[str, str]:
        return {"MONITOR_PROXIES": "10.0.0.1", "MONITOR_HOSTS": "localhost"}

    def test_cookies_are_bound_to_the_encrypted_line(self, visit: Visit) -> None:
        browser = visit(client=("10.0.0.1", 5), base_url=BASE.replace("http", "https"))
        browser.headers["x-forwarded-proto"] = "https"
        browser.headers["x-forwarded-for"] = "172.16.0.9"
        cookies = browser.sign_in().headers.get_list("set-cookie")
        session = next(cookie for cookie in cookies if cookie.startswith("__Host-monitor="))
        assert {"Secure", "Path=/"} <= set(session.split("; "))
        answer = browser.get("/", headers=HTML)
        assert answer.text == "figures"
        assert answer.headers["strict-transport-security"] == "max-age=31536000"

    def test_a_cookie_without_the_prefix_counts_for_nothing_there(
        self, visit: Visit, gate_state: GateState
    ) -> None:
        plain = visit()
        plain.sign_in()
        headers = {"x-forwarded-proto": "https", "cookie": f"monitor={plain.token}"}
        assert visit(client=("10.0.0.1", 5)).get("/", headers=headers).status_code == 401

    def test_the_address_in_the_trail_is_the_visitors(
        self, visit: Visit, gate_state: GateState
    ) -> None:
        browser = visit(client=("10.0.0.1", 5))
        browser.headers["x-forwarded-for"] = "8.8.8.8, 172.16.0.9"
        browser.sign_in()
        assert gate_state.sessions.open_ones()[0].origin == "172.16.0.9"


def refused(browser: Visitor, token: str | None = None, **headers: str) -> int:
    """The status with which a handshake is refused."""
    with (
        pytest.raises(WebSocketDenialResponse) as refusal,
        browser.socket(token=token, **headers),
    ):
        pass
    return int(refusal.value.status_code)


def test_a_socket_needs_a_session_and_our_own_origin(
    visit: Visit, behind: Behind, clock: Clock, add: Add
) -> None:
    browser = visit()
    browser.sign_in()
    assert refused(visit()) == 401
    assert refused(browser, token="made up") == 401
    assert refused(browser, origin=EVIL) == 403
    assert refused(browser, origin="") == 403
    assert refused(browser, host="evil.example") == 421
    add("moi", Role.VIEWER, temporary=True)
    new = visit()
    new.sign_in("moi", PASSWORD)
    assert refused(new) == 401
    clock.advance(minutes=31)
    assert refused(browser) == 401
    assert behind.seen == []


def test_a_socket_has_the_gates_identity_and_no_other(visit: Visit, behind: Behind) -> None:
    browser = visit()
    browser.sign_in()
    with browser.socket(**{USER_HEADER: "quan.tri", SESSION_HEADER: "x"}):
        assert behind.header(USER_HEADER) == ["an"]
        assert behind.header(SESSION_HEADER) != ["x"]
        assert len(behind.header(SESSION_HEADER)) == 1
        assert behind.header("cookie") == [""]


def test_every_route_of_the_installed_streamlit_is_covered() -> None:
    """A route that a newer Streamlit adds is behind the gate like all others; this names them."""
    from unittest.mock import MagicMock

    from streamlit.runtime import Runtime
    from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

    routes = create_streamlit_routes(MagicMock(spec=Runtime))
    found = {r.path for r in routes if isinstance(r, (Route, Mount, WebSocketRoute))}
    starts = {f"/{path.strip('/').split('{')[0].rstrip('/')}" for path in found}
    known = {path.split("?")[0] for path in PATHS} | {SOCKET}
    missing = {s for s in starts if not any(k == s or k.startswith(f"{s}/") for k in known)}
    assert missing == set()


def test_the_idle_limit_counts_from_what_the_person_did(visit: Visit, clock: Clock) -> None:
    browser = visit()
    browser.sign_in()
    for _ in range(3):
        clock.advance(minutes=29)
        assert browser.get("/", headers=HTML).status_code == 200
    for _ in range(3):  # a script's own requests keep nobody in
        clock.advance(minutes=10)
        browser.get("/_stcore/host-config")
    assert browser.get("/", headers=HTML).status_code == 303


def test_the_absolute_limit_ends_the_busiest_session(visit: Visit, clock: Clock) -> None:
    browser = visit()
    browser.sign_in()
    for _ in range(35):
        clock.advance(minutes=20)
        assert browser.get("/", headers=HTML).status_code == 200
    clock.advance(minutes=20)
    assert browser.get("/", headers=HTML).status_code == 303
