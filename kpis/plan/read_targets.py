"""Reading the targets of a plan file: sentence, names, and what the sentence demands."""

from __future__ import annotations

from data_loaders.model.toml_table import Table
from kpis.aims.reading import AIMS, aim
from kpis.law.target import Demand, Note, Option, Target, Version
from kpis.quantities.reading import quantity
from kpis.quantities.term_reading import Known

LONGEST_SHORT = 30
"""Characters of a short name."""


def different(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The same tables, once their ids are known to differ. Raises ``PlanError``."""
    seen: set[str] = set()
    for table in tables:
        if table.text("id") in seen:
            raise table.fault("id", f"mã {table.text('id')!r} đã dùng ở trên")
        seen.add(table.text("id"))
    return tables


def target(table: Table, known: Known) -> Target:
    """One ``[[target]]``. Raises ``PlanError``."""
    options = tuple(_option(option, known) for option in different(table.tables("option")))
    found = Target(
        target_id=table.text("id"),
        sentence=table.text("sentence"),
        name_vi=table.text("name_vi"),
        name_en=table.text("name_en"),
        short_vi=_short(table, "short_vi"),
        short_en=_short(table, "short_en"),
        unit_vi=table.text("unit_vi"),
        unit_en=table.text("unit_en"),
        owner=table.text("owner"),
        demanded=None if options else _demand(table, known),
        options=options,
        default=_default(table, options),
        notes=tuple(_note(note) for note in table.tables("note")),
        assigned=table.flag("assigned") if table.has("assigned") else False,
        versions=_versions(table, known),
    )
    table.finish()
    return found


def _demand(table: Table, known: Known, *, option: bool = False) -> Demand:
    counted = quantity(table, known, option=option)
    return Demand(counted, aim(table, counted, known.regime))


def _versions(table: Table, known: Known) -> tuple[Version, ...]:
    """The amendments, each from a later period than the one before it."""
    found: list[Version] = []
    for one in table.tables("version"):
        version = _version(one, table, known)
        if found and version.since <= found[-1].since:
            raise one.fault("from", f"phải sau lần sửa đổi trước, {found[-1].since}")
        found.append(version)
    return tuple(found)


def _version(table: Table, of: Table, known: Known) -> Version:
    """An amendment: from which period, by which decision, and what is demanded from there on.

    It holds the keys that change; all others are the target's own.
    """
    since, decision = table.period("from"), table.text("decision")
    if not known.regime.first < since <= known.regime.last:
        raise table.fault("from", "phải sau kỳ đầu và không sau kỳ cuối của kế hoạch")
    amended = table.over(of, instead=frozenset(AIMS))
    demanded = _demand(amended, known)
    table.finish_with(amended)
    return Version(since, decision, demanded)


def _short(table: Table, key: str) -> str:
    text = table.text(key)
    if len(text) > LONGEST_SHORT:
        raise table.fault(key, f"dài {len(text)} ký tự, nhiều nhất {LONGEST_SHORT}")
    return text


def _option(table: Table, known: Known) -> Option:
    demand = _demand(table, known, option=True)
    option = Option(table.text("id"), table.text("vi"), table.text("en"), demand)
    table.finish()
    return option


def _default(table: Table, options: tuple[Option, ...]) -> str | None:
    letters = [option.letter for option in options]
    if len(letters) == 1:
        raise table.fault("option", "phải có ít nhất hai cách hiểu [[target.option]]")
    if not table.has("default"):
        return None
    if table.text("default") not in letters:
        known = ", ".join(letters)
        raise table.fault("default", f"phải là một trong các cách hiểu: {known}")
    return table.text("default")


def _note(table: Table) -> Note:
    note = Note(table.text("about"), table.text("vi"), table.text("en"))
    table.finish()
    return note
