"""Files made to do harm, each with the one code that refuses it. Built here, byte for byte."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO

from tests.data_loaders.sent_forms import filled

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)
SHEET, STYLES, STRINGS = "xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/sharedStrings.xml"
TYPES, BOOK = "[Content_Types].xml", "xl/workbook.xml"
Parts = dict[str, bytes]


def archive(parts: Parts, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=4) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


@cache
def _form() -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(BytesIO(filled())) as source:
        return tuple((name, source.read(name)) for name in source.namelist())


def parts_of_a_form() -> Parts:
    return dict(_form())


def with_part(name: str, content: bytes) -> bytes:
    return archive({**parts_of_a_form(), name: content})


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    """A form with a text of one part put in place of another."""
    before = parts_of_a_form()[part]
    assert old in before
    return with_part(part, before.replace(old, new, 1))


def rows(count: int, cells: str) -> bytes:
    """A form with that many rows more."""
    more = "".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(100, 100 + count))
    return replaced(SHEET, b"</sheetData>", more.encode() + b"</sheetData>")


def merges(references: Iterator[str]) -> bytes:
    """A form with these merged ranges and no others."""
    written = "".join(f'<mergeCell ref="{one}"/>' for one in references)
    end = f"</sheetData><mergeCells>{written}</mergeCells>".encode()
    return replaced("xl/worksheets/sheet1.xml", b"</sheetData>", end)


def noise(size: int) -> bytes:
    """Letters that cannot be packed beyond a half."""
    return random.Random(1).randbytes(size // 2).hex().encode()  # noqa: S311 - no secret


def many(written: str, count: int) -> bytes:
    """A text written again and again with other numbers in it."""
    numbers = random.Random(2)  # noqa: S311
    return "".join(written.format(numbers.randrange(10**6), n) for n in range(count)).encode()


def cycled(written: str, count: int) -> bytes:
    """A text written again and again with few numbers in it: it packs well, but is no bomb."""
    return "".join(map(written.format, range(1000))).encode() * (count // 1000)


def strings(texts: list[bytes]) -> bytes:
    table = b"".join(b"<si><t>" + text + b"</t></si>" for text in texts)
    return replaced(STRINGS, b"</sst>", table + b"</sst>")


def doctype(text: str, encoding: str = "utf-8") -> bytes:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{text}<worksheet/>'
    return with_part("xl/worksheets/sheet9.xml", declared.encode(encoding))


LAUGHS = "<!DOCTYPE a [{}]>".format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
)
QUADRATIC = f'<!DOCTYPE a [<!ENTITY a "{"x" * 50_000}">]>'
FOREIGN = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
HIDDEN = f"<!-- {'x' * 70_000} -->{LAUGHS}"


def doubled(name: str) -> bytes:
    out = BytesIO(filled())
    with zipfile.ZipFile(out, "a") as target:
        target.writestr(name, b"<x/>")
    return out.getvalue()


def encrypted_part() -> bytes:
    data = bytearray(filled())
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """Two entries of the directory that share the bytes of one part."""
    data = bytearray(archive({**parts_of_a_form(), "xl/a.xml": b"<x/>", "xl/b.xml": b"<x/>"}))
    first, second = data.index(b"xl/a.xml") - 30, data.index(b"xl/b.xml") - 30
    entry = data.rindex(b"xl/b.xml") - 46
    assert int.from_bytes(data[entry + 42 : entry + 46], "little") == second
    data[entry + 42 : entry + 46] = first.to_bytes(4, "little")
    data[entry + 46 : entry + 54] = b"xl/c.xml"
    data[first + 30 : first + 38] = b"xl/c.xml"
    return bytes(data)


def lying_size() -> bytes:
    """A part of which the directory says that it holds a tenth of what it does."""
    data = bytearray(filled())
    entry = data.rindex(SHEET.encode()) - 46
    size = int.from_bytes(data[entry + 24 : entry + 28], "little")
    data[entry + 24 : entry + 28] = (size // 10).to_bytes(4, "little")
    return bytes(data)


def between_parts() -> bytes:
    """Two thousand bytes before the directory that no part claims."""
    data = bytearray(filled())
    end = data.rindex(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    data[end + 16 : end + 20] = (start + 2000).to_bytes(4, "little")
    data[start:start] = b"MZ" + bytes(1998)
    return bytes(data)


def without_names() -> bytes:
    parts = parts_of_a_form()
    return archive({name: parts[name] for name in parts if "theme" in name})


FORMAT = '<xf numFmtId="{0}" fontId="{1}" fillId="{1}" borderId="0" xfId="0"/>'
FONT = '<font><sz val="{0}"/><name val="{1}"/></font>'
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
SHEET_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
DDE = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
CELL = '<c r="A{0}"><v>1</v></c>'
ATTRIBUTES = " ".join(f'a{number}="{number * 7919}"' for number in range(80))

SEEN_AT_ONCE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("file-empty", lambda: b""),
    "too large": ("file-too-large", lambda: b"PK\x03\x04" + bytes(11 * 1024 * 1024)),
    "old Excel": ("file-xls", lambda: OLE + "Workbook".encode("utf-16-le")),
    "Excel of the nineties": ("file-xls", lambda: b"\x09\x08\x10\x00" + bytes(100)),
    "password": ("file-encrypted", lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
    "archive with a password": ("file-encrypted", encrypted_part),
    "PDF": ("file-pdf", lambda: b"%PDF-1.7\n%\xe2\xe3"),
    "web page": ("file-html", lambda: b"\xef\xbb\xbf\r\n<html><table>"),
    "text": ("file-csv", "Xã;Đầu kỳ\nXã Pờ Y;2\n".encode),
    "program": ("file-other", lambda: b"\x7fELF\x00\x01"),
    "document of Word": (
        "file-other",
        lambda: archive({TYPES: b"<x/>", "_rels/.rels": b"<x/>", "word/a.xml": b"<x/>"}),
    ),
    "OpenDocument": (
        "file-ods",
        lambda: archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
    ),
    "binary workbook": ("file-xlsb", lambda: with_part("xl/workbook.bin", b"\x83")),
    "form in an archive": ("file-zip", lambda: archive({"bieu/611.xlsx": filled()})),
    "pictures in an archive": ("file-zip", without_names),
    "cut short": ("file-truncated", lambda: filled()[: len(filled()) // 2]),
    "only the first bytes": ("file-truncated", lambda: b"PK"),
    "strange packing": ("file-damaged", lambda: archive(dict(_form()), method=zipfile.ZIP_LZMA)),
    "macros": ("file-macros", lambda: with_part("xl/vbaProject.bin", b"\xd0\xcf")),
    "macro sheet": ("file-macros", lambda: with_part("xl/macrosheets/sheet1.xml", b"<x/>")),
    "type for macros": ("file-macros", lambda: replaced(TYPES, SHEET_TYPE, MACRO_TYPE)),
    "embedded archive": (
        "file-embedded",
        lambda: with_part("xl/embeddings/a.zip", archive({"0": bytes(1000)})),
    ),
    "control": ("file-embedded", lambda: with_part("xl/activeX/activeX1.xml", b"<x/>")),
    "link to a program": ("file-dde", lambda: with_part("xl/externalLinks/a.xml", DDE)),
    "same part twice": ("file-duplicate-parts", lambda: doubled("xl/Worksheets/Sheet2.xml")),
    "name upwards": ("file-unsafe-names", lambda: with_part("xl/../../a.sh", b"")),
    "name of a drive": ("file-unsafe-names", lambda: with_part("C:a.exe", b"")),
    "name from the top": ("file-unsafe-names", lambda: with_part("/etc/passwd", b"")),
    "name of Windows": ("file-unsafe-names", lambda: with_part("xl\\..\\a.exe", b"")),
    "PDF before it": ("file-polyglot", lambda: b"%PDF-1.7\n" + filled()),
    "archive before it": ("file-polyglot", lambda: archive({"a": b"b"}) + filled()),
    "program behind it": ("file-polyglot", lambda: filled() + b"MZ" + bytes(200)),
    "program inside it": ("file-polyglot", between_parts),
    "parts over each other": ("file-bomb", overlapping),
    "formats that pack well": (
        "file-bomb",
        lambda: replaced(STYLES, b"</cellXfs>", b"<xf/>" * 1_000_000 + b"</cellXfs>"),
    ),
    "zeros": ("file-bomb", lambda: with_part("xl/media/image1.png", bytes(4_000_000))),
    "many parts": (
        "file-too-many-parts",
        lambda: archive({f"xl/{number}.png": b"" for number in range(2_100)}),
    ),
    "size that lies": ("file-damaged", lying_size),
    "a billion laughs": ("file-doctype", lambda: doctype(LAUGHS)),
    "laughs in UTF-16": ("file-doctype", lambda: doctype(LAUGHS, "utf-16")),
    "laughs behind a comment": ("file-doctype", lambda: doctype(HIDDEN)),
    "one long entity": ("file-doctype", lambda: doctype(QUADRATIC)),
    "a file of the server": ("file-doctype", lambda: doctype(FOREIGN)),
}
"""What shows before any part is read to its end."""

SEEN_IN_READING: dict[str, tuple[str, Callable[[], bytes]]] = {
    "merge over the sheet": ("file-merged-area", lambda: merges(iter(["A1:XFD1048576"]))),
    "many merges": (
        "file-merged-area",
        lambda: merges(f"A{n}:B{n}" for n in range(1, 30_000)),
    ),
    "rows without end": ("file-too-many-cells", lambda: rows(150_000, CELL)),
    "cells without content": (
        "file-too-many-cells",
        lambda: rows(360_000, '<c r="A{0}" t="s"/>'),
    ),
    "strings that are not there": (
        "file-false-counts",
        lambda: replaced(STRINGS, b" uniqueCount=", b' uniqueCount="4294967295" a='),
    ),
    "a merge beyond the sheet": ("file-damaged", lambda: merges(iter(["A1:ZZZ99"]))),
    "formats that are not there": (
        "file-false-counts",
        lambda: replaced(STYLES, b"<cellXfs count=", b'<cellXfs count="4294967295" b='),
    ),
    "formats without end": (
        "file-too-many-styles",
        lambda: replaced(STYLES, b"</cellXfs>", many(FORMAT, 80_000) + b"</cellXfs>"),
    ),
    "fonts without end": (
        "file-too-many-styles",
        lambda: replaced(STYLES, b"<font>", many(FONT, 70_000) + b"<font>"),
    ),
    "strings without end": (
        "file-too-much-text",
        lambda: strings([b"%d" % n for n in range(360_000)]),
    ),
    "much text": ("file-too-much-text", lambda: strings([noise(30_000)] * 1_200)),
    "one long text": ("file-too-much-text", lambda: strings([noise(12_000_000)])),
    "instructions without end": (
        "file-too-much-text",
        lambda: replaced(SHEET, b"<sheetData>", cycled("<?a{}?>", 5_000_000) + b"<sheetData>"),
    ),
    "attributes without end": (
        "file-too-much-text",
        lambda: rows(40_000, f'<c r="A{{0}}" {ATTRIBUTES}><v>1</v></c>'),
    ),
    "comments without end": (
        "file-too-much-text",
        lambda: replaced(SHEET, b"<sheetData>", cycled("<!--{}-->", 5_000_000) + b"<sheetData>"),
    ),
    "deep": (
        "file-too-deep",
        lambda: replaced(SHEET, b"<sheetData>", b"<a>" * 300_000 + b"<sheetData>"),
    ),
    "many attributes": (
        "file-too-much-text",
        lambda: replaced(
            SHEET,
            b"<sheetData>",
            b"<a " + b" ".join(b'a%d=""' % n for n in range(200_000)) + b"/><sheetData>",
        ),
    ),
}
"""What shows only while a part is read."""
