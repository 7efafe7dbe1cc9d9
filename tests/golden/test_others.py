"""Files as other programs and other hands leave them: read right, or refused for what they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from data_loaders.model.findings import sentence
from tests.data_loaders.sent_forms import bare, everything, places, read, usual
from tests.golden.others import cells, packages, tables

KINDS = {**packages.KINDS, **cells.KINDS, **tables.KINDS}
FILES = {f"{kind}: {name}": made for kind, table in KINDS.items() for name, made in table.items()}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_program_is_read_right_or_refused_for_what_it_is(name: str) -> None:
    made = FILES[name]
    data = made.make()
    found = everything(data)
    sentences = [sentence(one) for one in found]
    assert sorted(places(found), key=str) == sorted(made.found, key=str), sentences
    content = read(data).content
    if made.refused:
        assert content is None
        return
    assert content is not None
    expected = usual(changed=made.changed)
    lists: dict[str, list[Any]] = {"areas": list(expected.areas), "tasks": list(expected.tasks)}
    for kind, changes in (("areas", made.areas), ("tasks", made.tasks)):
        for (at, column), value in changes.items():
            lists[kind][at] = replace(lists[kind][at], **{column: value})
    rows: dict[str, Any] = {kind: tuple(changed) for kind, changed in lists.items()}
    assert bare(content) == bare(replace(expected, **rows))
