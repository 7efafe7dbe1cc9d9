"""Decisions and requests to explain in words: how one stands, what is owed, what was answered.

``today`` is the day of the instant as of which they are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data_loaders.model import Decision, ExplanationRequest, TaskState, open_requests
from data_loaders.model.formats import day, translator
from kpis.model import Language
from kpis.words.tasks import due_words, state_word


def held(one: Decision | ExplanationRequest, today: date, language: Language) -> str:
    """``còn 12 ngày``, ``quá hạn 3 ngày``; of what is done its day, and how late that was."""
    said = due_words(one.standing(today), one.days(today), one.done_on, language)
    on = day(one.done_on, language)
    return said if one.done_on is None or said == on else f"{on} ({said})"


def progress(one: Decision, language: Language) -> str:
    """What was recorded last of a decision: its state, and the remark made with it."""
    said = "" if one.state is TaskState.DONE else state_word(one.state, language)
    note = one.steps[-1].note if one.steps else ""
    return ": ".join(part for part in (said, note) if part)


def request_line(one: ExplanationRequest, today: date, language: Language) -> str:
    """That somebody was asked, when, until when, and how that stands."""
    _ = translator(language)
    text = _("Đã yêu cầu giải trình ngày {asked}, hạn trả lời {due}: chưa trả lời, {held}.")
    if one.answers:
        text = _("Đã yêu cầu giải trình ngày {asked}, hạn trả lời {due}; trả lời: {held}.")
    return text.format(
        asked=day(one.asked_on, language),
        due=day(one.due_on, language),
        held=held(one, today, language),
    )


def owed_explanations(
    found: Sequence[ExplanationRequest], today: date, language: Language
) -> str:
    """What one locality still has to explain, the most urgent day named; empty when nothing."""
    owed = open_requests(found)
    if not owed:
        return ""
    _, first = translator(language), owed[0]
    text = _.plural(
        "Ban Chỉ đạo yêu cầu địa phương giải trình {count} nội dung chưa trả lời; hạn gần nhất"
        " {due} ({held}).",
        len(owed),
    )
    return text.format(
        count=len(owed), due=day(first.due_on, language), held=held(first, today, language)
    )
