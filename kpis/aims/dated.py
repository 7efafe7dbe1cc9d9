"""Done by its day: a task of the plan, in every locality."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

from data_loaders.model import Period, Regime
from data_loaders.model.formats import day
from kpis.law.aim import Aim, Leg
from kpis.law.bar import Bar, Operator
from kpis.law.details import TaskDays
from kpis.law.quantity import Numbers
from kpis.law.ruling import Reason, Ruling, Verdict
from kpis.quantities.task import TaskDone

if TYPE_CHECKING:
    from kpis.case import Case
    from kpis.words.sheet import Sheet

WORSE = (
    Ruling(Verdict.MET),
    Ruling(Verdict.ON_TRACK),
    Ruling(Verdict.AT_RISK, Reason.DUE_SOON),
    Ruling(Verdict.NO_DATA, Reason.NOT_REPORTED_SINCE_DUE),
    Ruling(Verdict.MISSED, Reason.DONE_LATE, settled=True),
    Ruling(Verdict.MISSED, Reason.OVERDUE, settled=True),
)
"""What a dated task can come to, from the best to the worst."""
DUE_SOON_DAYS = 30


@dataclass(frozen=True)
class ByItsDay(Aim):
    """Done by the task's due day, that day included; of several localities the worst is said."""

    name: ClassVar[str | None] = None

    @property
    def bars(self) -> tuple[Bar, ...]:
        return ()

    def leg(self, regime: Regime, period: Period) -> Leg:
        return Leg(regime.first, regime.last, Bar(Operator.AT_LEAST, Fraction(1)))

    def settled(self, case: Case) -> Ruling | None:
        worst = self._worst(case)
        return worst if worst is not None and worst.settled else None

    def by_now(self, case: Case, numbers: Numbers, start: int | None) -> Ruling:
        return self._worst(case) or Ruling(Verdict.NO_DATA)

    def demand(self, sheet: Sheet) -> str:
        return ""

    def runs_to(self, sheet: Sheet) -> str:
        """The task's own day, whoever has told of it."""
        task = sheet.demand.quantity.dated_task
        return "" if task is None else day(task.due_on, sheet.language)

    def asks(self, sheet: Sheet) -> list[str]:
        """The due date, and who was in time."""
        _, result, task = sheet._, sheet.result, sheet.result.details.task
        if task is None:
            return []
        parts = [_("hạn {date}").format(date=day(task.due_on, sheet.language))]
        if result.coverage.expected == 1:
            return [*parts, _one(sheet, task)]
        part, whole = sheet.count(result.numerator), sheet.count(result.denominator)
        parts.append(_("đúng hạn {part}/{whole}").format(part=part, whole=whole))
        for text, count in (
            (_("hoàn thành chậm {count}"), task.late),
            (_("quá hạn chưa hoàn thành {count}"), task.overdue),
            (_("chưa báo cáo kết quả kể từ hạn {count}"), task.silent),
            (_("chưa hoàn thành, còn trong hạn {count}"), task.to_come),
        ):
            if count:
                parts.append(text.format(count=sheet.count(count)))
        return parts

    def against(self, sheet: Sheet, *, over: bool) -> str:
        """Not in time; while its day is still to come, not done yet."""
        _, late = sheet._, sheet.result.verdict is Verdict.MISSED
        if sheet.result.coverage.expected == 1:
            return _("không đúng hạn {date}") if late else _("chưa hoàn thành, hạn {date}")
        if late:
            return _("thiếu {count} địa phương đúng hạn {date}")
        return _("{count} địa phương chưa hoàn thành, hạn {date}")

    def details(self, case: Case) -> dict[str, Any]:
        quantity = _task(case)
        each = [of_one(case, quantity, unit) for unit in case.numbers.counted]
        one = quantity.latest(case.tally, case.unit_id, case.period)
        return {
            "task": TaskDays(
                due_on=quantity.due_on,
                days_left=(quantity.due_on - case.counts.today).days,
                late=each.count(WORSE[4]),
                overdue=each.count(WORSE[5]),
                to_come=each.count(WORSE[1]) + each.count(WORSE[2]),
                silent=each.count(WORSE[3]),
                done_on=None if one is None else one.done_on,
            )
        }

    def _worst(self, case: Case) -> Ruling | None:
        quantity = _task(case)
        each = [of_one(case, quantity, unit) for unit in case.numbers.counted]
        return max(each, key=WORSE.index, default=None)


def _one(sheet: Sheet, task: TaskDays) -> str:
    _ = sheet._
    if task.done_on is not None:
        return _("hoàn thành ngày {date}").format(date=day(task.done_on, sheet.language))
    if task.days_left < 0:
        late = -task.days_left
        return _.plural("chưa hoàn thành, quá hạn {days} ngày", late).format(days=late)
    left = task.days_left
    return _.plural("chưa hoàn thành, còn {days} ngày", left).format(days=left)


def _task(case: Case) -> TaskDone:
    if not isinstance(case.quantity, TaskDone):
        raise TypeError(f"no day by which it is due: {case.quantity.name}")
    return case.quantity


def of_one(case: Case, quantity: TaskDone, unit_id: str) -> Ruling:
    """What the task comes to in a locality that sent a list with it."""
    latest = quantity.latest(case.tally, unit_id, case.period)
    done = None if latest is None else latest.done_on
    due, today = quantity.due_on, case.counts.today
    if done is not None:
        return WORSE[0] if done <= due else WORSE[4]
    if latest is not None and unit_id in case.counts.ended(case.period):
        return WORSE[5]
    if due >= today:
        return WORSE[2] if (due - today).days <= DUE_SOON_DAYS else WORSE[1]
    told = latest is not None and case.regime.ends_on(latest.period) >= due
    return WORSE[5] if told else WORSE[3]
