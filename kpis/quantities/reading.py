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
def readers() -> Mapping[str, Reader]:
    """Each kind by the word of the plan, as the files here have them in their ``READERS``."""
    found: dict[str, Reader] = {}
    for module in iter_modules(quantities.__path__, f"{quantities.__name__}."):
        found |= getattr(import_module(module.name), "READERS", {})
    return found


def quantity(table: Table, known: Known) -> Quantity:
    """The quantity of a target or an option. Raises ``PlanError``."""
    name, known_kinds = table.text("quantity"), readers()
    if name not in known_kinds:
        kinds = ", ".join(sorted(known_kinds))
        raise table.fault("quantity", f"phải là một trong: {kinds}, gặp {name!r}")
    return known_kinds[name](table, known)
