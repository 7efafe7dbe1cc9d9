"""Plan files of before quantity, bar and aim, which stores keep, read as the present plan."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kpis.model import Plan
from kpis.plan.former_grammar import in_present_words
from kpis.plan.read import PlanError, parse_frozen_plan, parse_plan
from kpis.plan.read_targets import LONGEST_SHORT
from tests.kpis.given import PLAN, REGIME
from tests.kpis.plan.plan_text import TEXT

FORMER = (Path(__file__).parents[2] / "golden/plans/former-kh3220.toml").read_text("utf-8")
"""The file as it stood before the grammar changed, byte for byte."""


def kept(text: str = FORMER) -> Plan:
    return parse_frozen_plan(text, "kh3220.toml", REGIME)


def test_a_kept_plan_demands_what_the_shipped_plan_demands() -> None:
    former = kept()
    for then, now in zip(former.targets, PLAN.targets, strict=True):
        assert then.target_id == now.target_id
        assert then.demanded == now.demanded
        assert then.options == now.options
        assert then.default == now.default
        assert then.notes == now.notes
        assert (then.sentence, then.name_vi, then.name_en) == (
            now.sentence,
            now.name_vi,
            now.name_en,
        )
        assert (then.unit_vi, then.unit_en) == (now.unit_vi, now.unit_en)


def test_all_else_of_a_kept_plan_is_read_as_it_stands() -> None:
    former = kept()
    assert former.settings == PLAN.settings
    assert former.measures == PLAN.measures
    said = {one["code"]: (one["vi"], one["en"]) for one in tomllib.loads(FORMER)["measure"]}
    for code, name in former.named.items():
        assert (name.name_vi, name.name_en) == said.get(code, (code, code))
        assert code not in said or name == PLAN.named[code]
    assert former.watched == PLAN.watched
    assert former.office == PLAN.office
    assert (former.number, former.issued_on) == (PLAN.number, PLAN.issued_on)


def test_what_the_former_grammar_did_not_know_is_filled_in_and_claims_nothing() -> None:
    for target in kept().targets:
        assert target.owner == "–"
        assert target.short_vi == target.name_vi[:LONGEST_SHORT]
        assert target.short_en == target.name_en[:LONGEST_SHORT]
        assert (target.assigned, target.versions) == (False, ())


def test_a_kept_plan_of_the_present_grammar_is_read_untouched() -> None:
    assert kept(TEXT) == PLAN
    data = tomllib.loads(TEXT)
    assert in_present_words(data) == data


def test_only_what_a_store_keeps_may_be_in_the_former_grammar() -> None:
    with pytest.raises(PlanError, match=r"^kh3220\.toml: measure\[1\]\.kind: thiếu khóa"):
        parse_plan(FORMER, "kh3220.toml", REGIME)


@pytest.mark.parametrize("written", ['"0.05"', "5e-2", "0.050", '" 0.05"'])
def test_a_share_was_written_as_a_number_or_a_text(written: str) -> None:
    found = kept(FORMER.replace("share = 0.05", f"share = {written}", 1))
    assert found.targets[0].demanded == PLAN.targets[0].demanded


def test_a_kept_plan_may_have_taken_a_reading_itself() -> None:
    old = 'numerator = { classes = ["không"] }'
    assert old in FORMER
    found = kept(FORMER.replace(old, f'{old}\ndefault = "A"', 1)).target("clean-communes")
    assert found.default == "A"
