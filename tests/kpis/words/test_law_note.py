"""Two ends judged by different laws are not compared without a word."""

from __future__ import annotations

from dataclasses import replace

from data_loaders.model import Period
from kpis.model import Language
from kpis.scorecard import scorecard
from kpis.words.verdicts import law_note
from tests.kpis.given import LATER, PLAN, facts_of, register_of


def test_a_card_of_the_former_law_beside_one_of_today_is_told() -> None:
    card = scorecard(facts_of([]), PLAN, register_of(), period=Period.of(2025, 6), now=LATER)
    former = replace(card, frozen={"results": []})
    for one, other in ((former, card), (card, former)):
        assert "hai bộ quy tắc khác nhau" in law_note(one, other, Language.VI)
        assert "different rules" in law_note(one, other, Language.EN)


def test_of_one_law_nothing_is_said() -> None:
    card = scorecard(facts_of([]), PLAN, register_of(), period=Period.of(2025, 6), now=LATER)
    former = replace(card, frozen={"results": []})
    assert law_note(card, card, Language.VI) == law_note(former, former, Language.VI) == ""
