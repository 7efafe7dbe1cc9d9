"""From the headline to the cell in at most three clicks, for every verdict of the demonstration.

The links are followed as they stand in the pages: the province's page, a target's, a figure's. One
such way is walked in a browser as well (``tests/browser/test_three_clicks.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from tests.kpis.given import REGIME
from tests.pages.conftest import Shell
from tests.pages.seen import table_under, texts
from tests.plan_files import load_plan

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

TARGETS = [target.target_id for target in load_plan("kh3220", REGIME).targets]
DISTRICTS = ("608", "610", "611", "612", "613", "614", "615", "616", "617", "618")
SILENT = ("614", "617")
"""Nothing of theirs is accepted for June 2025; of their tasks it is known from before."""
CELL = re.compile(r"[^!]+! ?[A-Z]{1,3}\d+")

Address = dict[str, str]


def links(app: AppTest, page: str) -> Iterator[Address]:
    """The addresses of that page that this one links to, as they are written in it."""
    for element in app.html:
        for href in re.findall(r'href="([^"]+)"', str(element.value)):
            parts = urlsplit(unescape(href))
            if parts.path == page:
                yield dict(parse_qsl(parts.query))


def only(addresses: Iterator[Address], **wanted: str) -> Address:
    """The one address among these that names this."""
    found = [a for a in addresses if {k: a.get(k) for k in wanted} == wanted]
    assert found, wanted
    assert all(one == found[0] for one in found)
    return found[0]


def stands_on_cells(app: AppTest) -> bool:
    """Whether the page shows cells; what they hold must make up the number they stand behind."""
    assert not app.exception
    if any("Không báo cáo nào được tính trong con số này." in text for text in texts(app)):
        return False
    found = table_under(app, "Địa phương", "Vai trò", "Nội dung", "Kỳ", "Số")
    assert all(cell for row in found for cell in row)
    shown = found[place_of_shown(chosen_term(app))]
    newest = max((period_of(row[3]) for row in found if row[4] != "0"), default=period_of(shown[3]))
    assert period_of(shown[3]) == newest  # what is shown first is not an old zero
    if any("không có dòng nào được đếm" in text for text in texts(app)):  # of an empty list
        assert shown[4] == "0"
        return True
    cells = table_under(app, "Xã, phường, thị trấn", "Ô", "Ghi trong ô")
    assert cells
    assert all(CELL.fullmatch(where) for _, where, _ in cells)
    numbers = [said for _, _, said in cells]
    if all(map(str.isdecimal, numbers)):  # a measure of the form, and not a list or a class
        assert sum(map(int, numbers)) == int(shown[4].replace(".", ""))
    return True


def chosen_term(app: AppTest) -> Selectbox[Any]:
    (found,) = (one for one in app.selectbox if one.label == "Xem ô của")
    return found


def place_of_shown(chosen: Selectbox[Any]) -> int:
    """Where the term whose cells are shown stands among all: the terms are offered in order."""
    assert len(set(chosen.options)) == len(chosen.options)  # no two are called the same
    assert chosen.index is not None
    return chosen.index


def period_of(name: str) -> tuple[str, str]:
    """``tháng 06/2025`` → ("2025", "06")."""
    month, year = name.removeprefix("tháng ").split("/")
    return year, month


def follow(app: AppTest, file: str, address: Address) -> AppTest:
    """The page after a click on a link."""
    app.switch_page(file)
    app.query_params.clear()
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


UNREAD = {"clean-communes"}
"""A sentence that nobody has read shows no figure, so there is nothing to follow."""
CARRIED_ON = {
    *((unit, "areas-identified") for unit in SILENT),
    *(("614", target) for target in ("no-reformed-spots", "no-public-incidents")),
}
"""What is known of who sent no report this period: a task done, and sums of five months of six."""


@pytest.mark.parametrize("target_id", TARGETS)
def test_every_verdict_of_a_target_is_three_clicks_from_its_cells(
    target_id: str, shell: Shell, shown_store: None
) -> None:
    """The target in the head of the matrix, a locality's figure there, the cells of one term."""
    app = shell()
    app = follow(app, "target.py", only(links(app, "target"), target=target_id))
    figures = list(links(app, "trace"))
    for unit in DISTRICTS:
        to_origin = only(iter(figures), unit=unit, target=target_id)
        known = unit not in SILENT or (unit, target_id) in CARRIED_ON
        known = known and target_id not in UNREAD
        assert stands_on_cells(follow(app, "source.py", to_origin)) is known


def test_the_province_s_verdicts_are_one_click_from_each_locality_s_cells(
    shell: Shell, shown_store: None
) -> None:
    app = shell()
    figures = list(links(app, "trace"))
    for target_id in (one for one in TARGETS if one not in UNREAD):
        origin = follow(app, "source.py", only(iter(figures), unit="62", target=target_id))
        assert stands_on_cells(origin)
        options = chosen_term(origin).options
        assert {unit.partition(" · ")[0] for unit in options} >= {"Huyện Sa Thầy", "Huyện Đăk Hà"}


def test_a_sentence_that_nobody_has_read_has_no_box_for_its_formula(
    shell: Shell, shown_store: None
) -> None:
    assert not shell("source", unit="62", target="clean-communes").code
    assert shell("source", unit="62", target="service-access").code
