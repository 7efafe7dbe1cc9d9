"""What a report follows over a change of units: sums of parts, areas with their own commune."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from data_loaders.forms.write import write_form
from data_loaders.model import (
    Identity,
    Level,
    Period,
    Register,
    ReportContent,
    Reporter,
    Unit,
    UnitChange,
    UnitChangeKind,
)
from data_loaders.reports.before import Before
from tests.data_loaders.sent_forms import (
    AREAS,
    DAK_XU,
    NGOC_HOI,
    PLEI_KAN,
    PO_Y,
    REGIME,
    REGISTER,
    USUAL,
    request,
    usual,
)

DAY, LAST = date(2025, 7, 1), date(2025, 6, 30)
NEW = Unit("23377-2025", "23377", Level.COMMUNE, "xã", "Bờ Y", NGOC_HOI, valid_from=DAY)
PARTS = (PLEI_KAN, DAK_XU, PO_Y)
JUNE, JULY = Period.parse("2025-06"), Period.parse("2025-07")
ENDED = {*PARTS, NGOC_HOI}


def after(*, whole: bool = True) -> Register:
    units = [replace(u, valid_to=LAST) if u.unit_id in ENDED else u for u in REGISTER.units]
    changes = [UnitChange(DAY, UnitChangeKind.MERGE, old, NEW.unit_id, whole) for old in PARTS]
    return Register((*units, NEW), tuple(changes))


def by(reporter: Reporter) -> Any:
    return replace(REGIME, reporting=((REGIME.first, Reporter.DISTRICT), (JULY, reporter)))


def before(
    unit_id: str,
    reporter: Reporter,
    report: ReportContent,
    *,
    whole: bool = True,
) -> Before:
    accepted = [(7, NGOC_HOI, JUNE)]
    identity = Identity(unit_id, JULY)
    return Before(after(whole=whole), by(reporter), identity, accepted, lambda key, where: report)


@pytest.mark.parametrize(
    ("unit_id", "reporter"), [(NEW.unit_id, Reporter.COMMUNE), (NGOC_HOI, Reporter.GROUP)]
)
def test_a_merged_commune_is_compared_with_the_sum_of_its_parts(
    unit_id: str, reporter: Reporter
) -> None:
    numbers = {PLEI_KAN: 3, DAK_XU: 1, PO_Y: 4}
    report = usual(period=JUNE, changed={(u, "spots_closing"): n for u, n in numbers.items()})
    found = before(unit_id, reporter, report)
    content = found.content()
    assert content is not None
    assert content.identity == Identity(unit_id, JUNE)
    assert content.values[NEW.unit_id, "spots_closing"] == 8
    assert content.values[NEW.unit_id, "addicts"] == 3 * USUAL["addicts"]
    assert (NEW.unit_id, "commune_class") not in content.values
    assert found.keys() == (7,)
    assert [(a.commune_id, a.cohort) for a in content.areas] == [
        (a.commune_id, a.cohort) for a in AREAS
    ]


def test_the_sum_of_the_parts_is_filled_in_as_the_opening_of_the_new_form() -> None:
    content = before(NEW.unit_id, Reporter.COMMUNE, usual(period=JUNE)).content()
    wanted = replace(
        request(NEW.unit_id, JULY, content), register=after(), regime=by(Reporter.COMMUNE)
    )
    book = load_workbook(BytesIO(write_form(wanted)))
    sheet = book["Số liệu"]
    row = next(r for r in sheet.iter_rows() if r[0].value == NEW.unit_id)
    assert row[3].value == 3 * USUAL["spots_closing"]


def test_a_blank_part_or_a_split_leaves_nothing_to_compare_with() -> None:
    blank = usual(period=JUNE, changed={(PO_Y, "addicts"): None})
    content = before(NEW.unit_id, Reporter.COMMUNE, blank).content()
    assert content is not None
    assert (NEW.unit_id, "addicts") not in content.values
    assert content.values[NEW.unit_id, "users"] == 3 * USUAL["users"]
    split = before(NEW.unit_id, Reporter.COMMUNE, usual(period=JUNE), whole=False)
    assert split.content() is None


def test_a_part_that_never_reported_leaves_nothing_to_compare_with() -> None:
    report = usual(period=JUNE)
    kept = tuple(f for f in report.figures if f.commune_id != PO_Y)
    assert before(NEW.unit_id, Reporter.COMMUNE, replace(report, figures=kept)).content() is None


def test_what_a_year_left_over_goes_to_the_successor() -> None:
    found = before(NEW.unit_id, Reporter.COMMUNE, usual(period=JUNE))
    left = found.left_over({"tipoffs_resolved": {PO_Y: 2, DAK_XU: 1, "23398": 9}})
    assert left == {"tipoffs_resolved": {NEW.unit_id: 3}}


def test_a_report_whose_rows_stayed_is_followed_as_it_is() -> None:
    report = usual(period=JUNE)
    identity = Identity(NGOC_HOI, JULY)
    regime = replace(REGIME, reporting=((REGIME.first, Reporter.DISTRICT),))
    found = Before(REGISTER, regime, identity, [(7, NGOC_HOI, JUNE)], lambda key, where: report)
    assert found.content() == report
