"""Every figure leads to its cells: the terms add up to its numbers, and the cells to the terms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.model import Basis, Moment, Period
from data_loaders.model.settings import read_settings
from data_loaders.reports.facts import facts
from data_loaders.service.access import Access
from data_loaders.service.context import open_context
from kpis.__main__ import cells_of, main
from kpis.model import Language, Reason, Target
from kpis.scorecard import scorecard
from kpis.trace.earlier_periods import trace_whole
from kpis.trace.terms import Role as TermRole
from kpis.trace.terms import Traced, trace
from kpis.words.formula import formula_text
from tests.kpis.given import PLAN, PROVINCE, facts_of, register_of, report
from tests.plan_files import load_plan
from tests.words_of_the_plan import COMMUNE_CLASSES

CELL_KEYS = {
    "commune",
    "version",
    "file",
    "sha256",
    "sheet",
    "cell",
    "text",
    "by",
    "received_at",
    "accepted_at",
}


def _told(target: Target, terms: Sequence[Traced]) -> tuple[int, int, int]:
    """Numerator, denominator and base, added up again from the terms."""
    part, whole, base = (
        sum(term.value for term in terms if term.role is role)
        for role in (TermRole.PART, TermRole.WHOLE, TermRole.BASE)
    )
    return part, len(terms) if target.dated_task is not None else whole, base


@pytest.mark.parametrize(("period", "basis"), [("2025-06", "accepted"), ("2024-12", "submitted")])
def test_the_terms_add_up_to_every_figure_and_the_cells_to_every_term(
    demonstration: Path, period: str, basis: str
) -> None:
    context = open_context(read_settings({"MONITOR_STORE": str(demonstration)}))
    access = Access(context, Actor("c", Role.CONSOLE), lambda *_: None)
    with context.store:
        plan, register = load_plan("kh3220", context.regime), context.register()
        moment = Moment(context.store.revision(), context.now(), context.now())
        known = facts(context.store, as_of=context.now(), basis=Basis(basis))
        card = scorecard(known, plan, register, period=Period.parse(period), now=context.now())
        traced = 0
        for result in card.results:
            terms = trace(result, known, plan, register)
            target = plan.target(result.target_id)
            if not terms:
                assert not result.numerator
                continue
            told = (result.numerator or 0, result.denominator or 0, result.base or 0)
            assert _told(target, terms) == told, (result.unit_id, result.target_id)
            if result.unit_id == card.province_id:
                continue  # its terms are the localities' own
            for term in terms:
                cells = cells_of(access, term, moment)
                assert _in_cells(term, cells) == term.value
                assert all(cell.cell and cell.sheet and len(cell.sha256) == 64 for cell in cells)
                traced += 1
    assert traced > 100


def _in_cells(term: Traced, cells: Sequence[Any]) -> int:
    if term.task_id is not None:
        return int(cells[0].text == "hoàn thành")  # nobody was late in the demonstration
    if term.states:
        return len(cells)
    if term.classes:
        names = [COMMUNE_CLASSES[cell.value - 1] for cell in cells]
        return sum(name in term.classes for name in names)
    return sum(cell.value for cell in cells)


def test_the_command_says_verdict_formula_terms_and_cells(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    assert main(["trace", "service-access", "615", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert set(document) == {"verdict", "formula", "terms"}
    assert document["verdict"]["numerator"] == 60
    assert document["formula"] == ACCESS
    assert [(term["measure"], term["value"]) for term in document["terms"]] == [
        ("reached", 60),
        ("addicts", 45),
        ("users", 30),
    ]
    for term in document["terms"]:
        assert set(term) == {"unit_id", "measure", "period", "value", "cells"}
        assert {frozenset(cell) for cell in term["cells"]} == {frozenset(CELL_KEYS)}
        assert sum(int(cell["text"]) for cell in term["cells"]) == term["value"]


@pytest.mark.parametrize(
    ("wish", "says"),
    [(["no-such", "615"], "no-such"), (["service-access", "999"], "999")],
)
def test_an_unknown_target_or_locality_is_one_line_and_exit_2(
    demonstration: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    wish: list[str],
    says: str,
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    assert main(["trace", *wish]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert says in told.err


def test_a_table_for_people_names_the_cells(
    demonstration: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    assert main(["trace", "areas-sustained", "611"]) == 0
    told = capsys.readouterr().out
    assert "Địa bàn chuyển hóa!F11" in told
    assert "tái phức tạp" in told
    assert "BC_611_2025-06.xlsx" in told


ACCESS = "số người được tiếp cận dịch vụ / (số người nghiện + số người sử dụng trái phép) > 80,0%"
FORMULAS = {
    "spots-reduction": "(C − B) / B ≤ −5,0% ở kỳ cuối mỗi năm; B, C = số điểm, tụ điểm cuối kỳ",
    "hotspots-eradicated": "không tái hình thành / số “điểm nóng” đã xác định ≥ 80,0% đến hết kỳ",
    "areas-transformed": "địa bàn từng được công nhận đạt / địa bàn đã lựa chọn ≥ 60,0%",
    "areas-sustained": "địa bàn đạt, không tái phức tạp / địa bàn từng được công nhận đạt ≥",
    "service-access": ACCESS,
    "addict-growth": "(C − B) / B < 1,0% ở kỳ cuối mỗi năm; B, C = số người nghiện ở kỳ",
    "no-reformed-spots": "tái hình thành từ kỳ tháng 01/2025 đến kỳ tháng 06/2025 = 0",
    "no-public-incidents": "Tổng số vụ mua bán, sử dụng ma túy công khai từ kỳ tháng 01/2025",
    "areas-identified": "hoàn thành chậm nhất ngày 15/10/2023",
}


def test_every_formula_is_said_with_its_measures_and_its_bar(demonstration: Path) -> None:
    context = open_context(read_settings({"MONITOR_STORE": str(demonstration)}))
    with context.store:
        plan, register = load_plan("kh3220", context.regime), context.register()
        known = facts(context.store, as_of=context.now(), basis=Basis.ACCEPTED)
    card = scorecard(known, plan, register, period=Period.of(2025, 6), now=known.as_of)
    said = {r.target_id: formula_text(r, plan, Language.VI) for r in card.of_unit("616")}
    assert said.pop("clean-communes") == ""  # nobody has read the sentence
    assert said.keys() == FORMULAS.keys()
    assert {key: text for key, text in said.items() if FORMULAS[key] not in text} == {}
    english = [formula_text(result, plan, Language.EN) for result in card.of_unit("616")]
    assert english[-1] == "Task “Areas identified, committee members assigned” done by 15 Oct 2023"


def _of_role(terms: Sequence[Traced], role: TermRole) -> int:
    return sum(term.value for term in terms if term.role is role)


def test_a_verdict_by_pace_shows_the_periods_its_pace_and_its_beginning_stood_in() -> None:
    reports = [
        report(unit, period, hotspots_identified=20, hotspots_eradicated=n + add)
        for unit, add in (("d0", 0), ("d1", 2))
        for period, n in (("2024-01", 3), ("2024-09", 8), ("2025-03", 9))
    ]
    facts, register = facts_of(reports), register_of(("d0", "d1"))
    card = scorecard(facts, PLAN, register, period=Period.parse("2025-03"), now=facts.as_of)
    result = card.of(PROVINCE, "hotspots-eradicated")
    own = trace(result, facts, PLAN, register)
    whole = trace_whole(result, facts, PLAN, register)
    assert whole[: len(own)] == own
    assert _of_role(whole, TermRole.START) == result.start == 3 + 5
    assert {t.period for t in whole if t.role is TermRole.START} == {Period.parse("2024-01")}
    earlier = {t.unit_id: (t.period, t.value) for t in whole if t.role is TermRole.EARLIER}
    assert earlier == {"d0": (Period.parse("2024-09"), 8), "d1": (Period.parse("2024-09"), 10)}
    pace = result.details.pace
    assert pace is not None
    assert pace.seen is not None
    assert pace.periods is not None
    assert _of_role(whole, TermRole.EARLIER) + pace.seen * pace.periods == result.numerator


def test_a_verdict_by_trend_shows_the_shares_of_the_periods_before() -> None:
    reports = [
        report("d0", f"2025-{month:02}", reached=100 - 3 * month, addicts=100, users=0)
        for month in range(1, 7)
    ]
    facts, register = facts_of(reports), register_of(("d0",))
    card = scorecard(facts, PLAN, register, period=Period.parse("2025-06"), now=facts.as_of)
    result = card.of("d0", "service-access")
    assert result.reason is Reason.TREND_FALLING
    whole = trace_whole(result, facts, PLAN, register)
    shares = {t.period.month: t.value for t in whole if t.role is TermRole.TREND_PART}
    assert shares == {month: 100 - 3 * month for month in range(1, 6)}
    assert {t.period.month for t in whole if t.role is TermRole.TREND_WHOLE} == set(range(1, 6))
    steady = card.of("d0", "areas-sustained")
    assert trace_whole(steady, facts, PLAN, register) == trace(steady, facts, PLAN, register)
