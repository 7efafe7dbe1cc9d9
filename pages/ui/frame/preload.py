"""Scripts that a page will want, named in its document, so that they come with the first ones.

Streamlit's browser side learns from the running script which elements a page has, and only then
asks for the scripts that draw them: a second wave of thirty files after the first of sixty. Every
page of ours has the same choices above it. Plotly, the largest of all, is not among them: at hand,
it is evaluated before the first sentence stands and keeps it waiting for more than a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit

_FOLDER = Path(streamlit.__file__).parent / "static"
_IMPORT = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")
_NAMED = re.compile(r"static/js/([\w.-]+\.js)")

CHOICES = ("Html", "PageLink", "Selectbox", "DateInput", "ButtonGroup")
"""What draws the head of every page and the choices above it, by Streamlit's own names."""


@cache
def preloaded() -> str:
    """The lines of the document's head.

    Empty for parts that the installed Streamlit does not have: the page then fetches what it needs
    when it needs it, as it would have anyway.
    """
    document = (_FOLDER / "index.html").read_text("utf-8")
    wanted = needed_by(CHOICES) - set(_NAMED.findall(document))
    return "".join(
        f'<link rel="modulepreload" crossorigin href="/static/js/{name}">'
        for name in sorted(wanted)
    )


def needed_by(parts: Iterable[str], folder: Path = _FOLDER / "static" / "js") -> set[str]:
    """The files of these parts and, one after the other, all that they import."""
    found: set[str] = set()
    wanted = [file.name for part in parts for file in folder.glob(f"{part}.*.js")]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found.add(name)
            wanted += _IMPORT.findall((folder / name).read_text("utf-8"))
    return found
