"""Every text that intake, terminal and gate say stands in the one catalogue, in its context."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from data_loaders.accounts import audit_export, audit_words
from data_loaders.intake import marking_list
from data_loaders.model.errors import FaultError
from data_loaders.model.words import LANGUAGES, translator
from data_loaders.terminal import words
from gate.request import texts

ROOT = Path(__file__).parents[3]
ALIKE = {"Sheet", "{shown}"}
"""What is said alike in both languages."""


def faults() -> list[str]:
    """The sentences that a fault of the machine is told with."""
    found = []
    for path in (ROOT / "data_loaders").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "FaultError":
                sentence = node.args[0]
                assert isinstance(sentence, ast.Constant), path
                found.append(str(sentence.value))
    return found


MARKS = (marking_list._TITLE, marking_list._WHAT, marking_list._NONE)
TABLES: dict[tuple[str, str], Iterable[str]] = {
    ("gate", "gate"): texts.TEXTS.values(),
    ("terminal", "terminal"): words.WORDS.values(),
    ("deeds", ""): audit_words._DEEDS.values(),
    ("outcomes", ""): audit_words._OUTCOMES.values(),
    ("heads of a trail", "trail"): audit_export._HEADS,
    ("marks", "marks"): (*MARKS, *marking_list._HEADS, *marking_list._MARKS.values()),
    ("faults", ""): faults(),
}


@pytest.mark.parametrize(("name", "context"), TABLES)
def test_everything_said_in_vietnamese_can_be_said_in_english(name: str, context: str) -> None:
    _ = translator("en", context)
    sentences = set(TABLES[name, context])
    assert sentences
    assert {one for one in sentences if _(one) in ("", one)} <= ALIKE
    for one in sentences:
        assert re.findall(r"\{\w+\}", _(one)) == re.findall(r"\{\w+\}", one)


def test_a_word_of_several_meanings_is_said_as_its_context_means_it() -> None:
    assert translator("en")("Kết quả") == "Verdict"
    assert translator("en", "terminal")("Kết quả") == "Outcome"
    assert translator("en", "terminal")("Kỳ") == translator("en")("Kỳ") == "Period"
    assert translator("vi", "terminal")("Kết quả") == "Kết quả"
    assert translator("en", "terminal")("câu chưa có bản dịch") == "câu chưa có bản dịch"
    assert LANGUAGES == ("vi", "en")


def test_a_fault_keeps_what_it_is_about_in_both_languages() -> None:
    path = Path("{path}")  # what is filled in is no template itself
    fault = FaultError(
        "ổ đĩa chứa kho {path} chỉ cho đọc; không có gì được ghi, hãy kiểm tra ổ đĩa", path=path
    )
    assert str(fault).startswith("ổ đĩa chứa kho {path} chỉ cho đọc")
    assert fault.english == (
        "the disk of the store {path} is read-only; nothing was written, check the disk"
    )
