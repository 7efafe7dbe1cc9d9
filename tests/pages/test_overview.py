"""The province's page: who is in the figures, what is grave, until when, and where to look next."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Shell
from tests.pages.expected import SYMBOLS
from tests.pages.seen import pieces, table_under, text_of, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

GRAVEST_FIRST = "✕▼▲●✓?○–"


def raw(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in app.html)


def who_is_missing(app: AppTest) -> str:
    """The sentence about localities that the figures do not hold."""
    starts = ("Chưa có trong số liệu", "Not in these figures")
    said = (text_of(piece) for piece in pieces(app, "<p>", "</p>"))
    return next((sentence for sentence in said if sentence.startswith(starts)), "")


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
    (tally,) = [text_of(piece) for piece in pieces(app, '<div class="tally">', "</div>")]
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
    "Xã, phường, thị trấn không có tệ nạn ma túy": "unread",
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
    due = {**said, "day": "15/10/2023", "unread": ""}
    assert seen == {name: due[kind] for name, kind in DEADLINES.items()}


def test_coverage_stands_beside_each_provisional_figure(shell: Shell, shown_store: Path) -> None:
    rows = {row[0]: row[4] for row in table_under(shell(), "Chỉ tiêu")}
    rests_on_all = {
        "Xác định địa bàn, phân công nhiệm vụ",  # carried on from earlier task lists
        "Không tái hình thành điểm, tụ điểm",  # a known breach
        "Xã, phường, thị trấn không có tệ nạn ma túy",  # not read yet
    }
    by_reports = {"Không mua bán, sử dụng ma túy công khai"}
    for name, arithmetic in rows.items():
        counted = "57/60 báo cáo" if name in by_reports else "8/10"
        assert (f"tạm thời, mới có {counted}" in arithmetic) is (name not in rests_on_all), name


def test_a_provisional_verdict_has_a_dashed_edge_and_the_page_says_what_that_means(
    shell: Shell, shown_store: Path
) -> None:
    app = shell()
    marks = raw(app)
    province = marks[marks.index('class="plain province"') :].split("</table>")[0]
    assert province.count('class="verdict v-') == 10
    assert province.count(" provisional") == 7
    assert "Viền nét đứt: tạm thời" in pieces(app, '<p class="caption">', "</p>")[0]


def test_too_few_reports_are_no_verdict_and_a_known_breach_stays_one(
    shell: Shell, shown_store: Path
) -> None:
    """Of July, begun ten days ago, nobody has reported; two spots had formed again by June."""
    rows = {row[0]: row[1:5] for row in table_under(shell(period="2025-07"), "Chỉ tiêu")}
    assert rows["Không tái hình thành điểm, tụ điểm"][:2] == ["✕ Không đạt", "2"]
    assert rows["Kiềm chế gia tăng người nghiện"][:2] == ["? Chưa đủ số liệu", "–"]
    assert "Mới có 0/10 địa phương" in rows["Kiềm chế gia tăng người nghiện"][3]


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


def exceptions_of(app: AppTest, *, rest: bool = False) -> list[str]:
    """The lines under what to look at first; ``rest``: those behind the fold."""
    listed = pieces(app, '<ol class="exceptions">', "</ol>")
    return [text_of(line) for line in listed[int(rest)].split("<li>")[1:]]


def test_five_results_to_look_at_first_the_missed_ones_before_those_behind(
    shell: Shell, shown_store: Path
) -> None:
    app = shell()
    lines = exceptions_of(app)
    assert len(lines) == 5
    order = [GRAVEST_FIRST.index(line[0]) for line in lines]
    assert order == sorted(order)
    assert lines[0] == (
        "✕ Không đạt Huyện Ngọc Hồi : Không tái hình thành điểm, tụ điểm , 1 , vượt 1 so với yêu"
        " cầu là 0"
    )
    heads = [text_of(f"<h3{piece}") for piece in pieces(app, "<h3", "</h3>")]
    assert "Cần xem trước: 5 trong 12 kết quả" in heads
    assert text_of(pieces(app, "<summary>", "</summary>")[0]) == "7 kết quả còn lại"
    assert len(exceptions_of(app, rest=True)) == 7


def test_what_moved_since_the_period_before_is_named_and_counted(
    shell: Shell, shown_store: Path
) -> None:
    """Đắk Tô's count stays at 4 of 8 in May while the line goes on rising."""
    app = shell(period="2025-05")
    assert "4 kết quả xấu đi; 2 kết quả tốt lên; 6 kết quả chưa so được" in whole(app)
    (worse, better) = map(text_of, pieces(app, '<ul class="shifts">', "</ul>"))
    assert worse.startswith("● Đúng tiến độ → ✕ Không đạt Huyện Sa Thầy : Không tái hình thành")
    assert "● Đúng tiến độ → ▲ Nguy cơ không đạt Huyện Đắk Tô : Triệt xóa" in worse
    assert worse.count("4/8") == 1
    assert better.count("▲ Nguy cơ không đạt → ● Đúng tiến độ") == 2


def test_the_first_period_of_the_plan_has_nothing_to_be_compared_with(
    shell: Shell, shown_store: Path
) -> None:
    app = shell(period="2023-10")
    assert not app.exception
    assert not [e for e in app.html if '"shifts"' in str(e.value)]
    assert "Thay đổi so với" not in whole(app)


def tiles_of(app: AppTest) -> dict[str, str]:
    """District → what its square says."""
    (listed,) = [str(e.value) for e in app.html if 'class="tiles"' in str(e.value)]
    squares = (text_of(square.split(">", 1)[1]) for square in listed.split("<li ")[1:])
    return {square.split(" ✕ ")[0].split(" ● ")[0]: square for square in squares}


def test_the_map_shows_the_gravest_target_until_another_is_chosen(
    shell: Shell, shown_store: Path
) -> None:
    app = shell()
    assert app.selectbox(key="control_tiles").value == "no-reformed-spots"
    assert tiles_of(app)["Sa Thầy"] == "Sa Thầy ✕ Không đạt 1"
    assert len(tiles_of(app)) == 10
    app = app.selectbox(key="control_tiles").select("service-access").run()
    assert app.query_params["target"] == "service-access"
    assert any(square.endswith("56/74 (75,7%)") for square in tiles_of(app).values())


def test_every_district_has_a_square_of_its_own(shell: Shell, shown_store: Path) -> None:
    (listed,) = [str(e.value) for e in shell().html if 'class="tiles"' in str(e.value)]
    places = [part.split('"')[0] for part in listed.split('<li style="')[1:]]
    assert len(set(places)) == len(places) == 10


def test_localities_can_be_put_in_the_order_of_need(shell: Shell, shown_store: Path) -> None:
    app = shell()
    usual = [row[0] for row in table_under(app, "Địa phương")]
    app = app.selectbox(key="control_order").select("need").run()
    assert app.query_params["order"] == "need"
    by_need = [row[0] for row in table_under(app, "Địa phương")]
    assert by_need[:3] == ["Tỉnh Kon Tum", "Huyện Sa Thầy", "Huyện Ngọc Hồi"]
    assert sorted(by_need) == sorted(usual)
    one = [row[0] for row in table_under(shell(order="service-access"), "Địa phương")]
    assert one[1] == "Huyện Sa Thầy"
    assert sorted(one) == sorted(usual)


def test_how_far_the_province_is_from_each_target_stands_in_counts(
    shell: Shell, shown_store: Path
) -> None:
    rows = {row[0]: row[3] for row in table_under(shell(), "Chỉ tiêu")}
    assert rows["Không tái hình thành điểm, tụ điểm"] == "vượt 2 so với yêu cầu là 0"
    assert rows["Triệt xóa “điểm nóng” về ma túy"] == "thiếu 7 so với mức đến hạn là 44"
    assert rows["Người nghiện, người sử dụng được tiếp cận dịch vụ"] == "đủ"
    assert rows["Xã, phường, thị trấn không có tệ nạn ma túy"] == "–"


def test_every_report_owed_and_the_next_day_due_are_named_whatever_the_period(
    shell: Shell, shown_store: Path
) -> None:
    """Tu Mơ Rông owes May too, which the view of June does not show."""
    seen = whole(shell())
    assert "tháng 05/2025" in seen
    assert "tháng 08/2024" in seen
    assert "18/07/2025 (còn 23 ngày)" in seen
