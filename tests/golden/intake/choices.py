"""Words of a list as they are typed: the class of a commune (S19) and the state of an area."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import normalize

from tests.data_loaders.sent_forms import AREA_LIST, FIGURES, PO_Y, TASK_LIST, usual
from tests.golden.intake.building import Sent, at, typed

CELL = "S19"

# What is typed → the class it is (its position from 1), listed to the sender.
CONVERTED = [
    ("small letters", "ii", 2),
    ("with the word loại", "Loại III", 3),
    ("in full", "trọng điểm loại I", 1),
    ("in capitals", "CÓ", 4),
    ("the meaning instead of the word", "không có tệ nạn ma tuý", 5),
]

REFUSED = [("a digit", 2), ("a letter that looks like it", "l"), ("another word", "trung bình")]


def state(value: object) -> Callable[[], bytes]:
    return at(AREA_LIST, "F12", value)


FILES = [
    *(
        Sent(
            f"choice: {name}",
            typed(PO_Y, "commune_class", value),
            (
                ("converted", FIGURES, CELL),
                *([("class-contradiction", FIGURES, CELL)] if n == 5 else []),
            ),
            usual(changed={(PO_Y, "commune_class"): n}),
        )
        for name, value, n in CONVERTED
    ),
    *(
        Sent(
            f"choice: {name}",
            typed(PO_Y, "commune_class", value),
            (("choice-unknown", FIGURES, CELL),),
            usual(changed={(PO_Y, "commune_class"): None}),
        )
        for name, value in REFUSED
    ),
    Sent(
        "choice: an area's state in decomposed capitals",
        state(normalize("NFD", "ĐANG CHUYỂN HÓA")),
        (("converted", AREA_LIST, "F12"),),
    ),
    Sent(
        "choice: an area's state with the other tone placement",
        state("đang chuyển hoá"),
        (("converted", AREA_LIST, "F12"),),
    ),
    Sent(
        "choice: a task's state in another word",
        at(TASK_LIST, "E12", "đang"),
        (("converted", TASK_LIST, "E12"),),
    ),
]
