"""What stands on every page: choices, links that keep them, and sentences instead of traces."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.model import Basis, Period
from tests.pages.conftest import Shell

pytestmark = pytest.mark.filterwarnings(
    # AppTest keeps its scripts in a temporary folder that it leaves to the garbage collector.
    "ignore:Implicitly cleaning up:ResourceWarning"
)


def html(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in app.html)


def test_without_a_store_the_page_says_how_to_make_one(no_store: Path, shell: Shell) -> None:
    app = shell()
    assert not app.exception
    assert "python -m data_loaders init" in app.error[0].value
    assert str(no_store) in app.error[0].value


def test_an_unknown_setting_is_named(
    empty_store: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_STOER", "x")
    app = shell()
    assert not app.exception
    assert "MONITOR_STOER" in app.error[0].value
    assert "MONITOR_STORE" in app.error[0].value


def test_demonstration_data_say_so(empty_store: Path, shell: Shell) -> None:
    assert "không phải số liệu thật" in html(shell())
    assert "not real figures" in html(shell(lang="en"))


def test_the_choices_show_what_the_address_says(empty_store: Path, shell: Shell) -> None:
    app = shell(period="2024-05", as_of="2024-06-30", basis="submitted")
    assert app.selectbox(key="control_period").value == Period.of(2024, 5)
    assert app.date_input(key="control_as_of").value == date(2024, 6, 30)
    assert app.segmented_control(key="control_basis").value == Basis.SUBMITTED


def test_a_period_is_named_with_its_days(empty_store: Path, shell: Shell) -> None:
    options = shell(period="2024-05").selectbox(key="control_period").options
    assert "tháng 05/2024 (15/04/2024–14/05/2024)" in options
    assert options[0] == "tháng 07/2025 (15/06/2025–14/07/2025)"


def test_a_choice_is_written_into_the_address_and_the_rest_stays(
    empty_store: Path, shell: Shell
) -> None:
    app = shell(lang="en", unit="608")
    app.selectbox(key="control_period").set_value(Period.of(2024, 5)).run()
    app.segmented_control(key="control_basis").set_value(Basis.SUBMITTED).run()
    assert app.query_params == {
        "lang": "en",
        "unit": "608",
        "period": "2024-05",
        "basis": "submitted",
    }


def test_an_as_of_before_the_period_lets_the_period_go(empty_store: Path, shell: Shell) -> None:
    app = shell(period="2025-05")
    app.date_input(key="control_as_of").set_value(date(2024, 6, 30)).run()
    assert app.query_params == {"as_of": "2024-06-30"}
    assert not app.warning


def test_today_is_now_and_needs_no_place_in_the_address(empty_store: Path, shell: Shell) -> None:
    app = shell(as_of="2025-06-01")
    app.date_input(key="control_as_of").set_value(date(2025, 6, 25)).run()
    assert app.query_params == {}


def test_links_to_pages_carry_the_choices_on(empty_store: Path, shell: Shell) -> None:
    app = shell(lang="en", unit="608", period="2024-05")
    assert len(app.page_link) > 0
    for link in app.page_link:
        carried = parse_qs(link.proto.query_string)
        assert carried == {"lang": ["en"], "unit": ["608"], "period": ["2024-05"]}


def test_a_wrong_address_is_told_and_the_page_still_stands(empty_store: Path, shell: Shell) -> None:
    app = shell(unit="nowhere", period="2025-99")
    assert not app.exception
    assert [warning.value for warning in app.warning] == [
        "Không có địa phương mã “nowhere”.",
        "Địa chỉ ghi kỳ “2025-99”; kỳ phải viết YYYY-MM, ví dụ 2025-05.",
    ]
    assert app.header[0].value == "Chưa đánh giá được: mới có 0/10 địa phương"


def test_the_whole_address_is_kept_by_the_link_to_the_other_language(
    empty_store: Path, shell: Shell
) -> None:
    assert 'href="?lang=en&amp;unit=608"' in html(shell(unit="608"))
    assert 'href="?unit=608"' in html(shell(lang="en", unit="608"))
