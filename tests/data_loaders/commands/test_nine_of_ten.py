"""Hostile or broken files among good ones: what is good is taken, each kind of bad is refused.

Reports that are versions already are told so and cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from data_loaders.model import Period
from tests.data_loaders.hostile_files import SEEN_AT_ONCE, SEEN_IN_READING, with_part
from tests.data_loaders.sent_forms import FIGURES, PERIOD, edited, filled
from tests.terminal import Terminal

pytestmark = pytest.mark.timeout(600)

SMALL = "618"
PERIODS = [Period.of(2024, month) for month in range(3, 12)]
KINDS: dict[str, tuple[str | None, Callable[[], bytes]]] = {
    **SEEN_AT_ONCE,
    **SEEN_IN_READING,
    "half a letter": (None, lambda: touched_up("_xD83D_")),
    "a letter that XML cannot hold": (None, lambda: touched_up("_x0000_")),
    "a sheet cut short": (
        "file-damaged",
        lambda: with_part("xl/worksheets/sheet2.xml", b"<worksheet><sheetData><row>"),
    ),
}
ACCEPTED_BESIDE = ("cut short", "a billion laughs", "merge over the sheet", "half a letter")
"""Kinds beside which nine new reports are accepted: one of each way to be refused."""

TAKE = ("--by", "cong-an", "--explain", "Đã đối chiếu", "--accept", "--json")


def touched_up(text: str) -> bytes:
    """A form with that text for a figure."""

    def edit(book: object) -> None:
        book[FIGURES]["D13"].value = text  # type: ignore[index]

    return edited(filled(SMALL, PERIOD), edit)


@pytest.fixture
def nine(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Nine reports without fault, and a store that has none of them."""
    monkeypatch.setenv("MONITOR_STORE", str(store))
    monkeypatch.setenv("MONITOR_NOW", "2025-10-17T08:00:00+07:00")
    paths = [tmp_path / f"{SMALL}_{period}.xlsx" for period in PERIODS]
    for path, period in zip(paths, PERIODS, strict=True):
        path.write_bytes(filled(SMALL, period))
    return paths


def among(nine: list[Path], place: int, data: bytes) -> list[Path]:
    """The ten, the bad one in that place."""
    bad = nine[0].with_name("bad.xlsx")
    bad.write_bytes(data)
    return [*nine[:place], bad, *nine[place:]]


def all_kinds(nine: list[Path]) -> list[Path]:
    """A file of every kind, in the order of ``KINDS``."""
    paths = [nine[0].with_name(f"bad-{number}.xlsx") for number in range(len(KINDS))]
    for path, (_, make) in zip(paths, KINDS.values(), strict=True):
        path.write_bytes(make())
    return paths


def otherwise_told(files: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Kind → the codes that were found where another was to be; ``files`` as :func:`all_kinds`."""
    found = [{one["code"] for one in file["findings"]} for file in files]
    return {
        kind: codes
        for (kind, (code, _)), codes in zip(KINDS.items(), found, strict=True)
        if code is not None and codes != {code}
    }


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.mark.parametrize("kind", ACCEPTED_BESIDE)
def test_nine_are_accepted_beside_a_bad_one(kind: str, nine: list[Path], said: Terminal) -> None:
    code, make = KINDS[kind]
    answer = said("data_loaders", "submit", *among(nine, 4, make()), *TAKE)
    files = answer.document["files"]
    outcomes = [file["outcome"] for file in files]
    assert (answer.code, outcomes) == (1, ["accepted"] * 4 + ["refused"] + ["accepted"] * 5)
    assert code is None or {one["code"] for one in files[4]["findings"]} == {code}


def test_every_kind_is_refused_in_whatever_place_and_stops_no_other(
    nine: list[Path], said: Terminal
) -> None:
    """All at once, each before one of the nine: one command, one reading each."""
    given = [path for pair in zip(all_kinds(nine), cycle(nine), strict=False) for path in pair]
    assert said("data_loaders", "submit", *nine, *TAKE).code == 0
    answer = said("data_loaders", "submit", *given, *TAKE)
    files = answer.document["files"]
    assert (answer.code, len(files)) == (1, 2 * len(KINDS))
    assert {file["outcome"] for file in files[1::2]} == {"already-sent"}
    assert {file["outcome"] for file in files[::2]} == {"refused"}
    assert otherwise_told(files[::2]) == {}


def test_every_kind_is_told_by_a_check_and_hides_no_other(nine: list[Path], said: Terminal) -> None:
    """A good one first, in the middle and last; a file that cannot be read exits with 2."""
    bad = all_kinds(nine)
    half = len(bad) // 2
    given = [nine[0], *bad[:half], nine[1], *bad[half:], nine[2]]
    answer = said("data_loaders", "check", *given, "--json")
    files = answer.document["files"]
    assert (answer.code, len(files)) == (2, len(given))
    good = [files.pop(place) for place in (len(given) - 1, half + 1, 0)]
    assert {one["severity"] for file in good for one in file["findings"]} <= {"warning", "notice"}
    assert all(file["findings"] for file in files)
    assert otherwise_told(files) == {}


@pytest.mark.parametrize("kind", ["cut short", "half a letter"])
def test_a_check_exits_by_whether_the_file_could_be_read(
    kind: str, nine: list[Path], said: Terminal
) -> None:
    answer = said("data_loaders", "check", *among(nine[:1], 1, KINDS[kind][1]()), "--json")
    assert answer.code == (1 if answer.document["files"][1]["readable"] else 2)
    assert answer.document["files"][1]["readable"] is (kind == "half a letter")
