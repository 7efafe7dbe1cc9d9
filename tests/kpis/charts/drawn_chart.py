"""A trend chart as the browser gets it, for the tests of what stands in it."""

from __future__ import annotations

import json
import re
from typing import Any

from kpis.charts.progress import draw
from kpis.charts.track import Track
from kpis.law.aim import Forecast
from kpis.model import Language


def drawn(
    way: Track, language: Language = Language.VI, forecast: Forecast | None = None
) -> dict[str, Any]:
    """The figure as the browser gets it."""
    return dict(json.loads(draw(way, language, forecast).to_json()))


def texts(figure: dict[str, Any]) -> list[str]:
    """What stands written in the figure, without pointing at anything."""
    return [re.sub(r"<[^>]+>", "", note["text"]) for note in figure["layout"]["annotations"]]


def notes(way: Track, language: Language = Language.VI) -> list[dict[str, Any]]:
    return list(drawn(way, language)["layout"].get("annotations", []))


def shapes(way: Track, kind: str) -> list[dict[str, Any]]:
    return [one for one in drawn(way)["layout"].get("shapes", []) if one["type"] == kind]
