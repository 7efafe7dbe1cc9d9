"""Marking in a process of its own, under the limits of reading: openpyxl opens the sender's file.

Not one of those that read, so that a marking keeps no file waiting and they stay small.
"""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from functools import cache

from data_loaders.intake.sandbox import Parser
from data_loaders.model import Finding


@cache
def _process() -> Parser:
    """The one process that marks; it starts with the first workbook and stays."""
    parser = Parser(processes=1)
    atexit.register(parser.close)
    return parser


def marked(data: bytes, findings: Sequence[Finding], *, sheet: str, lang: str = "vi") -> bytes:
    """The workbook with its findings marked, as an ``.xlsx``, listed on a sheet of that name.

    Raises :class:`MarkingError` where there is none: too large for a form, or what comes out would
    read back otherwise.
    """
    return _process().mark(data, findings, sheet=sheet, lang=lang)
