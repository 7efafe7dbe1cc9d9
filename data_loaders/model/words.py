"""The closed sets of words, and how a sentence is said in the languages of the interface.

Vietnamese is written in the code and is its own catalogue; English comes from the ``.po`` file,
which is compiled in memory when first used: no compiled file can be older than its source.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path

LANGUAGES = ("vi", "en")
"""Of the interface: the one that stands in the code, and the one of the catalogue."""

CATALOGUES = Path(__file__).parents[2] / "locales"


class Level(StrEnum):
    """Levels of the register, from the widest to the narrowest."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Reporter(StrEnum):
    """Who sends the reports of a period: the ``by`` of a plan's ``[[reporting]]``.

    ``DISTRICT``: the districts, a row per commune. ``GROUP``: the communes of a former district
    together, a row each. ``COMMUNE``: each commune for itself, one row.
    """

    DISTRICT = "district"
    GROUP = "group"
    COMMUNE = "commune"


class UnitChangeKind(StrEnum):
    """What happened to units on a day."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    RECODE = "recode"
    MOVE = "move"
    ABOLISH = "abolish"
    CREATE = "create"


class Boundary(StrEnum):
    """On whose units figures are shown: each period's own, those of now, the plan's first ones."""

    AS_REPORTED = "as_reported"
    TODAY = "today"
    PLAN = "plan"


class Carried(StrEnum):
    """What a figure is worth that was carried over a change of units, the best first."""

    EXACT = "exact"
    FLAGGED = "flagged"
    NOT_COMPARABLE = "not_comparable"


class Basis(StrEnum):
    """Which versions count: accepted ones (official), or also those sent and not yet accepted."""

    ACCEPTED = "accepted"
    SUBMITTED = "submitted"


class Severity(StrEnum):
    """An error stops a report, a warning needs a typed explanation, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class TaskState(StrEnum):
    """How far a task of a plan is, or what a committee concluded; a form may use other words."""

    NOT_STARTED = "chưa thực hiện"
    UNDER_WAY = "đang thực hiện"
    DONE = "hoàn thành"


class Timeliness(StrEnum):
    """How a report stands against its due instant (Nghị định 09/2019/NĐ-CP, Điều 12)."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    PENDING = "pending"


CONCLUDED = ("met", "on_track", "at_risk", "behind", "missed")
"""Verdicts that a meeting may conclude of a sentence without a figure, the best first."""


@dataclass(frozen=True, slots=True)
class Translator:
    """``_ = translator(language)``: ``_("Đạt")`` is that sentence in the language.

    ``context``: where one word is said in several ways, which of them is meant; what the catalogue
    has no entry of that context for is said as everywhere.
    """

    catalogue: gettext.NullTranslations
    context: str = ""

    def __call__(self, sentence: str) -> str:
        said = self.catalogue.pgettext(self.context, sentence) if self.context else sentence
        return self.catalogue.gettext(sentence) if said == sentence else said

    def plural(self, sentence: str, count: int) -> str:
        """The sentence in the grammatical number that ``count`` asks for (English has two)."""
        return self.catalogue.ngettext(sentence, sentence, count)


@cache
def translator(language: str, context: str = "") -> Translator:
    """The translator of a language; a sentence without translation stays Vietnamese."""
    return Translator(_catalogue(language), context)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    if language == LANGUAGES[0] or not path.is_file():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as source:
        catalogue = read_po(source)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
