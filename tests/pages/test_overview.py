"""The province's page: who is in the figures, what is grave, until when, and where to look next."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Shell
from tests.pages.expected import SYMBOLS
from tests.pages.seen import table_under, text_of, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

GRAVEST_FIRST = "✕▼▲●✓?○–"


def raw(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in app.html)


def who_is_missing(app: AppTest) -> str:
    """The sentence about localities that the figures do not hold."""
    starts = ("Chưa có trong số liệu", "Not in these figures")
    return next((one.value for one in app.markdown if one.value.startswith(starts)), "")


def test_who_waits_and_who_has_not_reported_is_named_with_the_days(
    shell: Shell, shown_store: Path
) -> None:
    """Due on Wednesday 18/6/2025; it is the 25th."""
    app = shell()
    assert "số liệu gồm báo cáo đã duyệt của 8/10 địa phương" in whole(app)
    assert who_is_missing(app) == (
        "Chưa có trong số liệu: Huyện Kon Rẫy (đã gửi, chờ duyệt); Huyện Tu Mơ Rông (chưa báo cáo,"
        " quá hạn 7 ngày)."
    )


def test_what_was_sent_counts_on_the_basis_of_what_was_sent(
    shell: Shell, shown_store: Path
) -> None:
    app = shell(basis="submitted")
    assert "số liệu gồm báo cáo của 9/10 địa phương" in whole(app)
    assert who_is_missing(app) == (
        "Chưa có trong số liệu: Huyện Tu Mơ Rông (chưa báo cáo, quá hạn 7 ngày)."
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"period": "2024-12"}, ""),
        # Returned on the 18th, corrected on the 21st.
        ({"period": "2025-03", "as_of": "2025-03-20"}, "Huyện Kon Plông (đã trả lại)"),
        # The last day on which a report of June is in time.
        ({"period": "2025-06", "as_of": "2025-06-18"}, "Huyện Tu Mơ Rông (chưa đến hạn)"),
        ({"period": "2025-06", "as_of": "2025-06-19"}, "Tu Mơ Rông (chưa báo cáo, quá hạn 1 ngày)"),
        (
            {"period": "2025-06", "as_of": "2025-06-19", "lang": "en"},
            "Tu Mơ Rông (missing, 1 day overdue)",
        ),
    ],
)
def test_a_missing_report_is_told_as_it_stood_then(
    address: dict[str, str], said: str, shell: Shell, shown_store: Path
) -> None:
    missing = who_is_missing(shell(**address))
    assert said in missing
    assert bool(said) is bool(missing)


@pytest.mark.parametrize("address", [{}, {"period": "2024-12"}, {"period": "2025-07"}])
def test_the_gravest_targets_stand_first(
    address: dict[str, str], shell: Shell, shown_store: Path
) -> None:
    order = [GRAVEST_FIRST.index(row[1][0]) for row in table_under(shell(**address), "Chỉ tiêu")]
    assert order == sorted(order)
    assert len(order) == 10
    assert set(GRAVEST_FIRST) == set(SYMBOLS.values())


def test_the_tally_counts_the_badges_of_the_province(shell: Shell, shown_store: Path) -> None:
    app = shell()
    (tally,) = [text_of(str(e.value)) for e in app.html if '"tally"' in str(e.value)]
    words = [row[1] for row in table_under(app, "Chỉ tiêu")]
    for badge in set(words):
        symbol, word = badge.split(" ", 1)
        assert f"{symbol} {words.count(badge)} {word}" in tally
    assert sum(int(part) for part in tally.split() if part.isdigit()) == len(words)


DEADLINES = {
    "Giảm điểm, tụ điểm phức tạp về ma túy": "year",
    "Triệt xóa “điểm nóng” về ma túy": "plan",
    "Chuyển hóa địa bàn đạt": "plan",
    "Địa bàn đã chuyển hóa không tái phức tạp": "plan",
    "Người nghiện, người sử dụng được tiếp cận dịch vụ": "plan",
    "Kiềm chế gia tăng người nghiện": "year",
    "Xã, phường, thị trấn không có tệ nạn ma túy": "year",
    "Không tái hình thành điểm, tụ điểm": "year",
    "Không mua bán, sử dụng ma túy công khai": "year",
    "Xác định địa bàn, phân công nhiệm vụ": "day",
}


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2025-06", {"year": "hết năm 2025 · còn 6 kỳ", "plan": "tháng 12/2025 · còn 6 kỳ"}),
        ("2024-12", {"year": "hết năm 2024", "plan": "tháng 12/2025 · còn 12 kỳ"}),
        ("2023-11", {"year": "hết năm 2023 · còn 1 kỳ", "plan": "tháng 12/2025 · còn 25 kỳ"}),
    ],
)
def test_every_target_says_until_when_and_how_many_periods_are_left(
    period: str, said: dict[str, str], shell: Shell, shown_store: Path
) -> None:
    seen = {row[0]: row[-1] for row in table_under(shell(period=period), "Chỉ tiêu")}
    due = {**said, "day": "15/10/2023"}
    assert seen == {name: due[kind] for name, kind in DEADLINES.items()}


def test_coverage_stands_beside_each_provisional_figure(shell: Shell, shown_store: Path) -> None:
    rows = {row[0]: row[3] for row in table_under(shell(), "Chỉ tiêu")}
    whole_ones = {"Xác định địa bàn, phân công nhiệm vụ"}  # carried on from earlier task lists
    for name, arithmetic in rows.items():
        assert ("tạm thời, mới có 8/10" in arithmetic) is (name not in whole_ones), name


def test_a_provisional_verdict_has_a_dashed_edge_and_the_page_says_what_that_means(
    shell: Shell, shown_store: Path
) -> None:
    app = shell()
    marks = raw(app)
    province = marks[marks.index('class="plain province"') :].split("</table>")[0]
    assert province.count('class="verdict v-') == 10
    assert province.count(" provisional") == 9
    assert "Viền nét đứt: tạm thời" in app.caption[0].value


def test_too_few_reports_are_no_verdict_and_a_known_breach_stays_one(
    shell: Shell, shown_store: Path
) -> None:
    """Of July, begun ten days ago, nobody has reported; two spots had formed again by June."""
    rows = {row[0]: row[1:4] for row in table_under(shell(period="2025-07"), "Chỉ tiêu")}
    assert rows["Không tái hình thành điểm, tụ điểm"][:2] == ["✕ Không đạt", "2"]
    assert rows["Kiềm chế gia tăng người nghiện"][:2] == ["? Chưa đủ số liệu", "–"]
    assert "Mới đủ số liệu của 0/10 địa phương" in rows["Kiềm chế gia tăng người nghiện"][2]


def test_a_row_of_the_matrix_leads_to_its_locality_with_the_choices(
    shell: Shell, shown_store: Path
) -> None:
    html = raw(shell(period="2024-12", basis="submitted", lang="en"))
    assert 'href="locality?lang=en&amp;unit=611&amp;period=2024-12&amp;basis=submitted"' in html


@pytest.mark.parametrize("page", ["overview", "target", "locality", "submit", "plan"])
@pytest.mark.parametrize(
    "address",
    [
        {"period": "2022-12"},
        {"as_of": "2023-09-16"},
        {"period": "2023-10", "basis": "submitted"},
        {"period": "2025-07", "lang": "en"},
    ],
    ids=str,
)
def test_every_page_stands_at_the_edges_of_the_plan(
    page: str, address: dict[str, str], shell: Shell, shown_store: Path
) -> None:
    app = shell(page, **address)
    assert not app.exception
    assert not app.error
    assert len(app.header) == 1
