"""What holds for every test: what cannot run is named, and searches come in two lengths."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

# No deadline: a slow machine must not turn a true statement into a failure.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("default"), max_examples=3000)
settings.load_profile("default")

NOT_RUN = "NOT RUN"
REQUIRE_ALL = "REQUIRE_ALL"


def missing_programs(item: pytest.Item) -> list[str]:
    """Programs the test's ``needs`` markers name and this machine does not have."""
    named = [program for mark in item.iter_markers("needs") for program in mark.args]
    return [program for program in named if shutil.which(program) is None]


def pytest_runtest_setup(item: pytest.Item) -> None:
    missing = missing_programs(item)
    if missing:
        pytest.skip(f"{NOT_RUN}: missing {', '.join(missing)}")


def _not_run(reporter: pytest.TerminalReporter) -> list[str]:
    return sorted(
        f"{report.nodeid} ({reason.rpartition(': missing ')[2]})"
        for report in reporter.stats.get("skipped", [])
        if NOT_RUN in (reason := str(report.longrepr[2]))
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    names = _not_run(terminalreporter)
    if names:
        terminalreporter.section("tests that were not run, and the program they miss")
        for name in names:
            terminalreporter.write_line(f"{NOT_RUN}: {name}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With REQUIRE_ALL=1 a test that could not run is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not isinstance(reporter, pytest.TerminalReporter) or os.environ.get(REQUIRE_ALL) != "1":
        return
    if _not_run(reporter) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
