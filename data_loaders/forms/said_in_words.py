"""What a plan and the editions of its form say together: each declares a part of it.

The plan says which measure opens with which, and which class of a commune means that nothing is
wrong; an edition has the columns and words. Verdicts need of an edition what its states mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from data_loaders.forms.closed_lists import Choice, Role
from data_loaders.forms.declaration import Form, Measure
from data_loaders.model import AreaStanding, AreaState, Regime
from data_loaders.model.measures import DeclaredMeasures


def completed(form: Form, declared: DeclaredMeasures) -> Form:
    """The edition with what the plan says of its measures and of the words they take."""
    return replace(form, measures=tuple(_completed(one, declared) for one in form.measures))


def _completed(measure: Measure, declared: DeclaredMeasures) -> Measure:
    words = {
        word.word: word
        for one in declared.classifications
        if one.measure == measure.code
        for word in one.words
    }
    said = declared.by_code.get(measure.code)
    return replace(
        measure,
        opening_of=None if said is None else said.opening_of,
        left_over_of=None if said is None else said.left_over_of,
        choices=tuple(
            replace(
                choice,
                roles=frozenset({Role.CLEAN} if words[choice.word].clean else ()),
                meaning_en=words[choice.word].en,
            )
            if choice.word in words
            else choice
            for choice in measure.choices
        ),
    )


def with_words(regime: Regime, declared: DeclaredMeasures, *editions: Form) -> Regime:
    """The calendar with what the editions ask in words; of a word in several the newest says."""
    states = {state.word: state for form in editions for state in _states(form)}
    classes = declared.classifications
    return replace(
        regime,
        classification=classes[-1] if classes else None,
        area_states=tuple(states.values()),
    )


def _states(form: Form) -> Iterator[AreaState]:
    for word, choice in form.area_states.items():
        yield AreaState(word, choice.en or word, _standing(choice))


def _standing(choice: Choice) -> AreaStanding:
    if Role.NOT_RECOGNISED in choice.roles:
        return AreaStanding.NOT_RECOGNISED
    if Role.RECOGNISED not in choice.roles:
        return AreaStanding.UNDER_WAY
    return AreaStanding.SUSTAINED if Role.SUSTAINED in choice.roles else AreaStanding.RELAPSED
