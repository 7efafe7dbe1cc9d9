"""The approver's page: what it foretells is what the scorecard says once the report is accepted."""

from __future__ import annotations

import json
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Role
from data_loaders.reports import history
from data_loaders.reports.facts import explanations
from kpis.__main__ import main
from pages.ui.reads import figures
from tests.kpis.given import REGIME
from tests.pages import expected
from tests.pages.conftest import Shell, forget
from tests.pages.reports import content
from tests.pages.seen import Row, acts, pieces, pressed, tables, text_of, whole
from tests.pages.test_acts import ACCEPT, JUNE, wait_again
from tests.plan_files import load_plan

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

SA_THAY, DAK_TO = "616", "612"
SHORT = {t.target_id: t.short_vi for t in load_plan("kh3220", REGIME).targets}
Rows = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Foretold:
    """What the page says a report will do: rows of changed targets, names of the others."""

    rows: dict[str, Row]
    same: str
    coverage: str
    becomes: dict[str, str]

    @classmethod
    def of(cls, app: AppTest) -> Foretold:
        (html,) = pieces(app, '<div class="effect">', "</div></section></div>") or pieces(
            app, '<div class="effect">', "</section></div>"
        )
        same = re.findall(r"<details><summary>.*?</summary><p>(.*?)\.</p>", html)
        lines = re.findall(r"<li><b>(.*?)</b> (.*?)</li>", html)
        moved = [t for t in tables(app) if t[0][-2:] == ["So với tiến độ", "Kết quả"]]
        return cls(
            rows={row[0]: row for table in moved for row in table[1:]},
            same="".join(same),
            coverage=text_of(re.findall(r'class="coverage">(.*?)</p>', html)[0]),
            becomes={name: text_of(rest) for name, rest in lines},
        )


def command(period: str) -> dict[str, Any]:
    """The document of ``scorecard --json``: the server's store is closed for it, a file has one
    process at a time."""
    store = figures.context().store
    forget()
    store.close()
    with redirect_stdout(StringIO()) as printed:
        assert main(["scorecard", "--json", "--period", period]) == 0
    return dict(json.loads(printed.getvalue()))


def results(document: dict[str, Any], unit_id: str) -> Rows:
    return {SHORT[r["target_id"]]: r for r in document["results"] if r["unit_id"] == unit_id}


def counts(row: dict[str, Any]) -> str:
    numbers = [row["numerator"], row["denominator"]]
    return "/".join(expected.count(n, english=False) for n in numbers if n is not None)


def opened(shell: Shell, unit: str, **address: str) -> AppTest:
    app = shell("review", report=f"{unit}_2025-06", **address)
    assert not app.exception
    return app


def test_what_the_page_foretells_is_what_the_scorecard_says_after_acceptance(
    shell: Shell, sent_store: Path
) -> None:
    """Sa Thầy brings the province from 7/10, where nothing is judged, to 8/10."""
    figures.context()
    wait_again(SA_THAY)
    may, before = command("2025-05"), command("2025-06")
    app = opened(shell, SA_THAY)
    told = Foretold.of(app)
    app = pressed(app, ACCEPT)
    assert "Toàn tỉnh có 8/10 địa phương." in whole(app)
    after = command("2025-06")
    was, will = results(may, SA_THAY), results(after, SA_THAY)
    assert set(told.rows) == {"Được tiếp cận dịch vụ", "Kiềm chế gia tăng người nghiện"}
    for name, row in told.rows.items():
        assert row[1] == counts(was[name])
        assert row[2].split(" ")[0] == counts(will[name])
        assert row[4].startswith(expected.badge(will[name], english=False))
    for name in set(will) - set(told.rows):
        assert name in told.same
        for key in ("numerator", "denominator", "verdict"):
            assert was[name][key] == will[name][key], name
    assert told.coverage == "7/10 → 8/10 địa phương đã duyệt"
    province = [results(document, "62") for document in (before, after)]
    counted = [one["Giảm điểm, tụ điểm"]["coverage"]["counted"] for one in province]
    assert counted == [7, 8]
    moved = {n for n in province[0] if province[0][n]["verdict"] != province[1][n]["verdict"]}
    assert len(moved) > 4
    assert told.becomes.keys() == moved
    for name in moved:
        then, now = (expected.badge(one[name], english=False) for one in province)
        assert told.becomes[name] == f"{now} trước: {then}"


def test_yardsticks_stand_from_then_to_now_and_a_verdict_that_stays_says_so(
    shell: Shell, sent_store: Path
) -> None:
    figures.context()
    wait_again(SA_THAY)
    rows = Foretold.of(opened(shell, SA_THAY)).rows
    assert [row[3:] for row in rows.values()] == [
        ["thiếu 3 → thiếu 4", "▼ Chậm tiến độ như cũ"],
        ["vượt 2 → vượt 3", "▼ Chậm tiến độ như cũ"],
    ]


def test_while_too_few_count_the_province_s_side_says_what_is_lacking(
    shell: Shell, sent_store: Path
) -> None:
    figures.context()
    wait_again(SA_THAY, DAK_TO)
    app = opened(shell, SA_THAY)
    assert Foretold.of(app).coverage == "6/10 → 7/10 địa phương đã duyệt"
    assert "Chưa đủ 8/10 nên chưa đánh giá được chỉ tiêu nào của tỉnh." in whole(app)


def test_only_changed_communes_stand_open_with_signed_differences_and_the_sum_last(
    shell: Shell, sent_store: Path
) -> None:
    app = opened(shell, SA_THAY)
    shown, every = [t for t in tables(app) if t[0][0] == "Xã, phường, thị trấn"]
    may, june = (content(SA_THAY, period) for period in ("2025-05", "2025-06"))
    main_ones = load_plan("kh3220", REGIME).judged
    changed = {
        figure.commune_id
        for figure in june.figures
        if figure.measure in main_ones
        and may.values[figure.commune_id, figure.measure] != figure.value
    }
    communes = {figure.commune_id for figure in june.figures}
    assert len(shown) - 2 == len(changed) == 3
    assert len(every) - 2 == len(communes) == 11
    assert "3 trong 11 xã có số liệu chính thay đổi" in whole(app)
    assert shown[-1][0] == every[-1][0] == "Cộng"
    for code, heading in (("addicts", "Số người nghiện"), ("reached", "Số người được tiếp cận")):
        at = next(n for n, head in enumerate(shown[0]) if head.startswith(heading))
        then, now = (sum(f.value or 0 for f in c.figures if f.measure == code) for c in (may, june))
        difference = f" {now - then:+d}".replace("-", "−") if now != then else ""
        assert shown[-1][at] == f"{now}{difference}"
    assert re.search(r"\d [+−]\d", " ".join(shown[-1]))


def test_the_queue_has_who_waits_who_owes_and_what_was_accepted(
    shell: Shell, sent_store: Path
) -> None:
    figures.context()
    wait_again(SA_THAY)
    (html,) = pieces(opened(shell, SA_THAY), '<nav class="queue"', "</nav>")
    heads = [text_of(head) for head in re.findall(r"<h2>(.*?)</h2>", html)]
    assert heads == ["2 báo cáo chờ duyệt", "Chưa gửi 1 quá hạn 7 ngày", "Đã duyệt 7"]
    waits, owes, done = (re.findall(r"<li>(.*?)</li>", part) for part in html.split("<h2>")[1:])
    assert [re.findall(r"report=(\d+_[\d-]+)", line)[0] for line in waits] == [
        "614_2025-06",
        "616_2025-06",
    ]
    assert [text_of(line) for line in owes] == ["Tu Mơ Rông"]
    assert len(done) == 7
    (current,) = [line for line in waits + done if 'aria-current="true"' in line]
    assert current in waits
    assert "report=616_2025-06" in current


def test_a_returned_report_is_owed_again_and_can_still_be_read(
    shell: Shell, sent_store: Path
) -> None:
    app = opened(shell, "614")
    (reason,) = (one for one in app.text_area if str(one.key).startswith("reviewing_reason_"))
    reason.set_value("Thiếu số của xã Đăk Kôi")
    app = pressed(app, "reviewing_return_")
    (html,) = pieces(app, '<nav class="queue"', "</nav>")
    assert "Chưa gửi 2" in text_of(html)
    assert "Kon Rẫy đã trả lại" in text_of(html)
    assert "report=614_2025-06" in html


def test_when_nothing_waits_the_page_says_when_the_next_is_due(
    shell: Shell, sent_store: Path
) -> None:
    app = pressed(shell("review"), ACCEPT)
    assert "Không còn báo cáo chờ duyệt. Hạn tiếp theo 18/07/2025." in whole(app)
    assert app.header[0].value == "Huyện Kon Rẫy · tháng 06/2025 · bản 1"
    app = shell("review")
    assert app.header[0].value == "Không còn báo cáo chờ duyệt. Hạn tiếp theo 18/07/2025."
    assert not acts(app, ACCEPT)
    english = shell("review", lang="en")
    assert english.header[0].value == "No report is waiting. Next due 18 Jul 2025."


def test_the_address_names_the_report_and_the_other_language_keeps_it(
    shell: Shell, sent_store: Path
) -> None:
    app = shell("review")
    assert str(app.query_params["report"]) == "614_2025-06"
    app = opened(shell, SA_THAY)
    assert app.header[0].value == "Huyện Sa Thầy · tháng 06/2025 · bản 1"
    english = set(pieces(app, '<a class="language" href="', '"'))
    assert english == {"?lang=en&amp;report=616_2025-06"}


def test_an_address_that_names_no_report_is_told_and_opens_who_waits_longest(
    shell: Shell, sent_store: Path
) -> None:
    app = shell("review", report="616_2099-01")
    assert [str(one.value) for one in app.warning] == [
        "Không có báo cáo “616_2099-01” như địa chỉ ghi."
    ]
    assert app.header[0].value == "Huyện Kon Rẫy · tháng 06/2025 · bản 1"


def test_an_accepted_report_shows_what_it_did_and_no_button(shell: Shell, sent_store: Path) -> None:
    app = opened(shell, SA_THAY)
    assert "Kết quả của Sa Thầy" in whole(app)
    assert "Nếu duyệt" not in whole(app)
    assert not acts(app, ACCEPT)
    assert Foretold.of(app).coverage == "8/10 địa phương đã duyệt"


def test_warnings_stand_unfolded_with_the_reason_of_each(shell: Shell, sent_store: Path) -> None:
    store = figures.context().store
    warned = [
        (version, found)
        for version in history.versions(store)
        if version.identity.period >= JUNE.shifted(-24) and version.state == "accepted"
        if (found := explanations(store, version.key))
    ]
    version, found = warned[-1]
    app = shell("review", report=f"{version.identity.unit_id}_{version.identity.period}")
    (html,) = [str(e.value) for e in app.html if "lý do của địa phương" in str(e.value)]
    assert "<details" not in html
    for said, why in found:
        assert text_of(f"<p>{said}</p>") in text_of(html)
        assert why in text_of(html)
    assert f"{len(found)} cảnh báo đã ghi lý do" in whole(app)


def test_who_may_not_accept_does_not_get_the_page(shell: Shell, sent_store: Path) -> None:
    app = shell("review", actor=(Role.SECRETARY, None), report="614_2025-06")
    assert not acts(app, ACCEPT)
    assert "Nếu duyệt" not in whole(app)
