"""Verdicts can be told apart and read: in light, in dark, and without any colour."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from kpis.charts.palette import LOOKS, Paint
from kpis.model import Verdict
from pages.ui.frame.style import stylesheet, verdict_class
from tests.test_streamlit_config import contrast

PAINTS = [
    pytest.param(paint, id=f"{verdict} {theme}")
    for verdict, look in LOOKS.items()
    for theme, paint in (("light", look.light), ("dark", look.dark))
]


def test_every_verdict_has_a_look_and_a_class() -> None:
    assert set(LOOKS) == set(Verdict)
    defined = re.findall(r"^\.(v-[a-z-]+) \{", stylesheet(), re.M)
    assert sorted(defined) == sorted(2 * [verdict_class(verdict) for verdict in Verdict])


@pytest.mark.parametrize("paint", PAINTS)
def test_the_word_of_a_verdict_is_legible_on_its_ground(paint: Paint) -> None:
    assert contrast(paint.ink, paint.fill) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_missed_and_behind_are_two_grounds_without_colour_too(theme: str) -> None:
    missed, behind = (getattr(LOOKS[v], theme) for v in (Verdict.MISSED, Verdict.BEHIND))
    assert contrast(missed.fill, behind.fill) >= 3


def test_what_was_not_reported_is_not_green() -> None:
    silent = LOOKS[Verdict.NO_DATA]
    for paint in (silent.light, silent.dark):
        red, green, blue = (int(paint.fill[i : i + 2], 16) for i in (1, 3, 5))
        assert green <= max(red, blue)


NOTICES = re.compile(r"--notice-(?:fill|ink): light-dark\((#\w+), (#\w+)\)")


def test_the_notice_of_demonstration_data_is_legible() -> None:
    (fill_light, fill_dark), (ink_light, ink_dark) = NOTICES.findall(stylesheet())
    assert contrast(ink_light, fill_light) >= 4.5
    assert contrast(ink_dark, fill_dark) >= 4.5


def test_braces_of_the_stylesheet_balance() -> None:
    depths = [0]
    for brace in re.findall(r"[{}]", stylesheet()):
        depths.append(depths[-1] + (1 if brace == "{" else -1))
    assert depths[-1] == 0
    assert all(after >= 0 for _, after in pairwise(depths))
