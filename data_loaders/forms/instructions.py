"""The sheet of instructions, written from the same declaration as the tables and the checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from data_loaders.forms.closed_lists import Choice
from data_loaders.forms.declaration import Form
from data_loaders.forms.figures import marked
from data_loaders.forms.letterhead import Frame, day_in_words, period_in_words, write_head
from data_loaders.forms.styles import Styles, print_on_a4, protect
from data_loaders.forms.validation import how_counted
from data_loaders.model import Severity

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from data_loaders.forms.request import FormRequest

_WIDTHS = (5, 38, 42, 60)
_LINE = 16.0  # points a line of text takes


def write_guide(sheet: Worksheet, styles: Styles, request: FormRequest) -> None:
    """How to fill the form in, the words allowed, the checks that will run, the due date."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    frame = Frame(first=0, last=3, split=2)
    row = write_head(sheet, styles, request, frame, role="guide")
    row = _paragraphs(sheet, styles, row, "1. Cách lập biểu", _steps(request))
    row = _table(
        sheet,
        styles,
        row,
        f"2. Các cột của sheet “{request.form.sheets.figures}”",
        ("Nhóm", "Cột", "Cách ghi"),
        _measures(request.form),
    )
    row = _table(
        sheet, styles, row, "3. Các từ được dùng", ("Cột", "Ghi", "Nghĩa"), _words(request.form)
    )
    checks = [(rule.sentence, _WEIGHT[rule.severity]) for rule in request.form.rules]
    row = _checks(sheet, styles, row, checks)
    protect(sheet)
    print_on_a4(sheet, footer=request.footer)
    sheet.print_area(0, 0, row, 3)


_WEIGHT = {
    Severity.ERROR: "Lỗi: phải sửa trước khi gửi",
    Severity.WARNING: "Cảnh báo: gửi được khi ghi rõ lý do",
    Severity.NOTE: "Ghi nhận",
}


def _steps(request: FormRequest) -> list[str]:
    due = day_in_words(request.regime.due_on(request.period))
    period = period_in_words(request.regime, request.period)
    sheets = request.form.sheets
    filled = [f"“{name}”" for name in (sheets.figures, sheets.areas, sheets.tasks) if name]
    every = "các sheet" if len(filled) > 1 else "sheet"
    return [
        f"Biểu này là của {request.unit.full_name}, {period}. Hạn gửi: hết ngày {due}.",
        f"Ghi số liệu vào các ô màu vàng nhạt của {every} {', '.join(filled)}."
        " Không thêm, bớt, đổi tên sheet, tiêu đề, cột; không sửa các ô khóa.",
        "Cột có dấu (*) không được để trống. Không có thì ghi 0. Ô trống có nghĩa là chưa báo cáo,"
        " không phải số 0.",
        *_given(request.form),
        "Dòng tổng cộng tự tính. Gửi lại chính tệp .xlsx này; không đổi sang .xls, .ods, .csv, PDF,"
        " không đặt mật khẩu.",
    ]


def _given(form: Form) -> Iterator[str]:
    """What stands in the form already: openings, the previous period, the rows of the areas."""
    sheets = form.sheets
    if form.openings:
        yield (
            f"Ô màu xám đã điền sẵn theo số cuối kỳ được duyệt gần nhất; sheet “{sheets.previous}”"
            " ghi lại số liệu đó để đối chiếu. Nếu số điền sẵn không đúng thì sửa và giải thích khi"
            " gửi."
        )
    else:
        yield f"Sheet “{sheets.previous}” ghi số liệu được duyệt gần nhất để đối chiếu."
    if form.has_areas:
        yield (
            f"Sheet “{sheets.areas}”: giữ nguyên các dòng đã có, cập nhật trạng thái; địa bàn mới"
            " ghi xuống các dòng trống. Ngày ghi theo thứ tự ngày/tháng/năm."
        )


def _measures(form: Form) -> Iterator[tuple[str, str, str]]:
    for measure in form.measures:
        yield measure.group.heading, marked(measure), how_counted(form, measure)


def _words(form: Form) -> Iterator[tuple[str, str, str]]:
    seen: set[tuple[str, tuple[Choice, ...]]] = set()
    for sheet, columns in (
        (form.sheets.figures, form.measures),
        (form.sheets.areas, form.areas),
        (form.sheets.tasks, form.tasks),
    ):
        for column in columns:
            if (sheet, column.choices) not in seen:
                seen.add((sheet, column.choices))
                for choice in column.choices:
                    yield f"{sheet}: {column.heading}", choice.word, choice.meaning


def _paragraphs(
    sheet: Worksheet, styles: Styles, row: int, title: str, texts: Sequence[str]
) -> int:
    sheet.write_string(row, 0, title, styles["section"])
    for offset, text in enumerate(texts, start=1):
        sheet.set_row(row + offset, _LINE * (1 + len(text) // 165) + 2)
        sheet.write_string(row + offset, 0, f"{offset}.", styles["guide"])
        sheet.merge_range(row + offset, 1, row + offset, 3, text, styles["guide"])
    return row + len(texts) + 2


def _table(
    sheet: Worksheet,
    styles: Styles,
    row: int,
    title: str,
    headings: Sequence[str],
    rows: Iterator[tuple[str, str, str]],
) -> int:
    sheet.write_string(row, 0, title, styles["section"])
    for column, heading in enumerate(("TT", *headings)):
        sheet.write_string(row + 1, column, heading, styles["guide_head"])
    line = row + 2
    for number, texts in enumerate(rows, start=1):
        longest = max(
            len(text) / (1.25 * width) for text, width in zip(texts, _WIDTHS[1:], strict=True)
        )
        sheet.set_row(line, _LINE * (1 + int(longest)) + 2)
        sheet.write_number(line, 0, number, styles["ordinal"])
        for column, text in enumerate(texts, start=1):
            sheet.write_string(line, column, text, styles["guide_cell"])
        line += 1
    return line + 1


def _checks(sheet: Worksheet, styles: Styles, row: int, rows: Sequence[tuple[str, str]]) -> int:
    sheet.write_string(row, 0, "4. Các kiểm tra sẽ chạy khi gửi", styles["section"])
    sheet.write_string(row + 1, 0, "TT", styles["guide_head"])
    sheet.merge_range(row + 1, 1, row + 1, 2, "Kiểm tra", styles["guide_head"])
    sheet.write_string(row + 1, 3, "Khi không đúng", styles["guide_head"])
    line = row + 2
    for number, (sentence, weight) in enumerate(rows, start=1):
        sheet.set_row(line, _LINE * (1 + len(sentence) // 100) + 2)
        sheet.write_number(line, 0, number, styles["ordinal"])
        sheet.merge_range(line, 1, line, 2, sentence, styles["guide_cell"])
        sheet.write_string(line, 3, weight, styles["guide_cell"])
        line += 1
    return line
