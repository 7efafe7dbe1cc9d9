"""Reading and checking a form of 21 communes against ``pandas.read_excel`` of the same file.

``python benchmarks/form_check.py`` needs no store: the form is written here and checked against the
period before, in this one process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

import pandas as pd

from data_loaders.demo.synthesis import report
from data_loaders.forms.editions import Editions
from data_loaders.forms.request import FormRequest
from data_loaders.forms.write import write_form
from data_loaders.intake.checks.report import check
from data_loaders.intake.identity import Use
from data_loaders.intake.read import read_form
from data_loaders.model import History, Identity, Period
from data_loaders.plans.declared import load_form, load_regime, load_register

RUNS = 15
REGIME, REGISTER, FORM = load_regime("kh3220"), load_register(), load_form()
USE = Use(Editions((FORM,)))
RECEIVED = datetime(2025, 6, 17, 9, tzinfo=REGIME.timezone)
MAY, JUNE = (Identity("608", Period.of(2025, month)) for month in (5, 6))


def main() -> None:
    """Print the medians and their ratios."""
    before = report(MAY, regime=REGIME, received_on=date(2025, 5, 17))
    data = _form(before)
    ours, all_sheets, first_sheet = _medians(
        lambda: _check(data, History(previous=before)),
        lambda: pd.read_excel(BytesIO(data), sheet_name=None, header=None),
        lambda: pd.read_excel(BytesIO(data), sheet_name="Số liệu", header=None),
    )
    print(
        f"read and check {ours:.1f} ms · pandas.read_excel of every sheet {all_sheets:.1f} ms:"
        f" {ours / all_sheets:.2f} times · of the one sheet {first_sheet:.1f} ms:"
        f" {ours / first_sheet:.2f} times"
    )


def _form(before: object) -> bytes:
    request = FormRequest(
        form=FORM,
        regime=REGIME,
        register=REGISTER,
        unit_id=JUNE.unit_id,
        period=JUNE.period,
        previous=before,  # type: ignore[arg-type]
        generated_at=RECEIVED,
        form_id="benchmark",
    )
    answers = report(JUNE, regime=REGIME, received_on=REGIME.day_of(RECEIVED))
    return write_form(request, answers=answers)


def _check(data: bytes, history: History) -> None:
    read = read_form(
        data, file_name="f.xlsx", register=REGISTER, regime=REGIME, received_at=RECEIVED, use=USE
    )
    if read.content is None:
        raise SystemExit(f"the form was not read: {read.findings}")
    check(
        read.content,
        form=FORM,
        register=REGISTER,
        regime=REGIME,
        history=history,
        received_at=RECEIVED,
    )


def _medians(*works: Callable[[], object]) -> list[float]:
    """Median milliseconds of each, taken in turn so that a slow moment slows all of them."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(RUNS + 1):
        for work, taken in zip(works, times, strict=True):
            started = perf_counter()
            work()
            taken.append(1000 * (perf_counter() - started))
    return [median(taken[1:]) for taken in times]


if __name__ == "__main__":
    main()
