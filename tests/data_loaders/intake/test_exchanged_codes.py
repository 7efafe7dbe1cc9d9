"""Two columns exchanged, and then their codes: what speaks when heading and code disagree."""

from __future__ import annotations

from data_loaders.model import Severity
from tests.data_loaders.intake.test_random_edits import Edit, edited, exchange_codes
from tests.data_loaders.sheet_in_hand import COMMUNES


def exchange_columns(one: str, other: str) -> Edit:
    return lambda sheet: sheet.exchange_columns(one, other)


def test_two_columns_exchanged_and_then_their_codes_contradict_where_their_headings_are_known() -> (
    None
):
    pair = ("spots_new", "spots_eradicated")
    _, result = edited([exchange_columns(*pair), exchange_codes(*pair)])
    assert {one.code for one in result.findings if one.severity is Severity.ERROR} == {
        "column-conflict"
    }


def test_outside_their_group_the_same_two_edits_cancel_out_and_the_codes_are_believed() -> None:
    pair = ("spots_opening", "users")
    sheet, result = edited([exchange_columns(*pair), exchange_codes(*pair)])
    assert [one for one in result.findings if one.severity is Severity.ERROR] == []
    assert result.content is not None
    for commune in COMMUNES:
        for code, under_it in zip(pair, reversed(pair), strict=True):
            assert result.content.values[commune, code] == sheet.meant[commune, under_it]
