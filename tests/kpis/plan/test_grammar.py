"""Quantity × bar × aim: each that goes together is read as what judges it, all else is refused."""

from __future__ import annotations

from itertools import product

import pytest

from kpis.aims.dated import ByItsDay
from kpis.aims.keep import Ceiling, Kept
from kpis.aims.never import NeverAbove
from kpis.aims.reach import ByDeadline, ByStages, EachYear
from kpis.aims.recorded import OnRecord, Published
from kpis.aims.yearly import AgainstYearBefore
from kpis.law.aim import Aim
from kpis.law.quantity import Quantity
from kpis.plan.read import PlanError
from kpis.quantities.change import Change, ChangeFromValue
from kpis.quantities.change_of_flow import ChangeOfFlow
from kpis.quantities.count import Count, CountOfSum
from kpis.quantities.recorded import External, Judged
from kpis.quantities.share import Share, ShareOfSums
from kpis.quantities.task import TaskDone
from tests.kpis.plan.plan_text import (
    BY,
    EACH,
    FIXED,
    KEEP,
    OTHER,
    OTHER_WHOLE,
    OTHER_YEAR,
    PERIOD,
    STATE,
    VALUE,
    WHOLE,
    YEAR,
    YEAR_BEFORE,
    YEAR_END,
    bar,
    change,
    count,
    share,
    stages,
    target_of,
)

REACH: dict[str, type[Aim]] = {"by": ByDeadline, "stages": ByStages}
OTHER_PERIOD = '{ measures = ["offenders"], over = "period" }'
COMMUNES = '{ communes_with = "sessions", above = 0 }'
TABLE: list[tuple[str, str, type[Quantity], dict[str, type[Aim]]]] = [
    # what is counted, its bar, what it is read as, and by which aim under each word
    (count(STATE), "<= 15", Count, {**REACH, "keep": Kept}),
    (count(STATE), ">= 15", Count, {**REACH, "keep": Kept}),
    (count(PERIOD), ">= 15", Count, {**REACH, "keep": Kept}),
    (count('{ classes = ["không"] }'), ">= 7", Count, {**REACH, "keep": Kept}),
    (count('{ areas = "sustained" }'), ">= 7", Count, {**REACH, "keep": Kept}),
    (count(COMMUNES), ">= 7", Count, {**REACH, "keep": Kept}),
    (share(STATE, OTHER), ">= 0.80", Share, {**REACH, "keep": Kept}),
    (share(STATE, OTHER), "< 0.15", Share, {**REACH, "keep": Kept}),
    (share(COMMUNES, "{ communes = true }"), ">= 1", Share, {**REACH, "keep": Kept}),
    (count(WHOLE), ">= 30", CountOfSum, REACH),
    (count(WHOLE), "<= 30", CountOfSum, {"keep": NeverAbove}),
    (count(YEAR), ">= 7", CountOfSum, {"each_year": EachYear}),
    (count(YEAR), "<= 0", CountOfSum, {"keep": NeverAbove}),
    (share(YEAR, OTHER_YEAR), "> 0.90", ShareOfSums, {"keep": Kept}),
    (share(WHOLE, OTHER_WHOLE), "> 0.90", ShareOfSums, {"keep": Kept}),
    (change(STATE, YEAR_END), "<= -0.05", Change, {"each_year": EachYear}),
    (change(STATE, YEAR_END), "< 0", Change, {"each_year": EachYear}),
    (change(STATE, YEAR_END), "> 0", Change, {"each_year": EachYear}),
    (change(STATE, YEAR_END), ">= 0.03", Change, {"each_year": EachYear}),
    (change(STATE, YEAR_END), "<= 0", Change, {"keep": Ceiling}),
    (change(STATE, YEAR_END), "< 0.01", Change, {"keep": Ceiling}),
    (change(STATE, YEAR_END), ">= 0", Change, {"keep": Kept}),
    (change(STATE, YEAR_END), "> -0.05", Change, {"keep": Kept}),
    (change(YEAR, YEAR_BEFORE), ">= 0.05", ChangeOfFlow, {"each_year": AgainstYearBefore}),
    (change(YEAR, YEAR_BEFORE), "<= -0.05", ChangeOfFlow, {"each_year": AgainstYearBefore}),
    (change(YEAR, YEAR_BEFORE), "< 0.01", ChangeOfFlow, {"each_year": AgainstYearBefore}),
    (change(STATE, FIXED), "<= -0.50", Change, REACH),
    (change(STATE, VALUE), "<= -0.50", ChangeFromValue, REACH),
]
WORDS = ("by", "stages", "each_year", "keep")
ROWS = [(*row[:3], word, row[3].get(word)) for row, word in product(TABLE, WORDS)]
SPELLED = {
    "by": 'by = "YYYY-MM"',
    "each_year": 'by = "each_year"',
    "stages": "stages = [{ by, bar }, …]",
    "keep": "keep = true",
}


def aimed(demand: str, word: str) -> str:
    """The bar under one of the words of a plan."""
    if word == "stages":
        return stages(demand, demand)
    return f"{bar(demand)}\n" + {"by": BY, "each_year": EACH, "keep": KEEP}[word]


def other_span(quantity: type[Quantity], demand: str, word: str) -> str:
    """What a sum is told beside the words it goes with: the span with which the word would go."""
    span = {
        (ShareOfSums, "by"): "period",
        (ShareOfSums, "stages"): "period",
        (CountOfSum, "by"): "plan",
        (CountOfSum, "stages"): "plan",
        (CountOfSum, "each_year"): "year",
    }.get((quantity, word))
    if span is None or (quantity is CountOfSum and demand.startswith("<")):
        return ""
    return f'; muốn giữ cách này thì ghi over = "{span}"'


def test_the_span_that_a_refusal_names_is_one_with_which_the_word_goes() -> None:
    for declared, demand, word in (
        (share(PERIOD, OTHER_PERIOD), ">= 0.60", "stages"),
        (share(PERIOD, OTHER_PERIOD), ">= 0.60", "by"),
        (count(WHOLE), ">= 7", "by"),
        (count(WHOLE), ">= 7", "stages"),
        (count(YEAR), ">= 7", "each_year"),
    ):
        assert target_of(f"{declared}\n{aimed(demand, word)}").demanded is not None


@pytest.mark.parametrize(("declared", "demand", "quantity", "word", "aim"), ROWS)
def test_a_quantity_goes_with_the_aims_that_can_judge_it_and_with_no_other(
    declared: str, demand: str, quantity: type[Quantity], word: str, aim: type[Aim] | None
) -> None:
    text = f"{declared}\n{aimed(demand, word)}"
    if aim is not None:
        read = target_of(text).demanded
        assert read is not None
        assert (type(read.quantity), type(read.aim)) == (quantity, aim)
        assert {str(one.operator) for one in read.aim.bars} == {demand.partition(" ")[0]}
        return
    with pytest.raises(PlanError) as refused:
        target_of(text)
    possible = next(row[3] for row in TABLE if row[:2] == (declared, demand))
    place = {"by": "by", "each_year": "by", "stages": "stages[1].bar", "keep": "keep"}[word]
    assert str(refused.value) == (
        f"p.toml: target[1].{place}: không đi cùng đại lượng và mức này; có thể dùng: "
        + ", ".join(SPELLED[one] for one in possible)
        + other_span(quantity, demand, word)
    )


def test_a_growth_that_is_kept_is_an_account_of_each_year_and_a_share_of_the_plan() -> None:
    kept = {
        change(STATE, YEAR_END): True,
        share(YEAR, OTHER_YEAR): True,
        share(WHOLE, OTHER_WHOLE): False,
        share(STATE, OTHER): False,
    }
    for declared, yearly in kept.items():
        read = target_of(f"{declared}\n{bar('>= 0')}\n{KEEP}").demanded
        assert read is not None
        assert read.aim.by_year is yearly


@pytest.mark.parametrize(
    ("declared", "quantity", "aim"),
    [
        ('quantity = "task"\ntask = "areas-identified"', TaskDone, ByItsDay),
        (f'quantity = "external"\n{bar("<= 30")}\n{BY}', External, Published),
        (f'quantity = "external"\n{bar("<= -0.5")}\n{BY}', External, Published),
        ('quantity = "judged"', Judged, OnRecord),
    ],
)
def test_what_is_judged_by_a_list_or_a_record_has_its_one_aim(
    declared: str, quantity: type[Quantity], aim: type[Aim]
) -> None:
    read = target_of(declared).demanded
    assert read is not None
    assert (type(read.quantity), type(read.aim)) == (quantity, aim)


@pytest.mark.parametrize(
    ("declared", "key"),
    [
        (f'quantity = "task"\ntask = "areas-identified"\n{BY}', "by"),
        (f'quantity = "external"\n{bar("<= 30")}\n{BY}\n{KEEP}', "keep"),
        (f'quantity = "judged"\n{bar(">= 1")}', "bar"),
        (f'quantity = "judged"\n{BY}', "by"),
        (f"{count(STATE)}\ndenominator = {OTHER}\n{bar('>= 1')}\n{KEEP}", "denominator"),
        (f"{count(STATE)}\nbase = {YEAR_END}\n{bar('>= 1')}\n{KEEP}", "base"),
        (f"{share(STATE, OTHER)}\nbase = {YEAR_END}\n{bar('>= 1')}\n{KEEP}", "base"),
        (f"{change(STATE, YEAR_END)}\ndenominator = {OTHER}\n{bar('< 0')}\n{EACH}", "denominator"),
        (f"{share(STATE, OTHER)}\n{bar('>= 1')}\n{stages('>= 0.5', '>= 1')}", "bar"),
    ],
)
def test_a_key_of_another_quantity_or_aim_is_refused(declared: str, key: str) -> None:
    with pytest.raises(PlanError) as refused:
        target_of(declared)
    assert str(refused.value) == (
        f"p.toml: target[1].{key}: khóa này không có trong quy định; hãy xóa hoặc sửa tên khóa"
    )
