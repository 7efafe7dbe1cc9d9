"""The reporting page against the raw events: every cell and every count, and whom it urges."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import read_trail
from data_loaders.accounts.permissions import Role
from data_loaders.model import Register
from data_loaders.model.settings import read_settings
from tests.pages.conftest import Shell
from tests.pages.raw_reports import VIETNAM, Kept, due_day, kept_reports, months
from tests.pages.seen import tables, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

NAMES = {
    "608": "Thành phố Kon Tum",
    "610": "Huyện Đắk Glei",
    "611": "Huyện Ngọc Hồi",
    "612": "Huyện Đắk Tô",
    "613": "Huyện Kon Plông",
    "614": "Huyện Kon Rẫy",
    "615": "Huyện Đăk Hà",
    "616": "Huyện Sa Thầy",
    "617": "Huyện Tu Mơ Rông",
    "618": "Huyện Ia H'Drai",
}
NOW = datetime(2025, 6, 25, 8, 0, tzinfo=VIETNAM)
THEN = datetime(2025, 3, 20, 23, 59, 59, tzinfo=VIETNAM)
VIEWS = pytest.mark.parametrize(
    ("address", "at", "last"),
    [({}, NOW, "2025-07"), ({"as_of": "2025-03-20"}, THEN, "2025-04")],
    ids=["now", "then"],
)
FOOT = 4
"""Rows of totals under the localities."""


def matrix(app: AppTest) -> list[list[str]]:
    """The one table with years in its heading."""
    (found,) = [table for table in tables(app) if "2023" in table[0]]
    return found


class Expected:
    """One locality's report of one period, judged by the test."""

    def __init__(self, kept: Kept | None, period: str, at: datetime) -> None:
        due = due_day(period)
        came = None if kept is None else kept.first.astimezone(VIETNAM).date()
        today = at.astimezone(VIETNAM).date()
        self.received = kept is not None
        self.on_time = came is not None and came <= due
        self.late = came is not None and came > due
        self.missing = kept is None and today > due
        self.accepted = kept is not None and kept.accepted
        given_back = kept is not None and kept.last_events[-1] == "returned"
        self.returned = given_back and not self.accepted
        until = came or today
        self.days = (until - due).days if self.late or self.missing else 0

    @property
    def cell(self) -> str:
        mark = "✓" if self.on_time else "▲" if self.late else "✕" if self.missing else "·"
        word = "duyệt" if self.accepted else "trả" if self.returned else "chờ"
        if not self.received:
            word = "thiếu" if self.missing else ""
        return " ".join(part for part in (mark, str(self.days or ""), word) if part)


def judged(store: Path, at: datetime, last: str) -> dict[str, dict[str, Expected]]:
    kept = kept_reports(store, at)
    return {
        unit: {
            period: Expected(kept.get((unit, period)), period, at)
            for period in months("2023-10", last)
        }
        for unit in NAMES
    }


def counts(some: list[Expected]) -> list[str]:
    numbers = (
        len(some),
        sum(one.received for one in some),
        sum(one.on_time for one in some),
        sum(one.accepted for one in some),
        sum(one.late for one in some),
        sum(one.missing for one in some),
        max((one.days for one in some if one.late), default=0),
    )
    return [str(number) for number in numbers]


@VIEWS
def test_every_cell_and_count_is_what_the_events_say(
    address: dict[str, str], at: datetime, last: str, shell: Shell, shown_store: Path, aside: Path
) -> None:
    """Expected × received × on time × accepted, for every locality and period."""
    found, expected = matrix(shell("reporting", **address)), judged(aside, at, last)
    periods = list(months("2023-10", last))
    assert found[1] == [str(int(period[5:])) for period in periods]
    for row, (unit, reports) in zip(found[2:-FOOT], expected.items(), strict=True):
        cells = [reports[period].cell for period in periods]
        assert row == [NAMES[unit], *cells, *counts(list(reports.values()))]
    every = [one for reports in expected.values() for one in reports.values()]
    for number, row in enumerate(found[-FOOT:]):
        by_period = [
            counts([reports[period] for reports in expected.values()])[number] for period in periods
        ]
        assert row[1:] == [*by_period, *([] if number else counts(every))]


@VIEWS
def test_the_sentence_counts_the_same(
    address: dict[str, str], at: datetime, last: str, shell: Shell, shown_store: Path, aside: Path
) -> None:
    every = [one for of_unit in judged(aside, at, last).values() for one in of_unit.values()]
    expected, received, on_time, accepted, late, missing, _ = counts(every)
    returned = sum(one.returned for one in every)
    waiting = int(received) - int(accepted) - returned
    pending = int(expected) - int(received) - int(missing)
    assert (
        f"phải gửi {expected} báo cáo; đã nhận {received} (đúng hạn {on_time}, chậm {late}); đã"
        f" duyệt {accepted}, chờ duyệt {waiting}, đã trả lại {returned}; còn thiếu {missing}, chưa"
        f" đến hạn {pending}."
    ) in whole(shell("reporting", **address))


@VIEWS
def test_who_is_urged_is_who_owes_something(
    address: dict[str, str], at: datetime, last: str, shell: Shell, shown_store: Path, aside: Path
) -> None:
    owing = {
        unit: [p for p, one in reports.items() if one.missing or one.returned]
        for unit, reports in judged(aside, at, last).items()
    }
    owing = {unit: periods for unit, periods in owing.items() if periods}
    app = shell("reporting", **address)
    common, *each = (code.value for code in app.code)
    assert len(each) == len(owing) > 1
    for text, (unit, periods) in zip(each, owing.items(), strict=True):
        name = NAMES[unit][:1].lower() + NAMES[unit][1:]
        assert text.startswith(f"Kính gửi Ủy ban nhân dân {name},")
        written = [f"báo cáo tháng {p[5:]}/{p[:4]} (hạn {due_day(p):%d/%m/%Y};" for p in periods]
        lines = [line[2:] for line in text.split("\n")[2:-1]]
        assert [line.split(" chưa")[0].split(" đã")[0] for line in lines] == written
        assert all(part in common for part in (NAMES[unit], *written))


def test_a_returned_report_is_urged_with_its_reason_to_its_own_locality_only(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("reporting", as_of="2025-03-20")
    common, *each = (code.value for code in app.code)
    (own,) = [text for text in each if "Kon Plông" in text]
    assert "đã trả lại ngày 17/03/2025, chưa gửi lại; lý do trả lại: " in own
    assert "lý do trả lại" not in common
    assert "Huyện Kon Plông: báo cáo tháng 03/2025" in common


def test_the_day_asked_for_is_three_working_days_on_and_can_be_chosen(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("reporting")
    assert app.date_input(key="urging_answer_by").value == date(2025, 6, 30)
    app.date_input(key="urging_answer_by").set_value(date(2025, 7, 4)).run()
    assert all("chậm nhất ngày 04/07/2025" in code.value for code in app.code)


def test_a_reporter_sees_and_is_urged_about_its_own_locality_only(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("reporting", actor=(Role.REPORTER, "617"))
    assert [row[0] for row in matrix(app)[2:-FOOT]] == [NAMES["617"]]
    others = [name for unit, name in NAMES.items() if unit != "617"]
    assert not [name for name in others if name in whole(app)]
    (text,) = (code.value for code in app.code)
    assert "huyện Tu Mơ Rông còn thiếu" in text


def test_who_owes_nothing_is_told_so(shell: Shell, shown_store: Path) -> None:
    app = shell("reporting", actor=(Role.REPORTER, "608"))
    assert "Không còn thiếu báo cáo nào đã đến hạn." in whole(app)
    assert (len(app.code), buttons(app)) == (0, [])


def buttons(app: AppTest) -> list[str]:
    """The letters that are offered, beside the calendar to take along."""
    labels = [str(one.proto.label) for one in app.get("download_button")]
    return [label for label in labels if not label.startswith("Lịch gửi báo cáo, ")]


@pytest.mark.parametrize(
    ("actor", "labels"),
    [
        (
            (Role.SECRETARY, None),
            [
                "Tải 2 công văn (Word, một tệp nén)",
                "Tải công văn gửi Huyện Đắk Glei (Word)",
                "Tải công văn gửi Huyện Tu Mơ Rông (Word)",
            ],
        ),
        ((Role.ADMIN, None), []),
        ((Role.REPORTER, "617"), ["Tải công văn gửi Huyện Tu Mơ Rông (Word)"]),
    ],
    ids=str,
)
def test_letters_are_offered_to_who_may_export(
    actor: tuple[Role, str | None], labels: list[str], shell: Shell, shown_store: Path
) -> None:
    assert buttons(shell("reporting", actor=actor)) == labels


def test_no_letter_is_offered_to_a_unit_that_has_ended(
    shell: Shell, shown_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = buttons(shell("reporting", actor=(Role.SECRETARY, None)))
    assert any("Huyện Tu Mơ Rông" in one for one in before)
    there = Register.addressed
    monkeypatch.setattr(Register, "addressed", lambda *of: there(*of) - {"617"})
    app = shell("reporting", actor=(Role.SECRETARY, None))
    assert not any("Huyện Tu Mơ Rông" in one for one in buttons(app))
    assert "Không gửi công văn cho đơn vị đã kết thúc (Huyện Tu Mơ Rông)" in whole(app)


def test_letters_are_made_when_asked_for_and_noted(
    shell: Shell, shown_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: dict[str, object] = {}

    def keep(label: str, *, data: object, file_name: str, **_: object) -> None:
        given[file_name] = data

    monkeypatch.setattr("streamlit.download_button", keep)
    shell("reporting", actor=(Role.SECRETARY, None))
    assert [name for name in given if name.startswith("don-doc-")] == [
        "don-doc-2025-06-25.zip",
        "don-doc-610-2025-06-25.docx",
        "don-doc-617-2025-06-25.docx",
    ]
    before = len(exported())
    one = given["don-doc-617-2025-06-25.docx"]()  # type: ignore[operator]
    lines = [paragraph.text for paragraph in Document(BytesIO(one)).paragraphs]
    assert "Kính gửi: Ủy ban nhân dân huyện Tu Mơ Rông" in lines
    rows = Document(BytesIO(one)).tables[1].rows[1:]
    assert [row.cells[1].text for row in rows] == ["08/2024", "05/2025", "06/2025"]
    with ZipFile(BytesIO(given["don-doc-2025-06-25.zip"]())) as packed:  # type: ignore[operator]
        assert packed.namelist() == [name for name in given if name.endswith(".docx")]
    assert exported()[before:] == [
        ("công văn đôn đốc, 617", "done"),
        ("công văn đôn đốc, 610, 617", "done"),
    ]


def exported() -> list[tuple[str, str]]:
    """Subject and outcome of every export in the trail of those who came in."""
    accounts = Accounts.open(read_settings())
    entries = (link.entry for link in read_trail(accounts.engine))
    found = [(one.subject, one.outcome) for one in entries if one.action == "export.make"]
    accounts.close()
    return found


@pytest.mark.parametrize("page", ["reporting", "tasks"])
@pytest.mark.parametrize("role", Role)
def test_the_pages_open_to_every_role_that_may_read(
    page: str, role: Role, shell: Shell, shown_store: Path
) -> None:
    if role is Role.CONSOLE:
        return
    app = shell(page, actor=(role, "615" if role is Role.REPORTER else None))
    assert not app.exception
    assert not app.error
    assert len(app.header) == 1


def test_the_page_speaks_english_and_the_letter_does_not(shell: Shell, shown_store: Path) -> None:
    app = shell("reporting", lang="en")
    assert "220 reports expected; 206 received (196 on time, 10 late)" in whole(app)
    assert matrix(app)[0][4:8] == ["Expected", "Received", "On time", "Accepted"]
    assert all(code.value.startswith("Kính gửi") for code in app.code)


def test_a_locality_can_be_told_what_it_owes_and_everybody_what_is_due_next(
    shell: Shell, shown_store: Path
) -> None:
    seen = whole(shell("reporting"))
    assert "Hạn gửi tiếp theo: báo cáo tháng 07/2025, 18/07/2025 (còn 23 ngày)." in seen
    assert (
        "Còn phải gửi báo cáo: Huyện Đắk Glei: tháng 02/2024 (đã quá hạn 492 ngày); Huyện Tu Mơ"
        " Rông: tháng 08/2024 (đã quá hạn 310 ngày), tháng 05/2025 (đã quá hạn 37 ngày), tháng"
        " 06/2025 (đã quá hạn 7 ngày)."
    ) in seen
