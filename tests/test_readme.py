"""What README.md says is true of this commit."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_loaders.__main__ import parser as data_loaders_parser
from data_loaders.model.settings import SETTINGS
from kpis.__main__ import parser as kpis_parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PARSERS = {"data_loaders": data_loaders_parser, "kpis": kpis_parser}
FIRST_SCREEN = 45
"""Lines of the README a reader sees before scrolling."""


def commands() -> Iterator[tuple[str, list[str]]]:
    """(program, arguments) of every command line in the README."""
    pattern = re.compile(r"^(?:\.venv/bin/)?python -m (data_loaders|kpis) ([^#\n]+)", re.M)
    for program, arguments in pattern.findall(README):
        yield program, shlex.split(arguments)


def subcommands(program: str) -> set[str]:
    actions = PARSERS[program]()._actions
    choices = [a.choices for a in actions if isinstance(a, argparse._SubParsersAction)]
    return set(choices[0])


def table(heading: str) -> list[list[str]]:
    """Rows of the table under a heading, without its head."""
    part = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("| \n") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.split(" |")] for row in rows[2:]]


@pytest.mark.parametrize(("program", "arguments"), list(commands()))
def test_every_command_line_is_understood(program: str, arguments: list[str]) -> None:
    assert PARSERS[program]().parse_args(arguments).command == arguments[0]


@pytest.mark.parametrize("program", sorted(PARSERS))
def test_every_command_is_shown(program: str) -> None:
    shown = {arguments[0] for name, arguments in commands() if name == program}
    assert shown == subcommands(program)


def test_every_setting_is_listed_with_its_default() -> None:
    rows = {row[0].strip("`"): row[1].strip("`") for row in table("Settings")}
    assert rows == {name: default for name, (default, _) in SETTINGS.items()}


def test_every_folder_of_the_project_is_listed() -> None:
    listed = {row[0].strip("`/") for row in table("Where things are")}
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    folders = {name.split("/")[0] for name in tracked if "/" in name}
    visible = {name for name in folders if not name.startswith(".")}
    assert visible <= listed
    assert all((ROOT / name).is_dir() for name in listed)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w./]+\.\w+)`", README))))
def test_every_file_that_is_named_exists(path: str) -> None:
    assert (ROOT / path).exists() or path == SETTINGS["MONITOR_STORE"][0]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"make ([a-z][a-z-]+)\b", README))))
def test_every_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.M)


def test_the_first_screen_says_what_for_whom_when_not_and_how() -> None:
    first = "\n".join(README.splitlines()[:FIRST_SCREEN])
    for word in ("**For whom:**", "**When not to use it:**", "make run", "make test", "synthetic"):
        assert word in first


def test_address_and_python_are_those_of_the_settings() -> None:
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]
    assert f"localhost:{server['port']}" in README
    assert server["address"] == "localhost"
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    assert f"Python {tools['mypy']['python_version']} or newer" in README


PIN = re.compile(r"^([A-Za-z0-9_-]+)(?:\[\w+\])?==[\w.]+$")


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-cluster.txt", "requirements-dev.txt"]
)
def test_every_pin_is_exact_and_has_its_reason(name: str) -> None:
    reason = False
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if line.startswith("#"):
            reason = True
        elif not line:
            reason = False
        elif not line.startswith("-"):
            assert PIN.match(line), line
            assert reason, f"{line}: no reason above it"
