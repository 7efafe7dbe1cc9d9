"""Arguments of the commands: one line and exit code 2 for a usage mistake, in Vietnamese."""

from __future__ import annotations

import argparse
import getpass
import io
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NoReturn

import duckdb

from data_loaders.model import Period
from data_loaders.model.errors import MonitorError
from data_loaders.model.settings import FIRST_YEAR, LAST_YEAR, parse_instant
from data_loaders.store.ipc_client import at_console

USAGE = 2


_MISTAKES = (
    (r"the following arguments are required: (.*)", r"thiếu {0}"),
    (r"one of the arguments (.*) is required", r"cần một trong các tùy chọn {0}"),
    (r"unrecognized arguments: (.*)", r"không có tùy chọn hoặc đối số {0}"),
    (r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)", r"{0}: không có {1}; chọn {2}"),
    (r"argument (.*?): invalid \S+ value: (.*)", r"{0}: không đọc được {1}"),
    (r"argument (.*?): expected (?:one|at least one) argument", r"{0}: thiếu giá trị"),
    (r"argument (.*?): ignored explicit argument (.*)", r"{0}: không nhận giá trị {1}"),
    (r"argument (.*?): not allowed with argument (.*)", r"{0}: không dùng cùng {1}"),
    (r"ambiguous option: (.*) could match (.*)", r"{0} có thể là {1}; hãy viết đủ"),
    (r"argument (.*?): (.*)", r"{0}: {1}"),
)
"""What argparse says of a mistake, as a pattern, and the same in Vietnamese."""


class OneLineParser(argparse.ArgumentParser):
    """An argument parser whose mistakes are one line on standard error, all of it in Vietnamese."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**(named | {"add_help": False}))
        self._positionals.title = "đối số"
        self._optionals.title = "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {_in_vietnamese(message)} (xem --help)\n")

    def format_usage(self) -> str:
        return _named_usage(super().format_usage())

    def format_help(self) -> str:
        return _named_usage(super().format_help())


def _in_vietnamese(message: str) -> str:
    """A mistake of the command line in Vietnamese; one that is not in the table stays as it is."""
    for pattern, words in _MISTAKES:
        found = re.fullmatch(pattern, message, re.S)
        if found:
            return words.format(*found.groups())
    return message


def _named_usage(text: str) -> str:
    return text.replace("usage:", "cách dùng:", 1)


def whoever_runs() -> str:
    """Who runs the command, as the machine knows it; ``console`` where it does not."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "console"


def period(text: str) -> Period:
    """A period argument."""
    try:
        found = Period.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"năm của kỳ {text} ngoài {FIRST_YEAR}–{LAST_YEAR}")
    return found


def day(text: str) -> date:
    """A day argument: ISO 8601, or as a Vietnamese reader writes it."""
    written = re.sub(r"(\d{2})/(\d{2})/(\d{4})", r"\3-\2-\1", text.strip())
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"phải viết như 2025-06-25 hoặc 25/06/2025, gặp “{text}”"
        ) from None


def instant(text: str) -> datetime:
    """An instant argument: ISO 8601 with an offset."""
    try:
        return parse_instant(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


@dataclass(frozen=True, slots=True)
class AsOf:
    """An ``--as-of`` argument: its instant, and its text, which a document repeats as it was."""

    instant: datetime
    text: str


def as_of(parser: argparse.ArgumentParser) -> None:
    """Add ``--as-of``."""
    parser.add_argument(
        "--as-of",
        type=lambda text: AsOf(instant(text), text),
        metavar="INSTANT",
        help="chỉ tính những gì đã có đến thời điểm này",
    )


def language(parser: argparse.ArgumentParser) -> None:
    """Add ``--lang``."""
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="ngôn ngữ in ra")


def machine_readable(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")


def run(command: Callable[[], int], *, name: str) -> int:
    """Run a command; what a person can mend becomes one line on standard error and exit code 2.

    ``name``: what it is called, for the trail of an application that it asks for the store.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows pipe cannot say Vietnamese otherwise
            stream.reconfigure(encoding="utf-8")
    try:
        with at_console(name):
            code = command()
        sys.stdout.flush()  # a reader that has gone is met here and not at the interpreter's end
        return code
    except MonitorError as error:
        print(error, file=sys.stderr)
    except duckdb.Error as error:
        print(f"kho số liệu báo lỗi: {str(error).splitlines()[0]}", file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"{error.filename or ''}: {error.strerror}", file=sys.stderr)
    return USAGE
