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
    (head,) = [text_of(str(e.value)) for e in app.html if '"headline"' in str(e.value)]
    figure = expected.figure(province, quantity, english=english)
    assert head.startswith(f"{figure} {expected.badge(province, english=english)} ")


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
    groups = grouped(comparison(app))
    small = {name for name, row in results.items() if row["caveats"] == ["small_base"]}
    counted = {name for name, row in results.items() if row["numerator"] is not None}
    ranked = next((g for head, g in groups if head.startswith(("Từ xa", "Nhiều nhất"))), [])
    assert not small & set(ranked)
    assert {name for _, group in groups for name in group} == set(results)
    silent = {name for head, group in groups if head.startswith("Không có") for name in group}
    assert silent >= set(results) - counted
    unranked = next((g for head, g in groups if head.startswith(("Tổng", "Theo"))), [])
    assert unranked == [name for name in results if name in set(unranked)]


def grouped(found: list[Row]) -> list[tuple[str, list[str]]]:
    """Each heading line with the localities under it."""
    groups: list[tuple[str, list[str]]] = []
    for row in found:
        if len(row) == 1:
            groups.append((row[0], []))
        else:
            groups[-1][1].append(row[0])
    return groups


def test_a_share_is_ranked_from_the_lowest_and_its_counts_stand_in_the_chart(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("target", target="service-access")
    names = [row[0] for row in rows(app)]
    assert names[:2] == ["Huyện Sa Thầy", "Huyện Đăk Hà"]
    chart = next(c for c in charts(app) if "Sa Thầy" in str(c["layout"]["annotations"]))
    written = [note["text"] for note in chart["layout"]["annotations"]]
    assert written[0] == "● <b>Tỉnh Kon Tum</b>  512/626, cần 501"
    assert written[1] == "▼ <b>Huyện Sa Thầy</b>  56/74, cần 60"


def charts(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def test_a_chart_has_its_sentence_for_who_does_not_see_it(shell: Shell, shown_store: Path) -> None:
    app = shell("target", target="areas-transformed")
    said = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert len(said) == 3
    assert "14/25" in said[0]
    assert said[1].startswith("Từ trên xuống: Trước ")
    assert said[2].startswith("Địa bàn chọn năm 2023: ")


def test_the_conclusion_stands_before_every_chart(shell: Shell, shown_store: Path) -> None:
    app = shell("target", target="hotspots-eradicated")
    (said,) = [one.value for one in app.markdown if one.value.startswith("Toàn tỉnh, kỳ")]
    assert "Đã được 37/55; cần 44" in said
    assert "đến tháng 12/2025 được 44, đủ số cần 44." in said
    assert "Chậm tiến độ: Huyện Sa Thầy (thiếu 4 so với mức đến hạn là 7)." in said
    assert "Chưa tính: Huyện Kon Rẫy (báo cáo chờ duyệt); Huyện Tu Mơ Rông (chưa gửi)." in said


def test_what_is_missing_is_named_with_what_it_last_held(shell: Shell, shown_store: Path) -> None:
    of = {row[0]: row[5] for row in rows(shell("target", target="service-access"))}
    assert of["Huyện Tu Mơ Rông"] == "Chưa tính được: chưa gửi; gần nhất, tháng 04/2025: 9/12"


def test_each_year_of_areas_adds_up_to_the_counts_of_the_target(
    shell: Shell, shown_store: Path, documents: dict[str, Document]
) -> None:
    app = shell("target", target="areas-transformed")
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
    assert sum(path == "trace" for path, _ in found) == 11


def test_the_heads_of_the_matrix_lead_to_their_targets(shell: Shell, shown_store: Path) -> None:
    app = shell(unit="608")
    (matrix,) = [str(one.value) for one in app.html if 'class="matrix"' in str(one.value)]
    heads = re.findall(r'href="target\?([^"]+)"', matrix.split("</thead>")[0])
    found = [parse_qs(unescape(query)) for query in heads]
    assert [query["target"] for query in found] == [[target] for target in TARGETS]
    assert not any("unit" in query for query in found)


def test_the_choice_of_a_target_is_written_into_the_address(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("target", target="service-access", period="2024-12")
    app.selectbox(key="target_choice").set_value("addict-growth").run()
    assert app.query_params == {"target": "addict-growth", "period": "2024-12"}
    assert app.header[0].value == "Kiềm chế gia tăng người nghiện"


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
