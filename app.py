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
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from data_loaders.model.errors import RefusedError
from gate.first_page import FirstPage
from gate.known_addresses import KnownAddresses
from gate.middleware import PRESENTING, Gate
from gate.request.cookies import PRESENTATION_PATH
from gate.request.local_path import local_path
from gate.responses import Page
from gate.startup import announcing, open_gate
from gate.streamlit.script_edition import prefix
from pages.ui.frame.addresses import ADDRESSES
from pages.ui.frame.display import ADDRESS, remember
from pages.ui.frame.document import DocumentLanguage
from pages.ui.frame.failure import sentence, tell
from pages.ui.frame.garbage_collection import collect_rarely
from pages.ui.presentation.document import policy, presentation
from pages.ui.reads import figures

gate_state = open_gate(lambda: figures.context().store)


def drawn_otherwise(request: Request) -> Response:
    """Keep how large and how strong this browser wants its pages, and go back to the page."""
    query = request.query_params
    secure = request.scope["gate.request.visitor"].secure
    answer: Response = remember(query.get("to", ""), local_path(query.get("next")), secure=secure)
    return answer


def presented(request: Request) -> Response:
    """The agenda as one document, for the presentation's session that the gate found."""
    if request.method == "HEAD":  # the screen asks whether it may go on
        return Response()
    session = request.scope[PRESENTING]
    actor = gate_state.accounts.actor(session.account)
    try:
        document: str = presentation(actor, session.origin, request.query_params)
    except Exception as error:  # whatever it is, people are told a sentence
        status = 403 if isinstance(error, RefusedError) else 503
        page = Page(gate_state, request, {})
        return page.show("refused.html", status=status, message=sentence(error), back=False)
    return HTMLResponse(document, headers={"Content-Security-Policy": policy()})


app = st.App(
    "pages/shell.py",
    routes=[
        Route(ADDRESS, drawn_otherwise),
        Route(PRESENTATION_PATH, presented),
    ],
    middleware=[
        Middleware(Gate, gate_state=gate_state),
        Middleware(
            KnownAddresses, gate_state=gate_state, pages=(*ADDRESSES, ADDRESS, PRESENTATION_PATH)
        ),
        Middleware(FirstPage, accounts=gate_state.accounts),
        Middleware(DocumentLanguage, title=gate_state.product, edition=prefix),
    ],
    lifespan=announcing(gate_state),
    on_script_error=tell,
)
collect_rarely()
