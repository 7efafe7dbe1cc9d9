"""What a plan's forms ask in words: the classes of communes, the states of areas."""

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


@dataclass(frozen=True, slots=True)
class Classification:
    """The classes of a commune, the worst first, and the measure whose cells say them.

    A stored value is the place of its word from 1.
    """

    measure: str
    words: tuple[str, ...]

    def word(self, value: int) -> str:
        """The word of a stored value."""
        return self.words[value - 1]

    def value(self, word: str) -> int:
        """The stored value of a word. Raises ``ValueError`` for one that is no class."""
        return self.words.index(word) + 1
