"""The stylesheet: ``theme.css``, each page's own ``page.css``, and the verdicts' colours.

``theme.css`` holds the tokens and what several pages use; what only one page draws stands in the
``page.css`` of its folder. The colours come from ``kpis.charts.palette``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import streamlit as st

from kpis.charts.palette import LOOKS, Look
from pages.ui.frame.display import COOKIE, Display, read_display, rules


def page_style(choice: str) -> str:
    """The stylesheet and what a browser chose, by its cookie's value, for the document.

    There it is read once; in the script's output it would be sent again at every rerun.
    """
    return f"<style>{stylesheet()}{rules(read_display(choice))}</style>"


def chosen_display() -> Display:
    """How large and how strong this browser wants its pages."""
    return read_display(str(st.context.cookies.get(COOKIE) or ""))


@cache
def stylesheet() -> str:
    """The whole stylesheet of every page."""
    theme = Path(__file__).with_name("theme.css")
    sheets = [theme, *sorted(theme.parents[1].glob("*/page.css"))]
    return "\n".join([*(sheet.read_text("utf-8") for sheet in sheets), *_verdict_rules()])


def _verdict_rules() -> Iterator[str]:
    for verdict, look in LOOKS.items():
        yield f".{verdict_class(verdict)} {{ {paints(look, both=False)} }}"
    yield "@supports (color: light-dark(#000, #fff)) {"
    for verdict, look in LOOKS.items():
        yield f".{verdict_class(verdict)} {{ {paints(look, both=True)} }}"
    yield "}"


def verdict_class(verdict: str) -> str:
    """The class that sets a verdict's colours as ``--fill``, ``--ink`` and ``--edge``."""
    return f"v-{verdict.replace('_', '-')}"


def paints(look: Look, *, both: bool) -> str:
    """The colours of a verdict as a rule's declarations; ``both``: on a light page and a dark."""
    pairs = {
        "fill": (look.light.fill, look.dark.fill),
        "ink": (look.light.ink, look.dark.ink),
        "edge": (look.light.edge, look.dark.edge),
    }
    return " ".join(
        f"--{name}: {f'light-dark({light}, {dark})' if both else light};"
        for name, (light, dark) in pairs.items()
    )
