"""The plan file: what it says of Kế hoạch 3220, and what it may not say."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kpis.model import AreaCount, Floor, Language, Operator, ShareByDeadline
from kpis.plan.read import PLANS, PlanError, load_plan, parse_plan
from tests.kpis.given import PLAN, REGIME

TEXT = (PLANS / "kh3220.toml").read_text("utf-8")


def test_the_ten_targets_stand_in_the_order_of_the_plan() -> None:
    assert [(target.target_id, target.kind) for target in PLAN.targets] == [
        ("spots-reduction", "yearly_reduction"),
        ("hotspots-eradicated", "share_by_deadline"),
        ("areas-transformed", "share_by_deadline"),
        ("areas-sustained", "floor"),
        ("service-access", "floor"),
        ("addict-growth", "growth_ceiling"),
        ("clean-communes", "reading"),
        ("no-reformed-spots", "zero"),
        ("no-public-incidents", "zero"),
        ("areas-identified", "milestone"),
    ]


def test_figures_are_read_exactly_and_operators_are_strict_where_the_sentence_is() -> None:
    access = PLAN.target("service-access").formula
    assert isinstance(access, Floor)
    assert (access.bar.operator, access.bar.share) == (Operator.ABOVE, Fraction(4, 5))
    assert access.whole.measures == ("addicts", "users")
    areas = PLAN.target("areas-transformed").formula
    assert isinstance(areas, ShareByDeadline)
    assert (areas.part.areas, areas.whole.areas) == (AreaCount.RECOGNISED, AreaCount.CHOSEN)
    assert str(areas.deadline) == "2025-12"


def test_the_readings_taken_are_recorded_in_both_languages() -> None:
    noted = {note.about: note.text(Language.EN) for target in PLAN.targets for note in target.notes}
    assert "separate list" in noted["điểm nóng"]
    assert "December 2025" in noted["đến năm 2025"]
    assert "still counts" in noted["trước 15 tháng 10 năm 2023"]


def test_the_plan_says_who_writes_to_the_localities_in_its_name() -> None:
    assert PLAN.office.superior == "UBND TỈNH KON TUM"
    assert PLAN.office.name.startswith("BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM")
    assert PLAN.office.issuer == "Ủy ban nhân dân tỉnh Kon Tum"
    assert (len(PLAN.office.signing), len(PLAN.office.copies)) == (2, 2)


def test_what_the_plan_only_watches_is_told_apart_by_kind_of_sum() -> None:
    assert [(one.watched_id, one.flow, one.communes, one.of) for one in PLAN.watched] == [
        ("spots-new", True, False, None),
        ("communes-with-session", True, True, None),
        ("participants", True, False, None),
        ("cases", True, False, None),
        ("offenders", True, False, None),
        ("rings", True, False, None),
        ("tip-offs", True, False, "tipoffs_received"),
        ("post-rehab", False, False, None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "share = 0.05",
            "share = 5",
            "target[1].share: phải là phần của một, lớn hơn 0 và không quá 1 "
            "(80% viết là 0.80), gặp 5",
        ),
        (
            "share = 0.05",
            'share = "năm"',
            "target[1].share: phải là một số thập phân, gặp 'năm'",
        ),
        ("share = 0.05", "share = nan", "target[1].share: phải là một số thập phân"),
        (
            "share = 0.05",
            "shares = 0.05",
            "target[1].share: thiếu khóa bắt buộc này; hãy bổ sung",
        ),
        (
            'name_vi = "Giảm điểm',
            'colour = "red"\nname_vi = "Giảm điểm',
            "target[1].colour: khóa này không có trong quy định; hãy xóa hoặc sửa tên khóa",
        ),
        (
            'operator = ">="\nshare = 0.05',
            'operator = "<"\nshare = 0.05',
            "target[1].operator: loại chỉ tiêu này chỉ dùng >=, gặp '<'",
        ),
        (
            'operator = ">"\nshare = 0.80',
            'operator = ">"\nshare = 1',
            "target[5].share: không thể lớn hơn 1; hãy dùng >=",
        ),
        (
            'kind = "yearly_reduction"',
            'kind = "yearly"',
            "target[1].kind: phải là một trong: yearly_reduction, share_by_deadline, floor, "
            "growth_ceiling, reading, zero, milestone, gặp 'yearly'",
        ),
        (
            'deadline = "2025-12"',
            'deadline = "2026-01"',
            "target[2].deadline: phải sau kỳ đầu 2023-10 và không sau kỳ cuối 2025-12",
        ),
        (
            'deadline = "2025-12"',
            'deadline = "12/2025"',
            "target[2].deadline: phải là một kỳ báo cáo viết YYYY-MM, gặp '12/2025'",
        ),
        (
            '["spots_closing"] }',
            '["spots_closed"] }',
            "target[1].numerator.measures: không có 'spots_closed' trong các mã đã khai báo",
        ),
        (
            '["spots_closing"] }',
            '["spots_new"] }',
            "target[1].numerator.measures: 'spots_new' phải là số cuối kỳ (stock)",
        ),
        (
            '["spots_reformed"] }',
            '["spots_closing"] }',
            "target[8].numerator.measures: 'spots_closing' phải là số phát sinh trong kỳ (flow)",
        ),
        (
            '{ areas = "sustained" }',
            '{ areas = "sustained", classes = ["I"] }',
            "target[4].numerator: phải có đúng một trong: measures, areas, classes",
        ),
        (
            '{ areas = "sustained" }',
            '{ areas = "recognised" }',
            "target[4].denominator: giống hệt numerator",
        ),
        (
            '{ classes = ["không"] }',
            '{ classes = ["IV"] }',
            "target[7].numerator.classes: không có 'IV' trong các mã đã khai báo",
        ),
        (
            'task = "areas-identified"',
            'task = "areas"',
            "target[10].task: chế độ báo cáo không có nhiệm vụ 'areas'",
        ),
        (
            'task = "areas-identified"',
            'task = "tip-offs"',
            "target[10].task: nhiệm vụ 'tip-offs' không có thời hạn",
        ),
        (
            'id = "hotspots-eradicated"',
            'id = "spots-reduction"',
            "target[2].id: mã 'spots-reduction' đã dùng ở trên",
        ),
        ("risk = 0.60", "risk = 0.96", "settings.risk: không được lớn hơn near"),
        ("recent = 6 ", "recent = 6.5 ", "settings.recent: phải là số nguyên từ 3 trở lên"),
        (
            'numerator = { classes = ["không"] }',
            'numerator = { classes = ["không"] }\ndefault = "D"',
            "target[7].default: phải là một trong các cách hiểu: A, B, C",
        ),
        (
            'id = "B"\nrule',
            'id = "A"\nrule',
            "target[7].option[2].id: mã 'A' đã dùng ở trên",
        ),
        (
            'of = "tipoffs_received"',
            'of = "post_rehab"',
            "watched[7].of: 'post_rehab' và 'tipoffs_resolved' phải cùng là stock hoặc cùng",
        ),
        (
            '"spots_new", "spots_reformed"',
            '"spots_new", "addicts", "spots_reformed"',
            "measures.flow: 'addicts' đã khai báo ở stock",
        ),
        (
            'regime = "kh3220"',
            'regime = "kh4000"',
            "regime: phải là 'kh3220', tên chế độ báo cáo đang dùng",
        ),
        (
            "issued_on = 2023-09-25",
            'issued_on = "25/9/2023"',
            "issued_on: phải là một ngày, viết YYYY-MM-DD không có dấu nháy, gặp '25/9/2023'",
        ),
        ('place = "Kon Tum"', "", "office"),
        ('signing = ["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]', "signing = []", "office.signing"),
        ('place = "Kon Tum"', 'place = "Kon Tum"\nfax = "0260"', "office"),
    ],
)
def test_a_doubtful_plan_is_refused_by_file_and_key(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(PlanError) as refused:
        parse_plan(TEXT.replace(old, new, 1), "kh3220.toml", REGIME)
    assert str(refused.value).startswith(f"kh3220.toml: {message}")


def test_a_file_that_is_no_toml_is_refused_by_name() -> None:
    with pytest.raises(PlanError, match=r"^kh3220\.toml: không phải tệp TOML hợp lệ"):
        parse_plan("regime = ", "kh3220.toml", REGIME)


def test_an_unknown_plan_is_refused_with_those_there_are() -> None:
    for name in ("kh9999", "../plan"):
        with pytest.raises(PlanError, match=r"hiện có: kh3220"):
            load_plan(name, REGIME)


def test_a_share_may_be_written_as_text() -> None:
    plan = parse_plan(TEXT.replace("share = 0.05", 'share = "0.05"', 1), "kh3220.toml", REGIME)
    assert plan.targets == PLAN.targets


def test_a_plan_may_take_a_reading_itself() -> None:
    old = 'numerator = { classes = ["không"] }'
    text = TEXT.replace(old, f'{old}\ndefault = "A"', 1)
    formula = parse_plan(text, "kh3220.toml", REGIME).target("clean-communes").formula
    assert getattr(formula, "default", None) == "A"
