"""The script of every page: view, table of pages, masthead, choices, then the page itself."""

from __future__ import annotations

import streamlit as st

from data_loaders.accounts.permissions import Actor
from data_loaders.model.errors import MonitorError
from pages.ui.frame import controls, masthead, meeting_band
from pages.ui.frame.actor import SignedOutError, current_actor
from pages.ui.frame.addresses import (
    ADMIN,
    EVERY,
    OVERVIEW,
    REVIEW,
    SENDING,
    TABLE,
    Row,
    choices_in_title,
    choices_on,
    first_address,
    refused_to,
    say_refused,
)
from pages.ui.frame.failure import tell
from pages.ui.frame.view import View, open_view
from pages.ui.parts import acts, explaining
from pages.ui.reads.turns import LINE

ABOUT_NOW = {SENDING, REVIEW, ADMIN}
"""Addresses of pages that choose differently: they are about now and follow no meeting."""


def pages(view: View) -> dict[Row, st.Page]:
    """The pages this person may open; the first is where an address without a page leads."""
    allowed = [row for row in TABLE if row.open_to(view.actor)]
    return {
        row: st.Page(
            row.file, title=view.text(row.title), url_path=row.address, default=number == 0
        )
        for number, row in enumerate(allowed)
    }


def run(actor: Actor, origin: str) -> None:
    """Draw the page the address names."""
    view = open_view(actor, origin)
    table, refused = pages(view), refused_to(actor)
    closed = [] if refused is None else [_closed(view, refused)]
    page = st.navigation([*table.values(), *closed], position="hidden")
    st.set_page_config(page_title=page.title, layout="wide", page_icon="📋")
    about_now = page.url_path in ABOUT_NOW
    if about_now:
        LINE.leave()  # there files are read and reports written
    if refused is not None and page.url_path == refused.address:
        masthead.masthead(view, table)
        page.run()
        return
    address = page.url_path or first_address(actor)
    offered = choices_on(view, address)
    masthead.masthead(view, table, chooses=offered == EVERY or view.meeting is not None)
    meeting_band.band(view, about_now=about_now)
    explaining.band(view)
    if about_now:
        view = open_view(actor, origin, now_only=True)
    controls.faults(view)
    if not about_now and not choices_in_title(address):
        controls.choices(view, offered)
    if address != OVERVIEW:
        masthead.figures_begin()
    acts.enter(page.url_path)
    page.run()
    acts.leave()


def _closed(view: View, row: Row) -> st.Page:
    """A page that says who may open the one asked for; the file of that one is not run."""
    return st.Page(lambda: say_refused(view, row), title=view.text(row.title), url_path=row.address)


try:
    acts.stand_by()
    with LINE.turn():
        run(*current_actor())
except SignedOutError as out:
    masthead.signed_out(out.life)
except MonitorError as error:
    tell(error)
