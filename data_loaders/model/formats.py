"""Numbers and dates in the two languages of the interface; sentences are the shared words'."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, tzinfo
from fractions import Fraction
from math import floor

from data_loaders.model import Period
from data_loaders.model.language import Language
from data_loaders.model.words import CATALOGUES, Translator, translator

__all__ = [
    "CATALOGUES",
    "NOTHING",
    "Translator",
    "day",
    "decimal",
    "instant",
    "integer",
    "pace",
    "percent",
    "period_name",
    "quoted",
    "share_places",
    "tenths",
    "translator",
]

NOTHING = "–"
"""What stands where there is no number: never a zero."""
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def decimal(value: Fraction | int, language: Language, *, places: int) -> str:
    """A number rounded half away from zero: ``1.234,5`` or ``1,234.5``; a minus is ``−``."""
    scaled = floor(abs(value) * 10**places + Fraction(1, 2))
    return _written(scaled, value < 0, language, places)


def _written(scaled: int, negative: bool, language: Language, places: int) -> str:
    whole, rest = divmod(scaled, 10**places)
    text = f"{whole:,}" + (f".{rest:0{places}d}" if places else "")
    if language is Language.VI:
        text = text.translate(str.maketrans(",.", ".,"))
    return f"−{text}" if negative and scaled else text


def integer(value: int | None, language: Language) -> str:
    """A count: ``1.234`` or ``1,234``; a dash where there is none."""
    return NOTHING if value is None else decimal(value, language, places=0)


def percent(
    value: Fraction | None, language: Language, *, places: int = 1, bars: Iterable[Fraction] = ()
) -> str:
    """A fraction of one as a percentage, rounded half away from zero, never onto a whole percent.

    79,96 % is printed ``79,9%``: bars stand on whole percents, and a share must not look like the
    80 % it has not reached. ``bars``: what the share is held against; it gets as many decimals as
    it takes to stand on its own side of each of them, so 80,04 % is ``80,04%`` beside a bar of 80.
    """
    if value is None:
        return NOTHING
    sign = -1 if value < 0 else 1
    places = _telling(
        value, bars, places, lambda at: Fraction(sign * _scaled(abs(value), at), 100 * 10**at)
    )
    return _written(_scaled(abs(value), places), value < 0, language, places) + "%"


def share_places(value: Fraction, bars: Iterable[Fraction]) -> int:
    """Decimals that a percentage needs to stand on its own side of every bar, plainly rounded."""
    return _telling(value, bars, 1, lambda at: round(value * 100 * 10**at) / Fraction(100 * 10**at))


def _telling(
    value: Fraction, bars: Iterable[Fraction], places: int, printed: Callable[[int], Fraction]
) -> int:
    """The fewest decimals, from ``places`` on, that make no bar look reached, or lost, wrongly."""
    for bar in bars:
        while _side(printed(places), bar) != _side(value, bar):
            places += 1
    return places


def _side(value: Fraction, bar: Fraction) -> int:
    return (value > bar) - (value < bar)


def _scaled(value: Fraction, places: int) -> int:
    """A share of zero or more in the last place that is printed of its percentage."""
    exact: Fraction = value * 100 * 10**places
    scaled = floor(exact + Fraction(1, 2))
    if scaled > exact and scaled % 10**places == 0:
        return floor(exact)
    return scaled


def tenths(value: Fraction) -> int:
    """Tenths of a percent as :func:`percent` prints them: differences of these add up on paper."""
    return _scaled(abs(value), 1) * (-1 if value < 0 else 1)


def pace(value: Fraction, language: Language) -> str:
    """So many a period: one decimal, two where one would read as none."""
    return decimal(value, language, places=2 if 0 < abs(value) < Fraction(1, 10) else 1)


def quoted(text: str) -> str:
    """A text in quotation marks; those inside it become single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def day(value: date | None, language: Language) -> str:
    """A date: ``18/06/2025`` or ``18 Jun 2025``."""
    if value is None:
        return NOTHING
    if language is Language.EN:
        return f"{value.day:02d} {_MONTHS_EN[value.month - 1]} {value.year}"
    return f"{value.day:02d}/{value.month:02d}/{value.year}"


def instant(value: datetime, language: Language, *, zone: tzinfo) -> str:
    """Date and time where the plan is run, to the minute."""
    local = value.astimezone(zone)
    return f"{day(local.date(), language)} {local:%H:%M}"


def period_name(period: Period, language: Language) -> str:
    """A reporting period: ``tháng 10/2023`` or ``Oct 2023``."""
    if language is Language.EN:
        return f"{_MONTHS_EN[period.month - 1]} {period.year}"
    return f"tháng {period.month:02d}/{period.year}"
