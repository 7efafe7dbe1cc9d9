"""A locality's page: its report, the way of each figure, and what is only watched."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Shell
from tests.pages.expected import count
from tests.pages.panel_rows import panels
from tests.pages.queries import Sums, accepted_sums, instants
from tests.pages.seen import Row, pieces, table_under, tables_in, text_of, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")


def report_line(app: AppTest) -> str:
    """What the page says about the locality's report of the period."""
    starts = ("Báo cáo kỳ này", "Report of this period", "This period")
    said = map(text_of, pieces(app, '<p class="quiet">', "</p>"))
    return next(sentence for sentence in said if sentence.startswith(starts))


def test_a_report_in_time_that_waits_is_told_with_its_instants(
    shell: Shell, shown_store: Path, aside: Path
) -> None:
    received, accepted = instants(aside, "2025-06")["614"]
    assert accepted is None
    assert report_line(shell("locality", unit="614")) == (
        f"Báo cáo kỳ này: nộp đúng hạn; nhận {received}; đã gửi, chờ duyệt; hạn 18/06/2025 23:59."
    )


def test_a_late_report_is_told_with_its_days(shell: Shell, shown_store: Path, aside: Path) -> None:
    received, _ = instants(aside, "2025-06")["610"]
    assert received.startswith("20/06/2025")
    assert report_line(shell("locality", unit="610")) == (
        f"Báo cáo kỳ này: nộp chậm 2 ngày; nhận {received}; đã duyệt; hạn 18/06/2025 23:59."
    )
    assert "2 days late" in whole(shell("locality", unit="610", lang="en"))


@pytest.mark.parametrize(
    ("unit", "address", "said"),
    [
        ("617", {}, "chưa báo cáo, quá hạn 7 ngày; hạn 18/06/2025 23:59."),
        ("617", {"period": "2025-07"}, "chưa đến hạn; hạn 18/07/2025 23:59."),
        (
            "608",
            {"period": "2024-05", "as_of": "2024-05-14"},
            "chưa đến hạn; hạn 20/05/2024 23:59.",
        ),
        # 18/5/2024 is a Saturday, so a report is due on Monday, 20/5.
        ("610", {"period": "2024-05"}, "nộp chậm 4 ngày; nhận 24/05/2024"),
    ],
)
def test_a_missing_report_is_told_with_its_due_date(
    unit: str, address: dict[str, str], said: str, shell: Shell, shown_store: Path
) -> None:
    assert said in report_line(shell("locality", unit=unit, **address))


def pictures(app: AppTest) -> list[str]:
    """The drawings of the panels, as SVG."""
    packed = pieces(app, 'src="data:image/svg+xml;base64,', '"')
    return [b64decode(one).decode() for one in packed]


def way(app: AppTest, target: str) -> list[Row]:
    """The rows of the table of numbers that opens under a panel: period, actual, line."""
    (table,) = tables_in(panels(app)[target].more)
    return table[1:]


HOTSPOTS = "hotspots-eradicated"


def periods_to(year: int, month: int) -> list[str]:
    """The plan's periods from 2023-10 to this one."""
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(2023 * 12 + 9, year * 12 + month)]


@pytest.mark.parametrize("unit", ["608", "617"])
def test_the_numbers_of_a_chart_are_the_sums_of_the_accepted_reports(
    unit: str, shell: Shell, shown_store: Path, aside: Path
) -> None:
    """Tu Mơ Rông did not report in August 2024, nor since May 2025: gaps, not zeros."""
    app = shell("locality", unit=unit)
    sums = accepted_sums(aside, unit)
    wanted = [
        str(sums[period, "hotspots_eradicated"][0]) if (period, "addicts") in sums else "–"
        for period in periods_to(2025, 6)
    ]
    rows = way(app, HOTSPOTS)
    assert [row[1] for row in rows[: len(wanted)]] == wanted
    assert {row[1] for row in rows[len(wanted) :]} == {"–"}
    assert wanted.count("–") == (3 if unit == "617" else 0)
    silent = [picture.count("<rect") for picture in pictures(app)]
    assert max(silent) == wanted.count("–")  # a grey band each


def test_every_target_with_a_figure_over_time_has_its_chart_and_its_numbers(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("locality", unit="611")
    assert len(pictures(app)) == 8  # a task is a day, and one sentence is not read yet
    folds = pieces(app, '<details class="fold"><summary>', "</table>")
    assert len([fold for fold in folds if fold.startswith("Số liệu của biểu đồ<")]) == 8


def test_a_panel_quotes_the_sentence_of_the_plan(shell: Shell, shown_store: Path) -> None:
    page = whole(shell("locality", unit="611"))
    assert "“địa bàn cần chuyển hóa đạt ít nhất 60% tổng số địa bàn được lựa chọn”" in page


FLOWS = {
    "Điểm, tụ điểm phát hiện mới": "spots_new",
    "Lượt người được tuyên truyền": "participants",
    "Vụ phát hiện, bắt giữ": "cases",
    "Đối tượng bị bắt giữ, xử lý": "offenders",
    "Đường dây, ổ nhóm bị triệt phá": "rings",
}


def added(sums: Sums, measure: str, periods: list[str]) -> int:
    return sum(sums[period, measure][0] for period in periods if (period, measure) in sums)


@pytest.mark.parametrize(
    ("unit", "period"),
    [("608", "2025-06"), ("613", "2025-03"), ("611", "2024-12"), ("610", "2023-11")],
)
def test_watched_measures_are_the_sums_of_the_accepted_reports(
    unit: str, period: str, shell: Shell, shown_store: Path, aside: Path
) -> None:
    sums = accepted_sums(aside, unit)
    year = [p for p in periods_to(2025, 6) if p[:4] == period[:4] and p <= period]
    rows = {
        row[0]: row[1:]
        for row in table_under(shell("locality", unit=unit, period=period), "Nội dung")
    }

    def both(measure: str) -> list[str]:
        now, whole_year = sums[period, measure][0], added(sums, measure, year)
        return [count(now, english=False), count(whole_year, english=False)]

    for name, measure in FLOWS.items():
        assert rows[name] == both(measure), name
    resolved, received = both("tipoffs_resolved"), both("tipoffs_received")
    assert rows["Tố giác, tin báo đã giải quyết / tiếp nhận"] == [
        f"{part}/{of}" for part, of in zip(resolved, received, strict=True)
    ]
    held = count(sums[period, "post_rehab"][0], english=False)
    assert rows["Người đang quản lý sau cai"] == [held, "–"]
    communes = "Xã, phường, thị trấn có ít nhất một buổi tuyên truyền trong kỳ"
    assert rows[communes] == [str(sums[period, "sessions"][1]), "–"]
    assert len(rows) == len(FLOWS) + 3


def test_a_sum_of_the_year_from_which_reports_are_missing_says_so(
    shell: Shell, shown_store: Path, aside: Path
) -> None:
    sums = accepted_sums(aside, "617")
    year = [f"2025-{month:02d}" for month in range(1, 7)]
    known = count(added(sums, "cases", year), english=False)
    rows = {row[0]: row[1:] for row in table_under(shell("locality", unit="617"), "Nội dung")}
    assert rows["Vụ phát hiện, bắt giữ"] == ["–", f"{known} (mới có 4/6 báo cáo)"]
    assert rows["Người đang quản lý sau cai"] == ["–", "–"]


def test_what_the_locality_owes_of_any_period_and_the_next_day_due_stand_above_its_figures(
    shell: Shell, shown_store: Path
) -> None:
    def reminder(unit: str) -> str:
        lines = (text_of(str(one.value)) for one in shell("locality", unit=unit).html)
        (found,) = [line for line in lines if "Hạn gửi tiếp theo" in line]
        return found

    for owed in ("tháng 08/2024", "tháng 05/2025", "tháng 06/2025", "18/07/2025 (còn 23 ngày)"):
        assert owed in reminder("617")
    assert "tháng 08/2024" not in reminder("615")
