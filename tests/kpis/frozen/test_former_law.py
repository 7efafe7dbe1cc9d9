"""A document of the first law of verdicts is read as it was frozen, to the figure and the word.

``tests/golden/first_law``: what that program wrote of two localities of the demonstration and four
targets (``document.json``), the plan that its meeting kept (``plan.toml``, in the grammar of seven
kinds), and what it printed of the same figures: hash, ``scorecard --json``, ``series --json``
(``told.json``).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data_loaders.service.frozen_documents import head
from kpis.frozen import document
from kpis.frozen.document import Document
from kpis.frozen.json_values import plain
from kpis.model import Language, Plan, Result, Verdict
from kpis.plan.read import PlanError, parse_frozen_plan, parse_plan
from kpis.words.arithmetic import arithmetic, figure
from kpis.words.deadlines import deadline
from kpis.words.formula import formula_text, strictness_text
from kpis.words.gap import gap, gap_text, over_line
from kpis.words.targets import outlook, target_conclusion
from kpis.words.verdicts import conclusion
from tests.kpis.given import REGIME

KEPT = Path(__file__).parents[2] / "golden" / "first_law"
WORDS: dict[str, Callable[[Result, Plan, Language], str]] = {
    "arithmetic": arithmetic,
    "figure": figure,
    "formula": formula_text,
    "strictness": strictness_text,
    "gap": gap_text,
    "deadline": deadline,
    "outlook": outlook,
}


@cache
def frozen_plan() -> Plan:
    text = (KEPT / "plan.toml").read_text(encoding="utf-8")
    return parse_frozen_plan(text, "kh3220.toml", REGIME)


@cache
def written() -> dict[str, Any]:
    """The document as JSON, as that program wrote it."""
    return dict(json.loads((KEPT / "document.json").read_bytes()))


@cache
def printed() -> dict[str, Any]:
    """What that program printed of the same figures."""
    return dict(json.loads((KEPT / "told.json").read_text(encoding="utf-8")))


@cache
def found() -> Document:
    return document.read((KEPT / "document.json").read_bytes(), frozen_plan())


def test_it_is_of_the_first_law_and_its_plan_of_the_grammar_before() -> None:
    assert written()["law"] == found().law == 1 < document.LAW
    with pytest.raises(PlanError, match=r"measure\[1\]\.kind"):
        parse_plan((KEPT / "plan.toml").read_text(encoding="utf-8"), "kh3220.toml", REGIME)
    assert list(frozen_plan().by_id) == [one["id"] for one in written()["targets"]]


def test_its_hash_is_the_one_that_was_frozen() -> None:
    data = (KEPT / "document.json").read_bytes()
    assert found().card.sha256() == head(data).scorecard_sha256 == printed()["sha256"]


def test_every_row_of_every_period_is_printed_as_it_was() -> None:
    assert len(found().cards) == len(printed()["scorecards"]) == 2
    for told in printed()["scorecards"]:
        (card,) = (one for one in found().cards.values() if str(one.period) == told["period"])
        assert json.loads(json.dumps(card.as_json())) == told
        for row, result in zip(told["results"], card.results, strict=True):
            assert (result.verdict, result.numerator) == (row["verdict"], row["numerator"])


def test_every_word_is_the_word_of_that_day() -> None:
    results = found().card.results
    assert len(results) == len(written()["words"]) == 12
    for result, told in zip(results, written()["words"], strict=True):
        assert (gap(result), over_line(result)) == (told.get("gap"), told.get("over_line") or 0)
        for language in Language:
            said = {name: say(result, frozen_plan(), language) for name, say in WORDS.items()}
            assert said == dict.fromkeys(WORDS, "") | told[str(language)]


def test_its_conclusions_are_those_of_that_day() -> None:
    card, plan = found().card, frozen_plan()
    for language in Language:
        for unit, told in written()["conclusions"].items():
            about = None if unit == card.province_id else unit
            assert list(conclusion(card, plan, language, unit_id=about)) == told[str(language)]
        for told in written()["targets"]:
            said = target_conclusion(card, plan, told["id"], {}, language)
            assert list(said) == told["conclusion"][str(language)]


def test_its_series_are_those_that_were_drawn() -> None:
    assert [one.as_json() for one in found().series.values()] == printed()["series"]


def test_why_its_figures_moved_is_told_as_it_was() -> None:
    told = written()["movements"]
    assert len(found().movements) == len(told) == 12
    assert any(one["movement"].get("parts") for one in told)
    for one, movement in zip(told, found().movements.values(), strict=True):
        assert plain(movement).get("parts", []) == one["movement"].get("parts", [])
        assert movement.after is found().card.of(one["unit"], one["target"])


def test_until_when_and_by_which_bar_is_what_its_plan_says() -> None:
    province = found().card.province_id
    spots = found().card.of(province, "spots-reduction")
    assert spots.leg is not None
    assert (str(spots.leg.start), str(spots.leg.end)) == ("2024-12", "2025-12")
    assert (spots.more_is_better, spots.needed) == (False, 18)
    hotspots = found().card.of(province, "hotspots-eradicated")
    assert hotspots.leg is not None
    assert (str(hotspots.leg.end), hotspots.leg.bar.more_is_better) == ("2025-12", True)
    assert hotspots.details.pace is not None
    unread = found().card.of(province, "clean-communes")
    assert (unread.verdict, unread.leg) == (Verdict.NOT_JUDGED, None)
    assert unread.numerator is not None  # that law counted what nobody had read
    assert found().card.of(province, "areas-identified").details.task is not None
