"""What people type into the record: bounded, in one Unicode form, without hidden characters."""

from __future__ import annotations

from unicodedata import category, normalize

from data_loaders.model.errors import RefusedError

_REFUSED = {"Cc", "Cs", "Co", "Cn"}
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that make a text read in another order than it is stored."""


def typed(text: str, what: str, *, limit: int, needed: bool = True) -> str:
    """A text as it is kept: NFC, without spaces around it, line ends as ``\\n``.

    ``what`` names it in a sentence. Raises :class:`RefusedError`: nothing typed although it is
    ``needed``, longer than ``limit`` characters, or a control character in it.
    """
    kept = normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    kept = kept.strip()
    if needed and not kept:
        raise RefusedError(f"chưa ghi {what}")
    if len(kept) > limit:
        raise RefusedError(f"{what} dài {len(kept)} ký tự, nhiều hơn {limit}; hãy rút gọn")
    for position, sign in enumerate(kept, start=1):
        if sign != "\n" and (category(sign) in _REFUSED or sign in _REORDERING):
            raise RefusedError(
                f"{what} có ký tự điều khiển U+{ord(sign):04X} ở vị trí {position};"
                " hãy gõ lại chỗ đó"
            )
    return kept


def one_line(text: str, what: str, *, limit: int, needed: bool = True) -> str:
    """The same of a name or a reference: whatever stood between words is one space."""
    return typed(" ".join(text.split()), what, limit=limit, needed=needed)
