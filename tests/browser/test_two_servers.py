"""Two application servers on one lake: what is accepted at one is on the other's screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.permissions import Role
from data_loaders.accounts.sessions import Sessions
from data_loaders.model.settings import read_settings
from data_loaders.service.context import create_store
from tests.browser.server import new_context, open_tab, running_server, settle
from tests.data_loaders.postgres import new_database, running_postgres
from tests.data_loaders.sent_forms import OURS, REGISTER, usual
from tests.data_loaders.stores import LATER, at, put
from tests.identity import BY

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.needs("chromium", "postgres", "psql"),
]

CARD = f"locality?unit={OURS.unit_id}&period={OURS.period}"


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[str]:
    """The address of a lake that one report was sent to; nobody has accepted it."""
    with running_postgres() as folder:
        new_database(folder, "servers")
        place = f"dbname=servers host={folder} user=monitor;data={tmp_path / 'lake'}"
        address = f"ducklake:postgres:{place}"
        settings = read_settings({"MONITOR_STORE": address, "MONITOR_NOW": LATER.isoformat()})
        context = create_store(settings, REGISTER, actor="test")
        with context.store:
            put(context, usual(), at(16))
        yield address


def visitor(browser: Browser, lake: str, role: Role, server: str) -> BrowserContext:
    """Somebody of that role, let in beside the servers."""
    accounts = Accounts.open(read_settings({"MONITOR_STORE": lake}))
    account = accounts.add(f"{role}.all", role, by=BY, temporary=False)
    token, _ = Sessions(accounts).start(account, by=BY, way="test")
    accounts.close()
    context = new_context(browser)
    context.add_cookies([{"name": "monitor", "value": token, "url": server}])
    return context


def test_what_is_accepted_at_one_server_is_on_the_others_screen_at_its_next_run(
    browser: Browser, lake: str, tmp_path: Path
) -> None:
    settings = {"MONITOR_NOW": LATER.isoformat()}
    with ExitStack() as stack:
        one, other = (
            stack.enter_context(running_server(lake, log=tmp_path / name, settings=settings))
            for name in ("one.log", "other.log")
        )
        committee = open_tab(visitor(browser, lake, Role.VIEWER, other), f"{other}/{CARD}")
        card = committee.locator("li.panel", has_text="Được tiếp cận dịch vụ")
        expect(card).to_contain_text("Chưa đủ số liệu")
        approver = open_tab(visitor(browser, lake, Role.APPROVER, one), f"{one}/review")
        approver.locator(".queue").get_by_role("link", name="Ngọc Hồi").click()
        approver.locator("[class*=st-key-reviewing_accept_]").get_by_role("button").click()
        expect(approver.get_by_text("Đã duyệt Huyện Ngọc Hồi")).to_be_visible()
        expect(card).to_contain_text("Chưa đủ số liệu")  # a screen at rest asks nobody
        committee.reload()
        settle(committee)
        expect(card).not_to_contain_text("Chưa đủ số liệu")
        for page in (committee, approver):
            page.context.close()
