"""Writing a meeting's document: all that was judged of its figures, and all that is said of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from data_loaders.model import Period
from kpis.frozen.document import LAW, Since
from kpis.frozen.json_values import plain
from kpis.model import Language, Plan, Result, Scorecard
from kpis.movement.model import Movement
from kpis.series import Series
from kpis.statements import Said, Words
from kpis.words.arithmetic import arithmetic, figure
from kpis.words.deadlines import deadline
from kpis.words.formula import formula_text, strictness_text
from kpis.words.gap import gap, gap_text, over_line
from kpis.words.targets import outlook, target_conclusion
from kpis.words.verdicts import conclusion


@dataclass(frozen=True)
class Judged:
    """All that was judged of the figures of a moment, to be written. ``cards``: of every period."""

    card: Scorecard
    cards: Mapping[Period, Scorecard]
    series: tuple[Series, ...]
    movements: Mapping[tuple[Since, str, str], Movement]


def write(judged: Judged, plan: Plan, names: Mapping[str, str]) -> bytes:
    """The document of what was judged. ``names``: unit → full name."""
    card = judged.card
    told = {
        "law": LAW,
        "scorecard": card.hashed(),
        "targets": [_target(card, plan, target.target_id, names) for target in plan.targets],
        "conclusions": {unit: _conclusion(card, plan, unit) for unit in card.units},
        "words": [plain(said_of(result, plan)) for result in card.results],
        "periods": [_period(one) for one in {**judged.cards, card.period: card}.values()],
        "series": [plain(one) for one in judged.series],
        "movements": [
            {"since": plain(since), "unit": unit, "target": target, "movement": plain(one)}
            for (since, unit, target), one in judged.movements.items()
        ],
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _target(
    card: Scorecard, plan: Plan, target_id: str, names: Mapping[str, str]
) -> dict[str, object]:
    target = plan.target(target_id)
    return {
        "id": target_id,
        "sentence": target.sentence,
        "names": {str(language): target.name(language) for language in Language},
        "conclusion": {
            str(language): target_conclusion(card, plan, target_id, names, language)
            for language in Language
        },
    }


def _conclusion(card: Scorecard, plan: Plan, unit: str) -> dict[str, object]:
    about = None if unit == card.province_id else unit
    return {
        str(language): conclusion(card, plan, language, unit_id=about) for language in Language
    }


def said_of(result: Result, plan: Plan) -> Said:
    """What is said of a result now, by the rules in force."""
    return Said(
        vi=_words(result, plan, Language.VI),
        en=_words(result, plan, Language.EN),
        gap=gap(result),
        over_line=over_line(result),
    )


def _words(result: Result, plan: Plan, language: Language) -> Words:
    return Words(
        arithmetic=arithmetic(result, plan, language),
        formula=formula_text(result, plan, language),
        strictness=strictness_text(result, plan, language),
        figure=figure(result, plan, language),
        gap=gap_text(result, plan, language),
        deadline=deadline(result, plan, language),
        outlook=outlook(result, plan, language),
    )


def _period(card: Scorecard) -> dict[str, object]:
    return {
        "period": plain(card.period),
        "reporting": plain(card.reporting),
        "results": [plain(result) for result in card.results],
    }
