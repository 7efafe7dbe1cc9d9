"""Frozen values as plain JSON and back, by the types of their fields.

Fractions are written ``"2/3"``, instants and days in ISO 8601, periods ``"2025-06"``; where a field
may hold values of several kinds, with the name of the kind: ``["date", "2025-06-18"]``. Of a
dataclass the fields that are at their default are left out, and so are those that do not take part
in comparing. What is read back compares equal to what was written.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from data_loaders.model import Period

Value = TypeVar("Value")


def plain(value: object) -> Any:
    """What JSON can say of a value. Raises ``TypeError`` for one of a kind that is not foreseen."""
    kind: Any = type(value)
    return _writer(kind)(value)


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    """What writes values of exactly that kind; worked out once, as its reader is."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if kind in (type(None), bool, int, str):
        return lambda value: value
    if issubclass(kind, Fraction | Period):
        return str
    if issubclass(kind, date):  # an instant is one too
        return lambda value: value.isoformat()
    if issubclass(kind, tuple | list):
        return lambda value: [plain(one) for one in value]
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        told = tuple(
            (one.name, one.default, _teller(_kinds(hints[one.name])))
            for one in fields(kind)
            if one.compare
        )
        return lambda value: {
            name: write(found)
            for name, default, write in told
            if (found := getattr(value, name)) != default
        }
    raise TypeError(f"{kind.__name__} cannot be written plainly")


def _kinds(hint: Any) -> dict[str, Any]:
    """By name, the kinds of a field that what is written does not tell apart; none of most."""
    if get_origin(hint) not in (Union, types.UnionType):
        return {}
    rest = [one for one in get_args(hint) if one is not type(None)]
    told_apart = len(rest) == 1 or set(rest) == {int, Fraction}
    return {} if told_apart else {one.__name__: one for one in rest}


def _teller(kinds: dict[str, Any]) -> Callable[[Any], Any]:
    """What writes a field's value: with the name of its kind where there are several."""
    if not kinds:
        return plain

    def tell(value: Any) -> list[Any] | None:
        if value is None:
            return None
        name = next(name for name, kind in kinds.items() if isinstance(value, kind))
        return [name, plain(value)]

    return tell


def from_plain(kind: type[Value], said: Any) -> Value:
    """The value of that kind which :func:`plain` wrote so. Raises ``TypeError``, ``ValueError``,
    ``KeyError`` where it did not."""
    hashed: Any = kind
    return cast(Value, _reader(hashed)(said))


_ATOMS: dict[Any, Callable[[Any], Any]] = {
    Fraction: Fraction,
    Period: Period.parse,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
}


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What reads a kind; worked out once, because a document holds thousands of values."""
    if kind in (str, int, bool, Any):
        return lambda said: said
    if kind in _ATOMS:
        return _ATOMS[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if get_origin(kind) in (Union, types.UnionType):
        return _optional(kind)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if is_dataclass(kind):
        return _dataclass(kind)
    raise TypeError(f"{kind} cannot be read plainly")


def _optional(hint: Any) -> Callable[[Any], Any]:
    """One of several kinds or nothing; a number beside a fraction is told by how it is written."""
    named = {name: _reader(kind) for name, kind in _kinds(hint).items()}
    if named:
        return lambda said: None if said is None else named[said[0]](said[1])
    rest = [one for one in get_args(hint) if one is not type(None)]
    if len(rest) == 1:
        inner = _reader(rest[0])
        return lambda said: None if said is None else inner(said)
    return lambda said: Fraction(said) if isinstance(said, str) else said


def _tuple(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        inner = _reader(kinds[0])
        return lambda said: tuple(map(inner, said))
    each = [_reader(kind) for kind in kinds]
    return lambda said: tuple(read(one) for read, one in zip(each, said, strict=True))


def _dataclass(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    known = {one.name for one in fields(kind) if one.compare}
    readers: dict[str, Callable[[Any], Any]] = {}

    def read(said: dict[str, Any]) -> Any:
        for name in said.keys() - readers.keys():
            if name not in known:
                raise ValueError(f"{kind.__name__} has no {name}")
            readers[name] = _reader(hints[name])
        return kind(**{name: readers[name](one) for name, one in said.items()})

    return read
