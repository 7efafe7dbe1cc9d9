"""The meetings' page, and every page as at a meeting: the same to the byte after corrections."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.model import Identity, Period
from data_loaders.service.access import Access
from pages.ui.reads import figures
from tests.pages.conftest import Shell
from tests.pages.reports import OWED, TU_MO_RONG, owed
from tests.pages.seen import acts, pressed, table_under, tick, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

SECRETARY = (Role.SECRETARY, None)
NAME = "Phiên họp *quý II* <b>"
PAGES = ("overview", "target", "locality", "tasks", "reporting", "source", "plan")


def announced(app: AppTest, name: str, round_: int = 0) -> AppTest:
    """The meetings' page after somebody filled in the form and pressed."""
    app.text_input(key=f"meetings_name_{round_}").set_value(name)
    app.text_input(key=f"meetings_chair_{round_}").set_value("Nguyễn Văn An")
    return app.button(key=f"meetings_announce_it_{round_}").click().run()


def frozen(app: AppTest) -> AppTest:
    """The same page after somebody has checked and frozen."""
    tick(app, "meetings_sure_")
    return pressed(app, "meetings_freeze_it_")


def drawn(app: AppTest) -> list[str]:
    """Everything a page sends to the browser, in its order, but the names of files not yet made."""
    assert not app.exception
    assert not app.error
    sent = [getattr(node, "proto", None) for node in app._tree]
    texts = [one.SerializeToString().decode("utf-8", "replace") for one in sent if one is not None]
    return [re.sub(r" [0-9a-f]{32}$", "", text) for text in texts]


def as_at(shell: Shell, meeting: str | None) -> dict[str, list[str]]:
    address = {"unit": TU_MO_RONG, "target": "clean-communes"}
    address |= {"meeting": meeting} if meeting else {"as_of": "2025-06-25", "period": OWED}
    return {page: drawn(shell(page, **address)) for page in PAGES}


def corrected() -> None:
    """What was missing is sent and accepted, and a sentence is read another way from May on."""
    context = figures.context()
    access = Access(context, Actor("c", Role.CONSOLE), lambda *_: None)
    now, period = context.now(), Period.parse(OWED)
    arrival = access.receive(
        owed(),
        file_name="bao-cao.xlsx",
        chosen=Identity(TU_MO_RONG, period),
        confirmed=False,
        received_at=now.replace(day=20),
    )
    seen = access.compare(arrival)
    assert access.file(seen, explanations="đã đối chiếu", accept=True).outcome == "accepted"
    at = now.replace(month=5)
    access.record_reading("clean-communes", "A", "Kết luận phiên họp", at=at)


def test_a_meeting_is_announced_frozen_and_stays_while_history_is_corrected(
    shell: Shell, unmet_store: Path
) -> None:
    app = announced(shell("meeting", actor=SECRETARY), NAME)
    assert table_under(app, "Phiên họp")[0][:4:3] == [NAME, "chưa chốt số liệu"]
    unsure = pressed(app, "meetings_freeze_it_")
    assert "chưa có gì được chốt" in unsure.error[0].value
    app = frozen(app)
    shown = r"Phiên họp \*quý II\* \<b\>"  # as a paragraph writes the name's own characters
    assert f"Đã chốt số liệu tháng 06/2025 cho {shown}, lúc 25/06/2025 08:01." in whole(app)
    assert not acts(app, "meetings_freeze_it_")
    assert "meeting" not in app.query_params  # opened when somebody chooses to
    app = shell("meeting", actor=SECRETARY, meeting="1")
    said = f"Số liệu chốt tại phiên họp: {NAME}, lúc 25/06/2025 08:01; tháng 06/2025, đã duyệt."
    assert said in re.sub(r" ([,;])", r"\1", whole(app))  # bold words stand apart there
    assert "Phiên họp 25/06/2025 08:00, chủ trì: Nguyễn Văn An; số liệu tính đến" in whole(app)
    choices = (app.selectbox, app.date_input, app.segmented_control)  # the meeting settled them
    assert not {str(w.key) for kind in choices for w in kind if str(w.key).startswith("control_")}
    assert ["Kết quả đang hiển thị", "giống lúc chốt"] in table_under(app, "Nội dung", "Dấu")

    kept, then = as_at(shell, "1"), as_at(shell, None)
    assert all("Số liệu chốt tại phiên họp: <b>" in "\n".join(page) for page in kept.values())
    corrected()
    assert as_at(shell, "1") == kept
    now = as_at(shell, None)
    assert {page for page in PAGES if now[page] != then[page]} == set(PAGES)

    app = announced(shell("meeting", actor=SECRETARY), "Phiên họp quý III")
    assert [row[0] for row in table_under(app, "Phiên họp")] == ["Phiên họp quý III", NAME]
    frozen(app)
    app = shell("meeting", actor=SECRETARY, meeting="2")
    rows = table_under(app, "Địa phương", "Chỉ tiêu", NAME, "Phiên họp quý III")
    assert all(row[2].startswith(("?", "○")) for row in rows)
    assert {row[0] for row in rows} >= {"Tỉnh Kon Tum", "Huyện Tu Mơ Rông"}


def test_pages_about_now_say_that_they_follow_no_meeting(shell: Shell, unmet_store: Path) -> None:
    frozen(announced(shell("meeting", actor=SECRETARY), NAME))
    app = shell("submit", meeting="1")
    assert f"không theo số liệu chốt tại phiên họp: {NAME}" in whole(app)
    assert not app.exception
    app = shell("meeting", meeting="1")
    assert not [one for one in app.button if one.key and one.key.startswith("meetings_")]
    assert "Không có phiên họp đã chốt mã “9”" in shell(meeting="9").warning[0].value
