"""A plan's folder: its files as they are, and one SHA-256 for all of them.

A plan is ``plan.toml`` (measures, classifications, targets), ``regime.toml`` (calendar and tasks),
``form-1.toml`` and further editions, and at will ``register.csv``, ``changes.csv`` and
``assigned.xlsx``. Public holidays are everybody's: they stand in one file beside the folders.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from data_loaders.model.errors import PlanFolderError

PLANS = Path(__file__).parents[2] / "plans"
"""The folders that come with the program: templates, of which a store keeps its own copy."""

PLAN, REGIME, REGISTER, HOLIDAYS = "plan.toml", "regime.toml", "register.csv", "holidays.toml"
CHANGES = "changes.csv"

_FORM = re.compile(r"form-[1-9]\d*\.toml\Z")
_ALLOWED = {PLAN, REGIME, REGISTER, CHANGES, "assigned.xlsx"}
_LARGEST = 8 * 1024 * 1024


@dataclass(frozen=True)
class PlanFolder:
    """The files of a plan, ``files`` by their names, and the holidays it was read with."""

    files: Mapping[str, bytes]
    holidays: bytes

    def __hash__(self) -> int:
        return hash((self.manifest, self.holidays))

    @cached_property
    def manifest(self) -> bytes:
        """The files with their SHA-256, a line each as ``sha256sum`` writes and checks it."""
        lines = (f"{sha256(self.files[name]).hexdigest()}  {name}\n" for name in sorted(self.files))
        return "".join(lines).encode()

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the manifest: the same for the same files."""
        return sha256(self.manifest).hexdigest()

    @property
    def forms(self) -> tuple[str, ...]:
        """The names of the editions' files, in the order of their numbers."""
        found = [name for name in self.files if _FORM.match(name)]
        return tuple(sorted(found, key=lambda name: int(name[len("form-") : -len(".toml")])))

    @property
    def regime_with_holidays(self) -> bytes:
        """``regime.toml`` with the holidays in it: one file that says every due instant."""
        return self.files[REGIME] + b"\n" + self.holidays

    def text(self, name: str) -> str:
        """A file as text. Raises :class:`PlanFolderError`: it is not there, or is no UTF-8."""
        if name not in self.files:
            raise PlanFolderError(f"{name}: thư mục kế hoạch không có tệp này; hãy bổ sung")
        try:
            return self.files[name].decode("utf-8")
        except UnicodeDecodeError:
            raise PlanFolderError(f"{name}: không phải UTF-8; hãy lưu lại dạng UTF-8") from None

    def write(self, folder: Path) -> None:
        """Write the files, byte for byte, into a folder that is not there yet or is empty.

        Raises :class:`PlanFolderError`.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if any(folder.iterdir()):
                raise PlanFolderError(f"{folder}: thư mục đã có tệp; hãy chọn thư mục trống")
            for name, data in self.files.items():
                (folder / name).write_bytes(data)
        except OSError as error:
            raise PlanFolderError(f"{folder}: không ghi được: {error.strerror}") from error


def read_folder(folder: Path) -> PlanFolder:
    """The folder's files as they are; what they say is asked later.

    Raises :class:`PlanFolderError`: no such folder, a file that belongs to no plan or is missing.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        files = {path.name: _bytes(path) for path in paths}
        holidays = (PLANS / HOLIDAYS).read_bytes()
    except OSError as error:
        raise PlanFolderError(
            f"{folder}: không đọc được thư mục kế hoạch: {error.strerror}"
        ) from error
    return of_files(files, holidays)


def of_files(files: Mapping[str, bytes], holidays: bytes) -> PlanFolder:
    """Those files as a folder. Raises as :func:`read_folder`."""
    found = PlanFolder(dict(files), holidays)
    for name in files:
        if name not in _ALLOWED and not _FORM.match(name):
            raise PlanFolderError(
                f"{name}: tệp này không thuộc thư mục kế hoạch; được có: plan.toml, regime.toml,"
                " form-1.toml, form-2.toml …, register.csv, changes.csv, assigned.xlsx"
            )
    for name in (PLAN, REGIME, "form-1.toml"):
        found.text(name)
    return found


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise PlanFolderError(f"{path.name}: không phải một tệp; hãy chuyển ra ngoài thư mục")
    if path.stat().st_size > _LARGEST:
        raise PlanFolderError(f"{path.name}: lớn quá 8 MiB; hãy kiểm tra tệp")
    return path.read_bytes()


def template(name: str) -> PlanFolder:
    """The folder of that name that comes with the program. Raises :class:`PlanFolderError`."""
    if name not in templates():
        raise PlanFolderError(f"không có kế hoạch “{name}”; hiện có: {', '.join(templates())}")
    return read_folder(PLANS / name)


def templates() -> tuple[str, ...]:
    """The names of the folders that come with the program."""
    return tuple(sorted(path.parent.name for path in PLANS.glob(f"*/{PLAN}")))


def default_plan() -> str:
    """The plan that a new store takes when nobody names one: the line in ``plans/default``."""
    return (PLANS / "default").read_text("utf-8").strip()
