"""What a file may be before any parser sees it. The standard library alone looks at it here.

Nothing is unpacked further than the beginning of its parts; sizes are those the archive states,
which the reader of the archive enforces. What only a reader can see (how many cells there are, how
large a merged area is) it judges itself, in a process with limits of its own.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable
from io import BytesIO
from xml.parsers import expat

from data_loaders.model import Finding
from data_loaders.model.findings import finding
from data_loaders.workbook.archive import fault_of_structure, has_directory
from data_loaders.workbook.parts import CONTENT_TYPES, RELATIONS, Parts, part_key
from data_loaders.workbook.stream import Budget, UnreadableError
from data_loaders.workbook.xml_parts import read_types

MAX_BYTES = 10 * 1024 * 1024
"""Largest file that is looked at; a form has 30 kB."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PROLOG = 64 * 1024  # how far into a part its root element has to begin
_MACROS = "application/vnd.ms-office.vbaproject"
_FOR_MACROS = "macroenabled.main"  # in the type of a workbook or template with macros
_BINARY = "sheet.binary.macroenabled.main"


def preflight(data: bytes, file_name: str) -> Finding | None:
    """The one reason why this file is not read, or None when it may be."""
    code = first_sight(data) or _fault_of_archive(data)
    return None if code is None else refusal(code, file_name)


def refusal(code: str, file_name: str) -> Finding:
    """The finding that refuses a whole file."""
    return finding(code, found=file_name, file=file_name, limit=MAX_BYTES // 1024 // 1024)


def first_sight(data: bytes) -> str | None:
    """What size and first bytes say against a file: cheap, and nothing is unpacked."""
    if not data:
        return "file-empty"
    if len(data) > MAX_BYTES:
        return "file-too-large"
    if not data.startswith(b"PK"):
        return _foreign(data)
    return None if has_directory(data) else "file-truncated"


def _foreign(data: bytes) -> str:
    """What a file is that is no archive, told by its first bytes and not by its name."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        return "file-encrypted" if encrypted else "file-xls"
    if data[:2] == b"\x09\x08":  # a worksheet of the nineties, without a container
        return "file-xls"
    if has_directory(data):
        return "file-polyglot"
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
            return (
                fault_of_structure(data, archive)
                or _fault_of_kind(archive)
                or _fault_of_prologs(archive, archive.infolist())
            )
    except UnreadableError as error:
        return error.code
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError):
        return "file-damaged"
    except (ValueError, LookupError, RuntimeError, struct.error, expat.ExpatError):
        return "file-damaged"  # odd packing, odd encoding


def _fault_of_kind(archive: zipfile.ZipFile) -> str | None:
    """What the parts are: each answer only holds when none before it does."""
    names = [part_key(name) for name in archive.namelist()]
    parts = Parts(archive)
    if "mimetype" in names and b"opendocument" in _head(archive, "mimetype"):
        return "file-ods"
    if CONTENT_TYPES not in parts or RELATIONS not in parts:
        return "file-zip"
    types = read_types(parts.pieces(CONTENT_TYPES), names, Budget())
    answers = (
        (any(name.endswith("workbook.bin") for name in names), "file-xlsb"),
        (_has_macros(names, types.values()), "file-macros"),
        (not _has_sheets(names, types.values()), "file-other"),
        (any("/embeddings/" in n or "/activex/" in n for n in names), "file-embedded"),
    )
    return next((code for holds, code in answers if holds), None)


def _has_sheets(names: Iterable[str], types: Iterable[str]) -> bool:
    """Whether a part is a sheet, wherever it stands, by its folder or by its type."""
    return any("worksheets/" in n for n in names) or any("spreadsheetml" in t for t in types)


def _has_macros(names: Iterable[str], types: Collection[str]) -> bool:
    """Macros of either kind among the parts, or a workbook that says it is one for macros.

    The types are those of parts that are there: some programs declare one for a kind of part that
    they never write.
    """
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        return True
    return any(_MACROS in one or (_FOR_MACROS in one and _BINARY not in one) for one in types)


def _head(archive: zipfile.ZipFile, part: str | zipfile.ZipInfo) -> bytes:
    """The beginning of a part; without zero bytes its ASCII reads the same in UTF-16."""
    with archive.open(part) as stream:
        return stream.read(_PROLOG).replace(b"\0", b"")


def _fault_of_prologs(archive: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo]) -> str | None:
    for part in parts:
        name = part.filename.lower()
        if name.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                head = stream.read(_PROLOG)
            if _declares_type(head):
                return "file-doctype"
        if "externallinks/" in name and b"ddeLink" in _head(archive, part):
            return "file-dde"
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
    except (expat.ExpatError, LookupError, ValueError):
        return False  # damaged, if anybody reads it
    return len(head) == _PROLOG  # nothing but a prolog: whatever it hides, no spreadsheet wrote it
