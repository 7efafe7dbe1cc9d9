"""``python -m data_loaders user``: what it does and what it says when it cannot."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from data_loaders.__main__ import main
from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import By, read_trail
from data_loaders.accounts.permissions import Role
from data_loaders.accounts.sessions import Sessions
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_register
from data_loaders.service.context import create_store

PASSWORD = "bốn con trâu qua cầu khỉ"

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "monitor.duckdb"))
    create_store(read_settings(), load_register(), actor="test").store.close()
    return Accounts.open(read_settings())


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str, typed: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return main(["user", *arguments])


def test_an_account_is_added_listed_disabled_and_enabled(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ("add", "dak.ha", "--role", "reporter", "--unit", "615")
    assert run(monkeypatch, *line, typed=f"{PASSWORD}\n") == 0
    account = accounts.must_find("dak.ha")
    assert (account.role, account.unit_id, account.temporary) == (Role.REPORTER, "615", True)
    sessions = Sessions(accounts)
    sessions.start(account, by=read_by(), way="password")
    assert run(monkeypatch, "disable", "dak.ha") == 0
    assert sessions.open_ones() == ()
    capsys.readouterr()
    assert run(monkeypatch, "list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "accounts": [
            {
                "name": "dak.ha",
                "role": "reporter",
                "unit_id": "615",
                "state": "disabled",
                "demonstration": False,
            }
        ]
    }
    assert run(monkeypatch, "enable", "dak.ha") == 0
    assert run(monkeypatch, "list") == 0
    assert "chờ đổi mật khẩu tạm" in capsys.readouterr().out
    whos = {link.entry.who for link in read_trail(accounts.engine)}
    assert whos == {"console", "an"}


def read_by() -> By:
    return By("an", "10.1.1.1")


def test_a_new_password_is_temporary_and_ends_every_session(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(monkeypatch, "add", "an", "--role", "viewer", "--no-password")
    account = accounts.must_find("an")
    assert (account.password, account.temporary) == (None, False)
    sessions = Sessions(accounts)
    sessions.start(account, by=read_by(), way="oidc")
    assert run(monkeypatch, "password", "an", typed=PASSWORD) == 0
    assert accounts.must_find("an").temporary
    assert sessions.open_ones() == ()


@pytest.mark.parametrize(
    ("line", "typed", "says"),
    [
        (("add", "an", "--role", "viewer"), "short", "ít nhất 12 ký tự"),
        (("add", "an", "--role", "viewer"), "", "ít nhất 12 ký tự"),
        (("add", "an", "--role", "reporter"), PASSWORD, "phải thuộc một địa phương"),
        (("add", "an", "--role", "reporter", "--unit", "999"), PASSWORD, "“999”"),
        (("disable", "nobody"), "", "Không có tài khoản “nobody”"),
        (("password", "nobody"), PASSWORD, "Không có tài khoản “nobody”"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_two(
    accounts: Accounts,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    line: tuple[str, ...],
    typed: str,
    says: str,
) -> None:
    assert run(monkeypatch, *line, typed=typed) == 2
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
    assert accounts.everyone() == ()


def test_a_password_is_never_an_argument(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        run(monkeypatch, "add", "an", PASSWORD, "--role", "viewer")
    assert stop.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
