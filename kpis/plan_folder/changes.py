"""What a new version of a plan's files says otherwise than the one in force, key by key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

_NAMES = ("id", "code", "word", "from", "about", "by")
"""What a row of a list is known by, where it has one of these."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A key whose value differs. ``old`` None: it was not there; ``new`` None: it is gone."""

    file: str
    key: str
    old: str | None
    new: str | None


def changes(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> tuple[Changed, ...]:
    """Every difference between two folders, in the order of the new one."""
    return tuple(
        changed
        for file in dict.fromkeys((*new, *old))
        if old.get(file) != new.get(file)
        for changed in _of_file(file, old.get(file), new.get(file))
    )


def _of_file(file: str, old: bytes | None, new: bytes | None) -> Iterator[Changed]:
    if old is None or new is None or not file.endswith(".toml"):
        yield Changed(file, "", _size(old), _size(new))
        return
    before, after = (dict(_leaves(_tree(data), "")) for data in (old, new))
    for key in dict.fromkeys((*after, *before)):
        if before.get(key) != after.get(key):
            yield Changed(file, key, before.get(key), after.get(key))


def _size(data: bytes | None) -> str | None:
    return None if data is None else f"{len(data)} byte"


def _tree(data: bytes) -> object:
    return tomllib.loads(data.decode("utf-8"), parse_float=Decimal)


def _leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Each value with the key under which it stands; a row of a list by its name, not its place."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _leaves(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        for number, row in enumerate(value, 1):
            name = next((row[key] for key in _NAMES if key in row), number)
            yield from _leaves(row, f"{path}[{name}]")
    else:
        yield path, str(value)
