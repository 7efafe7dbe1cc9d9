"""The demonstration: synthetic reports in the product's own forms, sent through the whole chain.

The same every time: figures, form ids, bytes and so hashes. Nothing enters the store but by
the product's own doors; the forms are written in other processes while this one reads,
checks and commits.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data_loaders.demo.committee import Committee, Judge, acts
from data_loaders.demo.sendings import Sending, sendings
from data_loaders.demo.story import load_story
from data_loaders.demo.synthesis import all_periods, report
from data_loaders.forms.editions import Editions
from data_loaders.forms.request import FormRequest
from data_loaders.forms.write import write_form
from data_loaders.intake.identity import Use
from data_loaders.intake.read import read_form
from data_loaders.model import Period, Regime, Register, ReportContent
from data_loaders.model.errors import RefusedError
from data_loaders.model.settings import Settings
from data_loaders.plans.declared import load_form, load_regime, load_register
from data_loaders.reports import acceptance, commits
from data_loaders.reports.followed import history
from data_loaders.reports.preview import ReceivedFile, compare, receive
from data_loaders.service.context import Context, create_store
from data_loaders.store.construction import built
from data_loaders.store.database import Store

Progress = Callable[..., Iterable[Any]]

PLAN = "kh3220"
"""The plan whose story this is."""

EXPLANATIONS = (
    "Biến động trong thời gian chưa có báo cáo; đã đối chiếu với sổ theo dõi của Công an huyện."
)
"""What the invented districts answer to every warning."""


def fill(settings: Settings, *, judge: Judge, progress: Progress, day: date | None = None) -> int:
    """Fill an absent or empty store with the demonstration; the number of files sent.

    ``day``: tell the story up to the morning of that day, by default up to the one of its file;
    what comes after has not happened. The store appears whole or not at all: it is built beside its
    place and then moved there. Raises :class:`RefusedError` when the store holds anything already,
    or for a day outside the story.
    """
    story, regime = load_story(), load_regime(PLAN)
    until = story.morning_of(day or story.now.date())
    if settings.plan not in ("", PLAN):
        raise RefusedError(f"dữ liệu trình diễn chỉ có cho kế hoạch {PLAN}; sửa MONITOR_PLAN")
    target = settings.file
    with built(target, over_empty=target.exists()) as part, _kept_empty(target):
        return _build(replace(settings, store=part, now=until), judge, regime, progress)


def _build(building: Settings, judge: Judge, regime: Regime, progress: Progress) -> int:
    workers = min(8, os.cpu_count() or 1)
    spawn = multiprocessing.get_context("spawn")  # a fork would copy the store's threads half-way
    until = building.now or load_story().now
    extra = {"demonstration": "yes", "now": until.isoformat()}
    with (
        ProcessPoolExecutor(workers, mp_context=spawn) as pool,
        create_store(building, load_register(), actor="demo", extra=extra).store as store,
    ):
        context = Context(building, store)
        count = _tell(context, Committee(context, judge), pool, progress)
        _start_clock(store, until)
        return count


def _start_clock(store: Store, until: datetime) -> None:
    """The last write of the story: from here the store's clock moves on with every write."""
    with store.write("setting.change", actor="demo") as writer:
        writer.about("đồng hồ trình diễn", f"từ {until.isoformat()}, mỗi lần ghi một phút")
        writer.run("insert_setting", key="told", value=str(writer.revision))


@contextmanager
def _kept_empty(path: Path) -> Iterator[None]:
    """Nobody else opens the store that is there until the block ends.

    The register comes with the first write of a store; any other write is somebody's.
    """
    if not path.exists():
        yield
        return
    with Store.open(path) as store:
        if store.revision() > 1:
            raise RefusedError(
                f"kho {path} đã có số liệu; dữ liệu trình diễn chỉ nạp vào kho trống"
            )
        if set(store.keys().unit_key) != set(load_register().by_id):
            raise RefusedError(
                f"kho {path} có danh mục địa phương khác; dữ liệu trình diễn cần danh mục Kon Tum"
            )
        yield


def _tell(context: Context, committee: Committee, pool: Executor, progress: Progress) -> int:
    """Everything up to the context's now; before each file, what the committee did until then."""
    story, register, until = load_story(), load_register(), context.now()
    rounds = [
        sendings(period, story=story, regime=context.regime, until=until)
        for period in all_periods(story)
    ]
    total = sum(len(one) for one in rounds)
    waiting = deque(acts(until))
    for sending, received in progress(_written(context, rounds, pool), total=total, unit="biểu"):
        while waiting and waiting[0].at <= sending.received_at:
            waiting.popleft().do(committee)
        _send(context, sending, received, register)
    for act in waiting:
        act.do(committee)
    return total


def _written(
    context: Context, rounds: list[tuple[Sending, ...]], pool: Executor
) -> Iterator[tuple[Sending, ReceivedFile]]:
    """Every form filled in, a period at a time: the next is pre-filled with what was accepted."""
    for one in rounds:
        before = [
            history(context.store, sending.identity, sending.received_at).previous
            for sending in one
        ]
        yield from zip(one, pool.map(_fill_in, one, before), strict=True)


def _fill_in(sending: Sending, previous: ReportContent | None) -> ReceivedFile:
    """In another process: the product's own form, filled in and read back."""
    regime, register, identity = load_regime(PLAN), load_register(), sending.identity
    seed = f"{sending.file_name}/{identity.unit_id}/{identity.period}"
    request = FormRequest(
        form=load_form(),
        regime=regime,
        register=register,
        unit_id=identity.unit_id,
        period=identity.period,
        previous=previous,
        generated_at=_handed_out(identity.period, regime),
        form_id=hashlib.sha256(seed.encode()).hexdigest()[:16],
    )
    day = regime.day_of(sending.received_at)
    answers = report(identity, regime=regime, received_on=day, slip=sending.slip)
    return receive(
        write_form(request, answers=answers),
        file_name=sending.file_name,
        register=register,
        regime=regime,
        received_at=sending.received_at,
        use=Use(Editions((load_form(),))),
        reader=read_form,
    )


def _handed_out(period: Period, regime: Regime) -> datetime:
    """Forms are handed out on the morning of the period's last day."""
    last = regime.ends_on(period)
    return datetime(last.year, last.month, last.day, 8, tzinfo=regime.timezone)


def _send(context: Context, sending: Sending, received: ReceivedFile, register: Register) -> None:
    seen = compare(
        context.store, received, register=register, regime=context.regime, use=context.use
    )
    outcome = commits.send(
        context.store,
        seen,
        actor=sending.sender,
        now=context.now(),
        explanations=EXPLANATIONS,
    )
    expected = "refused" if sending.decision == "refused" else "sent"
    if outcome.outcome != expected:
        found = "; ".join(f"{f.code} {f.sheet}!{f.cell}" for f in seen.findings)
        raise AssertionError(f"{sending.file_name}: {outcome.outcome}: {found}")
    if sending.decided_at is not None and sending.decision is not None:
        acceptance.decide(
            context.store,
            sending.identity,
            sending.decision,
            actor="thuong-truc",
            at=sending.decided_at,
            now=context.now(),
            reason=sending.reason,
        )
