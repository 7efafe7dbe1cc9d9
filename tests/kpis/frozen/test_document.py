"""A meeting's document reads back as what was written, and says what was said."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.model import Basis, Period
from data_loaders.service.frozen_documents import head
from kpis.counts import Counts
from kpis.frozen import document
from kpis.frozen.document import DocumentError, Since
from kpis.frozen.json_values import from_plain, plain
from kpis.frozen.writer import Judged, write
from kpis.model import Language, Plan, Scorecard, Verdict
from kpis.movement.decomposition import Movement, movement
from kpis.scorecard import history, scorecard
from kpis.series import Series, series
from kpis.words.arithmetic import arithmetic, figure
from kpis.words.deadlines import deadline
from kpis.words.formula import formula_text, strictness_text
from kpis.words.gap import gap, gap_text, over_line
from kpis.words.targets import outlook, target_conclusion
from kpis.words.verdicts import conclusion
from tests.kpis.sides import random_ends


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    share: Fraction | None
    number: int | Fraction = 0
    period: Period | None = None


@dataclass(frozen=True)
class Outer:
    colour: Colour
    at: datetime
    on: date | None
    inner: tuple[Inner, ...] = ()
    pair: tuple[int, str] = (0, "")
    any_of: int | str | date | None = None
    aside: str = field(default="", compare=False)


INNER = st.builds(
    Inner,
    st.none() | st.fractions(),
    st.integers() | st.fractions(),
    st.none() | st.integers(24000, 24600).map(Period),
)
OUTER = st.builds(
    Outer,
    st.just(Colour.RED),
    st.datetimes(timezones=st.just(UTC)),
    st.none() | st.dates(),
    st.lists(INNER, max_size=3).map(tuple),
    st.tuples(st.integers(), st.text()),
    st.none() | st.integers() | st.text() | st.just("2025-06-18") | st.dates(),
)


@given(OUTER)
def test_values_read_back_as_they_were_written(value: Outer) -> None:
    said = json.loads(json.dumps(plain(value)))
    found = from_plain(Outer, said)
    assert found == value
    assert [type(one.share) for one in found.inner] == [type(one.share) for one in value.inner]


def test_what_is_not_compared_and_what_is_at_its_default_is_left_out() -> None:
    value = Outer(Colour.RED, datetime(2025, 6, 1, tzinfo=UTC), None, aside="x")
    assert set(plain(value)) == {"colour", "at", "on"}


@pytest.mark.parametrize("said", [{"share": None, "more": 1}, {"number": 1}, {"share": "a/b"}])
def test_what_was_not_written_so_is_not_read(said: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        from_plain(Inner, said)


def test_a_kind_that_is_not_foreseen_is_refused() -> None:
    with pytest.raises(TypeError):
        plain({"a": 1.5})


Moved = dict[tuple[Since, str, str], Movement]
Written = tuple[bytes, Scorecard, dict[Period, Scorecard], Moved, tuple[Series, ...]]


def written(seed: int) -> tuple[Written, tuple[Plan, dict[str, str]]]:
    before, after, cells = random_ends(seed)
    as_of = after.facts.as_of
    cards = history(after.facts, after.plan, after.register, now=as_of)
    card = scorecard(after.facts, after.plan, after.register, period=after.period, now=as_of)
    since = Since(7, before.facts.as_of, Basis.ACCEPTED, before.period)
    moved = {
        (since, card.province_id, key): movement(
            before, after, cells, unit_id=card.province_id, target_id=key
        )
        for key in after.plan.by_id
    }
    names = {unit.unit_id: unit.full_name for unit in after.register.units}
    counts = Counts(after.facts, after.plan, after.register)
    points = tuple(
        series(counts, unit_id=unit, target_id=key, period=after.period)
        for unit in card.units
        for key in after.plan.by_id
    )
    judged = Judged(card, cards, points, moved)
    data = write(judged, after.plan, names)
    return (data, card, dict(cards), moved, points), (after.plan, names)


@pytest.mark.parametrize("seed", range(12))
def test_a_document_of_any_history_reads_back_and_says_the_same(seed: int) -> None:
    (data, card, cards, moved, points), (plan, names) = written(seed)
    found = document.read(data, plan)
    assert (found.law, found.period, found.card) == (document.LAW, card.period, card)
    assert {**cards, card.period: card} == dict(found.cards)
    assert found.movements == moved
    assert found.series == {(one.unit_id, one.target_id): one for one in points}
    assert head(data).scorecard_sha256 == card.sha256() == found.card.sha256()
    for language in Language:
        for was, now in zip(card.results, found.card.results, strict=True):
            assert now.said is not None
            for say in (arithmetic, figure, formula_text, strictness_text, gap_text, deadline):
                assert say(now, plan, language) == say(was, plan, language)
            assert outlook(now, plan, language) == outlook(was, plan, language)
            for count in (gap, over_line):
                assert count(now) == count(was)
        for unit in (None, *card.units[1:]):
            asked = {"unit_id": unit}
            assert conclusion(found.card, plan, language, **asked) == conclusion(
                card, plan, language, **asked
            )
        for target in plan.by_id:
            said = [
                target_conclusion(one, plan, target, names, language) for one in (card, found.card)
            ]
            assert said[0] == said[1]


def test_the_same_figures_are_the_same_bytes() -> None:
    assert written(3)[0][0] == written(3)[0][0]


def test_what_was_said_is_said_again_whatever_the_rules_say_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (data, card, *_), (plan, _names) = written(1)
    before = [arithmetic(one, plan, Language.VI) for one in card.results]
    for demand in (demand for target in plan.targets for demand in target.demands):
        monkeypatch.setattr(type(demand.quantity), "stands", lambda *_: ["khác"])
    found = document.read(data, plan)
    assert [arithmetic(one, plan, Language.VI) for one in found.card.results] == before
    judged = [one for one in card.results if one.verdict is not Verdict.NO_DATA]
    assert any(arithmetic(one, plan, Language.VI).startswith("Khác") for one in judged)


def test_rows_of_one_locality_are_as_it_alone_sees_them() -> None:
    _before, after, _ = random_ends(2)
    (data, card, *_), (plan, _names) = written(2)
    unit = card.units[-1]
    own = replace(
        after.facts,
        reports={key: one for key, one in after.facts.reports.items() if key[0] == unit},
    )
    alone = scorecard(own, plan, after.register, period=card.period, now=card.now, units=[unit])
    found = document.read(data, plan).limited(card.period, [unit])
    assert found == alone
    for language in Language:
        said = [conclusion(one, plan, language, unit_id=unit) for one in (found, alone)]
        assert said[0] == said[1]


def test_a_document_of_newer_rules_or_a_broken_one_is_refused_in_a_sentence() -> None:
    (data, *_), (plan, _names) = written(1)
    newer = {**json.loads(data), "law": document.LAW + 1}
    too_new = f"theo quy tắc {document.LAW + 1}, bản này đọc đến {document.LAW}"
    with pytest.raises(DocumentError, match=too_new):
        document.read(json.dumps(newer).encode(), plan)
    for broken in (b"", b"{}", data[:-1], b'{"law":1,"scorecard":{}}', b'{"law":2,"scorecard":{}}'):
        with pytest.raises(DocumentError, match="không đọc được"):
            document.read(broken, plan)
