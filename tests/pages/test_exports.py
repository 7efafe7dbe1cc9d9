"""Deck, data book and report offered on the province's page."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import read_trail
from data_loaders.accounts.permissions import Role
from data_loaders.model.settings import read_settings
from kpis.__main__ import main as command
from tests.pages.conftest import Shell

ENDINGS = (".pptx", ".xlsx", ".docx")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """File name → what makes the file when its button is pressed."""
    found: dict[str, Callable[[], bytes]] = {}

    def keep(label: str, *, data: Callable[[], bytes], file_name: str, **_: object) -> None:
        found[file_name] = data

    monkeypatch.setattr("streamlit.download_button", keep)
    return found


@pytest.mark.parametrize(
    ("actor", "about"),
    [
        ((Role.SECRETARY, None), "62"),
        ((Role.VIEWER, None), "62"),
        ((Role.VIEWER, None), "608"),
        ((Role.REPORTER, "615"), "615"),
        ((Role.ADMIN, None), None),
    ],
    ids=str,
)
def test_who_may_export_is_offered_their_own_figures(
    actor: tuple[Role, str | None],
    about: str | None,
    shell: Shell,
    shown_store: Path,
    offered: dict[str, Callable[[], bytes]],
) -> None:
    address = {} if about in ("62", None) else {"page": "locality", "unit": about}
    shell(**address, actor=actor)
    names = [f"kh3220-2025-06-{about}{ending}" for ending in ENDINGS]
    assert [name for name in offered if name.endswith(ENDINGS)] == (names if about else [])


def test_the_file_of_the_page_is_that_of_the_command(
    shell: Shell,
    shown_store: Path,
    aside: Path,
    offered: dict[str, Callable[[], bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shell("overview", actor=(Role.SECRETARY, None), lang="en")
    data = offered["kh3220-2025-06-62-en.docx"]()
    report_id = Document(BytesIO(data)).core_properties.comments
    accounts = Accounts.open(read_settings())
    noted = [link.entry.subject for link in read_trail(accounts.engine)]
    assert noted[-1] == f"report, {report_id}"
    monkeypatch.setenv("MONITOR_STORE", str(aside))
    out = tmp_path / "same.docx"
    assert command(["report", "--lang", "en", "--report-id", report_id, "--out", str(out)]) == 0
    assert out.read_bytes() == data


EXCERPTS = {
    "overview": ["scorecard.svg", "scorecard.csv", "heat-map.svg", "heat-map.csv", "ways.csv"],
    "reporting": ["calendar.svg", "calendar.csv"],
    "target": [
        f"{piece}-addict-growth.{form}"
        for piece in ("trend", "localities")
        for form in ("svg", "csv")
    ],
}


@pytest.mark.parametrize("page", EXCERPTS)
def test_every_chart_of_a_page_is_offered_as_picture_and_as_list(
    page: str, shell: Shell, shown_store: Path, offered: dict[str, Callable[[], bytes]]
) -> None:
    shell(page, actor=(Role.VIEWER, None), target="addict-growth")
    names = [f"kh3220-2025-06-62-{name}" for name in EXCERPTS[page]]
    assert [name for name in offered if name.endswith((".svg", ".csv"))] == names


def test_a_reporter_takes_along_what_its_pages_show_and_it_is_in_the_trail(
    shell: Shell, shown_store: Path, offered: dict[str, Callable[[], bytes]]
) -> None:
    shell("reporting", actor=(Role.REPORTER, "615"))
    told = offered["kh3220-2025-06-615-calendar.csv"]().decode("utf-8-sig")
    names = {line.split(",")[1] for line in told.split("\r\n") if line.startswith("615,")}
    assert len(names) == 1
    assert "\r\n611," not in told
    noted = [link.entry.subject for link in read_trail(Accounts.open(read_settings()).engine)]
    assert noted[-1].startswith("calendar.csv, kh3220.2025-06.accepted.")


def test_who_may_not_export_is_offered_no_excerpt(
    shell: Shell, shown_store: Path, offered: dict[str, Callable[[], bytes]]
) -> None:
    shell("reporting", actor=(Role.ADMIN, None))
    assert [name for name in offered if name.endswith((".svg", ".csv"))] == []
