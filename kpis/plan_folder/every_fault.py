"""Every fault of one file at once, though its reader stops at the first.

The readers of plans, forms and regimes refuse a file whole at its first fault, which is right for
whoever wants to use it. Whoever writes a file wants to see all of them. So each fault is noted and
mended in memory with something that reads, and the file is read again, until it reads or nothing
is left to mend. What was mended is never used for anything else.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, Generic, TypeVar

from data_loaders.model.toml_table import KeyFault, key_fault
from kpis.plan_folder.toml_text import toml_text

T = TypeVar("T")
Reader = Callable[[str], T]
"""Reads a file's text, or raises at its first fault."""

Tree = dict[str, Any]

MOST = 400
"""Faults after which a file is no longer worth reading on."""

_OF_EVERY_TYPE: list[Any] = [
    *("x", 1, Decimal("0.5"), "2000-01", True, date(2000, 1, 1)),
    *(["x"], {}, []),
]
"""Stand-ins for a key that nothing else in the file or a model holds."""

_ELSEWHERE = 4
"""How many of the values that the key holds elsewhere are tried."""

_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")


@dataclass(frozen=True)
class Read(Generic[T]):
    """What a file was found to be: ``whole`` as it stands, or its faults and what else it holds.

    ``rest``: what was read once the faults were mended; None where nothing could be.
    """

    faults: tuple[KeyFault, ...]
    rest: T | None

    @property
    def whole(self) -> T | None:
        return None if self.faults else self.rest


def every_fault(text: str, file: str, read: Reader[T], models: Sequence[Tree] = ()) -> Read[T]:
    """Read a file to its end. ``models``: files of the same kind that are known to read."""
    try:
        tree = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Read((KeyFault(file, "", f"không phải tệp TOML hợp lệ: {error}"),), None)
    found: dict[str, KeyFault] = {}
    mender = _Mender(tree, models)
    for _ in range(MOST):
        try:
            return Read(tuple(found.values()), read(text))
        except Exception as error:
            fault = key_fault(error) or KeyFault(file, "", str(error).removeprefix(f"{file}: "))
        key = mender.as_written(fault.key)
        if not mender.caused(key):
            found.setdefault(key or fault.sentence, KeyFault(file, key, fault.sentence))
        if not fault.key or not mender.mend(fault):
            break
        text = toml_text(mender.tree)
    return Read(tuple(found.values()), None)


class _Mender:
    """Mends one fault after the other: what nobody asks for goes, what is wrong gets a stand-in.

    A stand-in is what the same key holds elsewhere in the file, or in a model. Where none of them
    reads, the row of the list goes in which the key stands; the numbers of the rows that follow are
    told as they were written.
    """

    def __init__(self, tree: Tree, models: Sequence[Tree]) -> None:
        self.tree = deepcopy(tree)
        self._others = (deepcopy(tree), *models)
        self._tried: dict[str, int] = {}
        self._gone: dict[str, list[int]] = {}
        self._thinned: list[str] = []

    def caused(self, key: str) -> bool:
        """Whether a row was taken out of the table in which the key stands: its fault is ours."""
        return any(key.startswith(f"{table}.") for table in self._thinned)

    def as_written(self, key: str) -> str:
        """The key with the row numbers of the file as it was handed in."""
        said, path = [], ""
        for name, number in _STEP.findall(key):
            written = int(number) if number else 0
            for gone in sorted(self._gone.get(f"{path}{name}", ())):
                written += written >= gone
            said.append(f"{name}[{written}]" if number else name)
            path += f"{name}[{number}]." if number else f"{name}."
        return ".".join(said)

    def mend(self, fault: KeyFault) -> bool:
        """Whether there was anything left to try."""
        *path, (last, _) = _STEP.findall(fault.key)
        holder = _follow(self.tree, path)
        if holder is None:
            return self._without_row(path)
        if fault.unknown:
            return holder.pop(last, None) is not None or self._without_row(path)
        tried = self._tried[fault.key] = self._tried.get(fault.key, -1) + 1
        path_names = [name for name, _ in path]
        stand_ins = list(islice(self._stand_ins(path_names, last, holder.get(last)), _ELSEWHERE))
        stand_ins += _OF_EVERY_TYPE
        if tried < len(stand_ins):
            holder[last] = deepcopy(stand_ins[tried])
            return True
        return self._without_row(path)

    def _stand_ins(self, path: Sequence[str], key: str, wrong: object) -> Iterator[Any]:
        seen: list[object] = [wrong]
        if isinstance(wrong, str) and wrong.strip() and key in {"id", "code"}:
            yield f"{wrong}-{sum(self._tried.values())}"
        for tree in self._others:
            for holder in _all_at(tree, path):
                if key in holder and holder[key] not in seen:
                    seen.append(holder[key])
                    yield holder[key]

    def _without_row(self, path: Sequence[tuple[str, str]]) -> bool:
        """Take out the innermost row of a list that the path goes through."""
        for end in range(len(path), 0, -1):
            name, number = path[end - 1]
            holder = _follow(self.tree, path[: end - 1])
            rows = None if holder is None else holder.get(name)
            if number and isinstance(rows, list) and int(number) <= len(rows):
                del rows[int(number) - 1]
                self._note_gone(path[: end - 1], name, int(number))
                return True
        return False

    def _note_gone(self, path: Sequence[tuple[str, str]], name: str, number: int) -> None:
        above = "".join(f"{n}[{i}]." if i else f"{n}." for n, i in path)
        written = self.as_written(f"{above}{name}[{number}]")
        self._gone.setdefault(f"{above}{name}", []).append(int(_STEP.findall(written)[-1][1]))
        if path:
            self._thinned.append(self.as_written(above.removesuffix(".")))


def _follow(tree: Tree, path: Sequence[tuple[str, str]]) -> Tree | None:
    at: Any = tree
    for name, number in path:
        at = at.get(name) if isinstance(at, dict) else None
        if number:
            at = at[int(number) - 1] if isinstance(at, list) and int(number) <= len(at) else None
    return at if isinstance(at, dict) else None


def _all_at(tree: Any, path: Sequence[str]) -> Iterator[Tree]:
    """Every table at that path, through every row of the lists on the way."""
    if isinstance(tree, list):
        for row in tree:
            yield from _all_at(row, path)
    elif isinstance(tree, dict):
        if not path:
            yield tree
        elif path[0] in tree:
            yield from _all_at(tree[path[0]], path[1:])
