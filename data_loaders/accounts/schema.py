"""The accounts database: its tables, and how a transaction is opened on SQLite and PostgreSQL.

Beside the store by default (``accounts.sqlite``), or a PostgreSQL named by ``MONITOR_ACCOUNTS``.
Instants are microseconds since 1970 UTC, of the machine's clock: a demonstration's fixed clock must
not keep a session alive for ever.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from data_loaders.model.errors import SettingsError, StoreError
from data_loaders.model.settings import Settings
from data_loaders.model.store_address import Lake

METADATA = MetaData()

ACCOUNT = Table(
    "account",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("unit_id", Text),
    Column("password", Text),  # argon2id; none: comes in by the provider only
    Column("temporary", Boolean, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("demonstration", Text),  # the one store on which a demonstration account is let in
    Column("shown", Text),  # the password that such a store's sign-in page shows
    Column("created_at", BigInteger, nullable=False),
)

SESSION = Table(
    "session",
    METADATA,
    Column("token_hash", Text, primary_key=True),  # SHA-256 of the 256 random bits in the cookie
    Column("key", Text, nullable=False, unique=True),  # names a session; opens nothing
    Column("account_id", Integer, nullable=False, index=True),
    Column("way", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("ended_by", Text),
)

PRESENTS = "presentation:"
"""How the way of a session begins that may only be looked at; the key of its opener follows."""

ATTEMPT = Table(
    "attempt",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
)

KNOWN_ORIGIN = Table(
    "known_origin",
    METADATA,
    Column("account_id", Integer, primary_key=True),
    Column("origin", Text, primary_key=True),
    Column("last_at", BigInteger, nullable=False),
)

TRAIL = Table(
    "trail",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("digest", Text, nullable=False),
)

SETTING = Table(
    "setting",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# The program only ever adds to the trail; the database refuses anything else, whoever asks.
for _verb in ("UPDATE", "DELETE"):
    event.listen(
        TRAIL,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER trail_no_{_verb.lower()} BEFORE {_verb} ON trail"
            " BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        ).execute_if(dialect="sqlite"),
    )
event.listen(
    TRAIL,
    "after_create",
    DDL(  # type: ignore[no-untyped-call]
        "CREATE FUNCTION trail_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$;"
        " CREATE TRIGGER trail_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail"
        " FOR EACH STATEMENT EXECUTE FUNCTION trail_append_only()"
    ).execute_if(dialect="postgresql"),
)

_ONE_WRITER = 3220
"""The PostgreSQL advisory lock that writers queue behind, as they do on SQLite."""


def open_engine(settings: Settings) -> Engine:
    """Connect to the accounts database and make its tables where they are missing.

    Raises :class:`SettingsError` or :class:`StoreError` with one sentence, which shows no password.
    """
    url = address_of(settings)
    if url.get_backend_name() == "sqlite":
        _private_file(Path(url.database or ""))
    engine = create_engine(url, pool_pre_ping=url.get_backend_name() != "sqlite")
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    shown = url.render_as_string(hide_password=True)
    try:
        with write(engine) as connection:
            METADATA.create_all(connection)
    except (DBAPIError, SQLAlchemyError) as error:
        engine.dispose()
        cause = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise StoreError(f"không mở được kho tài khoản {shown}: {cause}") from error
    return engine


def address_of(settings: Settings) -> URL:
    """SQLite beside the store, a path of one's own, or PostgreSQL."""
    named = settings.accounts
    if not named and isinstance(settings.store, Lake):
        return _beside_the_catalogue(settings.store)
    if not named and isinstance(settings.store, Path):
        return URL.create("sqlite", database=str(settings.store.with_name("accounts.sqlite")))
    if "://" not in named:
        return URL.create("sqlite", database=named)
    try:
        url = make_url(named)
    except ArgumentError as error:
        raise SettingsError("MONITOR_ACCOUNTS: không đọc được địa chỉ kho tài khoản") from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite":
        return url
    raise SettingsError(
        f"MONITOR_ACCOUNTS: chỉ dùng SQLite hoặc PostgreSQL, không dùng “{url.drivername}”"
    )


def _beside_the_catalogue(lake: Lake) -> URL:
    """The catalogue's own database: several application servers need one set of accounts."""
    query = dict(lake.parts())
    name, user = query.pop("dbname", None), query.pop("user", None)
    password = query.pop("password", None)
    return URL.create(
        "postgresql+psycopg", username=user, password=password, database=name, query=query
    )


def _private_file(path: Path) -> None:
    """The file of accounts is for the server's own user alone, from its first moment.

    A file that is there is not touched: closing any handle of it would drop the locks that SQLite
    holds on it in this process, and the next process to leave would then take the log away from
    under this one (sqlite.org, "How To Corrupt An SQLite Database File", 2.2).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise StoreError(f"không tạo được kho tài khoản {path}: {error.strerror}") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are opened below, not by the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def write(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes; writers follow one another, so that the trail has one order."""
    with engine.connect() as raw:
        connection = raw.execution_options(writes=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_WRITER})
            yield connection


@contextmanager
def read(engine: Engine) -> Iterator[Connection]:
    """One transaction that only reads."""
    with engine.connect() as connection, connection.begin():
        yield connection
