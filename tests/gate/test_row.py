"""The gate's steps: a file each, in the order the documents tell, and each for every connection."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from gate.gate_state import GateState
from gate.middleware import ROW
from gate.request.visitor import visitor_of
from gate.session import LivingSession
from tests.gate.conftest import BASE, HTML, Behind, Visit, Visitor

ROOT = Path(__file__).parents[2]


def test_the_row_is_the_one_that_is_written_down() -> None:
    told = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    row = told.partition("`gate/middleware.py`)")[2].partition("?")[0]
    assert re.findall(r"`(gate/\w+)\.py`", row) == [
        Path(inspect.getfile(step)).relative_to(ROOT).with_suffix("").as_posix() for step in ROW
    ]


@pytest.mark.usefixtures("people")
def test_the_row_ends_with_a_refusal(gate_state: GateState, behind: Behind) -> None:
    """Were every other step left out, nothing would be open."""
    assert ROW[-1] is LivingSession

    async def alone(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            scope["gate.request.visitor"] = visitor_of(scope, proxies=(), tls=False)
        await LivingSession(behind, gate_state)(scope, receive, send)

    browser = TestClient(alone, base_url=BASE, follow_redirects=False)
    for path in ("/", "/login", "/healthz", "/presentation", "/_stcore/health"):
        assert browser.get(path).status_code == 401
    assert behind.seen == []


@pytest.mark.usefixtures("people")
def test_a_file_of_the_gate_is_for_our_own_names_and_pages_only(visit: Visit) -> None:
    browser = visit()
    assert browser.get("/gate/style.css").status_code == 200
    assert browser.get("/gate/style.css", headers={"host": "evil.example"}).status_code == 421
    assert browser.get("/gate/style.css", headers={"origin": "null"}).status_code == 403
    assert browser.get("/healthz", headers={"host": "10.0.0.7"}).status_code == 200


@pytest.mark.usefixtures("people")
def test_a_door_takes_no_other_method(visit: Visit) -> None:
    browser: Visitor = visit()
    for path in ("/login", "/logout", "/setup"):
        assert browser.request("PUT", BASE + path, headers=HTML).status_code == 405
