"""What the documents for contributors name is there: files, folders, tests, former names."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from data_loaders.model.version import VERSION

ROOT = Path(__file__).parents[1]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DOCUMENTS = [
    ROOT / "CONTRIBUTING.md",
    ROOT / "docs" / "architecture.md",
    ROOT / "docs" / "glossary.md",
    *DECISIONS,
]
PATH = re.compile(r"`([\w.-]+/[\w./-]*|[\w-]+\.(?:py|md|toml))`")
WAY = re.compile(r"^\d+\. `([\w/]+/)`", re.M)


def named(document: Path) -> list[str]:
    return PATH.findall(document.read_text("utf-8"))


def section(title: str) -> str:
    return (
        (ROOT / "docs" / "architecture.md")
        .read_text("utf-8")
        .partition(title)[2]
        .partition("\n## ")[0]
    )


def test_every_path_that_a_document_names_exists() -> None:
    absent = {
        document.name: [path for path in named(document) if not (ROOT / path).exists()]
        for document in DOCUMENTS
    }
    assert {name: paths for name, paths in absent.items() if paths} == {}
    assert len(named(ROOT / "CONTRIBUTING.md")) > 30


def test_both_ways_go_through_the_house_and_enter_no_folder_twice() -> None:
    for title, first, last in (
        ("to its stored figure", "pages/ui/submit/", "data_loaders/store/"),
        ("to its page", "gate/request/", "pages/ui/overview/"),
    ):
        folders = WAY.findall(section(title))
        assert len(folders) == len(set(folders)) > 5
        assert (folders[0], folders[-1]) == (first, last)


def test_a_decision_says_what_why_and_at_what_cost() -> None:
    assert len(DECISIONS) >= 10
    for decision in DECISIONS:
        text = decision.read_text("utf-8")
        parts = [line for line in text.splitlines() if line.startswith("## ")]
        assert parts == [
            "## What was decided",
            "## Why",
            "## What it costs, and when to think again",
        ], decision.name


def test_the_tests_that_are_shown_are_there() -> None:
    shown = re.findall(
        r"^\.venv/bin/pytest (.*)$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M
    )
    assert shown
    assert [
        path for line in shown for path in shlex.split(line)[2:3] if (ROOT / path).is_file()
    ] == [shlex.split(line)[2] for line in shown]


def test_the_newest_release_of_the_changelog_is_the_version_that_runs() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    released = re.findall(r"^## (\d+\.\d+\.\d+) \(\d{4}-\d\d-\d\d\)$", changelog, re.M)
    assert released[0] == VERSION
