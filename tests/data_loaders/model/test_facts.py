"""Which record of a target counts at a period, as of an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from data_loaders.model import Basis, Facts, MeetingConclusion, Period, PublishedFigure


def day(number: int) -> datetime:
    return datetime(2025, 10, number, tzinfo=UTC)


def published(period: str, value: str, on: int, target: str = "index") -> PublishedFigure:
    return PublishedFigure(
        target, Period.parse(period), Fraction(value), "Công bố", date(2025, 10, 1), "tk", day(on)
    )


def concluded(period: str, verdict: str, on: int, target: str = "order") -> MeetingConclusion:
    return MeetingConclusion(target, Period.parse(period), verdict, "1", "vì", "tk", day(on))


def known(*records: PublishedFigure | MeetingConclusion, as_of: int = 20) -> Facts:
    return Facts(
        day(as_of),
        Basis.ACCEPTED,
        {},
        published=tuple(one for one in records if isinstance(one, PublishedFigure)),
        conclusions=tuple(one for one in records if isinstance(one, MeetingConclusion)),
    )


FIGURES = (
    published("2025-03", "40.5", 11),
    published("2025-06", "42", 10),
    published("2025-06", "41", 12),
    published("2025-06", "43", 12),
    published("2025-09", "44", 15),
    published("2025-06", "99", 13, target="other"),
)


@pytest.mark.parametrize(
    ("period", "as_of", "value"),
    [
        ("2025-02", 20, None),
        ("2025-03", 20, "40.5"),
        ("2025-05", 20, "40.5"),  # recorded after that of June, and yet of an earlier period
        ("2025-06", 20, "43"),  # of two that count from one instant, the one recorded later
        ("2025-08", 11, "42"),
        ("2025-06", 9, None),
        ("2025-09", 14, "43"),
        ("2025-12", 15, "44"),
    ],
)
def test_a_published_figure_counts_from_its_period_and_its_record_on(
    period: str, as_of: int, value: str | None
) -> None:
    found = known(*FIGURES, as_of=as_of).published_of("index", Period.parse(period))
    assert (found and found.value) == (value and Fraction(value))


@pytest.mark.parametrize(
    ("period", "as_of", "verdict"),
    [
        ("2025-05", 20, None),
        ("2025-06", 20, "behind"),
        ("2025-06", 10, "on_track"),
        ("2025-10", 20, "met"),
    ],
)
def test_a_conclusion_counts_from_the_period_of_its_meeting_on(
    period: str, as_of: int, verdict: str | None
) -> None:
    records = (
        concluded("2025-06", "on_track", 10),
        concluded("2025-09", "met", 11),
        concluded("2025-06", "behind", 12),
    )
    found = known(*records, as_of=as_of).conclusion_of("order", Period.parse(period))
    assert (found and found.verdict) == verdict


def test_a_record_says_nothing_of_another_target() -> None:
    facts = known(*FIGURES, concluded("2025-06", "met", 10))
    assert facts.published_of("order", Period.parse("2025-09")) is None
    assert facts.conclusion_of("index", Period.parse("2025-09")) is None
