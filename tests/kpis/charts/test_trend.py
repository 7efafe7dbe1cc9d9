"""The trend chart: its forecast, its band, its coverage boxes, and that its labels can be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kpis.charts.progress import PLOT
from kpis.charts.progress_labels import CLEAR
from kpis.charts.track import Track
from kpis.law.aim import Forecast
from kpis.model import Language
from tests.kpis.charts.drawn_chart import drawn, shapes, texts
from tests.kpis.trajectory import access, addicts, hotspots

ALL = {"share": hotspots, "growth": addicts}


def ahead(value: int, low: int, high: int, way: Track) -> dict[str, Any]:
    """The figure with a forecast at the deadline."""
    forecast = Forecast(way.periods[-1], value, low, high)
    return drawn(way, Language.VI, forecast)


def test_a_forecast_is_dots_from_now_to_its_number_with_a_bar_as_wide_as_its_range() -> None:
    way = addicts()
    figure = ahead(254, 253, 256, way)
    (dots,) = (t for t in figure["data"] if t.get("line", {}).get("dash") == "dot")
    assert (dots["x"], dots["y"]) == ([way.at, len(way.periods) - 1], [int(way.now or 0), 254])
    (bar,) = (t for t in figure["data"] if t.get("line", {}).get("width") == 9)
    assert bar["y"] == [253, 256]
    assert "dự báo253–256" in texts(figure)


def test_a_forecast_of_one_number_has_no_range_and_a_share_that_is_kept_has_none() -> None:
    figure = ahead(254, 254, 254, addicts())
    assert "dự báo254" in texts(figure)
    assert not [t for t in figure["data"] if t.get("line", {}).get("width") == 9]
    kept_share = ahead(80, 78, 82, access())
    assert not [t for t in kept_share["data"] if t.get("line", {}).get("dash") == "dot"]


@pytest.mark.parametrize("value", range(245, 262))
def test_target_and_forecast_never_stand_on_one_another(value: int) -> None:
    figure = ahead(value, value, value, addicts())
    goal, end = (
        n for n in figure["layout"]["annotations"] if n.get("xref") == "paper" and n["x"] == 1
    )
    low, high = figure["layout"]["yaxis"]["range"]
    middle = [(n["y"] - low) / (high - low) * PLOT + n["yshift"] for n in (goal, end)]
    assert abs(middle[0] - middle[1]) >= CLEAR - 0.1


@pytest.mark.parametrize(
    ("kind", "said"), [("growth", "trên mức tối đa"), ("share", "đạt mức cần đạt")]
)
def test_what_lies_beyond_the_target_is_a_band_that_says_what_it_is(kind: str, said: str) -> None:
    way = ALL[kind]()
    assert said in texts(drawn(way))
    (band,) = [one for one in shapes(way, "rect") if one.get("xref") == "paper"]
    assert band["y0"] == float(way.goal or 0)
    assert band["y1"] == drawn(way)["layout"]["yaxis"]["range"][1]


def test_a_figure_from_which_localities_are_missing_is_hollow() -> None:
    figure = drawn(replace(hotspots(), apart=5))
    (hollow,) = (t for t in figure["data"] if t.get("marker", {}).get("symbol") == "circle-open")
    assert (hollow["x"], hollow["y"], hollow["mode"]) == ([3], [5], "markers")
    assert "5" in texts(figure)


def test_where_the_way_is_broken_a_band_stands_and_a_box_says_how_many_counted() -> None:
    way = hotspots()
    coverage = tuple((7, 10) if at == 2 else (10, 10) for at in range(4))
    rest = (None,) * (len(way.periods) - 4)
    broken = replace(way, places=8, gaps=((2, (7, 10)),), coverage=(*coverage, *rest))
    bands = [one for one in shapes(broken, "rect") if (one["y0"], one["y1"]) == (0, 1)]
    assert [(one["x0"], one["x1"]) for one in bands] == [(1.6, 2.4)]
    boxes = [one for one in shapes(broken, "rect") if one["y0"] < 0]
    assert len(boxes) == 4
    assert len({one["fillcolor"] for one in boxes}) == 2
    assert [t for t in texts(drawn(broken)) if "/" in t] == ["7/10"]  # upright: the full ones bare
    assert "địa phương đã có số liệu" in texts(drawn(broken))


def test_in_a_year_every_box_has_its_number_and_a_single_locality_has_no_boxes() -> None:
    way = addicts()
    assert not [one for one in shapes(replace(way, places=None), "rect") if one["y0"] < 0]
    coverage = tuple((9, 10) if at == way.at else (10, 10) for at in range(way.at + 1))
    rest = (None,) * (len(way.periods) - len(coverage))
    among = replace(way, places=9, coverage=(*coverage, *rest))
    assert [t for t in texts(drawn(among)) if "/" in t] == [*["10/10"] * way.at, "9/10"]
