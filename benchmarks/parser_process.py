"""Reading in the process with limits: a form against ``pandas.read_excel``, and what is hostile.

``python benchmarks/parser_process.py`` needs no store. Memory is what the system tells.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
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
from data_loaders.intake.identity import Use
from data_loaders.intake.sandbox import Parser
from data_loaders.model import Identity, Period
from tests.data_loaders.hostile_files import SEEN_AT_ONCE, SEEN_IN_READING
from tests.data_loaders.sent_forms import FORM, RECEIVED, REGIME, REGISTER

RUNS = 15
UNIT, PERIOD = "608", Period.parse("2025-09")


def main() -> None:
    """Print the cost of a form, then the slowest hostile files."""
    data = _form()
    with Parser(processes=1) as parser:
        started = perf_counter()
        _seconds(parser, data)
        print(f"first file, with the start of the process: {perf_counter() - started:.2f} s")
        ours, sheets, one = _medians(parser, data)
        print(
            f"a form {ours:.1f} ms · pandas.read_excel of every sheet {sheets:.1f} ms:"
            f" {ours / sheets:.2f} times · of the one sheet {one:.1f} ms: {ours / one:.2f} times"
        )
        print(f"the process: {_memory(parser):.0f} MB at most")
        took = {n: _seconds(parser, build()) for n, (_, build) in _hostile().items()}
        for name in sorted(took, key=lambda name: -took[name])[:5]:
            print(f"{took[name]:.2f} s  {name}: {_hostile()[name][0]}")
        print(f"{len(took)} hostile files; the process: {_memory(parser):.0f} MB at most")


def _hostile() -> dict[str, tuple[str, Callable[[], bytes]]]:
    return {**SEEN_AT_ONCE, **SEEN_IN_READING}


def _form() -> bytes:
    """A form of 21 communes."""
    identity = Identity(UNIT, PERIOD)
    request = FormRequest(FORM, REGIME, REGISTER, UNIT, PERIOD, None, RECEIVED, "benchmark")
    return write_form(
        request, answers=report(identity, regime=REGIME, received_on=REGIME.day_of(RECEIVED))
    )


def _seconds(parser: Parser, data: bytes) -> float:
    started = perf_counter()
    parser.read(
        data,
        file_name="f.xlsx",
        register=REGISTER,
        regime=REGIME,
        received_at=RECEIVED,
        use=Use(Editions((FORM,))),
    )
    return perf_counter() - started


def _medians(parser: Parser, data: bytes) -> tuple[float, float, float]:
    """Median milliseconds of ours, of pandas on every sheet and on one, taken in turn."""
    times: list[tuple[float, float, float]] = []
    for _ in range(RUNS):
        ours = _seconds(parser, data)
        started = perf_counter()
        pd.read_excel(BytesIO(data), sheet_name=None, header=None)
        between = perf_counter()
        pd.read_excel(BytesIO(data), sheet_name="Số liệu", header=None)
        times.append((ours, between - started, perf_counter() - between))
    first, second, third = (1000 * median(column) for column in zip(*times, strict=True))
    return first, second, third


def _memory(parser: Parser) -> float:
    """Megabytes the process has held at most; 0 where the system does not tell."""
    (pid,) = parser.pids()
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
