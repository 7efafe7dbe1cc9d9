"""A plan is data: what it is called, what it measures and in which words stands in no Python.

The words are read from every plan file, form and register there is, and looked for in the string
constants and names of the product and in its catalogue of English texts. Docstrings may cite a
decree; the generator of the demonstration knows the plan that it demonstrates.
"""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from tests.test_architecture import PRODUCT, ROOT, name, tree

DEMONSTRATION = "data_loaders/demo/"
GETTEXT = {"_", "N_", "plural", "text"}
"""What a text of the interface is handed to."""

APART: Mapping[str, set[str]] = {
    "data_loaders/intake/values.py": {"không"},  # Vietnamese for none, typed into a cell
    "kpis/exports/report/layout.py": {"I", "II", "III"},  # numbers of a document's parts
    "kpis/exports/databook/figures.py": {"I"},  # a column of a sheet
}
"""Constants that are a word of some plan by accident: by file, each with what it is there."""


@dataclass(frozen=True)
class Words:
    """What plans say. ``names``: of plans, offices and provinces, for no text to have; ``codes`` of
    measures; ``closed``: words of closed lists; ``sheets``: names of sheets."""

    names: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    sheets: set[str] = field(default_factory=set)

    @cached_property
    def stems(self) -> set[str]:
        """What several codes begin with, as the ``spots`` of their opening and closing."""
        first = [code.partition("_")[0] for code in self.codes if "_" in code]
        return {stem for stem in first if first.count(stem) > 1 and stem not in self.codes}


@cache
def words() -> Words:
    """Of every declaration in the product's folders, wherever in them it stands."""
    found = Words()
    for path in sorted(ROOT.rglob("*.toml")):
        if path.is_relative_to(ROOT / "tests") or any(part[0] == "." for part in path.parts[1:]):
            continue
        data = tomllib.loads(path.read_text("utf-8"))
        if "edition" in data:
            _of_form(data, found)
        if "target" in data and "number" in data:
            _of_plan(data, found)
    for path in sorted(ROOT.rglob("*.csv")):
        if not path.is_relative_to(ROOT / "tests"):
            _of_register(path, found)
    return found


def _of_form(data: Mapping[str, Any], found: Words) -> None:
    found.names.update({data["edition"], data["plan"], data["number"]})
    found.sheets.update(data["sheets"].values())
    measures = [one for group in data["group"] for one in group["measure"]]
    found.codes.update(one["code"] for one in measures)
    for column in (*measures, *data.get("area", ())):
        found.closed.update(choice["word"] for choice in column.get("choice", ()))


def _of_plan(data: Mapping[str, Any], found: Words) -> None:
    office = data["office"]
    found.names.update({data["number"], data["title_vi"], data["title_en"]})
    found.names.update({office["name"], office["superior"], office["place"], office["issuer"]})
    found.names.update(target["owner"] for target in data["target"])
    number = data["number"].partition("/")[0]
    if len(number) > 3:
        found.names.add(number)


def _of_register(path: Path, found: Words) -> None:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found.names.update(row["name"] for row in rows if row.get("level") == "province")


@cache
def bare(text: str) -> str:
    """Small letters without marks, spaces and lines: ``Kon Tum``, ``kon_tum``, ``KONTUM``."""
    marks = normalize("NFD", text.casefold().replace("đ", "d"))
    return re.sub(r"[\W_]", "", "".join(one for one in marks if not combining(one)))


def said_in(text: str, *, plain: bool) -> Iterator[str]:
    """What of a plan a text says. ``plain``: it is no text of the interface but a word of code."""
    known, small = words(), text.casefold()
    letters = bare(text)
    yield from (one for one in known.names if bare(one) in letters)
    yield from (code for code in known.codes if "_" in code and code in small)
    for one in known.closed:
        whole = " " in one and len(one) == len(text)
        if one.casefold() in small and (whole or one.count(" ") > 1):
            yield one
    for sheet in known.sheets:
        if f"“{sheet.casefold()}”" in small or (sheet.count(" ") > 2 and sheet.casefold() in small):
            yield sheet
    if plain:
        yield from ({text} & (known.codes | known.closed | known.sheets))


def named_in(identifier: str) -> Iterator[str]:
    """What of a plan a name in the code says."""
    small, parts = identifier.casefold(), identifier.casefold().split("_")
    yield from (one for one in words().names if bare(one) in bare(small))
    yield from (code for code in words().codes if "_" in code and code in small)
    yield from (stem for stem in words().stems if stem in parts)


def constants(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Line, text and whether it is a word of code, of every string constant but docstrings."""
    apart, shown = set(), set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            apart |= {id(one.value) for one in node.body if isinstance(one, ast.Expr)}
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in GETTEXT:
            shown |= {id(one) for part in node.args for one in ast.walk(part)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.lineno, node.value, id(node) not in shown


def identifiers(path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of everything that is named or called in a file."""
    keys = ("id", "attr", "arg", "name", "asname")
    for node in ast.walk(tree(path)):
        for key in keys:
            value = getattr(node, key, None)
            if isinstance(value, str):
                yield getattr(node, "lineno", 0), value


def offences(path: Path) -> Iterator[str]:
    for line, text, plain in constants(path):
        allowed = APART.get(name(path), set())
        for word in said_in(text, plain=plain and text not in allowed):
            yield f"{name(path)}:{line}: “{word}” in {text[:60]!r}"
    for one, line in {one: line for line, one in identifiers(path)}.items():
        yield from (f"{name(path)}:{line}: {word} in {one}" for word in named_in(one))


def test_no_plan_stands_in_python() -> None:
    product = [path for path in PRODUCT if not name(path).startswith(DEMONSTRATION)]
    assert [one for path in product for one in offences(path)] == []


TEXT_OF_CATALOGUE = re.compile(r'^(?:msg\w+(?:\[\d\])? )?"(.*)"$')


def test_no_plan_stands_in_the_catalogue() -> None:
    found = []
    for path in sorted((ROOT / "locales").rglob("*.po")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            text = TEXT_OF_CATALOGUE.match(line)
            if text:
                found += [f"{name(path)}:{number}: {one}" for one in said_in(text[1], plain=False)]
    assert found == []


def test_what_is_looked_for_is_what_the_plans_say() -> None:
    """The search itself: without it an empty list of words would find nothing, and pass."""
    known = words()
    assert {"kh3220", "3220", "Kon Tum", "Công an tỉnh"} <= known.names
    assert {"spots_closing", "users", "commune_class"} <= known.codes
    assert {"không", "tái phức tạp"} <= known.closed
    assert "Địa bàn chuyển hóa" in known.sheets
    assert "spots" in known.stems
    assert list(said_in("kho của tỉnh KONTUM", plain=False)) == ["Kon Tum"]
    assert list(said_in("users", plain=True)) == ["users"]
    assert list(said_in("users", plain=False)) == []
    assert set(named_in("spots_left")) == {"spots"}


def test_what_is_set_apart_is_there() -> None:
    """An exception whose file no longer has the word is taken out."""
    for file, allowed in APART.items():
        assert allowed <= {text for _, text, _ in constants(ROOT / file)}, file
