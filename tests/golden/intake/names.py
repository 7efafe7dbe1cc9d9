"""Names of communes as they are typed into a row that has lost its hidden id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

from data_loaders.model import Identity, ReportContent
from tests.data_loaders.sent_forms import DAK_XU, FIGURES, PERIOD, PLEI_KAN, PO_Y, cell_of, usual
from tests.golden.intake.building import Place, Sent, Typed, cells, in_row, own_form

KON_TUM, DAK_HA, KON_PLONG = "608", "615", "613"
NGOK_BAY, HOA_BINH, QUANG_TRUNG = "23317", "23338", "23281"
TT_DAK_HA, DAK_LA, DAK_LONG = "23500", "23524", "23504"
PO_E, MANG_DEN = "23467", "23473"


def renamed(
    commune_id: str, name: str | None, unit_id: str = "611", font: str = ""
) -> Callable[[], bytes]:
    """A row without its id, under that name."""

    return cells(
        lambda book: [
            Typed(in_row(book, commune_id, 1), None),
            Typed(in_row(book, commune_id, 3), name, font=font),
        ],
        unit_id,
    )


def without(commune_id: str, unit_id: str = "611") -> ReportContent:
    """The usual report without the row of a commune."""
    whole = usual(unit_id)
    rest = tuple(f for f in whole.figures if f.commune_id != commune_id)
    return ReportContent(Identity(unit_id, PERIOD), rest, whole.areas, whole.tasks)


# Name of the file, commune, what is typed, cell of a note when it is written otherwise, locality.
KNOWN: list[tuple[str, str, str, str, str]] = [
    ("as in the form", PO_Y, "Xã Pờ Y", "", "611"),
    ("in capitals", PO_Y, "XÃ PỜ Y", "", "611"),
    ("in decomposed letters", PO_Y, normalize("NFD", "Xã Pờ Y"), "", "611"),
    ("with double and non-breaking spaces", PO_Y, " Xã  Pờ\u00a0Y ", "", "611"),
    ("B for P", PO_Y, "Xã Bờ Y", "C19", "611"),
    ("without its kind", PO_Y, "Pờ Y", "C19", "611"),
    ("with the kind shortened", PO_Y, "X. Pờ Y", "C19", "611"),
    ("as an office", PO_Y, "UBND xã Pờ Y", "C19", "611"),
    ("as a police office", PO_Y, "Công an xã Pờ Y", "C19", "611"),
    ("numbered", PO_Y, "7. Xã Pờ Y", "C19", "611"),
    ("with a footnote mark", PO_Y, "Xã Pờ Y (*)", "C19", "611"),
    ("a township shortened", PLEI_KAN, "TT. Plei Kần", "C13", "611"),
    ("a township shortened without point", PLEI_KAN, "TT Plei Kần", "C13", "611"),
    ("Đắk for Đăk", DAK_XU, "Xã Đắk Xú", "C17", "611"),
    ("Đak for Đăk", DAK_XU, "Xã Đak Xú", "C17", "611"),
    ("Dak for Đăk", DAK_XU, "Xã Dak Xú", "C17", "611"),
    ("with a hyphen", DAK_XU, "Xã Đăk-Xú", "C17", "611"),
    ("Ngọc for Ngọk", NGOK_BAY, "Xã Ngọc Bay", "C25", KON_TUM),
    ("a ward shortened", QUANG_TRUNG, "P.Quang Trung", "C13", KON_TUM),
    ("the other tone placement", HOA_BINH, "Xã Hoà Bình", "C33", KON_TUM),
    (
        "the other tone placement, decomposed",
        HOA_BINH,
        normalize("NFD", "Xã Hoà Bình"),
        "C33",
        KON_TUM,
    ),
    ("the township of a name that a district has", TT_DAK_HA, "Thị trấn Đăk Hà", "", DAK_HA),
    ("one of the two communes of a name", DAK_LONG, "Xã Đăk Long", "", DAK_HA),
    ("B for P in another place", PO_E, "Xã Bờ Ê", "C18", KON_PLONG),
]

LEGACY = [
    ("in TCVN3 by its font", "X· Pê Y", ".VnTime"),
    ("in TCVN3 capitals by their font", "x· pê y", ".VnTimeH"),
    ("in VNI by its font", "Xaõ Pôø Y", "VNI-Times"),
]

# Name of the file, commune, what is typed, code, cell, locality.
UNKNOWN: list[tuple[str, str, str | None, str, str, str]] = [
    ("of the wrong kind", PLEI_KAN, "Xã Plei Kần", "commune-unknown", "C13", "611"),
    ("the district's for its township's", TT_DAK_HA, "Xã Đăk Hà", "commune-unknown", "C13", DAK_HA),
    ("a letter from another", DAK_LA, "Xã Đăk Na", "commune-unknown", "C23", DAK_HA),
    ("of another locality", PO_Y, "Xã Sa Bình", "commune-unknown", "C19", "611"),
    ("a letter too many", PO_Y, "Xã Pờ Yy", "commune-unknown", "C19", "611"),
    ("without diacritics", PO_Y, "Xa Po Y", "commune-unknown", "C19", "611"),
    ("none, but figures", PO_Y, None, "commune-unknown", "C19", "611"),
    ("TCVN3 that lost its font", PO_Y, "X· Pê Y", "text-legacy", "C19", "611"),
    ("VNI that lost its font", PO_Y, "XAÕ PÔØ Y", "text-legacy", "C19", "611"),
    ("TCVN3 without telling signs", PLEI_KAN, "TT Plei KÇn", "text-legacy", "C13", "611"),
]


def _unknown(code: str, cell: str) -> tuple[Place, ...]:
    return ((code, FIGURES, cell), ("commune-missing", FIGURES, None))


def both_id_and_name(name: str) -> Callable[[], bytes]:
    return cells(lambda book: [Typed(in_row(book, PO_Y, 3), name)])


def swapped_names(book: Any) -> None:
    """Names sorted without their rows: each stands beside another's id."""
    sheet = book[FIGURES]
    first, second = (cell_of(book, unit, "addicts").row for unit in (PO_Y, DAK_XU))
    one, other = sheet.cell(first, 3), sheet.cell(second, 3)
    one.value, other.value = other.value, one.value


def twice(book: Any) -> None:
    row = cell_of(book, DAK_XU, "addicts").row
    book[FIGURES].cell(row, 1).value = None
    book[FIGURES].cell(row, 3).value = "Xã Bờ Y"


FILES = [
    *(
        Sent(
            f"name: {name}",
            renamed(commune, text, unit_id),
            (("converted", FIGURES, note),) if note else (),
            usual(unit_id),
        )
        for name, commune, text, note, unit_id in KNOWN
    ),
    *(
        Sent(f"name: {name}", renamed(PO_Y, text, font=font), (("converted", FIGURES, "C19"),))
        for name, text, font in LEGACY
    ),
    *(
        Sent(
            f"name: {name}",
            renamed(commune, text, unit_id),
            _unknown(code, cell),
            without(commune, unit_id),
        )
        for name, commune, text, code, cell, unit_id in UNKNOWN
    ),
    Sent("name: otherwise, beside its id", both_id_and_name("Bờ Y")),
    Sent(
        "name: of nobody, beside an id",
        both_id_and_name("Xã Sa Bình"),
        (("commune-conflict", FIGURES, "C19"),),
    ),
    Sent(
        "name: of two rows exchanged without their ids",
        own_form(swapped_names),
        (("commune-conflict", FIGURES, "C17"), ("commune-conflict", FIGURES, "C19")),
    ),
    Sent(
        "name: twice, the second written otherwise",
        own_form(twice),
        (
            ("commune-twice", FIGURES, "C19"),
            ("commune-missing", FIGURES, None),
            ("converted", FIGURES, "C17"),
        ),
        without(DAK_XU),
    ),
]
