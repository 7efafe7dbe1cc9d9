"""The product's answer to a question of the judge: a plan file, facts, a row of the scorecard."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from data_loaders.model import Facts, MeetingConclusion, Period, PublishedFigure
from kpis.model import Plan
from kpis.plan.read import parse_plan
from kpis.scorecard import scorecard
from tests.judge.asked import ZONE, Asked, as_of, facts, plan_toml, regime, register

RECORDED_AT = datetime(2000, 1, 1, tzinfo=ZONE)


def plan_of(asked: Asked) -> Plan:
    """The question's plan, read from a file's text."""
    return parse_plan(plan_toml(asked), "thu.toml", regime(asked))


def facts_of(asked: Asked) -> Facts:
    """What is known, with what was published or concluded."""
    target_id, kind = asked.target["id"], asked.target.get("quantity")
    published = tuple(
        PublishedFigure(
            target_id,
            Period.parse(each["period"]),
            Fraction(each["value"]),
            "văn bản",
            date(2000, 1, 1),
            "thư ký",
            RECORDED_AT,
        )
        for each in asked.recorded
        if kind == "external"
    )
    conclusions = tuple(
        MeetingConclusion(
            target_id,
            Period.parse(each["period"]),
            each["verdict"],
            "phiên",
            "vì",
            "thư ký",
            RECORDED_AT,
        )
        for each in asked.recorded
        if kind == "judged"
    )
    return facts(asked, published=published, conclusions=conclusions)


def product_row(asked: Asked) -> dict[str, Any]:
    """The row of ``scorecard --json`` of that place, its caveats in alphabetical order."""
    card = scorecard(
        facts_of(asked),
        plan_of(asked),
        register(asked),
        period=Period.parse(asked.period),
        now=as_of(asked),
    )
    document: dict[str, Any] = card.as_json()
    [row] = [row for row in document["results"] if row["unit_id"] == asked.unit]
    return {**row, "caveats": sorted(str(caveat) for caveat in row["caveats"])}
