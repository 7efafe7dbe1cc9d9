"""Faults of disk, file and clock: one clear sentence, nothing lost, and it goes on by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data_loaders.backup.integrity import astray, originals
from data_loaders.model import Basis
from data_loaders.model.errors import FaultError, RefusedError
from data_loaders.model.settings import read_settings
from data_loaders.reports.facts import facts
from data_loaders.reports.history import ACCEPTED, versions
from data_loaders.service.context import Context, open_context
from data_loaders.store.database import Store
from data_loaders.store.hash_chain import prove
from tests.data_loaders.sent_forms import OURS, usual
from tests.data_loaders.stores import at, decide, put

FULL = """
import os, resource, sys
from data_loaders.service.context import open_context
from data_loaders.model.errors import StoreError
from data_loaders.reports.history import versions
from tests.data_loaders.sent_forms import usual
from tests.data_loaders.stores import at, put

def send(number):
    return put(context, usual(), at(16), data=bytes([number]) * 20000, accept=True).version

context, acknowledged = open_context(), []
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
for number in range(200):
    try:
        acknowledged.append(send(number))
    except StoreError as error:
        print(error)
        break
try:
    send(201)
except StoreError as error:
    print(error)
assert [one.version for one in versions(context.store)] == acknowledged
assert acknowledged
if sys.argv[1:] == ["room"]:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    acknowledged.append(send(202))
print(len(acknowledged), flush=True)
os._exit(0)
"""
"""No file may grow beyond a limit, as on a full disk; with ``room``, until it may again."""


def whole(store: Store) -> bool:
    return astray(store) == () and originals(store) == () and prove(store.trail()).holds


def ran(code: str, store: Path, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "MONITOR_STORE": str(store), "MONITOR_NOW": "2025-12-31T08:00:00+07:00"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.parametrize("then", ["room", pytest.param("killed", marks=pytest.mark.long)])
def test_a_full_disk_is_told_loses_nothing_and_writing_goes_on_when_there_is_room(
    store: Path, then: str
) -> None:
    first, second, acknowledged = ran(FULL, store, then)
    assert "đã đầy; không có gì được ghi, hãy giải phóng chỗ" in first
    assert second == first
    with Store.open(store) as again:
        assert len(versions(again)) == int(acknowledged)
        assert whole(again)


READ_ONLY = """
mount -t tmpfs none "$1" && cp "$MONITOR_STORE" "$1/store.duckdb" && mount -o remount,ro "$1" \
&& export MONITOR_STORE="$1/store.duckdb" && exec "$2" -m data_loaders journal
"""


@pytest.mark.needs("unshare")
def test_a_read_only_disk_is_told(store: Path, tmp_path: Path) -> None:
    mount = tmp_path / "disk"
    mount.mkdir()
    command = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    if subprocess.run([*command, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount")
    done = subprocess.run(
        [*command, "sh", "-c", READ_ONLY, "sh", mount, sys.executable],
        env={**os.environ, "MONITOR_STORE": str(store)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    (sentence,) = done.stderr.splitlines()
    assert f"{mount}/store.duckdb chỉ cho đọc; không có gì được ghi" in sentence


def test_a_file_damaged_while_it_is_open_is_told_with_what_to_do(context: Context) -> None:
    path = context.store.path
    for number in range(3):
        put(context, usual(), at(16), data=os.urandom(400_000) + bytes([number]))
    context.store.close()
    with Store.open(path) as again, path.open("r+b") as file:
        file.seek(12288)
        file.write(bytes(path.stat().st_size - 12288))
        file.flush()
        with pytest.raises(FaultError, match="hãy khôi phục từ bản sao lưu"):
            originals(again)


def test_a_clock_set_back_is_told_where_it_matters_and_hides_nothing_for_good(
    context: Context,
) -> None:
    put(context, usual(), at(16))
    before = at(16) - timedelta(days=1)
    with pytest.raises(RefusedError, match="trước khi báo cáo được gửi"):
        decide(context, ACCEPTED, before)
    path = context.store.path
    context.store.close()
    settings = read_settings({"MONITOR_STORE": str(path), "MONITOR_NOW": before.isoformat()})
    early = open_context(settings)
    put(early, usual(), before, data=b"sent while the clock was wrong")
    early.store.close()
    right = open_context(replace(settings, now=at(17)))
    with right.store as store:
        assert [one.version for one in versions(store)] == [1, 2]
        assert decide(right, ACCEPTED, at(17)) == 2
        known = facts(store, as_of=at(17), basis=Basis.ACCEPTED)
        assert known.reports[OURS.unit_id, OURS.period].version == 2
        assert whole(store)
