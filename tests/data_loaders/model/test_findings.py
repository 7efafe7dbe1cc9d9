from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from data_loaders.intake.progress import MOST_FINDINGS, Intake
from data_loaders.model import Severity
from data_loaders.model.findings import (
    LONGEST_FOUND,
    as_json,
    catalogue,
    finding,
    sentence,
)
from data_loaders.model.words import LANGUAGES
from data_loaders.plans.declared import load_form, load_regime, load_register

HERE = Path(__file__).parents[1]
SOURCE = Path("data_loaders")
CODE = re.compile(r"[a-z]+(-[a-z]+)+\Z|converted\Z|jump\Z|balance\Z|continuity\Z")
NOT_CODES = {"utf-16-le", "each-at-most"}


def texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def first_words_of_findings() -> set[str]:
    """Every code that is given to a finding, a reading or an unreadable file by name."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func).rpartition(".")[2]
            arguments = [*node.args[:1]] if called in {"finding", "UnreadableError"} else []
            arguments += [k.value for k in node.keywords if k.arg == "fault"]
            found |= {str(a.value) for a in arguments if isinstance(a, ast.Constant)}
    return found


def test_every_code_that_is_used_is_in_the_catalogue() -> None:
    used = first_words_of_findings() | {rule.said or rule.code for rule in load_form().rules}
    assert len(used) > 40
    assert used - set(catalogue()) == set()
    files = {text for text in texts(SOURCE / "workbook" / "safety.py") if text.startswith("file-")}
    assert files - set(catalogue()) == set()


def test_every_code_of_the_catalogue_is_used() -> None:
    used = {text for path in SOURCE.rglob("*.py") for text in texts(path)}
    used |= {rule.said or rule.code for rule in load_form().rules}
    assert set(catalogue()) - used == set()


def test_every_code_of_the_catalogue_occurs_in_a_test() -> None:
    tested = {text for path in HERE.rglob("*.py") for text in texts(path)}
    tested |= {rule.said for rule in load_form().rules if rule.code in tested}
    assert set(catalogue()) - tested == set()


def cases() -> list[tuple[str, str]]:
    return [(code, case) for code, entry in catalogue().items() for case in entry.templates["vi"]]


def test_both_languages_have_the_same_cases_with_the_same_parameters() -> None:
    for code, entry in catalogue().items():
        assert entry.templates["vi"].keys() == entry.templates["en"].keys(), code
    assert [
        (code, case)
        for code, case in cases()
        if catalogue()[code].parameters("vi", case) != catalogue()[code].parameters("en", case)
    ] == []


THREE_BEATS = re.compile(r"(\{where\}: |(Sheet|Tệp|File) )")
WHAT_TO_DO = re.compile(r"hãy|[;:,.] \w+")


def in_three_beats(text: str) -> bool:
    """Where, what was found, what to do; whole sentences."""
    told = THREE_BEATS.match(text) and ": " in text and text.endswith(".")
    return bool(told and WHAT_TO_DO.search(text.partition(": ")[2]))


def test_every_sentence_says_where_what_and_what_to_do() -> None:
    assert not in_three_beats("{where}: sai")
    for lang in LANGUAGES:
        sentences = [catalogue()[code].templates[lang][case] for code, case in cases()]
        assert [text for text in sentences if not in_three_beats(text)] == []


def test_codes_are_words_joined_by_hyphens() -> None:
    assert all(CODE.match(code) for code in catalogue())


def test_a_finding_is_as_grave_as_the_catalogue_says() -> None:
    assert finding("jump").severity is Severity.WARNING
    assert finding("converted").severity is Severity.NOTE
    assert finding("cell-error").severity is Severity.ERROR


def test_a_sentence_says_as_much_of_the_place_as_there_is() -> None:
    place = {"sheet": "Số liệu", "cell": "F12", "label": "Xã Pờ Y · Triệt xóa", "found": "x"}
    assert sentence(finding("number-unreadable", **place)).startswith(
        "Sheet “Số liệu”, ô F12 (Xã Pờ Y · Triệt xóa): “x” không phải số nguyên"
    )
    assert sentence(finding("number-unreadable", sheet="Số liệu", found="x"), "en").startswith(
        "Sheet “Số liệu”: “x” is no whole number"
    )


def test_of_thousands_of_findings_the_first_are_said_and_the_rest_counted() -> None:
    intake = Intake("bieu.xlsx", load_form(), load_register(), load_regime("kh3220"))
    intake.values += [finding("number-negative", cell=f"A{row}") for row in range(1, 3001)]
    found = intake.findings()
    assert len(found) == MOST_FINDINGS + 1
    assert [one.cell for one in found[:2]] == ["A1", "A2"]
    assert (found[-1].code, found[-1].parameters["more"]) == ("findings-more", 1000)


def test_of_a_text_without_end_the_beginning_is_repeated() -> None:
    found = finding("number-unreadable", cell="A1", found="x" * 1_000_000).found
    assert (len(found), found[-2:]) == (LONGEST_FOUND, "x…")


def test_braces_that_somebody_typed_stay_as_they_are() -> None:
    said = sentence(finding("number-unreadable", sheet="S", cell="A1", found="{where} {0}"))
    assert "“{where} {0}” không phải số nguyên" in said


def test_as_json_has_the_fields_of_the_interface() -> None:
    one = finding("cell-error", sheet="Số liệu", cell="F12", label="Xã Pờ Y", found="#REF!")
    assert as_json(one, "en") == {
        "code": "cell-error",
        "severity": "error",
        "sheet": "Số liệu",
        "cell": "F12",
        "label": "Xã Pờ Y",
        "found": "#REF!",
        "message": "Sheet “Số liệu”, cell F12 (Xã Pờ Y): the cell shows the error #REF!; type the"
        " value in place of the broken formula.",
    }
