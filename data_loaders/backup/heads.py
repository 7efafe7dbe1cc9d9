"""The last hash of each trail, to be written down outside this machine, and held against later.

A line is ``CHAIN SEQUENCE SHA256``: which trail, the number of its last entry, that entry's hash.
Whoever can write to the server can write a whole trail anew; what stands elsewhere he cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from data_loaders.model.errors import StoreError

FIGURES, ACCOUNTS = "figures", "accounts"
"""The two chains: what was done to figures; who came in, and what was done to accounts."""

_LINE = re.compile(rf"({FIGURES}|{ACCOUNTS}) ([1-9][0-9]*) ([0-9a-f]{{64}})")

Kept = Mapping[str, Mapping[int, str]]
"""Of each chain the hashes that were written down, by the entry's number."""

NOTHING: Kept = {FIGURES: {}, ACCOUNTS: {}}


def line(chain: str, number: int, sha256: str) -> str:
    """A chain's last hash as it is printed and written down."""
    return f"{chain} {number} {sha256}"


def read_kept(path: Path) -> Kept:
    """The hashes of a file that was kept outside; empty lines are passed over.

    Raises :class:`StoreError` when it cannot be read, or a line is none of ours or says another
    hash of an entry than a line above it.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"không đọc được tệp mã đã giữ {path}: {_why(error)}") from error
    return _kept(path, text.splitlines())


def _kept(path: Path, texts: Iterable[str]) -> Kept:
    kept: dict[str, dict[int, str]] = {FIGURES: {}, ACCOUNTS: {}}
    for place, text in enumerate(texts, start=1):
        if not text.strip():
            continue
        found = _LINE.fullmatch(text.strip())
        if found is None:
            raise StoreError(
                f"{path}, dòng {place}: không phải là CHUỖI SỐ-MỤC SHA256 như lệnh backup in ra"
                f" (CHUỖI là {FIGURES} hoặc {ACCOUNTS})"
            )
        chain, number, sha256 = found[1], int(found[2]), found[3]
        if kept[chain].setdefault(number, sha256) != sha256:
            raise StoreError(f"{path}, dòng {place}: mục {number} đã có mã khác ở dòng trên")
    return kept


def _why(error: Exception) -> str:
    strerror = getattr(error, "strerror", None)
    return str(strerror) if strerror else "không phải văn bản UTF-8"
