"""No sentence of a page, an export or a command says of a report what `status` says otherwise.

The demonstration at its own time, and at instants of its past at which reports were waiting for
their acceptance, were received late or had been given back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from data_loaders.__main__ import main as loaders
from data_loaders.plans.declared import load_register
from kpis.__main__ import main
from tests.pages.conftest import Shell
from tests.pages.official import Official
from tests.pages.seen import tables_in, text_of

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

NAMES = {unit.unit_id: unit.full_name for unit in load_register().units if unit.parent_id == "62"}


@dataclass(frozen=True)
class Then:
    """An instant (None: the demonstration's own) and a period that is looked at there."""

    period: str
    at: str | None = None

    @property
    def command(self) -> tuple[str, ...]:
        return () if self.at is None else ("--as-of", self.at)

    @property
    def address(self) -> Mapping[str, str]:
        return {"period": self.period} | ({} if self.at is None else {"as_of": self.at})


NOW = Then("2025-06")
PAST = (
    Then("2025-05", "2025-05-16T23:59:59+07:00"),
    Then("2025-06", "2025-06-18T12:00:00+07:00"),
)
_OF_A_SENDER = "Biến động trong thời gian chưa có báo cáo"
"""What localities of the demonstration explain warnings with: their words, quoted, of before."""
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
WORKSPACES = ("overview", "plan", "reporting", "tasks", "meeting")


def said(*words: str, of: Any = main) -> str:
    with redirect_stdout(StringIO()) as printed:
        assert of(list(words)) == 0
    return printed.getvalue()


def official(then: Then) -> Official:
    return Official.of(json.loads(said("status", *then.command, "--json", of=loaders)), NAMES)


@pytest.fixture
def terminal_store(aside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(aside))


def test_the_checker_finds_what_contradicts_and_nothing_else() -> None:
    row = {"unit_id": "614", "period": "2025-06", "timeliness": "on_time", "state": "sent"}
    late = {"unit_id": "617", "period": "2025-06", "timeliness": "missing", "state": None}
    truth = Official.of({"rows": [row, late]}, {"614": "Huyện A", "617": "Huyện B"})
    good = "Chưa tính: Huyện A (báo cáo chờ duyệt); Huyện B (chưa gửi). Huyện A nộp đúng hạn."
    assert truth.faults(good, period="2025-06") == []
    for bad in (
        "Huyện A: chưa có báo cáo kỳ tháng 06/2025 nên không tính",
        "Huyện A (chưa gửi)",
        "Huyện A: nhận sau hạn",
        "Huyện B (báo cáo chờ duyệt)",
        "Huyện B: số liệu kỳ mới",
    ):
        assert len(truth.faults(f"Trước; {bad}. Sau", period="2025-06")) == 1, bad
    assert truth.faults("chưa báo cáo, quá hạn 7 ngày", period="2025-06", unit="614")


_WALKED = [NOW, *(pytest.param(then, marks=pytest.mark.long) for then in PAST)]


@pytest.mark.parametrize("then", _WALKED, ids=lambda then: then.at or "now")
def test_what_commands_and_exports_say(then: Then, terminal_store: None, tmp_path: Path) -> None:
    truth = official(then)
    common = ("--period", then.period, *then.command)
    texts = {
        "scorecard": said("scorecard", *common),
        **dict(movements(then)),
        **dict(exports(then, tmp_path)),
    }
    found = {
        name: wrong
        for name, text in texts.items()
        if (wrong := truth.faults(text, period=then.period))
    }
    assert found == {}
    for unit in truth.waiting(then.period):
        assert any(f"{NAMES[unit]} (báo cáo chờ duyệt)" in text for text in texts.values())


def movements(then: Then) -> Iterator[tuple[str, str]]:
    year, month = then.period.split("-")
    before = f"{year}-{int(month) - 1:02}"
    at = "" if then.at is None else f"@{then.at}"
    for target in ("addict-growth", "service-access", "no-public-incidents", "areas-identified"):
        asked = ("movement", "--unit", "62", "--target", target)
        yield target, said(*asked, "--from", before + at, "--to", then.period + at)


def exports(then: Then, folder: Path) -> Iterator[tuple[str, str]]:
    for kind, read in (("report", _words), ("deck", _slides), ("databook", _sheets)):
        path = folder / kind
        said(kind, "--period", then.period, *then.command, "--out", str(path))
        yield kind, read(path.read_bytes())


def _words(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def _slides(data: bytes) -> str:
    texts = []
    for slide in Presentation(BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)


def _sheets(data: bytes) -> str:
    book = load_workbook(BytesIO(data), read_only=True)
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(value) for row in rows for value in row if isinstance(value, str))


@pytest.mark.parametrize("then", [NOW, PAST[0]], ids=lambda then: then.at or "now")
def test_what_pages_say(then: Then, shell: Shell, shown_store: Path, aside: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MONITOR_STORE", str(aside))
        truth = official(then)
    waits = truth.waiting(then.period)
    assert waits
    found = {}
    for name, text, unit in _pages(then, shell, waits[0]):
        if wrong := truth.faults(text, period=then.period, unit=unit):
            found[name] = wrong
    assert found == {}


def _pages(then: Then, shell: Shell, waits: str) -> Iterator[tuple[str, str, str | None]]:
    """Every page, those of one locality of one whose report waits."""
    address = dict(then.address)
    for page in WORKSPACES:
        yield page, read(shell(page, **address)), None
    yield "target", read(shell("target", target="addict-growth", **address)), None
    yield "source", read(shell("source", target="service-access", unit=waits, **address)), waits
    app = shell("locality", unit=waits, **address)
    for key in (f"movement_{waits}", "quality_open"):
        app.session_state[key] = True
    yield "locality", read(app.run()), waits


def read(app: AppTest) -> str:
    """What stands on a page: each row of a table and each piece of HTML on a line of its own, each
    item of a list a clause of its own."""
    assert not app.exception
    html = [str(element.value) for element in app.html]
    rows = (" ".join(row) for one in html for table in tables_in(one) for row in table)
    pieces = (text_of(_TABLE.sub(" ", one).replace("</li>", ". </li>")) for one in html)
    said = (
        str(element.value)
        for kind in ("markdown", "caption", "info", "warning")
        for element in getattr(app, kind)
    )
    return "\n".join([*rows, *pieces, *said]).replace(_OF_A_SENDER, "")
