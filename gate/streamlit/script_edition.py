"""Streamlit's scripts as this house hands them out: speaking the page's language, and finding a
name however it is typed.

Streamlit has no other language than English, its select boxes compare letter by letter ("dak" or
"Đăk" finds no "Đắk Tô"), and it asks nobody but the browser whether a page is dark. All of this is
in its scripts and nowhere else. Changed on their way out they are right from the first moment, for
eye and screen reader, with nothing to watch the page for texts to replace. Each edition has an
address of its own that changes with what is changed, so that a browser keeps it for good. A part
that the installed Streamlit does not have stays as it is; a test names it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from data_loaders.model.words import LANGUAGES
from gate.streamlit.script_words import VIETNAMESE

WORDS: Mapping[str, Mapping[str, Mapping[str, str]]] = {"vi": VIETNAMESE, "en": {}}
"""Language → part → what Streamlit says → what is said instead."""

_FOLD = (
    "(x=>x.normalize(`NFD`).replace(/[\\u0300-\\u036f]/g,``).replace(/[đĐ]/g,`d`).toLowerCase())"
)
"""A text without its diacritics and in small letters: as many letters as it has when composed."""

SEARCH: Mapping[str, Mapping[str, str]] = {
    "useSyncComboBoxEnterTargetFocus": {
        "e=e.toLowerCase(),t=t.toLowerCase();": f"e={_FOLD}(e),t={_FOLD}(t);",
        "s=i?e:e.toLowerCase(),c=i?t:t.toLowerCase()": f"s=i?e:{_FOLD}(e),c=i?t:{_FOLD}(t)",
        "yn=e=>e.toLowerCase();": f"yn=e=>{_FOLD}(e);",
    }
}
"""Part → how its select boxes compare → how they do here, in every language."""

_DARK = "window.matchMedia(`(prefers-color-scheme: dark)`).matches?`dark`:`light`"
REPAIRS: Mapping[str, Mapping[str, str]] = {
    "utils": {
        f"=>{_DARK}": f"=>[`dark`,`light`].find(x=>x===document.documentElement.dataset.scheme)"
        f"||({_DARK})",
    },
    "PageLink": {
        "isCurrentPage:x,href:w,": 'isCurrentPage:x,"aria-current":x?`page`:void 0,href:w,',
    },
}
"""Part → what it does → what it does here: whether pages are dark the document says first, then the
browser; of the links to pages the one that is open is marked for screen readers too."""


def _digest(language: str) -> str:
    changed = json.dumps([WORDS[language], SEARCH, REPAIRS], sort_keys=True).encode()
    return hashlib.sha256(changed).hexdigest()[:10]


_PREFIXES = {language: f"/{language}-{_digest(language)}" for language in LANGUAGES}


def prefix(language: str) -> str:
    """What stands before ``/static/`` in the addresses of that language's edition."""
    return _PREFIXES[language]


def asked_edition(path: str) -> tuple[str | None, str]:
    """The language whose edition an address asks for, None for Streamlit's own; and the file."""
    for language, beginning in _PREFIXES.items():
        if path.startswith(f"{beginning}/static/"):
            return language, path.removeprefix(beginning)
    return None, path


def edited(name: str, script: bytes, language: str) -> bytes:
    """A script of Streamlit's in a language's edition; ``name``: its file, ``Selectbox.x1.js``."""
    part = name.partition(".")[0]
    for found, put in changes(part, language):
        script = script.replace(found.encode(), put.encode())
    return script


def changes(part: str, language: str) -> Iterator[tuple[str, str]]:
    """What is looked for in the script of a part, and what is put in its place."""
    yield from SEARCH.get(part, {}).items()
    yield from REPAIRS.get(part, {}).items()
    for said, instead in WORDS[language].get(part, {}).items():
        for before, after in (("`", "`"), ("`", "${"), ("}", "`")):
            yield f"{before}{said}{after}", f"{before}{instead}{after}"
