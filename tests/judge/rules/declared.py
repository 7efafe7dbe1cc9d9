"""A target as the plan declares it (§1): terms, quantity, bar and aim, read from TOML tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tests.judge.rules.bars import Bar, bar_of

STATE, PERIOD, SUM = "state", "period", "sum"


@dataclass(frozen=True, slots=True)
class Term:
    """An integer for a place and a period. ``names``: measures or classes; ``above``: a number."""

    kind: str
    names: tuple[str, ...]
    time: str
    over: str | None = None
    above: int = 0

    @property
    def measures(self) -> tuple[str, ...]:
        """What every commune row must have for the term to be known."""
        if self.kind in ("measures", "communes_with"):
            return self.names
        return ("commune_class",) if self.kind == "classes" else ()


@dataclass(frozen=True, slots=True)
class Target:
    """One reading of a target.

    ``base``: None, ``("year_end_before",)``, ``("year_before",)``, ``("period", p)`` or
    ``("value", B)``. ``aim``: None, ``("by", d)``, ``("each_year",)``, ``("keep",)`` or
    ``("stages",)``; then ``stages`` holds their periods and bars.
    """

    target_id: str
    quantity: str | None
    numerator: Term | None = None
    denominator: Term | None = None
    base: tuple[Any, ...] | None = None
    bar: Bar | None = None
    aim: tuple[str, ...] | None = None
    stages: tuple[tuple[str, Bar], ...] = ()
    task: str | None = None

    @property
    def time(self) -> str:
        """``state``, ``period`` where a term is one of the period, ``sum``."""
        terms = [term.time for term in (self.numerator, self.denominator) if term is not None]
        if SUM in terms:
            return SUM
        return PERIOD if PERIOD in terms else STATE

    @property
    def own_base(self) -> bool:
        """A change whose base each locality has itself."""
        return self.base is not None and self.base[0] != "value"

    @property
    def whole_place(self) -> bool:
        """The whole place's bar (§2): nobody may be taken for zero."""
        if self.quantity == "count":
            return self.time != SUM
        return self.base is not None and self.base[0] == "value"

    @property
    def yearly_keep(self) -> bool:
        """A keep that is final at every m = 12."""
        if self.aim != ("keep",):
            return False
        assert self.numerator is not None
        return self.base == ("year_end_before",) or self.numerator.over == "year"


def term_of(table: dict[str, Any], flows: list[str]) -> Term:
    """Read a term. A flow must say ``over``, a stock must not."""
    if "areas" in table:
        return Term("areas", (table["areas"],), STATE)
    if "communes" in table:
        return Term("communes", (), STATE)
    if "classes" in table:
        return Term("classes", tuple(table["classes"]), STATE)
    if "communes_with" in table:
        measure = table["communes_with"]
        time = PERIOD if measure in flows else STATE
        return Term("communes_with", (measure,), time, above=table["above"])
    names, over = tuple(table["measures"]), table.get("over")
    if {name in flows for name in names} != {over is not None}:
        raise ValueError(f"a flow must say over, a stock must not: {table}")
    time = STATE if over is None else PERIOD if over == "period" else SUM
    return Term("measures", names, time, over)


def targets_of(table: dict[str, Any], flows: list[str]) -> dict[str | None, Target]:
    """A target by its recorded reading: one without options under None alone."""
    if "option" not in table:
        return {None: target_of(table, flows)}
    letters: dict[str | None, Target] = {None: Target(table["id"], None)}
    for option in table["option"]:
        letters[option["id"]] = target_of({**option, "id": table["id"]}, flows)
    return letters


def target_of(table: dict[str, Any], flows: list[str]) -> Target:
    """Read one quantity with its terms, bar and aim. Raises ``ValueError`` (§1, Aims)."""
    target = Target(table["id"], table["quantity"], task=table.get("task"))
    if "numerator" in table:
        target = replace(target, numerator=term_of(table["numerator"], flows))
    if "denominator" in table:
        target = replace(target, denominator=term_of(table["denominator"], flows))
    if "base" in table:
        target = replace(target, base=_base(table["base"]))
    if "bar" in table:
        target = replace(target, bar=bar_of(table["bar"]))
    if "stages" in table:
        stages = tuple((stage["by"], bar_of(stage["bar"])) for stage in table["stages"])
        target = replace(target, stages=stages, aim=("stages",))
    elif table.get("keep"):
        target = replace(target, aim=("keep",))
    elif "by" in table:
        each = table["by"] == "each_year"
        target = replace(target, aim=("each_year",) if each else ("by", table["by"]))
    bars: list[Bar | None] = [bar for _, bar in target.stages] or [target.bar]
    for bar in bars:
        if bar is not None and target.quantity is not None and bar.impossible(target.quantity):
            raise ValueError("a bar that nothing can satisfy")
        if bar is not None and (target.aim or ("",))[0] not in possible(replace(target, bar=bar)):
            raise ValueError("this aim does not go with this quantity and bar")
    return target


def _base(given: Any) -> tuple[Any, ...]:
    if isinstance(given, str):
        return (given,)
    return ("period", given["period"]) if "period" in given else ("value", given["value"])


def possible(target: Target) -> tuple[str, ...]:  # noqa: PLR0911 (the rows of a table)
    """The aims of §1's table that go with a quantity and one bar of it."""
    bar, term = target.bar, target.numerator
    if target.quantity == "external":
        return ("by",)
    assert bar is not None
    assert term is not None
    if target.quantity == "count" and term.over == "plan":
        return ("by", "stages") if bar.more else ("keep",)
    if target.quantity == "count" and term.over == "year":
        return ("each_year",) if bar.more else ("keep",)
    if target.quantity == "share" and target.time == SUM:
        return ("keep",)
    if target.quantity in ("count", "share"):
        return ("by", "stages", "keep")
    if target.base == ("year_end_before",):
        return ("each_year",) if bar.moves else ("keep",)
    return ("each_year",) if target.base == ("year_before",) else ("by", "stages")
