"""``python -m kpis series`` and every drawing beside it, on the demonstration.

In June 2025 eight of ten localities count; ten had reported earlier in the year.
"""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from data_loaders.model import Basis, Period
from data_loaders.reports.facts import facts
from data_loaders.service.context import open_context
from kpis.charts.progress import draw
from kpis.charts.track import Track
from kpis.exports import made
from kpis.exports.content.dossier import Dossier, Given, dossier
from kpis.model import Language
from tests.plan_files import load_plan
from tests.terminal import Terminal

JUNE = Period.parse("2025-06")
EIGHT = ["608", "610", "611", "612", "613", "615", "616", "618"]
WAY = [423, 423, 424, 425, 426, 426, 427]
VI = Language.VI


@pytest.fixture
def terminal(
    demonstration: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    return Terminal(capsys)


@pytest.fixture
def exported(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> Dossier:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    context = open_context()
    with context.store as store:
        now = context.now()
        known = facts(store, as_of=now, basis=Basis.ACCEPTED)
        given = Given(revision=store.revision(), unit_id="62")
        plan, register = load_plan("kh3220", context.regime), context.register(now)
        return dossier(known, plan, register, given, period=JUNE, language=VI)


def of_command(terminal: Terminal, target: str, unit: str = "62") -> dict[str, Any]:
    found = terminal("kpis", "series", target, unit, "--period", "2025-06", "--json")
    assert found.code == 0
    return dict(found.document)


def test_the_addicts_of_the_same_eight_localities_never_fell(terminal: Terminal) -> None:
    document = of_command(terminal, "addict-growth")
    points = document["points"]
    assert (document["unit_id"], document["set"]) == ("62", EIGHT)
    assert points[0]["period"] == "2024-12"
    assert [point["numerator"] for point in points] == WAY == sorted(WAY)
    assert {point["base"] for point in points} == {423}
    assert {point["needed"] for point in points} == {427}


def test_each_point_of_its_line_is_the_line_by_which_that_set_was_judged(
    terminal: Terminal,
) -> None:
    """423 at the start, at most 427: a third of one more each month; what is above is at risk."""
    start, *points = of_command(terminal, "addict-growth")["points"]
    assert (start["line"], start["numerator"], start["verdict"]) == (423, 423, None)
    for month, point in enumerate(points, start=1):
        line = 423 + Fraction(4 * month, 12)
        assert point["line"] == float(line)
        assert point["verdict"] == ("on_track" if point["numerator"] <= ceil(line) else "at_risk")


def test_people_read_a_table_of_it_and_whose_figures_they_are(terminal: Terminal) -> None:
    found = terminal("kpis", "series", "service-access", "62", "--period", "2025-06")
    assert "cùng 8 địa phương ở mọi kỳ (Thành phố Kon Tum, Huyện Đắk Glei" in found.out
    assert "tháng 06/2025" in found.out
    assert "9/10" in found.out
    english = terminal("kpis", "series", "service-access", "62", "--lang", "en")
    assert "the same 8 localities at every period" in english.out


def test_a_task_has_none_and_an_unknown_target_is_refused_in_one_line(terminal: Terminal) -> None:
    assert of_command(terminal, "areas-identified")["points"] == []
    refused = terminal("kpis", "series", "nothing", "62")
    assert refused.code == 2
    assert "nothing" in refused.err


def drawn_numbers(way: Track) -> dict[str, float]:
    """Period → number, as the page's chart draws it."""
    figure = draw(way, VI)
    trace = next(one for one in figure.data if one.mode == "lines+markers")
    scale = 100 if way.share else 1
    return {
        str(period): round(y / scale, 4)
        for period, y in zip(way.periods, trace.y, strict=True)
        if y is not None
    }


def expected(found: dict[str, Any], *, share: bool) -> dict[str, float]:
    key = "value" if share else "numerator"
    return {
        point["period"]: round(float(point[key]), 4)
        for point in found["points"]
        if point[key] is not None
    }


def test_command_page_deck_and_data_book_hold_the_same_numbers(
    terminal: Terminal, exported: Dossier
) -> None:
    book = load_workbook(BytesIO(made("databook", exported)))["Theo kỳ"]
    rows: list[tuple[Any, ...]] = [
        row for row in book.iter_rows(min_row=6, values_only=True) if row[0]
    ]
    charts = [
        shape.chart
        for slide in Presentation(BytesIO(made("deck", exported))).slides
        for shape in slide.shapes
        if shape.has_chart and "Thực hiện" in {one.name for one in shape.chart.plots[0].series}
    ]
    in_deck = [
        [number for number in one.values if number is not None]
        for chart in charts
        for one in chart.plots[0].series
        if one.name == "Thực hiện"
    ]
    compared = 0
    for result in exported.results:
        way = exported.track(result)
        if way is None:
            continue
        wanted = expected(of_command(terminal, result.target_id), share=way.share)
        assert drawn_numbers(way) == wanted
        in_book = [row[3] for row in rows if row[0] == result.target_id and row[3] is not None]
        assert [round(number, 4) for number in in_book] == list(wanted.values())
        if result in exported.troubled[: len(charts)]:
            compared += 1
            assert list(wanted.values()) in [[round(n, 4) for n in one] for one in in_deck]
    assert compared == len(charts) > 0


def test_an_office_chart_says_whose_figures_it_draws_and_begins_at_zero_or_says_where(
    exported: Dossier,
) -> None:
    titles = [
        shape.chart.chart_title.text_frame.text
        for slide in Presentation(BytesIO(made("deck", exported))).slides
        for shape in slide.shapes
        if shape.has_chart and shape.chart.has_title
    ]
    assert any("Cùng 8 địa phương đang được tính" in title for title in titles)
    assert any("trục gãy, bắt đầu từ 415" in title for title in titles)
