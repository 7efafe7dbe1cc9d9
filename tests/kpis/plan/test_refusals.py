"""What does not make sense in a target is refused by file and key, with what is possible."""

from __future__ import annotations

import pytest

from kpis.plan.read import PlanError
from tests.kpis.plan.plan_text import (
    BY,
    EACH,
    FIXED,
    KEEP,
    OTHER,
    OTHER_YEAR,
    PERIOD,
    STATE,
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

GOOD = f"{share(STATE, OTHER)}\n{bar('>= 0.80')}\n{BY}"


def refused(declared: str, **names: str | None) -> str:
    """The message after the file's name."""
    with pytest.raises(PlanError) as error:
        target_of(declared, **names)
    file, _, message = str(error.value).partition(": ")
    assert file == "p.toml"
    return message


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        (share(STATE, OTHER), "> 1"),
        (share(STATE, OTHER), ">= 80"),
        (share(STATE, OTHER), "< 0"),
        (share(YEAR, OTHER_YEAR), ">= 1.2"),
        (count(STATE), "< 0"),
        (count(STATE), "<= -1"),
        (count(YEAR), "< 0"),
        (change(STATE, YEAR_END), "<= -1.5"),
        (change(STATE, YEAR_END), "< -1"),
        (change(YEAR, YEAR_BEFORE), "<= -5"),
        (change(STATE, FIXED), "< -1"),
    ],
)
def test_a_bar_that_nothing_can_satisfy_is_refused(declared: str, text: str) -> None:
    hint = "" if declared.startswith('quantity = "count"') else "; 80% viết là 0.80"
    message = f"target[1].bar: không số nào thỏa mãn được '{text}'{hint}"
    assert refused(f"{declared}\n{bar(text)}\n{KEEP}") == message


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        (f"{share(STATE, OTHER)}\n{KEEP}", ">= 1"),
        (f"{share(STATE, OTHER)}\n{KEEP}", "<= 0"),
        (f"{count(STATE)}\n{KEEP}", "<= 0"),
        (f"{change(STATE, YEAR_END)}\n{EACH}", "<= -1"),
        (f"{change(STATE, YEAR_END)}\n{EACH}", ">= 5"),
        (f'quantity = "external"\n{BY}', "< -1"),
    ],
)
def test_a_bar_that_only_the_end_of_the_scale_satisfies_is_read(declared: str, text: str) -> None:
    read = target_of(f"{declared}\n{bar(text)}").demanded
    assert read is not None
    assert [f"{one.operator} {one.value}" for one in read.aim.bars] == [text]


@pytest.mark.parametrize("text", ["0.80", ">= 0,80", "=> 0.80", ">= 80%", "= 0", ">="])
def test_a_bar_is_an_operator_and_a_number(text: str) -> None:
    assert refused(GOOD.replace(">= 0.80", text)) == (
        f"target[1].bar: phải viết như \">= 0.80\" (>=, >, <=, <), gặp '{text}'"
    )


@pytest.mark.parametrize(
    ("term", "message"),
    [
        (
            '{ measures = ["cases"] }',
            "numerator.over: thiếu khóa bắt buộc này; hãy bổ sung, một trong: period, year, plan",
        ),
        (
            '{ measures = ["cases"], over = "month" }',
            "numerator.over: phải là một trong: period, year, plan, gặp 'month'",
        ),
        (
            '{ measures = ["addicts"], over = "year" }',
            "numerator.over: số cuối kỳ (stock) không cộng qua các kỳ; hãy bỏ over",
        ),
        (
            '{ measures = ["addicts", "cases"], over = "year" }',
            "numerator.measures: không cộng số cuối kỳ (stock) với số phát sinh (flow)",
        ),
        (
            '{ measures = ["addict"] }',
            "numerator.measures: không có 'addict' trong các mã đã khai báo",
        ),
        (
            '{ measures = ["addicts", "addicts"] }',
            "numerator.measures: 'addicts' ghi hai lần",
        ),
        (
            '{ classes = ["IV"] }',
            "numerator.classes: không có 'IV' trong các mã đã khai báo",
        ),
        (
            '{ areas = "lost" }',
            "numerator.areas: phải là một trong: chosen, recognised, sustained, gặp 'lost'",
        ),
        (
            '{ communes_with = "addicts" }',
            "numerator.above: thiếu khóa bắt buộc này; hãy bổ sung",
        ),
        (
            '{ communes_with = "addicts", above = -1 }',
            "numerator.above: phải là số nguyên từ 0 trở lên, gặp -1",
        ),
        (
            '{ communes_with = "models", above = 0 }',
            "numerator.communes_with: không có 'models' trong các mã đã khai báo",
        ),
        ("{ communes = false }", "numerator.communes: chỉ viết communes = true"),
        (
            '{ areas = "chosen", classes = ["I"] }',
            "numerator: phải có đúng một trong: measures, classes, areas, communes_with, communes",
        ),
        (
            '{ classes = ["I"], over = "year" }',
            "numerator.over: khóa này không có trong quy định; hãy xóa hoặc sửa tên khóa",
        ),
        ('"addicts"', "numerator: phải là một bảng, gặp 'addicts'"),
    ],
)
def test_a_term_that_counts_nothing_is_refused(term: str, message: str) -> None:
    assert refused(f"{count(term)}\n{bar('>= 1')}\n{KEEP}") == f"target[1].{message}"


MIXED = (
    "numerator và denominator phải cùng loại: cả hai là tổng của cùng một khoảng (over giống nhau),"
    " hoặc không phần nào là tổng"
)


@pytest.mark.parametrize(
    ("part", "whole", "message"),
    [
        (YEAR, WHOLE, MIXED),
        (YEAR, STATE, MIXED),
        (PERIOD, YEAR, MIXED),
        (STATE, STATE, "giống hệt numerator"),
    ],
)
def test_a_share_is_of_two_different_terms_of_one_nature(
    part: str, whole: str, message: str
) -> None:
    declared = f"{share(part, whole)}\n{bar('>= 0.80')}\n{KEEP}"
    assert refused(declared) == f"target[1].denominator: {message}"


@pytest.mark.parametrize(
    ("term", "base", "message"),
    [
        (
            PERIOD,
            YEAR_END,
            'base: "year_end_before" chỉ dùng với số cuối kỳ; số phát sinh dùng base = '
            '"year_before"',
        ),
        (STATE, YEAR_BEFORE, 'base: "year_before" chỉ dùng với số phát sinh có over = "year"'),
        (WHOLE, YEAR_BEFORE, 'base: "year_before" chỉ dùng với số phát sinh có over = "year"'),
        (YEAR, FIXED, "base: gốc cố định chỉ dùng với số cuối kỳ, không với số phát sinh"),
        (
            STATE,
            '{ period = "2023-10" }',
            "base.period: phải trước kỳ đầu 2023-10 của kế hoạch",
        ),
        (
            STATE,
            '{ period = "2025-06" }',
            "base.period: phải trước kỳ đầu 2023-10 của kế hoạch",
        ),
        (STATE, "{ value = 412 }", "base.source: thiếu khóa bắt buộc này; hãy bổ sung"),
        (
            STATE,
            '{ value = 0, source = "x" }',
            "base.value: phải là số nguyên từ 1 trở lên, gặp 0",
        ),
        (
            STATE,
            '{ value = 9, source = "x", period = "2022-12" }',
            "base: phải có đúng một trong: period, value (cùng source)",
        ),
        (
            STATE,
            '"last_year"',
            'base: phải là "year_end_before", "year_before", { period = … } hoặc '
            "{ value = …, source = … }, gặp 'last_year'",
        ),
    ],
)
def test_a_base_that_cannot_be_compared_with_is_refused(term: str, base: str, message: str) -> None:
    assert refused(f"{change(term, base)}\n{bar('< 0')}\n{EACH}") == f"target[1].{message}"


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        (
            f'{share(STATE, OTHER)}\nstages = [{{ by = "2025-12", bar = ">= 0.50" }}, '
            '{ by = "2024-12", bar = ">= 0.80" }]',
            "stages[2].by: phải sau mốc trước, 2025-12",
        ),
        (
            f"{share(STATE, OTHER)}\n{stages('>= 0.50', '<= 0.80')}",
            "stages[2].bar: các mốc phải cùng một chiều: cùng >=, > hoặc cùng <=, <",
        ),
        (
            f"{share(STATE, OTHER)}\n{stages('>= 0.50', '> 1')}",
            "stages[2].bar: không số nào thỏa mãn được '> 1'; 80% viết là 0.80",
        ),
        (
            f'{share(STATE, OTHER)}\nstages = [{{ by = "2026-01", bar = ">= 0.50" }}]',
            "stages[1].by: phải sau kỳ đầu 2023-10 và không sau kỳ cuối 2025-12",
        ),
        (
            f'{share(STATE, OTHER)}\nstages = [{{ by = "2024-12", bar = ">= 0.5", name = "x" }}]',
            "stages[1].name: khóa này không có trong quy định; hãy xóa hoặc sửa tên khóa",
        ),
        (
            f"{share(STATE, OTHER)}\nstages = []",
            "stages: phải có ít nhất một mốc { by = …, bar = … }",
        ),
        (
            GOOD.replace("2025-12", "2026-01"),
            "by: phải sau kỳ đầu 2023-10 và không sau kỳ cuối 2025-12",
        ),
        (
            GOOD.replace("2025-12", "2023-10"),
            "by: phải sau kỳ đầu 2023-10 và không sau kỳ cuối 2025-12",
        ),
        (
            GOOD.replace("2025-12", "12/2025"),
            "by: phải là một kỳ báo cáo viết YYYY-MM, gặp '12/2025'",
        ),
        (f"{GOOD}\n{KEEP}", "keep: phải có đúng một trong: by, stages, keep"),
        (GOOD.replace(BY, ""), "by: phải có đúng một trong: by, stages, keep"),
        (GOOD.replace(BY, "keep = false"), "keep: chỉ viết keep = true"),
        (
            GOOD.replace('"share"', '"rate"'),
            "quantity: phải là một trong: change, count, external, judged, share, task, gặp 'rate'",
        ),
        (
            'quantity = "none"',
            "quantity: phải là một trong: change, count, external, judged, share, task, gặp 'none'",
        ),
        (
            'quantity = "task"\ntask = "areas"',
            "task: chế độ báo cáo không có nhiệm vụ 'areas'",
        ),
        (
            'quantity = "task"\ntask = "tip-offs"',
            "task: nhiệm vụ 'tip-offs' không có thời hạn",
        ),
        (f'quantity = "external"\n{BY}', "bar: thiếu khóa bắt buộc này; hãy bổ sung"),
        (
            f'quantity = "external"\n{bar("<= 30")}',
            "by: thiếu khóa bắt buộc này; hãy bổ sung",
        ),
        (
            f'quantity = "external"\n{bar("<= 30")}\n{EACH}',
            "by: phải là một kỳ báo cáo viết YYYY-MM, gặp 'each_year'",
        ),
    ],
)
def test_an_aim_that_nothing_can_be_judged_by_is_refused(declared: str, message: str) -> None:
    assert refused(declared) == f"target[1].{message}"


def test_a_target_has_an_owner_and_a_short_name_that_fits_a_row() -> None:
    assert refused(GOOD, owner=None) == "target[1].owner: thiếu khóa bắt buộc này; hãy bổ sung"
    assert refused(GOOD, owner='" "') == (
        "target[1].owner: phải là một đoạn chữ không rỗng, gặp ' '"
    )
    for key in ("short_vi", "short_en"):
        assert refused(GOOD, **{key: None}).startswith(f"target[1].{key}: thiếu khóa")
        assert refused(GOOD, **{key: f'"{"ă" * 31}"'}) == (
            f"target[1].{key}: dài 31 ký tự, nhiều nhất 30"
        )
    fits = target_of(GOOD, short_vi=f'"{"ă" * 30}"')
    assert (len(fits.short_vi), fits.owner) == (30, "Công an tỉnh")


def test_a_bar_may_be_assigned_to_each_locality() -> None:
    assert target_of(GOOD).assigned is False
    assert target_of(GOOD, assigned="true").assigned is True
    wrong = "target[1].assigned: phải là true hoặc false, gặp 'yes'"
    assert refused(GOOD, assigned='"yes"') == wrong
