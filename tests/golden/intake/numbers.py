"""Numbers, zeros and blanks as they are typed into one cell: Xã Pờ Y · Lượt người, U19.

The column may be blank, and no rule holds it against another, so each file has one finding at most.
"""

from __future__ import annotations

from datetime import datetime
from unicodedata import normalize

from tests.data_loaders.sent_forms import FIGURES, PO_Y, usual
from tests.golden.intake.building import Sent, typed

MEASURE, CELL = "participants", "U19"

# What is typed → what it is, taken without a word.
TAKEN: list[tuple[str, object, int | None]] = [
    ("a whole number", 7, 7),
    ("a number with decimals that are none", 1234.0, 1234),
    ("zero", 0, 0),
    ("the digit 0 as a text", "0", 0),
    ("digits as a text", "37", 37),
    ("nothing", None, None),
    ("spaces", "   ", None),
    ("an ellipsis", "…", None),
    ("the dots of a printed form", "........", None),
    ("a whole number from a thousand million", 1_000_000_000, 1_000_000_000),
]

# What is typed → what it is taken for, listed to the sender.
CONVERTED: list[tuple[str, object, int]] = [
    ("thousands parted by a point", "1.234", 1234),
    ("millions parted by points", "12.345.678", 12345678),
    ("a leading zero", "05", 5),
    ("spaces around", " 7 ", 7),
    ("a space behind", "7 ", 7),
    ("a non-breaking space behind", "7\u00a0", 7),
    ("an invisible sign before", "\u200b7", 7),
    ("a hyphen", "-", 0),
    ("a dash", "–", 0),
    ("a long dash", "—", 0),
    ("a minus sign alone", "−", 0),
    ("không", "Không", 0),
    ("không in decomposed letters", normalize("NFD", "không"), 0),
    ("không phát sinh with two spaces", "không  phát sinh", 0),
    ("không phát sinh in capitals", "KHÔNG PHÁT SINH", 0),
    ("KPS", "KPS", 0),
]

# What is typed → the code of its finding.
REFUSED: list[tuple[str, object, str]] = [
    ("a cross", "x", "number-unreadable"),
    ("a number with its unit", "05 điểm", "number-unreadable"),
    ("a number with an explanation", "02 (tăng 01)", "number-unreadable"),
    ("a share", "12/15", "number-unreadable"),
    ("a percentage as a text", "85%", "number-unreadable"),
    ("thousands parted by a space", "1 234", "number-unreadable"),
    ("a number in words", "ba", "number-unreadable"),
    ("about", "~10", "number-unreadable"),
    ("at least", "≥ 5", "number-unreadable"),
    ("the letter O", "O", "number-unreadable"),
    ("points in the wrong places", "1.234.56", "number-unreadable"),
    ("a plus sign", "+5", "number-unreadable"),
    ("two numbers", "3; 4", "number-unreadable"),
    ("true", True, "number-unreadable"),
    ("a date Excel made of 12/15", datetime.fromisoformat("2025-12-15"), "number-as-date"),
    ("a decimal comma", "12,5", "number-not-whole"),
    ("thousands parted by a comma", "1,234", "number-not-whole"),
    ("a decimal point", "1.23", "number-not-whole"),
    ("a zero before three decimals", "0.123", "number-not-whole"),
    ("a number with decimals", 12.5, "number-not-whole"),
    ("a negative number", -4, "number-negative"),
    ("a negative number as a text", "-4", "number-negative"),
    ("a negative number with a true minus", "− 4", "number-negative"),
    ("far too many", 5e9, "number-too-large"),
    ("far too many digits", "9" * 30, "number-too-large"),
    ("a formula nobody calculated", "=B1+1", "formula-without-value"),
    ("a formula into another workbook", "=[1]Sheet1!B3", "formula-link"),
]


FILES = [
    *(
        Sent(
            f"number: {name}", typed(PO_Y, MEASURE, value), (), usual(changed={(PO_Y, MEASURE): n})
        )
        for name, value, n in TAKEN
    ),
    *(
        Sent(
            f"number: {name}",
            typed(PO_Y, MEASURE, value),
            (("converted", FIGURES, CELL),),
            usual(changed={(PO_Y, MEASURE): n}),
        )
        for name, value, n in CONVERTED
    ),
    *(
        Sent(
            f"number: {name}",
            typed(PO_Y, MEASURE, value),
            ((code, FIGURES, CELL),),
            usual(changed={(PO_Y, MEASURE): None}),
        )
        for name, value, code in REFUSED
    ),
    Sent(
        "number: an error of Excel",
        typed(PO_Y, MEASURE, "#REF!", kind="e"),
        (("cell-error", FIGURES, CELL),),
        usual(changed={(PO_Y, MEASURE): None}),
    ),
    Sent(
        "number: a share shown in per cent",
        typed(PO_Y, MEASURE, 0.85, number_format="0%"),
        (("number-unreadable", FIGURES, CELL),),
        usual(changed={(PO_Y, MEASURE): None}),
    ),
    Sent(
        "number: a whole number shown in per cent",
        typed(PO_Y, MEASURE, 3, number_format="0.0%"),
        (("number-unreadable", FIGURES, CELL),),
        usual(changed={(PO_Y, MEASURE): None}),
    ),
    Sent(
        "number: không in TCVN3",
        typed(PO_Y, MEASURE, "Kh«ng", font=".VnTime"),
        (("converted", FIGURES, CELL),),
        usual(changed={(PO_Y, MEASURE): 0}),
    ),
    Sent(
        "number: không phát sinh in TCVN3 capitals",
        typed(PO_Y, MEASURE, "kh«ng ph¸t sinh", font=".VnTimeH"),
        (("converted", FIGURES, CELL),),
        usual(changed={(PO_Y, MEASURE): 0}),
    ),
    Sent(
        "number: không in VNI",
        typed(PO_Y, MEASURE, "Khoâng", font="VNI-Times"),
        (("converted", FIGURES, CELL),),
        usual(changed={(PO_Y, MEASURE): 0}),
    ),
    Sent(
        "number: a blank where there must be one",
        typed(PO_Y, "addicts", None),
        (("required-missing", FIGURES, "K19"),),
        usual(changed={(PO_Y, "addicts"): None}),
    ),
    Sent(
        "number: dots where there must be one",
        typed(PO_Y, "addicts", "…"),
        (("required-missing", FIGURES, "K19"),),
        usual(changed={(PO_Y, "addicts"): None}),
    ),
]
