"""The whole presentation as one HTML document: no page behind it, no other host, no controls.

What it needs is inside, but for the typeface, which the sign-in page has too; its policy names the
hashes of its one stylesheet and its one script and allows nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from data_loaders.accounts.permissions import Actor
from kpis.charts.palette import LOOKS
from kpis.charts.track_svg import ACTUAL, GOAL, LINE
from kpis.words.verdicts import instant
from pages.ui.frame.controls import basis_names
from pages.ui.frame.style import paints, verdict_class
from pages.ui.frame.view import View, read_view
from pages.ui.presentation.agenda import AGENDA
from pages.ui.presentation.screens import Screen
from pages.ui.reads.drawn import Drawn

_HERE = Path(__file__).parent


def presentation(actor: Actor, origin: str, query: Mapping[str, str]) -> str:
    """The document of the view that an address asks for.

    Raises a one-sentence error of ``data_loaders``, above all for who may not see the province.
    """
    view = read_view(actor, origin, query)
    view.access.demand("province.read")
    if view.faults:  # they stand on the first screen and belong to this address alone
        return _document(view)
    return view.drawn(Drawn.PRESENTATION, lambda: _document(view))


def _document(view: View) -> str:
    _, language = view.text, view.state.language
    screens = [screen for part in AGENDA for screen in part(view)]
    sections = "".join(
        _section(view, screen, number, len(screens)) for number, screen in enumerate(screens, 1)
    )
    ended = _("Phiên trình chiếu đã kết thúc. Hãy đăng nhập rồi mở lại trang trình chiếu.")
    title = f"{_('Trình chiếu')} · {screens[0].title}"
    return (
        f'<!DOCTYPE html>\n<html lang="{language.value}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>"
        '<link rel="icon" href="/gate/icon.svg" type="image/svg+xml">'
        f"<style>{stylesheet()}</style></head><body><main>{sections}</main>"
        f'<p role="alert" hidden>{escape(ended)}</p><script>{script()}</script></body></html>'
    )


def _section(view: View, screen: Screen, number: int, count: int) -> str:
    return (
        f'<section class="{screen.kind}" tabindex="-1" aria-labelledby="h{number}">'
        f'<h1 id="h{number}">{escape(screen.title)}</h1><div class="body">{screen.body}</div>'
        f"<footer><span>{escape(_as_of(view))}</span><b>{number}/{count}</b></footer></section>"
    )


def _as_of(view: View) -> str:
    """Up to when the figures count, on which basis, and that they are made up where they are."""
    _, zone = view.text, view.context.regime.timezone
    said = [
        _("Số liệu tính đến {as_of}").format(
            as_of=instant(view.as_of, view.state.language, zone=zone)
        ),
        basis_names(view)[view.state.basis].lower(),
    ]
    if view.context.store.demonstration:
        said.append(_("dữ liệu trình diễn, không phải số liệu thật"))
    return " · ".join(said)


@cache
def stylesheet() -> str:
    """The measures of the screens, the verdicts' colours on a light ground, and a drawing's."""
    rules = [(_HERE / "style.css").read_text("utf-8")]
    rules += [f".{verdict_class(v)} {{ {paints(look, both=False)} }}" for v, look in LOOKS.items()]
    drawn = {"actual": ("solid", ACTUAL), "line": ("dashed", LINE), "goal": ("double", GOAL)}
    rules += [
        f".red .{kind} {{ border-left-style: {style}; border-color: {colour}; color: {colour}; }}"
        for kind, (style, colour) in drawn.items()
    ]
    return "\n".join(rules)


@cache
def script() -> str:
    """What turns the screens."""
    return (_HERE / "keys.js").read_text("utf-8")


@cache
def policy() -> str:
    """The Content-Security-Policy of the document."""
    return (
        f"default-src 'none'; script-src {_hashed(script())}; style-src {_hashed(stylesheet())};"
        " font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'"
    )


def _hashed(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
