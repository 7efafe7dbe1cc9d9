"""A store with something decided and something asked, for tests."""

from __future__ import annotations

from datetime import date

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.model import TaskState
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.service.decisions import Decisions, NewDecision
from data_loaders.service.explanations import Explanations
from tests.data_loaders.sent_forms import OURS
from tests.data_loaders.stores import at


def doors(context: Context) -> tuple[Decisions, Explanations]:
    access = Access(context, Actor("ca", Role.CONSOLE), lambda *_: None, origin="10.0.0.7")
    return Decisions(access), Explanations(access)


def fill(context: Context) -> int:
    """A decision, a request; from the revision that is returned on, a step and an answer."""
    decided, explained = doors(context)
    about = NewDecision("Triệt xóa", date(2025, 10, 31), unit_id="611", about_unit="608")
    decided.record(about, at=at(10))
    explained.ask(OURS, "spots-reduction", "Vì sao?", due_on=date(2025, 10, 25), at=at(10))
    frozen = context.store.revision()
    decided.change(1, TaskState.UNDER_WAY, note="Đã giao", at=at(15))
    explained.answer(1, "Do rà soát lại", at=at(15))
    return frozen
