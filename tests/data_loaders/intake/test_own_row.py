"""The form of a commune that reports for itself: its name is its row, not the total."""

from __future__ import annotations

from datetime import date

from data_loaders.intake.communes import CommuneNames
from data_loaders.intake.rows import FormRow, is_total, sort_rows
from data_loaders.model import Level, Register, Unit

COMMUNE = Unit("23377-2025", "23377", Level.COMMUNE, "xã", "Bờ Y", "611")
NAMES = CommuneNames([COMMUNE], Register((COMMUNE,)), date(2025, 8, 14))


def test_the_name_of_a_commune_that_reports_for_itself_is_its_row() -> None:
    named, total = FormRow(9, name="Xã Bờ Y", figures=True), FormRow(10, name="Toàn xã")
    rows = sort_rows([named, total], NAMES, COMMUNE)
    assert rows.communes == {COMMUNE.unit_id: 9}
    assert rows.totals == [total]
    assert not is_total("Xã Bờ Y", COMMUNE)
