"""Whatever is wrong with a plan's folder is said in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from data_loaders.model.words import LANGUAGES
from kpis.plan_folder.findings import PlanFinding, codes, in_english

ROOT = Path(__file__).parents[3]
READERS = [
    ROOT / "data_loaders/model/toml_table.py",
    *(ROOT / "kpis/aims").glob("*.py"),
    *(ROOT / "kpis/plan").glob("*.py"),
    *(ROOT / "kpis/quantities").glob("*.py"),
    *(ROOT / "data_loaders/register").glob("calendar.py"),
]
"""Where the sentences about a key are made: ``table.fault(key, sentence)``."""


def spoken(node: ast.expr) -> str | None:
    """A sentence as it may come out, with a word in place of what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
        return "".join(map(str, parts))
    return None


def sentences() -> Iterator[str]:
    for path in READERS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            call = node if isinstance(node, ast.Call) else None
            if call and isinstance(call.func, ast.Attribute) and call.func.attr == "fault":
                said = spoken(call.args[-1])
                if said is not None:
                    yield said


def test_the_readers_sentences_are_found() -> None:
    assert len(set(sentences())) > 30


JOINED = {"phải là X, gặp X", '"year_end_before" X'}
"""Made of parts that are said elsewhere."""


def test_what_a_reader_says_of_a_key_has_an_english_sentence() -> None:
    asked = set(sentences()) - JOINED
    assert len(asked) > 20
    assert {sentence for sentence in asked if in_english(sentence) == sentence} == set()


def test_a_finding_asks_for_the_same_things_in_both_languages() -> None:
    for code in codes():
        found = PlanFinding(code, "plan.toml", "", Fields())
        said = {language: found.sentence(language) for language in LANGUAGES}
        asked = {language: set(re.findall(r"<(\w+)>", text)) for language, text in said.items()}
        assert asked["vi"] == asked["en"], code
        assert said["vi"] != said["en"] or code == "key", code


class Fields(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"<{key}>"


def test_parts_of_a_sentence_stay_as_they_are_in_english() -> None:
    assert in_english("phải là một kỳ báo cáo viết YYYY-MM, gặp 'a, b'") == (
        "must be a reporting period written YYYY-MM, found 'a, b'"
    )
    assert {name for _, name, _, _ in Formatter().parse("{a}") if name} == {"a"}
