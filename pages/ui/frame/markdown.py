"""Texts from outside on their way into Streamlit's Markdown: shown letter by letter, never obeyed.

Warnings, captions, headings, labels and help of Streamlit are Markdown: a name, an address, a
reason or a cell that holds ``[here](…)`` would put a link of a stranger into our own sentence. What
is not written in the source goes through :func:`plain` or :func:`filled`; a test reads the source
and keeps it so. HTML of ours goes through :func:`html.escape` as ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_JOINER = "\u2060"
"""A sign of no width. Links and icons are also made of text that was read already, where a
backslash has done its work: there it has to stand between."""

_MARKS = re.compile(r"[\\`*\[\]<>~$]|&(?=[#\w])|(?<![^\W_])_|_(?![^\W_])")
"""A low line inside a word, as in MONITOR_STORE, emphasises nothing."""
_FIRST = re.compile(r"^(?:[-+=#|]|\d{1,9}(?=[.)](?:\s|$)))")
_NAMED = re.compile(r"(?<!\d):(?=[\w+-])|:(?=[^\W\d]|[+-])")
_LINKED = re.compile(r"(?i)(?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)|@")


def plain(text: object) -> str:
    """A text that Markdown shows as it is, on one line.

    >>> plain("[x](y)")
    '\\\\[x\\\\](y)'
    """
    line = " ".join(str(text).split())
    line = _LINKED.sub(lambda found: found[0] + _JOINER, line)
    line = _NAMED.sub(lambda found: found[0] + _JOINER, line)
    line = _MARKS.sub(lambda found: f"\\{found[0]}", line)
    first = _FIRST.match(line)
    if first is None:
        return line
    return f"{first[0]}\\{line[first.end() :]}" if first[0][0].isdigit() else f"\\{line}"


def filled(template: str, **values: object) -> str:
    """A sentence of the catalogue, with its own Markdown, its places filled with plain texts."""
    return template.format(**{name: plain(value) for name, value in values.items()})


def lines(*sentences: str) -> str:
    """Sentences one under the other, each shown as it is."""
    return "  \n".join(plain(sentence) for sentence in sentences)


def paragraphs(text: str) -> str:
    """A text of several paragraphs, each shown as it is."""
    return "\n\n".join(plain(part) for part in text.split("\n\n"))


def labels(named: Callable[[Any], str]) -> Callable[[Any], str]:
    """A ``format_func`` whose options are shown as they are, where labels are Markdown."""
    return lambda option: plain(named(option))
