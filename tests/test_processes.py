"""The commands in processes of their own, as a scheduler starts them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.browser.server import running_server
from tests.data_loaders.sent_forms import filled

ROOT = Path(__file__).parents[1]
NOW = "2025-10-17T08:00:00+07:00"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    store = tmp_path / "kho số liệu" / "monitor.duckdb"
    return {**os.environ, "MONITOR_STORE": str(store), "MONITOR_NOW": NOW}


def run(
    environment: dict[str, str], program: str, *arguments: object
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", program, *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )


def document(environment: dict[str, str], program: str, *arguments: object) -> Any:
    done = run(environment, program, *arguments, "--json")
    assert done.stderr == b""
    return json.loads(done.stdout.decode("utf-8"))


def test_the_whole_line_from_the_form_to_the_figure(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """In a folder with a space and diacritics in its name."""
    assert run(environment, "data_loaders", "init").returncode == 0
    form, report = tmp_path / "biểu 611.xlsx", tmp_path / "báo cáo 611.xlsx"
    done = run(environment, "data_loaders", "template", "611", "2025-10", "--out", form)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert "Số liệu" in load_workbook(form).sheetnames
    report.write_bytes(filled())
    sent = document(environment, "data_loaders", "submit", report, "--accept")
    assert [(one["file"], one["outcome"]) for one in sent["files"]] == [(str(report), "accepted")]
    card = document(environment, "kpis", "scorecard", "--period", "2025-10", "--unit", "611")
    results = {row["target_id"]: row for row in card["results"]}
    access = results["service-access"]
    assert (access["numerator"], access["denominator"]) == (15 * 8, 20 * 8)


def test_a_mistake_is_one_line_in_a_process_of_its_own(environment: dict[str, str]) -> None:
    done = run(environment, "data_loaders", "status")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode("utf-8").count("\n") == 1


def test_what_is_printed_is_utf_8_wherever_it_goes(environment: dict[str, str]) -> None:
    narrow = {**environment, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = run(narrow, "data_loaders", "init")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "đã tạo" in done.stdout.decode("utf-8")
    done = run(narrow, "data_loaders", "init")
    assert "không ghi đè" in done.stderr.decode("utf-8")


def test_a_reader_that_goes_away_is_no_failure(environment: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "data_loaders", "init"],
            cwd=ROOT,
            env=environment,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


HOLD = """
from data_loaders.service.context import open_context
context = open_context()
print("held", flush=True)
input()
"""


@contextmanager
def held(environment: dict[str, str]) -> Iterator[None]:
    """The application, or another command, has the store open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield
        process.kill()


def test_a_store_that_another_process_holds_is_one_line_that_says_what_to_do(
    environment: dict[str, str],
) -> None:
    run(environment, "data_loaders", "init")
    with held(environment):
        for line in (("data_loaders", "journal"), ("data_loaders", "demo"), ("kpis", "scorecard")):
            done = run(environment, *line)
            assert (done.returncode, done.stdout) == (2, b"")
            (sentence,) = done.stderr.decode("utf-8").splitlines()
            assert "đang được chương trình khác mở" in sentence
            assert "hãy đợi hoặc dừng" in sentence
    assert run(environment, "data_loaders", "journal").returncode == 0


def test_commands_do_their_work_through_the_application_while_it_runs(
    environment: dict[str, str], tmp_path: Path
) -> None:
    report, kept = tmp_path / "611.xlsx", tmp_path / "kept.zip"
    report.write_bytes(filled())
    run(environment, "data_loaders", "init")
    store = Path(environment["MONITOR_STORE"])
    beside = store.with_name(f"{store.name}.console")
    with running_server(store, log=tmp_path / "log", settings={"MONITOR_NOW": NOW}):
        until = time.monotonic() + 60
        while not beside.exists() and time.monotonic() < until:
            time.sleep(0.1)
        sent = document(environment, "data_loaders", "submit", report, "--accept")
        assert [one["outcome"] for one in sent["files"]] == ["accepted"]
        assert run(environment, "data_loaders", "backup", kept).returncode == 0
        through = document(environment, "kpis", "scorecard", "--period", "2025-10")
        for refused in ("init", "demo"):
            assert run(environment, "data_loaders", refused).returncode == 2
    assert not beside.exists()
    assert document(environment, "kpis", "scorecard", "--period", "2025-10") == through
    elsewhere = {**environment, "MONITOR_STORE": str(tmp_path / "other" / "monitor.duckdb")}
    assert run(elsewhere, "data_loaders", "restore", kept).returncode == 0
    assert document(elsewhere, "kpis", "scorecard", "--period", "2025-10") == through
