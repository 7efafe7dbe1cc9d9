"""``python -m kpis scorecard`` and ``reading`` on the demonstration store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data_loaders.model import Basis, Period
from data_loaders.model.settings import parse_instant
from data_loaders.reports.facts import facts
from data_loaders.service.context import open_context
from kpis.scorecard import scorecard
from tests.plan_files import load_plan
from tests.terminal import Terminal

NOW = "2025-06-25T08:00:00+07:00"
PROVINCE = "62"
ORDER = [PROVINCE, "608", "610", "611", "612", "613", "614", "615", "616", "617", "618"]
NUMBERS = ("numerator", "denominator", "base", "needed")


@pytest.fixture
def terminal(
    demonstration: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    return Terminal(capsys)


def document(terminal: Terminal, *arguments: str) -> Any:
    said = terminal("kpis", "scorecard", *arguments, "--json")
    assert said.code == 0
    return said.document


def rows(found: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["unit_id"], row["target_id"]): row for row in found["results"]}


def expected(*, period: str, as_of: str, basis: Basis) -> dict[str, object]:
    """The same scorecard, asked without the command."""
    context = open_context()
    with context.store:
        instant = parse_instant(as_of)
        known = facts(context.store, as_of=instant, basis=basis)
        plan, register = load_plan("kh3220", context.regime), context.register(instant)
        return scorecard(
            known, plan, register, period=Period.parse(period), now=context.now()
        ).as_json()


def test_the_scorecard_is_that_of_now_by_default(terminal: Terminal) -> None:
    found = document(terminal)
    assert found == expected(period="2025-06", as_of=NOW, basis=Basis.ACCEPTED)
    head = {key: found[key] for key in ("plan", "period", "as_of", "basis", "now")}
    assert head == {
        "plan": "kh3220",
        "period": "2025-06",
        "as_of": NOW,
        "basis": "accepted",
        "now": NOW,
    }


def test_there_is_a_row_per_target_for_the_province_and_each_locality(terminal: Terminal) -> None:
    found = document(terminal)
    targets = [target["id"] for target in found["targets"]]
    assert len(targets) == 10
    assert [(row["unit_id"], row["target_id"]) for row in found["results"]] == [
        (unit, target) for unit in ORDER for target in targets
    ]


def test_numbers_are_whole_or_null_and_shares_are_fractions_of_one(terminal: Terminal) -> None:
    found = document(terminal)
    for row in found["results"]:
        assert {type(row[key]) for key in NUMBERS} <= {int, type(None)}
        assert {type(row["value"]), type(row["line"])} <= {float, type(None)}
        assert isinstance(row["provisional"], bool)
    province = rows(found)[PROVINCE, "service-access"]
    assert province["value"] == pytest.approx(province["numerator"] / province["denominator"])
    assert 0 < province["value"] < 1


def test_period_instant_and_basis_are_those_asked_for(terminal: Terminal) -> None:
    as_of = "2024-11-24T17:00:00+00:00"
    asked = ("--period", "2024-11", "--as-of", as_of, "--basis", "submitted")
    found = document(terminal, *asked)
    assert found == expected(period="2024-11", as_of=as_of, basis=Basis.SUBMITTED)
    assert (found["as_of"], found["now"]) == (as_of, NOW)


@pytest.mark.parametrize("as_of", ["2024-11-24T17:00:00Z", "2024-11-25 00:00:00+07:00"])
def test_the_instant_is_repeated_as_it_was_asked(terminal: Terminal, as_of: str) -> None:
    found = document(terminal, "--as-of", as_of)
    assert found["as_of"] == as_of
    assert found["period"] == "2024-11"


def test_one_locality_has_its_own_rows_only(terminal: Terminal) -> None:
    everybody = document(terminal)
    for unit in (PROVINCE, "615"):
        found = document(terminal, "--unit", unit)
        assert found["results"] == [r for r in everybody["results"] if r["unit_id"] == unit]


def test_a_waiting_report_counts_on_the_basis_submitted_only(terminal: Terminal) -> None:
    accepted = rows(document(terminal))["614", "service-access"]
    submitted = rows(document(terminal, "--basis", "submitted"))["614", "service-access"]
    assert (accepted["verdict"], accepted["coverage"]["missing"]) == ("no_data", ["614"])
    assert (submitted["verdict"], submitted["numerator"]) == ("on_track", 11)


@pytest.mark.parametrize("period", ["2022-12", "2023-09"])
def test_before_the_plan_nothing_is_judged(terminal: Terminal, period: str) -> None:
    found = document(terminal, "--period", period)
    assert {(row["verdict"], row["reason"]) for row in found["results"]} == {
        ("not_judged", "before_plan")
    }


def test_monitor_now_moves_the_clock_of_a_demonstration_store(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_NOW", "2024-03-01T00:00:00+07:00")
    found = document(terminal)
    assert (found["now"], found["as_of"]) == ("2024-03-01T00:00:00+07:00",) * 2
    assert found["period"] == "2024-02"


def test_people_read_a_table_in_either_language(terminal: Terminal) -> None:
    head, row, *_ = terminal("kpis", "scorecard", "--unit", "615").table
    assert head == ["Địa phương", "Chỉ tiêu", "Kết quả", "Cách tính"]
    assert row[0] == "Huyện Đăk Hà"
    english = terminal("kpis", "scorecard", "--unit", "615", "--lang", "en")
    assert english.table[0] == ["Locality", "Target", "Verdict", "Arithmetic"]
    assert len(english.table) == 11


# Readings


def ambiguous(terminal: Terminal, *arguments: str) -> dict[str, Any]:
    return rows(document(terminal, *arguments))[PROVINCE, "clean-communes"]


def test_a_reading_is_judged_by_from_its_instant_on(terminal: Terminal) -> None:
    assert ambiguous(terminal)["verdict"] == "not_judged"
    at = "2025-06-20T08:00:00+07:00"
    arguments = ("clean-communes", "A", "--reason", "Kết luận phiên họp", "--at", at)
    said = terminal("kpis", "reading", *arguments)
    assert (said.code, said.out) == (0, "đã ghi: clean-communes hiểu theo cách A\n")
    assert ambiguous(terminal)["verdict"] == "on_track"
    before = "2025-06-20T07:59:59+07:00"
    assert ambiguous(terminal, "--period", "2025-06", "--as-of", before)["verdict"] == "not_judged"


def test_a_later_reading_takes_the_place_of_an_earlier_one(terminal: Terminal) -> None:
    for letter in "AB":
        arguments = ("clean-communes", letter, "--reason", "phiên họp", "--lang", "en")
        said = terminal("kpis", "reading", *arguments)
        assert said.out == f"recorded: clean-communes is read as {letter}\n"
    assert ambiguous(terminal)["verdict"] == "not_applicable"


def test_the_trace_of_a_sentence_that_nobody_has_read_is_that_one_sentence(
    terminal: Terminal,
) -> None:
    """No blank line for a formula that there is not, no headings over no cells."""
    said = terminal("kpis", "trace", "clean-communes", PROVINCE)
    assert (said.code, said.out) == (0, "Ban Chỉ đạo chưa ghi nhận cách hiểu\n")
