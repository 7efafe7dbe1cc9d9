"""The parts of a workbook as they come out of the archive: in pieces, counted, and never too deep.

A part is never held whole. What a part may hold at most is counted here, whatever it says of
itself: a small archive can unpack to more than any machine has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.parsers import expat

from data_loaders.model.errors import MonitorError

PIECE = 256 * 1024
"""Bytes that are unpacked at a time."""

MAX_ELEMENTS = 700_000
"""Elements of all parts together but for blank cells and rows; a form has some twenty thousand,
the formats and named styles of an old office's book up to four hundred thousand."""

MAX_DEPTH = 32
"""How deep elements may stand in each other; a workbook's stand six deep, extensions a few more."""

MAX_XML = 32 * 1024 * 1024
"""Bytes of all parts together but for blank cells and rows; a form has half a million. They bound
what is neither an element nor a text: attributes, comments, instructions to programs."""

_NO_MEMORY = 1  # expat's XML_ERROR_NO_MEMORY


MAX_TOKEN = 1024 * 1024
"""Bytes of one tag or one text. A cell may hold 32 767 characters; older parsers look at a longer
token again with every piece."""

MAX_DECLARED = 2**20
"""Largest number of anything that a part may say it holds: the rows of a sheet."""


class UnreadableError(MonitorError):
    """The file cannot be read as a workbook; ``code`` is that of the finding which says so."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Budget:
    """What a workbook may still hold; one for all its parts."""

    def __init__(self) -> None:
        self._elements = MAX_ELEMENTS
        self._bytes = MAX_XML

    def spend(self, piece: bytes) -> None:
        """Count the bytes of a piece before any parser sees it."""
        self._bytes -= len(piece)
        if self._bytes < 0:
            raise UnreadableError("file-too-much-text")

    def watch(self, parser: Any, too_many: str) -> None:
        """Count what that parser sees from now on, before its own handlers see it.

        ``too_many``: the code that refuses more elements than there may be.
        """
        start, end = parser.StartElementHandler, parser.EndElementHandler
        depth = 0

        def started(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            self._elements -= 1
            depth += 1
            if self._elements < 0:
                raise UnreadableError(too_many)
            if depth > MAX_DEPTH:
                raise UnreadableError("file-too-deep")
            start(name, attributes)

        def ended(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(name)

        def left(_: str) -> None:
            nonlocal depth
            depth -= 1

        parser.StartElementHandler = started
        parser.EndElementHandler = left if end is None else ended


def parse(parser: Any, part: Iterable[bytes], budget: Budget, *, too_many: str) -> None:
    """Have a parser see a part to its end. Raises ``MemoryError`` where expat ran out of it."""
    budget.watch(parser, too_many)
    since_tag = 0
    try:
        for piece in part:
            since_tag = 0 if b">" in piece else since_tag + len(piece)
            if since_tag > MAX_TOKEN:
                raise UnreadableError("file-too-much-text")
            budget.spend(piece)
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == _NO_MEMORY:
            raise MemoryError from error
        raise


def believable(attributes: Mapping[str, str]) -> None:
    """Refuse a part that says it holds more than a workbook can; nothing is allocated by it."""
    for name in ("count", "uniqueCount"):
        if not 0 <= int(attributes.get(name, "0")) <= MAX_DECLARED:
            raise UnreadableError("file-false-counts")


_BLANK_CELL = rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")? ?(?:/>|></c>)'
_BLANK = re.compile(
    rb'(?:<row r="[0-9]{1,7}"[^<>]*?(?:/>|>(?:%s)*+</row>)|%s)++' % (_BLANK_CELL, _BLANK_CELL)
)
"""Cells with an address and no content, and rows of nothing but such cells, as many as follow."""


def without_blanks(part: Iterable[bytes]) -> Iterator[bytes]:
    """A sheet without its blank cells and rows, which formatting leaves behind by the million.

    The pattern is looked for in the bytes, so it ends where they could mean anything else: from the
    first comment or quoted section on, everything is handed through.
    """
    kept, plain = b"", True
    for piece in part:
        data = kept + piece
        plain = plain and b"<!" not in data
        cut = _safe_cut(data) if plain else len(data)
        kept = data[cut:]
        yield _BLANK.sub(b"", data[:cut]) if plain else data
    yield kept


def _safe_cut(data: bytes) -> int:
    """Where a piece may be cut: before its last row, else before its last tag, else at its end."""
    row = data.rfind(b"<row ")
    cut = row if row > 0 else data.rfind(b"<")
    return cut if cut > 0 else len(data)
