"""A trail as a file: JSON, from which the chain can be proved, and CSV, to be read in Excel."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import tzinfo
from io import StringIO

from data_loaders.accounts.audit_words import deed, outcome
from data_loaders.model.words import translator
from data_loaders.store.hash_chain import Link

_HEADS = (
    *("Số", "Lúc (giờ máy chủ)", "Ai", "Việc", "Mã việc", "Về", "Từ", "Kết quả", "Chi tiết"),
    "Mã kiểm tra",
)
_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell must not begin with: Excel and LibreOffice would run it as a formula."""


def as_json(links: Iterable[Link], lang: str, zone: tzinfo) -> bytes:
    """Every entry with its hash, as it was hashed; neither language nor zone changes it."""
    entries = [
        {
            "number": link.entry.number,
            "at": link.entry.at.isoformat(),
            "who": link.entry.who,
            "action": link.entry.action,
            "subject": link.entry.subject,
            "origin": link.entry.origin,
            "outcome": link.entry.outcome,
            "detail": link.entry.detail,
            **({"rows": link.entry.rows} if link.entry.rows else {}),
            "digest": link.digest,
        }
        for link in links
    ]
    return json.dumps(entries, ensure_ascii=False, indent=1).encode()


def as_csv(links: Iterable[Link], lang: str, zone: tzinfo) -> bytes:
    """Every entry in words and by its code, a line each. UTF-8 with its mark, so that Excel reads
    the diacritics; no text is a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(map(translator(lang, "trail"), _HEADS))
    for link in links:
        one = link.entry
        at = one.at.astimezone(zone).isoformat(sep=" ", timespec="seconds")
        words, ended = deed(one.action, lang), outcome(one.outcome, lang)
        texts = (one.who, words, one.action, one.subject, one.origin, ended, one.detail)
        writer.writerow((one.number, at, *(as_text(text) for text in texts), link.digest))
    return out.getvalue().encode("utf-8-sig")


def as_text(text: str) -> str:
    """A text as a cell that stays text: an apostrophe stands before what would be a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_LIVE) else text
