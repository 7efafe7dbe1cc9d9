"""At a meeting nothing is judged again: pages and papers say what its document says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from data_loaders.permissions import Actor, Role
from kpis.exports import KINDS
from pages.ui import movement_reads, reads
from pages.ui.presentation.document import presentation
from tests.pages.conftest import Shell, forget
from tests.pages.seen import whole
from tests.pages.test_meeting import drawn
from tests.terminal import Terminal

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

MEETINGS = ("1", "2")
VIEWER = (Role.VIEWER, None)
PAGES = ("meeting", "overview", "target", "locality", "source", "plan")
ABOUT = {"unit": "616", "target": "hotspots-eradicated"}


@pytest.fixture
def fresh() -> Iterator[None]:
    """Nothing that another test worked out is kept, nor is what this one does."""
    forget()
    yield
    forget()


def nothing_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever judges anything from here on fails."""

    def judge(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("judged again")

    for place in ("kpis.verdicts", "kpis.scorecard", "kpis.movement"):
        monkeypatch.setattr(f"{place}.judge", judge)


def nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no meeting had a document: everything is judged, by the rules in force."""
    monkeypatch.setattr("kpis.asked.document_at", lambda *_: None)
    monkeypatch.setattr(reads, "document", lambda *_: None)


def said(shell: Shell, page: str, meeting: str, language: str) -> list[str]:
    return drawn(shell(page, actor=VIEWER, meeting=meeting, lang=language, **ABOUT))


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("meeting", MEETINGS)
def test_every_page_of_a_meeting_is_the_same_to_the_byte_whoever_judges(
    shell: Shell, shown_store: Path, meeting: str, language: str
) -> None:
    """From the document, with a judge that fails; and judged again by the rules of that day."""
    pages = [page for page in PAGES if language == "vi" or page in ("meeting", "target")]
    with pytest.MonkeyPatch.context() as patch:
        nothing_is_judged(patch)
        kept = {page: said(shell, page, meeting, language) for page in pages}
    forget()
    with pytest.MonkeyPatch.context() as patch:
        nothing_is_kept(patch)
        judged = {page: said(shell, page, meeting, language) for page in pages}
        if "meeting" in pages:  # the one thing that says whether there is a document is the same
            assert kept["meeting"] != []
    for page in pages:
        assert kept[page] == judged[page], page


@pytest.mark.usefixtures("fresh", "shown_store")
@pytest.mark.parametrize("query", [{}, {"lang": "en"}], ids=["vi", "en"])
def test_the_presentation_is_the_same_to_the_byte_whoever_judges(query: dict[str, str]) -> None:
    viewer, asked = Actor("viewer", Role.VIEWER), {"meeting": "2", **query}
    with pytest.MonkeyPatch.context() as patch:
        nothing_is_judged(patch)
        kept = presentation(viewer, "127.0.0.1", asked)
    forget()
    with pytest.MonkeyPatch.context() as patch:
        nothing_is_kept(patch)
        assert presentation(viewer, "127.0.0.1", asked) == kept


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_the_same_to_the_byte_whoever_judges(
    aside: Path,
    kind: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(aside))
    terminal = Terminal(capsys)

    def made(name: str, *language: str) -> bytes:
        told = terminal("kpis", kind, "--meeting", "2", "--out", tmp_path / name, *language)
        assert (told.code, told.err) == (0, "")
        return (tmp_path / name).read_bytes()

    asked = (("vi",), ("en", "--lang", "en"))
    with pytest.MonkeyPatch.context() as patch:
        nothing_is_judged(patch)
        kept = [made(*one) for one in asked]
    with pytest.MonkeyPatch.context() as patch:
        nothing_is_kept(patch)
        assert [made(*one) for one in asked] == kept


def test_other_rules_change_what_is_shown_today_and_nothing_at_a_meeting(
    shell: Shell, shown_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rules that call everything met."""
    forget()
    before = said(shell, "meeting", "2", "vi")
    now = whole(shell("overview", actor=VIEWER))
    forget()
    real = reads.judgement.judge
    from dataclasses import replace

    from kpis.model import Verdict

    def kind(*asked: Any, **named: Any) -> Any:
        return replace(real(*asked, **named), verdict=Verdict.MET)

    monkeypatch.setattr("kpis.scorecard.judge", kind)
    assert said(shell, "meeting", "2", "vi") == before
    assert whole(shell("overview", actor=VIEWER)) != now
    forget()


def test_two_meetings_are_compared_by_what_each_kept(
    shell: Shell, shown_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hotspots of Đắk Tô were on the way in April and at risk in May; Sa Thầy had a new spot."""
    forget()
    nothing_is_judged(monkeypatch)
    text = whole(shell("meeting", actor=VIEWER, meeting="2"))
    assert "So với phiên trước" in text
    rows = [line for line in text.splitlines() if "Đắk Tô" in line and "Tỷ lệ" in line]
    assert rows or "Huyện Đắk Tô" in text
    forget()


def test_the_movement_of_a_meeting_is_the_one_it_kept(shown_store: Path) -> None:
    from pages.ui.meeting_reads import frozen

    forget()
    revision = reads.context().store.revision()
    last, first = frozen(revision).values()
    from data_loaders.corrections import End

    ends = [End(one.moment, one.basis, one.period) for one in (first, last)]
    found = reads.document(last.moment, last.basis)
    assert found is not None
    kept = movement_reads.movement(*ends, "62", "addict-growth", None)
    assert kept in found.movements.values()
    forget()
