"""The province's first screen: each figure is the command's, each state says what it is."""

from __future__ import annotations

import re
from base64 import b64decode
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from data_loaders.accounts.permissions import Role
from tests.kpis.given import REGIME
from tests.pages import expected
from tests.pages.conftest import Command, Document, Shell
from tests.pages.score_rows import line, rows, title
from tests.pages.seen import text_of, whole
from tests.plan_files import load_plan

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

PLAN = load_plan("kh3220", REGIME)
VIEWS = {
    "by default": {},
    "in English": {"lang": "en"},
    "what was sent": {"basis": "submitted"},
    "the end of a year": {"period": "2024-12"},
    "the plan's first period": {"period": "2023-10"},
    "a period that just began": {"period": "2025-07"},
    "as it was known in March 2024": {"as_of": "2024-03-31"},
}
ADDRESSES = pytest.mark.parametrize("address", VIEWS.values(), ids=VIEWS)

SHORT = re.compile(r"thiếu|vượt|\d short|above|too many")


def results(document: Document, unit_id: str = "62") -> dict[str, dict[str, Any]]:
    return {row["target_id"]: row for row in document["results"] if row["unit_id"] == unit_id}


def counts(row: dict[str, Any], *, english: bool) -> str:
    """Counts alone: ``427``, ``37/55``, a dash."""
    numbers = [row["numerator"], row["denominator"]]
    if numbers[0] is None:
        return "–"
    return "/".join(expected.count(n, english=english) for n in numbers if n is not None)


@ADDRESSES
def test_every_row_has_the_verdict_and_the_counts_of_the_command(
    address: dict[str, str], shell: Shell, shown_store: Path, command: Command
) -> None:
    document, app = command("scorecard", **address), shell(**address)
    assert not app.exception
    seen, wanted, english = rows(app), results(document), address.get("lang") == "en"
    assert seen.keys() == wanted.keys()
    for target_id, row in wanted.items():
        assert seen[target_id].verdict == expected.SYMBOLS[row["verdict"]], target_id
        number = seen[target_id].parts["number"].split(" ")[0]
        assert number == counts(row, english=english), target_id


@ADDRESSES
def test_every_locality_has_its_verdict_in_every_row(
    address: dict[str, str], shell: Shell, shown_store: Path, command: Command
) -> None:
    document, seen = command("scorecard", **address), rows(shell(**address))
    english = address.get("lang") == "en"
    units = list(dict.fromkeys(row["unit_id"] for row in document["results"]))[1:]
    assert len(units) == 10
    for target_id, row in seen.items():
        wanted = [results(document, unit)[target_id] for unit in units]
        assert len(row.cells) == len(wanted)
        for said, one in zip(row.cells, wanted, strict=True):
            word = expected.WORDS[one["verdict"]][english]
            assert re.match(rf"[^:]+: {re.escape(word)}(,|\Z)", said), (target_id, said)
            if one["numerator"] is not None and target_id != "areas-identified":
                figure = said.partition(f"{word}, ")[2].split(" ")[0]
                assert figure == counts(one, english=english), (target_id, said)


@ADDRESSES
def test_the_forecast_is_the_command_s_and_says_how_far_it_is_from_what_is_needed(
    address: dict[str, str], shell: Shell, shown_store: Path, command: Command
) -> None:
    document, seen = command("scorecard", **address), rows(shell(**address))
    english = address.get("lang") == "en"
    for target_id, row in results(document).items():
        said, found = seen[target_id].parts["ahead"], row["forecast"]
        if found is None or row["verdict"] == "met":
            assert not re.match(r"\d", said), (target_id, said)
            continue
        value, apart = found["value"], abs(found["value"] - row["needed"])
        assert said.split(" ")[0] == expected.count(value, english=english)
        numbers = re.findall(r"\d+", said.split(" ", 1)[1])
        assert numbers == ([str(apart)] if apart else []), (target_id, said)


@ADDRESSES
def test_the_way_ends_where_the_series_does(
    address: dict[str, str], shell: Shell, shown_store: Path, command: Command
) -> None:
    """The drawing has a dot for now; its sentence ends with the last figure of the series."""
    seen, english = rows(shell(**address)), address.get("lang") == "en"
    drawn = 0
    for target_id, row in seen.items():
        points = command("series", target_id, "62", **address)["points"]
        known = [point for point in points if point["numerator"] is not None]
        images = re.findall(r'<img class="spark" alt="([^"]*)" src="[^,]*,([^"]*)"', row.html)
        if not known or not images:
            continue
        (image,) = set(images)  # in its column, and in the opened row where there is none
        said, svg = unescape(image[0]), b64decode(image[1]).decode()
        assert "<polyline" in svg or "<circle" in svg
        share = target_id in ("areas-sustained", "service-access")
        last = known[-1]["numerator"]
        if not share:
            assert said.split(": ")[-1] == expected.count(last, english=english), target_id
        drawn += 1
    assert drawn >= (4 if address.get("period") != "2025-07" else 0)


def test_the_yardsticks_of_june_2025_are_those_of_the_law(shell: Shell, shown_store: Path) -> None:
    """Worked out by hand from the numbers of the command; see the law of verdicts, 3."""
    seen = {key: row.parts for key, row in rows(shell()).items()}
    assert [
        (key, seen[key]["pace"], seen[key]["left"])
        for key in ("no-reformed-spots", "addict-growth", "spots-reduction", "hotspots-eradicated")
    ] == [
        ("no-reformed-spots", "vượt 2 = 0", "không bù được hết năm 2025"),
        ("addict-growth", "vượt 2 ≤ 425", "không tăng thêm ≤ 427"),
        ("spots-reduction", "dưới trần 1 ≤ 45", "giảm thêm 1 ≤ 43"),
        ("hotspots-eradicated", "dư 2 ≥ 35", "thêm 7 ≥ 44"),
    ]
    assert seen["areas-sustained"]["pace"] == "dư 1 ≥ 12"
    assert seen["service-access"]["left"] == "giữ > 80,0%"
    assert seen["areas-identified"]["pace"] == "đủ hạn 15/10/2023"
    assert seen["areas-identified"]["left"] == "đã xong"
    assert seen["clean-communes"]["pace"] == "– chưa có mức"


@ADDRESSES
def test_a_green_row_is_never_short(
    address: dict[str, str], shell: Shell, shown_store: Path
) -> None:
    for target_id, row in rows(shell(**address)).items():
        if row.verdict in "✓●":
            assert not SHORT.search(row.parts["pace"]), target_id


def test_the_rows_stand_in_three_groups_with_a_strong_rule_between(
    shell: Shell, shown_store: Path
) -> None:
    seen = rows(shell())
    assert "".join(row.verdict for row in seen.values()) == "✕▲●●●●●●✓○"
    marks = {key: row.html.partition(">")[0] for key, row in seen.items()}
    assert [key for key, said in marks.items() if " grave edge" in said] == ["addict-growth"]
    assert marks["areas-identified"] == 'class="v-met edge"'
    (first,) = [key for key, said in marks.items() if "data-rest" in said]
    assert first == "spots-reduction"
    assert 'data-rest="8 chỉ tiêu còn lại"' in marks[first]


def test_what_a_narrow_screen_has_no_column_for_is_in_the_opened_row(
    shell: Shell, shown_store: Path
) -> None:
    for target_id, row in rows(shell()).items():
        opened = row.html.split('class="opened"')[1]
        gone = dict(re.findall(r'class="gone (\w+)">(.*?)</div>', opened))
        assert list(gone) == ["left", "course", "ahead", "moved"]
        for kind in ("left", "ahead", "moved"):
            said = text_of(re.sub(r'<span class="sr">.*?</span>', "", gone[kind]))
            assert said == row.parts[kind], (target_id, kind)
        assert 'class="spark"' in gone["course"]


def test_on_a_telephone_the_localities_stand_downwards_and_the_targets_by_number(
    shell: Shell, shown_store: Path
) -> None:
    app = shell()
    (html,) = [str(e.value) for e in app.html if 'class="phone-map"' in str(e.value)]
    table = html.split('class="phone-map"')[1].split("</section>")[0]
    seen = rows(app)
    numbers = re.findall(r'<th scope="col"[^>]*>(\d+)<', table)
    assert numbers == [str(number) for number in range(1, len(seen) + 1)]
    lines = table.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    names = [unescape(re.sub(r"<[^>]+>", "", line.split("</th>")[0])) for line in lines]
    assert names[0] == "Sa Thầy"  # the most to do first
    words = {
        name: re.findall(r'title="([^"]*)"', line) for name, line in zip(names, lines, strict=True)
    }
    for at, row in enumerate(seen.values()):
        for said in row.cells:
            name, word = said.split(": ")
            assert words[name][at] == word.split(",")[0]
    assert len(names) == 10
    assert "1\N{NO-BREAK SPACE}Không tái hình thành điểm · 2" in table


def test_the_title_is_the_conclusion_and_under_it_stand_three_facts(
    shell: Shell, shown_store: Path
) -> None:
    app = shell()
    assert title(app) == "2 trong 10 chỉ tiêu cần xử lý"
    facts = line(app).split(" · ")
    assert facts[0] == ("8/10 địa phương có trong số liệu, chờ duyệt: Kon Rẫy, chưa có: Tu Mơ Rông")
    assert facts[1].startswith("so với phiên 26/05: ")
    assert facts[2] == "1 ⇄ có thể đổi khi đủ số liệu"
    assert title(shell(lang="en")) == "2 of 10 targets need action"


def test_what_may_still_change_is_marked_in_its_row_and_nowhere_else(
    shell: Shell, shown_store: Path, command: Command
) -> None:
    wanted = {
        key
        for key, row in results(command("scorecard")).items()
        if "could_change" in row["caveats"]
    }
    assert wanted
    marked = {key for key, row in rows(shell()).items() if "⇄" in text_of(row.html)}
    assert marked == wanted


def test_under_the_threshold_a_row_says_on_how_many_it_rests(
    shell: Shell, shown_store: Path
) -> None:
    app = shell(as_of="2025-06-18", period="2025-06")
    assert not app.error
    assert not app.exception
    counted = line(app).split(" ")[0]
    assert int(counted.split("/")[0]) < 8
    assert title(app) == f"Chưa đánh giá được: mới có {counted} địa phương"
    assert rows(app)["addict-growth"].parts["number"] == f"– {counted} nơi"
    assert rows(app)["addict-growth"].parts["pace"] == "– chưa đánh giá"


def test_a_frozen_meeting_is_held_against_the_one_before_it_and_offers_no_choice(
    shell: Shell, shown_store: Path
) -> None:
    app = shell(meeting="2")
    assert "so với phiên 28/04: " in line(app)
    assert "Số liệu chốt tại phiên họp" in whole(app)
    assert not [box for box in app.selectbox if box.key == "control_period"]


def test_at_the_end_of_a_year_its_targets_say_that_this_is_the_last_word(
    shell: Shell, shown_store: Path
) -> None:
    parts = rows(shell(period="2024-12"))["addict-growth"].parts
    assert parts["ahead"] == "kết quả cuối"
    assert parts["pace"] == "–"


def test_who_has_not_reported_stands_with_the_days_and_the_way_to_the_locality(
    shell: Shell, shown_store: Path
) -> None:
    (html,) = [str(e.value) for e in shell().html if 'class="blocks"' in str(e.value)]
    missing = html.split("<section>")[-1]
    assert "Huyện Tu Mơ Rông : chưa báo cáo, quá hạn 7 ngày" in text_of(missing)
    assert "Huyện Kon Rẫy : đã gửi, chờ duyệt" in text_of(missing)
    assert missing.count('href="locality?') == 2


def test_the_sign_under_a_locality_says_how_its_report_came(
    shell: Shell, shown_store: Path
) -> None:
    (html,) = [str(e.value) for e in shell().html if 'class="heat names"' in str(e.value)]
    names = re.findall(r'class="locality[^>]*title="([^"]*)".*?class="sign"[^>]*>([^<]*)<', html)
    signs = {said.split(";")[0]: sign for said, sign in names}
    assert signs["Kon Rẫy: đã gửi, chờ duyệt"] == "…"
    assert signs["Tu Mơ Rông: chưa báo cáo, quá hạn 7 ngày"] == "∅"
    assert signs["Đắk Glei: báo cáo chậm 2 ngày"] == "2"
    assert signs["Đắk Tô: báo cáo đúng hạn"] == ""


def test_who_may_read_one_locality_only_is_told_so_and_sees_no_province(
    shell: Shell, shown_store: Path
) -> None:
    app = shell(actor=(Role.REPORTER, "615"))
    assert title(app) == "Không mở được trang này" or "scorecard-frame" not in "".join(
        str(e.value) for e in app.html
    )
