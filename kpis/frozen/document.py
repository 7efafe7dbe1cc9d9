"""What a meeting froze, as one document: the verdicts and all that was said of them.

A meeting keeps the document beside the hash of its scorecard, and whatever is printed about the
frozen figures is read from it. So the rules of judging may change and no frozen meeting does. It
is canonical JSON, in UTF-8 with sorted keys: the same figures, judged and worded the same way, are
the same bytes.

``law``: the number of the rules that judged. ``scorecard``: the document that the meeting's hash is
of. ``targets``: each with its sentence in the plan. ``periods``: every result of every period of
the plan so far, seen as of the freezing, exact: what charts draw, and the period before.
``words``: each result of the meeting's period in both languages. ``series``: the points of each
figure, like for like. ``movements``: why each figure moved since the ends it is first compared
with.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from data_loaders.model import Basis, Period
from kpis.frozen.former_law import FormerLaw
from kpis.frozen.json_values import from_plain
from kpis.model import Coverage, Demand, Language, Plan, Result, Scorecard, Target
from kpis.movement.model import Movement
from kpis.series import Series
from kpis.statements import Said, Sentences

LAW = 2
"""The number of the rules that judge in this version."""


class DocumentError(Exception):
    """A document that this version cannot read: of newer rules, or damaged."""


@dataclass(frozen=True, slots=True)
class Since:
    """An end that figures are compared with: what was known there, and of which period."""

    revision: int
    as_of: datetime
    basis: Basis
    period: Period


@dataclass(frozen=True)
class Document:
    """A document as it is read. ``period``: the meeting's own; ``cards``: by period, all there are.

    ``series``: of the meeting's period, by the locality and the target. ``movements``: by the end
    compared with, the locality and the target.
    """

    law: int
    period: Period
    cards: Mapping[Period, Scorecard]
    series: Mapping[tuple[str, str], Series]
    movements: Mapping[tuple[Since, str, str], Movement]

    @property
    def card(self) -> Scorecard:
        """The scorecard of the meeting's own period."""
        return self.cards[self.period]

    def of(self, as_of: datetime, basis: Basis) -> bool:
        """Whether these are the figures of that instant and basis."""
        return (self.card.as_of, self.card.basis) == (as_of, basis)

    def limited(self, period: Period, units: Collection[str] | None) -> Scorecard | None:
        """The scorecard of a period with the rows of these localities alone; None: all of them.

        None when the document has no such period.
        """
        card = self.cards.get(period)
        return card if card is None or units is None else _only(card, units)

    def series_of(self, result: Result) -> Series | None:
        """The series that ends with that result; None of another period than the meeting's own."""
        if result.period != self.period:
            return None
        return self.series.get((result.unit_id, result.target_id))

    def course(self, unit_id: str, target_id: str, upto: Period) -> tuple[Result, ...]:
        """A figure's results up to a period, the oldest first."""
        return tuple(
            card.of(unit_id, target_id)
            for period, card in self.cards.items()
            if period <= upto and unit_id in card.units
        )


def _only(card: Scorecard, units: Collection[str]) -> Scorecard:
    """As who sees no other locality sees it: nobody else has reported."""
    expected = [unit for unit in card.units if unit != card.province_id]
    silent = frozenset(card.reporting.missing)
    missing = tuple(unit for unit in expected if unit in silent or unit not in units)
    said = card.said
    if said is not None:
        own = {key: found for key, found in said.units.items() if key[0] in units}
        said = Sentences(own, {})
    return replace(
        card,
        results=tuple(result for result in card.results if result.unit_id in units),
        reporting=Coverage(len(expected) - len(missing), len(expected), missing),
        said=said,
    )


def read(data: bytes, plan: Plan) -> Document:
    """The document of those bytes, whose figures were judged by that plan.

    Raises :class:`DocumentError` when this version cannot read it.
    """
    try:
        told = json.loads(data)
        law = int(told["law"])
        if law > LAW:
            raise DocumentError(f"bản ghi kết quả theo quy tắc {law}, bản này đọc đến {LAW}")
        if law == 1:
            told = FormerLaw(plan).document(told)
        return _document(told, law, plan)
    except (ValueError, KeyError, TypeError) as error:
        raise DocumentError(f"bản ghi kết quả của phiên họp không đọc được: {error}") from error


def _document(told: Mapping[str, Any], law: int, plan: Plan) -> Document:
    head = told["scorecard"]
    own = Period.parse(head["period"])
    cards = {card.period: card for card in _cards(told, head, plan)}
    cards[own] = _spoken(cards[own], told)
    series = (from_plain(Series, one) for one in told["series"])
    return Document(
        law,
        own,
        cards,
        {(one.unit_id, one.target_id): one for one in series},
        dict(_movements(told["movements"], cards[own])),
    )


def _cards(
    told: Mapping[str, Any], head: Mapping[str, Any], plan: Plan
) -> Iterator[Scorecard]:
    as_of, now = (datetime.fromisoformat(head[key]) for key in ("as_of", "now"))
    for one in told["periods"]:
        results = tuple(from_plain(Result, result) for result in one["results"])
        yield Scorecard(
            plan=head["plan"],
            period=Period.parse(one["period"]),
            as_of=as_of,
            basis=Basis(head["basis"]),
            now=now,
            province_id=results[0].unit_id,  # a card's rows begin with the province
            targets=plan.targets,
            demands=tuple(_demand(target, results) for target in plan.targets),
            results=results,
            reporting=from_plain(Coverage, one["reporting"]),
            frozen=_as_frozen(head, one),
        )


def _demand(target: Target, results: Iterable[Result]) -> Demand | None:
    """What a target asked for by the reading of its results."""
    letter = next((r.details.option for r in results if r.target_id == target.target_id), None)
    return target.demand_read(letter)


def _as_frozen(head: Mapping[str, Any], period: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The period's scorecard as the former law's document; None of the present law's."""
    rows = period.get("rows")
    if rows is None:
        return None
    told = {**head, "period": period["period"], "results": rows}
    return {key: told[key] for key in _HEAD}


_HEAD = ("plan", "period", "as_of", "basis", "now", "targets", "results")


def _spoken(card: Scorecard, told: Mapping[str, Any]) -> Scorecard:
    """With the words of that day on every result, and the sentences about all of them."""
    words = (from_plain(Said, one) for one in told["words"])
    pairs = zip(card.results, words, strict=True)
    return replace(
        card,
        results=tuple(replace(result, said=said) for result, said in pairs),
        said=Sentences(
            units=dict(_by_language(told["conclusions"].items())),
            targets=dict(_by_language((one["id"], one["conclusion"]) for one in told["targets"])),
        ),
    )


def _by_language(
    told: Iterable[tuple[str, Mapping[str, list[str]]]],
) -> Iterator[tuple[tuple[str, Language], tuple[str, ...]]]:
    for about, sentences in told:
        for language in Language:
            yield (about, language), tuple(sentences[str(language)])


def _movements(
    told: Iterable[Mapping[str, Any]], card: Scorecard
) -> Iterator[tuple[tuple[Since, str, str], Movement]]:
    for one in told:
        unit, target = one["unit"], one["target"]
        found = from_plain(Movement, one["movement"])
        own = card.of(unit, target)
        if found.after == own:  # it is the meeting's own result, with its words
            found = replace(found, after=own)
        yield (from_plain(Since, one["since"]), unit, target), found
