"""Reading a TOML table strictly: every key known, present and of its type, or a named fault."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from data_loaders.model import Period

E = TypeVar("E", bound=StrEnum)


class PlanError(ValueError):
    """A plan file that cannot be used. The message names the file and the key, in Vietnamese."""


class Table:
    """One table of a plan file. Reads are checked; :meth:`finish` refuses what nobody read.

    ``path`` is the place in the file (``target[2].``); tables of a list are numbered from 1.
    """

    def __init__(self, data: Mapping[str, object], *, file: str, path: str = "") -> None:
        self._data = data
        self._file = file
        self._path = path
        self._read: set[str] = set()

    def fault(self, key: str, sentence: str) -> PlanError:
        """The error for a key of this table."""
        return PlanError(f"{self._file}: {self._path}{key}: {sentence}")

    def has(self, key: str) -> bool:
        return key in self._data

    def finish(self) -> None:
        """Refuse keys that were not asked for. Raises :class:`PlanError`."""
        for key in self._data:
            if key not in self._read:
                raise self.fault(key, "khóa này không có trong quy định; hãy xóa hoặc sửa tên khóa")

    def over(self, base: Table) -> Table:
        """This table's keys over those of another one, with the aim of one of them alone."""
        aims = {"by", "stages", "keep"}
        kept = {
            key: value
            for key, value in base._data.items()
            if not (key in aims and aims & self._data.keys())
        }
        return Table({**kept, **self._data}, file=self._file, path=self._path)

    def finish_with(self, read: Table) -> None:
        """As :meth:`finish`, where the keys were read through :meth:`over`."""
        self._read |= read._read
        self.finish()

    def _get(self, key: str) -> object:
        self._read.add(key)
        if key not in self._data:
            raise self.fault(key, "thiếu khóa bắt buộc này; hãy bổ sung")
        return self._data[key]

    def _wrong(self, key: str, wanted: str) -> PlanError:
        return self.fault(key, f"phải là {wanted}, gặp {self._data[key]!r}")

    def text(self, key: str) -> str:
        value = self._get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "một đoạn chữ không rỗng")
        return value

    def member(self, key: str, of: type[E]) -> E:
        """A text that is one of an enumeration's values."""
        value = self.text(key)
        if value not in {str(member) for member in of}:
            raise self._wrong(key, "một trong: " + ", ".join(member.value for member in of))
        return of(value)

    def integer(self, key: str, *, least: int) -> int:
        value = self._get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self._wrong(key, f"số nguyên từ {least} trở lên")
        return value

    def flag(self, key: str) -> bool:
        value = self._get(key)
        if not isinstance(value, bool):
            raise self._wrong(key, "true hoặc false")
        return value

    def is_text(self, key: str) -> bool:
        """Whether the key holds a text and not a table."""
        return isinstance(self._data.get(key), str)

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
        value = self._get(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self._wrong(key, "một ngày, viết YYYY-MM-DD không có dấu nháy")
        return value

    def period(self, key: str) -> Period:
        try:
            return Period.parse(self.text(key))
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
        value = self._get(key)
        if not isinstance(value, dict):
            raise self._wrong(key, "một bảng")
        return Table(value, file=self._file, path=f"{self._path}{key}.")

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables of a list; none when the key is not there."""
        self._read.add(key)
        value = self._data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(key, f"một danh sách bảng [[{key}]]")
        return tuple(
            Table(item, file=self._file, path=f"{self._path}{key}[{number}].")
            for number, item in enumerate(value, 1)
        )
