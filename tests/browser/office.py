"""A running demonstration in which everybody decides, and what its store holds of it afterwards."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from data_loaders.accounts.demonstration import UNIT
from data_loaders.accounts.permissions import Actor, Role
from data_loaders.model import Basis, Identity, Period
from data_loaders.model.settings import read_settings
from data_loaders.reports.facts import facts
from data_loaders.reports.history import versions
from data_loaders.service.access import Access
from data_loaders.service.context import Context, open_context
from data_loaders.service.decisions import Decisions
from data_loaders.service.explanations import Explanations
from data_loaders.service.meetings import Meetings
from data_loaders.store.database import NEWEST
from kpis.scorecard import scorecard
from kpis.stored.requested_view import plan_of
from pages.ui.parts.explaining import RED
from tests.browser.pressing import AGAIN, command
from tests.browser.server import new_context, open_tab, running_server
from tests.pages.reports import OWED, TU_MO_RONG

JUNE = Period.parse(OWED)
WAITS = "614"
"""The locality whose report of June waits for its acceptance."""


@dataclass
class Office:
    """A running demonstration, a visitor of each role, and how often each act was rightly done.

    ``red``: the targets of each locality that may be asked about. ``names``: of every target.
    """

    browser: Browser
    address: str
    store: Path
    folder: Path
    red: dict[str, list[str]]
    before: Counter[str]
    names: dict[str, str]
    done: Counter[str] = field(default_factory=Counter)
    visitors: dict[Role, BrowserContext] = field(default_factory=dict)

    def tab(self, role: Role, path: str) -> Page:
        """A page as that role sees it, in a tab of its own; close it."""
        if role not in self.visitors:
            self.visitors[role] = new_context(self.browser)
        return open_tab(self.visitors[role], self.address + path, role=role)

    def with_red(self, least: int) -> tuple[str, list[str]]:
        """A locality with so many figures to ask about, and those; nobody else gets it again."""
        unit = next(unit for unit, found in self.red.items() if len(found) >= least)
        return unit, self.red.pop(unit)


def target_names(context: Context) -> dict[str, str]:
    """What the plan in force calls each target."""
    plan = plan_of(context)
    return {code: target.name_vi for code, target in plan.by_id.items()}


def red_figures(context: Context) -> dict[str, list[str]]:
    """Red figures of June that nobody asked about yet, by their locality."""
    now, register = context.now(), context.register()
    plan = plan_of(context)
    known = facts(context.store, as_of=now, basis=Basis.ACCEPTED)
    card = scorecard(known, plan, register, period=JUNE, now=now)
    asked = {(one.unit_id, one.target_id) for one in Explanations(_door(context)).all()}
    found: dict[str, list[str]] = {}
    for unit in card.units:
        if unit in (card.province_id, UNIT):
            continue
        targets = [one.target_id for one in card.of_unit(unit) if one.verdict in RED]
        found[unit] = [one for one in targets if (unit, one) not in asked]
    return found


def ask_the_demonstrations_reporter(context: Context) -> None:
    """A question for every press that answers one."""
    every = list(plan_of(context).by_id)
    for target in every[: len(AGAIN) + 2]:
        Explanations(_door(context)).ask(
            Identity(UNIT, JUNE), target, "Vì sao?", due_on=context.now().date()
        )


def _door(context: Context) -> Access:
    return Access(context, Actor("thu-ky", Role.CONSOLE), lambda *_: None)


def decided(context: Context) -> Counter[str]:
    """How many rows the store holds of what the acts here write."""
    door = _door(context)
    decisions, asked = Decisions(door).all(), Explanations(door).all()
    return Counter(
        {
            "meeting planned": len(Meetings(door).planned()),
            "meeting frozen": len(Meetings(door).all()),
            "reading": len(context.store.rows("readings", as_of=2**62, upto=NEWEST)),
            "decision": len(decisions),
            "step": sum(len(one.steps) for one in decisions),
            "request": len(asked),
            "answer": sum(len(one.answers) for one in asked),
            "report": len(list(versions(context.store, unit_id=TU_MO_RONG, period=JUNE))),
        }
    )


def press(page: Page, key: str) -> Locator:
    """The button whose key begins so; there is no other."""
    return page.locator(f"[class*='st-key-{key}'] button")


def typed(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).fill(text)


@contextmanager
def opened(browser: Browser, filled: Path, folder: Path) -> Iterator[Office]:
    """The office on a copy of the demonstration; closed at the end."""
    store = Path(shutil.copy(filled, folder / "monitor.duckdb"))
    context = open_context(read_settings({"MONITOR_STORE": str(store)}))
    with context.store:
        red, names = red_figures(context), target_names(context)
        ask_the_demonstrations_reporter(context)
        before = decided(context)
    with running_server(store, log=folder / "server.log") as address:
        found = Office(browser, address, store, folder, red, before, names)
        yield found
        for visitor in found.visitors.values():
            visitor.close()


def decided_since(office: Office, name: str) -> Counter[str]:
    """What the store holds more than at the beginning, read from a copy of that name."""
    copy = office.store.with_name(name)
    command(office.store, "data_loaders", "copy", "--to", str(copy))
    context = open_context(read_settings({"MONITOR_STORE": str(copy)}))
    with context.store:
        after = decided(context)
    after.subtract(office.before)
    return Counter({what: count for what, count in after.items() if count})


def rightly(office: Office) -> Counter[str]:
    """What was pressed for: a meeting that is frozen is no longer planned."""
    wanted = Counter(office.done)
    wanted["meeting planned"] -= wanted["meeting frozen"]
    return Counter({what: count for what, count in wanted.items() if count})
