"""Plain tables for people at a terminal, and one JSON document for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def print_table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows under headings, columns aligned; None prints as a dash."""
    lines = [tuple("–" if cell is None else str(cell) for cell in row) for row in rows]
    widths = [
        max(len(line[column]) for line in (tuple(headings), *lines))
        for column in range(len(headings))
    ]
    for line in (tuple(headings), tuple("-" * width for width in widths), *lines):
        print(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        )


def print_json(document: Any) -> None:
    """Print one JSON document on standard output and nothing else: whole, or not at all.

    Half a pair of Unicode, which no encoding can carry, is written as JSON's own escape.
    """
    text = json.dumps(document, ensure_ascii=False, indent=1)
    print(_HALF_PAIR.sub(lambda half: f"\\u{ord(half[0]):04x}", text))


def iso(instant: datetime | None, timezone: ZoneInfo) -> str | None:
    """An instant as ISO 8601 with the offset of that time zone."""
    return None if instant is None else instant.astimezone(timezone).isoformat()


def day_and_time(instant: datetime | None, timezone: ZoneInfo) -> str | None:
    """An instant for people: ``18/06/2025 16:30``."""
    return None if instant is None else instant.astimezone(timezone).strftime("%d/%m/%Y %H:%M")
