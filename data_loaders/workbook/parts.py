"""The parts of a workbook by their names, as spreadsheets look for them.

Programs write one name in several ways: in capitals or small letters, with slashes of either kind,
letters escaped as in an address (ECMA-376 part 2, 6.2.2 and 7.3.4). All of them mean one part.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from data_loaders.workbook.stream import PIECE

CONTENT_TYPES, RELATIONS = "[Content_Types].xml", "_rels/.rels"
"""The two parts that every package has."""


def part_key(name: str) -> str:
    """What two names of one part have in common."""
    return unquote(name).replace("\\", "/").casefold()


class Parts:
    """The parts of an open archive, whatever way their names are written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._by_key = {part_key(one.filename): one for one in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._by_key

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, a piece at a time. Raises ``KeyError`` where there is none."""
        with self._archive.open(self._by_key[part_key(name)]) as stream:
            while piece := stream.read(PIECE):
                yield piece
