"""How long the sentences of findings are, whatever stands in them.

Counted without the place at their beginning, which stands by itself on the page, and with the
longest words that the form, the register and the calendar can put into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from data_loaders.forms.declaration import Column, Measure
from data_loaders.model import Finding
from data_loaders.model.findings import LONGEST_QUOTE, WIDEST_QUOTE, catalogue, sentence
from data_loaders.model.words import LANGUAGES
from tests.data_loaders.sent_forms import FORM, REGIME, REGISTER

MOST_WORDS = 25
PLACE = re.compile(r"(?:Sheet “[^”]*”(?:, (?:ô|cell) \w+)?(?: \(\+\))?|(?:Tệp|File) \+): ")
END = re.compile(r"(?<=[.?!]) (?=[A-ZĐ“])")


def longest(texts: Iterable[str]) -> str:
    """The text of most words."""
    return max(texts, key=lambda text: len(text.split()))


TYPED = "một hai ba bốn năm sáu bảy tám chín mười"
HEADING = longest(measure.heading for measure in FORM.measures)
UNIT = longest(unit.full_name for unit in REGISTER.by_id.values())
TASK = longest(task.name_vi for task in REGIME.tasks)
COMMUNE = longest(unit.full_name for unit in REGISTER.by_id.values() if unit.kind != "huyện")
COLUMNS: tuple[Measure | Column, ...] = (*FORM.measures, *FORM.areas, *FORM.tasks)
LISTS = [
    ", ".join(f"“{choice.word}”" for choice in column.choices)
    for column in COLUMNS
    if column.choices
]
STATES = [choice.word for column in (*FORM.areas, *FORM.tasks) for choice in column.choices]
LABELS = {"commune": COMMUNE, "area": COMMUNE, "column": HEADING, "task": TASK}
"""What a finding of this family names, where its sentence says it."""


def headings(codes: Iterable[str]) -> str:
    return " + ".join(FORM.by_code[code].heading for code in codes)


def sides(code: str) -> dict[str, str]:
    """The longest words of either side of the rules that bear this code."""
    rules = [rule for rule in FORM.rules if rule.code == code and rule.left]
    if code == "class-contradiction":
        every = (f"{FORM.by_code[one].heading.lower()} 123" for one in rules[0].right)
        return {"right_words": ", ".join(every)}
    lefts = []
    for rule in rules:
        if rule.kind == "each-at-most":
            lefts += [headings([one]) for one in rule.left]
        else:
            lefts.append(headings((*rule.left, *rule.minus)))
    rights = [headings(rule.right) for rule in rules]
    return {"left_words": longest(lefts), "right_words": longest(rights)} if rules else {}


def longest_finding(code: str, case: str) -> Finding:
    """A finding of this code in which everything is as long as it can be."""
    names = catalogue()[code].parameters("vi", case) | catalogue()[code].parameters("en", case)
    known = {
        "file": "+",
        "unit": UNIT,
        "stated": UNIT,
        "expected": UNIT,
        "candidates": ", ".join([COMMUNE] * 3),
        "choices": longest(LISTS),
        "before": longest(STATES) if code == "area-history" else "123",
        "heading": TYPED,
        "shown": COMMUNE,
        "value": TYPED,
        "suggestion": f"{UNIT} (611), kỳ 2025-10",
        "places": "Số liệu!A12, Số liệu (2)!A12",
        **sides(code),
    }
    parameters = {name: known.get(name, "123") for name in names}
    label = LABELS.get(code.partition("-")[0], "+")
    where = code.startswith(("file", "parser", "findings", "identity-unknown", "workbook"))
    return Finding(
        code,
        catalogue()[code].severity,
        None if where else "S",
        None if where else "A1",
        label,
        TYPED,
        {**parameters, **({"case": case} if case else {})},
    )


def without_place(text: str, label: str) -> str:
    place = re.compile(PLACE.pattern.replace(r"\+", re.escape(label) if label != "+" else r"\+"))
    match = PLACE.match(text) or place.match(text)
    assert match is not None, text
    return text[match.end() :]


def wordings() -> Iterator[tuple[str, str, str]]:
    for code, entry in catalogue().items():
        for lang in LANGUAGES:
            for case in entry.templates[lang]:
                yield code, case, lang


def sentences(code: str, case: str, lang: str) -> list[str]:
    """What the longest finding of this wording says, sentence by sentence."""
    finding = longest_finding(code, case)
    return END.split(without_place(sentence(finding, lang), finding.label))


def test_no_sentence_of_a_finding_is_longer_than_one_reads_on_a_telephone() -> None:
    said = [(*one, text) for one in wordings() for text in sentences(*one)]
    assert len(said) > 250
    assert [one for one in said if len(one[-1].split()) > MOST_WORDS] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_a_long_text_a_sentence_repeats_the_beginning(lang: str) -> None:
    typed = Finding("number-unreadable", catalogue()["number-unreadable"].severity, "S", "A1")
    begun = " ".join(TYPED.split()[:LONGEST_QUOTE])
    for found, quoted in ((TYPED, begun), ("x" * 500, "x" * WIDEST_QUOTE)):
        one = Finding(typed.code, typed.severity, "S", "A1", "", found, {})
        assert f"“{quoted} …”" in sentence(one, lang)
        assert one.found == found
