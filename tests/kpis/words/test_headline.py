"""The title of the province's page in every state: the conclusion, with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from data_loaders.model import Period
from kpis.model import Coverage, Language, Reason, Scorecard, Verdict
from kpis.scorecard import scorecard
from kpis.words.headline import headline
from tests.kpis.given import LATER, PLAN, PROVINCE, TEN, facts_of, register_of

ALL = Coverage(10, 10, ())
WELL = [Verdict.ON_TRACK] * 7 + [Verdict.MET] * 3
ODD = [Verdict.MISSED, Verdict.BEHIND, Verdict.AT_RISK, *[Verdict.ON_TRACK] * 6, Verdict.NOT_JUDGED]


def card(
    verdicts: Sequence[Verdict], reporting: Coverage = ALL, period: str = "2025-06"
) -> Scorecard:
    """The province's ten targets with these verdicts."""
    empty = scorecard(
        facts_of([]), PLAN, register_of(), period=Period.parse(period), now=LATER, units=[PROVINCE]
    )
    pairs = zip(empty.results, verdicts, strict=True)
    results = tuple(replace(result, verdict=verdict, reason=None) for result, verdict in pairs)
    return replace(empty, results=results, reporting=reporting)


@pytest.mark.parametrize(
    ("shown", "vi", "en"),
    [
        (card(ODD), "3 trong 10 chỉ tiêu cần xử lý", "3 of 10 targets need action"),
        (
            card(WELL),
            "Cả 10 chỉ tiêu đúng tiến độ hoặc đạt",
            "All 10 targets on track or met",
        ),
        (
            card([*WELL[:9], Verdict.NOT_JUDGED]),
            "9 trong 10 chỉ tiêu đúng tiến độ hoặc đạt, 1 chưa đánh giá",
            "9 of 10 targets on track or met, 1 not judged",
        ),
        (
            card(ODD, Coverage(7, 10, TEN[:3])),
            "Chưa đánh giá được: mới có 7/10 địa phương",
            "Not to be judged yet: 7 of 10 localities reported",
        ),
        (
            card(ODD, Coverage(8, 10, TEN[:2])),
            "3 trong 10 chỉ tiêu cần xử lý",
            "3 of 10 targets need action",
        ),
        (
            card([*[Verdict.MET] * 7, *[Verdict.MISSED] * 3], period="2025-12"),
            "Kế hoạch kết thúc: đạt 7 trong 10 chỉ tiêu",
            "The plan has ended: 7 of 10 targets met",
        ),
    ],
)
def test_the_title_is_what_there_is_to_conclude(shown: Scorecard, vi: str, en: str) -> None:
    assert headline(shown, PLAN, Language.VI) == vi
    assert headline(shown, PLAN, Language.EN) == en


def test_outside_the_plan_it_says_why_nothing_is_judged() -> None:
    before = scorecard(facts_of([]), PLAN, register_of(), period=Period.parse("2022-12"), now=LATER)
    assert {one.reason for one in before.of_unit(PROVINCE)} == {Reason.BEFORE_PLAN}
    said = headline(before, PLAN, Language.VI)
    assert said == "Chưa đánh giá: trước thời gian của kế hoạch"
