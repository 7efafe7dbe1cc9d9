"""Texts of pages: Vietnamese in the source, other languages from the catalogue."""

from __future__ import annotations

from collections.abc import Callable

from kpis.model import Language
from kpis.wording import translator

Words = Callable[[str], str]


def words(language: Language) -> Words:
    """The function pages call ``_``: a Vietnamese text in, the visitor's language out."""
    return translator(language).gettext
