"""How large and how strong pages are drawn: this browser's choice, kept in a cookie of its own.

The province's portal offers A−, A, A+ and high contrast; so do these pages, by plain links that
need no script. A link somebody shares does not carry the choice along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from kpis.model import Language
from kpis.words.verdicts import translator

ADDRESS = "/display"
COOKIE = "monitor-display"
_YEAR = 365 * 24 * 3600


class Size(StrEnum):
    """Text sizes, each with its pixels in ``PIXELS``."""

    SMALL = "small"
    USUAL = "usual"
    LARGE = "large"


PIXELS: Mapping[Size, int] = {Size.SMALL: 14, Size.USUAL: 16, Size.LARGE: 20}
"""What 1rem is; the usual one is ``theme.baseFontSize``."""
_SIGNS = {Size.SMALL: "A−", Size.USUAL: "A", Size.LARGE: "A+"}


@dataclass(frozen=True, slots=True)
class Display:
    """One browser's choice."""

    size: Size = Size.USUAL
    contrast: bool = False

    @property
    def written(self) -> str:
        """The cookie's value."""
        return f"{self.size}.{'high' if self.contrast else 'normal'}"


def read_display(value: str) -> Display:
    """The choice a cookie or an address writes; anything else is the usual."""
    size, _, contrast = value.partition(".")
    return Display(Size(size) if size in set(Size) else Size.USUAL, contrast == "high")


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
    size = f"@media screen {{ html {{ font-size: {PIXELS[display.size]}px !important; }} }}"
    return size + (_CONTRAST if display.contrast else "")


_CONTRAST = """
.stApp { --quiet: #000; --strong: #000; --rule: #000; --brand: #00318A; --ground: #FFF; }
.stApp a { text-decoration: underline !important; text-underline-offset: .15em; }
.verdict, .tile { border-width: 2.5px !important; }
.stApp .cell { border-color: var(--edge) !important; }
.stApp, .stApp p, .stApp th, .stApp td, .stApp label, .stApp li { color: #000; }
@supports (color: light-dark(#000, #fff)) {
  .stApp {
    --quiet: light-dark(#000, #FFF); --strong: light-dark(#000, #FFF);
    --rule: light-dark(#000, #FFF);
    --brand: light-dark(#00318A, #B8DBFF); --ground: light-dark(#FFF, #000);
    background: light-dark(#FFF, #000);
  }
  .stApp, .stApp p, .stApp th, .stApp td, .stApp label, .stApp li { color: light-dark(#000, #FFF); }
}
"""


def links(display: Display, here: str, language: Language) -> str:
    """A−, A, A+ and contrast as links; the choice in force is marked for eye and screen reader."""
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
    contrast = _link("◐", _("Tương phản cao"), other, here, display.contrast)
    label = escape(_("Cỡ chữ và tương phản"))
    return f'<div class="display" role="group" aria-label="{label}">{sizes}{contrast}</div>'


def _link(sign: str, name: str, chosen: Display, here: str, current: bool) -> str:
    query = escape(urlencode({"to": chosen.written, "next": here}))
    mark = ' aria-current="true"' if current else ""
    return (
        f'<a href="{ADDRESS}?{query}" target="_self" title="{escape(name)}"'
        f' aria-label="{escape(name)}"{mark}>{sign}</a>'
    )
