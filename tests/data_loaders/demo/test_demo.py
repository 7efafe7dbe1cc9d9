"""Filling the demonstration: the same every time, whole or not at all, never over anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from data_loaders.demo import filling
from data_loaders.demo.sendings import Sending, sendings
from data_loaders.demo.story import load_story
from data_loaders.demo.synthesis import all_periods, report
from data_loaders.model import Basis, Period, Register
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_form, load_regime
from data_loaders.reports import commits
from data_loaders.reports.facts import facts, summed
from data_loaders.reports.followed import history
from data_loaders.reports.history import attempts, versions
from data_loaders.service.context import Context, create_store
from data_loaders.store.database import Store
from kpis.stored.freezing import figures_now
from tests.data_loaders.sent_forms import PO_Y, REGISTER, usual
from tests.data_loaders.stores import LATER, at, put
from tests.terminal import Terminal

REGIME = load_regime("kh3220")
STORY = load_story()


# The same every time


@pytest.fixture
def filled(demonstration: Path) -> Iterator[Store]:
    with Store.open(demonstration) as store:
        yield store


def every_sending() -> list[Sending]:
    return [
        one
        for period in all_periods(STORY)
        for one in sendings(period, story=STORY, regime=REGIME, until=STORY.now)
    ]


def test_everything_the_story_sends_is_there_and_nothing_else(filled: Store) -> None:
    told = [(one.sender, one.file_name, one.received_at) for one in every_sending()]
    kept = [(v.by, v.file_name, v.received_at) for v in versions(filled)]
    kept += [(a.by, a.file_name, a.received_at) for a in attempts(filled)]
    assert sorted(kept) == sorted(told)
    assert len(told) == len({name for _, name, _ in told}) == 219


CHOSEN = [
    "BC_608_2022-12.xlsx",
    "BC_617_2023-10.xlsx",
    "BC_616_2024-05_nhap.xlsx",
    "BC_608_2024-11.xlsx",
    "BC_608_2024-11_sua.xlsx",
    "BC_613_2025-03.xlsx",
    "BC_611_2025-06.xlsx",
    "BC_614_2025-06.xlsx",
]
"""A file of each kind: base, first, refused, corrected, returned, waiting."""


@pytest.mark.parametrize("name", CHOSEN)
def test_a_form_written_again_has_the_same_bytes(filled: Store, name: str) -> None:
    """The stored one was written by another process, maybe on another day."""
    (sending,) = [one for one in every_sending() if one.file_name == name]
    previous = history(filled, sending.identity, sending.received_at).previous
    again = filling._fill_in(sending, previous)
    kept = {v.file_name: v.sha256 for v in versions(filled)}
    kept |= {a.file_name: a.sha256 for a in attempts(filled)}
    assert again.sha256 == kept[name]
    assert filled.rows("original", sha256=again.sha256) == [(again.data,)]


@pytest.mark.parametrize("period", ["2022-12", "2023-10", "2024-06", "2025-06"])
def test_figures_invented_again_are_those_that_are_stored(filled: Store, period: str) -> None:
    known = facts(filled, as_of=STORY.now, basis=Basis.SUBMITTED)
    found = {key[0]: one for key, one in known.reports.items() if str(key[1]) == period}
    assert len(found) == len(STORY.districts) - (period == "2025-06")
    for one in sendings(Period.parse(period), story=STORY, regime=REGIME, until=STORY.now):
        kept = found[one.identity.unit_id]
        day = REGIME.day_of(one.received_at)
        again = summed(
            report(one.identity, regime=REGIME, received_on=day),
            load_form(),
            version=kept.version,
            confirmed=kept.confirmed,
        )
        assert (again.totals, again.classes, again.communes_with) == (
            {measure: kept.totals[measure] for measure in again.totals},
            kept.classes,
            {measure: kept.communes_with[measure] for measure in again.communes_with},
        )
        assert [area.state for area in again.areas] == [area.state for area in kept.areas]


@pytest.mark.long
def test_two_whole_fillings_are_equal(demonstration: Path, tmp_path: Path) -> None:
    settings = read_settings({"MONITOR_STORE": str(tmp_path / "again.duckdb")})
    filling.fill(settings, judge=figures_now, progress=lambda items, **_: items)
    with Store.open(demonstration) as one, Store.open(settings.file) as other:
        assert versions(one) == versions(other)
        assert attempts(one) == attempts(other)
        for basis in Basis:
            known = [facts(store, as_of=STORY.now, basis=basis) for store in (one, other)]
            assert known[0] == known[1]


# Whole or not at all


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The base figures alone, written in this process: ten files instead of 219."""
    monkeypatch.setattr(filling, "all_periods", lambda story: (story.base,))
    monkeypatch.setattr(filling, "ProcessPoolExecutor", lambda *_, **__: ThreadPoolExecutor(1))


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("before", ["absent", "empty"])
def test_an_absent_or_empty_store_is_filled(
    terminal: Terminal, tmp_path: Path, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MONITOR_NOW")
    if before == "empty":
        assert terminal("data_loaders", "init").code == 0
    said = terminal("data_loaders", "demo")
    assert (said.code, said.err) == (0, "")
    assert "10 lượt gửi; số liệu tổng hợp" in said.out
    assert [path.name for path in tmp_path.iterdir()] == ["store.duckdb"]
    with Store.open(tmp_path / "store.duckdb") as store:
        assert store.demonstration
        assert store.own_now == STORY.now
        assert {version.state for version in versions(store)} == {"accepted"}
    document = terminal("data_loaders", "status", "--json").document
    assert document["as_of"] == "2025-06-25T08:00:00+07:00"


def fails_at_the_third(
    context: Context, sending: Sending, arrival: Any, register: Register
) -> None:
    if len(versions(context.store)) == 2:
        raise OSError(28, "No space left on device", "store.duckdb")
    put_through(context, sending, arrival, register)


put_through = filling._send


@pytest.mark.usefixtures("short")
def test_a_filling_that_fails_midway_leaves_no_store(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "_send", fails_at_the_third)
    assert "No space left" in terminal("data_loaders", "demo").mistake
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("short")
def test_a_filling_that_fails_midway_leaves_an_empty_store_empty(
    terminal: Terminal, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "_send", fails_at_the_third)
    before = store.read_bytes()
    assert "No space left" in terminal("data_loaders", "demo").mistake
    assert store.read_bytes() == before
    assert list(tmp_path.iterdir()) == [store]


@pytest.mark.usefixtures("short")
def test_what_a_killed_filling_left_behind_is_no_obstacle(
    terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "store.duckdb.building").write_bytes(b"half")
    (tmp_path / "store.duckdb.building.wal").write_bytes(b"half")
    assert terminal("data_loaders", "demo").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["store.duckdb"]


# Never over anything


def a_report(context: Context) -> None:
    put(context, usual(), at(16))


def an_attempt(context: Context) -> None:
    put(context, usual(changed={(PO_Y, "spots_closing"): 9}), at(16))


def a_reading(context: Context) -> None:
    commits.record_reading(
        context.store,
        of="clean-communes",
        reading="A",
        reason="kết luận",
        actor="test",
        at=at(16),
        now=LATER,
    )


@pytest.mark.parametrize("written", [a_report, an_attempt, a_reading])
def test_a_store_in_which_anything_was_written_is_not_filled(
    terminal: Terminal, context: Context, written: Any
) -> None:
    written(context)
    context.store.close()
    before = context.store.path.read_bytes()
    assert "đã có số liệu" in terminal("data_loaders", "demo").mistake
    assert context.store.path.read_bytes() == before


def test_a_filled_store_is_not_filled_again(
    terminal: Terminal, demonstration: Path, tmp_path: Path
) -> None:
    shutil.move(demonstration, tmp_path / "store.duckdb")
    assert "đã có số liệu" in terminal("data_loaders", "demo").mistake


def test_a_store_with_another_register_is_not_filled(terminal: Terminal, tmp_path: Path) -> None:
    settings = read_settings({"MONITOR_STORE": str(tmp_path / "store.duckdb")})
    create_store(settings, Register(REGISTER.units[:-1]), actor="test").store.close()
    assert "danh mục địa phương khác" in terminal("data_loaders", "demo").mistake


def test_the_story_belongs_to_one_plan(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_PLAN", "kh9")
    assert "kế hoạch kh3220" in terminal("data_loaders", "demo").mistake
    assert list(tmp_path.iterdir()) == []


def test_every_district_of_the_shipped_register_has_its_story() -> None:
    on = REGIME.ends_on(STORY.last)
    assert list(STORY.districts) == [unit.unit_id for unit in REGISTER.reporting(on)]
