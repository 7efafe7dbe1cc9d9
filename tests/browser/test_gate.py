"""The gate before the real server, in a real browser and by bare requests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from playwright.sync_api import Browser, ConsoleMessage, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from data_loaders.accounts.demonstration import NAMES
from data_loaders.accounts.permissions import Role, role_name
from data_loaders.accounts.schema import SESSION, write
from data_loaders.accounts.sessions import IDLE, Sessions, micros_of
from tests.browser.server import ROOT, open_page, running_server, settle
from tests.browser.wire import SOCKET, accounts_of, offered, session_token, wired
from tests.identity import BY

pytestmark = [pytest.mark.browser, pytest.mark.needs("chromium")]

PASSWORD = "bốn con trâu qua cầu khỉ"
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__")
ASKED_AT_ONCE = ("overview", "source", "admin")
"""The first page, one whose address is another word than its file, one that few may open. Each
wants a server of its own, so the others are the long run's."""
LOCALITIES = ("Huyện Đăk Hà", "Huyện Đắk Tô", "Thành phố Kon Tum")


class NotFollowed(HTTPRedirectHandler):
    """Leave a redirect as it is."""

    def redirect_request(self, *_: object) -> None:
        return None


def asked(address: str, **headers: str) -> tuple[int, str]:
    """Status and Location of a bare request."""
    try:
        with build_opener(NotFollowed).open(Request(address, headers=headers)) as answer:  # noqa: S310
            return int(answer.status), ""
    except HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.headers.get("location", "")


def handshake(address: str, **headers: str) -> int:
    """The status with which the server refuses a socket."""
    try:
        with connect(address.replace("http", "ws") + SOCKET, additional_headers=headers):
            return 101
    except InvalidStatus as refusal:
        return refusal.response.status_code


@pytest.fixture
def fresh(empty_store: Path, tmp_path: Path) -> Iterator[str]:
    """A server that nobody has spoken to, on a copy of the store with accounts of its own."""
    copy = tmp_path / "monitor.duckdb"
    copy.write_bytes(empty_store.read_bytes())
    with running_server(copy, log=tmp_path / "server.log") as address:
        yield address


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=() if page in ASKED_AT_ONCE else pytest.mark.long) for page in PAGES],
)
def test_a_fresh_server_answers_every_page_with_the_sign_in_and_then_with_the_shell(
    page: str, fresh: str, tmp_path: Path
) -> None:
    """The first visitor of all is the one a side door would let in."""
    assert handshake(fresh, origin=fresh) == 401
    assert asked(f"{fresh}/{page}", accept="text/html") == (303, f"/login?next=%2F{page}")
    assert asked(f"{fresh}/{page}") == (401, "")
    with wired(fresh, session_token(tmp_path / "monitor.duckdb", Role.ADMIN)) as wire:
        answer = wire.run(page=page)
    assert offered(answer)  # the shell has run, and not the page's file alone
    assert any('class="who"' in message.delta.new_element.html.body for message in answer)


ROUTES = (
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/upload_file/x/y",
    "/_stcore/agent/openapi.json",
    "/media/x.png",
    "/static/index.html",
    "/component/x/y",
    "/index.html",
    "/favicon.png",
)


@pytest.mark.parametrize("route", ROUTES)
def test_streamlits_own_routes_are_shut(route: str, address: str) -> None:
    assert asked(address + route) == (401, "")


def test_a_socket_of_another_site_is_refused_even_with_a_session(
    address: str, empty_store: Path
) -> None:
    token = session_token(empty_store)
    cookie = f"monitor={token}"
    assert handshake(address, origin=address, cookie=cookie) == 101
    assert handshake(address, origin=f"{'http'}://evil.example", cookie=cookie) == 403
    assert handshake(address, cookie=cookie) == 403
    forged = {"x-monitor-user": "demo-quan-tri", "x-monitor-session": "x"}
    assert handshake(address, origin=address, **forged) == 401


def test_an_address_that_anybody_may_write_is_not_believed(
    browser: Browser, address: str, empty_store: Path
) -> None:
    """This machine is no listed proxy, whatever the server below Streamlit thinks of it."""
    accounts = accounts_of(empty_store)
    accounts.add("le.thi.hoa", Role.VIEWER, by=BY, password=PASSWORD, temporary=False)
    forged = {"x-forwarded-for": "203.0.113.77"}
    context = browser.new_context(java_script_enabled=False, extra_http_headers=forged)
    page = context.new_page()
    page.goto(f"{address}/login")
    page.get_by_label("Tên đăng nhập").fill("le.thi.hoa")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page).to_have_url(f"{address}/")
    context.close()
    sessions = Sessions(accounts).open_ones()
    accounts.close()
    origins = [one.origin for one in sessions if one.account.name == "le.thi.hoa"]
    assert origins in (["127.0.0.1"], ["::1"])


def test_signing_in_needs_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/locality?unit=615")
    assert page.url == f"{address}/login?next=%2Flocality%3Funit%3D615"
    page.get_by_label("Tên đăng nhập").fill("demo-thu-ky")
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("Tên đăng nhập hoặc mật khẩu không đúng.")
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("demo-thu-ky")
    page.get_by_role("button", name="Vào: Ban Chỉ đạo").click()
    assert page.url == f"{address}/locality?unit=615"
    context.close()


def test_signing_out_in_one_tab_clears_the_other(browser: Browser, address: str) -> None:
    first = open_page(browser, f"{address}/?unit=608")
    second = first.context.new_page()
    second.goto(address)
    settle(second)
    expect(first.locator(".matrix")).to_be_visible()
    second.locator(".end button.wide").click()  # the role's menu
    second.get_by_role("link", name="Đăng xuất").click()
    expect(second.get_by_role("alert")).to_have_text("Đã đăng xuất.")
    expect(first.get_by_role("alert")).to_contain_text("Phiên làm việc đã kết thúc")
    expect(first.locator(".matrix")).to_have_count(0)
    expect(first.get_by_role("combobox")).to_have_count(0)
    first.get_by_role("link", name="Đăng nhập lại").click()
    first.get_by_role("button", name="Vào: Ban Chỉ đạo").click()
    settle(first)
    assert first.url == f"{address}/?unit=608"
    first.context.close()


def test_after_the_idle_limit_the_figures_leave_the_screen_by_themselves(
    browser: Browser, address: str, empty_store: Path
) -> None:
    page = open_page(browser, address, role=Role.SECRETARY)
    expect(page.locator(".matrix")).to_be_visible()
    accounts = accounts_of(empty_store)
    with write(accounts.engine) as connection:
        earlier = SESSION.c.seen_at - micros_of(IDLE)
        theirs = SESSION.c.account_id == accounts.must_find(NAMES[Role.SECRETARY]).key
        connection.execute(SESSION.update().where(theirs).values(seen_at=earlier))
    accounts.close()
    sentence = "Phiên làm việc đã kết thúc vì 30 phút không sử dụng."
    expect(page.get_by_role("alert")).to_contain_text(sentence)
    expect(page.locator(".matrix")).to_have_count(0)
    page.context.close()


def test_the_gates_own_pages_break_no_policy_and_ask_no_other_host(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, address)
    hosts: set[str] = set()
    faults: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: faults.extend(violation(message)))
    for name in ("password", "logout"):
        page.goto(f"{address}/{name}")
    page.context.clear_cookies()
    page.goto(f"{address}/login?lang=en")
    page.wait_for_timeout(500)  # what comes late comes too
    assert faults == []
    assert hosts - {""} == {urlsplit(address).netloc}
    page.context.close()


def violation(message: ConsoleMessage) -> list[str]:
    broken = "Content Security Policy" in message.text or "Refused to" in message.text
    return [message.text] if broken else []


def test_the_policy_would_be_noticed(browser: Browser, address: str) -> None:
    """The test above can fail: a script that is not Streamlit's own is refused and heard of."""
    page = open_page(browser, address)
    faults: list[str] = []
    page.on("console", lambda message: faults.extend(violation(message)))
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), "
        "{textContent: 'window.foreign = 1'}))"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.foreign") is None
    assert len(faults) == 1
    page.context.close()


def test_a_reporter_sees_one_locality_whatever_the_address_says(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, f"{address}/locality?unit=608", role=Role.REPORTER)
    expect(page.get_by_role("heading", name="Huyện Đăk Hà")).to_be_visible()
    for path, heading in {
        "/": "Huyện Đăk Hà",
        "/?unit=608": "Huyện Đăk Hà",
        "/overview": "Không mở được trang này",
        "/overview?unit=608": "Không mở được trang này",
        "/target?unit=608": "Không mở được trang này",
    }.items():
        page.goto(address + path)
        settle(page)
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        text = page.locator("[data-testid=stMain]").inner_text()
        assert not any(name in text for name in LOCALITIES[1:])
    expect(page.locator("#panel-account .who")).to_contain_text(role_name(Role.REPORTER))
    expect(page.get_by_role("link", name="Toàn tỉnh")).to_have_count(0)
    page.context.close()
