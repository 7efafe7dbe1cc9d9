"""Accounts and their trail, on SQLite and on PostgreSQL."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import By, read_trail, verify_chain
from data_loaders.accounts.demonstration import NAMES, Shown, demonstration_accounts
from data_loaders.accounts.passwords import verify_password
from data_loaders.accounts.permissions import Role
from data_loaders.accounts.schema import TRAIL, write
from data_loaders.model.errors import RefusedError, SettingsError, StoreError
from data_loaders.model.settings import read_settings

BY = By("quan.tri", "10.1.1.1")
PASSWORD = "bốn con trâu qua cầu khỉ"
ROOT = Path(__file__).parents[3]


def acts(accounts: Accounts) -> list[tuple[str, str, str]]:
    entries = (link.entry for link in read_trail(accounts.engine))
    return [(entry.action, entry.subject, entry.detail) for entry in entries]


def test_an_account_is_found_again_by_name(accounts: Accounts) -> None:
    made = accounts.add(" Dak.Ha ", Role.REPORTER, by=BY, unit_id="615", password=PASSWORD)
    found = accounts.find("DAK.HA")
    assert found == made
    assert (made.name, made.role, made.unit_id, made.temporary) == (
        "dak.ha",
        Role.REPORTER,
        "615",
        True,
    )
    assert verify_password(made.password or "", PASSWORD)
    assert "argon2" not in repr(made)
    assert accounts.find("nobody") is None


@pytest.mark.parametrize(
    ("name", "role", "unit", "says"),
    [
        ("", Role.VIEWER, None, "Tên đăng nhập"),
        ("a", Role.VIEWER, None, "Tên đăng nhập"),
        ("có dấu", Role.VIEWER, None, "Tên đăng nhập"),
        ("demo-thu-ky", Role.VIEWER, None, "demo-"),
        ("x" * 65, Role.VIEWER, None, "Tên đăng nhập"),
        ("dak.ha", Role.REPORTER, None, "phải thuộc một địa phương"),
        ("dak.ha", Role.VIEWER, "615", "Chỉ tài khoản báo cáo"),
        ("root", Role.CONSOLE, None, "Không có vai trò"),
        ("taken", Role.VIEWER, None, "đã có người dùng"),
    ],
)
def test_an_account_that_makes_no_sense_is_refused(
    accounts: Accounts, name: str, role: Role, unit: str | None, says: str
) -> None:
    accounts.add("taken", Role.VIEWER, by=BY)
    with pytest.raises(RefusedError, match=says):
        accounts.add(name, role, by=BY, unit_id=unit)
    assert len(accounts.everyone()) == 1
    assert len(acts(accounts)) == 1


def test_an_administrator_always_remains(accounts: Accounts) -> None:
    accounts.add("a.mot", Role.ADMIN, by=BY)
    with pytest.raises(RefusedError, match="duy nhất"):
        accounts.set_disabled("a.mot", disabled=True, by=BY)
    with pytest.raises(RefusedError, match="duy nhất"):
        accounts.set_role("a.mot", Role.VIEWER, by=BY)
    assert accounts.must_find("a.mot").role is Role.ADMIN
    accounts.add("a.hai", Role.ADMIN, by=BY)
    accounts.set_disabled("a.mot", disabled=True, by=BY)
    assert accounts.must_find("a.mot").disabled
    accounts.set_disabled("a.mot", disabled=False, by=BY)
    accounts.set_role("a.hai", Role.REPORTER, by=BY, unit_id="608")
    assert accounts.must_find("a.hai").unit_id == "608"


def test_the_set_up_code_makes_one_administrator_even_when_two_hurry(accounts: Accounts) -> None:
    made, refused = [], []

    def hurry(name: str) -> None:
        try:
            made.append(accounts.add(name, Role.ADMIN, by=BY, first=True).name)
        except RefusedError:
            refused.append(name)

    threads = [threading.Thread(target=hurry, args=(f"a.{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(refused)) == (1, 5)


def test_every_change_stands_in_the_trail(accounts: Accounts) -> None:
    accounts.add("a.mot", Role.ADMIN, by=BY)
    accounts.add("dak.ha", Role.REPORTER, by=BY, unit_id="615", password=PASSWORD)
    accounts.set_password("dak.ha", "một mật khẩu khác hẳn đấy", by=BY, temporary=True)
    accounts.set_role("dak.ha", Role.APPROVER, by=BY)
    accounts.set_disabled("dak.ha", disabled=True, by=BY)
    accounts.set_disabled("dak.ha", disabled=False, by=BY)
    accounts.open_province(opened=True, by=BY)
    assert acts(accounts) == [
        ("account.add", "a.mot", "admin"),
        ("account.add", "dak.ha", "reporter, 615"),
        ("account.password", "dak.ha", ""),
        ("account.role", "dak.ha", "approver"),
        ("account.disable", "dak.ha", ""),
        ("account.enable", "dak.ha", ""),
        ("setting.change", "province-open-to-reporters", "yes"),
    ]
    entry = read_trail(accounts.engine)[-1].entry
    assert (entry.who, entry.origin, entry.at) == ("quan.tri", "10.1.1.1", accounts.clock())
    assert verify_chain(accounts.engine).holds


def test_writers_at_once_leave_one_unbroken_chain(accounts: Accounts) -> None:
    def work(number: int) -> None:
        for turn in range(5):
            accounts.add(f"n{number}.{turn}", Role.VIEWER, by=BY)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    proof = verify_chain(accounts.engine)
    assert (proof.count, proof.holds) == (20, True)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE trail SET who = 'x'", "DELETE FROM trail", "DELETE FROM trail WHERE number = 1"],
)
def test_the_database_itself_refuses_to_change_the_trail(
    accounts: Accounts, statement: str
) -> None:
    accounts.add("a.mot", Role.ADMIN, by=BY)
    with pytest.raises(DBAPIError, match="append-only"), write(accounts.engine) as connection:
        connection.execute(text(statement))
    assert len(acts(accounts)) == 1


def test_who_takes_the_lock_off_and_changes_it_is_found_out(accounts: Accounts) -> None:
    for number in range(5):
        accounts.add(f"a.{number}", Role.VIEWER, by=BY)
    kept = {5: read_trail(accounts.engine)[-1].digest}
    with write(accounts.engine) as connection:
        if accounts.engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER trail_no_update"))
            connection.execute(text("DROP TRIGGER trail_no_delete"))
        else:
            connection.execute(text("DROP TRIGGER trail_append_only ON trail"))
        connection.execute(TRAIL.update().where(TRAIL.c.number == 3).values(subject="khác"))
    assert verify_chain(accounts.engine).broken_at == 3
    with write(accounts.engine) as connection:
        connection.execute(TRAIL.delete().where(TRAIL.c.number >= 3))
    assert verify_chain(accounts.engine).holds
    assert verify_chain(accounts.engine, kept).broken_at == 5


def test_reporters_see_the_province_only_once_it_was_opened(accounts: Accounts) -> None:
    account = accounts.add("dak.ha", Role.REPORTER, by=BY, unit_id="615")
    assert not accounts.actor(account).sees_province
    accounts.open_province(opened=True, by=BY)
    assert accounts.actor(account).sees_province
    accounts.open_province(opened=False, by=BY)
    assert not accounts.actor(account).sees_province


def test_they_are_there_again_after_a_restart(accounts: Accounts, tmp_path: Path) -> None:
    accounts.add("a.mot", Role.ADMIN, by=BY)
    accounts.engine.dispose()
    url = accounts.engine.url.render_as_string(hide_password=False)
    environment = {"MONITOR_STORE": str(tmp_path / "monitor.duckdb"), "MONITOR_ACCOUNTS": url}
    again = Accounts.open(read_settings(environment))
    assert [account.name for account in again.everyone()] == ["a.mot"]
    again.close()


def test_the_file_is_for_the_servers_user_alone(tmp_path: Path) -> None:
    settings = read_settings({"MONITOR_STORE": str(tmp_path / "deep" / "monitor.duckdb")})
    Accounts.open(settings).close()
    file = tmp_path / "deep" / "accounts.sqlite"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("named", "error", "says"),
    [
        ("mysql://root:geheim@localhost/x", SettingsError, "chỉ dùng SQLite hoặc PostgreSQL"),
        ("://", SettingsError, "không đọc được địa chỉ"),
        ("postgresql://a:geheim@127.0.0.1:1/x", StoreError, "không mở được kho tài khoản"),
        ("/proc/nowhere/accounts.sqlite", StoreError, "không tạo được kho tài khoản"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_password(
    tmp_path: Path, named: str, error: type[Exception], says: str
) -> None:
    store = str(tmp_path / "monitor.duckdb")
    with pytest.raises(error, match=says) as told:
        Accounts.open(read_settings({"MONITOR_STORE": store, "MONITOR_ACCOUNTS": named}))
    assert "geheim" not in str(told.value)
    assert "\n" not in str(told.value)


def test_two_first_visitors_of_a_demonstration_are_shown_the_same_passwords(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both find no accounts and make some; the second would replace what the first is shown."""
    both = threading.Barrier(2, timeout=60)
    shown: list[tuple[Shown, ...]] = []
    met: set[threading.Thread] = set()

    def together(password: str) -> str:
        if threading.current_thread() not in met:  # the first of each visitor's hashes
            met.add(threading.current_thread())
            both.wait()
        return f"hash of {password}"

    monkeypatch.setattr("data_loaders.accounts.demonstration.hash_password", together)
    visitors = [
        threading.Thread(
            target=lambda: shown.append(demonstration_accounts(accounts, "demonstration 1"))
        )
        for _ in range(2)
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    first, second = shown
    assert [one.password for one in first] == [one.password for one in second]
    assert len(first) == len(NAMES)


def test_another_process_comes_and_goes_without_taking_the_log_away(tmp_path: Path) -> None:
    """The server opens its accounts twice, for the gate and for pages; commands open them beside.

    Were a lock lost by the second opening, the command would delete the write-ahead log on leaving,
    and the server would go on with one that nobody else sees.
    """
    settings = read_settings({"MONITOR_STORE": str(tmp_path / "monitor.duckdb")})
    gate = Accounts.open(settings)
    gate.everyone()
    pages = Accounts.open(settings)
    pages.everyone()
    for name in ("lan.mot", "lan.hai"):
        command = (
            "from data_loaders.accounts.accounts import Accounts, Role\n"
            "from data_loaders.accounts.audit_log import By\n"
            "from data_loaders.model.settings import read_settings\n"
            f"settings = read_settings({{'MONITOR_STORE': {str(settings.store)!r}}})\n"
            "accounts = Accounts.open(settings)\n"
            f"accounts.add({name!r}, Role.VIEWER, by=By('console', 'x'))\n"
            "accounts.close()\n"
        )
        subprocess.run([sys.executable, "-c", command], check=True, cwd=ROOT)
        assert gate.find(name) is not None
        assert pages.find(name) is not None
        assert len(list(tmp_path.glob("accounts.sqlite-wal"))) == 1
    pages.close()
    gate.close()
