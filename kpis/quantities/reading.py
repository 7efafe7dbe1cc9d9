"""Reading what a target counts: every file of this folder may hold kinds of quantity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from data_loaders.model.toml_table import Table
from kpis import quantities
from kpis.law.quantity import Quantity
from kpis.quantities.term_reading import Known

Reader = Callable[[Table, Known], Quantity]
"""Reads a kind of quantity from a target's table. Raises ``PlanError``."""


@cache
def readers(*, option: bool) -> Mapping[str, Reader]:
    """Each kind by the word of the plan, as the files here have them.

    ``READERS``: those that a target may name; ``OPTION_READERS``: those that a reading of an
    ambiguous sentence may.
    """
    found: dict[str, Reader] = {}
    for module in iter_modules(quantities.__path__, f"{quantities.__name__}."):
        listed = "OPTION_READERS" if option else "READERS"
        found |= getattr(import_module(module.name), listed, {})
    return found


def quantity(table: Table, known: Known, *, option: bool = False) -> Quantity:
    """The quantity of a target, or of a reading of one. Raises ``PlanError``.

    A sentence may be read as no target, but no target is declared as none; a reading is judged by
    reports and not by a record.
    """
    name, possible = table.text("quantity"), readers(option=option)
    if name not in possible:
        kinds = ", ".join(sorted(possible))
        raise table.fault("quantity", f"phải là một trong: {kinds}, gặp {name!r}")
    return possible[name](table, known)
