"""Reading a change from a plan: which base goes with which number."""

from __future__ import annotations

from data_loaders.model.toml_table import Table
from kpis.law.quantity import Quantity
from kpis.law.term import Nature, Over, Term
from kpis.quantities.change import Change, ChangeFromValue
from kpis.quantities.change_of_flow import ChangeOfFlow
from kpis.quantities.term_reading import Known, term


def _read(table: Table, known: Known) -> Quantity:
    one = term(table, "numerator", known)
    if table.is_text("base"):
        return _change_by_word(table, one)
    if one.nature is not Nature.STATE:
        raise table.fault("base", "gốc cố định chỉ dùng với số cuối kỳ, không với số phát sinh")
    base = table.table("base")
    if base.has("value") == base.has("period"):
        raise table.fault("base", "phải có đúng một trong: period, value (cùng source)")
    found: Quantity
    if base.has("value"):
        found = ChangeFromValue(one, base.integer("value", least=1), base.text("source"))
    else:
        fixed = base.period("period")
        if fixed >= known.regime.first:
            raise base.fault("period", f"phải trước kỳ đầu {known.regime.first} của kế hoạch")
        found = Change(one, fixed)
    base.finish()
    return found


def _change_by_word(table: Table, one: Term) -> Quantity:
    word = table.text("base")
    if word == "year_end_before":
        if one.nature is not Nature.STATE:
            wanted = 'chỉ dùng với số cuối kỳ; số phát sinh dùng base = "year_before"'
            raise table.fault("base", f'"year_end_before" {wanted}')
        return Change(one)
    if word == "year_before":
        if one.over is not Over.YEAR:
            raise table.fault("base", '"year_before" chỉ dùng với số phát sinh có over = "year"')
        return ChangeOfFlow(one)
    wanted = '"year_end_before", "year_before", { period = … } hoặc { value = …, source = … }'
    raise table.fault("base", f"phải là {wanted}, gặp {word!r}")


READERS = OPTION_READERS = {"change": _read}
