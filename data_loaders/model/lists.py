"""What the states of an area mean, whatever words a plan's forms have for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from data_loaders.model.language import Language


class AreaStanding(StrEnum):
    """What a state of an area means: all that the product knows of its word."""

    UNDER_WAY = "under_way"
    SUSTAINED = "sustained"
    NOT_RECOGNISED = "not_recognised"
    RELAPSED = "relapsed"

    @property
    def recognised(self) -> bool:
        """Recognised at some time, whether or not it relapsed since."""
        return self in (AreaStanding.SUSTAINED, AreaStanding.RELAPSED)


@dataclass(frozen=True, slots=True)
class AreaState:
    """A state of an area, as the forms of a plan write it; ``word_en`` on an English page."""

    word: str
    word_en: str
    standing: AreaStanding

    def name(self, language: Language) -> str:
        return self.word_en if language is Language.EN else self.word


def words_of(states: Sequence[AreaState], standing: AreaStanding, language: Language) -> str:
    """The words of the states with that meaning, as a heading has them; nothing of none."""
    said = " / ".join(one.name(language) for one in states if one.standing is standing)
    return said[:1].upper() + said[1:]
