"""Readings of a sentence, and amendments of a target: what cannot be told is refused."""

from __future__ import annotations

import pytest

from data_loaders.model import Period
from kpis.aims.keep import Ceiling
from kpis.aims.reach import ByDeadline, EachYear
from kpis.plan.read import PlanError
from tests.kpis.plan.plan_text import (
    BY,
    EACH,
    KEEP,
    OTHER,
    STATE,
    YEAR_END,
    bar,
    change,
    share,
    target_of,
)

GOOD = f"{share(STATE, OTHER)}\n{bar('>= 0.80')}\n{BY}"


def refused(declared: str, **names: str | None) -> str:
    """The message after the file's name."""
    with pytest.raises(PlanError) as error:
        target_of(declared, **names)
    file, _, message = str(error.value).partition(": ")
    assert file == "p.toml"
    return message


OPTION = '\n[[target.option]]\nid = "{id}"\nvi = "cách {id}"\nen = "reading {id}"\n'


def option(letter: str, declared: str) -> str:
    return OPTION.format(id=letter) + declared


GROWTH = f"{change(STATE, YEAR_END)}\n{bar('< 0.01')}\n{KEEP}"


def test_a_sentence_may_have_readings_each_with_its_own_demand() -> None:
    read = target_of(option("A", GROWTH) + option("B", 'quantity = "none"') + option("C", GOOD))
    assert read.demanded is None
    assert [one.letter for one in read.options] == ["A", "B", "C"]
    assert [type(one.demand.aim).__name__ for one in read.options] == [
        "Ceiling",
        "OnRecord",
        "ByDeadline",
    ]


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        (option("A", GOOD), "option: phải có ít nhất hai cách hiểu [[target.option]]"),
        (
            option("A", GOOD) + option("A", GROWTH),
            "option[2].id: mã 'A' đã dùng ở trên",
        ),
        (
            f'default = "C"{option("A", GOOD)}{option("B", GROWTH)}',
            "default: phải là một trong các cách hiểu: A, B",
        ),
        (
            GOOD + option("A", GOOD) + option("B", GROWTH),
            "quantity: khóa này không có trong quy định; hãy xóa hoặc sửa tên khóa",
        ),
        (
            option("A", 'quantity = "judged"') + option("B", GROWTH),
            "option[1].quantity: phải là một trong: change, count, none, share, gặp 'judged'",
        ),
        (
            option("A", GROWTH.replace("keep = true", EACH)) + option("B", GROWTH),
            "option[1].by: không đi cùng đại lượng và mức này; có thể dùng: keep = true",
        ),
    ],
)
def test_readings_that_cannot_be_told_apart_or_judged_are_refused(
    declared: str, message: str
) -> None:
    assert refused(declared) == f"target[1].{message}"


VERSION = '\n[[target.version]]\nfrom = "{since}"\ndecision = "QĐ 12/QĐ-UBND"\n'


def version(since: str, changed: str) -> str:
    return VERSION.format(since=since) + changed


def test_an_amendment_holds_what_changes_and_keeps_the_rest() -> None:
    read = target_of(
        GOOD
        + version("2024-07", bar(">= 0.90"))
        + version("2025-01", 'by = "2025-06"')
        + version("2025-03", GROWTH)
    )
    first, second, third = read.versions
    assert [str(one.since) for one in read.versions] == ["2024-07", "2025-01", "2025-03"]
    assert first.decision == "QĐ 12/QĐ-UBND"
    assert read.demanded is not None
    assert first.demanded.quantity == read.demanded.quantity == second.demanded.quantity
    assert isinstance(first.demanded.aim, ByDeadline)
    assert [str(one.value) for one in first.demanded.aim.bars] == ["9/10"]
    assert first.demanded.aim.deadline == Period.parse("2025-12")
    assert isinstance(second.demanded.aim, ByDeadline)
    assert second.demanded.aim.deadline == Period.parse("2025-06")
    assert isinstance(third.demanded.aim, Ceiling)


def test_an_amendment_may_say_anew_when_it_must_hold() -> None:
    yearly = f"{change(STATE, YEAR_END)}\n{bar('<= -0.05')}\n{EACH}"
    read = target_of(yearly + version("2024-07", f"{bar('< 0.01')}\n{KEEP}"))
    assert read.demanded is not None
    assert isinstance(read.demanded.aim, EachYear)
    assert isinstance(read.versions[0].demanded.aim, Ceiling)


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        (version("2024-07", 'bars = ">= 0.9"'), "version[1].bars: khóa này không có"),
        (version("2024-07", bar("> 1")), "version[1].bar: không số nào thỏa mãn được '> 1'"),
        (version("2023-10", bar("> 0.9")), "version[1].from: phải sau kỳ đầu và không sau kỳ cuối"),
        (version("2026-01", bar("> 0.9")), "version[1].from: phải sau kỳ đầu và không sau kỳ cuối"),
        (
            version("2024-07", bar("> 0.9")) + version("2024-07", bar("> 0.8")),
            "version[2].from: phải sau lần sửa đổi trước, 2024-07",
        ),
        (
            '\n[[target.version]]\nfrom = "2024-07"\nbar = "> 0.9"',
            "version[1].decision: thiếu khóa bắt buộc này; hãy bổ sung",
        ),
    ],
)
def test_an_amendment_that_cannot_be_told_is_refused(declared: str, message: str) -> None:
    assert refused(GOOD + declared).startswith(f"target[1].{message}")
