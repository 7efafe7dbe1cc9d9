"""The tables of the form: merged cells, identity and ids, letters that look alike, the lists."""

from __future__ import annotations

from tests.data_loaders.hostile_files import BOOK
from tests.data_loaders.sent_forms import (
    AREA_LIST,
    FIGURES,
    PLEI_KAN,
    TASK_LIST,
)
from tests.golden.others.building import (
    AREAS_PART,
    IDENTITY_PART,
    NONE,
    TASKS_PART,
    Made,
    cell,
    file,
    merge,
    number,
    refused,
    text,
    within,
)

MERGED = {
    "a number beneath another": Made(
        file(merge("K13:K14")),
        (("cell-merged", FIGURES, "K13"), ("cell-covered", FIGURES, "K14")),
        {(PLEI_KAN, "addicts"): None, ("23380", "addicts"): None},
    ),
    "numbers of three columns": Made(
        file(merge("X13:Z13")),
        (
            ("cell-merged", FIGURES, "X13"),
            ("cell-covered", FIGURES, "Y13"),
            ("cell-covered", FIGURES, "Z13"),
        ),
        {(PLEI_KAN, code): None for code in ("cases", "offenders", "rings")},
    ),
    "a number beneath the row above the table": Made(
        file(merge("K12:K13")), (("cell-covered", FIGURES, "K13"),), NONE
    ),
    "a number beneath one, written from below": Made(
        file(merge("Z14:Z13")),
        (("cell-merged", FIGURES, "Z13"), ("cell-covered", FIGURES, "Z14")),
        {(PLEI_KAN, "rings"): None, ("23380", "rings"): None},
    ),
    "a name beneath another": Made(file(merge("C13:C14")), (("cell-covered", FIGURES, "C14"),)),
    "a date beneath another": Made(
        file(number("D12", 45677, part=AREAS_PART), merge("D11:D12", part=AREAS_PART)),
        (("cell-merged", AREA_LIST, "D11"), ("cell-covered", AREA_LIST, "D12")),
        areas={(0, "selected_on"): None, (1, "selected_on"): None},
    ),
    "a remark over two tasks": Made(
        file(merge("G11:G12", part=TASKS_PART)),
        (("cell-merged", TASK_LIST, "G11"), ("cell-merged", TASK_LIST, "G12")),
        tasks={(0, "note"): None},
    ),
    "remarks under the table": Made(file(merge("C33:F34"))),
}

DAY_STYLE = "27"
"""The number of the format that the form's own days have."""

IDENTITY = {
    "an id that is a number": Made(file(number("B3", 611, part=IDENTITY_PART))),
    "an id with a point and a zero": Made(file(number("B3", "611.0", part=IDENTITY_PART))),
    "an id with a zero as a text": Made(file(text("B3", "611.0", part=IDENTITY_PART))),
    "a row's id that is a number": Made(file(number("A13", PLEI_KAN))),
    "a row's id with a point and a zero": Made(file(number("A13", f"{PLEI_KAN}.0"))),
    "a row's id of full width": Made(file(text("A13", "２３３７７"))),
    "a period that is a day": Made(
        file(cell("B4", "<v>45931</v>", part=IDENTITY_PART, style=DAY_STYLE))
    ),
    "a period that is another day": Made(
        file(cell("B4", "<v>45962</v>", part=IDENTITY_PART, style=DAY_STYLE)),
        (("identity-damaged", "_mau", None),),
        refused=True,
    ),
    "sheets under the names of Numbers": refused(
        "identity-unknown", within(BOOK, 'name="_mau"', 'name="_mau - Table 1"')
    ),
    "an id that is another": Made(
        file(number("B3", "6110.0", part=IDENTITY_PART)),
        (("identity-damaged", "_mau", None),),
        refused=True,
    ),
}

LETTERS = {
    "Icelandic Ð in a list": Made(
        file(text("B12", "Xã Ðăk Xú", part=AREAS_PART)),
        (("converted", AREA_LIST, "B12"),),
        areas={(1, "commune_id"): "23389"},
    ),
    "Ɖ of Ewe in a list": Made(
        file(text("B12", "Xã Ɖăk Xú", part=AREAS_PART)),
        (("converted", AREA_LIST, "B12"),),
        areas={(1, "commune_id"): "23389"},
    ),
    "Icelandic Ð beside an id": Made(file(text("C14", "Xã Ðăk Ang"))),
    "Icelandic Ð without an id": Made(
        file(text("C14", "Xã Ðăk Ang"), cell("A14", "")), (("converted", FIGURES, "C14"),)
    ),
    "a direction in a name beside an id": Made(file(text("C13", "\u200eThị trấn Plei Kần\u202c"))),
    "a direction in a state": Made(file(text("F12", "đang chuyển\u200e hóa", part=AREAS_PART)), ()),
    "Icelandic ð in a state": Made(
        file(text("F12", "ðang chuyển hóa", part=AREAS_PART)), (("converted", AREA_LIST, "F12"),)
    ),
    "a Roman number that is one letter": Made(
        file(text("E12", "Ⅱ", part=AREAS_PART)), (("converted", AREA_LIST, "E12"),)
    ),
}

LISTS = {
    "a decision that is a number with a zero": Made(
        file(number("G11", "1523.0", part=AREAS_PART)), areas={(0, "decision_no"): "1523"}
    ),
    "a decision that is a formula": Made(
        file(cell("G11", "<f>1500+23</f><v>1523.0</v>", part=AREAS_PART)),
        areas={(0, "decision_no"): "1523"},
    ),
    "a day with midnight": Made(
        file(text("D11", "15/01/2024 00:00:00", part=AREAS_PART)),
        (("converted", AREA_LIST, "D11"),),
    ),
    "a day of a database": Made(
        file(text("D11", "2024-01-15T00:00:00.000", part=AREAS_PART)),
        (("converted", AREA_LIST, "D11"),),
    ),
    "a day with noon": Made(
        file(text("D11", "15/01/2024 12:00:00", part=AREAS_PART)),
        (("date-unreadable", AREA_LIST, "D11"),),
        areas={(0, "selected_on"): None},
    ),
    "a day of the strict format": Made(
        file(cell("D11", "<v>2024-01-15T00:00:00.000</v>", "d", part=AREAS_PART))
    ),
    "a day of the strict format in a zone": Made(
        file(cell("D11", "<v>2024-01-15T00:00:00Z</v>", "d", part=AREAS_PART))
    ),
    "a day a fraction below midnight": Made(
        file(number("D11", "45306.99998842593", part=AREAS_PART))
    ),
    "a year with a zero": Made(file(number("C11", "2024.0", part=AREAS_PART))),
    "a text that looks like a formula": Made(
        file(text("G11", '=HYPERLINK("http://vi.example/")', part=TASKS_PART)),
        tasks={(0, "note"): '=HYPERLINK("http://vi.example/")'},
    ),
}

KINDS = {"merged": MERGED, "identity": IDENTITY, "letters": LETTERS, "lists": LISTS}
