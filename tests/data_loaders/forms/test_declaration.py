from __future__ import annotations

import pytest

from data_loaders.forms.declaration import FormError, Kind, RuleKind, parse_form
from data_loaders.intake.checks.report import JUDGES
from data_loaders.model.findings import catalogue
from data_loaders.plans.declared import load_form
from tests.plan_files import FORM_TEXT

MEASURES = """
spots_opening stock, spots_new flow, spots_reformed flow, spots_eradicated flow,
spots_closing stock, hotspots_identified stock, hotspots_eradicated stock, addicts stock,
users stock, post_rehab stock, reached stock, reached_counselling stock, reached_treatment stock,
reached_rehab stock, reached_reintegration stock, commune_class state, sessions flow,
participants flow, school_sessions flow, workplace_sessions flow, cases flow, offenders flow,
rings flow, tipoffs_received flow, tipoffs_resolved flow, public_incidents flow
"""


def test_measures_are_those_of_the_plan_in_its_order() -> None:
    expected = [tuple(entry.split()) for entry in MEASURES.split(",")]
    assert [(m.code, str(m.kind)) for m in load_form().measures] == expected


def test_required_are_the_measures_the_plan_names() -> None:
    assert load_form().required == {
        *("spots_opening", "spots_new", "spots_reformed", "spots_eradicated", "spots_closing"),
        *("hotspots_identified", "hotspots_eradicated", "addicts", "users", "reached"),
        *("commune_class", "public_incidents"),
    }


def test_only_the_class_of_a_commune_is_a_word() -> None:
    form = load_form()
    words = {m.code: [c.word for c in m.choices] for m in form.measures if m.choices}
    assert words == {"commune_class": ["I", "II", "III", "có", "không"]}
    assert form.by_code["commune_class"].kind is Kind.STATE


def test_list_columns_have_the_codes_of_the_plan() -> None:
    form = load_form()
    assert " ".join(column.code for column in form.areas) == (
        "commune cohort selected_on area_class state decision_no decision_on relapsed_on note"
    )
    assert [column.code for column in form.tasks] == ["task", "state", "completed_on", "note"]


def test_rules_are_those_of_the_plan_and_as_grave_as_the_catalogue_says() -> None:
    rules = {rule.code: rule.severity for rule in load_form().rules}
    warnings = {code for code, severity in rules.items() if severity == "warning"}
    assert warnings == {
        *("tipoffs-too-many", "class-contradiction", "total-mismatch", "opening-continuity"),
        *("cumulative-fell", "jump"),
    }
    assert set(rules) - warnings == {
        *("spots-balance", "reached-too-many", "hotspots-too-many", "part-too-many"),
        *("required-missing", "commune-missing", "commune-unknown", "commune-twice"),
        *("area-history", "area-decision", "area-relapse", "area-commune", "task-date"),
        *("task-unknown", "task-missing", "task-twice", "date-in-future"),
        "period-not-ended",
    }
    told = {rule.code: catalogue()[rule.said or rule.code].severity for rule in load_form().rules}
    assert rules == told


def test_every_kind_of_rule_has_its_judge() -> None:
    assert set(JUDGES) == set(RuleKind)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("required = true", "requird = true", "group[1].measure[1].requird: khóa này không có"),
        ('left = ["reached"]', 'left = ["reachd"]', "không có cột “reachd”"),
        ('code = "rings"', 'code = "cases"', "“cases” khai báo hai lần"),
        ('kind = "jump"', 'kind = "leap"', "leap"),
        ('edition = "kh3220-1"', "", "edition: thiếu khóa"),
        ("[sheets]", "[sheets", "không phải tệp TOML"),
        ('roles = ["done"]', 'roles = ["pure"]', "roles: không có 'pure'"),
        ('leads_to = ["tái phức tạp"]', 'leads_to = ["tái"]', "không có từ “tái”"),
        ('code = "cohort"', 'code = "year"', "area: thiếu cột “cohort”"),
        ('roles = ["done"]', 'roles = ["under_way"]', "mỗi vai trò một lần"),
        ('states = ["đạt"]', 'states = ["xong"]', "không có trạng thái “xong”"),
    ],
)
def test_a_wrong_declaration_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    text = FORM_TEXT
    assert old in text
    with pytest.raises(FormError, match=r"mau\.toml") as caught:
        parse_form(text.replace(old, new, 1), "mau.toml")
    assert said in str(caught.value)


def test_an_edition_that_does_not_exist_is_refused() -> None:
    with pytest.raises(FormError, match="kh3220-1"):
        load_form("kh3220-9")
