"""What was done to one report is told, and hides nothing of another one."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui.reads import figures
from tests.pages.conftest import Shell
from tests.pages.seen import act, pressed, whole
from tests.pages.test_acts import ACCEPT, states, wait_again

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")


def test_a_press_while_another_report_is_opened_leaves_that_one_to_be_decided(
    shell: Shell, sent_store: Path
) -> None:
    """The button of the first still stands while the page of the second is being drawn."""
    figures.context()
    wait_again("608", "610")
    app = shell("review")
    first = called(app)
    began, second = str(app.query_params["report"]), "610_2025-06"
    assert began != second
    app.query_params["report"] = second
    app = pressed(app, ACCEPT)
    title = called(app)
    assert title != first
    assert f"Đã duyệt {first}." in whole(app)
    assert "Không còn báo cáo chờ duyệt" not in whole(app)
    assert app.button(key=act(app, ACCEPT)).label == f"✓ Duyệt báo cáo {title}"
    app = pressed(app, ACCEPT)
    assert f"Đã duyệt {title}." in whole(app)
    assert f"Đã duyệt {first}." not in whole(app)
    assert [states(one.split("_")[0])[-1] for one in (began, second)] == ["accepted"] * 2


def called(app: AppTest) -> str:
    """The report that is open, as sentences name it."""
    return str(app.header[0].value).replace(" · ", ", ")
