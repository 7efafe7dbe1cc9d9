"""A file of a plan as text again: what was read from TOML, written so that it reads the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal


def toml_text(data: Mapping[str, object]) -> str:
    """The tables as TOML, each top-level key on a line of its own."""
    return "".join(f"{_quoted(key)} = {_value(value)}\n" for key, value in data.items())


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_quoted(key)} = {_value(one)}" for key, one in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Decimal):
        return _decimal(value)
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)


def _decimal(value: Decimal) -> str:
    if value.is_nan():
        return "nan"
    if value.is_infinite():
        return "inf" if value > 0 else "-inf"
    text = str(value)
    whole = text.lstrip("+-").isdigit()
    return f"{text}.0" if whole else text


def _quoted(text: str) -> str:
    """JSON's escapes are TOML's, but for the one character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
