"""The table of pages: which file stands under which address, its title, and who may open it.

An address that is in no row is no page: the server answers it with 404 before Streamlit sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from data_loaders.accounts.permissions import ACTIONS, Actor, may, role_name
from kpis.model import Language
from kpis.words.verdicts import translator
from pages.ui.frame.controls import Choice
from pages.ui.frame.state import N_
from pages.ui.frame.view import View

EVERY = frozenset({Choice.PERIOD, Choice.AS_OF, Choice.BASIS})
OF_NOW: frozenset[Choice] = frozenset()
OVERVIEW = "overview"
LOCALITY, SENDING, REVIEW, ADMIN = "locality", "submit", "review", "admin"
MEETING, REPORTING, TASKS, TARGET = "meeting", "reporting", "tasks", "target"


@dataclass(frozen=True, slots=True)
class Row:
    """One page. ``right``: what one must be allowed to do there, to one's own locality at least.

    ``choices``: those that change something on it. No other stands there: a control that does
    nothing makes people doubt those that do something. ``in_title``: the page itself has them,
    beside its title. ``short``: its title where many stand side by side, if another one.
    """

    file: str
    title: str
    address: str
    right: str
    choices: frozenset[Choice] = EVERY
    in_title: bool = False
    short: str = ""

    def label(self, language: Language) -> str:
        """What a link to it says."""
        if self.short:
            return translator(language, "page")(self.short)
        return translator(language)(self.title)

    def open_to(self, actor: Actor) -> bool:
        """Whether this person may open it."""
        return may(actor, self.right, actor.unit_id)


TABLE = (
    Row("overview.py", N_("Toàn tỉnh"), OVERVIEW, "province.read", in_title=True),
    Row("target.py", N_("Chỉ tiêu"), TARGET, "province.read", in_title=True),
    Row("locality.py", N_("Địa phương"), LOCALITY, "locality.read", in_title=True),
    Row("tasks.py", N_("Nhiệm vụ"), TASKS, "locality.read"),
    Row(
        "reporting.py",
        N_("Tình hình báo cáo"),
        REPORTING,
        "locality.read",
        frozenset({Choice.AS_OF}),
        short="Báo cáo",
    ),
    Row("submit.py", N_("Nộp báo cáo"), SENDING, "report.send", OF_NOW),
    Row("review.py", N_("Duyệt báo cáo"), REVIEW, "report.accept", OF_NOW),
    Row("meeting.py", N_("Phiên họp"), MEETING, "province.read", OF_NOW),
    Row(
        "source.py",
        N_("Nguồn gốc số liệu"),
        "trace",
        "locality.read",
        short="Nguồn gốc",
    ),
    Row("plan.py", N_("Kế hoạch"), "plan", "locality.read", OF_NOW),
    Row("admin.py", N_("Quản trị"), ADMIN, "account.list", OF_NOW),
)

ADDRESSES = frozenset(row.address for row in TABLE)


def first_address(actor: Actor) -> str:
    """The page where an address without a page leads."""
    return next(row.address for row in TABLE if row.open_to(actor))


TABS = 4
"""So many pages a telephone has under the thumb."""


def tabs(actor: Actor) -> tuple[Row, ...]:
    """The pages a telephone has below: who sends for one locality has sending first, who accepts
    reports has that beside the province."""
    leader = (OVERVIEW, REVIEW, LOCALITY, REPORTING, MEETING, TASKS, "plan", ADMIN)
    first = (SENDING,) if actor.unit_id is not None else ()
    by_address = {row.address: row for row in TABLE if row.open_to(actor)}
    wanted = [by_address[one] for one in (*first, *leader) if one in by_address]
    return tuple(wanted[:TABS])


def choices_on(view: View, address: str) -> frozenset[Choice]:
    """What is to be chosen on a page: a meeting has settled everything; on the page of meetings
    who freezes one chooses what is frozen."""
    if view.meeting is not None:
        return OF_NOW
    if address == MEETING and may(view.actor, "meeting.freeze"):
        return EVERY
    return next(row.choices for row in TABLE if row.address == address)


def choices_in_title(address: str) -> bool:
    """Whether a page has its choices beside its title and not above it."""
    return next(row.in_title for row in TABLE if row.address == address)


def refused_to(actor: Actor) -> Row | None:
    """The page whose address was opened, where this person may not open it."""
    address = urlsplit(st.context.url or "").path.strip("/")
    found = next((row for row in TABLE if row.address == address), None)
    return None if found is None or found.open_to(actor) else found


def say_refused(view: View, row: Row) -> None:
    """In place of a page: what it is for, that this account may not, and the way on."""
    _, language = view.text, view.state.language
    st.header(_("Không mở được trang này"))
    said = _(
        "Trang “{page}” dành cho người được {right}. Tài khoản {name} (vai trò: {role}) không có"
        " quyền đó; nếu cần, hãy liên hệ người quản trị."
    ).format(
        page=_(row.title),
        right=_(ACTIONS[row.right].wish),
        name=view.actor.name,
        role=role_name(view.actor.role, language),
    )
    home = f'<p><a href="/" target="_self">{escape(_("Về trang đầu"))}</a></p>'
    st.html(f'<div role="alert"><p>{escape(said)}</p>{home}</div>')
