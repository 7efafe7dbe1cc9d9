"""The figure and the verdict a person sees are those of ``python -m kpis scorecard --json``.

What is expected is written anew in ``tests.pages.expected``, so that a fault of the wording cannot
hide behind itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kpis.__main__ import main
from tests.pages import expected
from tests.pages.conftest import Shell
from tests.pages.panel_rows import panels
from tests.pages.seen import table_under

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

Document = dict[str, Any]
Command = Callable[..., Document]

VIEWS = {
    "by default": {},
    "in English": {"lang": "en"},
    "what was sent": {"basis": "submitted"},
    "the end of a year": {"period": "2024-12"},
    "the plan's second period": {"period": "2023-11"},
    "a period that just began": {"period": "2025-07"},
    "as it was known in March 2024": {"as_of": "2024-03-31"},
    "what had been sent by a day": {
        "as_of": "2025-03-19",
        "basis": "submitted",
        "period": "2025-03",
        "lang": "en",
    },
}
ADDRESSES = pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)


@pytest.fixture(scope="module")
def command(aside: Path) -> Command:
    """``command(period="2024-12")``: the document of the command for that address."""

    @cache
    def run(**address: str) -> Document:
        options = ["scorecard", "--json"]
        for name in ("period", "basis"):
            options += [f"--{name}", address[name]] if name in address else []
        if "as_of" in address:  # a day in the address is its last second
            options += ["--as-of", f"{address['as_of']}T23:59:59+07:00"]
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as printed:
            patch.setenv("MONITOR_STORE", str(aside))
            assert main(options) == 0
        return dict(json.loads(printed.getvalue()))

    return run


@pytest.fixture(scope="module")
def names(aside: Path) -> dict[str, str]:
    """Id → full name of the province and its districts."""
    with duckdb.connect(str(aside), read_only=True) as store:
        rows = store.execute(
            "SELECT unit_id, kind, name FROM unit WHERE level <> 'commune'"
        ).fetchall()
    return {unit_id: f"{kind[0].upper()}{kind[1:]} {name}" for unit_id, kind, name in rows}


@pytest.fixture(scope="module")
def done_on(aside: Path) -> dict[str, date]:
    """District → the day its areas were identified."""
    with duckdb.connect(str(aside), read_only=True) as store:
        rows = store.execute(
            "SELECT unit_id, max(completed_on) FROM task JOIN version USING (version_key)"
            " JOIN unit USING (unit_key) WHERE task_id = 'areas-identified' GROUP BY ALL"
        ).fetchall()
    return dict(rows)


def rows_of(document: Document, unit_id: str) -> list[dict[str, Any]]:
    return [row for row in document["results"] if row["unit_id"] == unit_id]


def quantities(document: Document) -> dict[str, str | None]:
    return {target["id"]: target["quantity"] for target in document["targets"]}


@ADDRESSES
def test_the_table_of_the_province_shows_the_figures_of_the_command(
    address: dict[str, str], shell: Shell, shown_store: Path, command: Command
) -> None:
    document, app = command(**address), shell(**address)
    assert not app.exception
    english = address.get("lang") == "en"
    heading = "Target" if english else "Chỉ tiêu"
    seen = [(row[1], row[2]) for row in table_under(app, heading)]
    quantity = quantities(document)
    wanted = [
        (
            expected.badge(row, english=english),
            expected.figure(row, quantity[row["target_id"]], english=english),
        )
        for row in rows_of(document, "62")
    ]
    assert sorted(seen) == sorted(wanted)
    if not english:
        targets = {target["id"]: target["name"] for target in document["targets"]}
        by_name = {row[0]: row[2] for row in table_under(app, heading)}
        for row in rows_of(document, "62"):
            figure = expected.figure(row, quantity[row["target_id"]], english=False)
            assert by_name[targets[row["target_id"]]] == figure


@ADDRESSES
def test_the_matrix_shows_every_locality_and_target_as_the_command_does(
    address: dict[str, str],
    shell: Shell,
    shown_store: Path,
    command: Command,
    names: dict[str, str],
    done_on: dict[str, date],
) -> None:
    document, app = command(**address), shell(**address)
    english = address.get("lang") == "en"
    seen = table_under(app, "Locality" if english else "Địa phương")
    quantity = quantities(document)
    units = list(dict.fromkeys(row["unit_id"] for row in document["results"]))
    assert len(units) == 11
    wanted = [
        [
            names[unit],
            *(
                f"{expected.badge(row, english=english)} "
                + expected.figure(
                    row,
                    quantity[row["target_id"]],
                    english=english,
                    done_on=done_on.get(unit),
                    counted=True,
                )
                for row in rows_of(document, unit)
            ),
        ]
        for unit in units
    ]
    assert seen == wanted


LOCALITIES = ("608", "610", "611", "612", "613", "614", "615", "616", "617", "618")
LOOKED_AT = [
    *(pytest.param(unit, {}, id=unit) for unit in LOCALITIES),
    *(
        pytest.param(unit, address, id=f"{unit} {name}")
        for name, address in VIEWS.items()
        if address
        for unit in (("611", "617") if "basis" in address else ("611",))
    ),
]


@pytest.mark.parametrize(("unit", "address"), LOOKED_AT)
def test_the_panels_of_a_locality_show_the_figures_of_the_command(
    unit: str,
    address: dict[str, str],
    shell: Shell,
    shown_store: Path,
    command: Command,
    done_on: dict[str, date],
) -> None:
    document, app = command(**address), shell("locality", unit=unit, **address)
    assert not app.exception
    english = address.get("lang") == "en"
    quantity, seen = quantities(document), panels(app)
    assert len(seen) == 10
    for row in rows_of(document, unit):
        panel = seen[row["target_id"]]
        of = quantity[row["target_id"]]
        counts, _, share = expected.figure(
            row, of, english=english, done_on=done_on[unit]
        ).partition(" (")
        assert panel.number == counts
        assert panel.verdict == expected.badge(row, english=english)
        small = "below 10" if english else "dưới 10"
        assert not share or share.rstrip(")") in panel.beside or small in panel.beside
