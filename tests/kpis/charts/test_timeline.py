"""The tasks' timeline: every mark where its day is, everything said without pointing."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from data_loaders.model import TaskState
from kpis.charts.timeline import Timeline, draw, sentence, timeline_of
from kpis.model import Language
from tests.kpis.test_tasks import GIVEN, JUNE, LOOSE, NAMES, TODAY, report, rows

VI, EN = Language


def given(language: Language = VI) -> Timeline:
    found = timeline_of(rows(*GIVEN).values(), today=TODAY, language=language)
    assert found is not None
    return found


def drawn(timeline: Timeline, language: Language = VI) -> dict[str, Any]:
    return dict(json.loads(draw(timeline, language).to_json()))


def marks(figure: dict[str, Any]) -> dict[str, list[tuple[str, int]]]:
    """Name in the legend → (day, row from the top) of each of its marks."""
    return {
        trace["name"]: list(zip(trace["x"], (-y for y in trace["y"]), strict=True))
        for trace in figure["data"]
        if trace["mode"] == "markers"
    }


def test_dated_tasks_stand_by_due_day_with_the_days_they_were_done() -> None:
    found = given()
    assert [row.task.task_id for row in found.rows] == ["old", "review", "next"]
    assert found.rows[0].done == (
        (date(2023, 10, 1), 1),
        (date(2023, 10, 15), 1),
        (date(2023, 10, 20), 1),
    )


def test_localities_that_finished_on_one_day_are_counted_together() -> None:
    done = ("review", TaskState.DONE, date(2025, 6, 10))
    together = rows(*(report(unit, JUNE, done) for unit in NAMES))
    found = timeline_of(together.values(), today=TODAY, language=VI)
    assert found is not None
    assert {row.task.task_id: row.done for row in found.rows}["review"] == ((date(2025, 6, 10), 4),)


def test_every_mark_is_where_its_day_is() -> None:
    assert marks(drawn(given())) == {
        "thời hạn": [("2023-10-15", 0), ("2025-06-14", 1), ("2025-12-14", 2)],
        "hoàn thành đúng hạn": [("2023-10-01", 0), ("2023-10-15", 0), ("2025-06-10", 1)],
        "hoàn thành quá hạn": [("2023-10-20", 0)],
        "chưa hoàn thành, quá hạn": [("2025-06-25", 1)],
    }


def test_marks_differ_in_shape_and_lie_inside_the_frame() -> None:
    figure = drawn(given())
    shapes = [t["marker"]["symbol"] for t in figure["data"] if t["mode"] == "markers"]
    assert len(set(shapes)) == len(shapes) == 4
    first, last = figure["layout"]["xaxis"]["range"]
    days = [at for points in marks(figure).values() for at, _ in points]
    assert first < min(days)
    assert max(days) < last


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            VI,
            "<b>Việc old</b> · 15/10/2023<br>3/4 hoàn thành, trong đó 1 hoàn thành chậm;"
            " 1 chưa báo cáo",
        ),
        (EN, "<b>Task old</b> · 15 Oct 2023<br>3/4 done, of which 1 late; 1 not reported"),
    ],
)
def test_name_due_day_and_counts_are_written_into_the_chart(language: Language, said: str) -> None:
    texts = drawn(given(language), language)["data"][0]
    assert texts["mode"] == "text"
    assert texts["text"][0] == said
    assert len(texts["text"]) == 3


def test_how_long_a_task_was_or_is_overdue_is_a_line() -> None:
    shapes = drawn(given())["layout"]["shapes"]
    assert [(s["x0"], s["x1"]) for s in shapes[:-1]] == [
        ("2023-10-15", "2023-10-20"),
        ("2025-06-14", "2025-06-25"),
    ]
    assert (shapes[-1]["x0"], shapes[-1]["x1"]) == ("2025-06-25", "2025-06-25")


def test_the_sentence_says_what_the_chart_shows() -> None:
    assert sentence(given(), VI).startswith(
        "Mốc thời hạn các nhiệm vụ, tính đến 25/06/2025: Việc old (15/10/2023): 3/4 hoàn thành,"
        " trong đó 1 hoàn thành chậm;"
    )
    assert sentence(given(EN), EN).startswith("Due days of the tasks, as of 25 Jun 2025: Task old")


def test_without_a_due_day_there_is_no_timeline() -> None:
    assert timeline_of(rows(tasks=(LOOSE,)).values(), today=TODAY, language=VI) is None


def test_the_chart_weighs_little() -> None:
    assert len(draw(given(), VI).to_json()) < 6000
