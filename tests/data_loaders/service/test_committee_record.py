"""What the committee decided and asked is kept by both stores, proven and carried along."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from data_loaders.backup.archive import write_backup
from data_loaders.backup.restore import restore
from data_loaders.model.settings import read_settings
from data_loaders.service.context import Context, open_context
from tests.data_loaders.conclusions import doors, fill
from tests.data_loaders.stores import LATER, at

ON_BOTH_STORES = True

TABLES = ("decision", "decision_step", "explanation_answer", "explanation_request")


def test_all_is_seen_as_it_stood_at_an_instant_and_a_revision(context: Context) -> None:
    frozen = fill(context)
    decided, explained = doors(context)
    before = timedelta(microseconds=-1)
    assert [*decided.all(as_of=at(10) + before), *explained.all(as_of=at(10) + before)] == []
    for when, upto, said in (
        (at(15) + before, frozen + 2, []),
        (at(15), frozen + 2, ["Đã giao", "Do rà soát lại"]),
        (LATER, frozen, []),
    ):
        (decision,), (request,) = (
            decided.all(as_of=when, upto=upto),
            explained.all(as_of=when, upto=upto),
        )
        notes = [step.note for step in decision.steps]
        assert [*notes, *(answer.text for answer in request.answers)] == said
    assert [*decided.all(upto=frozen - 2), *explained.all(upto=frozen - 2)] == []
    assert context.store.rows("astray") == []


def test_a_backup_carries_all_of_it_and_proves_it(context: Context, tmp_path: Path) -> None:
    fill(context)
    kept, path = [door.all() for door in doors(context)], tmp_path / "elsewhere.duckdb"
    with context.store.snapshot() as whole:
        manifest = write_backup(whole, tmp_path / "kept.zip", at=LATER)
    said = {name: one.rows for name, one in manifest.tables.items() if name in TABLES}
    assert said == dict.fromkeys(TABLES, 1)
    there = read_settings({"MONITOR_STORE": str(path), "MONITOR_NOW": LATER.isoformat()})
    restore(tmp_path / "kept.zip", there, by=("ca", ""))
    again = open_context(there)
    with again.store:
        assert [door.all() for door in doors(again)] == kept
