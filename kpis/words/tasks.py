"""Tasks in words of either language: the four official states, days left or late, what is urgent.

The states are those of reporting on assigned tasks: đã hoàn thành đúng hạn, đã hoàn thành quá hạn,
chưa hoàn thành trong hạn, chưa hoàn thành quá hạn. The third, whose "chưa hoàn thành" reads as a
reproach to who is in time, is shown as "đang thực hiện, trong hạn".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from data_loaders.model import Task, TaskState, TaskStatus
from data_loaders.model.formats import day, translator
from kpis.law.stages import Stage
from kpis.model import Language
from kpis.tasks import Duty, TaskRow
from kpis.words.stages import stage_words

_SYMBOLS = {
    TaskStatus.DONE_IN_TIME: "✓",
    TaskStatus.DONE_LATE: "▲",
    TaskStatus.OPEN_IN_TIME: "○",
    TaskStatus.OPEN_OVERDUE: "✕",
    None: "?",
}


def task_name(task: Task, language: Language) -> str:
    """The task as the plan names it."""
    return task.name_en if language is Language.EN else task.name_vi


def task_status_symbol(standing: TaskStatus | None) -> str:
    """The state's shape, distinct without colour; of what nobody reported too."""
    return _SYMBOLS[standing]


@cache
def task_status_word(standing: TaskStatus | None, language: Language) -> str:
    """The official state in full."""
    _ = translator(language)
    return {
        TaskStatus.DONE_IN_TIME: _("đã hoàn thành đúng hạn"),
        TaskStatus.DONE_LATE: _("đã hoàn thành quá hạn"),
        TaskStatus.OPEN_IN_TIME: _("đang thực hiện, trong hạn"),
        TaskStatus.OPEN_OVERDUE: _("chưa hoàn thành quá hạn"),
        None: _("chưa báo cáo"),
    }[standing]


@cache
def task_status_short(standing: TaskStatus | None, language: Language) -> str:
    """The same in the cell of a table; the words in full stand under it."""
    _ = translator(language)
    return {
        TaskStatus.DONE_IN_TIME: _("Đúng hạn"),
        TaskStatus.DONE_LATE: _("Hoàn thành chậm"),
        TaskStatus.OPEN_IN_TIME: _("Trong hạn"),
        TaskStatus.OPEN_OVERDUE: _("Quá hạn"),
        None: _("Chưa báo cáo"),
    }[standing]


@cache
def unknown_word(stage: Stage | None, language: Language, *, whole: bool) -> str:
    """Why nobody can say: not reported, or the report that may say so is there and does not count
    yet."""
    _ = translator(language)
    if stage is None:
        return task_status_word(None, language) if whole else task_status_short(None, language)
    if whole:
        return stage_words(stage, language)
    return _("Đã trả lại") if stage is Stage.RETURNED else _("Chờ duyệt")


@cache
def state_word(state: TaskState | None, language: Language) -> str:
    """What the locality itself wrote: the form's own words."""
    _ = translator(language)
    return {
        TaskState.NOT_STARTED: _("chưa thực hiện"),
        TaskState.UNDER_WAY: _("đang thực hiện"),
        TaskState.DONE: _("hoàn thành"),
        None: _("chưa báo cáo"),
    }[state]


def days_words(duty: Duty, language: Language) -> str:
    """``còn 12 ngày``, ``quá hạn 11 ngày``, ``chậm 14 ngày``; of what was done in time its day, of
    what nobody reported the due day."""
    _ = translator(language)
    if duty.standing is None and duty.task.due_on is not None:
        return _("hạn {at}").format(at=day(duty.task.due_on, language))
    if duty.days is None and duty.standing is not TaskStatus.DONE_IN_TIME:
        return state_word(duty.state, language) if duty.state else _("không định hạn")
    return due_words(duty.standing, duty.days or 0, duty.done_on, language)


def due_words(
    standing: TaskStatus | None, days: int, done_on: date | None, language: Language
) -> str:
    """The same of anything that has a due day; ``days``: to that day, negative when it passed."""
    _ = translator(language)
    if standing is TaskStatus.DONE_IN_TIME:
        return day(done_on, language)
    late = -days
    if late <= 0:
        left = _.plural("còn {days} ngày", days).format(days=days)
        return left if days else _("hạn hôm nay")
    text = _.plural("quá hạn {days} ngày", late)
    if standing is TaskStatus.DONE_LATE:
        text = _.plural("chậm {days} ngày", late)
    return text.format(days=late)


def task_tally(row: TaskRow, language: Language) -> str:
    """``7/10 hoàn thành; 3 đang thực hiện, trong đó 1 quá hạn``: what is not so is not said.

    Between semicolons each locality stands once.
    """
    _, tally, many = translator(language), row.tally, len(row.duties)
    done = _("{done}/{all} hoàn thành").format(done=tally.done, all=many)
    groups = (
        ((1, done), (tally.late, _("trong đó {n} hoàn thành chậm"))),
        (
            (tally.doing, _("{n} đang thực hiện")),
            (tally.not_begun, _("{n} chưa thực hiện")),
            (tally.overdue, _("trong đó {n} quá hạn")),
        ),
        ((tally.unreported, _("{n} chưa báo cáo")),),
        ((tally.received, _("{n} đã gửi, báo cáo chưa được duyệt")),),
    )
    said = (", ".join(text.format(n=n) for n, text in group if n) for group in groups)
    return "; ".join(filter(None, said))


def task_sentences(
    rows: Sequence[TaskRow], names: Mapping[str, str], language: Language
) -> tuple[str, ...]:
    """What to read first: each task overdue with the localities and days, else that none is; of
    which tasks past their day nobody reported; then the task that falls due next."""
    _ = translator(language)
    overdue = [text for row in rows if (text := _overdue(row, names, language))]
    unknown = [text for row in rows if (text := _unreported(row, names, language))]
    if not overdue and not unknown:
        overdue = [_("Không có nhiệm vụ nào quá hạn mà chưa hoàn thành.")]
    coming = _coming(rows, language)
    return (*overdue, *unknown, coming) if coming else (*overdue, *unknown)


def _unreported(row: TaskRow, names: Mapping[str, str], language: Language) -> str:
    """Who has not said whether a task was done whose day has passed."""
    silent = [duty for duty in row.duties if duty.unreported_after_due]
    if not silent:
        return ""
    _ = translator(language)
    where = "; ".join(_who(duty, names, language) for duty in silent)
    if len(silent) == len(row.duties) > 1 and not any(duty.stage for duty in silent):
        where = _("mọi địa phương")
    text = _("{task} (hạn {day}): chưa có kết quả được duyệt: {names}.")
    if not any(duty.stage for duty in silent):
        text = _("{task} (hạn {day}): chưa báo cáo kết quả: {names}.")
    due = day(row.task.due_on, language)
    return text.format(task=task_name(row.task, language), day=due, names=where)


def _who(duty: Duty, names: Mapping[str, str], language: Language) -> str:
    """A locality; with how far its report has come, where that was received."""
    name = names[duty.unit_id]
    return name if duty.stage is None else f"{name} ({stage_words(duty.stage, language)})"


def _overdue(row: TaskRow, names: Mapping[str, str], language: Language) -> str:
    late = [duty for duty in row.duties if duty.standing is TaskStatus.OPEN_OVERDUE]
    if not late:
        return ""
    _, days = translator(language), -(late[0].days or 0)
    text = _.plural("{task}: quá hạn {days} ngày, chưa hoàn thành ở {names}.", days)
    where = "; ".join(names[duty.unit_id] for duty in late)
    return text.format(task=task_name(row.task, language), days=days, names=where)


def _coming(rows: Sequence[TaskRow], language: Language) -> str:
    """The nearest due day still to come of a task that somebody has not done."""
    _ = translator(language)
    ahead = [
        (duty.days, row)
        for row in rows
        for duty in row.duties
        if duty.days is not None and duty.days >= 0 and duty.done_on is None
    ]
    if not ahead:
        return ""
    days, row = min(ahead, key=lambda pair: pair[0])
    text = _("Đến hạn tiếp theo: {task}, {day} ({left}).")
    left = _.plural("còn {days} ngày", days).format(days=days) if days else _("hôm nay")
    name = task_name(row.task, language)
    return text.format(task=name, day=day(row.task.due_on, language), left=left)
