"""The house's rules, read from the source: who may import whom, and how long a thing may be.

One test a rule; its failure lists every file that breaks it, and with what.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
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
        "kpis.stored.freezing",
        "kpis.stored.freezing.figures_now",
    ],
}
"""A door like ``app.py``: ``demo`` freezes meetings."""


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


OPEN_THE_STORE = {"kpis/__main__.py", *map(name, sources("kpis/commands", "kpis/stored"))}
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


ROOMS = (
    "data_loaders/model",
    "data_loaders/register",
    "data_loaders/forms",
    "data_loaders/workbook",
    "data_loaders/intake",
    "data_loaders/intake/checks",
    "data_loaders/store",
    "data_loaders/reports",
    "data_loaders/accounts",
    "data_loaders/service",
    "data_loaders/backup",
    "data_loaders/demo",
    "data_loaders/terminal",
    "kpis/language",
    "kpis/law",
    "kpis/quantities",
    "kpis/aims",
    "kpis/plan",
    "kpis",
    "kpis/words",
    "kpis/trace",
    "kpis/reporting",
    "kpis/movement",
    "kpis/frozen",
    "kpis/charts",
    "kpis/exports/content",
    "kpis/exports/letter",
    "kpis/exports/report",
    "kpis/exports/databook",
    "kpis/exports/deck",
    "kpis/exports",
    "kpis/stored",
    "data_loaders/commands",
    "kpis/commands",
    "gate/request",
    "gate/streamlit",
    "gate",
    "pages/ui/reads",
    "pages/ui/frame",
    "pages/ui/parts",
    "pages/ui/overview",
    "pages/ui/locality",
    "pages/ui/target",
    "pages/ui/tasks",
    "pages/ui/reporting",
    "pages/ui/review",
    "pages/ui/submit",
    "pages/ui/meeting",
    "pages/ui/plan",
    "pages/ui/admin",
    "pages/ui/presentation",
    "pages/ui",
    "pages",
)
"""Every folder of the product, from the ground up: it may import those named before it."""

DOORS = {"app.py", "data_loaders/__main__.py", "kpis/__main__.py"}
MODULES = {
    name(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."): path
    for path in PRODUCT
    if len(tree(path).body) > 1  # a package that is only its question imports nothing
}


def imported(path: Path) -> set[Path]:
    """The modules of the product that a module needs to run, wherever in it the import stands.

    What is imported under ``TYPE_CHECKING`` names a type and is not there when the program runs: a
    quantity may say that it is asked about a case, which is made of quantities.
    """
    found = set(imports(path)) - set(_named_only(path))
    return {MODULES[module] for module in found if module in MODULES} - {path}


def _named_only(path: Path) -> Iterator[str]:
    """What a module imports for its annotations alone."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for statement in node.body:
                if isinstance(statement, ast.ImportFrom) and statement.module:
                    yield statement.module
                    yield from (f"{statement.module}.{alias.name}" for alias in statement.names)


def test_only_types_are_left_out_of_the_rooms() -> None:
    quantity = ROOT / "kpis/quantities/base.py"
    assert "kpis.case" in imports(quantity)
    assert ROOT / "kpis/case.py" not in imported(quantity)
    assert ROOT / "kpis/law/bar.py" in imported(quantity)


def room(path: Path) -> str:
    return path.parent.relative_to(ROOT).as_posix()


def inside() -> list[Path]:
    """Every module but the doors, which stand over the house."""
    return [path for path in MODULES.values() if name(path) not in DOORS]


def test_every_folder_of_the_product_is_a_room_of_the_list() -> None:
    assert {room(path) for path in inside()} - set(ROOMS) == set()


def test_a_folder_imports_only_those_named_before_it() -> None:
    def upwards(path: Path) -> list[str]:
        below = ROOMS.index(room(path))
        return [name(other) for other in imported(path) if ROOMS.index(room(other)) > below]

    assert offenders(inside(), upwards) == {}


def test_nobody_imports_a_door() -> None:
    doors = {ROOT / door for door in DOORS}
    assert offenders(inside(), lambda path: [name(door) for door in imported(path) & doors]) == {}


def test_no_folder_holds_more_than_twenty_modules() -> None:
    held = Counter(room(path) for path in inside() if path.stem != "__init__")
    assert {folder: number for folder, number in held.items() if number > 20} == {}


def test_the_house_has_at_most_twelve_floors_and_no_circle() -> None:
    below: dict[str, set[str]] = {}
    for path in inside():
        below.setdefault(room(path), set()).update(room(other) for other in imported(path))

    @cache
    def floor(folder: str) -> int:
        return 1 + max((floor(under) for under in below.get(folder, set()) - {folder}), default=0)

    assert max(map(floor, below)) <= 12
    tuple(TopologicalSorter(modules_below()).static_order())  # raises CycleError, naming the circle


def modules_below() -> dict[str, set[str]]:
    return {name(path): {name(other) for other in imported(path)} for path in inside()}


PRIVATE_WORDS = {
    *("ahead", "arrival", "asked", "course", "handing_out", "house", "kept", "line", "opening"),
    *("placing", "proving", "serving", "standing", "ways", "wire", "writing"),
}
"""What modules were once called here and nowhere else in the field; see ``docs/glossary.md``."""


def test_a_module_is_called_by_a_word_of_the_field() -> None:
    assert [name(path) for path in PRODUCT if path.stem in PRIVATE_WORDS] == []
