"""The tasks page against the raw task lists: every cell, every count, and where each comes from."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Role
from tests.pages.conftest import Shell
from tests.pages.raw_reports import ROOT, VIETNAM, kept_reports, stated_tasks
from tests.pages.seen import table_under, tables, whole
from tests.pages.test_reporting import NAMES

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

TODAY, JUNE = date(2025, 6, 25), "2025-06"
DUE = {
    "areas-identified": ("Xác định địa bàn, phân công thành viên Ban Chỉ đạo", date(2023, 10, 15)),
    "review-year-2023": ("Tổng kết năm 2023", date(2023, 12, 14)),
    "review-half-year-2024": ("Sơ kết 6 tháng 2024", date(2024, 6, 14)),
    "review-year-2024": ("Tổng kết năm 2024", date(2024, 12, 14)),
    "review-half-year-2025": ("Sơ kết 6 tháng 2025", date(2025, 6, 14)),
    "review-year-2025": ("Tổng kết năm 2025", date(2025, 12, 14)),
    "hotspot-review": ("Rà soát, thống kê điểm, tụ điểm", None),
    "peak-campaign": ("Mở đợt cao điểm đấu tranh", None),
    "residence-control": ("Tăng cường quản lý cư trú", None),
    "border-coordination": ("Phối hợp Bộ đội Biên phòng", None),
    "tip-offs": ("Tiếp nhận, xử lý tố giác, tin báo", None),
}


Stated = tuple[str, date | None, str]


def untold(stated: Stated, due: date | None) -> bool:
    """Whether the due day has passed since the list's month, and it does not say done."""
    _, done, file = stated
    past = due is not None and due < TODAY
    return past and done is None and f"{due:%Y-%m}" > Path(file).stem[-7:]


def cell(stated: Stated, due: date | None, *, waits: bool) -> str:
    """What a cell must say of one task in one locality, worked out here.

    ``waits``: its report of June is there, and nobody has decided about it.
    """
    state, done, _ = stated
    if untold(stated, due):
        return f"? {'Chờ duyệt' if waits else 'Chưa báo cáo'} hạn {due:%d/%m/%Y}"
    if done is not None:
        if due is not None and done > due:
            return f"▲ Hoàn thành chậm chậm {(done - due).days} ngày"
        return f"✓ Đúng hạn {done:%d/%m/%Y}"
    if due is None:
        return f"○ Trong hạn {state}"
    if due < TODAY:
        return f"✕ Quá hạn quá hạn {(TODAY - due).days} ngày"
    return f"○ Trong hạn còn {(due - TODAY).days} ngày"


@pytest.fixture(scope="module")
def waiting(aside: Path) -> set[str]:
    """Whose report of June was sent and waits."""
    kept = kept_reports(aside, datetime(2025, 6, 25, 8, tzinfo=VIETNAM))
    found = {
        unit for (unit, period), one in kept.items() if period == JUNE and _waits(one.last_events)
    }
    assert found == {"614"}
    return found


def _waits(last_events: tuple[str, ...]) -> bool:
    return "accepted" not in last_events and last_events[-1] == "sent"


def board(app: AppTest) -> dict[str, list[str]]:
    """Task → the cells of its row, in the order of the page; the first column is its key."""
    (found,) = [table for table in tables(app) if table[0][:2] == ["Nhiệm vụ", "TP Kon Tum"]]
    return {row[0]: row[1:] for row in found[1:]}


def test_every_cell_says_what_the_newest_accepted_list_says(
    shell: Shell, shown_store: Path, aside: Path, waiting: set[str]
) -> None:
    rows, stated = board(shell("tasks")), stated_tasks(aside, "2025-06")
    assert len(rows) == len(DUE)
    for task, (name, due) in DUE.items():
        (cells,) = [cells for head, cells in rows.items() if head.startswith(name)]
        assert cells == [cell(stated[unit, task], due, waits=unit in waiting) for unit in NAMES]


def test_every_task_counts_its_localities(
    shell: Shell, shown_store: Path, aside: Path, waiting: set[str]
) -> None:
    heads, stated = list(board(shell("tasks"))), stated_tasks(aside, "2025-06")
    for task, (name, due) in DUE.items():
        of_task = [stated[unit, task] for unit in NAMES]
        done = [day for _, day, _ in of_task if day is not None]
        told = [one for one in of_task if not untold(one, due)]
        unknown = [unit for unit in NAMES if untold(stated[unit, task], due)]
        overdue = due is not None and due < TODAY
        said = "; ".join(
            ", ".join(f"{word}{number} {rest}" for word, number, rest in group if number)
            for group in (
                (
                    ("", f"{len(done)}/10", "hoàn thành"),
                    ("trong đó ", sum(d > due for d in done if due), "hoàn thành chậm"),
                ),
                (
                    ("", sum(one[0] == "đang thực hiện" for one in told), "đang thực hiện"),
                    ("", sum(one[0] == "chưa thực hiện" for one in told), "chưa thực hiện"),
                    ("trong đó ", len(told) - len(done) if overdue else 0, "quá hạn"),
                ),
                (("", sum(unit not in waiting for unit in unknown), "chưa báo cáo"),),
                (
                    (
                        "",
                        sum(unit in waiting for unit in unknown),
                        "đã gửi, báo cáo chưa được duyệt",
                    ),
                ),
            )
            if any(number for _, number, _ in group)
        )
        when = "không định hạn" if due is None else f"hạn {due:%d/%m/%Y}"
        assert f"{name} {when}: {said}" in heads


def test_what_is_overdue_stands_first_and_what_is_done_last(
    shell: Shell, shown_store: Path
) -> None:
    heads = list(board(shell("tasks")))
    assert heads[0].startswith("Sơ kết 6 tháng 2025")
    assert heads[1].startswith("Tổng kết năm 2025")
    assert heads[-1].startswith("Xác định địa bàn")


def test_the_page_says_first_what_is_overdue_where_and_what_comes_next(
    shell: Shell, shown_store: Path
) -> None:
    """What two localities reported last is older than the due day."""
    assert (
        "Sơ kết 6 tháng 2025: quá hạn 11 ngày, chưa hoàn thành ở Huyện Sa Thầy.  \n"
        "Sơ kết 6 tháng 2025 (hạn 14/06/2025): chưa có kết quả được duyệt: Huyện Kon Rẫy (báo cáo"
        " chờ duyệt); Huyện Tu Mơ Rông.  \n"
        "Đến hạn tiếp theo: Tổng kết năm 2025, 14/12/2025 (còn 172 ngày)."
    ) in whole(shell("tasks"))


def test_the_charts_table_counts_what_the_cells_say(
    shell: Shell, shown_store: Path, aside: Path
) -> None:
    seen = [table for table in tables(shell("tasks")) if table[0][:2] == ["Nhiệm vụ", "Hạn"]]
    on_screen, on_paper = seen
    assert on_screen == on_paper
    rows = on_screen[1:]
    stated = stated_tasks(aside, "2025-06")
    dated = {task: (name, due) for task, (name, due) in DUE.items() if due is not None}
    assert [row[0] for row in rows] == [name for name, _ in dated.values()]
    for row, (task, (_, due)) in zip(rows, dated.items(), strict=True):
        days = [stated[unit, task][1] for unit in NAMES]
        done = sorted(day for day in days if day is not None)
        late = sum(day > due for day in done)
        assert row[1:4] == [f"{due:%d/%m/%Y}", str(len(done)), str(late)]
        assert row[-1] == "; ".join(
            f"{day:%d/%m/%Y} ({done.count(day)})" for day in dict.fromkeys(done)
        )


def test_every_state_names_the_cell_and_the_file_it_stands_in(
    shell: Shell, shown_store: Path, aside: Path
) -> None:
    stated = stated_tasks(aside, "2025-06")
    app = shell("tasks")
    for task, (name, _) in DUE.items():
        app.selectbox(key="task_shown").set_value(task).run()
        rows = table_under(app, "Địa phương", "Kết quả", "Ngày hoàn thành, số ngày")
        assert [row[0] for row in rows] == list(NAMES.values())
        for row, unit in zip(rows, NAMES, strict=True):
            state, done, file = stated[unit, task]
            assert row[3].split("; ")[0] == state, name
            assert done is None or re.search(f"{done:%d/%m/%Y} \\(ô ghi \\d+\\)$", row[3])
            assert row[4].startswith("Nhiệm vụ!E")
            assert row[5].startswith(Path(file).name)


def test_a_task_that_is_a_target_leads_to_where_its_figure_comes_from(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("tasks", basis="submitted")
    links = "".join(str(element.value) for element in app.html)
    assert "trace?" not in links
    app.selectbox(key="task_shown").set_value("areas-identified").run()
    links = "".join(str(element.value) for element in app.html)
    assert 'href="trace?basis=submitted&amp;target=areas-identified"' in links


def test_the_original_can_be_had_by_who_may(shell: Shell, shown_store: Path) -> None:
    def labels(app: AppTest) -> list[str]:
        return [str(one.proto.label) for one in app.get("download_button")]

    assert labels(shell("tasks")) == ["Tải biểu gốc"]
    assert labels(shell("tasks", actor=(Role.ADMIN, None))) == []


def test_what_was_sent_and_not_accepted_counts_on_its_own_basis(
    shell: Shell, shown_store: Path
) -> None:
    """Kon Rẫy's report of June waits; it says that the review is done."""

    def of_kon_ray(**address: str) -> str:
        seen = tables(shell("tasks", **address))
        (found,) = [table for table in seen if table[0][:2] == ["Nhiệm vụ", "TP Kon Tum"]]
        (row,) = [row for row in found if row[0].startswith("Sơ kết 6 tháng 2025")]
        return row[found[0].index("Kon Rẫy")]

    assert of_kon_ray() == "? Chờ duyệt hạn 14/06/2025"
    assert of_kon_ray(basis="submitted").startswith("✓")


def test_a_reporter_sees_its_own_locality_only(shell: Shell, shown_store: Path) -> None:
    app = shell("tasks", actor=(Role.REPORTER, "617"))
    heads = [table[0] for table in tables(app)]
    assert ["Nhiệm vụ", "Tu Mơ Rông"] in heads
    assert not [name for unit, name in NAMES.items() if unit != "617" and name in whole(app)]


def test_the_page_speaks_english(shell: Shell, shown_store: Path) -> None:
    seen = whole(shell("tasks", lang="en"))
    assert "Half-year review 2025: 11 days overdue, not done in Huyện Sa Thầy." in seen
    assert "done in time" in seen
    assert "quá hạn" not in seen


def test_the_tasks_are_those_of_the_regimes_file() -> None:
    text = (ROOT / "plans" / "kh3220" / "regime.toml").read_text("utf-8")
    assert all(name.rsplit(" 20", 1)[0] in text for name, _ in DUE.values())
