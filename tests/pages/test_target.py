"""The page of one target: the figures of the command, who is ranked, links on, and rights."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Role
from kpis.__main__ import main
from tests.pages import expected
from tests.pages.conftest import Shell
from tests.pages.seen import Row, table_under, tables, text_of, whole
from tests.pages.target_parts import charts, html_of, places, tiles

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

Document = dict[str, Any]

TARGETS = (
    "spots-reduction",
    "hotspots-eradicated",
    "areas-transformed",
    "areas-sustained",
    "service-access",
    "addict-growth",
    "clean-communes",
    "no-reformed-spots",
    "no-public-incidents",
    "areas-identified",
)
VIEWS: dict[str, dict[str, str]] = {
    "by default": {},
    "in English, what was sent": {"lang": "en", "basis": "submitted"},
    "the end of a year": {"period": "2024-12"},
    "as it was known in March 2024": {"as_of": "2024-03-31"},
}


@pytest.fixture(scope="module")
def documents(aside: Path) -> dict[str, Document]:
    """View → the document of ``scorecard --json`` for it."""

    def run(address: dict[str, str]) -> Document:
        options = ["scorecard", "--json"]
        for name in ("period", "basis"):
            options += [f"--{name}", address[name]] if name in address else []
        if "as_of" in address:
            options += ["--as-of", f"{address['as_of']}T23:59:59+07:00"]
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(StringIO()) as printed:
            patch.setenv("MONITOR_STORE", str(aside))
            assert main(options) == 0
        return dict(json.loads(printed.getvalue()))

    return {name: run(address) for name, address in VIEWS.items()}


@pytest.fixture(scope="module")
def names(aside: Path) -> dict[str, str]:
    with duckdb.connect(str(aside), read_only=True) as store:
        rows = store.execute("SELECT unit_id, kind, name FROM unit WHERE level = 'district'")
        return {unit: f"{kind[0].upper()}{kind[1:]} {name}" for unit, kind, name in rows.fetchall()}


@pytest.fixture(scope="module")
def done_on(aside: Path) -> dict[str, date]:
    with duckdb.connect(str(aside), read_only=True) as store:
        rows = store.execute(
            "SELECT unit_id, max(completed_on) FROM task JOIN version USING (version_key)"
            " JOIN unit USING (unit_key) WHERE task_id = 'areas-identified' GROUP BY ALL"
        )
        return dict(rows.fetchall())


def comparison(app: AppTest, *, english: bool = False) -> list[Row]:
    """The rows of the localities, with the lines that head their groups."""
    heads = ("Locality", "Verdict", "Figure") if english else ("Địa phương", "Kết quả", "Số liệu")
    return table_under(app, *heads)


def rows(app: AppTest, *, english: bool = False) -> list[Row]:
    return [row for row in comparison(app, english=english) if len(row) > 1]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("target", TARGETS)
def test_every_locality_stands_with_the_figure_and_verdict_of_the_command(
    target: str,
    view: str,
    shell: Shell,
    shown_store: Path,
    documents: dict[str, Document],
    names: dict[str, str],
    done_on: dict[str, date],
) -> None:
    document, english = documents[view], VIEWS[view].get("lang") == "en"
    app = shell("target", target=target, **VIEWS[view])
    assert not app.exception
    quantity = next(one["quantity"] for one in document["targets"] if one["id"] == target)
    results = [row for row in document["results"] if row["target_id"] == target]
    wanted = {
        names[row["unit_id"]]: [
            expected.badge(row, english=english),
            expected.figure(row, quantity, english=english, done_on=done_on[row["unit_id"]]),
            "–"
            if row["needed"] is None or quantity == "task"
            else expected.count(row["needed"], english=english),
        ]
        for row in results
        if row["unit_id"] != "62"
    }
    assert {row[0]: row[1:4] for row in rows(app, english=english)} == wanted
    province = next(row for row in results if row["unit_id"] == "62")
    now, *_rest = tiles(app)
    assert now.figure == counts(province, english=english)
    word = expected.WORDS[province["verdict"]][english]
    assert now.label.endswith(f"{expected.SYMBOLS[province['verdict']]} {word}")


@pytest.mark.parametrize("target", TARGETS)
def test_who_is_drawn_and_ranked_has_a_base_of_ten(
    target: str,
    shell: Shell,
    shown_store: Path,
    documents: dict[str, Document],
    names: dict[str, str],
) -> None:
    app = shell("target", target=target)
    results = {
        names[row["unit_id"]]: row
        for row in documents["by default"]["results"]
        if row["target_id"] == target and row["unit_id"] != "62"
    }
    lists = places(app)
    small = {name for name, row in results.items() if row["caveats"] == ["small_base"]}
    counted = {name for name, row in results.items() if row["numerator"] is not None}
    known = {short(name): name for name in results}
    groups = [[known[one.name] for one in group] for group in lists]
    assert sorted(name for group in groups for name in group) == sorted(results)
    if len(groups) == 2:
        assert not small & set(groups[0])
    silent = {known[one.name] for group in lists for one in group if one.held}
    assert silent >= set(results) - counted
    unranked = [name for name in groups[-1] if name in small]
    assert unranked == [name for name in results if name in set(unranked)]


def short(name: str) -> str:
    """As a locality is called where there is little room."""
    return name.replace("Thành phố ", "TP ").removeprefix("Huyện ")


def counts(row: dict[str, Any], *, english: bool) -> str:
    """Counts alone: ``427``, ``37/55``, a dash."""
    if row["numerator"] is None:
        return "–"
    numbers = [row["numerator"], row["denominator"]]
    return "/".join(expected.count(n, english=english) for n in numbers if n is not None)


def test_a_share_is_ranked_from_the_lowest_and_its_counts_stand_beside_its_own_measure(
    shell: Shell, shown_store: Path
) -> None:
    ranked, others = places(shell("target", target="service-access"))
    assert [one.name for one in ranked[:2]] == ["Sa Thầy", "Đăk Hà"]
    first = ranked[0]
    assert (first.counts, first.by, first.limit) == ("56/74", "thiếu 4", "ít nhất 60")
    assert [one.name for one in others] == ["Kon Rẫy", "Tu Mơ Rông"]


def test_a_change_stands_in_people_since_the_base_and_against_the_place_s_own_limit(
    shell: Shell, shown_store: Path
) -> None:
    ranked, others = places(shell("target", target="addict-growth"))
    said = [(one.name, one.counts, one.by, one.limit) for one in (*ranked[:3], *others[:1])]
    assert said == [
        ("Sa Thầy", "44 → 47", "+3", "tối đa 44"),
        ("Ngọc Hồi", "62 → 64", "+2", "tối đa 62"),
        ("TP Kon Tum", "190 → 191", "+1", "tối đa 191"),
        ("Ia H'Drai", "7 → 7", "0", "tối đa 7"),
    ]


def test_a_task_has_its_days_and_no_way(shell: Shell, shown_store: Path) -> None:
    app = shell("target", target="areas-identified")
    (every,) = places(app)
    assert every[0].held == "11/10/2023"
    assert charts(app) == []
    assert "Nhiệm vụ có ngày phải xong" in whole(app)


def test_the_page_has_one_chart_and_it_says_all_to_who_does_not_see_it(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("target", target="addict-growth")
    (chart,) = app.get("plotly_chart")
    assert chart.proto.alt == (
        "Cùng 8 địa phương đang được tính; tháng 12/2024: 423; tháng 06/2025: 427;"
        " cần đạt ≤ 427; dự báo 431 đến 432"
    )


def test_the_conclusion_can_be_read_out_and_a_fold_has_it(shell: Shell, shown_store: Path) -> None:
    said = text_of(html_of(shell("target", target="hotspots-eradicated"), "Kết luận bằng lời"))
    assert "Đã được 37/55; cần 44" in said
    assert "đến tháng 12/2025 được 44, đủ số cần 44." in said
    assert "Chậm tiến độ: Huyện Sa Thầy (thiếu 4 so với mức đến hạn là 7)." in said
    assert "Chưa tính: Huyện Kon Rẫy (báo cáo chờ duyệt); Huyện Tu Mơ Rông (chưa gửi)." in said


def test_what_is_missing_is_named_with_what_it_last_held(shell: Shell, shown_store: Path) -> None:
    lists = places(shell("target", target="service-access"))
    of = {one.name: one.held for group in lists for one in group}
    assert of["Tu Mơ Rông"] == "chưa báo cáo, quá hạn 7 ngày; tháng 04/2025: 9/12"
    assert of["Kon Rẫy"] == "đã gửi, chờ duyệt; tháng 05/2025: 11/13"


def test_each_year_of_areas_adds_up_to_the_counts_of_the_target(
    shell: Shell, shown_store: Path, documents: dict[str, Document]
) -> None:
    app = shell("target", target="areas-transformed")
    assert "Chọn năm" not in whole(app)
    app.session_state["target_cohorts_areas-transformed"] = True
    app.run()
    years = [list(map(_number, row[1:])) for row in table_under(app, "Chọn năm")]
    province = next(
        row
        for row in documents["by default"]["results"]
        if (row["unit_id"], row["target_id"]) == ("62", "areas-transformed")
    )
    chosen, by_now = (sum(row[i] for row in years) for i in (0, 3))
    assert (by_now, chosen) == (province["numerator"], province["denominator"])
    for row in years:  # chosen = recognised + not achieved + under way
        assert row[0] == row[3] + row[5] + row[6]
    assert "8/10 địa phương đã có báo cáo" in whole(app)


def _number(text: str) -> int:
    return 0 if text == "–" else int(text)


def links(app: AppTest) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Page and query of every link in the tables."""
    for element in app.html:
        for piece in str(element.value).split('href="')[1:]:
            address = urlsplit(piece.split('"')[0].replace("&amp;", "&"))
            yield address.path, parse_qs(address.query)


def test_a_row_leads_on_to_its_locality_and_its_figure_to_the_trace(
    shell: Shell, shown_store: Path
) -> None:
    found = list(links(shell("target", target="service-access", period="2025-05", lang="en")))
    kept = {"lang": ["en"], "period": ["2025-05"]}
    assert ("locality", {**kept, "unit": ["616"]}) in found
    assert ("trace", {**kept, "unit": ["616"], "target": ["service-access"]}) in found
    to_cells = [query["unit"][0] for path, query in found if path == "trace"]
    assert len(set(to_cells)) == 11  # every locality's and the province's


def test_the_heads_of_the_matrix_lead_to_their_targets(shell: Shell, shown_store: Path) -> None:
    app = shell(unit="608")
    (matrix,) = [str(one.value) for one in app.html if 'class="matrix"' in str(one.value)]
    heads = re.findall(r'href="target\?([^"]+)"', matrix.split("</thead>")[0])
    found = [parse_qs(unescape(query)) for query in heads]
    assert [query["target"] for query in found] == [[target] for target in TARGETS]
    assert not any("unit" in query for query in found)


def test_the_way_here_leads_up_to_the_neighbours_and_to_every_other_target(
    shell: Shell, shown_store: Path
) -> None:
    crumbs = html_of(shell("target", target=TARGETS[0], period="2024-12"), 'class="crumbs"')
    assert text_of(crumbs).startswith("Toàn tỉnh › Chỉ tiêu 1/10")
    assert "‹ trước" not in crumbs
    found = [parse_qs(unescape(query)) for query in re.findall(r'href="target\?([^"]+)"', crumbs)]
    targets = [query["target"][0] for query in found]
    assert set(targets) == set(TARGETS[1:])
    assert targets[-1] == targets[0]  # the next one is the first of the others
    assert all(query["period"] == ["2024-12"] for query in found)


def test_the_periods_of_every_locality_are_there_once_they_are_opened(
    shell: Shell, shown_store: Path, documents: dict[str, Document]
) -> None:
    app = shell("target", target="hotspots-eradicated")
    assert "tháng 12/2024" not in {cell for row in opened(app) for cell in row}
    app.session_state["target_periods_hotspots-eradicated"] = True
    heads, *found = opened(app.run())
    assert (len(heads), heads[-1]) == (13, "tháng 06/2025")
    at = heads.index("tháng 12/2024")
    shown = {row[0]: row[at] for row in found}
    for row in documents["the end of a year"]["results"]:
        if row["target_id"] == "hotspots-eradicated" and row["unit_id"] == "62":
            mark = expected.SYMBOLS[row["verdict"]]
            assert shown["Tỉnh Kon Tum"] == f"{mark} {row['numerator']}/{row['denominator']}"


def opened(app: AppTest) -> list[Row]:
    """The table over the periods with its heading, where it stands."""
    return next((t for t in tables(app) if "tháng" in "".join(t[0][1:2])), [])


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SECRETARY, Role.AUDITOR, Role.ADMIN])
def test_who_reads_the_province_has_the_page(role: Role, shell: Shell, shown_store: Path) -> None:
    assert len(rows(shell("target", actor=(role, None)))) == 10


def test_a_reporter_has_not_and_reads_no_other_locality(shell: Shell, shown_store: Path) -> None:
    app = shell("target", actor=(Role.REPORTER, "615"), target="service-access")
    assert "Chỉ tiêu" not in [link.label for link in app.page_link]
    assert "Sa Thầy" not in whole(app)
    own = shell("locality", actor=(Role.REPORTER, "615"))
    assert "So với các địa phương khác" not in whole(own)
    assert "So với các địa phương khác" in whole(shell("locality"))
