"""``python -m tests.findings_document`` writes ``docs/findings.md`` anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from data_loaders.model.findings import catalogue, sentence
from tests.data_loaders.occurring import occurring

DOCUMENT = Path(__file__).parents[1] / "docs" / "findings.md"

HEAD = """# Findings

Every fault a file or a report can have, by code, with the sentences its sender reads. Written by
`python -m tests.findings_document` from `data_loaders/model/findings.toml` and from files that have
each fault; a test holds it against both.

An *error* has to be corrected, a *warning* corrected or explained when sending; a *note* says what
was understood. An entry that bears the name of a kind of rule (`balance`, `at-most`, …) is said of
every rule of that kind; its finding bears the code that the form gave the rule.
"""


def document() -> str:
    """The whole text."""
    return "\n".join((HEAD, *_entries()))


def _entries() -> Iterator[str]:
    found = occurring()
    for code, entry in catalogue().items():
        yield f"## `{code}` · {entry.severity}\n"
        for case in entry.templates["vi"]:
            one = found[code, case]
            yield f"- {sentence(one, 'vi')}\n- *{sentence(one, 'en')}*\n"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), "utf-8")
