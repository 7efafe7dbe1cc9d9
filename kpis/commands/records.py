"""``python -m kpis external`` and ``judge``: results that no report gives, recorded by hand."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from data_loaders.commands.console import console
from data_loaders.model import CONCLUDED
from data_loaders.model.errors import RefusedError
from data_loaders.service.recorded_results import NewConclusion, NewFigure, RecordedResults
from data_loaders.terminal import arguments
from kpis.model import Language, Target, Verdict
from kpis.plan.recorded_targets import judged_by_meeting, published_elsewhere
from kpis.stored.requested_view import plan_of
from kpis.words.verdicts import period_name, verdict_word


def add_records(commands: Any) -> None:
    """The two commands and their arguments."""
    figure = commands.add_parser("external", help="ghi số do cơ quan khác công bố cho một chỉ tiêu")
    figure.add_argument("target", metavar="TARGET")
    figure.add_argument("period", metavar="PERIOD", type=arguments.period)
    figure.add_argument("value", metavar="VALUE", help="một số, như 71.5")
    figure.add_argument("--document", required=True, metavar="TEXT", help="văn bản công bố")
    figure.add_argument(
        "--on", required=True, type=arguments.day, metavar="DAY", help="ngày công bố, YYYY-MM-DD"
    )
    _who_and_when(figure)
    figure.set_defaults(run=record_figure)
    concluded = commands.add_parser("judge", help="ghi kết luận của phiên họp về một chỉ tiêu")
    concluded.add_argument("target", metavar="TARGET")
    concluded.add_argument("meeting", metavar="MEETING", help="mã phiên họp (xem: meeting list)")
    concluded.add_argument("verdict", metavar="VERDICT", help=", ".join(CONCLUDED))
    concluded.add_argument("--reason", required=True, metavar="TEXT")
    concluded.add_argument("--document", required=True, metavar="TEXT", help="văn bản kết luận")
    _who_and_when(concluded)
    concluded.set_defaults(run=record_conclusion)


def _who_and_when(command: Any) -> None:
    command.add_argument("--by", default=arguments.whoever_runs())
    command.add_argument("--at", type=arguments.instant)
    arguments.language(command)


def record_figure(options: Namespace) -> int:
    """Record what another body published of a target, with document and day."""
    new = NewFigure(options.period, options.value, options.document, options.on)
    with console(options.by) as access:
        known = published_elsewhere(plan_of(access.context))
        _must_be_among(known, options.target, "không phải chỉ tiêu do cơ quan khác công bố")
        value = RecordedResults(access).publish(options.target, new, at=options.at)
    period = period_name(options.period, Language(options.lang))
    if Language(options.lang) is Language.VI:
        print(f"đã ghi: {options.target}, {period}: {value.replace('.', ',')}")
    else:
        print(f"recorded: {options.target}, {period}: {value}")
    return 0


def record_conclusion(options: Namespace) -> int:
    """Record what a meeting concluded of a target, with its reason and document."""
    language = Language(options.lang)
    new = NewConclusion(options.meeting, options.verdict, options.reason, options.document)
    with console(options.by) as access:
        known = judged_by_meeting(plan_of(access.context))
        _must_be_among(known, options.target, "không phải chỉ tiêu do phiên họp kết luận")
        meeting = RecordedResults(access).conclude(options.target, new, at=options.at)
    said = verdict_word(Verdict(options.verdict), language)
    period = period_name(meeting.period, language)
    if language is Language.VI:
        print(f"đã ghi: {options.target}, phiên họp {meeting.meeting_id} ({period}): {said}")
    else:
        print(f"recorded: {options.target}, meeting {meeting.meeting_id} ({period}): {said}")
    return 0


def _must_be_among(known: tuple[Target, ...], target_id: str, why: str) -> None:
    ids = [target.target_id for target in known]
    if target_id not in ids:
        there = f"ghi được: {', '.join(ids)}" if ids else "kế hoạch không có chỉ tiêu nào như vậy"
        raise RefusedError(f"“{target_id}” {why}; {there}")
