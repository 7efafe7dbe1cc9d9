"""The front door: the ASGI application that ``streamlit run app.py`` serves.

The script it runs is ``pages/shell.py`` and not this file: Streamlit takes a folder ``pages/``
beside its script for pages of its own and would run ``pages/admin.py`` for whoever opens ``/admin``
first, without the shell. Beside ``pages/shell.py`` there is no such folder. The gate stands before
everything, Streamlit's own routes included.
"""

from __future__ import annotations

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from gate.middleware import Gate
from gate.start import announcing, open_house
from pages.ui import reads
from pages.ui.document import DocumentLanguage
from pages.ui.failure import tell

house = open_house(lambda: reads.context().store)


def first_page(request: Request) -> RedirectResponse:
    """``/overview`` by its name: Streamlit knows its first page as ``/`` only."""
    query = request.url.query
    return RedirectResponse(f"/?{query}" if query else "/")


app = st.App(
    "pages/shell.py",
    routes=[Route("/overview", first_page)],
    middleware=[Middleware(Gate, house=house), Middleware(DocumentLanguage)],
    lifespan=announcing(house),
    on_script_error=tell,
)
