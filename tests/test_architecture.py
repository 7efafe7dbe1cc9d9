"""The house's rules, read from the source: who may import whom, and how long a thing may be.

One test a rule; its failure lists every file that breaks it, and with what.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("data_loaders", "gate", "kpis", "pages")
TEXTS = {".py", ".sql", ".toml", ".md", ".css", ".html", ".txt", ".cfg", ".yml", ".yaml", ".po", ""}


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


PRODUCT = [ROOT / "app.py", *sources(*FOLDERS)]
ALL = [path for path in (*PRODUCT, *sources("tests", "benchmarks")) if path.is_file()]


@cache
def text(path: Path) -> str:
    return path.read_text("utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), str(path))


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


def offenders(
    paths: Iterable[Path], offences: Callable[[Path], Iterable[object]]
) -> dict[str, list[object]]:
    """The files that break a rule, each with what breaks it; none where the rule holds."""
    found = {name(path): list(offences(path)) for path in paths}
    return {file: wrong for file, wrong in found.items() if wrong}


JUDGED_AT_A_DOOR = {
    "data_loaders/commands/reports.py": [
        "kpis.plan.read",
        "kpis.plan.read.PlanError",
        "kpis.stored.plans",
        "kpis.stored.plans.plan_in",
        "kpis.stored.freezing",
        "kpis.stored.freezing.figures_now",
    ],
}
"""A door like ``app.py``: ``init`` begins with no plan that cannot be judged, ``demo`` freezes."""


def test_the_rules_are_read_over_the_whole_house() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in PRODUCT} == {"app.py", *FOLDERS}
    assert len(ALL) == len(set(ALL)) > 400


def test_an_offence_is_told_with_its_file() -> None:
    told = offenders(sources("data_loaders"), lambda path: breaches(path, "data_loaders.model"))
    assert "data_loaders.model" in told["data_loaders/reports/facts.py"]
    assert "data_loaders/__init__.py" not in told


def test_intake_knows_no_targets_no_charts_no_browser() -> None:
    never = ("gate", "kpis", "pages", "streamlit", "plotly")
    assert offenders(sources("data_loaders"), lambda path: breaches(path, *never)) == (
        JUDGED_AT_A_DOOR
    )


def test_the_gate_knows_accounts_and_neither_plan_nor_pages() -> None:
    never = ("kpis", "pages", "plotly", "duckdb")
    assert offenders(sources("gate"), lambda path: breaches(path, *never)) == {}


OPEN_THE_STORE = {
    "kpis/__main__.py",
    *map(name, sources("kpis/commands", "kpis/stored", "kpis/plan_folder")),
}
"""Commands and what they ask, which open the store as the pages do."""


def judgement() -> list[Path]:
    return [path for path in sources("kpis") if name(path) not in OPEN_THE_STORE]


def test_judgement_asks_no_database_and_no_browser() -> None:
    never = ("gate", "pages", "streamlit", "duckdb", "sqlalchemy")
    assert offenders(sources("kpis"), lambda path: breaches(path, *never)) == {}


def test_judgement_knows_the_shared_types_and_nothing_else_of_intake() -> None:
    shared = re.compile(r"data_loaders(\.model(\..+)?)?\Z")

    def strangers(path: Path) -> list[str]:
        return [m for m in breaches(path, "data_loaders") if not shared.match(m)]

    assert offenders(judgement(), strangers) == {}


def calls(path: Path) -> set[str]:
    return {ast.unparse(n.func) for n in ast.walk(tree(path)) if isinstance(n, ast.Call)}


def test_judgement_reads_no_clock() -> None:
    clocks = {"datetime.now", "date.today", "time.time", "datetime.utcnow"}
    assert offenders(judgement(), lambda path: calls(path) & clocks) == {}


def test_pages_draw_no_charts_themselves_and_ask_no_database() -> None:
    never = ("gate", "plotly", "duckdb", "sqlalchemy", "sqlite3", "pandas", "numpy", "openpyxl")
    assert offenders(sources("pages"), lambda path: breaches(path, *never)) == {}


SQL = re.compile(
    r"\b(select\s.+\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from)\b", re.I | re.S
)


def statements(path: Path) -> Iterator[str]:
    texts = (node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant))
    return (text for text in texts if isinstance(text, str) and SQL.search(text))


def test_sql_stands_in_files_of_its_own() -> None:
    assert offenders(sources("pages", "kpis"), statements) == {}


def test_no_page_bears_the_name_of_a_standard_module() -> None:
    """pages/ is first on sys.path: ``import trace`` there would run a page."""
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert pages & sys.stdlib_module_names == set()


def too_long(path: Path) -> Iterator[str]:
    lines, most = text(path).count("\n"), 150 if path.parent == ROOT / "pages" else 350
    if lines > most:
        yield f"{lines} lines"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > 60:
                yield f"{node.name}: {lines} lines"


def test_functions_are_short_and_modules_answer_one_question() -> None:
    assert offenders(ALL, too_long) == {}


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


def _nobodys(host: str) -> bool:
    """This machine, a name of a vocabulary, or one that RFC 2606 keeps for examples."""
    return host in OWN or host.endswith(".example")


def test_no_file_names_a_host_or_a_path_of_one_machine() -> None:
    def foreign(path: Path) -> list[str]:
        hosts = [host for host in ADDRESS.findall(text(path)) if not _nobodys(host)]
        return hosts + MACHINE.findall(text(path))

    assert offenders(tracked(), foreign) == {}


def test_no_module_is_called_utils() -> None:
    assert [name(path) for path in ALL if path.stem in {"utils", "helpers", "common", "misc"}] == []


def test_no_test_depends_on_whether_a_browser_runs() -> None:
    """A browser's loop runs in the main thread of its worker; ``asyncio.run`` refuses there."""
    refused = {"asyncio.run", "asyncio.Runner"}
    assert offenders(sources("tests"), lambda path: calls(path) & refused) == {}
