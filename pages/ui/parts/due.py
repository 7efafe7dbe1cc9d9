"""The official state of what is due by a day, drawn: symbol, words, a colour it borrows."""

from __future__ import annotations

from html import escape

from data_loaders.model import TaskStatus
from kpis.law.stages import Stage
from kpis.model import Verdict
from kpis.words.tasks import task_status_short, task_status_symbol, task_status_word, unknown_word
from pages.ui.frame.style import verdict_class
from pages.ui.frame.view import View

LOOKS = {
    TaskStatus.DONE_IN_TIME: Verdict.MET,
    TaskStatus.DONE_LATE: Verdict.AT_RISK,
    TaskStatus.OPEN_IN_TIME: Verdict.NOT_JUDGED,
    TaskStatus.OPEN_OVERDUE: Verdict.MISSED,
    None: Verdict.NO_DATA,
}
"""Whose colours a state borrows; its own symbol and words always stand with them."""


def badge(
    view: View, standing: TaskStatus | None, *, whole: bool = False, stage: Stage | None = None
) -> str:
    """The state as HTML in short words, or in the official ones (``whole``).

    ``stage``: of what nobody can say, how far the report has come that may.
    """
    language = view.state.language
    word = (task_status_word if whole else task_status_short)(standing, language)
    if standing is None and stage is not None:
        word = unknown_word(stage, language, whole=whole)
    return (
        f'<span class="verdict {verdict_class(LOOKS[standing])}">'
        f'<span class="symbol" aria-hidden="true">{task_status_symbol(standing)}</span>'
        f"{escape(word)}</span>"
    )
