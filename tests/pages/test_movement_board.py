"""Why a figure changed, on the pages: the figures of the command, and each correction's cell."""

from __future__ import annotations

import json
import re
from contextlib import redirect_stdout
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.__main__ import main as loaders
from data_loaders.accounts.permissions import Role
from kpis.__main__ import main
from tests.pages.conftest import Shell
from tests.pages.seen import table_under, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

SHARE = "service-access"
MARCH = {"period": "2025-03", "basis": "submitted"}
PRINTED = ("numerator", "denominator")


def said(*words: str) -> Any:
    """What a command of ``kpis`` answers as a document."""
    with redirect_stdout(StringIO()) as printed:
        assert main([*words, "--json"]) == 0
    return json.loads(printed.getvalue())


def board(app: AppTest) -> list[list[str]]:
    return table_under(app, "Nguyên nhân", "Nội dung")


def opened(app: AppTest) -> AppTest:
    """The page with every part of the movement unfolded."""
    app.session_state[f"movement_{SHARE}"] = True
    return app.run()


def count(text: str) -> int:
    return int(text.replace("−", "-").replace(".", "") or 0)


def test_the_board_has_the_parts_of_the_command_and_they_sum_to_the_change(
    shell: Shell, shown_store: Path, aside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shell("target", target=SHARE, since="2025-05")
    assert not app.exception
    before, *parts, after = board(app)
    monkeypatch.setenv("MONITOR_STORE", str(aside))
    ends = ("--from", "2025-05@2025-06-14T23:59:59+07:00", "--to", "2025-06")
    document = said("movement", "--unit", "62", "--target", SHARE, *ends)
    assert document["sentence"] in whole(app)
    assert [row[1] for row in parts] == [part["text"] for part in document["parts"]]
    for column, name in enumerate(PRINTED, start=3):
        steps = [part[name] for part in document["parts"]]
        assert [count(row[column]) for row in parts] == steps
        ends_shown = [count(row[column]) for row in (before, after)]
        assert ends_shown == [document[end][name] for end in ("before", "after")]
        assert ends_shown[0] + sum(steps) == ends_shown[1]


def test_since_when_is_told_where_the_address_asks_for_what_is_not_there(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("target", target=SHARE, since="1999-01")
    assert "Không so với “1999-01” được" in whole(app)


def test_a_locality_works_its_movements_out_only_when_asked(
    shell: Shell, shown_store: Path
) -> None:
    app = shell("locality", unit="615", actor=(Role.REPORTER, "615"))
    assert not app.exception
    (box,) = [one for one in app.expander if one.label == "Vì sao con số thay đổi"]
    assert len(box.children) == 0


def test_a_correction_since_a_meeting_leads_to_its_cell(unmet_store: Path, shell: Shell) -> None:
    held = ("--held-at", "2025-03-16T08:00:00+07:00", "--chair", "Nguyễn Văn An")
    with redirect_stdout(StringIO()):
        loaders(["meeting", "plan", "Phiên họp tháng 3", *held])
        as_of = ("--as-of", "2025-03-16T00:00:00+07:00")
        main(["freeze", "1", "--period", "2025-03", "--basis", "submitted", *as_of])
    app = opened(shell("target", target=SHARE, **MARCH))
    assert app.selectbox(key="movement_since").value == "meeting-1"
    (row,) = [row for row in board(app) if "Xã Hiếu" in row[1]]
    assert row[0] == "Bản mới thay bản trước"
    assert row[2].startswith("gửi ")
    assert row[3] == "+3"
    html = next(str(one.value) for one in app.html if "Xã Hiếu" in str(one.value))
    link = re.search(r'href="[^"?]*\?([^"]*cell=[^"]*)"', html)
    assert link is not None
    there = dict(parse_qsl(unescape(link[1])))
    assert (there["unit"], there["target"], there["period"]) == ("613", SHARE, "2025-03")
    source = app.switch_page("source.py")
    source.query_params.clear()
    for name, value in there.items():
        source.query_params[name] = value
    source.run()
    assert not source.exception
    marked = "".join(str(one.value) for one in source.html if "<mark>" in str(one.value))
    assert re.findall(r"<mark>(.*?)</mark>", marked) == ["Xã Hiếu", "6"]


def test_a_frozen_meeting_says_what_moved_since_the_one_before(
    sent_store: Path, shell: Shell
) -> None:
    document = said(
        "movement", "--unit", "62", "--target", SHARE, "--from", "meeting:1", "--to", "meeting:2"
    )
    app = opened(shell("target", target=SHARE, meeting="2"))
    assert app.selectbox(key="movement_since").value == "meeting-1"
    assert document["sentence"] in whole(app)
    assert [row[1] for row in board(app)[1:-1]] == [part["text"] for part in document["parts"]]
    assert "Vì sao con số thay đổi" in [box.label for box in shell("meeting", meeting="2").expander]
