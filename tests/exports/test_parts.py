"""What exports are made of: widths of letters, texts that look like formulas, other languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from data_loaders.model import Decision, Level, Period, Register, Unit
from data_loaders.model.submissions import SourceCell
from kpis.exports.content.dossier import Dossier, Given, dossier
from kpis.exports.content.text_width import height, largest, lines, width
from kpis.exports.databook.write import databook
from kpis.exports.deck.write import deck
from kpis.exports.report.write import report
from kpis.model import Language
from kpis.trace.terms import Traced
from tests.exports.reading import slide_tables
from tests.kpis.given import LATER, PLAN, PROVINCE, facts_of
from tests.kpis.given import report as given_report

FORMULA = '=HYPERLINK("file:///etc/passwd";"bấm")'
MISCHIEF = (FORMULA, "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "bình thường & <b>")


def typed(text: str) -> SourceCell:
    """A cell of a form in which somebody typed something."""
    return SourceCell(
        commune=None,
        value=7,
        version=1,
        file="=1+1.xlsx",
        sha256="0" * 64,
        sheet="Số liệu",
        cell="D8",
        text=text,
        by="@ai",
        received_at=LATER,
        accepted_at=None,
    )


def two(
    language: Language = Language.VI,
    *,
    about: str = PROVINCE,
    sent_by: Sequence[str] = ("d0", "d1"),
) -> Dossier:
    """A province of two localities, one of which has a name like a formula."""
    names = ("=1+1", "Bình Thường")
    below = (Unit(f"d{i}", f"d{i}", Level.DISTRICT, "", name, PROVINCE)
             for i, name in enumerate(names))  # fmt: skip
    province = Unit(PROVINCE, PROVINCE, Level.PROVINCE, "tỉnh", "Kon Tum", None)
    reports = [
        given_report(unit, period, spots_closing=count, hotspots_identified=5,
                     hotspots_eradicated=count)
        for unit in sent_by
        for period, count in (("2024-12", 4), ("2025-05", 3), ("2025-06", 7))
    ]  # fmt: skip
    given = Given(revision=1, unit_id=about)
    facts = facts_of(reports)
    period = Period.parse("2025-06")
    register = Register((province, *below))
    return dossier(facts, PLAN, register, given, period=period, language=language)


def with_mischief() -> Dossier:
    said = two()
    cells: Mapping[Traced, Sequence[SourceCell]] = {
        term: [typed(text) for text in MISCHIEF] for term in said.every_term
    }
    return said.with_cells(cells)


def test_a_text_that_looks_like_a_formula_is_written_as_a_text() -> None:
    book = load_workbook(BytesIO(databook(with_mischief())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    assert {*MISCHIEF, "=1+1.xlsx", "@ai"} <= texts
    ours = ("=SUMIFS(", "=COUNTIF(", "=COUNTIFS(", "=MAX(", "=F", "=(H", "=(F")
    live = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert live
    assert all(formula.startswith(ours) for formula in live)
    assert all(cell.hyperlink is None for cell in cells)


@pytest.mark.parametrize("language", list(Language))
def test_one_locality_is_told_of_itself_alone(language: Language) -> None:
    said = two(language, about="d1")
    slides = Presentation(BytesIO(deck(said))).slides
    texts = [shape.text_frame.text for slide in slides for shape in slide.shapes
             if shape.has_text_frame]  # fmt: skip
    assert any("Bình Thường" in text for text in texts)
    assert not any("=1+1" in text for text in texts)
    assert said.report_id.unit_id == "d1"
    assert "=1+1" not in words_of(report(said))
    assert "=1+1" not in words_of(databook(said))


@pytest.mark.parametrize("language", list(Language))
def test_a_locality_that_sees_no_other_one_is_not_told_that_others_sent_nothing(
    language: Language,
) -> None:
    """What its account may not read is not there, which is not the same as never sent."""
    words = words_of(report(two(language, about="d1", sent_by=("d1",))))
    assert "Bình Thường" in words
    assert "=1+1" not in words
    assert not re.search(r"\d/\d (địa phương|localities)", words)


def test_a_locality_without_a_report_of_the_period_is_told_so_by_its_name() -> None:
    words = words_of(report(two(about="d1", sent_by=("d0",))))
    assert "Chưa tính: Bình Thường (chưa gửi)." in words
    assert "=1+1" not in words


def words_of(file: bytes) -> str:
    """Every text of an office file."""
    with ZipFile(BytesIO(file)) as parts:
        names = [name for name in parts.namelist() if name.endswith(".xml")]
        told = "\n".join(parts.read(name).decode() for name in names)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", told))


def test_english_says_everything_in_english() -> None:
    said = two(Language.EN)
    slides = Presentation(BytesIO(deck(said))).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles[0] == "Results of Plan 3220/KH-UBND, Tỉnh Kon Tum, Jun 2025"
    book = load_workbook(BytesIO(databook(said)))
    assert book.sheetnames[:4] == ["Overview", "Results", "Terms", "Cells"]


def test_decisions_still_open_come_with_owner_day_and_what_they_are_about() -> None:
    said = two()
    taken = Decision(
        key=1, text="Rà soát lại\nsố liệu", due_on=date(2026, 5, 30), unit_id=None, body="Sở Y tế",
        target_id="service-access", about_unit="d1", meeting_id=None, meeting="Phiên họp quý I",
        by="thuky", at=LATER,
    )  # fmt: skip
    with_one = replace(said, given=replace(said.given, decisions=(taken,)))
    slide = Presentation(BytesIO(deck(with_one))).slides[3]
    assert slide.shapes.title.text_frame.text == "Còn 1 kết luận của các phiên họp phải thực hiện"
    ((row,),) = slide_tables(slide)
    about = f"{PLAN.target('service-access').name_vi},  Bình Thường"  # a locality without a kind
    assert [cell.strip() for cell in row] == [
        "Rà soát lại số liệu",
        about,
        "Sở Y tế",
        "30/05/2026",
        "quá hạn 2 ngày",
    ]


def test_a_vietnamese_letter_is_as_wide_as_the_letter_under_its_marks() -> None:
    for marked, bare in (("ầ", "a"), ("Ễ", "E"), ("ộ", "o"), ("ỹ", "y")):
        assert width(marked, 10) == width(bare, 10)
    assert width("ứng", 10) > width("ung", 10)
    assert width("chữ", 10, bold=True) > width("chữ", 10)


def test_lines_break_between_words_and_grow_in_height() -> None:
    text = "một hai ba bốn năm sáu bảy tám"
    broken = lines(text, 60, 12)
    assert " ".join(broken) == text
    assert all(width(line, 12) <= 60 for line in broken)
    assert height(text, 60, 12) == pytest.approx(len(broken) * 12 * 1.2)
    assert height("dài" * 30, 60, 12) > height("dài", 60, 12)


def test_the_largest_size_that_fits_is_taken() -> None:
    assert largest("ngắn", 100, 40, (28, 20, 10), bold=False) == 28
    assert largest("một câu dài hơn nhiều", 100, 40, (28, 20, 10), bold=False) == 10
