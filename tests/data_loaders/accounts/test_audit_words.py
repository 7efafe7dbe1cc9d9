"""The trail in words: every deed that the product writes down has them, in both languages."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data_loaders.accounts.audit_export import as_csv, as_json, as_text
from data_loaders.accounts.audit_words import deed, outcome
from data_loaders.accounts.permissions import ACTIONS
from data_loaders.store.hash_chain import DONE, REFUSED, Entry, Link

ROOT = Path(__file__).parents[3]
SUBJECTS = {name.partition(".")[0] for name in ACTIONS} | {"session", "trail"}
CODE = re.compile(rf"(?:{'|'.join(sorted(SUBJECTS))})\.[a-z_]+\Z")
FILES = re.compile(r"\.(?:py|toml|md|sqlite|csv)\Z")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LANGUAGES = ("vi", "en")


def codes() -> Iterator[str]:
    """Whatever in the product looks like the code of a deed, and those without a subject."""
    yield from ("lockout", "console", *ACTIONS)
    for folder in ("data_loaders", "gate", "kpis", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                text = node.value if isinstance(node, ast.Constant) else None
                if isinstance(text, str) and CODE.match(text) and not FILES.search(text):
                    yield text


@cache
def deeds() -> frozenset[str]:
    return frozenset(codes())


def test_the_deeds_are_found_where_they_are_written_down() -> None:
    known = {"report.send", "report.refuse", "account.add", "session.start", "meeting.freeze"}
    assert known | {"trail.export", "store.restore", "decision.change"} <= deeds()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_deed_has_words(lang: str) -> None:
    said = {code: deed(code, lang) for code in deeds()}
    assert {code for code, words in said.items() if words == code} == set()
    assert {words for words in said.values() if len(words) < 4} == set()
    assert {words for words in said.values() if words[:1] != words[:1].lower()} == set()


def test_the_two_languages_say_it_differently_and_no_two_deeds_alike() -> None:
    for lang in LANGUAGES:
        assert len({deed(code, lang) for code in deeds()}) == len(deeds())
    assert all(deed(code, "vi") != deed(code, "en") for code in deeds())
    assert {outcome(code, "vi") for code in (DONE, REFUSED)} == {"đã làm", "bị từ chối"}


def test_a_deed_of_a_later_program_stays_its_code() -> None:
    assert deed("report.telepathy", "vi") == "report.telepathy"


HOSTILE = '=HYPERLINK("x";"y")'


def links() -> list[Link]:
    at = datetime(2025, 6, 25, 1, 2, 3, tzinfo=UTC)
    first = Entry(1, at, "huyen-617", "report.send", "617, kỳ 2025-06, bản 1", "10.0.0.7", DONE)
    second = Entry(2, at, "@admin", "decision.record", HOSTILE, "", REFUSED, '+1\n-2, "ba"')
    return [Link(first, "0" * 64), Link(second, "a" * 64)]


def test_the_table_for_excel_says_who_did_what_in_words_and_by_code() -> None:
    data = as_csv(links(), "vi", ZONE)
    assert data.startswith(b"\xef\xbb\xbf")  # or Excel would not read the diacritics
    heads, first, second = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    assert heads[:5] == ["Số", "Lúc (giờ máy chủ)", "Ai", "Việc", "Mã việc"]
    assert first[:5] == [
        *("1", "2025-06-25 08:02:03+07:00", "huyen-617", "gửi báo cáo của địa phương"),
        "report.send",
    ]
    assert (first[7], first[-1]) == ("đã làm", "0" * 64)
    assert second[2] == "'@admin"
    assert second[5] == f"'{HOSTILE}"
    assert second[8] == '\'+1\n-2, "ba"'
    english = as_csv(links(), "en", ZONE).decode("utf-8-sig")
    assert "send a locality's report,report.send" in english


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1"])
def test_no_cell_of_it_is_a_formula(text: str) -> None:
    assert as_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "617, kỳ 2025-06", "a=b", "1 - 2", "Huyện Đăk Hà"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert as_text(text) == text


def test_the_other_file_is_what_was_hashed() -> None:
    first, second = json.loads(as_json(links(), "vi", ZONE))
    assert (first["action"], first["at"]) == ("report.send", "2025-06-25T01:02:03+00:00")
    assert second["subject"] == HOSTILE
    assert as_json(links(), "en", ZONE) == as_json(links(), "vi", ZONE)
