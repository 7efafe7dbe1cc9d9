"""Reading in another process: what a file does there is a finding here."""

from __future__ import annotations

import os
import pickle
import random
import signal
import sys
import threading
import time
from array import array
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import fields, replace
from datetime import date
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

import pytest

from data_loaders.intake import sandbox_messages
from data_loaders.intake.read import ReadForm
from data_loaders.intake.sandbox import Limits, Parser, shared
from data_loaders.model import Finding
from data_loaders.model.errors import MarkingError
from data_loaders.model.findings import sentence
from data_loaders.plans.declared import load_form
from data_loaders.workbook.book import read_workbook
from tests.data_loaders.hostile_files import SEEN_AT_ONCE, SEEN_IN_READING, merges, with_part
from tests.data_loaders.sent_forms import (
    FORM,
    RECEIVED,
    REGIME,
    REGISTER,
    USE,
    edited,
    everything,
    filled,
    read,
    sentences,
    set_identity,
    typed,
    usual,
)

LIST = load_form().sheets.marks
MEMORY = 200 * 1024 * 1024
SLOW = cache(SEEN_IN_READING["rows without end"][1])
HOSTILE = {**SEEN_AT_ONCE, **SEEN_IN_READING}

PATIENT = Limits(processor=60, wall=120)
"""What a form needs on a machine that is busy with other things."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="no process stands still there")
linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells what a process uses")


def ask(parser: Parser, data: bytes) -> ReadForm:
    return parser.read(
        data, file_name="bieu.xlsx", register=REGISTER, regime=REGIME, received_at=RECEIVED, use=USE
    )


def codes(result: ReadForm) -> list[str]:
    return [finding.code for finding in result.findings]


@pytest.fixture(scope="module")
def one() -> Iterator[Parser]:
    """A parser of one process, so that its number tells whether it survived."""
    with Parser(processes=1, limits=PATIENT) as parser:
        yield parser


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser(limits=PATIENT) as parser:
        yield parser


def lent(limits: Limits, data: bytes) -> tuple[ReadForm, ReadForm]:
    """What a parser with these limits says of a file, and of a form after it."""
    with Parser(processes=1, limits=limits) as parser:
        return ask(parser, data), ask(parser, filled())


@pytest.mark.parametrize(
    "data",
    [
        filled(),
        filled("608"),
        typed("23395", "cases", "1.234"),
        typed("23395", "cases", "05 vụ"),
        edited(filled(), lambda book: book.remove(book["_mau"])),
        edited(filled(), lambda book: set_identity(book, unit_id="999")),
    ],
)
def test_another_process_reads_what_this_one_would(parser: Parser, data: bytes) -> None:
    assert ask(parser, data) == read(data)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_its_name_and_within_its_memory(
    one: Parser, name: str
) -> None:
    """Not by the limits: those are for what nobody has thought of. benchmarks/ has the seconds."""
    code, build = HOSTILE[name]
    assert ask(one, filled()).content is not None
    (pid,) = one.pids()
    result = ask(one, build())
    assert codes(result) == [code]
    assert (result.readable, result.content) == (False, None)
    assert one.pids() == [pid]
    assert memory(pid) < MEMORY


def memory(pid: int, which: str = "VmHWM") -> int:
    """The most memory the process has held, in bytes; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(which))


@contextmanager
def standing_still(parser: Parser) -> Iterator[int]:
    """The parser's one idle process, stopped: what it is given next takes until it goes on."""
    (pid,) = parser.pids()
    os.kill(pid, signal.SIGSTOP)
    try:
        yield pid
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def waiting_for(pid: int) -> int:
    """Bytes that were sent to a process and that it has not read."""
    import fcntl  # not on Windows, where these tests are not run
    import termios

    sent = array("i", [0])
    with Path(f"/proc/{pid}/fd/0").open("rb", buffering=0) as pipe:
        fcntl.ioctl(pipe, termios.FIONREAD, sent)
    return sent[0]


@contextmanager
def asking(parser: Parser, data: bytes, pid: int) -> Iterator[list[ReadForm]]:
    """Somebody else whose file that process has; what they were told, once they were."""
    answers: list[ReadForm] = []
    other = threading.Thread(target=lambda: answers.append(ask(parser, data)))
    other.start()
    while not waiting_for(pid):
        time.sleep(0.01)
    yield answers
    other.join()


@posix
def test_others_are_answered_while_a_hostile_file_is_read() -> None:
    slow = SLOW()
    with Parser(processes=2, limits=PATIENT) as parser:
        ask(parser, filled())
        with standing_still(parser) as pid, asking(parser, slow, pid) as answers:
            for _ in range(3):
                assert ask(parser, filled()).content is not None
            assert answers == []
            os.kill(pid, signal.SIGCONT)
        assert codes(answers[0]) == ["file-too-many-cells"]


@posix
def test_what_takes_too_long_by_the_clock_is_stopped_and_the_next_is_read() -> None:
    with Parser(processes=1, limits=PATIENT) as parser:
        ask(parser, filled())
        (process,) = [one for one in [*parser._free.queue] if one is not None]
        process._limits = Limits(wall=0.05)
        with standing_still(parser) as pid:
            assert codes(ask(parser, filled())) == ["parser-timeout"]
        assert ask(parser, filled()).content is not None
        assert parser.pids() != [pid]


@linux
def test_what_takes_too_much_of_the_processor_is_stopped() -> None:
    slow = SEEN_IN_READING["attributes without end"][1]()
    late, form = lent(replace(PATIENT, processor=0.3), slow)
    assert codes(late) == ["parser-timeout"]
    assert form.content is not None


@linux
def test_what_takes_too_much_memory_is_stopped() -> None:
    """By a process that may have little more than a form needs, and is given nine megabytes."""
    with Parser(processes=1, limits=PATIENT) as parser:
        ask(parser, filled())
        own = memory(parser.pids()[0], "VmPeak")
    picture = with_part("xl/media/image1.png", random.Random(1).randbytes(9_900_000))  # noqa: S311
    large, form = lent(replace(PATIENT, memory=own + 4 * 1024 * 1024), picture)
    assert codes(large) == ["parser-memory"]
    assert form.content is not None


@posix
def test_a_crash_is_a_finding_and_the_next_file_is_read() -> None:
    with Parser(processes=1, limits=PATIENT) as parser:
        ask(parser, filled())
        with standing_still(parser) as pid, asking(parser, filled(), pid) as answers:
            os.kill(pid, signal.SIGKILL)
        assert codes(answers[0]) == ["parser-crashed"]
        assert "báo người quản trị" in sentence(answers[0].findings[0])
        assert ask(parser, filled()).content is not None
        assert parser.pids() != [pid]


def test_a_process_that_died_while_idle_is_replaced_without_a_word() -> None:
    with Parser(processes=1, limits=PATIENT) as parser:
        ask(parser, filled())
        (victim,) = parser.pids()
        os.kill(victim, signal.SIGTERM)
        while victim in living(parser):
            time.sleep(0.01)
        assert ask(parser, filled()).content is not None


def living(parser: Parser) -> list[int]:
    return [p.pid for p in [*parser._free.queue] if p is not None and p.alive]


@posix
def test_a_file_that_waits_too_long_for_its_turn_is_told_to_come_again() -> None:
    limits = Limits(patience=0.05, processor=60, wall=120)
    with Parser(processes=1, limits=limits) as parser:
        ask(parser, filled())
        with standing_still(parser) as pid, asking(parser, filled(), pid) as answers:
            assert codes(ask(parser, filled())) == ["parser-busy"]
            os.kill(pid, signal.SIGCONT)
        assert answers[0].content is not None


def test_a_file_that_is_no_archive_starts_no_process() -> None:
    with Parser() as parser:
        assert codes(ask(parser, b"%PDF-1.7")) == ["file-pdf"]
        assert parser.pids() == []


def test_processes_end_with_their_parser() -> None:
    parser = Parser()
    ask(parser, filled())
    (pid,) = parser.pids()
    parser.close()
    assert parser.pids() == []
    with pytest.raises(OSError, match=str(pid) if sys.platform == "win32" else "No such process"):
        os.kill(pid, 0)


def test_a_workbook_is_marked_by_another_process(one: Parser) -> None:
    data = typed("23395", "cases", "x")
    found = everything(data)
    ask(one, data)
    (pid,) = one.pids()
    back = one.mark(data, found, sheet=LIST, lang="vi")
    assert sentences(everything(back)) == sentences(found)
    assert LIST in [sheet.name for sheet in read_workbook(back).sheets]
    assert one.pids() == [pid]


def test_what_is_not_marked_is_said_in_a_sentence(one: Parser) -> None:
    with pytest.raises(MarkingError, match="quá lớn"):
        one.mark(merges(iter(["A1:A1048576"])), (), sheet=LIST, lang="vi")


@posix
def test_a_process_that_ends_while_it_marks_is_no_outage() -> None:
    with Parser(processes=1, limits=PATIENT) as parser:
        ask(parser, filled())
        with standing_still(parser) as pid:
            killer = threading.Timer(0.1, os.kill, (pid, signal.SIGKILL))
            killer.start()
            with pytest.raises(MarkingError, match="sửa theo danh sách lỗi"):
                parser.mark(filled(), (), sheet=LIST, lang="vi")
            killer.join()
        assert ask(parser, filled()).content is not None


def test_there_is_one_parser_for_all() -> None:
    assert shared() is shared()


@linux
def test_the_process_gets_none_of_our_settings(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_STORE", "somewhere.duckdb")
    with Parser(processes=1) as fresh:
        ask(fresh, filled())
        (pid,) = fresh.pids()
        assert b"MONITOR_" not in Path(f"/proc/{pid}/environ").read_bytes()
        limits = Path(f"/proc/{pid}/limits").read_text("utf-8")
    written = {line[:26].strip(): line.split()[-3] for line in limits.splitlines()[1:]}
    assert written["Max file size"] == "0"
    assert written["Max processes"] == "0"
    assert written["Max address space"] == str(MEMORY)


class _Harmful:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


@pytest.mark.parametrize("answer", [_Harmful(), {"a": 1}, date(2025, 1, 1), Path("a"), Finding])
def test_an_answer_that_is_not_one_is_refused_unmade(answer: object) -> None:
    body = pickle.dumps(answer)
    stream = BytesIO(len(body).to_bytes(8, "little") + body)
    with pytest.raises(ValueError, match="not an answer"):
        sandbox_messages.receive_answer(stream)


def test_an_answer_without_end_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValueError, match="an answer of"):
        sandbox_messages.receive_answer(BytesIO((2**40).to_bytes(8, "little")))
    with pytest.raises(EOFError):
        sandbox_messages.receive_answer(BytesIO(b"\x05\0\0\0\0\0\0\0ab"))


@pytest.mark.parametrize("one", [REGISTER, FORM, usual()], ids=["register", "form", "report"])
def test_what_is_sent_holds_no_more_than_its_fields_whatever_another_thread_keeps(
    one: object,
) -> None:
    """While a register was packed for a reading process another thread kept its index in it, and a
    sound file was told to break its reader: what is kept stays here."""
    worked_out = {
        name for name, found in vars(type(one)).items() if isinstance(found, cached_property)
    }
    assert worked_out
    for name in worked_out:
        getattr(one, name)
    there = copy(one)  # by the state that is pickled
    assert there == one
    assert worked_out.isdisjoint(vars(there))
    assert set(vars(there)) == {field.name for field in fields(one)}  # type: ignore[arg-type]
