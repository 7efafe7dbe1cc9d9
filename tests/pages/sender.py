"""A sender at the submit page: chooses a file through the real widget, and what the store holds."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from data_loaders.model import Period
from data_loaders.reports import history
from data_loaders.store.database import Store
from pages.ui.reads import figures
from tests.pages.conftest import Shell
from tests.pages.reports import OWED, TU_MO_RONG
from tests.pages.seen import Row, acts, pressed, table_under

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FINDINGS = ("Trang tính", "Ô", "Nội dung", "Lỗi và cách sửa")
SEND = "sending_send_"


def choose(app: AppTest, data: bytes, *, name: str = "bao-cao.xlsx") -> AppTest:
    """Put a file into the page's file field."""
    return app.file_uploader[0].set_value((name, data, XLSX)).run()


def at_page(shell: Shell, data: bytes, *, name: str = "bao-cao.xlsx", **address: str) -> AppTest:
    """The submit page of what Tu Mơ Rông owes, with that file chosen."""
    where = {"unit": TU_MO_RONG, "period": OWED, **address}
    return choose(shell("submit", **where), data, name=name)


def press(app: AppTest) -> AppTest:
    return pressed(app, SEND)


def can_send(app: AppTest) -> bool:
    """Whether there is a button to send with, and it can be pressed."""
    return bool(acts(app, SEND))


def found(app: AppTest) -> list[Row]:
    """The findings on the page: sheet, cell, label, sentence."""
    return table_under(app, *FINDINGS)


def store() -> Store:
    """The open store behind the page."""
    opened: Store = figures.context().store
    return opened


def sent(unit_id: str = TU_MO_RONG, period: str = OWED) -> list[tuple[int, str]]:
    """Number and state of every version of a report."""
    group = history.versions(store(), unit_id=unit_id, period=Period.parse(period))
    return [(version.version, version.state) for version in group]


def attempts(unit_id: str = TU_MO_RONG, period: str = OWED) -> list[list[Any]]:
    """Finding codes of every refused attempt of a report."""
    kept = history.attempts(store(), unit_id=unit_id, period=Period.parse(period))
    return [[finding["code"] for finding in attempt.findings] for attempt in kept]
