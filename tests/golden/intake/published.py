"""Ten shapes of forms that Vietnamese offices publish, with this form's measures in them.

Only the shape is taken: where headings, numbers of columns, totals, groups and signatures stand.

1.  Biểu 11a/BTP/HCTP/HT/KSKT, Thông tư 08/2011/TT-BTP: two rows of merged headings, one row of
    column numbers "A 1 2 3 …", sections by Roman numbers, signatures on both sides.
2.  Biểu 13a/BTP/HCTP/HT/KSKTKH, Thông tư 20/2013/TT-BTP: "Kỳ báo cáo (Từ ngày … đến ngày …)" and
    reporting and receiving offices beside the title, column numbers in brackets, a remark under it.
3.  The same form: a second, smaller table with headings and numbers of its own under the first.
4.  Biểu 11c of Hậu Giang province (2012, after Thông tư 08/2011/TT-BTP): three rows of headings,
    the total of the whole area first, under each unit rows "- Nam" and "- Nữ".
5.  Danh sách of Thông tư 21/2012/TT-BLĐTBXH: bare column numbers from the first column on, shares
    in per cent between the counts, the total called "Chung".
6.  Mẫu số 3, tổng hợp kết quả rà soát hộ cận nghèo (Thông tư 21/2012/TT-BLĐTBXH): groups I Khu
    vực thành thị and II Khu vực nông thôn with sums, one numbering through both, total at the end.
7.  Biểu 11c/BTP/PBGDPL/HGCS, Thông tư 20/2013/TT-BTP: no heading over the names but "A", "Tổng số
    trên địa bàn huyện" as the first row.
8.  Biểu on results of mediation of the same circular: "Trong đó" under a group, so three rows.
9.  Biểu 05B/BHXH (Tổng cục Thống kê): typed in TCVN3, headings in .VnTimeH, numbers "a 1 2 …".
10. Quyết định 06/2008/QĐ-BTP: nine forms issued together; here the table is the third of several
    sheets of a workbook that holds other forms too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.data_loaders.register.test_legacy_text import in_tcvn3
from tests.golden.intake.building import (
    OURS,
    USUAL_ROW,
    Paper,
    Place,
    Sent,
    names,
    new_paper,
    with_lists,
)

SHEET = "Biểu"


def table(fill: Callable[[Any, Paper], None], **options: Any) -> Callable[[], bytes]:
    def make() -> bytes:
        book, paper = new_paper(SHEET, **options)
        fill(book, paper)
        return with_lists(book)

    return make


def offices(paper: Paper) -> None:
    """The head of a form: number and circular, title, who reports to whom, unit of measure."""
    paper.line("Biểu số: 11a", None, None, "KẾT QUẢ GIẢI QUYẾT ĐIỂM, TỤ ĐIỂM", None, None,
               "Đơn vị báo cáo:")  # fmt: skip
    paper.line("Ban hành kèm theo Thông tư", None, None, "(tháng)", None, None,
               "Công an huyện Ngọc Hồi")  # fmt: skip
    paper.line("Ngày nhận báo cáo: ngày 18 hằng tháng", None, None, None, None, None,
               "Đơn vị nhận báo cáo:")  # fmt: skip
    paper.line(None, None, None, None, None, None, "Công an tỉnh Kon Tum")
    paper.line(None, None, None, None, None, None, "Đơn vị tính: Điểm, người, vụ")


def signatures(paper: Paper) -> None:
    paper.line()
    paper.line(None, "Người lập biểu", None, None, None, "Ngày 15 tháng 10 năm 2025")
    paper.line(None, "(Ký và ghi rõ họ, tên)", None, None, None, "TRƯỞNG CÔNG AN HUYỆN")
    paper.line(None, None, None, None, None, "(Ký, đóng dấu, ghi rõ họ, tên)")


def rows(paper: Paper, *, numbered: bool = True) -> None:
    for number, name in enumerate(names(), start=1):
        paper.figures(number if numbered else None, name)


def sections(_: Any, paper: Paper) -> None:
    offices(paper)
    paper.heads("STT", "Đơn vị")
    paper.numbers(None, "A", form="{}")
    first, *others = names()
    paper.line("I", "Thị trấn")
    paper.figures(1, f"1. {first}")
    paper.line("II", "Xã")
    for number, name in enumerate(others, start=1):
        paper.figures(None, f"{number}. {name}")
    signatures(paper)


def with_remark(_: Any, paper: Paper) -> None:
    offices(paper)
    paper.line("Kỳ báo cáo: tháng 10/2025")
    paper.line("(Từ ngày 15 tháng 9 năm 2025 đến ngày 14 tháng 10 năm 2025)")
    paper.heads("TT", "Tên đơn vị")
    paper.numbers("A", "B")
    rows(paper)
    paper.total(None, "Tổng cộng")
    paper.line("* Ghi chú: Tổng số ước tính 02 tháng cuối trong kỳ báo cáo", None, "Cột 1", "Cột 6")
    paper.line("I. Điểm, tụ điểm", None, 16, 8)
    signatures(paper)


def second_table(book: Any, paper: Paper) -> None:
    with_remark(book, paper)
    paper.line()
    paper.line(None, "III. TUYÊN TRUYỀN THEO THÁNG", "Tổng số", "Chia ra")
    paper.line(None, None, None, "Nam", "Nữ")
    paper.line(None, "A", "(1)", "(2)", "(3)")
    paper.line(None, "Số buổi trên địa bàn", 32, 15, 17)


def sub_rows(_: Any, paper: Paper) -> None:
    offices(paper)
    paper.heads("TT", "Đơn vị")
    paper.numbers(None, "A", form="{}")
    paper.total(None, "TỔNG SỐ TRÊN ĐỊA BÀN CẤP HUYỆN")
    for number, name in enumerate(names(), start=1):
        paper.figures(None, f"{number}. {name}")
        if number == 1:
            paper.line(None, "- Nam", 1, 1)
            paper.line(None, "- Nữ", 1, 0)


def shares(_: Any, paper: Paper) -> None:
    """Two columns of shares between names and figures, nine numbers bare."""
    offices(paper)
    paper.first = 5
    paper.heads("TT", "Cấp (Tỉnh/Huyện/Xã)", "Tỷ lệ %", "Tỷ lệ thực hiện %")
    paper.line(*range(1, 31))
    paper.total(None, "Chung", "85%", "12,5")
    for number, name in enumerate(names(), start=1):
        paper.line(number, name, "85%", "12,5", *USUAL_ROW)
    signatures(paper)


def two_areas(_: Any, paper: Paper) -> None:
    offices(paper)
    paper.heads("TT", "Xã, phường, thị trấn")
    first, *others = names()
    paper.total("I", "Khu vực thành thị", of=1)
    paper.figures(1, first)
    paper.total("II", "Khu vực nông thôn", of=7)
    for number, name in enumerate(others, start=2):
        paper.figures(number, name)
    paper.total(None, "Tổng cộng (I+II)")
    signatures(paper)


def nameless_column(_: Any, paper: Paper) -> None:
    offices(paper)
    paper.first = 2
    paper.heads("")
    paper.numbers("A")
    paper.total("Tổng số trên địa bàn huyện")
    for name in names():
        paper.figures(name)
    paper.line("* Ghi chú: Tổng số ước tính; Cột 2: 8; Cột 3: 0; Cột 11: 64")
    signatures(paper)


def three_levels(_: Any, paper: Paper) -> None:
    offices(paper)
    paper.heads("Số TT", "Tên xã")
    paper.numbers("A", "B")
    paper.total(None, "Tổng số trên địa bàn")
    rows(paper)
    signatures(paper)


def tcvn3(_: Any, paper: Paper) -> None:
    """Headings in the font of capitals, the rest in the other, as it was typed before 2001."""
    paper.font, paper.write = ".VnTimeH", lambda text: in_tcvn3(text.lower())
    offices(paper)
    paper.heads("tt", "đơn vị")
    paper.font, paper.write = ".VnTime", in_tcvn3
    paper.numbers(None, "a", form="{}")
    rows(paper)
    paper.total(None, "Toàn huyện")
    signatures(paper)


def among_others(book: Any, paper: Paper) -> None:
    for number in (1, 2):
        other = book.create_sheet(f"Mẫu {number}", number - 1)
        other.append([f"Biểu mẫu số {number}: Tổ chức của Tổ hòa giải ở cơ sở"])
        other.append(["TT", "Tên xã", "Tổng số tổ", "Số hòa giải viên", "Ghi chú"])
        for row, name in enumerate(names(), start=1):
            other.append([row, name, 5, 31])
    three_levels(book, paper)


def shape(number: int, name: str, make: Callable[[], bytes], *findings: Place) -> Sent:
    return Sent(f"published {number}: {name}", make, findings, confirmed=OURS)


def converted(column: str, *cells: int) -> tuple[Place, ...]:
    return tuple(("converted", SHEET, f"{column}{row}") for row in cells)


FILES = [
    shape(1, "sections by Roman numbers", table(sections), *converted("B", 10, *range(12, 19))),
    shape(2, "offices beside the title, a remark below", table(with_remark)),
    shape(3, "a second table below", table(second_table)),
    shape(
        4,
        "the whole area first, rows for men and women",
        table(sub_rows, levels=3),
        ("commune-unknown", SHEET, "B12"),
        ("commune-unknown", SHEET, "B13"),
        *converted("B", 11, *range(14, 21)),
    ),
    shape(5, "bare numbers, shares, a total called Chung", table(shares)),
    shape(6, "two areas with sums, one numbering", table(two_areas)),
    shape(7, "nothing but A over the names", table(nameless_column)),
    shape(8, "three rows of headings, the total first", table(three_levels, levels=3)),
    shape(9, "in TCVN3 with headings in capitals", table(tcvn3), *converted("B", *range(9, 17))),
    shape(10, "one of several forms in a workbook", table(among_others, levels=3)),
]
