"""What Tu Mơ Rông owes the demonstration, as files to send, and ways to spoil them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from data_loaders.demo.synthesis import report
from data_loaders.forms.write import write_form
from data_loaders.model import Figure, Identity, Period, ReportContent
from tests.data_loaders.sent_forms import REGIME, cell_of, edited, request

TU_MO_RONG, OWED = "617", "2025-06"
DAK_RO_ONG, DAK_SAO = "23417", "23416"
TODAY = date(2025, 6, 25)

Values = dict[tuple[str, str], int | None]


def content(
    unit_id: str = TU_MO_RONG, period: str = OWED, *, changed: Values | None = None
) -> ReportContent:
    """The demonstration's report, with other values for some (commune, measure)."""
    identity = Identity(unit_id, Period.parse(period))
    whole = report(identity, regime=REGIME, received_on=TODAY)
    changed = changed or {}

    def value(figure: Figure) -> Figure:
        key = (figure.commune_id, figure.measure)
        return replace(figure, value=changed[key]) if key in changed else figure

    return replace(whole, figures=tuple(value(figure) for figure in whole.figures))


def form_of(answers: ReportContent) -> bytes:
    """The product's form with these answers."""
    identity = answers.identity
    return write_form(request(identity.unit_id, identity.period), answers=answers)


@cache
def owed() -> bytes:
    """The report that is missing in the demonstration, without fault."""
    return form_of(content())


def blank() -> bytes:
    """The form as it is downloaded."""
    return write_form(request(TU_MO_RONG, Period.parse(OWED)))


def spoiled(edit: Callable[[Any], None]) -> bytes:
    """The missing report after somebody edited it."""
    return edited(owed(), edit)


def typed(commune_id: str, measure: str, value: object) -> bytes:
    """The missing report with one cell typed over."""

    def edit(book: Any) -> None:
        cell_of(book, commune_id, measure).value = value

    return spoiled(edit)


def without_row(commune_id: str) -> bytes:
    """The missing report without a commune."""

    def edit(book: Any) -> None:
        for cell in book["Số liệu"][cell_of(book, commune_id, "addicts").row]:
            cell.value = None

    return spoiled(edit)


def without_identity() -> bytes:
    """The missing report without the hidden sheet that says whose it is."""
    return spoiled(lambda book: book.remove(book["_mau"]))
