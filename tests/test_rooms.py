"""The rooms of the house: who may import whom, how many floors there are, what a room may hold."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from tests.test_architecture import PRODUCT, ROOT, imports, name, offenders, tree

ROOMS = (
    "data_loaders/model",
    "data_loaders/plan_folder",
    "data_loaders/register",
    "data_loaders/forms",
    "data_loaders/plans",
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
    "kpis/exports/excerpts",
    "kpis/exports/letter",
    "kpis/exports/report",
    "kpis/exports/databook",
    "kpis/exports/deck",
    "kpis/exports",
    "kpis/stored",
    "kpis/plan_folder",
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
    quantity = ROOT / "kpis/law/quantity.py"
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


def former_names() -> set[str]:
    """Of the glossary's table of names that once were others, the column of the former ones."""
    told = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    table = told.split("## Names that once were others")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    return {found for row in rows for found in re.findall(r"`(\w+)`", row.split("|")[1])}


def names_used(path: Path) -> set[str]:
    """Every name that a module binds, reads or asks of an object."""
    told: set[str] = set()
    for node in ast.walk(tree(path)):
        for field in ("id", "attr", "arg", "name"):
            if isinstance(found := getattr(node, field, None), str):
                told.add(found)
    return told


def test_a_name_that_was_given_up_stays_given_up() -> None:
    former = former_names()
    assert {"House", "Standing"} < former
    assert {name(path): found for path in PRODUCT if (found := names_used(path) & former)} == {}


def test_a_dossier_is_called_so() -> None:
    """What an export is made of came as ``said``, in one function out of two."""
    found = [
        f"{name(path)}:{node.lineno}"
        for path in PRODUCT
        for node in ast.walk(tree(path))
        if isinstance(node, ast.arg) and node.annotation is not None
        if ast.unparse(node.annotation).strip("\"'") == "Dossier" and node.arg != "dossier"
    ]
    assert found == []
