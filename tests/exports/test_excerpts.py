"""Charts and tables taken along: their figures are those of the commands, and they stand alone."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from argparse import ArgumentParser
from dataclasses import replace
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest

from data_loaders.commands.console import console
from kpis.commands import exports
from kpis.exports.content.dossier import Dossier
from kpis.exports.excerpts.make import Form, Piece, forms, made
from kpis.model import Language
from tests.exports.conftest import said
from tests.exports.reading import Results

SVG = "{http://www.w3.org/2000/svg}"
TARGET = "addict-growth"
OF_A_TARGET = (Piece.TREND, Piece.LOCALITIES)
DISTRICT = "611"


def dossier_about(unit_id: str, lang: Language = Language.VI) -> Dossier:
    parser = ArgumentParser()
    exports.add_exports(parser.add_subparsers())
    options = parser.parse_args(["deck", "--out", "unused"])
    with console() as access:
        seen = replace(exports._seen(access, options), unit_id=unit_id)
        return exports._said(access, seen, lang)


@pytest.fixture(scope="module")
def province(shown: Path) -> Dossier:
    return dossier_about("62")


@pytest.fixture(scope="module")
def district(shown: Path) -> Dossier:
    return dossier_about(DISTRICT)


def of(piece: Piece) -> str | None:
    return TARGET if piece in OF_A_TARGET else None


def rows(data: bytes) -> list[dict[str, str]]:
    """The rows under the heads, which begin with the locality's id."""
    lines = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    at = next(i for i, line in enumerate(lines) if line[0] == "Mã địa phương")
    return [dict(zip(lines[at], line, strict=True)) for line in lines[at + 1 :]]


def number(text: str) -> int | None:
    return int(text) if text else None


def share(row: dict[str, str], name: str) -> float | None:
    over, under = row[f"{name}: tử số"], row[f"{name}: mẫu số"]
    return float(Fraction(int(over), int(under))) if over else None


def test_the_rows_of_the_heat_map_are_those_of_scorecard_json(
    province: Dossier, results: Results
) -> None:
    found = rows(made(Piece.HEAT_MAP, Form.CSV, province))
    assert len(found) == len(results)
    for row in found:
        known = results[row["Mã địa phương"], row["Mã chỉ tiêu"]]
        assert row["Mã kết quả"] == known["verdict"]
        assert number(row["Tử số (N)"]) == known["numerator"]
        assert number(row["Mẫu số (D)"]) == known["denominator"]
        assert number(row["Số cần đạt (Z)"]) == known["needed"]
        assert share(row, "Tỷ lệ hoặc mức tăng") == known["value"]
        assert share(row, "Tiến độ") == known["line"]


def test_the_rows_of_a_trend_are_those_of_series_json(province: Dossier) -> None:
    known = json.loads(said("series", TARGET, "62", "--json"))["points"]
    found = rows(made(Piece.TREND, Form.CSV, province, TARGET))
    assert len(found) == len(known) > 5
    for row, point in zip(found, known, strict=True):
        assert f"{row['Năm']}-{int(row['Tháng']):02d}" == point["period"]
        assert number(row["Tử số (N)"]) == point["numerator"]
        assert share(row, "Tiến độ") == point["line"]
        assert (row["Mã kết quả"] or None) == point["verdict"]


@pytest.mark.parametrize("piece", Piece)
def test_every_file_says_source_period_instant_basis_coverage_and_report_id(
    piece: Piece, province: Dossier, district: Dossier
) -> None:
    about = district if piece in (Piece.PANELS, Piece.WAYS) else province
    for form in forms(piece):
        told = made(piece, form, about, of(piece)).decode("utf-8-sig")
        assert str(about.report_id) in told
        for fact in (
            "Nguồn", "3220/KH-UBND", "tháng 06/2025", "25/06/2025 08:00", "số liệu đã duyệt",
            "Độ phủ", "Dữ liệu trình diễn",
        ):  # fmt: skip
            assert fact in told, (piece, form, fact)
        whole = "8/10 địa phương; chưa tính: Huyện Kon Rẫy (báo cáo chờ duyệt)"
        assert (whole if about.whole else "đã có số liệu kỳ này") in told


@pytest.mark.parametrize("piece", [one for one in Piece if Form.SVG in forms(one)])
def test_a_picture_asks_for_nothing_outside_it(piece: Piece, province: Dossier) -> None:
    data = made(piece, Form.SVG, province, of(piece))
    tree = ET.fromstring(data)  # noqa: S314 - made here
    assert {one.tag.removeprefix(SVG) for one in tree.iter()} <= {
        "svg", "title", "desc", "g", "rect", "path", "circle", "polyline", "text",
    }  # fmt: skip
    names = {key for one in tree.iter() for key in one.attrib}
    assert not {name for name in names if "href" in name or name in ("style", "class")}
    assert [one for one in (b"url(", b"var(", b"rgba(") if one in data] == []


def test_a_picture_shows_the_figures_of_the_page(province: Dossier, results: Results) -> None:
    tree = ET.fromstring(made(Piece.SCORECARD, Form.SVG, province))  # noqa: S314 - made here
    words = [one.text for one in tree.iter(f"{SVG}text")]
    assert words[0] == "Bảng chỉ tiêu, Tỉnh Kon Tum, tháng 06/2025"
    assert words[1] == "2 trong 10 chỉ tiêu cần xử lý"
    assert {"427", "tăng 0,9%", "vượt 2", "≤ 425", "37/55", "67,3%"} <= set(words)
    assert results["62", TARGET]["numerator"] == 427


def test_a_district_s_files_name_nobody_else_s_figures(district: Dossier) -> None:
    for piece in (Piece.PANELS, Piece.CALENDAR):
        for form in forms(piece):
            told = made(piece, form, district).decode("utf-8-sig")
            assert "Huyện Ngọc Hồi" in told
            assert [name for name in ("Huyện Sa Thầy", "Tỉnh Kon Tum") if name in told] == []


def test_the_calendar_has_a_square_for_every_report_expected(province: Dossier) -> None:
    found = rows(made(Piece.CALENDAR, Form.CSV, province))
    assert len(found) == len(province.given.deliveries) == 220
    missing = [row for row in found if row["Mã tình trạng"] == "missing"]
    assert {row["Ngày nhận"] for row in missing} == {""}
    tree = ET.fromstring(made(Piece.CALENDAR, Form.SVG, province))  # noqa: S314 - made here
    assert len(list(tree.iter(f"{SVG}title"))) == 220 + 1  # and that of the picture


def test_in_english_nothing_of_ours_is_vietnamese(shown: Path) -> None:
    told = made(Piece.SCORECARD, Form.CSV, dossier_about("62", Language.EN)).decode("utf-8-sig")
    head = told.split("\r\n")[0:11]
    assert [line.split(",")[0] for line in head] == [
        "What", "Summary", "Source", "Reporting period", "Figures as of", "Kind of figures",
        "Coverage", "Report id", "Revision of the store", "Note", "Locality code",
    ]  # fmt: skip


def test_the_ways_are_no_picture_of_their_own(province: Dossier) -> None:
    with pytest.raises(ValueError, match="not given as svg"):
        made(Piece.WAYS, Form.SVG, province)
