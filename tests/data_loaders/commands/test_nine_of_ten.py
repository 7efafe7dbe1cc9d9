"""One hostile or broken file among ten, each kind in turn: nine are taken, one is refused.

Reports that are versions already are told so and cost nothing, so every kind can take its turn.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

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
    assert said("data_loaders", "submit", *nine, *TAKE).code == 0
    wrong: dict[str, object] = {}
    for place, (kind, (code, make)) in zip(cycle(range(10)), KINDS.items(), strict=False):
        answer = said("data_loaders", "submit", *among(nine, place, make()), *TAKE)
        files = answer.document["files"]
        bad = files.pop(place)
        others = {file["outcome"] for file in files}
        codes = {one["code"] for one in bad["findings"]}
        if (answer.code, len(files), others, bad["outcome"]) != (1, 9, {"already-sent"}, "refused"):
            wrong[kind] = (answer.code, others, bad)
        elif code is not None and codes != {code}:
            wrong[kind] = codes
    assert wrong == {}


def test_every_kind_is_told_by_a_check_and_hides_no_other(nine: list[Path], said: Terminal) -> None:
    """Two beside it, for all of them are read again; a file that cannot be read exits with 2."""
    wrong: dict[str, object] = {}
    for place, (kind, (code, make)) in zip(cycle(range(3)), KINDS.items(), strict=False):
        answer = said("data_loaders", "check", *among(nine[:2], place, make()), "--json")
        files = answer.document["files"]
        bad = files.pop(place)
        severities = {one["severity"] for file in files for one in file["findings"]}
        codes = {one["code"] for one in bad["findings"]}
        if answer.code != (1 if bad["readable"] else 2) or "error" in severities or not codes:
            wrong[kind] = (answer.code, files, bad)
        elif code is not None and codes != {code}:
            wrong[kind] = codes
    assert wrong == {}
