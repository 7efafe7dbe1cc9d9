"""Every file of the corpus is read as it says, to the cell."""

from __future__ import annotations

from typing import Any

import pytest

from tests.data_loaders.other_reader import untold
from tests.data_loaders.sent_forms import bare, findings_of, places, read
from tests.golden.intake import choices, dates, names, numbers, published, retyped, shapes, wrong
from tests.golden.intake.building import Sent

PARTS = (numbers, choices, dates, names, shapes, retyped, published, wrong)
FILES: list[Sent] = [sent for part in PARTS for sent in part.FILES]


@pytest.mark.parametrize("sent", FILES, ids=lambda sent: sent.name)
def test_a_file_is_read_as_it_says(sent: Sent) -> None:
    data = sent.make()
    options: dict[str, Any] = {"confirmed": sent.confirmed, "file_name": sent.file_name}
    result = read(data, **options)
    found = findings_of(result)
    assert sorted(places(found), key=str) == sorted(sent.findings, key=str)
    content = result.content
    assert (content and bare(content)) == (sent.content and bare(sent.content))
    assert untold(data, found)[1] == []  # openpyxl sees the same at the same addresses


def test_no_two_files_bear_one_name() -> None:
    assert len({sent.name for sent in FILES}) == len(FILES)


def test_the_corpus_is_as_large_as_what_offices_send() -> None:
    assert len(FILES) >= 120
    assert len(published.FILES) >= 10
