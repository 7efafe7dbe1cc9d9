"""What one cell of the figures holds: numbers, texts, runs of text, formulas."""

from __future__ import annotations

from tests.data_loaders.hostile_files import (
    SHEET,
)
from tests.data_loaders.sent_forms import (
    AREA_LIST,
    FIGURES,
    PLEI_KAN,
    TASK_LIST,
)
from tests.golden.others.building import (
    AREAS_PART,
    TASKS_PART,
    Made,
    at_k13,
    calculation,
    cell,
    converted,
    file,
    formula,
    number,
    pattern,
    runs,
    same,
    shared_runs,
    styled,
    text,
)

UP, DOWN = '<vertAlign val="superscript"/>', '<vertAlign val="subscript"/>'
STRUCK, TCVN3 = "<strike/>", '<rFont val=".VnTime"/>'
DATED = "dd/mm/yyyy"


NUMBERS = {
    "just below by the way it is stored": same(number("K13", "1199.9999999999998")),
    "just above, as a result": same(formula("K13", "1.2*1000", "1200.0000000000002")),
    "with a power of ten": same(number("K13", "1.2E+3")),
    "with a point and nothing behind": same(number("K13", "1200.")),
    "in fifteen digits no whole": at_k13("number-not-whole", number("K13", "1199.99999999999")),
    "shown rounded": at_k13("number-not-whole", number("K13", "1199.6"), styled("K13", "0")),
    "with words": same(number("K13", 1200), styled("K13", "0&quot; người; điểm&quot;")),
    "as money": same(number("K13", 1200), styled("K13", r"_-* #,##0\ _₫_-;_-@_-")),
    "of a place": same(number("K13", 1200), styled("K13", "[$-42A]General")),
    "shown as a date": at_k13("number-as-date", number("K13", 1200), styled("K13", DATED)),
    "shown as a time": at_k13("number-as-date", number("K13", "0.5"), styled("K13", "hh:mm")),
    "shown as hours": at_k13("number-as-date", number("K13", 12), styled("K13", "[h]:mm")),
    "of full width": converted(text("K13", "１２００")),
    "of full width with a point": converted(text("K13", "１．２００")),
    "a line and a space behind": converted(text("K13", "1200\n\u00a0")),
    "a direction before it": converted(text("K13", "\u200e1200")),
    "directions around it": converted(text("K13", "\u202a1200\u202c")),
    "isolated as a chat does": converted(text("K13", "\u20681200\u2069")),
    "parted by a no-break space": converted(text("K13", "1\u00a0200")),
    "parted by a thin space": converted(text("K13", "1\u2009200")),
    "parted by a narrow no-break space": converted(text("K13", "1\u202f200")),
    "parted where no thousand is": at_k13("number-unreadable", text("K13", "12\u00a000")),
    "parted by a space of the keyboard": at_k13("number-unreadable", text("K13", "1 200")),
    "as English writes it": at_k13("number-not-whole", text("K13", "1,200")),
    "with a small sign of Unicode": at_k13("number-unreadable", text("K13", "1200¹")),
}

RUNS = {
    "a raised mark": at_k13("cell-raised", runs("K13", ("", "1200"), (UP, "1"))),
    "a raised mark in the shared strings": at_k13(
        "cell-raised", shared_runs("K13", ("", "120"), (UP, "2"))
    ),
    "a lowered mark": at_k13("cell-raised", runs("K13", ("", "1200"), (DOWN, "a"))),
    "a struck figure before the right one": at_k13(
        "cell-struck", runs("K13", (STRUCK, "3"), ("", "34"))
    ),
    "a struck figure in the shared strings": at_k13(
        "cell-struck", shared_runs("K13", ("", "34"), (STRUCK, " 3"))
    ),
    "all of it struck": at_k13("cell-struck", runs("K13", (STRUCK, "1200"))),
    "a struck cell": at_k13(
        "cell-struck", styled("K13", font="<strike/><name val='Times New Roman'/>")
    ),
    "a mark that is nothing but a space": converted(runs("K13", ("", "1200"), (UP, " "))),
    "two colours": same(runs("K13", ('<color rgb="FFFF0000"/>', "12"), ("<b/>", "00"))),
    "a line that is taken back": same(runs("K13", ('<strike val="0"/>', "1200"))),
    "a struck date": Made(
        file(runs("D11", (STRUCK, "15/01/2024"), ("", "16/01/2024"), part=AREAS_PART)),
        (("cell-struck", AREA_LIST, "D11"),),
        areas={(0, "selected_on"): None},
    ),
    "a raised class": Made(
        file(runs("S13", ("", "II"), (UP, "(1)"))),
        (("cell-raised", FIGURES, "S13"),),
        {(PLEI_KAN, "commune_class"): None},
    ),
    "a name in an old font of its own": Made(
        file(runs("B12", (TCVN3, "X· Pê Y"), part=AREAS_PART)),
        (("converted", AREA_LIST, "B12"),),
    ),
    "a name half in an old font": Made(
        file(runs("B12", ("", "Xã "), (TCVN3, "Pê Y"), part=AREAS_PART)),
        (("converted", AREA_LIST, "B12"),),
    ),
    "a name whose old font is not the run's": Made(
        file(runs("B12", ('<rFont val="Arial"/>', "Xã Pờ Y"), part=AREAS_PART))
    ),
    "a name with a footnote": Made(
        file(runs("B12", ("", "Xã Pờ Y"), (UP, "1"), part=AREAS_PART)),
        (("converted", AREA_LIST, "B12"),),
    ),
    "a name of which part is struck": Made(
        file(runs("B12", (STRUCK, "Xã Đăk Xú "), ("", "Xã Pờ Y"), part=AREAS_PART)),
        (("converted", AREA_LIST, "B12"),),
    ),
    "a raised sign in a decision": Made(
        file(runs("G11", ("", "1523"), (UP, "2"), part=AREAS_PART)),
        (("converted", AREA_LIST, "G11"),),
        areas={(0, "decision_no"): "1523²"},
    ),
    "a struck word in a remark": Made(
        file(runs("G11", (STRUCK, "Chưa "), ("", "Đã báo cáo"), part=TASKS_PART)),
        (("converted", TASK_LIST, "G11"),),
    ),
    "a struck name beside its id": Made(
        file(runs("C13", (STRUCK, "Thị trấn Plei Kần"))), (("cell-struck", FIGURES, "C13"),)
    ),
}

UNICODE = {
    "a pair in two escapes": Made(
        file(text("G11", "Đã báo cáo _xD83D__xDE00_", part=TASKS_PART)),
        (),
        tasks={(0, "note"): "Đã báo cáo 😀"},
    ),
    "half a pair": Made(
        file(text("G11", "Đã báo cáo _xD83D_", part=TASKS_PART)),
        (("text-lost", TASK_LIST, "G11"),),
        tasks={(0, "note"): "Đã báo cáo �"},
    ),
    "the other half": Made(
        file(text("G11", "_xDE00_ _xD83D_", part=TASKS_PART)),
        (("text-lost", TASK_LIST, "G11"),),
        tasks={(0, "note"): "� �"},
    ),
    "a sign of control": Made(
        file(text("G11", "a_x0000_b", part=TASKS_PART)),
        (("text-lost", TASK_LIST, "G11"),),
        tasks={(0, "note"): "a�b"},
    ),
    "a line's end": Made(file(text("G11", "Đã_x000D_ báo cáo", part=TASKS_PART)), (), {}),
    "an escape of an escape": Made(
        file(text("G11", "_x005F_xD83D_", part=TASKS_PART)), (), tasks={(0, "note"): "_xD83D_"}
    ),
    "half a pair in a remark nobody reads": Made(file(text("AD13", "xong _xD83D_"))),
    "half a pair in a figure": at_k13("number-unreadable", text("K13", "12_xD83D_")),
}

FORMULAS = {
    "a column of a table": same(formula("K13", "SUM(Bang1[Người nghiện])", 1200)),
    "this row of a table": same(formula("K13", "Bang1[[#This Row],[2023]]+'Kỳ trước'!K13", 1200)),
    "a text with brackets": same(formula("K13", 'LEN("[1]Sheet1!A1")', 1200)),
    "an array": same(cell("K13", '<f t="array" ref="K13">SUM(_xlfn.UNIQUE(B40))</f><v>1200</v>')),
    "one of a shared formula": same(cell("K13", '<f t="shared" si="0"/><v>1200</v>')),
    "a result that is a text": same(formula("K13", 'TEXT(1200,"0")', 1200, "str")),
    "another workbook": at_k13("formula-link", formula("K13", "[1]Sheet1!B3", 1200)),
    "another workbook by its path": at_k13(
        "formula-link", formula("K13", r"'C:\a\[So lieu.xlsx]T10'!B3", 1200)
    ),
    "a name of another workbook": at_k13("formula-link", formula("K13", "1+[2]!Ten", 1200)),
    "a file of LibreOffice": at_k13("formula-link", formula("K13", "'file:///a.ods'#$A.B3", 1200)),
    "a running program": at_k13("formula-link", formula("K13", "cmd|'/c calc'!A1", 1200)),
}

TOTALS = r'(r="[A-Z]+21"[^>]*><f>[^<]*</f>)<v>[^<]*'
ON_LOAD = calculation('fullCalcOnLoad="1"')
STALE = {
    "results to be calculated on opening": at_k13(
        "formula-without-value",
        formula("K13", "SUM(B40:B41)", 0),
        calculation('fullCalcOnLoad="1"'),
    ),
    "results never finished": at_k13(
        "formula-without-value",
        formula("K13", "SUM(B40:B41)", 1200),
        calculation('calcId="191029" calcCompleted="0"'),
    ),
    "a text of such a result": at_k13(
        "formula-without-value",
        formula("K13", 'TEXT(0,"0")', 0, "str"),
        calculation('fullCalcOnLoad="true"'),
    ),
    "a finished calculation": same(
        formula("K13", "600*2", 1200),
        calculation('fullCalcOnLoad="0" calcCompleted="1" calcMode="manual"'),
    ),
    "nothing but totals to be calculated": Made(file(calculation('fullCalcOnLoad="1"'))),
    "totals of the blank form": Made(
        file(pattern(SHEET, r'(r="[A-Z]+21"[^>]*><f>[^<]*</f>)<v>[^<]*', r"\1<v>0"))
    ),
    "totals of before a correction": same(number("K13", 1200)),
    "a total that was typed": Made(file(number("K21", 95)), (("total-mismatch", FIGURES, "K21"),)),
}

KINDS = {
    "numbers": NUMBERS,
    "runs": RUNS,
    "unicode": UNICODE,
    "formulas": FORMULAS,
    "stale": STALE,
}
