"""A plan's folder is good, or every fault of it is told at once: file, key, what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.model.errors import MonitorError
from kpis.plan_folder.examine import examine, examine_path
from tests.kpis.plan_folder.folders import FOLDERS, changed, errors, files, told

FIRES = '[[measure]]\ncode = "fires"\nkind = "stock"\nvi = "vụ cháy"\nen = "fires"\n\n'
COMMUNES, TRAFFIC = "khong-ma-tuy-2030", "atgt-2028"


@pytest.mark.parametrize("name", FOLDERS)
def test_the_folders_of_the_project_are_good(name: str) -> None:
    found = examine_path(FOLDERS[name])
    assert told(found) == []
    assert found.good
    assert found.plan is not None
    assert found.plan.name == name


def test_faults_of_all_files_are_told_at_once() -> None:
    there = changed(COMMUNES, "plan.toml", ('bar = ">= 0.80"', 'bar = ">= 80"'), ("risk", "rsk"))
    there["regime.toml"] = there["regime.toml"].replace(b"due_day = 18", b"due_day = 33")
    there["form-1.toml"] = there["form-1.toml"].replace(b'kind = "stock"', b'kind = "stok"', 1)
    there["register.csv"] = there["register.csv"].replace(b"c02,", b"c01,", 1)
    there["ghi-chu.docx"] = b"x"
    assert sorted(told(examine(there))) == [
        ("file-unknown", "ghi-chu.docx", ""),
        ("key", "form-1.toml", "group[2].measure[1].kind"),
        ("key", "plan.toml", "settings.risk"),
        ("key", "plan.toml", "settings.rsk"),
        ("key", "plan.toml", "target[6].bar"),
        ("key", "regime.toml", "calendar.due_day"),
        ("key", "register.csv", ""),
    ]


@pytest.mark.parametrize("name", ["plan.toml", "regime.toml", "form-1.toml"])
def test_a_missing_file_is_one_finding(name: str) -> None:
    there = files(TRAFFIC)
    del there[name]
    assert told(examine(there)) == [("file-absent", name, "")]


@pytest.mark.parametrize(
    ("file", "old", "new", "wanted"),
    [
        ("form-1.toml", 'plan = "atgt-2028"', 'plan = "kh3220"', ("form-of-other-plan", "plan")),
        (
            "form-1.toml",
            'from = "2026-01"',
            'from = "2026-03"',
            ("period-without-edition", "from"),
        ),
        (
            "plan.toml",
            '"<= 30"\nby = "2028-12"',
            '"<= 30"\nby = "2029-01"',
            ("key", "target[7].by"),
        ),
        ("plan.toml", 'id = "rank"', 'id = "rank"\nsource = "x"', ("key", "target[7].source")),
        ("plan.toml", "[office]", "[offices]", ("key", "office")),
    ],
)
def test_what_is_wrong_is_told_at_its_key(
    file: str, old: str, new: str, wanted: tuple[str, str]
) -> None:
    code, key = wanted
    assert (code, file, key) in errors(TRAFFIC, file, (old, new))


def test_a_target_over_a_measure_that_no_edition_has_is_told() -> None:
    new = '[[measure]]\ncode = "fires"\nkind = "flow"\nvi = "vụ cháy"\nen = "fires"\n\n[[target]]'
    pairs = (("[[target]]", new), ('measures = ["injuries"]', 'measures = ["fires"]'))
    found = examine(changed(TRAFFIC, "plan.toml", *pairs))
    assert told(found) == [("measure-in-no-edition", "plan.toml", "target[3]")]
    (one,) = [o for o in found.findings if o.code == "measure-in-no-edition"]
    assert "“fires”" in one.sentence("vi")
    assert "“fires”" in one.sentence("en")


def test_a_target_is_numbered_as_in_the_file_whatever_is_wrong_with_those_above_it() -> None:
    staged = 'stages = [{ by = "2026-12", bar = ">= 0.60" }]'
    pairs = (
        ("[[target]]", f"{FIRES}[[target]]"),
        ('bar = ">= 1"\nkeep = true', staged),
        ('numerator = { measures = ["counselled"] }', 'numerator = { measures = ["fires"] }'),
    )
    found = examine(changed(COMMUNES, "plan.toml", *pairs))
    assert told(found) == [
        ("key", "plan.toml", "target[4].stages[1].bar"),
        ("measure-in-no-edition", "plan.toml", "target[6]"),
    ]


def test_a_stock_that_a_form_declares_as_a_flow_is_told() -> None:
    code = '"black_spots"\nheading = "Điểm đen còn lại"\nkind = '
    found = errors(TRAFFIC, "form-1.toml", (f'{code}"stock"', f'{code}"flow"'))
    assert found == [("measure-of-other-kind", "form-1.toml", "black_spots")]


def test_the_years_whose_holidays_nobody_has_listed_are_warned_of() -> None:
    found = examine(files(TRAFFIC))
    years = [o.parameters["year"] for o in found.findings if o.code == "holidays-missing"]
    assert years == ["2027", "2028"]
    assert found.good


def test_ids_and_measures_of_the_version_in_force_stay() -> None:
    now = examine(files(TRAFFIC)).plan
    assert now is not None
    gone = changed(TRAFFIC, "plan.toml", ('id = "rank"', 'id = "ranking"'))
    assert told(examine(gone, now)) == [("target-gone", "plan.toml", "target")]
    more = replace(now, measures={**now.measures, "fires": True, "deaths": False})
    codes = [code for code, _, _ in told(examine(files(TRAFFIC), more))]
    assert codes == ["measure-changed", "measure-gone"]


def test_a_second_edition_has_a_first_period_and_a_name_of_its_own() -> None:
    there = files(TRAFFIC)
    there["form-2.toml"] = there["form-1.toml"]
    assert {code for code, _, _ in told(examine(there))} == {
        "edition-same-name",
        "edition-same-period",
    }


def test_a_path_that_is_no_folder_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MonitorError, match="không đọc được thư mục"):
        examine_path(tmp_path / "none")


OTHERS = ("1", "-1", '""', "[]", "{}", "true", "2026-01-01", '"x"', "nan")
TEXT = {name: file for name, file in files(TRAFFIC).items() if name.endswith(".toml")}


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(TEXT)), st.data())
def test_a_folder_changed_anywhere_is_faulty_or_still_good(name: str, data: st.DataObject) -> None:
    """Never a stack trace: a line gone, doubled, moved, or a value of another type."""
    lines = TEXT[name].decode("utf-8").splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    key = lines[at].partition("=")[0]
    other = data.draw(st.sampled_from(OTHERS))
    lines[at : at + 1] = data.draw(
        st.sampled_from([[], [lines[at]] * 2, [f"{key}= {other}"], [lines[at][:-1]], ["[[x]]"]])
    )
    found = examine({**files(TRAFFIC), name: "\n".join(lines).encode("utf-8")})
    assert found.good or told(found)
    assert all(one.sentence(lang) for one in found.findings for lang in ("vi", "en"))
