"""What is wrong with a plan's folder, as values, and how it is said in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from data_loaders.model import Severity
from data_loaders.model.errors import MonitorError
from data_loaders.model.toml_table import KeyFault, Table
from data_loaders.model.words import LANGUAGES

_CATALOGUE = Path(__file__).with_name("findings.toml")
_READERS = Path(__file__).with_name("reader_sentences.toml")
_PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """A fault of a plan's folder. ``file``: within the folder; ``key``: with its path, or empty."""

    code: str
    file: str
    key: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def severity(self) -> Severity:
        return _catalogue()[self.code][0]

    def sentence(self, language: str) -> str:
        """What is wrong and what to do, without file and key."""
        said = _catalogue()[self.code][1][language].format_map(self.parameters)
        return in_english(said) if self.code == "key" and language == "en" else said

    def as_json(self, language: str) -> dict[str, str]:
        """As ``plan check --json`` prints it."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "file": self.file,
            "key": self.key,
            "message": self.sentence(language),
        }


def finding(code: str, file: str, key: str = "", **parameters: object) -> PlanFinding:
    """A finding of that code; ``parameters`` fill its sentence."""
    return PlanFinding(code, file, key, {name: str(value) for name, value in parameters.items()})


def of_reader(fault: KeyFault, file: str) -> PlanFinding:
    """What the reader of a file said of one of its keys."""
    return finding("key", file, fault.key, sentence=fault.sentence)


def codes() -> tuple[str, ...]:
    """Every code there is."""
    return tuple(_catalogue())


@cache
def _catalogue() -> Mapping[str, tuple[Severity, Mapping[str, str]]]:
    top = Table.parse(_CATALOGUE.read_text("utf-8"), file=_CATALOGUE.name, error=MonitorError)
    return {code: top.read(code, _entry) for code in top.names()}


def _entry(table: Table) -> tuple[Severity, Mapping[str, str]]:
    return table.member("severity", Severity), {lang: table.text(lang) for lang in LANGUAGES}


def in_english(sentence: str) -> str:
    """A reader's Vietnamese sentence in English; one that is not in the list as it stands."""
    for pattern, template in _reader_sentences():
        match = pattern.fullmatch(sentence)
        if match:
            return _PART.sub(lambda part, found=match: found[part[1]], template)  # type: ignore[misc]
    return sentence


@cache
def _reader_sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    top = Table.parse(_READERS.read_text("utf-8"), file=_READERS.name, error=MonitorError)
    return top.read_all("sentence", lambda row: (_pattern(row.text("vi")), row.text("en")))


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("".join(_steps(template)), re.DOTALL)


def _steps(template: str) -> Iterator[str]:
    at = 0
    for part in _PART.finditer(template):
        yield re.escape(template[at : part.start()])
        yield f"(?P<{part[1]}>.+?)"
        at = part.end()
    yield re.escape(template[at:])
