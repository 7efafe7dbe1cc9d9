"""Sentences of real plans can be declared, and are judged by what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from data_loaders.model import (
    Basis,
    Facts,
    Level,
    MeetingConclusion,
    Period,
    PublishedFigure,
    Regime,
    Register,
    Report,
    Unit,
    periods_between,
)
from kpis.counts import Counts
from kpis.model import Plan
from kpis.plan.read import parse_plan
from kpis.verdicts import judge
from tests.kpis.quantities.sentences import LACKING, SENTENCES, Said
from tests.plan_files import declared
from tests.words_of_the_plan import AREA_STATES, CLASSIFICATION

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2031, 1, 1, tzinfo=ZONE)
CALENDAR = Regime("r", ZONE, Period.of(2021, 1), Period.of(2030, 12), 15, 18, {}, ())
REGIME = replace(CALENDAR, classification=CLASSIFICATION, area_states=AREA_STATES)
REGISTER = Register(
    (
        Unit("p", "1", Level.PROVINCE, "tỉnh", "P", None),
        Unit("a", "2", Level.DISTRICT, "huyện", "A", "p"),
    )
)
CASES = [(number, said) for number, _, all_said in SENTENCES for said in all_said]


def plan_of(said: Said, sentence: str) -> Plan:
    stock, flow = ["of_no_target", *said.stock], ["flow_of_no_target", *said.flow]
    lines = [
        'id = "r"\nnumber = "1"\nissued_on = 2021-01-01\ntitle_vi = "x"\ntitle_en = "x"',
        "[settings]\nnear = 0.95\nrisk = 0.60\nstretch = 1.5\nrecent = 6\nlast_stretch = 3",
        "minimum_coverage = 0.80",
        '[office]\nsuperior = "x"\nname = "x"\nplace = "x"\nissuer = "x"\nsigning = ["x"]',
        'copies = ["x"]',
        declared(stock=stock, flow=flow),
        f'[[target]]\nid = "t"\nsentence = "{sentence}"\nname_vi = "x"\nname_en = "x"',
        'short_vi = "x"\nshort_en = "x"\nunit_vi = "vụ"\nunit_en = "cases"\nowner = "x"',
        said.declared,
    ]
    return parse_plan("\n".join(lines), "p.toml", REGIME)


def facts_of(said: Said) -> Facts:
    until = Period.parse(said.at)
    reports = {
        ("a", period): _report(said, period)
        for period in periods_between(Period.of(2020, 12), until)
    }
    published = [
        PublishedFigure("t", until, Fraction(Decimal(text)), "x", NOW.date(), "x", NOW)
        for text in [said.published]
        if text is not None
    ]
    concluded = [
        MeetingConclusion("t", until, verdict, "1", "x", "x", NOW)
        for verdict in [said.concluded]
        if verdict is not None
    ]
    known = Facts(NOW, Basis.ACCEPTED, reports)
    return replace(known, published=tuple(published), conclusions=tuple(concluded))


def _report(said: Said, period: Period) -> Report:
    totals = {name: _newest(numbers, period) for name, numbers in said.stock.items()}
    totals |= {name: of_year.get(period.year, 0) for name, of_year in said.flow.items()}
    known = [at for at in sorted(said.classes) if at <= str(period)]
    classes = said.classes[known[-1]] if known else {"có": 40}
    return Report(
        unit_id="a",
        period=period,
        version=1,
        confirmed=True,
        totals=totals,
        blanks=dict.fromkeys([*totals, "commune_class"], 0),
        classes=classes,
        communes=sum(classes.values()),
        communes_with={name: 40 * (number > 0) for name, number in totals.items()},
    )


def _newest(numbers: dict[str, int], period: Period) -> int:
    known = [at for at in sorted(numbers) if at <= str(period)] or sorted(numbers)[:1]
    return numbers[known[-1]]


IDS = [f"{number}-{i}" for i, (number, _) in enumerate(CASES)]


@pytest.mark.parametrize(("number", "said"), CASES, ids=IDS)
def test_the_sentence_is_declared_and_judged(number: int, said: Said) -> None:
    sentence = next(text for one, text, _ in SENTENCES if one == number)
    plan = plan_of(said, sentence)
    result = judge(
        Counts(facts_of(said), plan, REGISTER),
        plan.target("t"),
        unit_id="p",
        period=Period.parse(said.at),
    )
    assert result.verdict == said.verdict, result


def test_each_sentence_is_declared_or_told_to_lack_something() -> None:
    declared = {number for number, _, _ in SENTENCES}
    assert declared | LACKING.keys() == set(range(1, 55))
    assert not declared & LACKING.keys()
    assert len(declared) >= 45
