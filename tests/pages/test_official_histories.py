"""What letters, screens and meetings say of reports is what `status` says; also of random stores.

Pages, exports and commands of the demonstration are walked in ``test_official_state.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.conftest import Shell, forget
from tests.pages.official import Official
from tests.pages.test_official_state import (
    NOW,
    PAST,
    WORKSPACES,
    Then,
    exports,
    movements,
    official,
    read,
    said,
)
from tests.pages.walk import copied, random_store, screens, urging

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

Said = tuple[str, str, str | None]
"""A name, a text, and the locality that it is about."""
FROZEN = {
    "1": Then("2025-04", "2025-04-28T07:30:00+07:00"),
    "2": Then("2025-05", "2025-05-26T07:30:00+07:00"),
}
"""The meetings that the demonstration froze: the period shown, and the instant of its figures."""


def truth_of(then: Then, store: Path, monkeypatch: pytest.MonkeyPatch) -> Official:
    """What ``status`` says at that instant of a copy of the store."""
    with monkeypatch.context() as patch:
        patch.setenv("MONITOR_STORE", str(store))
        return official(then)


def wrong(truth: Official, texts: Iterator[Said], period: str) -> dict[str, list[str]]:
    """Where a text contradicts: each with its name, and the locality that it is about."""
    found = {
        name: truth.faults(text, period=period, unit=unit, newest=name == "tasks")
        for name, text, unit in texts
        if text
    }
    return {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("then", [NOW, PAST[0]], ids=lambda then: then.at or "now")
def test_letters_urging_and_screens_of_the_demonstration(
    then: Then, shell: Shell, shown_store: Path, aside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = truth_of(then, aside, monkeypatch)
    texts = list(urging(shell, monkeypatch, **then.address))
    owing = {unit for (unit, _), row in truth.rows.items() if row["timeliness"] == "missing"}
    assert owing
    for unit in owing:
        assert any(truth.names[unit].split(" ", 1)[1] in text for text in texts), unit
    named: list[Said] = [(f"urging {n}", text, None) for n, text in enumerate(texts)]
    named.append(("screens", screens(**then.address), None))
    assert wrong(truth, iter(named), then.period) == {}


@pytest.mark.parametrize("meeting", FROZEN)
def test_pages_and_screens_of_a_frozen_meeting(
    meeting: str, shell: Shell, shown_store: Path, aside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = FROZEN[meeting]
    truth = truth_of(then, aside, monkeypatch)
    pages: list[Said] = [(page, read(shell(page, meeting=meeting)), None) for page in WORKSPACES]
    pages.append(("target", read(shell("target", meeting=meeting, target="addict-growth")), None))
    pages.append(("screens", screens(meeting=meeting), None))
    assert all(text for _, text, _ in pages)
    assert wrong(truth, iter(pages), then.period) == {}


def walk(
    seed: int, shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, list[str]]:
    """Every contradiction of a random store: its pages, letters, screens, commands, exports."""
    store = folder / f"store-{seed}.duckdb"
    fates = random_store(store, seed)
    assert fates["waiting"]
    assert fates["accepted"]
    beside = copied(store)
    truth = truth_of(NOW, beside, monkeypatch)
    waits = truth.waiting(NOW.period)
    with monkeypatch.context() as patch:
        patch.setenv("MONITOR_STORE", str(beside))
        texts: list[Said] = [("scorecard", said("scorecard", "--period", NOW.period), None)]
        texts += [(name, text, None) for name, text in movements(NOW)]
        texts += [(name, text, None) for name, text in exports(NOW, folder)]
    monkeypatch.setenv("MONITOR_STORE", str(store))
    forget()
    texts += [(page, read(shell(page, period=NOW.period)), None) for page in WORKSPACES]
    texts += [
        (f"locality {unit}", read(shell("locality", unit=unit, period=NOW.period)), unit)
        for unit in waits[:1]
    ]
    texts += [(f"urging {n}", text, None) for n, text in enumerate(urging(shell, monkeypatch))]
    texts.append(("screens", screens(period=NOW.period), None))
    forget()
    return wrong(truth, iter(texts), NOW.period)


def test_on_a_random_store(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert walk(1, shell, tmp_path, monkeypatch) == {}


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(2, 40))
def test_on_many_random_stores(
    seed: int, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert walk(seed, shell, tmp_path, monkeypatch) == {}
