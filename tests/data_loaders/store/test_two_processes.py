"""Two processes of their own on one lake, as two application servers are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from data_loaders.model.settings import read_settings
from data_loaders.reports.history import versions
from data_loaders.service.context import open_context
from tests.data_loaders.stores import LATER

pytestmark = pytest.mark.needs("postgres", "psql")

SERVER = """
import json, sys
from data_loaders.reports import commits
from data_loaders.service.context import open_context
from data_loaders.model.errors import BaseMovedError
from data_loaders.reports.facts import facts
from data_loaders.model import Basis
from tests.data_loaders.sent_forms import OURS, usual
from tests.data_loaders.stores import LATER, at, decide, look

context = open_context()

def send():
    try:
        done = commits.send(context.store, seen, actor="x", now=LATER, explanations="xong")
        return [done.outcome, done.version]
    except BaseMovedError as error:
        return ["moved", str(error)]

def accepted():
    known = facts(context.store, as_of=LATER, basis=Basis.ACCEPTED)
    report = known.report(OURS.unit_id, OURS.period)
    return report and report.version

for line in sys.stdin:
    work, _, salt = line.strip().partition(" ")
    if work == "look":
        seen = look(context, usual(), at(16), data=salt.encode())
        answer = None
    elif work == "send":
        answer = send()
    elif work == "accept":
        answer = decide(context, "accepted", at(17))
    else:
        answer = [context.store.revision(), accepted()]
    print(json.dumps(answer), flush=True)
"""


class Server:
    """One of the processes: told a word, it answers when it is asked for."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def tell(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def ask(self, word: str) -> Any:
        self.tell(word)
        return self.answer()


@contextmanager
def server(address: str) -> Iterator[Server]:
    environment = {"MONITOR_STORE": address, "MONITOR_NOW": LATER.isoformat()}
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Server(process)
        assert process.stdin is not None
        process.stdin.close()


def test_two_servers_send_one_report_at_once_and_see_what_the_other_accepts(
    copied_lake: str,
) -> None:
    with ExitStack() as stack:
        servers = [stack.enter_context(server(copied_lake)) for _ in range(2)]
        for number in range(2):  # each round is the next version of the same report
            for name, one in zip("ab", servers, strict=True):
                one.tell(f"look {number}{name}")
            assert [one.answer() for one in servers] == [None, None]
            for one in servers:
                one.tell("send")
            (lost, why), (won, version) = sorted(one.answer() for one in servers)
            assert (lost, won, version) == ("moved", "sent", number + 1)
            assert "hãy xem lại rồi gửi lại" in why
        first, second = servers
        before = second.ask("seen")
        assert before == first.ask("seen")
        assert before[1] is None
        assert first.ask("accept") == 2
        assert second.ask("seen") == [before[0] + 1, 2]
    with open_context(read_settings({"MONITOR_STORE": copied_lake})).store as store:
        assert [one.version for one in versions(store)] == [1, 2]
        assert store.rows("astray") == []
