"""More localities than stand beside a row, more targets than have whole rows."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from data_loaders.model import Level, Register, Reporter, Unit
from pages.ui.overview import scorecard
from tests.pages.conftest import Shell
from tests.pages.score_rows import rows
from tests.pages.seen import whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

MANY = 40


@pytest.fixture
def forty(monkeypatch: pytest.MonkeyPatch, empty_store: Path) -> None:
    """Communes report, the first forty of the register, and the districts above them nothing."""

    def reporting(register: Register, on: date, by: Reporter) -> tuple[Unit, ...]:
        return tuple(u for u in register.units if u.level is Level.COMMUNE)[:MANY]

    monkeypatch.setattr(Register, "reporting", reporting)


def test_forty_localities_are_cells_of_their_groups_that_open_to_them(
    shell: Shell, forty: None
) -> None:
    app = shell()
    row = rows(app)["addict-growth"]
    assert 1 < len(row.cells) <= 12
    assert row.cells[0].startswith("TP Kon Tum: 0 trong ")
    assert row.cells[0].endswith(" địa phương cần xử lý, nặng nhất chưa đủ số liệu")
    members = row.html.split('<span class="heat">')[1].split("<details><summary")[0]
    assert members.count('<ul class="members">') == len(row.cells)
    assert members.count("<li>") == MANY
    assert "0/40 địa phương" in whole(app)


def test_their_reports_are_folded_away_under_their_groups(shell: Shell, forty: None) -> None:
    said = whole(shell("reporting"))
    assert "Thành phố Kon Tum: 21 địa phương, chậm 0 báo cáo, còn thiếu " in said
    assert "40" in said


def test_where_there_are_more_than_ten_targets_those_without_trouble_have_a_line_each(
    shell: Shell, shown_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scorecard, "WHOLE", 5)
    app = shell(as_of="2025-06-24T08:00:00+07:00")
    (html,) = [str(e.value) for e in app.html if 'class="scorecard-frame"' in str(e.value)]
    kinds = re.findall(r'<li class="([^"]*)"[^>]*><div class="row">', html)
    assert [kind.split()[1] for kind in kinds] == ["grave"] * 2 + ["brief"] * 8
    assert len(rows(app)) == 10
