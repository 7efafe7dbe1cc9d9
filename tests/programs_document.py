"""``python -m tests.programs_document`` writes ``docs/programs.md`` anew."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.golden.programs.lookalikes import LOOKALIKES
from tests.golden.programs.making import LIST
from tests.golden.programs.pythons import WRITTEN, installed

DOCUMENT = Path(__file__).parents[1] / "docs" / "programs.md"

HEAD = """# Programs whose files are read

The filled form of one locality as each of these writes it: the same figures are read from all of
them, and nothing is found in any. Written by `python -m tests.programs_document` from the files and
the code that `tests/golden/test_programs.py` tries; a test holds it against both.

| Program | Version | What was done with the form | Tried on |
|---|---|---|---|
"""

TAIL = """
*A file kept*: written once by the program itself, in `tests/golden/programs/files/`; how, stands
in `making.py` and `writing.cjs` beside it. *Written anew*: by the library that is installed,
whenever the tests run. *Imitated*: the program itself was not run; `lookalikes.py` writes the form
in its dialect, and openpyxl reads the same out of it (Strict Open XML it cannot read at all).

Not tried: files of Microsoft Excel, WPS Office, Google Sheets and Apple Numbers themselves.
"""


def kept() -> dict[str, dict[str, str]]:
    """Name of a kept file → program, version, way and SHA-256."""
    return tomllib.loads(LIST.read_text("utf-8"))


def document() -> str:
    """The whole text."""
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in sorted(_rows())) + TAIL


def _rows() -> Iterator[tuple[str, str, str, str]]:
    for one in kept().values():
        yield one["program"], one["version"], one["way"], "a file kept"
    for program, way in WRITTEN:
        yield program, installed(program), way, "written anew"
    for program in LOOKALIKES:
        yield program, "–", "values, sums, hidden rows and columns in its dialect", "imitated"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), "utf-8")
