"""The plan's tasks by hand: the official state, the days, who counts, what is most urgent."""

from __future__ import annotations

from datetime import date

import pytest

from data_loaders.model import (
    Basis,
    Facts,
    Period,
    Report,
    Task,
    TaskRecord,
    TaskState,
    TaskStatus,
    standing,
)
from kpis.model import Language
from kpis.tasks import TaskRow, TaskTally, task_rows
from kpis.words.tasks import (
    days_words,
    task_sentences,
    task_status_short,
    task_status_symbol,
    task_status_word,
    task_tally,
)
from tests.kpis.given import LATER, REGIME

VI, EN = Language
DUE = date(2025, 6, 14)
TODAY = date(2025, 6, 25)
JUNE, MAY, APRIL = (Period.of(2025, month) for month in (6, 5, 4))
DONE, DOING, NOT_BEGUN = TaskState.DONE, TaskState.UNDER_WAY, TaskState.NOT_STARTED
START = REGIME.first


def task(name: str, due_on: date | None) -> Task:
    return Task(name, name, f"Việc {name}", f"Task {name}", due_on, START)


REVIEW, NEXT, LOOSE, OLD = (
    task("review", DUE),
    task("next", date(2025, 12, 14)),
    task("loose", None),
    task("old", date(2023, 10, 15)),
)
NAMES = {"a": "Huyện A", "b": "Huyện B", "c": "Huyện C", "d": "Huyện D"}


def report(
    unit_id: str, period: Period, *records: tuple[str, TaskState, date | None], version: int = 1
) -> Report:
    tasks = tuple(TaskRecord(name, state, done) for name, state, done in records)
    return Report(unit_id, period, version, True, {}, {}, {}, tasks=tasks)


def rows(
    *reports: Report,
    tasks: tuple[Task, ...] = (REVIEW, NEXT, LOOSE, OLD),
    today: date = TODAY,
    upto: Period = JUNE,
) -> dict[str, TaskRow]:
    known = Facts(LATER, Basis.ACCEPTED, {(one.unit_id, one.period): one for one in reports})
    found = task_rows(known, tasks, tuple(NAMES), upto=upto, today=today)
    return {row.task.task_id: row for row in found}


#           review (14/6)       next (14/12)  loose    old (15/10/2023)
#   a June  done 10/6           not begun     doing    done 15/10/2023
#   b June  doing               not begun     done     done 20/10/2023
#   c April not begun           (not listed)  doing    done 1/10/2023
#   d       no report at all
GIVEN = (
    report(
        "a",
        JUNE,
        ("review", DONE, date(2025, 6, 10)),
        ("next", NOT_BEGUN, None),
        ("loose", DOING, None),
        ("old", DONE, date(2023, 10, 15)),
        version=3,
    ),
    report("a", MAY, ("review", DOING, None)),
    report(
        "b",
        JUNE,
        ("review", DOING, None),
        ("next", NOT_BEGUN, None),
        ("loose", DONE, date(2025, 1, 2)),
        ("old", DONE, date(2023, 10, 20)),
    ),
    report(
        "c",
        APRIL,
        ("review", NOT_BEGUN, None),
        ("loose", DOING, None),
        ("old", DONE, date(2023, 10, 1)),
    ),
)


@pytest.mark.parametrize(
    ("state", "due_on", "done_on", "today", "found"),
    [
        (DONE, DUE, DUE, TODAY, TaskStatus.DONE_IN_TIME),
        (DONE, DUE, date(2025, 6, 15), TODAY, TaskStatus.DONE_LATE),
        (DONE, None, date(2025, 6, 15), TODAY, TaskStatus.DONE_IN_TIME),
        (DONE, DUE, None, TODAY, TaskStatus.OPEN_OVERDUE),
        (DONE, None, None, TODAY, TaskStatus.OPEN_IN_TIME),
        (DOING, DUE, None, DUE, TaskStatus.OPEN_IN_TIME),
        (DOING, DUE, None, date(2025, 6, 15), TaskStatus.OPEN_OVERDUE),
        (NOT_BEGUN, DUE, None, TODAY, TaskStatus.OPEN_OVERDUE),
        (NOT_BEGUN, None, None, TODAY, TaskStatus.OPEN_IN_TIME),
    ],
)
def test_the_official_state_goes_by_the_due_day(
    state: TaskState, due_on: date | None, done_on: date | None, today: date, found: TaskStatus
) -> None:
    assert standing(state, due_on=due_on, done_on=done_on, today=today) is found


def test_each_locality_is_judged_by_its_newest_list() -> None:
    duties = rows(*GIVEN)["review"].duties
    assert [(d.unit_id, d.state, d.standing, d.days, d.period, d.version) for d in duties] == [
        ("a", DONE, TaskStatus.DONE_IN_TIME, 4, JUNE, 3),
        ("b", DOING, TaskStatus.OPEN_OVERDUE, -11, JUNE, 1),
        ("c", None, None, -11, APRIL, 1),  # a list of April says nothing about the 14th of June
        ("d", None, None, -11, None, None),
    ]


def test_a_list_of_a_later_period_is_not_looked_at() -> None:
    review = rows(*GIVEN, upto=MAY)["review"]
    assert [(d.state, d.period) for d in review.duties] == [
        (None, MAY),
        (None, None),
        (None, APRIL),
        (None, None),
    ]


def test_a_task_that_a_list_does_not_name_is_not_reported() -> None:
    duty = rows(*GIVEN)["next"].duties[2]
    assert (duty.state, duty.standing, duty.days, duty.period) == (None, None, 172, None)
    assert not duty.unreported_after_due


@pytest.mark.parametrize(
    ("name", "tally"),
    [
        ("review", TaskTally(done=1, late=0, doing=1, not_begun=0, overdue=1, unreported=2)),
        ("next", TaskTally(done=0, late=0, doing=0, not_begun=2, overdue=0, unreported=2)),
        ("loose", TaskTally(done=1, late=0, doing=2, not_begun=0, overdue=0, unreported=1)),
        ("old", TaskTally(done=3, late=1, doing=0, not_begun=0, overdue=0, unreported=1)),
    ],
)
def test_localities_are_counted_task_by_task(name: str, tally: TaskTally) -> None:
    assert rows(*GIVEN)[name].tally == tally


def test_what_is_overdue_stands_first_and_what_is_done_last() -> None:
    finished = report("a", JUNE, ("old", DONE, date(2023, 10, 10)))
    listed = [
        report(
            unit,
            JUNE,
            ("review", DOING, None),
            ("next", NOT_BEGUN, None),
            ("loose", DOING, None),
            ("old", DONE, date(2023, 10, 10)),
        )
        for unit in NAMES
    ]
    assert list(rows(*listed)) == ["review", "next", "loose", "old"]
    assert list(rows(*listed, tasks=(OLD, LOOSE, NEXT, REVIEW))) == [
        "review",
        "next",
        "loose",
        "old",
    ]
    # Of what nobody reported, the day that passed longest ago.
    assert list(rows(tasks=(NEXT, REVIEW, OLD))) == ["old", "review", "next"]
    # Known to be overdue comes before not known at all.
    assert list(rows(finished, listed[1], tasks=(OLD, REVIEW))) == ["review", "old"]


def test_without_localities_the_tasks_keep_their_order() -> None:
    known = Facts(LATER, Basis.ACCEPTED, {})
    found = task_rows(known, (NEXT, REVIEW), (), upto=JUNE, today=TODAY)
    assert [row.task for row in found] == [NEXT, REVIEW]


@pytest.mark.parametrize(
    ("name", "vietnamese", "english"),
    [
        (
            "review",
            ["10/06/2025", "quá hạn 11 ngày", "hạn 14/06/2025", "hạn 14/06/2025"],
            ["10 Jun 2025", "11 days overdue", "due 14 Jun 2025", "due 14 Jun 2025"],
        ),
        (
            "next",
            ["còn 172 ngày", "còn 172 ngày", "hạn 14/12/2025", "hạn 14/12/2025"],
            ["172 days left", "172 days left", "due 14 Dec 2025", "due 14 Dec 2025"],
        ),
        (
            "loose",
            ["đang thực hiện", "02/01/2025", "đang thực hiện", "không định hạn"],
            ["under way", "02 Jan 2025", "under way", "no due day"],
        ),
        (
            "old",
            ["15/10/2023", "chậm 5 ngày", "01/10/2023", "hạn 15/10/2023"],
            ["15 Oct 2023", "5 days late", "01 Oct 2023", "due 15 Oct 2023"],
        ),
    ],
)
def test_days_are_said_in_words(name: str, vietnamese: list[str], english: list[str]) -> None:
    duties = rows(*GIVEN)[name].duties
    assert [days_words(duty, VI) for duty in duties] == vietnamese
    assert [days_words(duty, EN) for duty in duties] == english


def test_the_due_day_itself_is_said() -> None:
    duty = rows(*GIVEN, today=DUE)["review"].duties[1]
    assert (duty.standing, days_words(duty, VI)) == (TaskStatus.OPEN_IN_TIME, "hạn hôm nay")


def test_a_tally_says_only_what_there_is() -> None:
    found = rows(*GIVEN)
    assert task_tally(found["review"], VI) == (
        "1/4 hoàn thành; 1 đang thực hiện, trong đó 1 quá hạn; 2 chưa báo cáo"
    )
    assert task_tally(found["old"], EN) == "3/4 done, of which 1 late; 1 not reported"


def test_the_sentences_name_what_is_overdue_and_what_comes_next() -> None:
    found = tuple(rows(*GIVEN).values())
    assert task_sentences(found, NAMES, VI) == (
        "Việc review: quá hạn 11 ngày, chưa hoàn thành ở Huyện B.",
        "Việc review (hạn 14/06/2025): chưa báo cáo kết quả: Huyện C; Huyện D.",
        "Việc old (hạn 15/10/2023): chưa báo cáo kết quả: Huyện D.",
        "Đến hạn tiếp theo: Việc next, 14/12/2025 (còn 172 ngày).",
    )
    assert task_sentences(found, NAMES, EN)[0] == (
        "Task review: 11 days overdue, not done in Huyện B."
    )
    assert task_sentences(tuple(rows(tasks=(OLD,)).values()), NAMES, EN) == (
        "Task old (due 15 Oct 2023): nothing reported by: every locality.",
    )
    assert task_sentences((), NAMES, VI) == ("Không có nhiệm vụ nào quá hạn mà chưa hoàn thành.",)


@pytest.mark.parametrize("language", Language)
def test_every_state_has_a_shape_and_words_of_its_own(language: Language) -> None:
    every = (*TaskStatus, None)
    for said in (task_status_symbol, lambda s: task_status_word(s, language)):
        assert len({said(one) for one in every}) == len(every)
    assert len({task_status_short(one, language) for one in every}) == len(every)
