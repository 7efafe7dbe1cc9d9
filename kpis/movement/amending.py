"""A report with the area list of another: what it says apart from which areas it lists."""

from __future__ import annotations

from dataclasses import replace

from data_loaders.model import Area, Report

AreaKey = tuple[str, int]
"""A commune in a cohort: a row of the area list."""


def by_area(report: Report) -> dict[AreaKey, Area]:
    """The rows of the report's area list."""
    return {(area.commune_id, area.cohort): area for area in report.areas}


def with_the_areas_of(report: Report, other: Report) -> Report:
    """The report as if its area list still held the areas of ``other``, no more and no fewer.

    An area that both know is as ``report`` has it.
    """
    rows = by_area(report)
    return replace(
        report, areas=tuple(rows.get(key, area) for key, area in by_area(other).items())
    )
