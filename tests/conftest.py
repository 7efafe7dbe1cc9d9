"""What holds for every test: what cannot run is named, and searches come in two lengths.

And what many need: the demonstration store, filled once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

# No deadline: a slow machine must not turn a true statement into a failure. The same examples at
# every run, and none remembered from another: what fails here fails everywhere. Who looks for new
# ones does so with another seed each time, by ``make test-long``.
settings.register_profile(
    "default",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    database=None,
)
settings.register_profile(
    "long", settings.get_profile("default"), max_examples=3000, derandomize=False
)
settings.load_profile("default")

FILLS = ("data_loaders", "kpis", "locales")
"""What the demonstration is made by: the chain of reports, and the judgement meetings froze."""

FILLING_TAKES = 900
"""Seconds allowed to a test that may have to wait for the filling on a busy machine."""

# Debian keeps PostgreSQL's own programs off the path.
for _folder in sorted(Path("/usr/lib/postgresql").glob("*/bin")):
    os.environ["PATH"] += f"{os.pathsep}{_folder}"

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "_filled" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(FILLING_TAKES))


def _what_fills_it() -> str:
    """A digest of everything the demonstration depends on: another source, another store."""
    parts = [sys.version, version("duckdb"), version("XlsxWriter")]
    digest = hashlib.sha256("".join(parts).encode())
    root = Path(__file__).parents[1]
    for path in sorted(path for folder in FILLS for path in (root / folder).rglob("*.*")):
        if "__pycache__" not in path.parts:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One worker at a time. The lock lies in this run's own folder, so that none is left behind."""
    while True:
        try:
            lock.touch(exist_ok=False)
            break
        except FileExistsError:
            time.sleep(0.2)
    try:
        yield
    finally:
        lock.unlink()


@contextmanager
def _no_script() -> Iterator[None]:
    """While processes are started: a page under test has left its script as this program's main
    module, and every new process would run that first."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def _fill(kept: Path, run: Path) -> None:
    """Fill a store in the run's folder, and put it into the cache in one step."""
    from data_loaders.demo.filling import fill  # this file also serves where there is no product
    from data_loaders.model.settings import read_settings
    from kpis.stored.freezing import figures_now

    building = read_settings({"MONITOR_STORE": str(run / kept.name)})
    with _no_script():
        fill(building, judge=figures_now, progress=lambda items, **_: items)
    for outdated in kept.parent.glob("*.duckdb"):
        outdated.unlink(missing_ok=True)
    arriving = Path(shutil.copy(building.file, kept.with_suffix(f".{os.getpid()}")))
    arriving.replace(kept)


@pytest.fixture(scope="session")
def _filled(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This worker's copy of the demonstration store; the workers and later runs share one filling.

    It lies in pytest's cache under the digest of its source, so a change of source fills it anew.
    """
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    kept = pytestconfig.cache.mkdir("demonstration") / f"{_what_fills_it()}.duckdb"
    with _alone(run / "filling"):
        if not kept.exists():
            _fill(kept, run)
        return Path(shutil.copy(kept, tmp_path_factory.mktemp("demonstration")))


@pytest.fixture
def demonstration(_filled: Path, tmp_path: Path) -> Path:
    """The path of a demonstration store of the test's own; it may write there."""
    return Path(shutil.copy(_filled, tmp_path / "demonstration.duckdb"))
