"""A plan as types: its targets, its settings, what it only watches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from data_loaders.model import Facts, Period, Regime, Task
from data_loaders.model.language import Language
from kpis.law.aim import Aim
from kpis.law.quantity import Quantity
from kpis.law.term import Term


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


@dataclass(frozen=True)
class Demand:
    """What a sentence asks for: a quantity, and the aim that says by which bar and when."""

    quantity: Quantity
    aim: Aim

    @property
    def drawn_as_share(self) -> bool:
        """Whether its way is drawn as a percentage against its bar: a share that is to be kept."""
        return self.quantity.most is not None and not self.aim.moving


@dataclass(frozen=True)
class Option:
    """One way to read an ambiguous sentence."""

    letter: str
    sentence_vi: str
    sentence_en: str
    demand: Demand

    def sentence(self, language: Language) -> str:
        return self.sentence_en if language is Language.EN else self.sentence_vi


@dataclass(frozen=True)
class Version:
    """An amendment of a target, from a period on, by a decision."""

    since: Period
    decision: str
    demanded: Demand


@dataclass(frozen=True)
class Target:
    """One target: its sentence in the plan, what it counts, how it is judged.

    ``demanded``: what the sentence asks for; None of an ambiguous one, which has ``options`` and
    may have a ``default`` reading of the plan file's own. ``assigned``: each locality has a value
    of its own. ``versions``: amendments, in the order of the file. ``unread``: of an ambiguous one
    in a plan file of the former grammar, what was counted without a verdict while nobody had read
    it.
    """

    target_id: str
    sentence: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    unit_vi: str
    unit_en: str
    owner: str
    demanded: Demand | None
    options: tuple[Option, ...] = ()
    default: str | None = None
    notes: tuple[Note, ...] = ()
    assigned: bool = False
    versions: tuple[Version, ...] = ()
    unread: Demand | None = None

    def demand(self, facts: Facts) -> Demand | None:
        """What is asked for, as read at the instant of these facts; None while it is not read."""
        if not self.options:
            return self.demanded
        option = self.option(facts)
        return None if option is None else option.demand

    def demand_read(self, letter: str | None) -> Demand | None:
        """What is asked for under a reading; None of an ambiguous sentence without one."""
        if not self.options:
            return self.demanded
        return next((one.demand for one in self.options if one.letter == letter), None)

    @property
    def demands(self) -> tuple[Demand, ...]:
        """What is asked for, under every reading."""
        if self.demanded is not None:
            return (self.demanded,)
        return tuple(option.demand for option in self.options)

    @property
    def bars(self) -> tuple[Fraction, ...]:
        """What its printed shares are held against, under any reading."""
        held = [bar for one in self.demands for bar in one.quantity.held_against(one.aim.bars)]
        return tuple(dict.fromkeys(held))

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term that it may count, under any reading."""
        return tuple(dict.fromkeys(term for one in self.demands for term in one.quantity.terms))

    @property
    def dated_task(self) -> Task | None:
        """The task that it is about, with its day; None of every other target."""
        return None if self.demanded is None else self.demanded.quantity.dated_task

    def demand_shown(self, letter: str | None) -> Demand | None:
        """What figures are drawn by: as read, else what is counted meanwhile."""
        return self.demand_read(letter) or self.unread

    def option(self, facts: Facts) -> Option | None:
        """How the sentence is read: as recorded, else as the plan file takes it."""
        recorded = facts.reading_of(self.target_id)
        letter = self.default if recorded is None else recorded.reading
        return next((one for one in self.options if one.letter == letter), None)

    def option_of(self, letter: str) -> Option:
        """The reading of that letter. Raises ``KeyError``."""
        return {one.letter: one for one in self.options}[letter]

    def short(self, language: Language) -> str:
        """At most thirty letters, as in a row of the scorecard."""
        return self.short_en if language is Language.EN else self.short_vi

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

    @cached_property
    def judged(self) -> frozenset[str]:
        """The measures that a verdict rests on, under any reading and version."""
        demands = [
            demand
            for target in self.targets
            for demand in (*target.demands, *(version.demanded for version in target.versions))
        ]
        terms = [term for demand in demands for term in demand.quantity.terms]
        with_value = (term.communes_with for term in terms if term.communes_with is not None)
        return frozenset(code for term in terms for code in term.measures) | {*with_value}

    def target(self, target_id: str) -> Target:
        """The target of that id. Raises ``KeyError``."""
        return self.by_id[target_id]
