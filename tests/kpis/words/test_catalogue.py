"""The English catalogue: complete, with the same placeholders, and without leftovers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from data_loaders.model.formats import CATALOGUES, translator
from kpis.model import Language

ROOT = CATALOGUES.parent
KEYWORDS = {"_": None, "plural": (1, 1)}


@cache
def catalogue() -> Catalog:
    with (CATALOGUES / "en" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return read_po(source)


@cache
def sentences(path: Path) -> frozenset[str]:
    """Every sentence that a module gives to be translated."""
    found = extract_from_file("python", path, keywords=KEYWORDS)
    return frozenset(text for _, message, _, _ in found for text in _texts(message))


@cache
def texts_of(path: Path) -> frozenset[str]:
    """Every text that stands in a module, to be translated or not."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    return frozenset(text for text in texts if isinstance(text, str))


def _texts(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def entries() -> Iterator[Message]:
    return (entry for entry in catalogue() if entry.id)


def placeholders(text: str) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)\}", text)))


MODULES = sorted((ROOT / "kpis").rglob("*.py"))


def test_everything_said_in_vietnamese_can_be_said_in_english() -> None:
    translated = {
        text for entry in entries() if all(_texts(entry.string)) for text in _texts(entry.id)
    }
    untold = {path.relative_to(ROOT): sentences(path) - translated for path in MODULES}
    assert {path: texts for path, texts in untold.items() if texts} == {}


def test_a_translation_has_the_placeholders_of_its_sentence() -> None:
    for entry in entries():
        wanted = placeholders(_texts(entry.id)[0])
        assert [placeholders(text) for text in _texts(entry.string)] == [wanted] * len(
            _texts(entry.string)
        )


def test_no_entry_outlives_the_sentence_it_translates() -> None:
    for entry in entries():
        places = [ROOT / file for file, _ in entry.locations]
        assert places, entry.id
        for place in places:
            assert _texts(entry.id)[0] in texts_of(place), (entry.id, place)


def test_nothing_is_translated_twice_or_left_uncertain() -> None:
    assert not [entry.id for entry in entries() if entry.fuzzy]
    assert not catalogue().obsolete


def test_the_entries_of_judgement_stand_module_by_module() -> None:
    places = [entry.locations[0][0] for entry in entries()]
    of_kpis = [place for place in places if place.startswith("kpis/")]
    assert of_kpis
    assert of_kpis == sorted(of_kpis)


def test_a_sentence_without_translation_stays_vietnamese() -> None:
    assert translator(Language.EN)("câu chưa có bản dịch") == "câu chưa có bản dịch"
    assert translator(Language.VI)("Đạt") == "Đạt"
