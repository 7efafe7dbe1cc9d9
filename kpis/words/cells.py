"""What stands in a cell of a form, as people read it."""

from __future__ import annotations

import re
from datetime import date

from data_loaders.model.formats import day, translator
from kpis.model import Language

_SERIAL = re.compile(r"\d+(?:\.\d+)?\Z")


def cell_said(text: str, on: date | None, language: Language) -> str:
    """The text as typed. Of a day that the spreadsheet keeps as a number, the day, and the number
    as the cell has it: ``15/10/2023 (ô ghi 45214)``."""
    if on is None or not _SERIAL.match(text):
        return text
    _ = translator(language)
    return _("{day} (ô ghi {text})").format(day=day(on, language), text=text)
