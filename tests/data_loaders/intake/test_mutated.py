"""Forms with bytes changed at random: the one who reads them neither falls nor waits nor stores.

Half are changed as they lie on the disk, which their checksums betray; half inside a part that is
packed again, which only the reader can judge.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_loaders.intake.read import ReadForm
from data_loaders.intake.sandbox import shared
from data_loaders.model.findings import sentence
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_register
from data_loaders.reports.preview import preview
from data_loaders.service.context import Context, create_store
from tests.data_loaders.hostile_files import SHEET, STRINGS, archive, parts_of_a_form
from tests.data_loaders.sent_forms import RECEIVED, REGIME, REGISTER, USE, filled, read

AT_A_TIME = 100
SAID = re.compile(rb'(?<=>)[^<>]+(?=<)|(?<=")[^"<>]+(?=")')
VALUES = re.compile(rb"(?<=<v>)[^<]+|(?<=<t>)[^<]+")
LIMITS = {"parser-timeout", "parser-memory", "parser-crashed", "parser-busy"}


def changed(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to five changes: set, left out, doubled, moved or cut off."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        at, size = chance.randrange(len(out)), chance.choice((1, 1, 2, 8, 64))
        piece = bytes(out[at : at + size])
        change = chance.randrange(5)
        if change == 0:
            out[at : at + size] = chance.randbytes(len(piece))
        elif change == 1:
            del out[at : at + size]
        elif change == 2:
            out[at:at] = piece * chance.choice((1, 1, 300))
        elif change == 3:
            to = chance.randrange(len(out))
            out[to : to + size] = piece
        elif len(out) > 100 and chance.random() < 0.1:
            del out[at:]
        out = out or bytearray(b"P")
    return bytes(out)


def retouched(data: bytes, chance: random.Random) -> bytes:
    """The part with some characters of its texts and attributes made others: still well formed."""
    out = bytearray(data)
    where = chance.choice((SAID, VALUES))
    said = [at for match in where.finditer(data) for at in range(*match.span())]
    for at in chance.sample(said, min(len(said), chance.randint(1, 4))):
        if chr(out[at]).isalnum():
            out[at] = chance.choice(b"0123456789" if chr(out[at]).isdigit() else b"abcstrvnAZ")
    return bytes(out)


def mutated(chance: random.Random) -> tuple[bytes, bool]:
    """A changed form, and whether its checksums are right."""
    if chance.random() < 0.5:
        return changed(filled(), chance), False
    parts = parts_of_a_form()
    part = chance.choice((SHEET, STRINGS, chance.choice(sorted(parts))))
    change = chance.choice((changed, retouched))
    return archive({**parts, part: change(parts[part], chance)}), True


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    settings = read_settings({"MONITOR_STORE": str(tmp_path / "monitor.duckdb")})
    made = create_store(settings, load_register(), actor="test")
    with made.store:
        yield made


def look(context: Context, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secret
    data, sound = mutated(chance)
    revision = context.store.revision()
    seen = preview(
        context.store,
        data,
        file_name=f"{seed}.xlsx",
        register=REGISTER,
        regime=REGIME,
        received_at=RECEIVED,
        use=USE,
    )
    codes = {finding.code for finding in seen.findings}
    assert codes & LIMITS == set(), seed
    assert all(sentence(finding, lang) for finding in seen.findings for lang in ("vi", "en")), seed
    assert seen.readable or (len(codes) == 1 and seen.content is None), seed
    if not sound and seen.content is not None:  # what is packed is what it was
        assert seen.content == read(filled()).content, seed
    assert context.store.rows("newest_revision")[0][0] == revision
    assert context.store.rows("attempts", unit_id=None, period=None) == []


@pytest.mark.parametrize("first", range(0, 500, AT_A_TIME))
def test_a_mutated_form_is_read_or_refused_and_never_stored(context: Context, first: int) -> None:
    for seed in range(first, first + AT_A_TIME):
        look(context, seed)


@pytest.mark.long
@pytest.mark.parametrize("first", range(500, 10_500, 10 * AT_A_TIME))
def test_ten_thousand_mutated_forms_are_read_or_refused(context: Context, first: int) -> None:
    for seed in range(first, first + 10 * AT_A_TIME):
        look(context, seed)


def test_mutations_reach_the_reader_and_the_archive() -> None:
    """Otherwise the searches above would prove little."""
    chance = random.Random(7)  # noqa: S311
    read_so: list[ReadForm] = []
    usual = read(filled()).content
    for _ in range(60):
        data, _ = mutated(chance)
        read_so.append(
            shared().read(
                data, file_name="x", register=REGISTER, regime=REGIME, received_at=RECEIVED, use=USE
            )
        )
    refused = [one for one in read_so if not one.readable]
    assert 10 < len(refused) < 55
    assert any(one.content != usual for one in read_so if one.readable)
