"""The plan file: what it says of Kế hoạch 3220, and what it may not say."""

from __future__ import annotations

import pytest

from data_loaders.model.errors import PlanFolderError
from data_loaders.model.language import Language
from data_loaders.plan_folder.folder import template
from kpis.aims.reach import ByDeadline
from kpis.law.term import AreaCount, Over, Term
from kpis.plan.read import PlanError, parse_plan
from kpis.plan.read_targets import LONGEST_SHORT
from tests.kpis.given import PLAN, REGIME, facts_of, reading
from tests.plan_files import PLAN_TEXT
from tests.words_of_the_plan import AreaState

TEXT = PLAN_TEXT


def test_the_ten_targets_stand_in_the_order_of_the_plan() -> None:
    """Id, what is counted, by which bars, when it must hold, on how many terms it rests."""
    said = []
    for target in PLAN.targets:
        for demand in target.demands:
            bars = " ".join(f"{bar.operator} {bar.value}" for bar in demand.aim.bars)
            said.append(f"{target.target_id}: {demand.quantity.name} {bars} {demand.aim.name}")
    assert said == [
        "spots-reduction: change <= -1/20 each_year",
        "hotspots-eradicated: share >= 4/5 by",
        "areas-transformed: share >= 3/5 by",
        "areas-sustained: share >= 17/20 keep",
        "service-access: share > 4/5 keep",
        "addict-growth: change < 1/100 keep",
        "clean-communes: change >= 0 keep",
        "clean-communes: none  None",
        "clean-communes: change < 1/100 keep",
        "no-reformed-spots: count <= 0 keep",
        "no-public-incidents: count <= 0 keep",
        "areas-identified: task  None",
    ]


def test_figures_are_read_exactly_and_terms_name_what_they_count() -> None:
    terms = {target.target_id: target.terms for target in PLAN.targets}
    ever = (AreaState.ACHIEVED, AreaState.RELAPSED)
    recognised = Term(areas=AreaCount.RECOGNISED, states=ever)
    assert terms == {
        "spots-reduction": (Term(measures=("spots_closing",)),),
        "hotspots-eradicated": (
            Term(measures=("hotspots_eradicated",)),
            Term(measures=("hotspots_identified",)),
        ),
        "areas-transformed": (recognised, Term(areas=AreaCount.CHOSEN, states=tuple(AreaState))),
        "areas-sustained": (
            Term(areas=AreaCount.SUSTAINED, states=(AreaState.ACHIEVED,)),
            recognised,
        ),
        "service-access": (Term(measures=("reached",)), Term(measures=("addicts", "users"))),
        "addict-growth": (Term(measures=("addicts",)),),
        "clean-communes": (
            Term(classes=("không",), class_measure="commune_class"),
            Term(classes=("I", "II", "III", "có"), class_measure="commune_class"),
        ),
        "no-reformed-spots": (Term(measures=("spots_reformed",), over=Over.YEAR),),
        "no-public-incidents": (Term(measures=("public_incidents",), over=Over.YEAR),),
        "areas-identified": (),
    }
    aim = PLAN.target("areas-transformed").demands[0].aim
    assert isinstance(aim, ByDeadline)
    assert str(aim.deadline) == "2025-12"
    task = PLAN.target("areas-identified").dated_task
    assert task is not None
    assert str(task.due_on) == "2023-10-15"


def test_every_target_has_an_owner_and_a_short_name_of_its_own() -> None:
    assert {target.owner for target in PLAN.targets} == {"Công an tỉnh"}
    for language in Language:
        short = [target.short(language) for target in PLAN.targets]
        assert len(set(short)) == len(PLAN.targets)
        assert max(map(len, short)) <= LONGEST_SHORT


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
            'bar = "<= -0.05"',
            "bar = -0.05",
            "target[1].bar: phải là một đoạn chữ không rỗng, gặp Decimal('-0.05')",
        ),
        (
            'bar = "<= -0.05"',
            'bars = "<= -0.05"',
            "target[1].bar: thiếu khóa bắt buộc này; hãy bổ sung",
        ),
        (
            'name_vi = "Giảm điểm',
            'colour = "red"\nname_vi = "Giảm điểm',
            "target[1].colour: khóa này không có trong quy định; hãy xóa hoặc sửa tên khóa",
        ),
        (
            'id = "hotspots-eradicated"',
            'id = "spots-reduction"',
            "target[2].id: mã 'spots-reduction' đã dùng ở trên",
        ),
        ("risk = 0.60", "risk = 0.96", "settings.risk: không được lớn hơn near"),
        ("recent = 6 ", "recent = 6.5 ", "settings.recent: phải là số nguyên từ 3 trở lên"),
        ("near = 0.95", "near = 5", "settings.near: phải là phần của một, lớn hơn 0"),
        ("near = 0.95", 'near = "năm"', "settings.near: phải là một số thập phân, gặp 'năm'"),
        ("near = 0.95", "near = nan", "settings.near: phải là một số thập phân"),
        ("stretch = 1.5", "stretch = 0.5", "settings.stretch: phải từ 1 trở lên"),
        ("last_stretch = 3", "last_stretch = 13", "settings.last_stretch: không được quá 12 kỳ"),
        (
            'id = "B"\nquantity',
            'id = "A"\nquantity',
            "target[7].option[2].id: mã 'A' đã dùng ở trên",
        ),
        (
            '\nof = "tipoffs_received"',
            '\nof = "post_rehab"',
            "watched[7].of: 'post_rehab' và 'tipoffs_resolved' phải cùng là stock hoặc cùng",
        ),
        (
            'code = "spots_new"',
            'code = "spots_opening"',
            "measure[2].code: mã 'spots_opening' đã dùng ở trên",
        ),
        (
            'opening_of = "spots_closing"',
            'opening_of = "spots_new"',
            "measure[1].opening_of: phải là mã của một chỉ số stock khác, gặp 'spots_new'",
        ),
        (
            'left_over_of = "tipoffs_received"',
            'left_over_of = "tipoffs_resolved"',
            "measure[24].left_over_of: phải là mã của một chỉ số flow khác",
        ),
        (
            'id = "kh3220"',
            'id = "kh3220"\nregime = "kh3220"',
            "regime: khóa này không có trong quy định",
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
        with pytest.raises(PlanFolderError, match=r"hiện có: kh3220"):
            template(name)


def test_a_setting_may_be_written_as_text() -> None:
    plan = parse_plan(TEXT.replace("near = 0.95", 'near = "0.95"', 1), "kh3220.toml", REGIME)
    assert plan == PLAN


def test_a_plan_may_take_a_reading_itself() -> None:
    old = 'name_en = "Communes free of drug evils"'
    text = TEXT.replace(old, f'{old}\ndefault = "A"', 1)
    target = parse_plan(text, "kh3220.toml", REGIME).target("clean-communes")
    assert target.default == "A"
    assert target.demand(facts_of([])) == target.options[0].demand
    recorded = facts_of([], readings=[reading("C")])
    assert target.demand(recorded) == target.options[2].demand
    assert PLAN.target("clean-communes").demand(facts_of([])) is None
