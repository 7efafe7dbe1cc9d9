"""Every text of the pages has an English one in the catalogue, with the same places to fill."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from kpis.model import Language
from kpis.words.verdicts import translator

ROOT = Path(__file__).parents[2]
MARKS = {"_", "N_", "text", "plural", "_fault"}
PLACE = re.compile(r"\{(\w+)\}")


def marked(path: Path) -> list[str]:
    """Texts that the file hands to ``_``, ``N_``, ``view.text`` or their ``plural``."""
    texts = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        first = node.args[0]
        if name in MARKS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            texts.append(first.value)
    return texts


TEXTS = sorted({text for path in (ROOT / "pages").rglob("*.py") for text in marked(path)})


def test_the_pages_have_texts() -> None:
    assert "Kỳ báo cáo" in TEXTS


def test_every_text_of_a_page_is_translated() -> None:
    english = translator(Language.EN)
    assert [text for text in TEXTS if english(text) == text] == []


def test_a_translation_has_the_places_of_its_text() -> None:
    english = translator(Language.EN)
    told = {text: english(text) for text in TEXTS}
    assert {
        vi: en for vi, en in told.items() if sorted(PLACE.findall(vi)) != sorted(PLACE.findall(en))
    } == {}
