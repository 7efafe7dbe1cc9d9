"""The house's rules, read from the source: who may import whom, and how long a thing may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("data_loaders", "gate", "kpis", "pages")
TEXTS = {".py", ".sql", ".toml", ".md", ".css", ".html", ".txt", ".cfg", ".yml", ".yaml", ".po", ""}


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


PRODUCT = [ROOT / "app.py", *sources(*FOLDERS)]
ALL = [path for path in (*PRODUCT, *sources("tests", "benchmarks")) if path.is_file()]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """Every module the file imports, wherever in the file it stands."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def breaches(path: Path, *forbidden: str) -> list[str]:
    return [
        module
        for module in imports(path)
        if any(module == f or module.startswith(f"{f}.") for f in forbidden)
    ]


JUDGED_AT_A_DOOR = {
    "data_loaders/commands.py": ["kpis.freezing", "kpis.freezing.figures_now"],
    "data_loaders/door.py": ["kpis.freezing", "kpis.freezing.complete"],
}
"""Doors like ``app.py``: ``demo`` freezes meetings, those of an older store get their documents."""


@pytest.mark.parametrize("path", sources("data_loaders"), ids=name)
def test_intake_knows_no_targets_no_charts_no_browser(path: Path) -> None:
    allowed = JUDGED_AT_A_DOOR.get(name(path), [])
    assert breaches(path, "gate", "kpis", "pages", "streamlit", "plotly") == allowed


@pytest.mark.parametrize("path", sources("gate"), ids=name)
def test_the_gate_knows_accounts_and_neither_plan_nor_pages(path: Path) -> None:
    assert breaches(path, "kpis", "pages", "plotly", "duckdb") == []


OPEN_THE_STORE = {
    f"kpis/{name}.py"
    for name in ("__main__", "asked", "export_commands", "freezing", "movement_command")
}
"""The commands, which open the store as the pages do."""


@pytest.mark.parametrize("path", sources("kpis"), ids=name)
def test_judgement_knows_the_shared_types_and_nothing_else_of_intake(path: Path) -> None:
    assert breaches(path, "gate", "pages", "streamlit", "duckdb", "sqlalchemy") == []
    if name(path) in OPEN_THE_STORE:
        return
    allowed = re.compile(r"data_loaders(\.model(\..+)?)?\Z")
    assert [m for m in breaches(path, "data_loaders") if not allowed.match(m)] == []


@pytest.mark.parametrize("path", sources("kpis"), ids=name)
def test_judgement_reads_no_clock(path: Path) -> None:
    if name(path) in OPEN_THE_STORE:
        return
    calls = {ast.unparse(n.func) for n in ast.walk(tree(path)) if isinstance(n, ast.Call)}
    assert calls & {"datetime.now", "date.today", "time.time", "datetime.utcnow"} == set()


@pytest.mark.parametrize("path", sources("pages"), ids=name)
def test_pages_draw_no_charts_themselves_and_ask_no_database(path: Path) -> None:
    engines = ("duckdb", "sqlalchemy", "sqlite3", "pandas", "numpy", "openpyxl")
    assert breaches(path, "gate", "plotly", *engines) == []


SQL = re.compile(
    r"\b(select\s.+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from)\b", re.I | re.S
)


def strings(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("path", sources("pages", "kpis"), ids=name)
def test_sql_stands_in_files_of_its_own(path: Path) -> None:
    assert [text for text in strings(path) if SQL.search(text)] == []


@pytest.mark.parametrize("path", sources("pages"), ids=name)
def test_no_page_bears_the_name_of_a_standard_module(path: Path) -> None:
    """pages/ is first on sys.path: ``import trace`` there would run a page."""
    assert path.parent.name != "pages" or path.stem not in sys.stdlib_module_names


@pytest.mark.parametrize("path", ALL, ids=name)
def test_functions_are_short_and_modules_answer_one_question(path: Path) -> None:
    text = path.read_text("utf-8")
    is_page = path.parent == ROOT / "pages"
    assert text.count("\n") <= (150 if is_page else 350)
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > 60
    ]
    assert long == []


def tracked() -> list[Path]:
    """Every text file of the project; without git (an unpacked archive) those of its folders."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    names = listed.stdout.split("\0") if listed.returncode == 0 else []
    paths = [ROOT / n for n in names if n] or ALL
    return [path for path in paths if path.suffix in TEXTS and path.is_file()]


# Written in halves, so that this file keeps its own rule.
ADDRESS = re.compile("http" + r"s?://([\w.-]+)")
# This machine, and names of XML vocabularies, which nobody asks for anything.
OWN = {"localhost", "127.0.0.1", "www.w3.org", "schemas.openxmlformats.org", "purl.oclc.org"}
MACHINE = re.compile(r"(?<![\w.~-])/(?:work|home|root|Users|farm)/\w")


@pytest.mark.parametrize("path", tracked(), ids=name)
def test_no_file_names_a_host_or_a_path_of_one_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert {host for host in ADDRESS.findall(text) if host not in OWN} == set()
    assert MACHINE.findall(text) == []


def test_no_module_is_called_utils() -> None:
    assert [name(path) for path in ALL if path.stem in {"utils", "helpers", "common", "misc"}] == []


@pytest.mark.parametrize("path", sources("tests"), ids=name)
def test_no_test_depends_on_whether_a_browser_runs(path: Path) -> None:
    """A browser's loop runs in the main thread of its worker; ``asyncio.run`` refuses there."""
    calls = [ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    assert [call for call in calls if call in {"asyncio.run", "asyncio.Runner"}] == []
