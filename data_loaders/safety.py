"""What a file may be before any parser sees it. The standard library alone looks at it here.

Nothing is unpacked further than the beginning of its parts; sizes are those the archive states,
which the reader of the archive enforces.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from xml.parsers import expat

from data_loaders.model import Finding, Severity

MAX_BYTES = 10 * 1024 * 1024
"""Largest file that is looked at; a form has 30 kB."""

MAX_UNPACKED = 200 * 1024 * 1024
"""Largest sum of the unpacked parts; a million styled empty rows take about half."""

MAX_RATIO = 200
"""Unpacked to packed size of one part, from a megabyte up: more is a bomb."""

MAX_PARTS = 500

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PROLOG = 64 * 1024  # how far into a part its root element has to begin
_REQUIRED = ("[Content_Types].xml", "_rels/.rels")


def preflight(data: bytes, file_name: str) -> Finding | None:
    """The one reason why this file is not read, or None when it may be."""
    code = _fault(data)
    if code is None:
        return None
    limit = MAX_BYTES // 1024 // 1024
    return Finding(
        code, Severity.ERROR, found=file_name, parameters={"file": file_name, "limit": limit}
    )


def _fault(data: bytes) -> str | None:
    if not data:
        return "file-empty"
    if len(data) > MAX_BYTES:
        return "file-too-large"
    if data.startswith(b"PK"):
        return _fault_of_archive(data)
    return _foreign(data)


def _foreign(data: bytes) -> str:
    """What a file is that is no archive, told by its first bytes and not by its name."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        return "file-encrypted" if encrypted else "file-xls"
    if data[:2] == b"\x09\x08":  # a worksheet of the nineties, without a container
        return "file-xls"
    if head.startswith(b"%PDF"):
        return "file-pdf"
    if head[:1] == b"<":
        return "file-html"
    return "file-csv" if _is_text(data[:4096]) else "file-other"


def _is_text(head: bytes) -> bool:
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return True
    return b"\x00" not in head and any(mark in head for mark in (b",", b";", b"\t"))


def _fault_of_archive(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            return (
                _fault_of_sizes(parts)
                or _fault_of_names([part.filename for part in parts], archive)
                or _fault_of_prologs(archive, parts)
            )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError):
        return "file-damaged"
    except (ValueError, LookupError, RuntimeError, expat.ExpatError):  # odd packing, odd encoding
        return "file-damaged"


def _fault_of_sizes(parts: list[zipfile.ZipInfo]) -> str | None:
    if any(part.flag_bits & 1 for part in parts):
        return "file-encrypted"
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        return "file-bomb"
    for part in parts:
        if part.file_size > 1024 * 1024 and part.file_size > MAX_RATIO * part.compress_size:
            return "file-bomb"
    return None


def _fault_of_names(names: list[str], archive: zipfile.ZipFile) -> str | None:
    """What the parts are: each answer only holds when none before it does."""
    lower = [name.lower() for name in names]
    document = "mimetype" in names and b"opendocument" in archive.read("mimetype")[:100]
    answers = (
        (document, "file-ods"),
        (len(set(lower)) < len(lower), "file-duplicate-parts"),
        (not all(name in names for name in _REQUIRED), "file-zip"),
        (any(name.endswith("vbaproject.bin") for name in lower), "file-macros"),
        ("xl/workbook.bin" in lower, "file-xlsb"),
        (not any("worksheets/" in name for name in lower), "file-other"),
    )
    return next((code for holds, code in answers if holds), None)


def _fault_of_prologs(archive: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> str | None:
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                head = stream.read(_PROLOG)
            if _declares_type(head):
                return "file-doctype"
    return None


class _SeenError(Exception):
    """The end of looking: a document type (True) or the root element (False)."""


def _declares_type(head: bytes) -> bool:
    """Whether a document type stands before the root element, in whatever encoding."""

    def stop(found: bool) -> None:
        raise _SeenError(found)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: stop(True)
    parser.StartElementHandler = lambda *_: stop(False)
    try:
        parser.Parse(head, False)
    except _SeenError as seen:
        return bool(seen.args[0])
    return len(head) == _PROLOG  # nothing but a prolog: whatever it hides, no spreadsheet wrote it
