"""Units in time: who reports, which communes a locality has on a day, what units are made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data_loaders.model import Level, Period, Register, Reporter, Unit, UnitChange, UnitChangeKind
from data_loaders.model.errors import RegimeError
from data_loaders.register.calendar import parse_regime
from tests.plan_files import REGIME_TEXT

BEFORE, DAY = date(2025, 6, 30), date(2025, 7, 1)
PERIOD_BEFORE, PERIOD_AFTER = Period.parse("2025-06"), Period.parse("2025-07")


def unit(
    unit_id: str,
    level: Level,
    parent: str | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Unit:
    return Unit(
        unit_id, unit_id, level, level.value, unit_id, parent, None, None, valid_from, valid_to
    )


def _change(old: str, new: str, *, whole: bool = True) -> UnitChange:
    return UnitChange(DAY, UnitChangeKind.MERGE, old, new, whole)


REGISTER = Register(
    (
        unit("p", Level.PROVINCE, None, valid_to=BEFORE),
        unit("d", Level.DISTRICT, "p", valid_to=BEFORE),
        unit("e", Level.DISTRICT, "p", valid_to=BEFORE),
        unit("d1", Level.COMMUNE, "d", valid_to=BEFORE),
        unit("d2", Level.COMMUNE, "d", valid_to=BEFORE),
        unit("d3", Level.COMMUNE, "d"),
        unit("e1", Level.COMMUNE, "e", valid_to=BEFORE),
        unit("n1", Level.COMMUNE, "d", valid_from=DAY),
        unit("n2", Level.COMMUNE, "e", valid_from=DAY),
        unit("n3", Level.COMMUNE, "e", valid_from=DAY),
    ),
    (
        _change("d1", "n1"),
        _change("d2", "n1"),
        _change("e1", "n2", whole=False),
        _change("e1", "n3", whole=False),
    ),
)


def arranged(*arrangements: tuple[str, str]) -> str:
    tables = (f'[[reporting]]\nfrom = "{since}"\nby = "{by}"\n' for since, by in arrangements)
    return REGIME_TEXT + "\n" + "\n".join(tables)


@pytest.mark.parametrize(
    ("by", "reporters"),
    [("commune", ["d3", "n1", "n2", "n3"]), ("group", ["d", "e"]), ("district", [])],
)
def test_a_period_is_reported_by_whom_the_plan_says_on_the_units_of_its_last_day(
    by: str, reporters: list[str]
) -> None:
    text = arranged(("2023-10", "district"), ("2025-07", by))
    regime = parse_regime(text, "regime.toml", name="kh")
    then, now = (REGISTER.reporters(regime, at) for at in (PERIOD_BEFORE, PERIOD_AFTER))
    assert [unit.unit_id for unit in then] == ["d", "e"]
    assert [unit.unit_id for unit in now] == reporters
    ever = {"d", "e", *reporters}
    assert {unit.unit_id for unit in REGISTER.ever_reporting(regime)} == ever


@pytest.mark.parametrize(("by", "ended"), [("commune", {"d", "e"}), ("group", set())])
def test_who_has_ended_is_written_to_only_where_it_reports_as_a_group(
    by: str, ended: set[str]
) -> None:
    text = arranged(("2023-10", "district"), ("2025-07", by))
    regime = parse_regime(text, "regime.toml", name="kh")
    addressed = REGISTER.addressed(regime, DAY)
    assert {"d", "e"} - addressed == ended
    assert {"n1", "n2", "n3", "d3"} <= addressed
    assert "d1" not in addressed
    assert {"d", "e"} <= REGISTER.addressed(regime, BEFORE)


def test_without_an_arrangement_the_districts_report() -> None:
    regime = parse_regime(REGIME_TEXT, "regime.toml", name="kh")
    assert regime.reporter(PERIOD_AFTER) is Reporter.DISTRICT


@pytest.mark.parametrize(
    ("arrangements", "refused"),
    [
        ([("2023-10", "village")], r"reporting\[1\].by: gặp “village”"),
        ([("2025-07", "commune"), ("2025-07", "group")], r"reporting\[2\].from: 2025-07 không sau"),
    ],
)
def test_an_arrangement_that_cannot_be_meant_is_refused_with_its_key(
    arrangements: list[tuple[str, str]], refused: str
) -> None:
    with pytest.raises(RegimeError, match=refused):
        parse_regime(arranged(*arrangements), "regime.toml", name="kh")


def test_the_rows_of_a_report_are_the_communes_of_the_day_or_the_commune_itself() -> None:
    assert [unit.unit_id for unit in REGISTER.rows("d", BEFORE)] == ["d1", "d2", "d3"]
    assert [unit.unit_id for unit in REGISTER.rows("d", DAY)] == ["d3", "n1"]
    assert [unit.unit_id for unit in REGISTER.rows("n1", DAY)] == ["n1"]


@pytest.mark.parametrize(
    ("unit", "on", "parts", "exact"),
    [
        ("n1", BEFORE, ("d1", "d2"), True),
        ("d1", DAY, ("n1",), True),
        ("d3", DAY, ("d3",), True),
        ("d", DAY, ("d",), True),
        ("n2", BEFORE, ("e1",), False),
        ("e1", DAY, ("n2", "n3"), False),
    ],
)
def test_a_unit_is_made_of_wholes_or_of_what_was_split(
    unit: str, on: date, parts: tuple[str, ...], exact: bool
) -> None:
    found = REGISTER.parts(unit, on)
    assert (found.units, found.exact) == (parts, exact)


def test_parts_are_found_over_several_changes() -> None:
    later = date(2026, 1, 1)
    units = [
        replace(u, valid_to=date(2025, 12, 31)) if u.unit_id == "n1" else u for u in REGISTER.units
    ]
    again = Register(
        (*units, unit("m", Level.COMMUNE, "d", valid_from=later)),
        (*REGISTER.changes, UnitChange(later, UnitChangeKind.RENAME, "n1", "m")),
    )
    assert again.parts("m", BEFORE).units == ("d1", "d2")
    assert again.parts("d2", later).units == ("m",)
    assert again.breaks == (DAY, later)
