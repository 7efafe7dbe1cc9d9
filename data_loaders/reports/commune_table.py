"""A report beside the one before it, commune by commune: what stood there, what stands now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from data_loaders.model import ReportContent

Pair = tuple[int | None, int | None]
"""A value before and now; None where nothing was reported."""


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """One commune's figures by measure; ``commune_id`` None: the sums of all communes."""

    commune_id: str | None
    cells: Mapping[str, Pair]

    @property
    def changed(self) -> frozenset[str]:
        """The measures whose value is another one."""
        return frozenset(code for code, (old, new) in self.cells.items() if old != new)


def commune_table(
    old: ReportContent | None, new: ReportContent, classes: str | None
) -> tuple[tuple[CommuneRow, ...], CommuneRow]:
    """A row for each commune of the new report, in the order of the form, and the sums.

    Sums leave out what was not reported, as every sum of the plan does, and ``classes``, which says
    the class of a commune and is no number to add up.
    """
    before = {} if old is None else {key: one.value for key, one in old.by_key.items()}
    cells: dict[str, dict[str, Pair]] = defaultdict(dict)
    sums: dict[str, Pair] = {}
    for figure in new.figures:
        was = before.get((figure.commune_id, figure.measure))
        cells[figure.commune_id][figure.measure] = (was, figure.value)
        if figure.measure != classes:
            olds, news = sums.get(figure.measure, (None, None))
            sums[figure.measure] = (_plus(olds, was), _plus(news, figure.value))
    rows = tuple(CommuneRow(commune, found) for commune, found in cells.items())
    return rows, CommuneRow(None, sums)


def _plus(total: int | None, value: int | None) -> int | None:
    return total if value is None else (total or 0) + value
