"""``kill -9`` at any moment: what was acknowledged is there, nothing half-done, no hand is needed.

A handful of kills in every run, on a file; ``make test-long`` kills more than a hundred times, on
a file and on a lake.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random

import duckdb
import psycopg
import pytest

from data_loaders.backup.archive import open_backup
from data_loaders.backup.integrity import originals
from data_loaders.model.errors import StoreError
from data_loaders.model.settings import read_settings
from data_loaders.model.store_address import Lake, read_address
from data_loaders.reports.facts import content
from data_loaders.reports.history import versions
from data_loaders.service.context import Context, open_context
from data_loaders.store.connection import attach
from data_loaders.store.hash_chain import prove
from data_loaders.store.lake import attach_lake
from tests.data_loaders.postgres import new_database
from tests.data_loaders.sent_forms import usual
from tests.data_loaders.stores import LATER
from tests.data_loaders.victims import Nursery, nursery

ON_A_LAKE = pytest.param("lake", marks=[pytest.mark.needs("postgres", "psql"), pytest.mark.long])
_NUMBERS = count(1)

Made = Callable[[], str]


@pytest.fixture(scope="module")
def victims() -> Iterator[Nursery]:
    with nursery() as one:
        yield one


@pytest.fixture(params=["file", ON_A_LAKE])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Made:
    """Makes a closed store without reports, anew at every call; its address."""
    if request.param == "file":
        made = request.getfixturevalue("_made_once")
        return lambda: str(shutil.copy(made, tmp_path / f"{next(_NUMBERS)}.duckdb"))
    ending, postgres = request.getfixturevalue("_lake_made_once"), _postgres(request)

    def lake() -> str:
        name = f"killed_{next(_NUMBERS)}"
        new_database(postgres, name, template="lake_made_once")
        return f"ducklake:postgres:dbname={name} {ending}"

    return lake


@pytest.fixture(params=["file", ON_A_LAKE])
def vacant(request: pytest.FixtureRequest, tmp_path: Path) -> Made:
    """An address at which there is no store, another at every call."""
    if request.param == "file":
        return lambda: str(tmp_path / f"new {next(_NUMBERS)}" / "monitor.duckdb")

    def lake() -> str:
        name, postgres = f"vacant_{next(_NUMBERS)}", _postgres(request)
        new_database(postgres, name)
        catalogue = f"dbname={name} host={postgres} user=monitor"
        return f"ducklake:postgres:{catalogue};data={tmp_path / name}"

    return lake


def _postgres(request: pytest.FixtureRequest) -> Path:
    folder = request.getfixturevalue("postgres")
    assert isinstance(folder, Path)
    return folder


def times(few: int, many: int) -> pytest.MarkDecorator:
    """``kills``: few in every run, many in the long one."""
    return pytest.mark.parametrize("kills", [few, pytest.param(many, marks=pytest.mark.long)])


def opened(address: str) -> Context:
    """The next start, without a hand."""
    return open_context(read_settings({"MONITOR_STORE": address, "MONITOR_NOW": LATER.isoformat()}))


def holds(address: str, acknowledged: list[str]) -> int:
    """Assert that the store is whole and has all that; how many events it has."""
    with opened(address).store as store:
        assert store.rows("astray") == []
        assert prove(store.trail()).holds
        assert originals(store) == ()
        found = {one.version: one for one in versions(store)}
        for line in acknowledged:
            word, number = line.split()
            assert word in {event.event for event in found[int(number)].events}
        for one in list(found.values())[-3:]:
            kept, sent = content(store, one.key, one.identity), usual()
            assert kept.values == sent.values
            assert (len(kept.areas), len(kept.tasks)) == (len(sent.areas), len(sent.tasks))
        return sum(len(one.events) for one in found.values())


# Writing


@times(2, 20)
def test_what_was_acknowledged_outlives_every_kill(
    fresh: Made, victims: Nursery, kills: int
) -> None:
    address, acknowledged, before, chance = fresh(), [], 0, Random(3220)  # noqa: S311
    for number in range(kills):
        pid = victims.live("send", address, number)
        victims.first()
        victims.linger(chance.uniform(0, 0.4))
        told = victims.kill(pid)
        acknowledged += told
        events = holds(address, acknowledged)
        assert len(told) <= events - before <= len(told) + 1  # one was under way
        before = events


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.long)])
def test_a_writer_killed_between_two_statements_leaves_nothing_of_its_write(
    fresh: Made, victims: Nursery, step: int
) -> None:
    address, statement = fresh(), 1
    while not victims.survives("die at", address, f"at {statement}", statement):
        assert holds(address, []) == 0
        statement += step
    assert statement > 10
    assert holds(address, ["accepted 1"]) == 2


@pytest.mark.needs("postgres", "psql")
@times(1, 6)
def test_a_writer_killed_between_its_files_and_the_catalogue_is_not_there(
    copied_lake: str, victims: Nursery, kills: int
) -> None:
    """Its Parquet files are written, PostgreSQL has not taken the commit yet."""
    lake = read_address(copied_lake)
    assert isinstance(lake, Lake)
    for number in range(kills):
        written = len(list(lake.data.rglob("*.parquet")))
        with psycopg.connect(lake.catalogue) as barrier:
            barrier.execute("LOCK TABLE ducklake_snapshot IN SHARE MODE")
            pid = victims.live("commit", copied_lake, f"killed {number}")
            _wait_for_the_barrier(lake)
            assert victims.kill(pid) == []
        assert len(list(lake.data.rglob("*.parquet"))) > written
        assert holds(copied_lake, []) == 2 * number
        victims.whole("commit", copied_lake, f"whole {number}")
        assert holds(copied_lake, [f"accepted {number + 1}"]) == 2 * (number + 1)


def _wait_for_the_barrier(lake: Lake) -> None:
    waiting = (
        "SELECT count(*) FROM pg_locks JOIN pg_database ON database = pg_database.oid"
        " WHERE NOT granted AND locktype = 'relation' AND datname = current_database()"
    )
    with psycopg.connect(lake.catalogue, autocommit=True) as watching:
        while watching.execute(waiting).fetchall() == [(0,)]:
            watching.execute("SELECT pg_sleep(0.02)")


# Migrating

_MORE = """
CREATE TABLE store.more_NUMBER AS SELECT range AS number FROM range(300000);
INSERT INTO store.more_NUMBER SELECT 7 FROM range(300000);
"""


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The statements of a program with two more migrations."""
    folder = tmp_path / "sql"
    shutil.copytree("data_loaders/store/sql", folder)
    for number in (1, 2):
        (folder / "migrations" / f"900{number}_more.sql").write_text(
            _MORE.replace("NUMBER", str(number)), "utf-8"
        )
    return folder


def migrated(address: str) -> int:
    """How many of the two the store has; assert that none is there by half."""
    where = read_address(address)
    connection = attach_lake(where, create=False) if isinstance(where, Lake) else attach(where)
    with connection, connection.cursor() as cursor:
        done = cursor.execute("SELECT name FROM store.migration WHERE name LIKE '900%'").fetchall()
        for number in (1, 2):
            if (f"900{number}_more",) in done:
                assert cursor.table(f"store.more_{number}").count("*").fetchall() == [(600_000,)]
            else:
                with pytest.raises(duckdb.Error, match="does not exist"):
                    cursor.table(f"store.more_{number}")
    return len(done)


@times(1, 8)
def test_a_migration_that_was_killed_is_done_or_not_begun_and_the_next_start_goes_on(
    fresh: Made, victims: Nursery, newer: Path, kills: int
) -> None:
    span = victims.whole("migrate", fresh(), newer)
    wanted, chance = victims.kills + kills, Random(1)  # noqa: S311
    while victims.kills < wanted:
        address = fresh()
        pid = victims.live("migrate", address, newer)
        victims.linger(chance.uniform(0, span))
        victims.kill(pid)
        assert migrated(address) in {0, 1, 2}
        victims.whole("migrate", address, newer)
        assert migrated(address) == 2


# Making and keeping


@times(1, 8)
def test_a_killed_init_is_never_found_as_a_store(
    vacant: Made, victims: Nursery, kills: int
) -> None:
    never_half(vacant, victims, kills, "init")


@times(1, 8)
def test_a_killed_restore_is_never_found_as_a_store(
    vacant: Made, store: Path, tmp_path: Path, victims: Nursery, kills: int
) -> None:
    victims.whole("commit", store, "kept")
    victims.whole("backup", store, tmp_path / "kept.zip")
    never_half(vacant, victims, kills, "restore", tmp_path / "kept.zip")


def never_half(vacant: Made, victims: Nursery, kills: int, work: str, *arguments: object) -> None:
    """Kill somebody making a store: it is there whole or not at all, and then made once more."""
    first = vacant()
    span, events = victims.whole(work, first, *arguments), holds(first, [])
    wanted, chance = victims.kills + kills, Random(2)  # noqa: S311
    while victims.kills < wanted:
        address = vacant()
        pid = victims.live(work, address, *arguments)
        victims.linger(chance.uniform(0, span))
        victims.kill(pid)
        if sentence := refusal(address):
            assert "python -m data_loaders init" in sentence
            victims.whole(work, address, *arguments)
        assert holds(address, []) == events


def refusal(address: str) -> str:
    """Why the store is not opened; empty where it is."""
    try:
        opened(address).store.close()
    except StoreError as error:
        return str(error)
    return ""


@times(1, 8)
def test_a_killed_backup_is_whole_or_not_there_and_harms_nothing(
    fresh: Made, tmp_path: Path, victims: Nursery, kills: int
) -> None:
    address = fresh()
    victims.whole("commit", address, "kept")
    span = victims.whole("backup", address, tmp_path / "first.zip")
    wanted, chance = victims.kills + kills, Random(3)  # noqa: S311
    while victims.kills < wanted:
        target = tmp_path / f"kept {next(_NUMBERS)}.zip"
        pid = victims.live("backup", address, target)
        victims.linger(chance.uniform(0, span))
        victims.kill(pid)
        assert holds(address, ["accepted 1"]) == 2
        if not target.exists():
            victims.whole("backup", address, target)
        with open_backup(target) as kept:
            assert kept.manifest.tables["event"].rows == 2
