"""Who is in decides what is drawn, anew at every run; nobody means one sentence and no figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.permissions import Role
from data_loaders.accounts.sessions import Sessions
from data_loaders.model.settings import read_settings
from tests.identity import BY, let_in
from tests.pages.conftest import Shell

pytestmark = [
    pytest.mark.usefixtures("empty_store"),
    pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning"),
]


def html(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in app.html)


def drawn(app: AppTest) -> bool:
    """Whether anything of the product stands on the screen."""
    return bool(app.header or app.selectbox or app.page_link or 'class="matrix"' in html(app))


def test_a_run_without_an_identity_draws_one_sentence_and_the_way_in(shell: Shell) -> None:
    app = shell(actor=None, unit="608", period="2025-05")
    assert not drawn(app)
    assert "Chưa đăng nhập." in html(app)
    assert 'href="/login?next=%2F%3Funit%3D608%26period%3D2025-05"' in html(app)
    assert "Nobody is signed in." in html(shell(actor=None, lang="en"))


@pytest.mark.parametrize("identity", [("viewer.all", "x"), ("", "x"), ("somebody", "")])
def test_an_identity_that_no_session_bears_out_is_none(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, identity: tuple[str, str]
) -> None:
    app = shell(actor=(Role.VIEWER, None))
    monkeypatch.setattr("pages.ui.frame.actor.introduced", lambda: identity)
    assert not drawn(app.run())


def test_a_session_of_somebody_else_is_none(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    app = shell()
    _, key = let_in(Role.VIEWER)
    monkeypatch.setattr("pages.ui.frame.actor.introduced", lambda: ("approver.all", key))
    assert not drawn(app.run())


def open_accounts() -> Accounts:
    return Accounts.open(read_settings())


def test_an_ended_session_takes_the_figures_off_the_screen(shell: Shell) -> None:
    app = shell()
    assert drawn(app)
    accounts = open_accounts()
    sessions = Sessions(accounts)
    sessions.end_all(accounts.must_find("approver.all"), by=BY)
    accounts.close()
    app.run()
    assert not drawn(app)
    assert "Phiên làm việc đã kết thúc" in html(app)


def pages_offered(app: AppTest) -> list[str]:
    return [link.label for link in app.page_link]


def test_a_new_role_holds_from_the_next_run(shell: Shell) -> None:
    app = shell()
    assert "Nộp báo cáo" in pages_offered(app)
    accounts = open_accounts()
    accounts.set_role("approver.all", Role.AUDITOR, by=BY)
    accounts.close()
    app.run()
    assert "Nộp báo cáo" not in pages_offered(app)
    assert "Kiểm tra, giám sát" in html(app)


def test_a_temporary_password_draws_nothing(shell: Shell) -> None:
    app = shell()
    accounts = open_accounts()
    password = "bốn con trâu qua cầu khỉ"
    accounts.set_password("approver.all", password, by=BY, temporary=True)
    accounts.close()
    assert not drawn(app.run())


@pytest.mark.parametrize("address", [{}, {"unit": "608"}, {"unit": "62"}])
def test_a_reporter_has_one_locality_whatever_the_address_says(
    shell: Shell, address: dict[str, str]
) -> None:
    app = shell(actor=(Role.REPORTER, "615"), **address)
    assert "Toàn tỉnh" not in pages_offered(app)
    assert "Huyện Đăk Hà" in app.header[0].value
    assert "Kon Tum, kỳ" not in html(app)


def test_a_reporter_of_a_locality_that_is_gone_is_told_so(shell: Shell) -> None:
    app = shell(actor=(Role.REPORTER, "999"))
    assert "không thuộc địa phương nào đang báo cáo" in app.error[0].value
    assert not app.header


def test_the_opened_province_is_there_for_reporters_too(shell: Shell) -> None:
    accounts = open_accounts()
    accounts.open_province(opened=True, by=BY)
    accounts.close()
    app = shell(actor=(Role.REPORTER, "615"))
    assert "Toàn tỉnh" in pages_offered(app)
    assert not app.exception
    assert not app.error


def test_the_masthead_says_who_is_in_and_how_to_get_out(shell: Shell) -> None:
    shown = html(shell())
    assert "approver.all" in shown
    assert "Duyệt báo cáo" in shown
    assert 'href="/logout?lang=vi"' in shown
    english = html(shell(lang="en"))
    assert "Approver" in english
    assert 'href="/logout?lang=en"' in english


def test_a_demonstration_account_is_nobody_on_another_store(
    shell: Shell, empty_store: Path
) -> None:
    app = shell()
    accounts = open_accounts()
    with accounts.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE account SET demonstration = 'demonstration 1'")
    accounts.close()
    assert not drawn(app.run())
