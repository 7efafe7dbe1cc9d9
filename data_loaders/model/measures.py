"""What a plan says of the figures it asks for: its measures and the words reports choose from.

Read from ``plan.toml`` by both sides: intake needs codes, kinds and what belongs together; verdicts
need which is a flow, and how a printed formula names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from data_loaders.model.periods import Period
from data_loaders.model.toml_table import Table


class Kind(StrEnum):
    """How a measure adds up: a stock never over periods, a flow does, a state not at all."""

    STOCK = "stock"
    FLOW = "flow"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class PlanMeasure:
    """A measure of a plan: a stock or a flow, and its name in a formula.

    ``opening_of``: it says again what that stock was at the end of the period before.
    ``left_over_of``: it settles what that flow brings; what is left over goes on within the year.
    """

    code: str
    kind: Kind
    vi: str
    en: str
    opening_of: str | None = None
    left_over_of: str | None = None


@dataclass(frozen=True, slots=True)
class ClassWord:
    """A word that a report may choose, and what it means. ``clean``: nothing is wrong there."""

    word: str
    vi: str
    en: str
    clean: bool


@dataclass(frozen=True, slots=True)
class Classification:
    """The words of a state, the gravest first. A stored value is a word's position plus one.

    ``since`` and ``until``: the first and last period in which it is asked; None: of the plan.
    """

    measure: str
    words: tuple[ClassWord, ...]
    since: Period | None = None
    until: Period | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The words as they are written."""
        return tuple(one.word for one in self.words)

    def word(self, value: int) -> str:
        """The word of a stored value."""
        return self.words[value - 1].word

    def value(self, word: str) -> int:
        """The stored value of a word. Raises ``ValueError`` for one that is no class."""
        return self.texts.index(word) + 1


@dataclass(frozen=True, slots=True)
class DeclaredMeasures:
    """All measures and classifications of a plan."""

    measures: tuple[PlanMeasure, ...]
    classifications: tuple[Classification, ...]

    @property
    def by_code(self) -> Mapping[str, PlanMeasure]:
        return {one.code: one for one in self.measures}

    @property
    def flows(self) -> dict[str, bool]:
        """Code → whether it is a flow."""
        return {one.code: one.kind is Kind.FLOW for one in self.measures}

    @property
    def openings(self) -> dict[str, str]:
        """Code of a measure → the stock of the period before that it says again."""
        return {one.code: one.opening_of for one in self.measures if one.opening_of}

    @property
    def left_overs(self) -> dict[str, str]:
        """Code of a measure that settles → the flow that it settles."""
        return {one.code: one.left_over_of for one in self.measures if one.left_over_of}


def read_measures(top: Table) -> DeclaredMeasures:
    """``[[measure]]`` and ``[[classification]]``. Raises the error of the table."""
    tables = top.tables("measure")
    kinds = _kinds(tables)
    return DeclaredMeasures(
        tuple(_measure(table, kinds) for table in tables),
        tuple(_classification(table) for table in top.tables("classification")),
    )


def _kinds(tables: tuple[Table, ...]) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for table in tables:
        code, kind = table.text("code"), table.member("kind", Kind)
        if code in found:
            raise table.fault("code", f"mã {code!r} đã dùng ở trên")
        if kind is Kind.STATE:
            raise table.fault("kind", "phải là stock hoặc flow; từ ngữ khai ở [[classification]]")
        found[code] = kind
    return found


def _measure(table: Table, kinds: Mapping[str, Kind]) -> PlanMeasure:
    code = table.text("code")
    measure = PlanMeasure(
        code=code,
        kind=kinds[code],
        vi=table.text("vi"),
        en=table.text("en"),
        opening_of=_other(table, "opening_of", kinds, Kind.STOCK),
        left_over_of=_other(table, "left_over_of", kinds, Kind.FLOW),
    )
    table.finish()
    return measure


def _other(table: Table, key: str, kinds: Mapping[str, Kind], wanted: Kind) -> str | None:
    """The measure that a key names: another one, of the same kind as this one."""
    if not table.has(key):
        return None
    other = table.text(key)
    if other == table.text("code") or kinds.get(other) is not wanted:
        raise table.fault(key, f"phải là mã của một chỉ số {wanted} khác, gặp {other!r}")
    if table.member("kind", Kind) is not wanted:
        raise table.fault(key, f"chỉ dùng cho chỉ số {wanted}")
    return other


def _classification(table: Table) -> Classification:
    found = Classification(
        measure=table.text("measure"),
        words=table.read_all("word", _word),
        since=table.period("from") if table.has("from") else None,
        until=table.period("to") if table.has("to") else None,
    )
    words = [one.word for one in found.words]
    if len(words) < 2 or len(set(words)) < len(words):
        raise table.fault("word", "phải có ít nhất hai từ [[classification.word]], khác nhau")
    table.finish()
    return found


def _word(table: Table) -> ClassWord:
    clean = table.has("clean") and table.flag("clean")
    return ClassWord(table.text("word"), table.text("vi"), table.text("en"), clean)
