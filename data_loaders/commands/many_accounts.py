"""``user add --each-locality``: accounts for the reporters of a period that have none, in one go.

The temporary passwords stand in a file that only whoever ran the command can read, and nowhere
else; everyone must change theirs at first sign-in.
"""

from __future__ import annotations

import io
import os
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.passwords import random_password
from data_loaders.accounts.permissions import Role, demand
from data_loaders.commands.console import console_actor, console_by
from data_loaders.model import Period, Unit
from data_loaders.model.errors import RefusedError
from data_loaders.model.settings import read_settings
from data_loaders.service.context import open_context

_HEADS = ("Tên đăng nhập", "Mật khẩu tạm", "Mã địa phương", "Địa phương", "Thuộc")
_PREFIX = "dp-"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be made, with the locality's full name and its group's."""

    name: str
    unit: Unit
    group: str
    password: str = field(repr=False)


def add_each(options: Namespace) -> int:
    """Make them and write the file; 2 when the file is there already or nobody lacks one."""
    demand(console_actor(), "account.change")
    accounts = Accounts.open(read_settings())
    try:
        made = _wanted(accounts, options.since)
        _must_be_free(accounts, made)
        _write(options.out, made)
        for one in made:
            accounts.add(
                one.name,
                Role.REPORTER,
                unit_id=one.unit.unit_id,
                password=one.password,
                temporary=True,
                by=console_by(),
            )
    finally:
        accounts.close()
    print(f"đã thêm {len(made)} tài khoản; mật khẩu tạm ở {options.out}: phát xong hãy xóa tệp")
    return 0


def _wanted(accounts: Accounts, period: Period) -> list[NewAccount]:
    """One for each reporter of the period of whom no account is open."""
    context = open_context()
    with context.store:
        register = context.register()
        reporters = register.reporters(context.regime, period)
    has = {one.unit_id for one in accounts.everyone() if not one.disabled}
    lacking = [unit for unit in reporters if unit.unit_id not in has]
    if not lacking:
        told = "mọi địa phương báo cáo đã có tài khoản" if reporters else "không ai báo cáo"
        raise RefusedError(f"kỳ {period}: {told}; không thêm tài khoản nào")
    return [
        NewAccount(
            f"{_PREFIX}{unit.unit_id.lower()}",
            unit,
            register.by_id[unit.parent_id].full_name if unit.parent_id else "",
            random_password(),
        )
        for unit in lacking
    ]


def _must_be_free(accounts: Accounts, made: Sequence[NewAccount]) -> None:
    taken = [one.name for one in made if accounts.find(one.name) is not None]
    if taken:
        raise RefusedError(
            f"tên đăng nhập đã có người dùng: {', '.join(taken)}; hãy mở lại (user enable) hoặc"
            " thêm từng tài khoản; chưa thêm gì"
        )


def _write(path: Path, made: Sequence[NewAccount]) -> None:
    """The file, first of all: an account whose password nobody knows would be of no use."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Tài khoản"
    sheet.append(_HEADS)
    for one in made:
        sheet.append((one.name, one.password, one.unit.unit_id, one.unit.full_name, one.group))
    for column, width in zip("ABCDE", (24, 24, 16, 28, 28), strict=True):
        sheet.column_dimensions[column].width = width
        sheet[f"{column}1"].font = Font(bold=True)
    sheet.freeze_panes = "A2"
    whole = io.BytesIO()
    book.save(whole)
    try:
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise RefusedError(f"{path}: tệp đã có; hãy chọn tên khác; chưa thêm gì") from None
    with os.fdopen(number, "wb") as file:
        file.write(whole.getvalue())
