"""How an archive is put together, before any of its parts is unpacked.

The format tells the same thing several times: each part has a header beside its data and another in
the directory at the end. Where the two disagree, where parts lie over each other or bytes lie
between them, two programs see two different files in the same bytes.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Sequence
from urllib.parse import unquote

from data_loaders.workbook.parts import part_key

MAX_UNPACKED = 120 * 1024 * 1024
"""Largest sum of the unpacked parts; a million empty rows, three styled cells in each, take 110."""

MAX_RATIO = 200
"""Unpacked to packed size of one part, from a megabyte up: more is a bomb."""

MAX_PARTS = 2000
"""Parts of an archive; pictures and remarks on every sheet of a district's book make hundreds."""

_PART = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END_SIZE = 22
_MAX_COMMENT = 1 << 16
_HEADER = 30  # bytes of a part's own header before its name
_MAX_GAP = 24  # the sizes that may follow a part whose header does not hold them
_UNSAFE = re.compile(r"\A[/\\]|(\A|[/\\])\.\.([/\\]|\Z)|\A[A-Za-z]:|[\x00-\x1f]")
"""Names that lead out of the archive when it is unpacked. A backslash alone does not."""

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""What spreadsheets pack with. Others can ask for gigabytes before the first byte is out."""


def has_directory(data: bytes) -> bool:
    """Whether a directory of parts ends the file; an archive cut short has none."""
    return _END in data[-_MAX_COMMENT - _END_SIZE :]


def fault_of_structure(data: bytes, archive: zipfile.ZipFile) -> str | None:
    """The code of what is wrong with the archive as a whole, None when nothing is."""
    parts = archive.infolist()
    return _fault_of_sizes(parts) or _fault_of_names(parts) or _fault_of_layout(data, archive)


def _fault_of_sizes(parts: Sequence[zipfile.ZipInfo]) -> str | None:
    if any(part.flag_bits & 1 for part in parts):
        return "file-encrypted"
    if len(parts) > MAX_PARTS:
        return "file-too-many-parts"
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        return "file-bomb"
    for part in parts:
        if part.file_size > 1024 * 1024 and part.file_size > MAX_RATIO * part.compress_size:
            return "file-bomb"
    return None


def _fault_of_names(parts: Sequence[zipfile.ZipInfo]) -> str | None:
    if any(_UNSAFE.search(unquote(part.orig_filename)) for part in parts):
        return "file-unsafe-names"
    keys = {part_key(part.filename) for part in parts}
    return "file-duplicate-parts" if len(keys) < len(parts) else None


def _fault_of_layout(data: bytes, archive: zipfile.ZipFile) -> str | None:
    """Bytes that belong to no part, and parts that share theirs."""
    parts = sorted(archive.infolist(), key=lambda part: part.header_offset)
    if not all(_usual(data, part) for part in parts):
        return "file-damaged"
    if not _ends_the_file(data, archive.comment):
        return "file-polyglot"
    end = 0
    for part in parts:
        gap = part.header_offset - end
        if gap < 0:
            return "file-bomb"
        if gap > (_MAX_GAP if end else 0):
            return "file-polyglot"
        end = _end_of(data, part)
    gap = archive.start_dir - end
    if gap < 0:
        return "file-damaged"
    return "file-polyglot" if gap > _MAX_GAP else None


def _ends_the_file(data: bytes, comment: bytes) -> bool:
    """Whether the archive ends with its directory and at most a remark in words behind it."""
    if b"PK" in comment or b"\0" in comment:
        return False
    return data.startswith(_END, len(data) - _END_SIZE - len(comment))


def _usual(data: bytes, part: zipfile.ZipInfo) -> bool:
    """Whether a part stands where the directory says, packed as spreadsheets pack."""
    return part.compress_type in _METHODS and data.startswith(_PART, part.header_offset)


def _end_of(data: bytes, part: zipfile.ZipInfo) -> int:
    """Where the data of a part end, by its own header. Raises ``struct.error`` when cut short."""
    name, extra = struct.unpack_from("<HH", data, part.header_offset + _HEADER - 4)
    return int(part.header_offset + _HEADER + name + extra + part.compress_size)
