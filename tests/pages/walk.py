"""Everything that is said of reports outside the pages of now: letters, urging, screens, meetings.

And a store of random fates: reports accepted, waiting, given back, late, and none.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from docx import Document

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.demo.synthesis import report
from data_loaders.model import Identity, Period
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_register
from data_loaders.reports import acceptance, commits
from data_loaders.reports.history import ACCEPTED, RETURNED
from data_loaders.service.context import Context, create_store
from pages.ui.presentation.document import presentation
from tests.data_loaders.sent_forms import REGIME
from tests.data_loaders.stores import look
from tests.pages.conftest import NOW, Shell
from tests.pages.seen import text_of

PERIODS = ("2024-12", "2025-04", "2025-05", "2025-06")
FATES: tuple[tuple[str, ...], ...] = (
    ("accepted",),
    ("accepted",),
    ("accepted",),
    ("waiting",),
    ("waiting",),
    ("returned",),
    ("returned", "waiting"),
    ("accepted", "waiting"),
    (),
    (),
)
"""What becomes of one report, version by version; nothing: nobody sent it."""
SECRETARY = (Role.SECRETARY, None)


def random_store(path: Path, seed: int) -> Counter[str]:
    """A store at that place on 25/06/2025, of that seed's history; how often each fate befell."""
    rng = Random(seed)  # noqa: S311 (a test's dice)
    settings = read_settings({"MONITOR_STORE": str(path)})
    extra = {"demonstration": "yes", "now": NOW}
    context = create_store(settings, load_register(), actor="test", extra=extra)
    found: Counter[str] = Counter()
    with context.store:
        for period in map(Period.parse, PERIODS):
            for unit in context.register().reporting(REGIME.ends_on(period)):
                fate = rng.choice(FATES)
                day = REGIME.due_at(period) + timedelta(days=rng.choice([-1, -1, 0, 3, 5]))
                if _befalls(context, unit.unit_id, period, fate, day):
                    found[" ".join(fate)] += 1
    return found


def _befalls(
    context: Context, unit_id: str, period: Period, fate: tuple[str, ...], day: datetime
) -> bool:
    """Whether every version of that fate could be sent: a check may stand against one."""
    now, identity = context.now(), Identity(unit_id, period)
    for number, what in enumerate(fate):
        at = min(day + timedelta(hours=6 * number), now - timedelta(hours=8 - number))
        content = report(identity, regime=REGIME, received_on=at.date())
        seen = look(context, content, at, data=f"{identity} {number}".encode())
        sent = commits.send(
            context.store, seen, actor=f"huyen-{unit_id}", now=now, explanations="đã đối chiếu"
        )
        if sent.outcome != "sent":
            return False
        if what != "waiting":
            acceptance.decide(
                context.store,
                identity,
                ACCEPTED if what == "accepted" else RETURNED,
                actor="thuong-truc",
                at=at + timedelta(hours=2),
                now=now,
                reason="thiếu một xã" if what == "returned" else None,
            )
    return True


def urging(shell: Shell, monkeypatch: pytest.MonkeyPatch, **address: str) -> Iterator[str]:
    """The texts to copy and every letter, those of the packed file too, as their words."""
    letters: dict[str, object] = {}

    def keep(_label: str, *, data: object, file_name: str, **_: object) -> None:
        letters[file_name] = data

    with monkeypatch.context() as patch:
        patch.setattr("streamlit.download_button", keep)
        app = shell("reporting", actor=SECRETARY, **address)
    assert not app.exception
    yield from (str(one.value) for one in app.code)
    for name, make in letters.items():
        data = make()  # type: ignore[operator]
        if name.endswith(".zip"):
            with ZipFile(BytesIO(data)) as packed:
                yield from (words(packed.read(one)) for one in packed.namelist())
        elif name.endswith(".docx"):
            yield words(data)
        elif name.endswith(".svg"):  # the calendar: each square says whose it is, and of when
            yield re.sub(r"<[^>]*>", "\n", data.decode("utf-8"))


def words(letter: bytes) -> str:
    """The words of a Word file, a line each paragraph and each row of a table."""
    document = Document(BytesIO(letter))
    rows = (row for table in document.tables for row in table.rows)
    lines = [" ".join(cell.text for cell in row.cells) for row in rows]
    return "\n".join([*(one.text for one in document.paragraphs), *lines])


def screens(**query: str) -> str:
    """The words of every screen of a presentation, a line each piece."""
    document = presentation(Actor("viewer.all", Role.VIEWER), "127.0.0.1", query)
    return "\n".join(text_of(one) for one in document.replace("</li>", "</li>\0").split("\0"))


def copied(store: Path) -> Path:
    """The same store once more, for commands: a file has one process at a time."""
    return Path(shutil.copy(store, store.with_name("beside.duckdb")))
