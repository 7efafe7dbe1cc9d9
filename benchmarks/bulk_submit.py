"""Sending 270 forms, 27 periods of ten districts, into an empty store, and once more.

``python benchmarks/bulk_submit.py`` writes the forms and the store into a folder of its own, by the
command a person would use.
"""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from datetime import datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from data_loaders.__main__ import main as command
from data_loaders.demo.synthesis import report
from data_loaders.forms.request import FormRequest
from data_loaders.forms.write import write_form
from data_loaders.model import Identity, Period, ReportContent
from data_loaders.plans.declared import load_form, load_regime, load_register

FIRST, PERIODS = Period.of(2023, 10), 27
REGIME, REGISTER = load_regime("kh3220"), load_register()


def main() -> None:
    """Print forms per second, and what this process worked of it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["MONITOR_STORE"] = str(folder / "monitor.duckdb")
        os.environ["MONITOR_NOW"] = "2026-01-20T08:00:00+07:00"
        count = _write(folder / "forms")
        _run("init")
        for title in ("sent", "sent again"):
            started, worked = perf_counter(), process_time()
            _run("submit", str(folder / "forms"), "--explain", "Đã đối chiếu", "--accept")
            took = perf_counter() - started
            print(
                f"{count} forms {title} in {took:.1f} s: {count / took:.1f} a second,"
                f" {1000 * (process_time() - worked) / count:.0f} ms of this process each"
            )


def _run(*arguments: str) -> None:
    with redirect_stdout(StringIO()):
        code = command(arguments)
    if code:
        raise SystemExit(f"{arguments[0]}: exit {code}")


def _write(folder: Path) -> int:
    """The forms of every district, each pre-filled with the period before."""
    folder.mkdir()
    periods = [FIRST.shifted(number) for number in range(PERIODS)]
    units = REGISTER.reporting(REGIME.ends_on(FIRST))
    for unit in units:
        before: ReportContent | None = None
        for period in periods:
            identity, last = Identity(unit.unit_id, period), REGIME.ends_on(period)
            handed = datetime(last.year, last.month, last.day, 8, tzinfo=REGIME.timezone)
            name = f"{unit.unit_id}_{period}"
            request = FormRequest(
                load_form(), REGIME, REGISTER, unit.unit_id, period, before, handed, name
            )
            before = report(identity, regime=REGIME, received_on=last)
            (folder / f"{name}.xlsx").write_bytes(write_form(request, answers=before))
    return len(units) * len(periods)


if __name__ == "__main__":
    main()
