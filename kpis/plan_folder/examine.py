"""Is a plan's folder good? Every fault of every file, and between them, all at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from data_loaders.forms.declaration import parse_form
from data_loaders.forms.said_in_words import completed, with_words
from data_loaders.model import Regime, Register, Severity
from data_loaders.model.errors import MonitorError, PlanFolderError
from data_loaders.model.measures import DeclaredMeasures, read_measures
from data_loaders.model.toml_table import Table
from data_loaders.plan_folder.folder import (
    CHANGES,
    HOLIDAYS,
    PLAN,
    PLANS,
    REGIME,
    REGISTER,
    PlanFolder,
    default_plan,
    template,
)
from data_loaders.register.calendar import parse_regime
from data_loaders.register.localities import parse_register
from kpis.law.target import Plan
from kpis.plan.read import parse_plan
from kpis.plan_folder.crossing import Edition, against, crossing
from kpis.plan_folder.every_fault import Read, every_fault
from kpis.plan_folder.findings import PlanFinding, finding, of_reader

T = TypeVar("T")

LARGEST = 8 * 1024 * 1024
FIRST_FORM = "form-1.toml"
OTHERS = {PLAN, REGIME, REGISTER, CHANGES, "assigned.xlsx"}
_TARGET_ROW = re.compile(r"^target\[\d+\]")
_FORM = re.compile(r"form-[1-9]\d{0,3}\.toml\Z")
KNOWN = (
    "plan.toml, regime.toml, form-1.toml, form-2.toml …, register.csv, changes.csv, assigned.xlsx"
)


@dataclass(frozen=True)
class Examined:
    """A folder and what was found of it. What could not be read is None, or absent.

    Of a file with faults the rest is here too, for the checks between the files: only a folder
    that is :attr:`good` may be used.
    """

    files: Mapping[str, bytes]
    holidays: bytes
    findings: tuple[PlanFinding, ...]
    plan: Plan | None
    editions: tuple[Edition, ...]
    register: Register | None

    @property
    def good(self) -> bool:
        """Whether nothing stands against its being used; warnings do not."""
        return not any(one.severity is Severity.ERROR for one in self.findings)

    @property
    def folder(self) -> PlanFolder:
        """The files as a folder that can be loaded."""
        return PlanFolder(dict(self.files), self.holidays)


def examine_path(path: Path, in_force: Plan | None = None) -> Examined:
    """The folder at that path. Raises :class:`MonitorError`: there is none."""
    try:
        entries = sorted(one for one in path.iterdir() if not one.name.startswith("."))
    except OSError as error:
        raise MonitorError(f"{path}: không đọc được thư mục kế hoạch: {error.strerror}") from error
    files, found = {}, []
    for entry in entries:
        if not entry.is_file():
            found.append(finding("file-unknown", entry.name, known=KNOWN))
        elif entry.stat().st_size > LARGEST:
            found.append(finding("file-too-large", entry.name, limit=LARGEST // 1024 // 1024))
        else:
            files[entry.name] = entry.read_bytes()
    return examine(files, in_force, found)


def examine(
    files: Mapping[str, bytes],
    in_force: Plan | None = None,
    found: Sequence[PlanFinding] = (),
) -> Examined:
    """Those files as a plan's folder. ``in_force``: the version of that plan that counts now."""
    return _Examination(files, [*found, *_names(files)]).run(in_force)


def _names(files: Mapping[str, bytes]) -> Iterator[PlanFinding]:
    for name in files:
        if name not in OTHERS and not _is_form(name):
            yield finding("file-unknown", name, known=KNOWN)
    for name in (PLAN, REGIME, FIRST_FORM):
        if name not in files:
            yield finding("file-absent", name)


class _Examination:
    """One folder being read, file after file, each with what the ones before it gave."""

    def __init__(self, files: Mapping[str, bytes], found: list[PlanFinding]) -> None:
        self._files, self._found = files, found
        self._holidays = (PLANS / HOLIDAYS).read_bytes()
        self._trees: dict[str, Any] = {}

    def run(self, in_force: Plan | None) -> Examined:
        regime = self._regime()
        editions = tuple(self._editions())
        both = None if regime is None else self._plan(regime, editions)
        plan = None if both is None else both[0]
        if both is not None:  # what the plan says of the forms' columns belongs to them
            editions = tuple(replace(e, form=completed(e.form, both[1])) for e in editions)
        register = self._register()
        if plan is not None:
            between = [*crossing(plan, editions)]
            if in_force is not None and in_force.name == plan.name:
                between += against(plan, in_force)
            numbered = [self._as_written(one) for one in between]
            self._found += [one for one in numbered if not self._mended(one, editions)]
        found = tuple(dict.fromkeys(self._found))
        return Examined(self._files, self._holidays, found, plan, editions, register)

    def _regime(self) -> Regime | None:
        name = str(self._tree(PLAN).get("id", ""))
        holidays = self._holidays.decode("utf-8")
        return self._read(REGIME, partial(_parsed_regime, name=name, holidays=holidays))

    def _editions(self) -> Iterator[Edition]:
        for name in sorted(filter(_is_form, self._files), key=_number):
            form = self._read(name, partial(parse_form, file_name=name))
            if form is not None:
                yield Edition(name, form.since, form)

    def _plan(
        self, regime: Regime, editions: Sequence[Edition]
    ) -> tuple[Plan, DeclaredMeasures] | None:
        forms = [one.form for one in editions]

        def read(text: str) -> tuple[Plan, DeclaredMeasures]:
            measures = _measures(text)
            return parse_plan(text, PLAN, with_words(regime, measures, *forms)), measures

        return self._read(PLAN, read)

    def _register(self) -> Register | None:
        if REGISTER not in self._files:
            return None
        try:
            return parse_register(
                self._files[REGISTER], REGISTER, self._files.get(CHANGES), CHANGES
            )
        except MonitorError as error:
            for line in str(error).splitlines():
                file = CHANGES if line.startswith(CHANGES) else REGISTER
                sentence = line.removeprefix(f"{file}, ").removeprefix(f"{file}: ")
                self._found.append(finding("key", file, sentence=sentence))
            return None

    def _read(self, name: str, read: Callable[[str], T]) -> T | None:
        """What a file says, with its faults noted; None where it is not there or says nothing."""
        text = self._text(name)
        if text is None:
            return None
        models = [tree] if (tree := _model(FIRST_FORM if _is_form(name) else name)) else []
        result: Read[T] = every_fault(text, name, read, models)
        self._found += [of_reader(fault, name) for fault in result.faults]
        return result.rest

    def _text(self, name: str) -> str | None:
        if name not in self._files:
            return None
        try:
            return self._files[name].decode("utf-8")
        except UnicodeDecodeError as error:
            self._found.append(finding("file-unreadable", name, why=error.reason))
            return None

    def _tree(self, name: str) -> dict[str, Any]:
        try:
            return tomllib.loads(self._files[name].decode("utf-8"), parse_float=Decimal)
        except (KeyError, ValueError, RecursionError):
            return {}

    def _mended(self, one: PlanFinding, editions: Sequence[Edition]) -> bool:
        """Whether it is about a target or a form with faults of its own, which were mended."""
        faulty = {(fault.file, fault.key.partition(".")[0]) for fault in self._found if fault.key}
        named = one.parameters.get("edition")
        forms = {edition.file for edition in editions if edition.form.edition == named}
        if forms & {file for file, _ in faulty}:
            return True
        target = one.parameters.get("target")
        ids = enumerate(self._target_ids(), 1)
        return any((PLAN, f"target[{n}]") in faulty for n, i in ids if i == target)

    def _as_written(self, one: PlanFinding) -> PlanFinding:
        """With the target's number in the file: a row that could not be mended is not in the plan,
        and the rows after it stand one place further up there."""
        target, ids = one.parameters.get("target"), self._target_ids()
        if target not in ids:
            return one
        number = f"target[{ids.index(target) + 1}]"
        return replace(one, key=_TARGET_ROW.sub(number, one.key))

    def _target_ids(self) -> list[object]:
        rows = self._tree(PLAN).get("target", [])
        rows = rows if isinstance(rows, list) else []
        return [row.get("id") if isinstance(row, dict) else None for row in rows]


def _measures(text: str) -> DeclaredMeasures:
    return read_measures(Table.parse(text, file=PLAN, error=PlanFolderError))


def _parsed_regime(text: str, *, name: str, holidays: str) -> Regime:
    return parse_regime(text, REGIME, name=name, holidays=holidays)


def _is_form(name: str) -> bool:
    return _FORM.match(name) is not None


def _number(name: str) -> int:
    return int("".join(filter(str.isdigit, name)))


@cache
def _model(name: str) -> dict[str, Any]:
    """The same file of the plan that comes with the program: what its keys may hold."""
    files = template(default_plan()).files
    return tomllib.loads(files[name].decode("utf-8"), parse_float=Decimal) if name in files else {}
