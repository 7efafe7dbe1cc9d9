"""The numbers of screen, deck, data book and report are the same ones."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from kpis.exports.content.text_width import height
from tests.exports.reading import (
    Made,
    Results,
    cell_texts,
    slide_tables,
    titled,
    verdict,
    whole_numbers,
)
from tests.kpis.given import PLAN

PROVINCE = "62"
TARGETS = [target.target_id for target in PLAN.targets]
NAMES = {target.name_vi: target.target_id for target in PLAN.targets}
UNITS = {
    "608": "Thành phố Kon Tum",
    "610": "Huyện Đắk Glei",
    "616": "Huyện Sa Thầy",
    "617": "Huyện Tu Mơ Rông",
    "618": "Huyện Ia H'Drai",
}
MILESTONE = "areas-identified"


@pytest.mark.parametrize("unit", [PROVINCE, *UNITS])
def test_a_slide_has_every_target_with_verdict_and_numbers(
    unit: str, made: Made, results: Results
) -> None:
    """A locality's table goes on on a second slide where it is long."""
    slides = made.slides
    of_unit = slides[2:3] if unit == PROVINCE else titled(slides, f"{UNITS[unit]}:")
    rows = [row for slide in of_unit for table in slide_tables(slide) for row in table]
    assert [NAMES[row[1]] for row in rows] == TARGETS
    for shown, name, figure, *_rest in rows:
        row = results[unit, NAMES[name]]
        assert shown == verdict(row)
        if NAMES[name] != MILESTONE or unit == PROVINCE:  # a locality's figure is the day
            expected = [row["numerator"], row["denominator"]]
            assert whole_numbers(figure) == [one for one in expected if one is not None]


def test_the_slide_of_verdicts_draws_the_counts(made: Made, results: Results) -> None:
    (chart,) = (shape.chart for shape in made.slides[1].shapes if shape.has_chart)
    found = [verdict for (unit, _), row in results.items() if unit == PROVINCE
             for verdict in [row["verdict"]]]  # fmt: skip
    assert sorted(chart.plots[0].series[0].values) == sorted(map(found.count, set(found)))


def test_charts_can_be_edited_and_every_title_says_something(made: Made) -> None:
    slides = made.slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) >= 5
    assert all(chart.part.chart_workbook.xlsx_part is not None for chart in charts)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_nothing_leaves_its_slide_or_meets_the_foot(made: Made) -> None:
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= 960 * 12700
            if shape.has_table:
                end = shape.top + sum(row.height for row in shape.table.rows)
                assert end <= 501 * 12700


def test_a_title_is_no_taller_than_its_place(made: Made) -> None:
    for slide in made.slides:
        frame = slide.shapes.title.text_frame
        size = frame.paragraphs[0].runs[0].font.size.pt
        tall = slide.shapes.title.height.pt
        assert height(frame.text, slide.shapes.title.width.pt, size, bold=True) <= tall


def test_a_slide_stands_for_each_target_in_trouble(made: Made, results: Results) -> None:
    words = {"missed": "Không đạt: ", "behind": "Chậm tiến độ: ", "at_risk": "Nguy cơ không đạt: "}
    for target in TARGETS:
        row = results[PROVINCE, target]
        if row["verdict"] in words:
            title = f"{words[row['verdict']]}{PLAN.target(target).name_vi}, "
            (slide,) = titled(made.slides, title)
            assert row["numerator"] in whole_numbers(slide.shapes.title.text_frame.text)


def test_the_data_book_has_every_number(made: Made, results: Results) -> None:
    rows = list(made.book["Các kết quả"].iter_rows(min_row=6, values_only=True))
    assert [(row[0], row[1]) for row in rows] == list(results)
    for row in rows:
        expected = results[row[0], row[1]]
        assert row[4] == verdict(expected)
        keys = ("numerator", "denominator", "base", "needed")
        assert [row[5], row[6], row[7], row[9]] == [expected[key] for key in keys]
        for shown, key in ((row[8], "value"), (row[11], "line")):  # Excel keeps 16 digits
            assert shown == (None if expected[key] is None else pytest.approx(expected[key]))
        assert [row[12], row[13]] == [expected["coverage"][key] for key in ("counted", "expected")]


def test_every_number_of_the_data_book_is_a_formula_over_the_cells(made: Made) -> None:
    figures = made.formulas["Các kết quả"]
    for column in "FGHIK":
        live = [cell.value for cell in figures[column][5:] if cell.value is not None]
        assert live
        assert all(str(value).startswith("=") for value in live)
    terms = made.formulas["Thành phần"]
    assert all(str(cell.value).startswith("=SUMIFS(") for cell in terms["I"][5:])


def test_the_report_has_every_number_in_its_arithmetic(made: Made, results: Results) -> None:
    tables = [cell_texts(table) for table in made.report.tables]
    listed = [rows for rows in tables if rows and len(rows[0]) == 5 and rows[0][1] in NAMES]
    units = list(dict.fromkeys(unit for unit, _ in results))
    assert len(listed) == len(units)
    for unit, rows in zip(units, listed, strict=True):
        assert [NAMES[row[1]] for row in rows] == TARGETS
        for _number, name, shown, worked, _until in rows:
            row = results[unit, NAMES[name]]
            assert shown == verdict(row)
            nothing_to_count = row["verdict"] == "not_applicable"
            if not nothing_to_count and (NAMES[name] != MILESTONE or unit == PROVINCE):
                assert {row["numerator"]} - {None} <= set(whole_numbers(worked))


def test_the_matrix_of_the_report_marks_every_verdict(made: Made, results: Results) -> None:
    tables = [cell_texts(table) for table in made.report.tables]
    (matrix,) = (rows for rows in tables if rows and len(rows[0]) == len(TARGETS) + 1)
    signs = [verdict(row)[0] for row in results.values()]
    assert [cell[0] for row in matrix for cell in row[1:]] == signs


def test_each_file_says_as_of_basis_coverage_and_its_id(made: Made) -> None:
    texts = {
        "deck": ["\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
                 for slide in made.slides],
        "databook": ["\n".join(str(made.book[name][f"A{row}"].value) for row in (2, 3))
                     for name in ("Tổng quan", "Các kết quả", "Từng ô")],
        "report": ["\n".join(p.text for p in footer.paragraphs)
                   for section in made.report.sections
                   for footer in (section.first_page_footer, section.footer)],
    }  # fmt: skip
    for pages in texts.values():
        for page in pages:
            assert "ố liệu tính đến 25/06/2025 08:00" in page
            assert "ố liệu đã duyệt" in page
            assert "8/10 địa phương" in page
            assert made.report_id in page
            assert "Dữ liệu trình diễn" in page


TEXT = re.compile(r">([^<>]+)<")
CONSOLE = re.compile(r"python|--[a-z]|MONITOR_|data_loaders|\bkpis\b|\.py\b", re.I)


@pytest.mark.parametrize("kind", ["deck", "databook", "report"])
def test_no_paper_of_the_committee_talks_to_a_console(kind: str, made: Made) -> None:
    """The report id at the foot is all one needs: README says what to do with it."""
    with ZipFile(BytesIO(made.files[kind])) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                words = " ".join(TEXT.findall(archive.read(name).decode("utf-8")))
                assert CONSOLE.findall(words.replace(made.report_id, "")) == [], name


def test_the_report_has_the_official_layout(made: Made) -> None:
    head = [cell.text for cell in made.report.tables[0].rows[0].cells]
    assert head[0].startswith("UBND TỈNH KON TUM\nBAN CHỈ ĐẠO")
    assert "Số:" in head[0]
    nation, motto, *_rest = head[1].split("\n")
    assert (nation, motto) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    )
    sections = [p.text for p in made.report.paragraphs if re.match(r"[IVX]+\. ", p.text)]
    assert sections == [
        "I. KẾT LUẬN CHUNG",
        "II. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU",
        "III. KẾT QUẢ CỦA CÁC ĐỊA PHƯƠNG",
        "IV. TÌNH HÌNH GỬI BÁO CÁO",
        "V. SỐ LIỆU THEO DÕI THÊM",
        "VI. KẾT LUẬN CÁC PHIÊN HỌP CÒN PHẢI THỰC HIỆN",
        "VII. NGUỒN SỐ LIỆU",
    ]
    annexes = [p.text for p in made.report.paragraphs if p.text.startswith("PHỤ LỤC")]
    assert annexes == [f"PHỤ LỤC {number}" for number in range(1, 11)]
    foot = next(t for t in made.report.tables if t.rows[0].cells[0].text.startswith("Nơi nhận"))
    assert foot.rows[0].cells[1].text.split() == ["KT.", "TRƯỞNG", "BAN", "PHÓ", "TRƯỞNG", "BAN"]


def test_tables_of_the_report_repeat_their_heading_over_pages(made: Made) -> None:
    for table in made.report.tables:
        if len(table.rows) > 1:
            assert "w:tblHeader" in table.rows[0]._tr.xml
