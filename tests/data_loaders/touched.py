"""Forms whose XML somebody touched: cells written as programs may write them, and as none should.

Each is made of a number alone, the same form every time.
"""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO

from tests.data_loaders.hostile_files import archive
from tests.golden.programs.lookalikes import LOOKALIKES

FORMS = ("Excel 365", "Apache POI (SXSSF)", "Open XML SDK (ClosedXML)", "Google Sheets")
"""Dialects that take turns: strings shared and own, a prefix and none, ``1.0`` for ``1``."""

NOT_READ = frozenset({"Hướng dẫn", "Kỳ trước"})
"""Sheets of a form that nothing is taken from."""

NUMBERS = (
    *("1e3", "1.0", "007", "-0", " 12 ", "+5", "1.5E+2", "12345678901234567890", "0.1", "\n12\n"),
    *("1_000", "٣", "nan", "INF", "0x10", "12,5", "", "1199.9999999999998", "45000", "45000.25"),
    *("-3", "0.0", "1E400", "2958466", "60", "59.5", ".5", "5."),
)
TEXTS = ("12", " 12 ", "05", "mười hai", "", "  ", "TRUE", "#N/A", "=1+1", "1.234", "a\tb", "x\ny")
ERRORS = ("#REF!", "#N/A", "#DIV/0!", "12")


@cache
def _parts(dialect: str) -> Mapping[str, str]:
    whole = LOOKALIKES[dialect]
    brief = replace(whole, blank_rows=min(whole.blank_rows, 9), without=NOT_READ)
    with zipfile.ZipFile(BytesIO(brief.write())) as source:
        return {name: source.read(name).decode() for name in source.namelist()}


def number(x: str, chance: random.Random) -> str:
    return f"<{x}v>{chance.choice(NUMBERS)}</{x}v>"


def inline(x: str, chance: random.Random) -> str:
    return f"<{x}is><{x}t>{chance.choice(TEXTS)}</{x}t></{x}is>"


def in_runs(x: str, chance: random.Random) -> str:
    one, other = chance.choice(TEXTS), chance.choice(TEXTS)
    return f"<{x}is><{x}r><{x}t>{one}</{x}t></{x}r><{x}r><{x}t>{other}</{x}t></{x}r></{x}is>"


def with_reading_aid(x: str, chance: random.Random) -> str:
    aid = f'<{x}rPh sb="0" eb="1"><{x}t>9</{x}t></{x}rPh>'
    return f"<{x}is><{x}t>{chance.choice(TEXTS)}</{x}t>{aid}</{x}is>"


def quoted(x: str, chance: random.Random) -> str:
    way = chance.choice(("<![CDATA[{}]]>", "&#49;{}", "{}<!-- aside -->4", "<?aside?>{}"))
    return f"<{x}v>{way.format(chance.randrange(100))}</{x}v>"


def twice(x: str, chance: random.Random) -> str:
    other = chance.choice((number, inline))
    return f"<{x}v>1</{x}v>{other(x, chance)}"


def formula(x: str, chance: random.Random) -> str:
    result = chance.choice(("", f"<{x}v>7</{x}v>", f"<{x}v></{x}v>", f"<{x}v/>"))
    return f"<{x}f>SUM(D13:D14)</{x}f>{result}"


def formula_behind(x: str, chance: random.Random) -> str:
    return f"{number(x, chance)}<{x}f>1+1</{x}f>"


Write = Callable[[str, random.Random], str]
CONTENTS: tuple[tuple[str, Write], ...] = (
    ("", number),
    ("n", number),
    ("n", quoted),
    ("n", twice),
    ("inlineStr", inline),
    ("inlineStr", in_runs),
    ("inlineStr", with_reading_aid),
    ("inlineStr", twice),
    ("str", lambda x, chance: f"<{x}v>{chance.choice(TEXTS)}</{x}v>"),
    ("b", lambda x, chance: f"<{x}v>{chance.choice('01')}</{x}v>"),
    ("e", lambda x, chance: f"<{x}v>{chance.choice(ERRORS)}</{x}v>"),
    ("d", lambda x, chance: f"<{x}v>{chance.choice(('2025-01-20', '2025-01-20T08:30:00'))}</{x}v>"),
    ("s", lambda x, chance: f"<{x}v>{chance.choice((0, 3, 99_999, -1))}</{x}v>"),
    ("", formula),
    ("str", formula),
    ("", formula_behind),
    ("", lambda x, chance: ""),
)
"""Type of a cell → how what stands in it is written."""

ADDRESSES: tuple[Callable[[str, str, random.Random], str], ...] = (
    *[lambda column, row, chance: f' r="{column}{row}"'] * 9,
    lambda column, row, chance: "",
    lambda column, row, chance: f' r="{column}{int(row) + chance.choice((1, -1, 9))}"',
    lambda column, row, chance: f' r="{chance.choice(("A", "AE", "BZ"))}{row}"',
)


def _touch_cell(text: str, chance: random.Random) -> str:
    """One cell of a sheet written anew: its address, its format, its type and its content."""
    found = chance.choice(list(_CELL.finditer(text)))
    x, column, row = found["x"] or "", found["column"], found["row"]
    kind, write = chance.choice(CONTENTS)
    style = chance.choice(("0", "0", "0", "1", "1", "7"))
    typed = f' t="{kind}"' if kind else ""
    place = chance.choice(ADDRESSES)(column, row, chance)
    new = f'<{x}c{place} s="{style}"{typed}>{write(x, chance)}</{x}c>'
    doubled = found[0] if chance.random() < 0.03 else ""
    return text[: found.start()] + doubled + new + text[found.end() :]


_CELL = re.compile(r'<(?P<x>x:)?c r="(?P<column>[A-Z]+)(?P<row>\d+)"[^>]*?(?:/>|>.*?</(?:x:)?c>)')
_ROW = re.compile(r"<(?:x:)?row .*?</(?:x:)?row>")


def _touch_row(text: str, chance: random.Random) -> str:
    """A row exchanged with the next, doubled, left out, or without its number."""
    rows = list(_ROW.finditer(text))
    at = chance.randrange(len(rows) - 1)
    one, other = rows[at], rows[at + 1]
    ways = (other[0] + one[0], one[0] * 2 + other[0], other[0], _unnumbered(one[0]) + other[0])
    return text[: one.start()] + chance.choice(ways) + text[other.end() :]


def _unnumbered(row: str) -> str:
    return re.sub(r' r="\d+"', "", row, count=1)


def touched(seed: int) -> bytes:
    """The form of that number, one to three of its cells or a row written otherwise."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    parts = dict(_parts(FORMS[seed % len(FORMS)]))
    sheet = f"xl/worksheets/sheet{chance.choice((1, 1, 1, 2, 3, 4))}.xml"
    for _ in range(chance.randint(1, 3)):
        touch = _touch_row if chance.random() < 0.1 else _touch_cell
        parts[sheet] = touch(parts[sheet], chance)
    if chance.random() < 0.05:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
            "<workbookPr/>", '<workbookPr date1904="1"/>'
        )
    return archive({name: text.encode() for name, text in parts.items()})
