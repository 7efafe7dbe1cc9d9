"""The commands as a script calls them: exit code, standard output, standard error."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest

from data_loaders.__main__ import main as data_loaders_main
from kpis.__main__ import main as kpis_main

PROGRAMS = {"data_loaders": data_loaders_main, "kpis": kpis_main}


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output; anything beside it is a failure."""
        assert self.err == ""
        return json.loads(self.out)

    @property
    def mistake(self) -> str:
        """The one line that says what is wrong with the call: exit code 2, nothing printed."""
        assert (self.code, self.out) == (2, "")
        (line,) = self.err.splitlines()
        return line

    @property
    def table(self) -> list[list[str]]:
        """The rows of a table for people, its heading first."""
        lines = [line for line in self.out.splitlines() if set(line) - set("- ")]
        return [re.split(r" {2,}", line) for line in lines]


class Terminal:
    """``terminal("data_loaders", "status", "--json")`` in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, program: str, *arguments: object) -> Said:
        self._capsys.readouterr()
        try:
            code = PROGRAMS[program]([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        printed = self._capsys.readouterr()
        return Said(code, printed.out, printed.err)
