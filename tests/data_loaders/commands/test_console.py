"""Commands on the server act as ``console``, through the door of the data layer, and are noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import read_trail
from data_loaders.accounts.permissions import ACTIONS
from data_loaders.model import Period
from data_loaders.model.errors import RefusedError
from data_loaders.model.settings import read_settings
from data_loaders.store.database import Store
from data_loaders.terminal.arguments import whoever_runs
from tests.data_loaders.sent_forms import filled
from tests.terminal import Terminal

SEPTEMBER = Period.of(2025, 9)


@pytest.fixture(autouse=True)
def form(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a form ``bc.xlsx`` that nobody has sent."""
    (tmp_path / "bc.xlsx").write_bytes(filled("611", SEPTEMBER))
    monkeypatch.chdir(tmp_path)


def noted() -> list[tuple[str, str, str, str, str]]:
    """The trail of the accounts: who, from where, what, on what, outcome."""
    accounts = Accounts.open(read_settings())
    entries = [link.entry for link in read_trail(accounts.engine)]
    accounts.close()
    return [(e.who, e.origin, e.action, e.subject, e.outcome) for e in entries]


READS = [
    ("data_loaders journal", "history.read", "tất cả"),
    ("data_loaders journal --unit 611 --period 2025-09", "history.read", "611, kỳ 2025-09"),
    ("data_loaders status", "history.read", "tình hình nộp, 2025-10-17T08:00:00+07:00"),
    ("data_loaders check bc.xlsx", "report.check", "1 tệp"),
    ("data_loaders template 611 2025-10 --out x.xlsx", "form.download", "611, kỳ 2025-10"),
    ("data_loaders user list", "account.list", "0 tài khoản"),
    ("kpis scorecard", "province.read", "tất cả, kỳ 2025-09"),
    ("kpis scorecard --unit 611 --period 2025-09", "province.read", "611, kỳ 2025-09"),
    (
        "kpis trace service-access 611 --period 2025-09",
        "locality.read",
        "service-access, 611, kỳ 2025-09",
    ),
]


@pytest.mark.parametrize(("line", "action", "subject"), READS)
def test_a_command_that_reads_is_noted(
    terminal: Terminal, line: str, action: str, subject: str
) -> None:
    assert terminal(*line.split()).code == 0
    assert noted() == [("console", whoever_runs(), action, subject, "done")]
    assert action in ACTIONS


def test_a_command_that_writes_is_noted_with_the_deed(terminal: Terminal, store: Path) -> None:
    words = ("--by", "cong-an", "--explain", "Đã đối chiếu")
    assert terminal("data_loaders", "submit", "bc.xlsx", *words).code == 0
    assert terminal("data_loaders", "accept", "611", "2025-09", "--by", "cong-an").code == 0
    reading = ("reading", "clean-communes", "A", "--reason", "Họp ngày 16/10", "--by", "thu-ky")
    assert terminal("kpis", *reading).code == 0
    where = f"console ({whoever_runs()})"
    with Store.open(store) as opened:
        entries = [link.entry for link in opened.trail()][-3:]
    assert [(e.who, e.action, e.origin) for e in entries] == [
        ("cong-an", "report.send", where),
        ("cong-an", "report.accept", where),
        ("thu-ky", "reading.record", where),
    ]


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("data_loaders submit bc.xlsx --explain x", "report.send"),
        ("data_loaders submit bc.xlsx --explain x", "report.check"),
        ("data_loaders submit bc.xlsx --explain x --accept", "report.accept"),
        ("data_loaders check bc.xlsx", "report.check"),
        ("data_loaders template 611 2025-10 --out x.xlsx", "form.download"),
        ("data_loaders accept 611 2025-09", "report.accept"),
        ("data_loaders journal", "history.read"),
        ("data_loaders user list", "account.list"),
        ("kpis scorecard", "province.read"),
        ("kpis trace service-access 611", "locality.read"),
        ("kpis reading clean-communes A --reason x", "reading.record"),
    ],
)
def test_the_data_layer_is_asked_whoever_sits_at_the_server(
    terminal: Terminal, store: Path, monkeypatch: pytest.MonkeyPatch, line: str, action: str
) -> None:
    """Were a right taken from the console, the command would stop at it and store nothing."""

    def refuse(actor: object, wish: str, *_: object, **__: object) -> None:
        if wish == action:
            raise RefusedError(f"không có quyền {wish}")

    monkeypatch.setattr("data_loaders.service.access.demand", refuse)
    monkeypatch.setattr("data_loaders.commands.users.demand", refuse)
    assert terminal(*line.split()).mistake == f"không có quyền {action}"
    with Store.open(store) as opened:
        assert opened.revision() == 1


def test_a_period_outside_the_plan_is_answered_and_said_to_be_outside(terminal: Terminal) -> None:
    for period in ("2030-01", "2023-09"):
        said = terminal("kpis", "scorecard", "--period", period)
        assert said.code == 0
        assert said.err == f"kỳ {period} ngoài kế hoạch (2023-10 – 2025-12): không đánh giá\n"
    said = terminal("kpis", "scorecard", "--period", "2030-01", "--lang", "en")
    assert said.err == (
        "period 2030-01 is outside the plan (2023-10 – 2025-12): nothing is judged\n"
    )
    said = terminal("kpis", "scorecard", "--period", "2030-01", "--json")
    assert {row["reason"] for row in said.document["results"]} == {"plan_closed"}
    assert terminal("kpis", "scorecard", "--period", "2025-12").err == ""


def test_a_form_that_was_written_is_named_to_who_sits_at_a_terminal(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = terminal("data_loaders", "template", "611", "2025-10", "--out", "x.xlsx")
    assert (said.code, said.out, said.err) == (0, "", "")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    said = terminal("data_loaders", "template", "611", "2025-10", "--out", "x.xlsx")
    assert (said.code, said.out, said.err) == (0, "", "đã ghi x.xlsx\n")
    said = terminal("data_loaders", "template", "all", "2025-10", "--out", "bieu")
    assert (said.code, said.out) == (0, "")
    assert said.err.endswith("đã ghi 10 biểu vào bieu\n")


@pytest.mark.parametrize("line", ["data_loaders", "data_loaders submit", "kpis", "kpis trace"])
def test_the_help_is_in_vietnamese_throughout(terminal: Terminal, line: str) -> None:
    said = terminal(*line.split(), "--help")
    assert said.code == 0
    assert said.out.startswith("cách dùng: python -m ")
    for word in ("usage:", "options:", "positional arguments:", "show this help"):
        assert word not in said.out
