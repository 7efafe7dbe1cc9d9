"""The title of a target and the sentences of its tiles, for every way a target can stand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from data_loaders.model import Period
from kpis.law.aim import Forecast
from kpis.law.ruling import Coverage, Reason, Verdict
from kpis.model import Language, Result
from kpis.prospect import NOTHING_AHEAD, Prospect
from kpis.words.figures import standing_number
from kpis.words.sheet import Sheet
from kpis.words.target_tiles import Tile, forecast_tile, now_label, now_said, target_title
from tests.kpis.quantities.province import Situation, result_of
from tests.kpis.words.test_yardsticks import CEILING, CUT, END, HOTSPOTS, KEPT, NEVER, PLAN, of

VI, EN = Language.VI, Language.EN
PUBLISHED, CONCLUDED, OF_ALL = 42, 7, 37
"""Sentences of other plans: published elsewhere, concluded by a meeting, a bar on the whole."""


def grown(verdict: Verdict = Verdict.AT_RISK, **changes: object) -> Sheet:
    numbers: dict[str, object] = {
        "numerator": 427, "base": 423, "needed": 427, "line": Fraction(425),
        "forecast": Forecast(END, 431, 431, 432), **changes,
    }  # fmt: skip
    return of("addict-growth", verdict, CEILING, **numbers)


def title(sheet: Sheet, language: Language = VI) -> str:
    return target_title(sheet.result, PLAN, language)


def test_the_conclusion_has_the_verdict_and_where_the_pace_leads() -> None:
    assert title(grown()) == (
        "Kiềm chế gia tăng người nghiện: nguy cơ không đạt, dự báo cuối năm vượt 4"
    )
    assert title(grown(), EN) == (
        "Addiction growth restrained: at risk, forecast at the year’s end: 4 too many"
    )
    assert title(grown(forecast=Forecast(END, 427, 426, 428))).endswith("dự báo cuối năm đạt")


def test_to_a_deadline_of_several_years_the_forecast_is_for_the_deadline() -> None:
    sheet = of(
        "hotspots-eradicated", Verdict.ON_TRACK, HOTSPOTS,
        numerator=37, denominator=55, needed=44, line=Fraction(36), start=10,
        forecast=Forecast(END, 42, 41, 44),
    )  # fmt: skip
    assert title(sheet).endswith("đúng tiến độ, dự báo đến hạn thiếu 2")
    assert now_said(sheet) == ("dư 2 so với tiến độ (ít nhất 35); tháng 12/2025 ít nhất 44")


def test_a_breach_is_not_forecast_and_says_by_how_much() -> None:
    sheet = of("no-reformed-spots", Verdict.MISSED, NEVER, numerator=2, needed=0, line=Fraction(0))
    assert title(sheet) == "Không tái hình thành điểm: không đạt, vượt 2"
    assert now_said(sheet) == "vượt 2 so với mức phải giữ (không được có)"
    assert forecast_tile(sheet, NOTHING_AHEAD) == Tile(
        "Dự báo tháng 12/2025", "–", "", "không bù được (hết năm 2025)", quiet=True
    )


def test_what_holds_at_nought_says_what_there_is() -> None:
    sheet = of(
        "no-public-incidents", Verdict.ON_TRACK, NEVER, numerator=0, needed=0, line=Fraction(0)
    )
    assert title(sheet).endswith("đúng tiến độ, hiện có 0")
    assert forecast_tile(sheet, NOTHING_AHEAD).said == "còn phải làm đến hạn: giữ (= 0)"


def test_a_kept_share_is_held_against_its_bar() -> None:
    sheet = of("areas-sustained", Verdict.ON_TRACK, KEPT, numerator=13, denominator=14, needed=12)
    assert title(sheet).endswith("đúng tiến độ, dư 1")
    assert now_said(sheet) == "dư 1 so với mức phải giữ (ít nhất 12)"


@pytest.mark.parametrize(
    ("verdict", "number", "said"),
    [(Verdict.MISSED, 440, "vượt 7"), (Verdict.MET, 430, "dưới trần 3")],
)
def test_at_the_end_of_the_year_it_is_the_final_result(
    verdict: Verdict, number: int, said: str
) -> None:
    sheet = grown(verdict, numerator=number, needed=433, forecast=None, judged_at=END, period=END)
    assert now_label(sheet.result, VI) == "Kết quả cuối cùng"
    assert title(sheet).endswith(f", {said}")
    assert now_said(sheet) == f"{said} so với mức cần đạt (tối đa 433)"
    assert forecast_tile(sheet, NOTHING_AHEAD) == Tile(
        "Dự báo tháng 12/2025", "–", "", "đã đến hạn, đây là kết quả cuối cùng", quiet=True
    )


@pytest.mark.parametrize(
    ("pace", "said"),
    [
        (Fraction(2, 3), "vượt 4 nếu tăng như 6 kỳ qua (0,7 mỗi kỳ)"),
        (Fraction(-1, 3), "vượt 4 nếu giảm như 6 kỳ qua (0,3 mỗi kỳ)"),
        (Fraction(0), "vượt 4 nếu đứng yên như 6 kỳ qua"),
        (None, "vượt 4"),
    ],
)
def test_the_forecast_says_by_which_pace_it_goes(pace: Fraction | None, said: str) -> None:
    tile = forecast_tile(grown(), Prospect(6, pace))
    assert tile == Tile("Dự báo tháng 12/2025", "431", "từ 431 đến 432", said)


def test_paces_that_lead_to_one_number_have_no_range() -> None:
    assert forecast_tile(grown(forecast=Forecast(END, 431, 431, 431)), NOTHING_AHEAD).beside == ""


def test_a_cut_has_its_own_words() -> None:
    sheet = of(
        "spots-reduction", Verdict.ON_TRACK, CUT,
        numerator=44, base=46, needed=43, line=Fraction(89, 2), start=46,
        forecast=Forecast(END, 42, 41, 42),
    )  # fmt: skip
    assert now_said(sheet) == "dưới trần 1 so với tiến độ (tối đa 45); cuối năm tối đa 43"
    assert forecast_tile(sheet, Prospect(6, Fraction(-1, 3))).said == (
        "đạt nếu giảm như 6 kỳ qua (0,3 mỗi kỳ)"
    )


def unknown(verdict: Verdict, reason: Reason | None = None, **changes: object) -> Result:
    empty: dict[str, object] = {
        "numerator": None, "base": None, "needed": None, "line": None, "forecast": None,
        "verdict": verdict, "reason": reason, **changes,
    }  # fmt: skip
    return replace(grown().result, **empty)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (
            unknown(Verdict.NO_DATA, coverage=Coverage(4, 10, ())),
            "chưa đánh giá được, mới có 4/10 địa phương",
        ),
        (
            unknown(Verdict.NO_DATA, Reason.BASE_MISSING),
            "chưa đủ số liệu, thiếu số gốc để so sánh",
        ),
        (
            unknown(Verdict.NO_DATA, Reason.INCOMPLETE),
            "chưa đủ số liệu, chưa đủ báo cáo để kết luận",
        ),
        (
            unknown(Verdict.NOT_JUDGED, Reason.READING_OPEN),
            "chưa đánh giá, Ban Chỉ đạo chưa ghi nhận cách hiểu",
        ),
        (
            unknown(Verdict.NOT_JUDGED, Reason.BEFORE_PLAN),
            "chưa đánh giá, trước thời gian của kế hoạch",
        ),
        (unknown(Verdict.NOT_APPLICABLE, denominator=0), "không áp dụng, chưa có gì để tính"),
    ],
)
def test_without_a_verdict_the_title_says_why(result: Result, said: str) -> None:
    assert target_title(result, PLAN, VI) == f"Kiềm chế gia tăng người nghiện: {said}"


def test_on_too_few_localities_the_tile_says_how_many_it_takes() -> None:
    few = unknown(Verdict.NO_DATA, coverage=Coverage(4, 10, ()))
    sheet = Sheet.of(few, PLAN, VI)
    assert sheet is not None
    assert now_said(sheet) == "mới có 4/10 địa phương, cần ít nhất 8"


def test_every_title_is_said_in_english_too() -> None:
    assert "Kiềm" not in title(grown(), EN)
    few = unknown(Verdict.NO_DATA, coverage=Coverage(4, 10, ()))
    assert target_title(few, PLAN, EN) == (
        "Addiction growth restrained: not judged yet, only 4/10 localities"
    )


def test_the_period_shown_is_the_leg_s() -> None:
    assert now_label(grown().result, VI) == "Hiện có"
    assert grown().result.period == Period.of(2025, 6)


def recorded(number: int, at: str, missing: str = "") -> Sheet:
    """The first demand of a sentence of other plans, in a province of five localities."""
    result, plan = result_of(number, 0, Situation(at, missing=missing))
    sheet = Sheet.of(result, plan, VI)
    assert sheet is not None
    return sheet


def test_a_figure_published_before_the_end_is_no_final_result() -> None:
    sheet = recorded(PUBLISHED, "2026-06")
    assert (sheet.result.verdict, sheet.result.is_over) == (Verdict.ON_TRACK, False)
    assert now_label(sheet.result, VI) == "Hiện có"
    assert now_said(sheet) == "vụ: 28, theo x ngày 01/01/2031"
    assert "kết quả cuối" not in forecast_tile(sheet, NOTHING_AHEAD).said


def test_what_a_meeting_concluded_says_by_which_meeting() -> None:
    sheet = recorded(CONCLUDED, "2026-06")
    assert target_title(sheet.result, sheet.plan, VI).endswith("đạt, theo kết luận của phiên họp")
    assert now_said(sheet) == "theo kết luận phiên họp 1: x"


def test_a_whole_place_s_distance_is_told_of_what_all_come_to() -> None:
    """What those came to who reported is not what the bar asks of the whole place."""
    whole = recorded(OF_ALL, "2026-06")
    assert standing_number(whole) == whole.result.numerator == 9
    some = recorded(OF_ALL, "2026-06", missing="a")
    found = some.result.bounds
    assert found is not None
    assert (some.result.numerator, found.low, found.high) == (7, 7, 11)
    assert standing_number(some) is None
    one = replace(some, result=replace(some.result, bounds=replace(found, low=11, high=11)))
    assert standing_number(one) == 11
