"""A plan as types: its targets, its settings, what it only watches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from data_loaders.model import Period, Regime
from kpis.plan.formula import KINDS, Formula, Kind, Language, ShareByDeadline, bars_of


@dataclass(frozen=True, slots=True)
class Note:
    """A reading taken where the plan's text leaves room. ``about``: the words of the text."""

    about: str
    text_vi: str
    text_en: str

    def text(self, language: Language) -> str:
        return self.text_en if language is Language.EN else self.text_vi


@dataclass(frozen=True, slots=True)
class Measure:
    """How a printed formula names a measure."""

    name_vi: str
    name_en: str

    def name(self, language: Language) -> str:
        return self.name_en if language is Language.EN else self.name_vi


@dataclass(frozen=True, slots=True)
class Target:
    """One target: its sentence in the plan, what it counts, how it is judged."""

    target_id: str
    sentence: str
    name_vi: str
    name_en: str
    unit_vi: str
    unit_en: str
    formula: Formula
    notes: tuple[Note, ...] = ()

    @property
    def kind(self) -> Kind:
        return KINDS[type(self.formula)]

    @property
    def bars(self) -> tuple[Fraction, ...]:
        """What its printed shares are held against."""
        return bars_of(self.formula)

    def name(self, language: Language) -> str:
        """The short name, as on a card."""
        return self.name_en if language is Language.EN else self.name_vi

    def unit(self, language: Language) -> str:
        """What is counted, in lower case: ``địa bàn``."""
        return self.unit_en if language is Language.EN else self.unit_vi


@dataclass(frozen=True, slots=True)
class Watched:
    """A measure shown without a verdict, because the plan sets no figure for it.

    ``flow``: summed over the periods of the year. ``of``: the measure it is a part of, if any.
    ``communes``: counts the communes whose value is above zero instead of summing values.
    """

    watched_id: str
    name_vi: str
    name_en: str
    measure: str
    of: str | None
    flow: bool
    communes: bool

    def name(self, language: Language) -> str:
        return self.name_en if language is Language.EN else self.name_vi


@dataclass(frozen=True, slots=True)
class Settings:
    """The plan file's settings, exact: ratios to the line, periods, share of localities."""

    near: Fraction
    risk: Fraction
    stretch: Fraction
    recent: int
    last_stretch: int
    minimum_coverage: Fraction


@dataclass(frozen=True, slots=True)
class Office:
    """Who writes to the localities in the plan's name, as a letter's head and foot say it.

    ``signing``: the lines over the signature. ``copies``: who gets a copy, beside the addressee.
    """

    superior: str
    name: str
    place: str
    issuer: str
    signing: tuple[str, ...]
    copies: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A plan as data. ``regime`` holds its calendar, due rule, periods and tasks.

    ``measures``: code → whether it is a flow. ``named``: those that a formula can name in words.
    """

    name: str
    number: str
    issued_on: date
    title_vi: str
    title_en: str
    regime: Regime
    settings: Settings
    measures: Mapping[str, bool]
    named: Mapping[str, Measure]
    targets: tuple[Target, ...]
    watched: tuple[Watched, ...]
    office: Office

    def title(self, language: Language) -> str:
        return self.title_en if language is Language.EN else self.title_vi

    @cached_property
    def by_id(self) -> Mapping[str, Target]:
        return {target.target_id: target for target in self.targets}

    def target(self, target_id: str) -> Target:
        """The target of that id. Raises ``KeyError``."""
        return self.by_id[target_id]

    def last_of(self, target: Target) -> Period:
        """The period whose verdict closes the target: its deadline, or the plan's last period."""
        formula = target.formula
        return formula.deadline if isinstance(formula, ShareByDeadline) else self.regime.last
