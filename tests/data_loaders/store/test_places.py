"""Units in time as the store keeps them: the newest row of each, and what became of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data_loaders.backup import integrity
from data_loaders.model.settings import read_settings
from data_loaders.register.localities import parse_register
from data_loaders.service.context import Context, create_store, open_context
from data_loaders.store.database import micros
from data_loaders.store.places import insert_changes, insert_units
from tests.data_loaders import stores
from tests.data_loaders.register.test_changes import MERGED, UNITS

REGISTER = parse_register(UNITS.encode(), "don_vi.csv", MERGED.encode())


def faults(context: Context) -> list[str]:
    return list(integrity.check(context, lambda of, **_: of))


def test_a_new_store_keeps_its_register_with_days_and_changes(tmp_path: Path) -> None:
    settings = read_settings({"MONITOR_STORE": str(tmp_path / "m.duckdb")})
    context = create_store(settings, REGISTER, actor="test")
    with context.store:
        assert context.register() == REGISTER
        assert faults(context) == []


def test_of_a_unit_the_newest_row_counts_and_its_key_stays(tmp_path: Path) -> None:
    context = stores.empty(tmp_path)
    with context.store as store:
        first = context.register()
        keys, unit = store.keys().unit_key, first.units[20]
        for number, day in enumerate((20, 10)):  # what is learned later may count from earlier
            row = REGISTER.by_id["c"]
            changed = replace(unit, name=f"Tên {day}")
            with store.write("register.change", actor="test") as writer:
                rows = [changed] if number else [changed, row]
                at = micros(stores.at(day))
                insert_units(writer, rows, counts_from=at, known=dict(keys))
                insert_changes(writer, REGISTER.changes[:1] if number else (), counts_from=at)
        assert context.register(stores.at(9)) == first
        assert context.register(stores.at(15)).units[20].name == "Tên 10"
        assert context.register(stores.at(25)).units[20].name == "Tên 20"
        assert len(context.register(stores.at(25)).changes) == 1
        assert context.register(stores.at(25), upto=1) == first
        assert store.keys().unit_key.items() >= keys.items()
        assert store.keys().unit_key["c"] == len(first.units) + 1
        assert faults(context) == ["2 thay đổi của đơn vị không có trong danh mục"]


def test_a_store_of_before_opens_with_its_register_and_no_change(tmp_path: Path) -> None:
    context = stores.empty(tmp_path)
    before, revision = context.register(), context.store.revision()
    with context.store.cursor() as cursor:
        for table in ("unit_change", "row_digest", "trail_rows"):
            cursor.execute(f"DROP TABLE store.{table}")
        cursor.execute("DELETE FROM store.migration WHERE number >= 7")
    context.store.close()
    opened = open_context(context.settings)
    with opened.store:
        assert opened.register() == before
        assert (opened.store.revision(), opened.register().changes) == (revision, ())
        assert faults(opened) == []


@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2025, 7, 1)])
def test_the_units_of_a_day_are_read_back(day: date, tmp_path: Path) -> None:
    settings = read_settings({"MONITOR_STORE": str(tmp_path / "m.duckdb")})
    with (context := create_store(settings, REGISTER, actor="test")).store:
        ids = [unit.unit_id for unit in context.register().children("2", day)]
    assert ids == (["a", "b", "c"] if day.month == 6 else ["c", "ab"])
