"""A plan's calendar together with what its forms say in words, which judgement needs of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from data_loaders.forms.closed_lists import Choice, Role
from data_loaders.forms.declaration import Form, Measure
from data_loaders.model import AreaStanding, AreaState, Classification, Regime


def with_words(regime: Regime, *editions: Form) -> Regime:
    """The regime with what these editions ask in words; of a word in several, the newest says."""
    classes = [form.classes for form in editions if form.classes is not None]
    states = {state.word: state for form in editions for state in _states(form)}
    newest = classes[-1] if classes else None
    return replace(
        regime,
        classification=None if newest is None else _classification(newest),
        area_states=tuple(states.values()),
    )


def _classification(measure: Measure) -> Classification:
    return Classification(measure.code, tuple(choice.word for choice in measure.choices))


def _states(form: Form) -> Iterator[AreaState]:
    for word, choice in form.area_states.items():
        yield AreaState(word, choice.en or word, _standing(choice))


def _standing(choice: Choice) -> AreaStanding:
    if Role.NOT_RECOGNISED in choice.roles:
        return AreaStanding.NOT_RECOGNISED
    if Role.RECOGNISED not in choice.roles:
        return AreaStanding.UNDER_WAY
    return AreaStanding.SUSTAINED if Role.SUSTAINED in choice.roles else AreaStanding.RELAPSED
