"""Accounts: who may come in, as what, for which locality; every change stands in the trail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, and_, select

from data_loaders.accounts.audit_log import By, append
from data_loaders.accounts.passwords import check_new_password, hash_password
from data_loaders.accounts.permissions import ASSIGNABLE, Actor, Role, role_name
from data_loaders.accounts.schema import (
    ACCOUNT,
    PRESENTS,
    SESSION,
    SETTING,
    open_engine,
    read,
    write,
)
from data_loaders.model.errors import MovedError, RefusedError
from data_loaders.model.settings import Settings
from data_loaders.store.clock import machine_now
from data_loaders.store.database import instant_of, micros
from data_loaders.store.hash_chain import DONE

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}\Z")
RESERVED = "demo-"
"""How the names of demonstration accounts begin, and no other's."""

_PROVINCE_OPEN = "province-open-to-reporters"

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Account:
    """One account. ``password`` is the hash; None comes in by the provider only.

    ``temporary``: somebody else knows the password, so it must be changed before anything else.
    ``demonstration`` names the one store on which it is let in.
    """

    key: int
    name: str
    role: Role
    unit_id: str | None
    password: str | None = field(repr=False)
    temporary: bool
    disabled: bool
    demonstration: str | None
    created_at: datetime


class Accounts:
    """The open accounts database. ``clock`` is the machine's, but for tests."""

    def __init__(self, engine: Engine, clock: Clock = machine_now) -> None:
        self.engine = engine
        self.clock = clock

    @classmethod
    def open(cls, settings: Settings, clock: Clock = machine_now) -> Accounts:
        """Open the database of the settings. Raises a one-sentence error when it cannot."""
        return cls(open_engine(settings), clock)

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def now(self) -> int:
        """The clock, in microseconds since 1970 UTC."""
        return micros(self.clock())

    def find(self, name: str) -> Account | None:
        """The account of that name, if there is one."""
        with read(self.engine) as connection:
            row = connection.execute(select(ACCOUNT).where(ACCOUNT.c.name == tidy(name))).first()
        return None if row is None else account_of(row)

    def everyone(self) -> tuple[Account, ...]:
        """Every account by name, disabled ones too."""
        with read(self.engine) as connection:
            rows = connection.execute(select(ACCOUNT).order_by(ACCOUNT.c.name)).all()
        return tuple(account_of(row) for row in rows)

    def no_administrator(self) -> bool:
        """Whether nobody could manage accounts: then a setup code makes the first one."""
        with read(self.engine) as connection:
            return not _administrators(connection)

    def actor(self, account: Account) -> Actor:
        """The account as the data layer asks it for rights."""
        return Actor(account.name, account.role, account.unit_id, self.province_open())

    def province_open(self) -> bool:
        """Whether reporters may see the whole province's figures; not unless opened."""
        return self.setting(_PROVINCE_OPEN) == "yes"

    def setting(self, key: str) -> str | None:
        """A setting kept with the accounts."""
        with read(self.engine) as connection:
            found = select(SETTING.c.value).where(SETTING.c.key == key)
            return connection.execute(found).scalar_one_or_none()

    def add(
        self,
        name: str,
        role: Role,
        *,
        by: By,
        unit_id: str | None = None,
        password: str | None = None,
        temporary: bool = True,
        first: bool = False,
    ) -> Account:
        """Make an account. ``first``: only while there is no administrator (the setup code).

        Raises :class:`RefusedError` for a bad or taken name, a guessable password, or a role and a
        locality that do not go together.
        """
        name = tidy(name)
        if not _NAME.match(name) or name.startswith(RESERVED):
            raise RefusedError(
                "Tên đăng nhập gồm 2–64 chữ thường không dấu, chữ số và các dấu . _ - @,"
                f" và không bắt đầu bằng {RESERVED}."
            )
        check_role(role, unit_id)
        if password is not None:
            check_new_password(password, name=name)
        encoded = None if password is None else hash_password(password)
        with write(self.engine) as connection:
            if first and _administrators(connection):
                raise RefusedError("Hệ thống đã có người quản trị; mã cài đặt không còn dùng được.")
            if connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.name == name)).first():
                raise RefusedError(f"Tên đăng nhập “{name}” đã có người dùng.")
            connection.execute(
                ACCOUNT.insert().values(
                    name=name,
                    role=str(role),
                    unit_id=unit_id,
                    password=encoded,
                    temporary=temporary,
                    disabled=False,
                    created_at=self.now(),
                )
            )
            what = str(role) if unit_id is None else f"{role}, {unit_id}"
            self.record(connection, by, "account.add", name, detail=what)
            row = connection.execute(select(ACCOUNT).where(ACCOUNT.c.name == name)).one()
            return account_of(row)

    def set_password(self, of: str | Account, password: str, *, by: By, temporary: bool) -> Account:
        """Give an account a new password. Sessions are ended by the caller's :class:`Sessions`.

        ``of`` its name, or the account as a page showed it: then, as for every change here, raises
        :class:`MovedError` when somebody changed it since.
        """
        account = self._meant(of)
        if account.demonstration is not None:
            raise RefusedError("Tài khoản trình diễn không đổi được mật khẩu.")
        check_new_password(password, name=account.name)
        encoded = hash_password(password)
        with self._changing(account, by, "account.password") as change:
            change(password=encoded, temporary=temporary)
        return self.must_find(account.name)

    def set_disabled(self, of: str | Account, *, disabled: bool, by: By) -> None:
        """Shut an account out, or let it in again. The last administrator stays."""
        account = self._meant(of)
        action = "account.disable" if disabled else "account.enable"
        with self._changing(account, by, action) as change:
            change(disabled=disabled)

    def set_role(
        self, of: str | Account, role: Role, *, by: By, unit_id: str | None = None
    ) -> None:
        """Change what an account is for; it holds from the next run of a page."""
        account = self._meant(of)
        check_role(role, unit_id)
        what = str(role) if unit_id is None else f"{role}, {unit_id}"
        with self._changing(account, by, "account.role", what) as change:
            change(role=str(role), unit_id=unit_id)

    def open_province(self, *, opened: bool, by: By) -> None:
        """Let reporters see the whole province's figures, or no longer."""
        self.set_setting(_PROVINCE_OPEN, "yes" if opened else "no", by=by)

    def set_setting(self, key: str, value: str, *, by: By) -> None:
        """Change a setting kept with the accounts."""
        with write(self.engine) as connection:
            connection.execute(SETTING.delete().where(SETTING.c.key == key))
            connection.execute(SETTING.insert().values(key=key, value=value))
            self.record(connection, by, "setting.change", key, detail=value)

    def must_find(self, name: str) -> Account:
        """The account of that name. Raises :class:`RefusedError` when there is none."""
        account = self.find(name)
        if account is None:
            raise RefusedError(f"Không có tài khoản “{tidy(name)}”.")
        return account

    def _meant(self, of: str | Account) -> Account:
        return self.must_find(of) if isinstance(of, str) else of

    @contextmanager
    def _changing(
        self, account: Account, by: By, action: str, detail: str = ""
    ) -> Iterator[Callable[..., None]]:
        """A change of one account and its entry in the trail; an administrator must remain.

        Its presentations end with it: nobody sits before them who would be asked to sign in anew.
        """
        with write(self.engine) as connection:
            mine = ACCOUNT.c.id == account.key
            _must_stand(connection, account)
            was_usable = account.key in _administrators(connection)

            def change(**values: Any) -> None:
                connection.execute(ACCOUNT.update().where(mine).values(**values))

            yield change
            if was_usable and not _administrators(connection):
                raise RefusedError(
                    f"“{account.name}” là người quản trị duy nhất; hãy thêm một người khác trước."
                )
            self.record(connection, by, action, account.name, detail=detail)
            self._end_presentations(connection, by, account)

    def _end_presentations(self, connection: Connection, by: By, account: Account) -> None:
        open_ones = and_(
            SESSION.c.account_id == account.key,
            SESSION.c.way.startswith(PRESENTS),
            SESSION.c.ended_at.is_(None),
        )
        ended = SESSION.update().where(open_ones).values(ended_at=self.now(), ended_by=by.who)
        for _ in range(connection.execute(ended).rowcount):
            self.record(connection, by, "session.end", account.name)

    def note(
        self, by: By, action: str, subject: str, *, outcome: str = DONE, detail: str = ""
    ) -> None:
        """Add an entry that changes no account: a download, an export, a wish that was refused."""
        with write(self.engine) as connection:
            self.record(connection, by, action, subject, outcome=outcome, detail=detail)

    def record(
        self,
        connection: Connection,
        by: By,
        action: str,
        subject: str,
        *,
        outcome: str = DONE,
        detail: str = "",
    ) -> None:
        """Add an entry to the trail, inside the transaction of what it is about."""
        entry = (action, subject, outcome, detail)
        append(connection, by, *entry, at=self.clock())


def _must_stand(connection: Connection, shown: Account) -> None:
    """Raise :class:`MovedError` when the account is another one than was shown."""
    row = connection.execute(select(ACCOUNT).where(ACCOUNT.c.id == shown.key)).first()
    if row is None or account_of(row) != shown:
        now = "không còn" if row is None else _state(account_of(row))
        raise MovedError(
            f"Tài khoản “{shown.name}” đã thay đổi từ khi mở trang (nay: {now}; đang xem:"
            f" {_state(shown)}). Chưa có gì được ghi; hãy xem lại."
        )


def _state(account: Account) -> str:
    """How an account stands, in a sentence: role, locality, whether shut out, whose password."""
    unit = f", {account.unit_id}" if account.unit_id else ""
    locked = "đã khóa" if account.disabled else "hoạt động"
    word = ", mật khẩu tạm" if account.temporary else ""
    return f"{role_name(account.role)}{unit}, {locked}{word}"


def _administrators(connection: Connection) -> list[int]:
    """Accounts that can manage accounts, on any store."""
    usable = select(ACCOUNT.c.id).where(
        ACCOUNT.c.role == Role.ADMIN, ~ACCOUNT.c.disabled, ACCOUNT.c.demonstration.is_(None)
    )
    return list(connection.execute(usable).scalars())


def tidy(name: str) -> str:
    """A sign-in name as it is kept: people type capitals and spaces."""
    return name.strip().lower()


def check_role(role: Role, unit_id: str | None) -> None:
    """Refuse a reporter without a locality, and anybody else with one."""
    if role not in ASSIGNABLE:
        raise RefusedError(f"Không có vai trò “{role}” cho tài khoản.")
    if role is Role.REPORTER and not unit_id:
        raise RefusedError("Tài khoản báo cáo phải thuộc một địa phương (--unit).")
    if role is not Role.REPORTER and unit_id:
        raise RefusedError("Chỉ tài khoản báo cáo mới thuộc một địa phương.")


def account_of(row: Any) -> Account:
    """A row of the table as a value."""
    return Account(
        key=row.id,
        name=row.name,
        role=Role(row.role),
        unit_id=row.unit_id,
        password=row.password,
        temporary=row.temporary,
        disabled=row.disabled,
        demonstration=row.demonstration,
        created_at=instant_of(row.created_at),
    )
