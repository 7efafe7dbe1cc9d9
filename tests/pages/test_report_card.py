"""What a locality's page has beyond its verdicts: communes, areas, and how far data are trusted."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.__main__ import main as loaders
from data_loaders.accounts.permissions import Role
from kpis.__main__ import main as kpis
from tests.pages.conftest import Shell
from tests.pages.seen import Row, pieces, table_under, tables, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")


def printed(command: Any, store: Path, *options: str) -> dict[str, Any]:
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as text:
        patch.setenv("MONITOR_STORE", str(store))
        assert command([*options, "--json"]) == 0
    return dict(json.loads(text.getvalue()))


def opened(app: AppTest, key: str) -> AppTest:
    """The page once somebody has opened that part of it."""
    app.session_state[key] = True
    app.run()
    assert not app.exception
    return app


def communes_of(app: AppTest, unit: str, target: str) -> AppTest:
    """The page with the communes behind one target's figure."""
    (box,) = (
        one for one in opened(app, f"communes_{unit}").selectbox if one.key == f"communes_of_{unit}"
    )
    app = box.set_value(target).run()
    assert not app.exception
    return app


TRACED = ("hotspots-eradicated", "service-access", "spots-reduction", "no-reformed-spots")


@pytest.mark.parametrize("target", TRACED)
@pytest.mark.parametrize("unit", ["611", "616"])
def test_the_communes_behind_a_figure_are_the_cells_of_its_trace(
    unit: str, target: str, shell: Shell, shown_store: Path, aside: Path
) -> None:
    document = printed(kpis, aside, "trace", target, unit)
    with duckdb.connect(str(aside), read_only=True) as store:
        names = dict(
            store.execute(
                "SELECT unit_id, upper(kind[1]) || kind[2:] || ' ' || name FROM unit"
            ).fetchall()
        )
    shown = communes_of(shell("locality", unit=unit), unit, target)
    found = table_under(shown, "Xã, phường, thị trấn")
    columns = [
        {names[cell["commune"]]: cell["text"] for cell in term["cells"]}
        for term in document["terms"]
    ]
    assert {row[0]: row[1:] for row in found} == {
        name: [column[name] for column in columns] for name in columns[0]
    }
    for number, term in enumerate(document["terms"], start=1):
        assert sum(int(row[number]) for row in found) == term["value"]


def test_communes_are_asked_for_only_when_they_are_opened(shell: Shell, shown_store: Path) -> None:
    app = shell("locality", unit="611")
    assert not any(table[0][0] == "Xã, phường, thị trấn" for table in tables(app))
    opened(app, "communes_611")
    (box,) = (one for one in app.selectbox if one.key == "communes_of_611")
    assert len(box.options) == 8  # a task is the locality's own, one sentence is not read
    silent = [box.label for box in shell("locality", unit="617").expander]
    assert "Từng xã, phường, thị trấn" not in silent


def areas(store: Path, unit: str, period: int) -> list[Row]:
    """The list of the newest version of a period, in the tests' own SQL."""
    query = """
    SELECT upper(commune.kind[1]) || commune.kind[2:] || ' ' || commune.name, cohort,
           strftime(selected_on, '%d/%m/%Y'), area_class, area.state, coalesce(decision_no, '–'),
           coalesce(strftime(decision_on, '%d/%m/%Y'), '–'),
           coalesce(strftime(relapsed_on, '%d/%m/%Y'), '–')
    FROM area JOIN unit AS commune USING (unit_key)
    WHERE version_key = (
        SELECT arg_max(version_key, version) FROM version JOIN unit USING (unit_key)
        WHERE unit_id = ? AND period = ?
    )
    ORDER BY position
    """
    with duckdb.connect(str(store), read_only=True) as connection:
        return [list(map(str, row)) for row in connection.execute(query, [unit, period]).fetchall()]


JUNE = 2025 * 12 + 5


@pytest.mark.parametrize("unit", ["608", "611", "612", "616"])
def test_every_area_stands_with_its_state_and_its_decision(
    unit: str, shell: Shell, shown_store: Path, aside: Path
) -> None:
    app = shell("locality", unit=unit)
    symbols = {"đang chuyển hóa": "○", "đạt": "✓", "chưa đạt": "△", "tái phức tạp": "✕"}
    wanted = areas(aside, unit, JUNE)
    for row in wanted:
        row[4] = f"{symbols[row[4]]} {row[4]}"
    assert [row[:8] for row in table_under(app, "Địa bàn", "Chọn năm")] == wanted
    assert "Theo danh sách của báo cáo tháng 06/2025." in whole(app)


def test_where_the_newest_report_is_missing_the_list_says_from_when_it_is(
    shell: Shell, shown_store: Path, aside: Path
) -> None:
    app = shell("locality", unit="617")
    assert len(table_under(app, "Địa bàn", "Chọn năm")) == len(areas(aside, "617", JUNE - 2)) == 2
    assert "Theo danh sách của báo cáo tháng 04/2025." in whole(app)


def test_a_relapse_is_told_with_the_chart_and_a_locality_without_areas_says_so(
    shell: Shell, shown_store: Path
) -> None:
    opening = '<div class="spans" role="img" aria-label="'
    (told,) = pieces(shell("locality", unit="611"), opening, '"')
    assert "đạt từ tháng 04/2024, tái phức tạp từ tháng 02/2025" in told
    assert "không có địa bàn nào" in whole(shell("locality", unit="618"))


@pytest.mark.parametrize("unit", ["610", "617"])
def test_the_history_of_every_period_is_that_of_the_command(
    unit: str, shell: Shell, shown_store: Path, aside: Path
) -> None:
    rows = [r for r in printed(loaders, aside, "status")["rows"] if r["unit_id"] == unit]
    app = opened(shell("locality", unit=unit), "quality_open")
    said = next(one.value for one in app.markdown if one.value.startswith("Trong 22 kỳ"))
    words = {
        "on_time": "nộp đúng hạn",
        "late": "nộp chậm",
        "missing": "chưa báo cáo, quá hạn",
        "pending": "chưa đến hạn",
    }
    for kind, word in words.items():
        count = sum(row["timeliness"] == kind for row in rows)
        assert (f"{count} {word}" in said) is bool(count)
    found = table_under(app, "Kỳ", "Thời gian")
    assert [row[1][2:] for row in found] == [words[row["timeliness"]] for row in reversed(rows)]
    assert [row[4] for row in found] == [
        "–" if row["days_late"] is None else str(row["days_late"]) for row in reversed(rows)
    ]


def test_a_return_stands_with_its_reason(shell: Shell, shown_store: Path) -> None:
    app = opened(shell("locality", unit="613"), "quality_open")
    (row,) = table_under(app, "Kỳ", "Bản số", "Trả lại lúc")
    assert row[:2] == ["tháng 03/2025", "1"]
    assert "chưa gồm nhóm tư vấn tại xã" in row[4]
    earlier = opened(shell("locality", unit="613", as_of="2025-02-28"), "quality_open")
    assert "Không có lần trả lại nào." in whole(earlier)


def test_every_warning_stands_with_the_reason_that_was_given(
    shell: Shell, shown_store: Path, aside: Path
) -> None:
    query = """
    SELECT unit_id, count(*) FROM explanation JOIN version USING (version_key)
    JOIN unit USING (unit_key) GROUP BY unit_id
    """
    with duckdb.connect(str(aside), read_only=True) as connection:
        counts = dict(connection.execute(query).fetchall())
    explained = next(iter(counts), None)
    assert explained is not None
    app = opened(shell("locality", unit=explained), "quality_open")
    found = table_under(app, "Kỳ", "Bản số", "Cảnh báo")
    assert len(found) == counts[explained]
    assert all(row[2] and row[3] for row in found)


def test_a_reporter_sees_the_whole_card_of_the_own_locality(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("locality", actor=(Role.REPORTER, "613"))
    app = communes_of(opened(app, "quality_open"), "613", "service-access")
    assert len(table_under(app, "Kỳ", "Bản số", "Trả lại lúc")) == 1
    assert len(table_under(app, "Xã, phường, thị trấn")) == 9
