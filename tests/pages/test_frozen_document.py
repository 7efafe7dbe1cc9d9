"""At a meeting nothing is judged again: pages and papers say what its document says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any, NoReturn

import pytest

import kpis
import pages.ui
from data_loaders.accounts.permissions import Actor, Role
from data_loaders.service.corrections import End
from kpis.exports import KINDS
from kpis.frozen.document import Since
from kpis.model import Verdict
from kpis.verdicts import judge
from pages.ui.presentation.document import presentation
from pages.ui.reads import figures, meetings, movement
from tests.pages.conftest import Shell
from tests.pages.seen import tables, whole
from tests.pages.test_meeting import drawn
from tests.terminal import Terminal

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

MEETINGS = ("1", "2")
VIEWER = (Role.VIEWER, None)
PAGES = ("meeting", "overview", "target", "locality", "source", "plan")
ABOUT = {"unit": "616", "target": "hotspots-eradicated"}


def forget() -> None:
    """All that was worked out; the store stays open."""
    for name, module in list(sys.modules.items()):
        if name.startswith("pages.ui."):
            for one in vars(module).values():
                if one is not figures.context:
                    getattr(one, "cache_clear", lambda: None)()


@pytest.fixture(autouse=True)
def fresh(shown_store: Path) -> Iterator[None]:
    """Nothing that another test worked out is kept, nor is what this one does."""
    forget()
    yield
    forget()


def judging() -> list[ModuleType]:
    """Every module that calls the judge by its name: all are loaded, so that none is missed."""
    names = [
        one.name
        for package in (kpis, pages.ui)
        for one in walk_packages(package.__path__, f"{package.__name__}.")
        if not one.name.endswith("__main__")
    ]
    return [one for one in map(import_module, names) if getattr(one, "judge", None) is judge]


JUDGING = judging()


def test_the_modules_that_judge_are_found() -> None:
    names = {one.__name__ for one in JUDGING}
    assert {"kpis.verdicts", "kpis.scorecard", "kpis.series", "kpis.movement.figure"} <= names
    assert "pages.ui.reads.track" in names


def nothing_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever judges anything from here on fails."""

    def again(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("judged again")

    for module in JUDGING:
        monkeypatch.setattr(module, "judge", again)


def nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no meeting had a document: everything is judged, by the rules in force."""
    monkeypatch.setattr("kpis.stored.requested_view.document_at", lambda *_: None)
    monkeypatch.setattr(figures, "document", lambda *_: None)


def said(shell: Shell, page: str, meeting: str, language: str) -> list[str]:
    return drawn(shell(page, actor=VIEWER, meeting=meeting, lang=language, **ABOUT))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("meeting", MEETINGS)
def test_every_page_of_a_meeting_is_the_same_to_the_byte_whoever_judges(
    shell: Shell, meeting: str, language: str
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
    for page in pages:
        assert kept[page] == judged[page], page


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
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rules that call everything met."""
    kept, today = said(shell, "meeting", "2", "vi"), whole(shell("overview", actor=VIEWER))
    forget()
    monkeypatch.setattr(
        "kpis.scorecard.judge",
        lambda *asked, **named: replace(judge(*asked, **named), verdict=Verdict.MET),
    )
    assert said(shell, "meeting", "2", "vi") == kept
    assert whole(shell("overview", actor=VIEWER)) != today


def test_a_meeting_begins_with_what_changed_since_the_one_before(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what each of the two kept: a gap in Đắk Tô grows, Sa Thầy has a point again."""
    nothing_is_judged(monkeypatch)
    app = shell("meeting", actor=VIEWER, meeting="2")
    assert [one.value for one in app.subheader][:2] == ["Chương trình họp", "So với phiên trước"]
    names = [f"Phiên họp Ban Chỉ đạo tháng {month}/2025" for month in (4, 5)]
    heads = ["Địa phương", "Chỉ tiêu", *names]
    judged, _unclear = (table[1:] for table in tables(app) if table[0] == heads)
    found = {(row[0], row[1]): (row[2][0], row[3][0]) for row in judged}
    assert found == {
        ("Huyện Đắk Tô", "Triệt xóa “điểm nóng” về ma túy"): ("●", "▲"),
        ("Huyện Đắk Glei", "Chuyển hóa địa bàn đạt"): ("▲", "●"),
        ("Huyện Kon Plông", "Chuyển hóa địa bàn đạt"): ("▲", "●"),
        ("Huyện Ngọc Hồi", "Kiềm chế gia tăng người nghiện"): ("▲", "▼"),
        ("Huyện Sa Thầy", "Giảm điểm, tụ điểm phức tạp về ma túy"): ("▲", "▼"),
        ("Huyện Sa Thầy", "Không tái hình thành điểm, tụ điểm"): ("●", "✕"),
    }


def test_the_movement_of_a_meeting_is_the_one_it_kept() -> None:
    last, first = meetings.frozen(figures.context().store.revision()).values()
    before, after = (End(one.moment, one.basis, one.period) for one in (first, last))
    found = figures.document(last.moment, last.basis)
    assert found is not None
    since = Since(first.moment.revision, first.moment.as_of, first.basis, first.period)
    kept = found.movements[since, "62", "addict-growth"]
    assert movement.movement(before, after, "62", "addict-growth", None) is kept
