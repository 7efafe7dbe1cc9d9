"""What a report follows over a change of units: sums of parts, areas with their own commune."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from data_loaders.forms.write import write_form
from data_loaders.intake.checks.report import check
from data_loaders.model import (
    History,
    Identity,
    ReportContent,
    Reporter,
)
from data_loaders.reports.before import Before
from tests.data_loaders.reform import JULY, JUNE, NEW, after, by
from tests.data_loaders.sent_forms import (
    AREAS,
    DAK_XU,
    FORM,
    NGOC_HOI,
    PLEI_KAN,
    PO_Y,
    RECEIVED,
    REGIME,
    REGISTER,
    USUAL,
    request,
    sentences,
    usual,
)


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


def test_what_a_sum_is_made_of_stands_beside_it_in_the_new_form() -> None:
    numbers = {PLEI_KAN: 3, DAK_XU: 1, PO_Y: 4}
    report = usual(period=JUNE, changed={(u, "spots_closing"): n for u, n in numbers.items()})
    content = before(NEW.unit_id, Reporter.COMMUNE, report).content()
    wanted = replace(
        request(NEW.unit_id, JULY, content), register=after(), regime=by(Reporter.COMMUNE)
    )
    book = load_workbook(BytesIO(write_form(wanted)))
    assert "Plei Kần 3 + Đăk Xú 1 + Pờ Y 4" in notes(book["Kỳ trước"])
    assert notes(book["Số liệu"]) == []


def notes(sheet: Any) -> list[str]:
    """The notes at the cells of a sheet."""
    return [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]


def test_an_addict_lost_over_the_change_is_a_warning_that_names_the_parts() -> None:
    report = usual(period=JUNE)
    history = History(before(NEW.unit_id, Reporter.COMMUNE, report).content())
    lost = replace(
        usual(),
        identity=Identity(NEW.unit_id, JULY),
        figures=tuple(
            replace(
                figure, commune_id=NEW.unit_id, value=0 if figure.measure == "addicts" else None
            )
            for figure in usual().figures
            if figure.commune_id == PO_Y
        ),
        areas=(),
    )
    found = check(
        lost,
        form=FORM,
        register=after(),
        regime=by(Reporter.COMMUNE),
        history=history,
        received_at=RECEIVED,
    )
    told = sentences([one for one in found if one.code == "jump"])
    assert len(told) == 1
    assert "từ 36 (Plei Kần 12 + Đăk Xú 12 + Pờ Y 12) (kỳ 2025-06 đã duyệt) thành 0" in told[0]
