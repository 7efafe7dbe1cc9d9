"""The same id gives the same bytes, whatever was sent since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import read_trail
from data_loaders.model import Basis, Period
from data_loaders.model.settings import read_settings
from data_loaders.service.context import open_context
from kpis.exports.content.packing import settled
from kpis.exports.content.report_id import ReportId
from tests.exports.conftest import ENDINGS, said
from tests.exports.reading import Made
from tests.terminal import Terminal

AT = datetime(2025, 6, 25, 1, 0, tzinfo=UTC)
ID = ReportId("kh3220", Period.parse("2025-06"), Basis.ACCEPTED, AT, 437, "62", "0123456789abcdef")


@pytest.mark.parametrize(
    "one",
    [
        ID,
        replace(ID, as_of=AT.replace(microsecond=70)),
        replace(ID, basis=Basis.SUBMITTED, unit_id="617"),
        replace(ID, meeting_id="3"),
    ],
    ids=str,
)
def test_an_id_reads_back_as_it_is_written(one: ReportId) -> None:
    assert ReportId.parse(str(one)) == one


@pytest.mark.parametrize("text", ["", "kh3220", f"{ID}.1.2", str(ID).replace("2025-06", "2025-13")])
def test_what_is_no_id_is_refused_in_a_sentence(
    text: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    line = Terminal(capsys)("kpis", "deck", "--report-id", text, "--out", tmp_path / "x").mistake
    assert "mã báo cáo" in line
    assert not (tmp_path / "x").exists()


def test_the_same_id_gives_the_same_bytes_after_history_was_corrected(
    made: Made,
    demonstration: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    held = ("--held-at", "2025-06-26T08:00:00+07:00", "--chair", "Nguyễn Văn An")
    planned = Terminal(capsys)("data_loaders", "meeting", "plan", "Phiên họp quý II", *held)
    assert planned.code == 0
    meeting = planned.out.strip()
    said("freeze", meeting, "--period", "2025-06")
    at_meeting = tmp_path / "meeting.docx"
    frozen = said("report", "--meeting", meeting, "--out", at_meeting).split()[-1]
    at = "2025-06-24T09:00:00+07:00"  # counts before the instant of the files, learned after them
    accepted = Terminal(capsys)("data_loaders", "accept", "614", "2025-06", "--at", at)
    assert accepted.code == 0
    for kind, ending in ENDINGS.items():
        out = tmp_path / f"again.{ending}"
        assert said(kind, "--report-id", made.report_id, "--out", out).split()[-1] == made.report_id
        assert out.read_bytes() == made.files[kind]
    again = tmp_path / "meeting-again.docx"
    for asked in (("--meeting", meeting), ("--report-id", frozen)):
        assert said("report", *asked, "--out", again).split()[-1] == frozen
        assert again.read_bytes() == at_meeting.read_bytes()
    lines = [paragraph.text for paragraph in Document(str(again)).paragraphs]
    assert "Phiên họp: Phiên họp quý II, 26/06/2025 08:00, chủ trì: Nguyễn Văn An." in lines
    assert said("report", "--out", tmp_path / "now").split()[-1] != made.report_id


def test_an_id_of_other_figures_is_told_to_be_that(
    shown: Path, made: Made, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = str(replace(ReportId.parse(made.report_id), digest="0" * 16))
    answer = Terminal(capsys)("kpis", "report", "--report-id", other, "--out", tmp_path / "x.docx")
    assert answer.code == 1
    assert "số liệu không còn như khi lập mã" in answer.err
    assert made.report_id in answer.out


def test_every_file_handed_out_stands_in_the_trail(shown: Path, made: Made) -> None:
    accounts = Accounts.open(read_settings())
    entries = [link.entry for link in read_trail(accounts.engine)]
    found = {one.subject for one in entries if one.action == "export.make"}
    assert {f"{kind}, {made.report_id}" for kind in ENDINGS} <= found
    assert open_context().store.demonstration


def test_an_office_file_says_nothing_of_the_clock(made: Made) -> None:
    for data in made.files.values():
        with ZipFile(BytesIO(data)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = archive.read("docProps/core.xml").decode()
        assert core.count("2025-06-25T01:00:00Z") == 2
        assert settled(data, AT) == data
