"""Putting a plan's folder in force as a new version, and reading back what is in force.

What is in force is never taken back: an amendment is a newer version. What reports were made with
stays: their edition, their measures, the words they chose from, the calendar of their periods.
Whether targets may change so is asked before by who knows them (``kpis.stored.amendments``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from data_loaders.model import Period, Regime
from data_loaders.model.errors import MovedError, RefusedError
from data_loaders.model.measures import DeclaredMeasures
from data_loaders.plan_folder.folder import PlanFolder
from data_loaders.plans.declared import DeclaredPlan, declared
from data_loaders.service.access import Access
from data_loaders.service.typed_text import one_line
from data_loaders.store.database import Writer, micros
from data_loaders.store.plan_versions import PlanVersion, insert, plan_versions, version_of

DECISION = 250
"""Most characters of a decision's number."""


def versions_of(access: Access, plan_id: str | None = None) -> tuple[PlanVersion, ...]:
    """The versions of a plan, the oldest first; of every plan by default.

    Raises :class:`RefusedError`: the store has no such plan.
    """
    known = plan_versions(access.context.store)
    found = tuple(one for one in known if plan_id in (None, one.plan_id))
    if not found:
        ids = ", ".join(dict.fromkeys(one.plan_id for one in known))
        raise RefusedError(f"không có kế hoạch “{plan_id}” trong kho; hiện có: {ids}")
    return found


@dataclass(frozen=True)
class Plans:
    """The plans of a store as one person may change them."""

    access: Access

    def load(
        self,
        folder: PlanFolder,
        base: PlanVersion,
        *,
        since: Period,
        decision: str,
        reason: str = "",
        at: datetime | None = None,
    ) -> PlanVersion:
        """Put a folder in force as the version after ``base``, from a period on; that version.

        ``at``: known from then; ``reason`` stands in the trail beside the decision. Raises
        :class:`RefusedError`: no right, no decision, another plan, or a difference that is none of
        :func:`differences`' business to allow; and :class:`MovedError` when another version came
        after ``base``.
        """
        self.access.demand("plan.load")
        instant = self.access.counting_from(at)
        decision = one_line(decision, "số quyết định", limit=DECISION)
        why = f"; {one_line(reason, 'lý do', limit=DECISION)}" if reason else ""
        context, plan = self.access.context, declared(folder)
        for fault in differences(context.declared, plan, folder, base, since=since):
            raise RefusedError(fault)
        actor, origin = self.access.actor.name, self.access.origin
        with context.store.write("plan.load", actor=actor, origin=origin) as writer:
            _must_be_newest(writer, base)
            version = version_of(
                folder,
                plan_id=plan.plan_id,
                version=base.version + 1,
                since=since,
                decision=decision,
                by=actor,
                counts_from=micros(instant),
                revision=writer.revision,
            )
            insert(writer.told, folder, version)
            _bring_measures(writer, plan)
            writer.about(
                f"{plan.plan_id}, bản {version.version}, từ kỳ {since}",
                f"{decision}{why}; {version.sha256}",
            )
        return version


def _must_be_newest(writer: Writer, base: PlanVersion) -> None:
    """As this write sees it: another program may have put a version in force meanwhile."""
    newest = [row for row in writer.rows("plan_versions") if row[0] == base.plan_id][-1]
    if newest[1] != base.version:
        raise MovedError(
            f"kế hoạch {base.plan_id} nay đã có bản {newest[1]}; chưa có gì được ghi; hãy xem lại"
            " rồi đưa vào lại"
        )


def _bring_measures(writer: Writer, plan: DeclaredPlan) -> None:
    """The measures that no edition asked for until now."""
    known = dict(writer.rows("measures"))
    new = [code for code in plan.codes if code not in known]
    if new:
        first = max(known.values(), default=0) + 1
        keys = list(range(first, first + len(new)))
        writer.run("insert_measure", measure_key=keys, code=new, revision=writer.revision)


def differences(
    old: DeclaredPlan, new: DeclaredPlan, folder: PlanFolder, base: PlanVersion, *, since: Period
) -> Iterator[str]:
    """What of a folder may not follow the version in force, each as a sentence with its key.

    Of targets nothing is asked here.
    """
    if new.plan_id != old.plan_id:
        yield (
            f"plan.toml: id: kho này theo kế hoạch {old.plan_id}, thư mục là của {new.plan_id};"
            " mỗi kho theo một kế hoạch"
        )
        return
    same = version_of(
        folder,
        plan_id=new.plan_id,
        version=0,
        since=since,
        decision="",
        by="",
        counts_from=0,
        revision=0,
    )
    if (same.sha256, same.holidays_sha256) == (base.sha256, base.holidays_sha256):
        yield f"thư mục không khác bản {base.version} đang có hiệu lực; không có gì để đưa vào"
        return
    if not new.regime.first < since <= new.regime.last:
        yield f"--from {since}: phải sau kỳ đầu {new.regime.first}, không sau {new.regime.last}"
        return
    yield from _editions(old, new, since)
    yield from _measures(old.measures, new.measures)
    yield from _calendar(old.regime, new.regime, since)


def _editions(old: DeclaredPlan, new: DeclaredPlan, since: Period) -> Iterator[str]:
    for number, form in enumerate(old.editions.forms, start=1):
        if form not in new.editions.forms:
            yield (
                f"form-{number}.toml: mẫu {form.edition} đã có báo cáo nên giữ nguyên;"
                " muốn sửa hãy thêm một tệp form mới, có from là kỳ bắt đầu dùng"
            )
    for number, form in enumerate(new.editions.forms, start=1):
        if not old.editions.has(form.edition) and form.since < since:
            yield f"form-{number}.toml: from: {form.since} trước kỳ {since} bắt đầu áp dụng"


def _measures(old: DeclaredMeasures, new: DeclaredMeasures) -> Iterator[str]:
    for number, one in enumerate(old.measures, start=1):
        now = new.by_code.get(one.code)
        if now is None:
            yield f"plan.toml: measure[{number}].code: thiếu {one.code}; chỉ số đã có phải giữ"
        elif (now.kind, now.opening_of, now.left_over_of) != (
            one.kind,
            one.opening_of,
            one.left_over_of,
        ):
            yield f"plan.toml: measure “{one.code}”: kind, opening_of, left_over_of phải giữ nguyên"
    for one_class in old.classifications:
        words = [[w.word for w in c.words] for c in new.classifications if c == one_class]
        if not words:
            yield (
                f"plan.toml: classification “{one_class.measure}”: các từ đã dùng phải giữ nguyên,"
                " đúng thứ tự"
            )


def _calendar(old: Regime, new: Regime, since: Period) -> Iterator[str]:
    for key in ("timezone", "first", "starts_on_day", "due_day"):
        if getattr(old, key) != getattr(new, key):
            yield f"regime.toml: calendar.{key}: phải giữ nguyên như bản đang có hiệu lực"
            return
    if new.last < old.last and new.last < since:
        yield f"regime.toml: calendar.last: {new.last} trước kỳ {since} bắt đầu áp dụng"
    for period in old.expected():
        if period < since and old.due_on(period) != new.due_on(period):
            yield f"holidays.toml: làm đổi hạn nộp của kỳ {period}, trước kỳ {since}"
    changed = [p for p in old.expected() if p < since and old.reporter(p) != new.reporter(p)]
    if changed:
        yield (
            f"regime.toml: reporting: làm đổi địa phương báo cáo của kỳ {changed[0]}, trước kỳ"
            f" {since} bắt đầu áp dụng; hãy đặt from từ kỳ {since}"
        )
    for number, task in enumerate(old.tasks, start=1):
        if task not in new.tasks:
            yield f"regime.toml: task[{number}] “{task.task_id}”: phải giữ nguyên"
