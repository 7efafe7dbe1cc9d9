"""Whom to urge: the text to copy, and the letter read back as Word reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Letter
from docx.shared import Length, Mm, Pt

from data_loaders.model import Level, Period, Timeliness, Unit
from kpis.completeness import Delivery, Return
from kpis.exports.letter.write import file_name, full_day, letter, zipped
from kpis.reporting.reminders import Reminder, message_to_all, message_to_one
from tests.kpis.given import PLAN, REGIME

AT = datetime(2025, 6, 25, 8, 0, tzinfo=REGIME.timezone)
ROOM = Unit("617", "617", Level.DISTRICT, "huyện", "Tu Mơ Rông", "62")
CITY = Unit("608", "608", Level.DISTRICT, "thành phố", "Kon Tum", "62")
REASON = "Số liệu xã Đăk Sao chưa khớp với sổ theo dõi"


def missing(period: str, days: int) -> Delivery:
    at = Period.parse(period)
    return Delivery("617", at, REGIME.due_on(at), Timeliness.MISSING, days)


def given_back(period: str) -> Delivery:
    at = Period.parse(period)
    back = Return(date(2025, 3, 17), REASON)
    return Delivery("617", at, REGIME.due_on(at), Timeliness.ON_TIME, 0, returned=back)


ONE = Reminder(ROOM, (missing("2024-08", 310), given_back("2025-03")), AT, date(2025, 6, 30))
OTHER = Reminder(CITY, (missing("2025-05", 37),), AT, date(2025, 6, 30))


def read(data: bytes) -> Letter:
    return Document(BytesIO(data))


def texts(document: Letter) -> Iterator[str]:
    """Every paragraph, those of tables too."""
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            yield from (paragraph.text for cell in row.cells for paragraph in cell.paragraphs)


def millimetres(length: Length | None) -> int:
    assert length is not None
    return round(length / Mm(1))


WRITTEN = read(letter(ONE, PLAN))
LINES = [text for text in texts(WRITTEN) if text]


@pytest.mark.parametrize(
    "line",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "UBND TỈNH KON TUM",
        "BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM, TỆ NẠN XÃ HỘI VÀ XÂY DỰNG PHONG TRÀO TOÀN DÂN BẢO VỆ"
        " AN NINH TỔ QUỐC",
        "Số:        /",
        "V/v đôn đốc gửi báo cáo thực hiện Kế hoạch số 3220/KH-UBND",
        "Kon Tum, ngày      tháng      năm 2025",
        "Kính gửi: Ủy ban nhân dân huyện Tu Mơ Rông",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "KT. TRƯỞNG BAN",
        "PHÓ TRƯỞNG BAN",
    ],
)
def test_the_letter_has_the_parts_of_an_administrative_letter(line: str) -> None:
    assert LINES.count(line) == 1


def test_the_letter_says_what_is_owed_since_when_by_which_rule_and_until_when() -> None:
    body = [text for text in LINES if len(text) > 80]
    assert any(
        "Kế hoạch số 3220/KH-UBND ngày 25 tháng 9 năm 2023 của Ủy ban nhân dân tỉnh Kon Tum" in text
        and "báo cáo gửi chậm nhất ngày 18 của tháng báo cáo" in text
        for text in body
    )
    assert any("tính đến ngày 25 tháng 6 năm 2025" in t and "còn 02 báo cáo" in t for t in body)
    assert any("gửi đủ các báo cáo nêu trên chậm nhất ngày 30 tháng 6 năm 2025" in t for t in body)
    assert sum(text.endswith("./.") for text in body) == 1


def test_every_report_owed_has_a_row_with_its_days() -> None:
    table = WRITTEN.tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["TT", "Kỳ (tháng)", "Số liệu của kỳ", "Hạn gửi", "Tình trạng"],
        ["1", "08/2024", "15/07/2024 – 14/08/2024", "19/08/2024", "chưa gửi, quá hạn 310 ngày"],
        [
            "2",
            "03/2025",
            "15/02/2025 – 14/03/2025",
            "18/03/2025",
            f"đã trả lại ngày 17/03/2025, chưa gửi lại; lý do trả lại: {REASON}",
        ],
    ]


def test_paper_and_type_are_those_of_the_decree() -> None:
    section = WRITTEN.sections[0]
    assert [millimetres(side) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [millimetres(margin) for margin in margins] == [20, 20, 30, 15]
    assert WRITTEN.styles["Normal"].font.name == "Times New Roman"
    sizes = {run.font.size for line in WRITTEN.paragraphs for run in line.runs if run.text}
    assert sizes <= {Pt(13), Pt(14)}
    widths = [sum(cell.width for cell in table.rows[0].cells) for table in WRITTEN.tables]
    assert all(width <= Mm(166) for width in widths)


def test_pages_after_the_first_are_numbered() -> None:
    section = WRITTEN.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_a_reason_with_what_no_file_can_hold_still_makes_a_letter() -> None:
    at = Period.parse("2025-03")
    back = Return(date(2025, 3, 17), "sai\x00\x0b số <liệu> & \ud83d")
    debt = Delivery("617", at, REGIME.due_on(at), Timeliness.ON_TIME, 0, returned=back)
    written = read(letter(Reminder(ROOM, (debt,), AT, date(2025, 6, 30)), PLAN))
    assert "lý do trả lại: sai số <liệu> & " in written.tables[1].rows[1].cells[4].text


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2025, 2, 5), "ngày 05 tháng 02 năm 2025"),
        (date(2025, 3, 10), "ngày 10 tháng 3 năm 2025"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
    ],
)
def test_days_and_months_are_written_as_the_decree_asks(day: date, written: str) -> None:
    assert full_day(day) == written


def test_letters_come_packed_under_names_of_their_own() -> None:
    names = [file_name(one, PLAN) for one in (ONE, OTHER)]
    assert names == ["don-doc-617-2025-06-25.docx", "don-doc-608-2025-06-25.docx"]
    packed = zipped({file_name(one, PLAN): letter(one, PLAN) for one in (ONE, OTHER)})
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == names
        assert "Kính gửi: Ủy ban nhân dân thành phố Kon Tum" in list(
            texts(read(archive.read(names[1])))
        )


def test_the_text_to_one_says_everything() -> None:
    assert message_to_one(ONE, PLAN) == (
        "Kính gửi Ủy ban nhân dân huyện Tu Mơ Rông,\n"
        "Thực hiện Kế hoạch số 3220/KH-UBND: số liệu mỗi kỳ tính từ ngày 15 của tháng trước đến hết"
        " ngày 14 của tháng báo cáo; báo cáo gửi chậm nhất ngày 18 của tháng báo cáo, trùng ngày"
        " nghỉ thì gửi vào ngày làm việc tiếp theo. Tính đến ngày 25/06/2025, huyện Tu Mơ Rông còn"
        " thiếu:\n"
        "- báo cáo tháng 08/2024 (hạn 19/08/2024; chưa gửi, quá hạn 310 ngày);\n"
        "- báo cáo tháng 03/2025 (hạn 18/03/2025; đã trả lại ngày 17/03/2025, chưa gửi lại; lý do"
        f" trả lại: {REASON});\n"
        "Đề nghị gửi đủ các báo cáo trên chậm nhất ngày 30/06/2025; có vướng mắc xin báo ngay để"
        " được hướng dẫn. Trân trọng."
    )


def test_the_text_to_all_names_everybody_and_keeps_reasons_to_their_own() -> None:
    said = message_to_all((OTHER, ONE), PLAN).split("\n")
    assert said[2] == (
        "- Thành phố Kon Tum: báo cáo tháng 05/2025 (hạn 19/05/2025; chưa gửi, quá hạn 37 ngày)."
    )
    assert said[3].startswith("- Huyện Tu Mơ Rông: báo cáo tháng 08/2024")
    assert "đã trả lại ngày 17/03/2025, chưa gửi lại)" in said[3]
    assert REASON not in said[3]
    assert message_to_all((), PLAN) == ""
