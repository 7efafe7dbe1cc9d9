"""A test that cannot run is named, and fails where everything must run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
TEST = """
import pytest

@pytest.mark.needs("no-such-program-anywhere")
def test_that_needs_it():
    assert True

def test_that_runs():
    assert True
"""


def run_pytest(
    folder: Path, *arguments: str, require_all: bool
) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST.read_text("utf-8"), "utf-8")
    (folder / "test_sample.py").write_text(TEST, "utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    needs: programs\n", "utf-8")
    environment = {**os.environ, "REQUIRE_ALL": "1" if require_all else "0"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("arguments", [(), ("-n", "1")], ids=["one process", "workers"])
def test_a_test_whose_program_is_missing_is_reported_by_name(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = run_pytest(tmp_path, *arguments, require_all=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "NOT RUN: test_sample.py::test_that_needs_it (no-such-program-anywhere)" in done.stdout
    assert "1 passed, 1 skipped" in done.stdout


@pytest.mark.parametrize("arguments", [(), ("-n", "1")], ids=["one process", "workers"])
def test_it_fails_where_everything_must_run(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run_pytest(tmp_path, *arguments, require_all=True)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "NOT RUN: test_sample.py::test_that_needs_it" in done.stdout
