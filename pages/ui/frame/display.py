"""How large, how strong and how dark pages are drawn: this browser's choice, kept in a cookie.

The province's portal offers A−, A, A+ and high contrast; so do these pages, by plain links that
need no script. A link somebody shares does not carry the choice along. Who asks the browser for
more contrast or for dark pages has both without a choice here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from kpis.model import Language
from kpis.words.verdicts import translator

ADDRESS = "/display"
COOKIE = "monitor-display"
_YEAR = 365 * 24 * 3600
_NORMAL, _HIGH, _PARTS = "normal", "high", 3


class Size(StrEnum):
    """Text sizes, each with its pixels in ``PIXELS``."""

    SMALL = "small"
    USUAL = "usual"
    LARGE = "large"


PIXELS: Mapping[Size, int] = {Size.SMALL: 14, Size.USUAL: 16, Size.LARGE: 18}
"""What 1rem is; the usual one is ``theme.baseFontSize``."""
WIDE, MORE = 1800, 2
"""On a screen so many pixels wide, a projector's or a wall's, letters are that much larger."""
_SIGNS = {Size.SMALL: "A−", Size.USUAL: "A", Size.LARGE: "A+"}


class Scheme(StrEnum):
    """Light or dark pages; ``AUTO``: as the browser is."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Display:
    """One browser's choice."""

    size: Size = Size.USUAL
    contrast: bool = False
    scheme: Scheme = Scheme.AUTO

    @property
    def written(self) -> str:
        """The cookie's value."""
        return f"{self.size}.{_HIGH if self.contrast else _NORMAL}.{self.scheme}"


def read_display(value: str) -> Display:
    """The choice a cookie or an address writes; anything else is the usual.

    Cookies of the time before there was a choice of dark pages have two parts.
    """
    parts = value.split(".")
    size, contrast, scheme = parts if len(parts) == _PARTS else [*parts, Scheme.AUTO, ""][:_PARTS]
    known = {_NORMAL: False, _HIGH: True}
    if size not in set(Size) or contrast not in known or scheme not in set(Scheme):
        return Display()
    return Display(Size(size), known[contrast], Scheme(scheme))


def remember(chosen: str, onward: str, *, secure: bool) -> Response:
    """The answer that keeps a choice and leads on to a page of this server."""
    answer = RedirectResponse(onward, 303)
    answer.set_cookie(
        COOKIE,
        read_display(chosen).written,
        max_age=_YEAR,
        secure=secure,
        httponly=True,
        samesite="lax",
    )
    return answer


def rules(display: Display) -> str:
    """The style rules of a choice, to stand after the stylesheet."""
    pixels = PIXELS[display.size]
    size = (
        f"@media screen {{ html {{ font-size: {pixels}px !important; }} }}"
        f"@media screen and (min-width: {WIDE}px) {{"
        f" html {{ font-size: {pixels + MORE}px !important; }} }}"
    )
    if display.contrast:
        return size + _contrast()
    return f"{size}@media (prefers-contrast: more) {{ {_contrast()} }}"


@cache
def _contrast() -> str:
    return Path(__file__).with_name("contrast.css").read_text("utf-8")


def links(display: Display, here: str, language: Language) -> str:
    """A−, A, A+, contrast and dark as links; what is in force is marked for eye and screen
    reader."""
    _ = translator(language)
    names = {
        Size.SMALL: _("Chữ nhỏ hơn"),
        Size.USUAL: _("Chữ bình thường"),
        Size.LARGE: _("Chữ lớn hơn"),
    }
    sizes = "".join(
        _link(_SIGNS[size], names[size], replace(display, size=size), here, size is display.size)
        for size in Size
    )
    other = replace(display, contrast=not display.contrast)
    name = _("Tương phản cao")
    contrast = _link(f"◐ {name}", name, other, here, display.contrast)
    schemes = {
        Scheme.AUTO: _("Sáng hay tối theo máy"),
        Scheme.LIGHT: _("Nền sáng"),
        Scheme.DARK: _("Nền tối"),
    }
    grounds = "".join(
        _link(text, text, replace(display, scheme=scheme), here, scheme is display.scheme)
        for scheme, text in schemes.items()
    )
    rows = "".join(f"<div>{row}</div>" for row in (sizes, contrast, grounds))
    label = escape(_("Cỡ chữ, tương phản, nền sáng hay tối"))
    return f'<div class="display" role="group" aria-label="{label}">{rows}</div>'


def _link(sign: str, name: str, chosen: Display, here: str, current: bool) -> str:
    query = escape(urlencode({"to": chosen.written, "next": here}))
    mark = ' aria-current="true"' if current else ""
    named = "" if sign.endswith(name) else f' title="{escape(name)}" aria-label="{escape(name)}"'
    return f'<a href="{ADDRESS}?{query}" target="_self"{named}{mark}>{escape(sign)}</a>'
