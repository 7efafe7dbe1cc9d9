"""``python -m data_loaders user …``: accounts from the server's console, each use in the trail.

A password is asked for or read from standard input, never an argument: arguments stand in the
list of processes and in the shell's history. Whoever is given one must change it at first sign-in.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_loaders.accounts.accounts import Account, Accounts
from data_loaders.accounts.permissions import ASSIGNABLE, Role, demand, role_name
from data_loaders.accounts.sessions import Sessions
from data_loaders.commands.console import console_actor, console_by
from data_loaders.commands.many_accounts import add_each
from data_loaders.model.errors import RefusedError, StoreError
from data_loaders.model.settings import read_settings
from data_loaders.service.context import open_context, reporting_unit
from data_loaders.terminal import arguments
from data_loaders.terminal.tables import print_json, print_table
from data_loaders.terminal.words import words


def add_commands(sub: argparse._SubParsersAction[arguments.OneLineParser]) -> None:
    """Add ``user`` and what may follow it."""
    user = sub.add_parser("user", help="tài khoản: thêm, liệt kê, khóa, cấp lại mật khẩu")
    verbs = user.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    new = verbs.add_parser("add", help="thêm tài khoản; mật khẩu hỏi hoặc đọc từ đầu vào chuẩn")
    new.add_argument("name", metavar="NAME", nargs="?")
    new.add_argument("--role", choices=[str(role) for role in ASSIGNABLE])
    new.add_argument("--unit", metavar="UNIT", help="địa phương của tài khoản reporter")
    new.add_argument(
        "--no-password", action="store_true", help="chỉ đăng nhập bằng tài khoản cơ quan (OIDC)"
    )
    new.add_argument(
        "--each-locality",
        action="store_true",
        help="một tài khoản cho mỗi địa phương báo cáo chưa có; cần --from, --out",
    )
    new.add_argument("--from", dest="since", type=arguments.period, metavar="PERIOD")
    new.add_argument("--out", type=Path, metavar="FILE.xlsx", help="tệp mật khẩu tạm, chưa có")
    new.set_defaults(run=add)
    everyone = verbs.add_parser("list", help="liệt kê tài khoản")
    arguments.machine_readable(everyone)
    arguments.language(everyone)
    everyone.set_defaults(run=list_all)
    for verb, run, text in (
        ("disable", disable, "khóa tài khoản và kết thúc mọi phiên của nó"),
        ("enable", enable, "mở lại tài khoản đã khóa"),
        ("password", password, "cấp mật khẩu tạm, kết thúc mọi phiên của tài khoản"),
    ):
        command = verbs.add_parser(verb, help=text)
        command.add_argument("name", metavar="NAME")
        command.set_defaults(run=run)


@contextmanager
def _accounts(action: str) -> Iterator[Accounts]:
    """The accounts, for the console that may do this."""
    demand(console_actor(), action)
    accounts = Accounts.open(read_settings())
    try:
        yield accounts
    finally:
        accounts.close()


def _asked_password() -> str:
    """A password typed twice at a terminal, or the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Mật khẩu tạm: ")
    if getpass.getpass("Nhập lại: ") != first:
        raise RefusedError("Hai lần nhập mật khẩu không giống nhau.")
    return first


def _known_unit(unit_id: str | None) -> None:
    """Refuse a locality that is not in the register; told when the store cannot be asked."""
    if unit_id is None:
        return
    try:
        context = open_context()
    except StoreError as error:
        print(f"chưa đối chiếu được mã địa phương {unit_id}: {error}", file=sys.stderr)
        return
    with context.store:
        reporting_unit(context, unit_id)


def _must_go_together(options: Namespace) -> None:
    """Raise :class:`RefusedError` for arguments of one account and of many at once."""
    one = {"NAME": options.name, "--role": options.role}
    many = {"--from": options.since, "--out": options.out}
    needed, strange = (many, one) if options.each_locality else (one, many)
    if missing := [name for name, value in needed.items() if value is None]:
        raise RefusedError(f"thiếu {', '.join(missing)} (xem --help)")
    if options.each_locality:
        strange = strange | {"--unit": options.unit, "--no-password": options.no_password or None}
    if odd := [name for name, value in strange.items() if value is not None]:
        raise RefusedError(f"không dùng cùng: {', '.join(odd)} (xem --help)")


def add(options: Namespace) -> int:
    """Make an account with a temporary password, or one for each locality that lacks one."""
    _must_go_together(options)
    if options.each_locality:
        return add_each(options)
    _known_unit(options.unit)
    with _accounts("account.change") as accounts:
        secret = None if options.no_password else _asked_password()
        account = accounts.add(
            options.name,
            Role(options.role),
            unit_id=options.unit,
            password=secret,
            temporary=secret is not None,
            by=console_by(),
        )
    print(f"đã thêm {account.name}: {role_name(account.role)}")
    return 0


def list_all(options: Namespace) -> int:
    """Every account, without passwords."""
    with _accounts("account.list") as accounts:
        found = accounts.everyone()
        accounts.note(console_by(), "account.list", f"{len(found)} tài khoản")
    if options.json:
        print_json({"accounts": [_json(account) for account in found]})
        return 0
    word = words(options.lang)
    print_table(
        [word["account"], word["role"], word["unit"], word["state"]],
        [
            (
                account.name,
                role_name(account.role, options.lang),
                account.unit_id,
                word[_state(account)],
            )
            for account in found
        ],
    )
    return 0


def _state(account: Account) -> str:
    if account.disabled:
        return "disabled"
    return "temporary_password" if account.temporary else "active"


def _json(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "role": str(account.role),
        "unit_id": account.unit_id,
        "state": _state(account),
        "demonstration": account.demonstration is not None,
    }


def disable(options: Namespace) -> int:
    """Shut an account out at once."""
    with _accounts("account.change") as accounts:
        accounts.set_disabled(options.name, disabled=True, by=console_by())
        Sessions(accounts).end_all(accounts.must_find(options.name), by=console_by())
    print(f"đã khóa {options.name}")
    return 0


def enable(options: Namespace) -> int:
    """Let an account in again."""
    with _accounts("account.change") as accounts:
        accounts.set_disabled(options.name, disabled=False, by=console_by())
    print(f"đã mở lại {options.name}")
    return 0


def password(options: Namespace) -> int:
    """Give an account a temporary password; whoever is in by the old one is out."""
    with _accounts("account.change") as accounts:
        accounts.must_find(options.name)
        secret, by = _asked_password(), console_by()
        account = accounts.set_password(options.name, secret, by=by, temporary=True)
        Sessions(accounts).end_all(account, by=by)
    print(f"đã cấp mật khẩu tạm cho {account.name}")
    return 0
