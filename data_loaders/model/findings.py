"""The catalogue of findings: how grave each code is, and its sentence in either language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from data_loaders.model import Finding, Severity
from data_loaders.model.errors import MonitorError
from data_loaders.model.toml_table import Table
from data_loaders.model.words import LANGUAGES, translator

LONGEST_FOUND = 500
"""Characters of what was found that a finding repeats; a note of a report has two hundred."""

LONGEST_QUOTE, WIDEST_QUOTE = 7, 80
"""Words and letters of a typed text that a sentence repeats: one knows it again at its cell."""

_CATALOGUE = Path(__file__).with_suffix(".toml")
_ADDRESS = {"where", "sheet", "cell", "label", "found"}
_TYPED = {"found", "heading", "shown", "value"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One code: its severity and, per language, its template by case (``""`` when there is one)."""

    severity: Severity
    templates: Mapping[str, Mapping[str, str]]

    def parameters(self, lang: str, case: str = "") -> frozenset[str]:
        """What the template asks of a finding beyond its address."""
        fields = Formatter().parse(self.templates[lang][case])
        return frozenset(name for _, name, _, _ in fields if name) - _ADDRESS


@cache
def catalogue() -> Mapping[str, Entry]:
    """Every finding there is, by code."""
    text = _CATALOGUE.read_text("utf-8")
    top = Table.parse(text, file=_CATALOGUE.name, error=MonitorError)
    return {code: top.read(code, _entry) for code in top.names()}


def _entry(table: Table) -> Entry:
    templates = {lang: _cases(table, lang) for lang in LANGUAGES}
    return Entry(table.member("severity", Severity), templates)


def _cases(table: Table, lang: str) -> Mapping[str, str]:
    if table.is_text(lang):
        return {"": table.text(lang)}
    return table.read(lang, lambda cases: {case: cases.text(case) for case in cases.names()})


def finding(
    code: str,
    *,
    sheet: str | None = None,
    cell: str | None = None,
    label: str = "",
    found: str = "",
    **parameters: str | int,
) -> Finding:
    """A finding of that code, as grave as the catalogue says. ``case`` chooses its template.

    Of a text longer than any cell should hold only the beginning is repeated.
    """
    if len(found) > LONGEST_FOUND:
        found = found[: LONGEST_FOUND - 1] + "…"
    return Finding(code, catalogue()[code].severity, sheet, cell, label, found, parameters)


def what_to_fill_in(words: Sequence[str], *, count: bool) -> dict[str, str]:
    """How ``required-missing`` says what a blank cell needs: a number, one of ``words``, a text."""
    if words:
        return {"case": "choice", "choices": ", ".join(f"“{word}”" for word in words)}
    return {"case": "count" if count else "other"}


def sentence(found: Finding, lang: str = "vi") -> str:
    """The finding in words: where, what was found, what to do. Of a long text, its beginning."""
    case = str(found.parameters.get("case", ""))
    template = catalogue()[found.said or found.code].templates[lang][case]
    address = {
        "where": _where(found, lang),
        "sheet": found.sheet or "",
        "cell": found.cell or "",
        "label": found.label,
        "found": found.found,
    }
    own = {
        name.removesuffix("_en"): value
        for name, value in found.parameters.items()
        if lang == "en" and name.endswith("_en")
    }
    said = {**found.parameters, **own, **address}
    return template.format_map(
        {name: _quoted(text) if name in _TYPED else text for name, text in said.items()}
    )


def _quoted(text: str | int) -> str | int:
    """What a sentence repeats of a text that somebody typed."""
    words = str(text).split()
    if len(words) <= LONGEST_QUOTE and len(str(text)) <= WIDEST_QUOTE:
        return text
    return f"{' '.join(words[:LONGEST_QUOTE])[:WIDEST_QUOTE].rstrip()} …"


def _where(found: Finding, lang: str) -> str:
    """``Sheet “Số liệu”, ô F12 (Xã Pờ Y · Triệt xóa)``, as much of it as there is."""
    _ = translator(lang)
    parts = [f"Sheet “{found.sheet}”"] if found.sheet else []
    if found.cell:
        parts.append(_("ô {cell}").format(cell=found.cell))
    place = ", ".join(parts)
    if found.label and place:
        return f"{place} ({found.label})"
    return place or found.label


def as_json(found: Finding, lang: str = "vi") -> dict[str, str | None]:
    """The finding as ``check --json`` prints it."""
    return {
        "code": found.code,
        "severity": str(found.severity),
        "sheet": found.sheet,
        "cell": found.cell,
        "label": found.label,
        "found": found.found,
        "message": sentence(found, lang),
    }
