"""What people type into the record: bounded, in one Unicode form, without hidden characters."""

from __future__ import annotations

import re
from decimal import Decimal
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


_NUMBER = re.compile(r"([-−]?)([0-9]{1,15})(?:([.,])([0-9]{1,9}))?\Z")


def decimal(text: str, what: str) -> str:
    """A decimal number as it is kept: ``-3.5``, exactly; typed with a comma or a point.

    Raises :class:`RefusedError`: no number, a unit behind it, thousands parted, or what may be
    either a thousand or a fraction: ``1.234``, which two languages read as two numbers.
    """
    kept = typed(text, what, limit=30)
    match = _NUMBER.match(kept)
    if match is None:
        raise RefusedError(
            f"{what} “{kept}” không phải một số; ghi chữ số, có thể có một dấu phẩy thập phân,"
            " không kèm đơn vị"
        )
    sign, whole, mark, part = match.groups()
    if mark and len(part) == 3 and len(whole) <= 3 and not whole.startswith("0"):
        raise RefusedError(
            f"{what} “{kept}” đọc được hai cách; ghi {whole}{part} nếu là hàng nghìn,"
            f" {whole}{mark}{part}0 nếu là số thập phân"
        )
    number = Decimal(f"{whole}.{part or 0}").normalize()
    return f"{'-' if sign and number else ''}{number:f}"
