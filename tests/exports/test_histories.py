"""On random histories, what the files draw over the periods is the series, point by point.

That the series is the scorecard of those localities is asked in ``tests/kpis/test_series.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from data_loaders.model.formats import period_name
from kpis.counts import Counts
from kpis.exports.content.dossier import Dossier, Given, dossier
from kpis.exports.databook.write import databook
from kpis.exports.deck.write import deck
from kpis.model import Language
from kpis.movement.decomposition import Side
from kpis.series import Point, Series, series
from tests.kpis.sides import random_ends

LINES = (XL_CHART_TYPE.LINE, XL_CHART_TYPE.LINE_MARKERS)
Row = tuple[str, float | None, float | None]
"""Period as it is written, what was counted, where the line stands."""


def said_of(side: Side) -> Dossier:
    """All that the files say about the province at that end of a history."""
    return dossier(
        side.facts,
        side.plan,
        side.register,
        Given(1, side.register.province.unit_id),
        period=side.period,
        language=Language.VI,
    )


def series_of(side: Side, target_id: str) -> Series:
    counts = Counts(side.facts, side.plan, side.register)
    unit_id = side.register.province.unit_id
    return series(counts, unit_id=unit_id, target_id=target_id, period=side.period)


def rows_of(book: bytes) -> dict[str, list[Row]]:
    """The rows of the data book's sheet over the periods, by target."""
    sheet = load_workbook(BytesIO(book), read_only=True)["Theo kỳ"]
    found: dict[str, list[Row]] = {}
    rows = iter(sheet.iter_rows(values_only=True))
    next(row for row in rows if row[0] == "Mã chỉ tiêu")
    for code, _name, period, actual, line, *_ in rows:
        if code is not None:
            found.setdefault(str(code), []).append((str(period), actual, line))  # type: ignore[arg-type]
    return found


def ways_of(slides: bytes) -> Iterator[list[Row]]:
    """The charts of a way on the deck's slides: what PowerPoint keeps behind each."""
    for slide in Presentation(BytesIO(slides)).slides:
        for shape in slide.shapes:
            if not shape.has_chart or shape.chart.chart_type not in LINES:
                continue
            plot = shape.chart.plots[0]
            lines = {one.name: list(one.values) for one in plot.series}
            none = [None] * len(plot.categories)
            yield list(
                zip(
                    map(str, plot.categories),
                    lines.get("Thực hiện", none),
                    lines.get("Đường tiến độ", none),
                    strict=True,
                )
            )


def near(seen: float | None, wanted: Fraction | int | None) -> bool:
    """Whether a number of a file is that one, to the places that a file keeps."""
    if seen is None or wanted is None:
        return seen is None and wanted is None
    return abs(seen - float(wanted)) < 1e-9


def counted(point: Point) -> Fraction | None:
    """The part of its total that a point is; None without a total."""
    if point.numerator is None or not point.denominator:
        return None
    return Fraction(point.numerator, point.denominator)


def faults(rows: Sequence[Row], found: Series, names: Sequence[str]) -> Iterator[str]:
    """Where a file draws other numbers than the series has, all as counts or all as shares.

    ``names``: what the file calls each point's period.
    """
    drawn = {period: (actual, line) for period, actual, line in rows}
    actual = [drawn[name][0] for name in names]
    as_counts = [near(a, p.numerator) for a, p in zip(actual, found.points, strict=True)]
    as_shares = [near(a, counted(p)) for a, p in zip(actual, found.points, strict=True)]
    if not (all(as_counts) or all(as_shares)):
        yield f"{found.target_id}: {actual} ≠ {[p.numerator for p in found.points]}"
    later = [period for period, value, _ in rows if value is not None and period not in names]
    if later:
        yield f"{found.target_id}: something stands in {later}, after the period shown"
    for name, point in zip(names, found.points, strict=True):
        line = drawn[name][1]
        of_whole = point.line / point.denominator if point.line and point.denominator else None
        if point.line is not None and not (near(line, point.line) or near(line, of_whole)):
            yield f"{found.target_id} {name}: line {line} ≠ {point.line}"


def in_book(side: Side, dossier: Dossier) -> Iterator[str]:
    """Faults of the data book."""
    rows = rows_of(databook(dossier))
    for result in dossier.results:
        found = series_of(side, result.target_id)
        has_numbers = any(  # a share of nothing, 0 of 0, is no number
            point.numerator is not None and point.denominator != 0 for point in found.points
        )
        if result.target_id not in rows:
            if has_numbers:
                yield f"{result.target_id}: no rows"
            continue
        names = [period_name(point.period, Language.VI) for point in found.points]
        yield from faults(rows.pop(result.target_id), found, names)
    yield from (f"{left}: rows of nothing" for left in rows)


def in_deck(side: Side, dossier: Dossier) -> Iterator[str]:
    """Faults of the deck: a chart for each target in trouble that has a way."""
    drawn = [one for one in dossier.troubled if dossier.track(one) is not None]
    charts = list(ways_of(deck(dossier)))
    if len(charts) != len(drawn):
        yield f"{len(charts)} charts, {len(drawn)} targets in trouble"
        return
    for result, rows in zip(drawn, charts, strict=True):
        found = series_of(side, result.target_id)
        names = [f"{p.period.month}/{p.period.year % 100:02d}" for p in found.points]
        yield from faults(rows, found, names)


def wrong(seed: int) -> list[str]:
    _, side, _ = random_ends(seed)
    said = said_of(side)
    return [*in_book(side, said), *in_deck(side, said)]


@given(st.integers(min_value=0, max_value=10**6))
@settings(max_examples=6)
def test_on_random_histories_deck_and_data_book_draw_the_series(seed: int) -> None:
    assert wrong(seed) == []


@pytest.mark.long
@pytest.mark.timeout(3600)
@given(st.integers(min_value=0, max_value=10**6))
@settings(max_examples=400)
def test_on_many_more_histories_too(seed: int) -> None:
    assert wrong(seed) == []


def test_a_number_that_is_not_the_series_would_be_found() -> None:
    """Some history has ways in both files; one number more or less is seen in each."""
    seed = next(seed for seed in range(100) if len(said_of(random_ends(seed)[1]).troubled) > 1)
    side = random_ends(seed)[1]
    said = said_of(side)
    code, rows = next(
        (code, rows)
        for code, rows in rows_of(databook(said)).items()
        if any(actual is not None for _, actual, _ in rows)
    )
    found = series_of(side, code)
    names = [period_name(point.period, Language.VI) for point in found.points]
    assert list(faults(rows, found, names)) == []
    moved = [(p, None if actual is None else actual + 1, line) for p, actual, line in rows]
    assert len(list(faults(moved, found, names))) == 1
    assert list(ways_of(deck(said)))
