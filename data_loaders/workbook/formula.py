"""What a formula reaches for, told by how it is written in the file."""

from __future__ import annotations

import re

_QUOTED = re.compile(r'"(?:[^"]|"")*"|(\'(?:[^\']|\'\')*\')')
_OTHER_BOOK = re.compile(
    r"(?<![\w.\[\]])\[[^\[\]]*\][^\[\]!,;()]*!"  # [1]Sheet1!B3, '\\a\\[b.xlsx]Sheet1'!B3
    r"|'(?:file|https?|ftp|smb):[^']*'"
    r"|\w\|'"  # a link to a running program: cmd|'/c calc'!A1
)


def links(formula: str) -> bool:
    """Whether a formula takes a value from another file or program.

    Brackets alone do not say so: ``Bang1[Xã]`` is a column of a table (ECMA-376, 18.17.2), and a
    text may hold any.
    """
    if "[" not in formula and "'" not in formula:
        return False
    return _OTHER_BOOK.search(_QUOTED.sub(lambda found: found[1] or "", formula)) is not None
