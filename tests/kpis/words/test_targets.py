"""The sentences of one target: whether it will be met, by how much not, and who is behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from data_loaders.model import Period, Report, TargetReading
from kpis.model import Language, Verdict
from kpis.scorecard import scorecard
from kpis.words.targets import outlook, target_conclusion
from tests.kpis.given import (
    LATER,
    PLAN,
    PROVINCE,
    TEN,
    facts_of,
    judged,
    reading,
    register_of,
    report,
)

TWO = TEN[:2]
NAMES = {PROVINCE: "Tỉnh", **{unit: unit.upper() for unit in TEN}}


def said(
    target_id: str,
    period: str,
    reports: Iterable[Report],
    *,
    readings: Iterable[TargetReading] = (),
    language: Language = Language.VI,
) -> tuple[str, ...]:
    card = scorecard(
        facts_of(reports, readings=readings),
        PLAN,
        register_of(TWO),
        period=Period.parse(period),
        now=LATER,
    )
    return target_conclusion(card, PLAN, target_id, NAMES, language)


def hot(unit: str, period: str, done: int, of: int = 20) -> Report:
    return report(unit, period, hotspots_eradicated=done, hotspots_identified=of)


def pace(first: Sequence[int], last: Sequence[int]) -> list[Report]:
    """Both localities at the plan's start and until August 2025, then in September."""
    before = ["2023-10", *(f"2025-{month:02d}" for month in range(3, 9))]
    each = [*((period, first) for period in before), ("2025-09", last)]
    return [hot(unit, at, values[i]) for i, unit in enumerate(TWO) for at, values in each]


def test_a_pace_that_is_enough_is_carried_to_the_deadline() -> None:
    """14 more in six periods, three left: 7 more make 35 of the 32 needed."""
    sentences = said("hotspots-eradicated", "2025-09", pace((7, 7), (14, 14)))
    assert sentences[1] == (
        "Theo số liệu của 2/2 địa phương: giữ nhịp 6 kỳ qua thì đến tháng 12/2025 được 35, đủ số"
        " cần 32."
    )
    assert "dự báo" not in sentences[0]  # where it leads is told once


def test_a_pace_that_is_not_enough_says_how_many_will_be_missing_and_who_is_behind() -> None:
    """2 more in six periods, three left: 1 more makes 25, 7 short of 32; d1 is 10 short."""
    sentences = said("hotspots-eradicated", "2025-09", pace((16, 6), (18, 6)))
    assert sentences[0].startswith("Toàn tỉnh, kỳ tháng 09/2025: ")
    assert sentences[1] == (
        "Theo số liệu của 2/2 địa phương: giữ nhịp 6 kỳ qua thì đến tháng 12/2025 chỉ được 25,"
        " thiếu 7 so với số cần 32."
    )
    assert any(one.endswith("D1 (thiếu 10 so với mức đến hạn là 16).") for one in sentences[2:])
    assert not any("D0" in one for one in sentences)


def test_what_stands_above_the_whole_is_never_promised() -> None:
    sentences = said("hotspots-eradicated", "2025-09", pace((2, 2), (15, 15)))
    assert "được 40, đủ số cần 32" in sentences[1]


def access(reached: int, *, period: str = "2024-05") -> list[Report]:
    return [report(unit, period, reached=reached, addicts=40, users=10) for unit in TWO]


@pytest.mark.parametrize(
    ("reached", "outlook_said"),
    [
        (39, "không đạt: thiếu 3 so với mức phải giữ là 81."),
        (40, "không đạt: thiếu 1 so với mức phải giữ là 81."),
        (41, "đạt, còn dư 1."),
    ],
)
def test_a_share_that_may_fall_says_what_would_be_if_it_ended_now(
    reached: int, outlook_said: str
) -> None:
    """More than 80 % of 100 is 81."""
    given = "Theo số liệu của 2/2 địa phương: nếu kế hoạch kết thúc ở kỳ này thì "
    assert said("service-access", "2024-05", access(reached))[1] == given + outlook_said


def spots(now: int) -> list[Report]:
    return [
        report(unit, period, spots_closing=value)
        for unit in TWO
        for period, value in (("2023-12", 20), ("2024-05", now))
    ]


@pytest.mark.parametrize(
    ("now", "outlook_said"),
    [
        (20, "không đạt: vượt 2 so với mức cuối năm là 38."),
        (19, "đạt, vừa đủ."),
        (15, "đạt, còn dư 8."),
    ],
)
def test_a_yearly_target_says_what_would_be_if_the_year_ended_now(
    now: int, outlook_said: str
) -> None:
    given = "Theo số liệu của 2/2 địa phương: nếu năm 2024 kết thúc ở kỳ này thì "
    assert said("spots-reduction", "2024-05", spots(now))[1] == given + outlook_said


def reformed(*counts: int, upto: int = 2) -> list[Report]:
    return [
        report(unit, f"2024-{month:02d}", spots_reformed=count if month == upto else 0)
        for unit, count in zip(TWO, counts, strict=True)
        for month in range(1, upto + 1)
    ]


def test_what_must_not_happen_is_missed_for_the_year_once_it_has() -> None:
    sentences = said("no-reformed-spots", "2024-02", reformed(0, 3))
    assert sentences[1] == "Đã xảy ra nên năm 2024 không đạt, dù các kỳ sau không có thêm."
    assert sentences[2] == "Không đạt: D1 (vượt 3 so với yêu cầu là 0)."
    quiet = said("no-reformed-spots", "2024-02", reformed(0, 0))
    assert quiet[1] == ("Theo 4/4 báo cáo: đến nay không để xảy ra; phải giữ đến hết năm 2024.")
    assert quiet[-1] == "Không có địa phương nào chậm hoặc có nguy cơ."
    whole = said("no-reformed-spots", "2024-12", reformed(0, 0, upto=12))
    assert whole[1] == "Theo 24/24 báo cáo: cả năm 2024 không để xảy ra."


def test_silence_is_named_and_is_no_good_news() -> None:
    sentences = said("service-access", "2024-05", access(45)[:1])
    assert sentences[1] == "Chưa đủ số liệu nên chưa kết luận được."
    assert sentences[-1] == "Chưa tính: D1 (chưa gửi)."
    assert not any("Không có địa phương nào" in one for one in sentences)


def clean(now: int) -> list[Report]:
    return [
        report(unit, period, classes={"không": count, "có": 5})
        for unit in TWO
        for period, count in (("2023-12", 10), ("2024-05", now))
    ]


def test_a_sentence_is_concluded_on_only_as_it_is_read() -> None:
    assert said("clean-communes", "2024-05", clean(9))[1] == (
        "Chưa kết luận được khi Ban Chỉ đạo chưa ghi nhận cách hiểu câu này."
    )
    as_a = said("clean-communes", "2024-05", clean(9), readings=[reading("A")])
    assert as_a[1].endswith("thì không đạt: thiếu 2 so với mức phải giữ là 20.")
    assert as_a[2].count("thiếu 1 so với mức phải giữ là 10") == 2
    as_b = said("clean-communes", "2024-05", clean(9), readings=[reading("B")])
    assert as_b[1] == "Theo cách hiểu đã ghi, câu này không phải là một chỉ tiêu."


def test_after_the_deadline_the_arithmetic_says_it_all() -> None:
    missed = judged(
        "hotspots-eradicated", "2025-12", [hot("d0", "2025-12", 1)], unit_id="d0", units=TWO
    )
    assert missed.verdict is Verdict.MISSED
    assert outlook(missed, PLAN, Language.VI) == ""


def test_reached_before_the_deadline_must_still_hold() -> None:
    sentences = said("hotspots-eradicated", "2025-09", pace((7, 7), (18, 18)))
    assert sentences[1] == (
        "Theo số liệu của 2/2 địa phương: đã đủ số cần trước hạn, phải giữ được đến tháng 12/2025."
    )
    english = said("hotspots-eradicated", "2025-09", pace((7, 7), (18, 18)), language=Language.EN)
    assert english[1] == (
        "By the figures of 2/2 localities: the number needed is reached ahead of time and must hold"
        " until Dec 2025."
    )
