"""A plan that counts communes above a number is judged from what the store holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.model import Basis, Period
from data_loaders.reports.facts import facts
from data_loaders.service.context import open_context
from kpis.commune_numbers import commune_numbers
from kpis.stored.plans import plan_in
from tests.plan_files import changed, in_force
from tests.terminal import Terminal

TARGET = """
[[target]]
id = "many-addicts"
sentence = "Không quá 10 xã có trên 5 người nghiện"
name_vi = "Xã có trên 5 người nghiện"
name_en = "Communes with more than 5 addicts"
short_vi = "Xã trên 5 người"
short_en = "Communes over 5"
unit_vi = "xã"
unit_en = "communes"
owner = "Công an tỉnh"
quantity = "count"
numerator = { communes_with = "addicts", above = 5 }
bar = "<= 10"
by = "2025-12"

[[target.version]]
from = "2025-09"
decision = "Quyết định 1"
numerator = { communes_with = "addicts", above = 7 }
"""


def test_communes_above_a_number_are_those_of_the_stored_reports(
    demonstration: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(demonstration))
    first = '[[watched]]\nid = "spots-new"'
    folder = in_force(changed(tmp_path / "plan", one=(first, f"{TARGET}\n{first}")), monkeypatch)
    context = open_context()
    with context.store as store:
        numbers = commune_numbers(plan_in(folder))
        assert numbers == {("addicts", 5), ("addicts", 7)}
        known = facts(store, as_of=context.now(), basis=Basis.ACCEPTED)
        report = known.report("611", Period.parse("2025-05"))
        assert report is not None
        (counted,) = store.cursor().execute(
            "SELECT count(*) FROM store.fact JOIN store.version USING (version_key)"
            " JOIN store.measure USING (measure_key) JOIN (SELECT DISTINCT unit_key AS owner,"
            " unit_id FROM store.unit) u ON u.owner = version.unit_key WHERE code = 'addicts'"
            " AND unit_id = '611' AND period = ? AND version = ? AND value > 5",
            [report.period.index, report.version],
        ).fetchone() or (None,)
    card = Terminal(capsys)("kpis", "scorecard", "--period", "2025-05", "--json").document
    rows = {(row["unit_id"], row["target_id"]): row for row in card["results"]}
    assert 0 < counted < report.communes_with["addicts"]
    assert rows["611", "many-addicts"]["numerator"] == counted
