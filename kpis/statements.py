"""What was said about a result when a meeting froze it, kept so that it is said again unchanged.

A result that was judged just now has none of this and is put into words by the rules in force; one
that is read from a meeting's document carries the words of that day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data_loaders.model.language import Language


@dataclass(frozen=True, slots=True)
class Words:
    """A result in the words of one language, each as the function of that name says it."""

    arithmetic: str
    formula: str
    strictness: str
    figure: str
    gap: str
    deadline: str
    outlook: str


@dataclass(frozen=True, slots=True)
class Said:
    """All that was said of one result. ``gap``, ``over_line``: as in ``kpis.words.gap``."""

    vi: Words
    en: Words
    gap: int | None
    over_line: int

    def words(self, language: Language) -> Words:
        """Those of a language."""
        return self.en if language is Language.EN else self.vi


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences to read first, by language: of each unit, and of each target."""

    units: Mapping[tuple[str, Language], tuple[str, ...]]
    targets: Mapping[tuple[str, Language], tuple[str, ...]]
