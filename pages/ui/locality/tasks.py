"""The tasks of a locality in a few lines: what is overdue, what falls due next, what is done."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from data_loaders.model import TaskStatus
from kpis.tasks import Duty
from kpis.words.tasks import days_words, task_name
from pages.ui.frame.view import View
from pages.ui.parts import due
from pages.ui.reads.duties import task_rows

NEXT = 2
"""So many of those with a day to come are named."""


def block(view: View, unit_id: str) -> str:
    """Overdue and not reported first, then the next days due; the rest counted."""
    _ = view.text
    rows = task_rows(view.moment, view.state.basis, view.period, (unit_id,))
    found = [duty for row in rows for duty in row.duties]
    late = [one for one in found if one.standing is TaskStatus.OPEN_OVERDUE]
    said = _("quá hạn {count}").format(count=len(late)) if late else _("không quá hạn")
    lines = "".join(f"<li>{one}</li>" for one in _lines(view, found, late))
    return (
        f'<section><h3 class="section">{escape(_("Nhiệm vụ"))} <small>{escape(said)}</small></h3>'
        f'<ul class="lines">{lines}</ul></section>'
    )


def _lines(view: View, found: list[Duty], late: list[Duty]) -> Iterator[str]:
    unknown = [one for one in found if one.unreported_after_due]
    coming = sorted(
        (one for one in found if _open(one) and one.task.due_on is not None),
        key=lambda one: one.days or 0,
    )
    for one in (*late, *unknown, *coming[:NEXT]):
        yield _one(view, one)
    yield from _counted(view, found, more=len(coming[NEXT:]))


def _open(one: Duty) -> bool:
    return one.standing in (TaskStatus.OPEN_IN_TIME, None) and not one.unreported_after_due


def _one(view: View, one: Duty) -> str:
    language = view.state.language
    badge = due.badge(view, one.standing, stage=one.stage)
    name, when = task_name(one.task, language), days_words(one, language)
    return (
        f'{badge}<span class="grow">{escape(name)}</span><span class="quiet">{escape(when)}</span>'
    )


def _counted(view: View, found: list[Duty], *, more: int) -> Iterator[str]:
    _ = view.text
    undated = sum(one.task.due_on is None and _open(one) for one in found)
    if more:
        yield escape(_.plural("còn {count} nhiệm vụ đến hạn sau", more).format(count=more))
    if undated:
        yield escape(_.plural("{count} nhiệm vụ không định hạn", undated).format(count=undated))
    done = sum(one.standing is TaskStatus.DONE_IN_TIME for one in found)
    slow = sum(one.standing is TaskStatus.DONE_LATE for one in found)
    if done or slow:
        text = _("đã hoàn thành: đúng hạn {done}")
        if slow:
            text = _("đã hoàn thành: đúng hạn {done}, chậm {slow}")
        yield escape(text.format(done=done, slow=slow))
