"""What is said of each quantity and aim: a sample word for word, and what holds of every word."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from data_loaders.model.language import Language
from tests.kpis.quantities.province import (
    LAST,
    PARTS,
    Situation,
    Words,
    demand_of,
    result_of,
    words_of,
)

GOLDEN = Path(__file__).parents[2] / "golden/words/sentences.toml"
SAMPLE = tomllib.loads(GOLDEN.read_text("utf-8"))["said"]
LONGEST = 220
"""Letters of an ordinary sentence."""
LANGUAGES = tuple(Language)


def situation_of(row: dict[str, Any]) -> Situation:
    keys = {key: row[key] for key in ("at", "unit", "missing", "nothing") if key in row}
    return Situation(**keys)


@pytest.mark.parametrize(
    "row", SAMPLE, ids=[f"{row['sentence']}.{row['demand']}-{i}" for i, row in enumerate(SAMPLE)]
)
def test_the_sample_is_said_word_for_word(row: dict[str, Any]) -> None:
    result, plan = result_of(row["sentence"], row["demand"], situation_of(row))
    assert result.verdict == row["verdict"]
    for language in LANGUAGES:
        words = words_of(result, plan, language)
        assert words.arithmetic == row[language]
        for key in ("gap", "deadline", "outlook"):
            assert getattr(words, key).strip("–") == row.get(f"{key}_{language}", "")
        for key in ("formula", "strictness"):
            if f"formula_{language}" in row:
                assert getattr(words, key) == row.get(f"{key}_{language}", "")


def test_the_sample_has_every_quantity_under_every_aim() -> None:
    """Other than a change from a fixed base or kept, which the tests beside this one word."""
    found = set()
    for row in SAMPLE:
        _, plan = result_of(row["sentence"], row["demand"], situation_of(row))
        read = plan.target("t").demands[0]
        found.add((type(read.quantity).__name__, type(read.aim).__name__))
    assert found == {
        ("Count", "ByDeadline"),
        ("Share", "ByDeadline"),
        ("Share", "ByStages"),
        ("Share", "Kept"),
        ("CountOfSum", "ByDeadline"),
        ("CountOfSum", "EachYear"),
        ("CountOfSum", "NeverAbove"),
        ("ShareOfSums", "Kept"),
        ("Change", "EachYear"),
        ("Change", "Ceiling"),
        ("ChangeOfFlow", "AgainstYearBefore"),
        ("External", "Published"),
        ("Judged", "OnRecord"),
    }


@cache
def everything_said(number: int, part: int) -> tuple[tuple[Language, Words], ...]:
    """Of one demand in several situations: whole, one missing, most missing, nothing, the end."""
    demand = demand_of(number, part)
    situations = (
        Situation(demand.at),
        Situation(demand.at, unit="a"),
        Situation(demand.at, missing="e"),
        Situation(demand.at, missing="cde"),
        Situation(demand.at, nothing=True),
        Situation("2026-10"),
        Situation(LAST),
    )
    found = (result_of(number, part, situation) for situation in situations)
    return tuple(
        (language, words_of(result, plan, language))
        for result, plan in found
        for language in LANGUAGES
    )


@pytest.mark.parametrize(("number", "part"), PARTS)
def test_whatever_is_said_is_whole_short_and_said_once(number: int, part: int) -> None:
    for language, words in everything_said(number, part):
        assert words.arithmetic
        assert len(words.arithmetic) <= (LONGEST if language is Language.VI else LONGEST + 20)
        pieces = words.arithmetic.split("; ")
        assert len(set(pieces)) == len(pieces), words.arithmetic
        for text in (words.arithmetic, words.figure, words.gap, words.deadline, words.outlook):
            assert not re.search(r"[{}_]|None|  |; ;|: :|\(\)|, ,| ,| ;", text), text
            assert not re.search(r"\b(\d[\d.,]*)–\1\b", text), text
        assert not re.search(r"[{}]|None|  ", words.formula), words.formula
        if words.outlook:
            assert words.outlook[0].isupper()
            assert words.outlook.endswith(".")


@pytest.mark.parametrize(("number", "part"), PARTS)
def test_english_has_no_vietnamese_in_it(number: int, part: int) -> None:
    vietnamese = re.compile("[ăâđêôơưạ-ỹ]", re.IGNORECASE)
    for language, words in everything_said(number, part):
        if language is Language.EN:
            said = " ".join(asdict(words).values())
            quoted = re.sub("“.*?”", "", said)  # a class is named as the form names it
            assert not vietnamese.search(quoted), said


@pytest.mark.parametrize(("number", "part"), PARTS)
def test_the_gap_says_enough_where_the_verdict_does(number: int, part: int) -> None:
    for language, words in everything_said(number, part):
        if language is Language.VI and words.verdict == "met" and words.gap != "–":
            assert words.gap == "đủ"
        if language is Language.VI and words.verdict in ("missed", "behind") and words.gap != "–":
            assert words.gap != "đủ"
