"""The official state of what is due by a day, drawn: symbol, words, a colour it borrows."""

from __future__ import annotations

from html import escape

from data_loaders.model import Standing
from kpis.law.stages import Stage
from kpis.model import Verdict
from kpis.words.tasks import standing_short, standing_symbol, standing_word, unknown_word
from pages.ui.frame.style import verdict_class
from pages.ui.frame.view import View

LOOKS = {
    Standing.DONE_IN_TIME: Verdict.MET,
    Standing.DONE_LATE: Verdict.AT_RISK,
    Standing.OPEN_IN_TIME: Verdict.NOT_JUDGED,
    Standing.OPEN_OVERDUE: Verdict.MISSED,
    None: Verdict.NO_DATA,
}
"""Whose colours a state borrows; its own symbol and words always stand with them."""


def badge(
    view: View, standing: Standing | None, *, whole: bool = False, stage: Stage | None = None
) -> str:
    """The state as HTML in short words, or in the official ones (``whole``).

    ``stage``: of what nobody can say, how far the report has come that may.
    """
    language = view.state.language
    word = (standing_word if whole else standing_short)(standing, language)
    if standing is None and stage is not None:
        word = unknown_word(stage, language, whole=whole)
    return (
        f'<span class="verdict {verdict_class(LOOKS[standing])}">'
        f'<span class="symbol" aria-hidden="true">{standing_symbol(standing)}</span>'
        f"{escape(word)}</span>"
    )
