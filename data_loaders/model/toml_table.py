"""Reading a TOML table strictly: every key known, present and of its type, or a named fault.

Forms, regimes, findings and plans are declared in TOML. A key that nobody reads is refused: a rule
that is misspelt must not silently check nothing. Decimals are read exactly.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from data_loaders.model import Period

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
Fault = Callable[[str], Exception]
"""What a file's faults are raised as: made of one sentence that names the file and the key."""


UNKNOWN_KEY = "khóa này không có trong quy định; hãy xóa hoặc sửa tên khóa"


@dataclass(frozen=True, slots=True)
class KeyFault:
    """Where a fault of a file stands and what is wrong; ``key``: its path, ``target[2].bar``."""

    file: str
    key: str
    sentence: str

    @property
    def unknown(self) -> bool:
        """Whether nobody asks for the key."""
        return self.sentence == UNKNOWN_KEY


def key_fault(error: Exception) -> KeyFault | None:
    """Where the fault stands that an error of :class:`Table` tells; None of any other error."""
    found = vars(error).get(_PLACE)
    return found if isinstance(found, KeyFault) else None


_PLACE = "key_fault"


class Table:
    """One table of a file. Reads are checked; :meth:`finish` refuses what nobody read.

    ``path`` is the place in the file (``target[2].``); tables of a list are numbered from 1.
    Every method raises ``error`` for what it cannot use.
    """

    def __init__(
        self, data: Mapping[str, object], *, file: str, error: Fault, path: str = ""
    ) -> None:
        self._data = data
        self._file = file
        self._error = error
        self._path = path
        self._read: set[str] = set()

    @classmethod
    def parse(cls, text: str, *, file: str, error: Fault) -> Table:
        """The whole of a file."""
        try:
            data = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as fault:
            raise error(f"{file}: không phải tệp TOML hợp lệ: {fault}") from None
        return cls(data, file=file, error=error)

    def fault(self, key: str, sentence: str) -> Exception:
        """The error for a key of this table; :func:`key_fault` finds its place again."""
        error = self._error(f"{self._file}: {self._path}{key}: {sentence}")
        vars(error)[_PLACE] = KeyFault(self._file, f"{self._path}{key}", sentence)
        return error

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._data

    def names(self) -> Collection[str]:
        """The keys there are, in their order: of a table whose keys are data."""
        return self._data.keys()

    def finish(self) -> None:
        """Refuse keys that were not asked for."""
        for key in self._data:
            if key not in self._read:
                raise self.fault(key, UNKNOWN_KEY)

    def over(self, base: Table, *, instead: Set[str] = frozenset()) -> Table:
        """This table's keys over those of another one.

        Of the keys ``instead`` the other one gives none once this one has any of them.
        """
        ours = bool(instead & self._data.keys())
        under = {key: v for key, v in base._data.items() if not (ours and key in instead)}
        return self._part({**under, **self._data}, self._path)

    def finish_with(self, read: Table) -> None:
        """As :meth:`finish`, where the keys were read through :meth:`over`."""
        self._read |= read._read
        self.finish()

    def _part(self, data: Mapping[str, object], path: str) -> Table:
        return Table(data, file=self._file, error=self._error, path=path)

    def _get(self, key: str) -> object:
        self._read.add(key)
        if key not in self._data:
            raise self.fault(key, "thiếu khóa bắt buộc này; hãy bổ sung")
        return self._data[key]

    def _wrong(self, key: str, wanted: str) -> Exception:
        return self.fault(key, f"phải là {wanted}, gặp {self._data[key]!r}")

    def text(self, key: str) -> str:
        """A text that is not blank."""
        value = self._get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "một đoạn chữ không rỗng")
        return value

    def is_text(self, key: str) -> bool:
        """Whether the key holds a text and not a table."""
        return isinstance(self._data.get(key), str)

    def member(self, key: str, of: type[E]) -> E:
        """A text that is one of an enumeration's values."""
        known = ", ".join(member.value for member in of)
        if key not in self._data:
            raise self.fault(key, f"thiếu khóa bắt buộc này; hãy bổ sung, một trong: {known}")
        value = self.text(key)
        if value not in {str(member) for member in of}:
            raise self._wrong(key, f"một trong: {known}")
        return of(value)

    def integer(self, key: str, *, least: int, most: int | None = None) -> int:
        """A whole number from ``least`` to ``most``."""
        value = self._get(key)
        beyond = "trở lên" if most is None else f"đến {most}"
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self._wrong(key, f"số nguyên từ {least} {beyond}")
        if most is not None and value > most:
            raise self._wrong(key, f"số nguyên từ {least} {beyond}")
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._get(key)
        if not isinstance(value, bool):
            raise self._wrong(key, "true hoặc false")
        return value

    def number(self, key: str) -> Fraction:
        """A decimal, written as a number or as text, read exactly."""
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            raise self._wrong(key, "một số thập phân")
        try:
            return Fraction(Decimal(value))
        except (InvalidOperation, ValueError, OverflowError):
            raise self._wrong(key, "một số thập phân") from None

    def share(self, key: str) -> Fraction:
        """A fraction of one: above 0, at most 1."""
        value = self.number(key)
        if not 0 < value <= 1:
            raise self._wrong(key, "phần của một, lớn hơn 0 và không quá 1 (80% viết là 0.80)")
        return value

    def day(self, key: str) -> date:
        """A day, written without quotation marks."""
        value = self._get(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self._wrong(key, "một ngày, viết YYYY-MM-DD không có dấu nháy")
        return value

    def days(self, key: str) -> tuple[date, ...]:
        """A list of days."""
        value = self._get(key)
        if not isinstance(value, list) or any(type(day) is not date for day in value):
            raise self._wrong(key, "một danh sách ngày, viết YYYY-MM-DD không có dấu nháy")
        return tuple(value)

    def period(self, key: str) -> Period:
        """A reporting period."""
        text = self.text(key)
        try:
            return Period.parse(text)
        except ValueError:
            raise self._wrong(key, "một kỳ báo cáo viết YYYY-MM") from None

    def texts(self, key: str, *, known: Iterable[str] | None = None) -> tuple[str, ...]:
        """A nonempty list of different texts, each of them known if a list of those is given."""
        value = self._get(key)
        if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
            raise self._wrong(key, "một danh sách chữ không rỗng")
        for item in value:
            if value.count(item) > 1:
                raise self.fault(key, f"{item!r} ghi hai lần")
            if known is not None and item not in set(known):
                raise self.fault(key, f"không có {item!r} trong các mã đã khai báo")
        return tuple(value)

    def table(self, key: str) -> Table:
        """A table within this one."""
        value = self._get(key)
        if not isinstance(value, dict):
            raise self._wrong(key, "một bảng")
        return self._part(value, f"{self._path}{key}.")

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables of a list; none when the key is not there."""
        self._read.add(key)
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(key, f"một danh sách bảng [[{key}]]")
        return tuple(
            self._part(item, f"{self._path}{key}[{number}].")
            for number, item in enumerate(value, 1)
        )

    def read(self, key: str, reader: Callable[[Table], T]) -> T:
        """What ``reader`` makes of a table within this one, which it must read to its last key."""
        return _finished(self.table(key), reader)

    def read_all(self, key: str, reader: Callable[[Table], T]) -> tuple[T, ...]:
        """What ``reader`` makes of each table of a list, none when the key is not there."""
        return tuple(_finished(table, reader) for table in self.tables(key))


def _finished(table: Table, reader: Callable[[Table], T]) -> T:
    made = reader(table)
    table.finish()
    return made
