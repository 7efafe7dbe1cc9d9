"""Synthetic stores of many provinces: a root, provinces that report, their communes, 25 measures.

A province stands where a district does in the shipped register: it sends one report a period. The
figures mean nothing; they are accepted, whole and without a blank.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb

from data_loaders.model import Level, Period, Register, Unit
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_form
from data_loaders.service.context import Context, create_store
from data_loaders.store.database import Store, micros

COMMUNES = 3321
"""Communes of the country since July 2025, in 34 provinces."""

PROVINCES = 34
PERIODS = (Period.of(2022, 12), *(Period.of(2023, 8).shifted(n) for n in range(29)))
LEFT_OUT = "rings"
"""The one of the form's 26 measures that is not reported here; no target asks for it."""

NOW = "2026-01-20T08:00:00+07:00"


def register(provinces: int) -> Register:
    """The first provinces of the country, with as many communes as they have on average."""
    units = [Unit("0", "0", Level.PROVINCE, "Cả nước", "Việt Nam", None)]
    for number in range(provinces):
        home = f"p{number}"
        units.append(Unit(home, home, Level.DISTRICT, "Tỉnh", f"Tỉnh {number}", "0"))
        first, last = (COMMUNES * one // PROVINCES for one in (number, number + 1))
        units += [
            Unit(f"c{one}", f"c{one}", Level.COMMUNE, "Xã", f"Xã {one}", home)
            for one in range(first, last)
        ]
    return Register(tuple(units))


def country(path: Path, *, provinces: int) -> Context:
    """A store in which every period of those provinces is accepted; it is open."""
    settings = read_settings({"MONITOR_STORE": str(path), "MONITOR_NOW": NOW})
    context = create_store(settings, register(provinces), actor="benchmark")
    at = micros(datetime.fromisoformat("2022-12-20T08:00:00+07:00"))
    with context.store.cursor() as cursor:
        cursor.execute("BEGIN")
        _versions(cursor, context.store, provinces, at)
        for statement in _ROWS:
            cursor.execute(statement, {"left_out": LEFT_OUT} if "$left_out" in statement else None)
        cursor.execute("COMMIT")
    return context


def _versions(
    cursor: duckdb.DuckDBPyConnection, store: Store, provinces: int, at: int
) -> None:
    keys = [store.keys().unit_key[f"p{number}"] for number in range(provinces)]
    pairs = [(key, period.index) for period in PERIODS for key in keys]
    cursor.execute(
        "INSERT INTO store.version SELECT unnest(range(1, $count + 1)), unnest($units::INTEGER[]),"
        " unnest($periods::INTEGER[]), 1, 'none', 'x.xlsx', $form, '', $at, 'benchmark', 1",
        {
            "count": len(pairs),
            "units": [unit for unit, _ in pairs],
            "periods": [period for _, period in pairs],
            "form": load_form().edition,
            "at": at,
        },
    )


_ROWS = (
    "INSERT INTO store.event SELECT version_key, version_key, 'accepted', received_at,"
    " 'benchmark', NULL, 1 FROM store.version",
    # Communes of each report, its measures, and a figure that follows from the three keys.
    """
    INSERT INTO store.fact
    SELECT v.version_key, c.unit_key, m.measure_key,
           CASE m.code WHEN 'commune_class' THEN 1 + c.unit_key % 5
                       ELSE (7 * c.unit_key + 3 * m.measure_key + v.period) % 20 END
    FROM store.version v
    JOIN store.unit p ON p.unit_key = v.unit_key
    JOIN store.unit c ON c.parent_id = p.unit_id
    CROSS JOIN store.measure m
    WHERE m.code <> $left_out
    ORDER BY v.version_key, c.unit_key, m.measure_key
    """,
    """
    INSERT INTO store.area
    SELECT v.version_key, a.position, c.unit_key, 2024, DATE '2024-01-15', 'I',
           'đang chuyển hóa', NULL, NULL, NULL, NULL, 'Địa bàn chuyển hóa', 4 + a.position
    FROM store.version v
    JOIN store.unit p ON p.unit_key = v.unit_key
    JOIN (SELECT *, row_number() OVER (PARTITION BY parent_id ORDER BY unit_key) AS place
          FROM store.unit WHERE level = 'commune') c ON c.parent_id = p.unit_id
    JOIN (SELECT unnest(range(5)) AS position) a ON a.position = c.place
    """,
    """
    INSERT INTO store.task
    SELECT v.version_key, t.position, 'areas-identified', 'hoàn thành', DATE '2023-10-10', NULL,
           'Nhiệm vụ', 4
    FROM store.version v CROSS JOIN (SELECT 0 AS position) t
    """,
)
