"""What there is to take along, and how it is made: a page's drawing as SVG, its rows as CSV."""

from __future__ import annotations

from enum import StrEnum

from data_loaders.model.formats import period_name, translator
from kpis.completeness import tally
from kpis.exports.content.dossier import Dossier
from kpis.exports.excerpts import calendar, heat_map, lists, localities, panels, scorecard
from kpis.exports.excerpts.csv_file import csv_file
from kpis.exports.excerpts.grounds import Grounds, grounds
from kpis.exports.excerpts.svg_page import svg_page
from kpis.model import Language
from kpis.reporting.words import tally_sentence
from kpis.words.headline import headline, locality_headline
from kpis.words.targets import target_conclusion
from kpis.words.verdicts import day


class Piece(StrEnum):
    """A drawing of a page. ``TREND`` and ``LOCALITIES`` are of one target, ``PANELS`` of whoever
    the dossier is about, ``WAYS`` the numbers of every way drawn beside the results."""

    SCORECARD = "scorecard"
    HEAT_MAP = "heat-map"
    WAYS = "ways"
    TREND = "trend"
    LOCALITIES = "localities"
    PANELS = "panels"
    CALENDAR = "calendar"


class Form(StrEnum):
    """As what it is taken along; the value ends the file's name."""

    SVG = "svg"
    CSV = "csv"


def forms(piece: Piece) -> tuple[Form, ...]:
    """As what a piece is given: the ways are drawn in the pieces that show them."""
    return (Form.CSV,) if piece is Piece.WAYS else (Form.SVG, Form.CSV)


def name(piece: Piece, language: Language) -> str:
    """What it is called on its button."""
    _ = translator(language)
    return {
        Piece.SCORECARD: _("Bảng chỉ tiêu"),
        Piece.HEAT_MAP: _("Địa phương theo chỉ tiêu"),
        Piece.WAYS: _("Diễn biến của mọi chỉ tiêu"),
        Piece.TREND: _("Diễn biến"),
        Piece.LOCALITIES: _("So sánh các địa phương"),
        Piece.PANELS: _("Kết quả từng chỉ tiêu"),
        Piece.CALENDAR: _("Lịch gửi báo cáo"),
    }[piece]


def made(piece: Piece, form: Form, dossier: Dossier, target_id: str | None = None) -> bytes:
    """The file. ``target_id``: of a piece about one target. Raises ``KeyError`` for an unknown one,
    ``ValueError`` for a form that the piece is not given as."""
    if form not in forms(piece):
        raise ValueError(f"{piece} is not given as {form}")
    told = _grounds(piece, dossier, target_id)
    if form is Form.CSV:
        return csv_file(told, *_rows(piece, dossier, target_id))
    marks, wide, tall = _drawing(piece, dossier, target_id)
    return svg_page(told, marks, wide=wide, tall=tall)


def _drawing(
    piece: Piece, dossier: Dossier, target_id: str | None
) -> tuple[list[str], float, float]:
    if target_id is not None:
        if piece is Piece.LOCALITIES:
            return localities.draw(dossier, target_id)
        return panels.one_way(dossier, dossier.card.of(dossier.unit_id, target_id))
    return {
        Piece.SCORECARD: scorecard.draw,
        Piece.HEAT_MAP: heat_map.draw,
        Piece.PANELS: panels.draw,
        Piece.CALENDAR: calendar.draw,
    }[piece](dossier)


def _rows(piece: Piece, dossier: Dossier, target_id: str | None) -> lists.List:
    if target_id is not None:
        if piece is Piece.LOCALITIES:
            return lists.results(dossier, dossier.card.of_target(target_id))
        return lists.ways(dossier, [dossier.card.of(dossier.unit_id, target_id)])
    if piece is Piece.CALENDAR:
        return lists.deliveries(dossier)
    if piece is Piece.WAYS:
        return lists.ways(dossier, dossier.results)
    found = dossier.card.results if piece is Piece.HEAT_MAP else dossier.results
    return lists.results(dossier, found)


def _grounds(piece: Piece, dossier: Dossier, target_id: str | None) -> Grounds:
    """What it shows and what that comes to, in the words of its page."""
    _, language, card = translator(dossier.language), dossier.language, dossier.card
    period = period_name(card.period, language)
    text = _("{name}, {unit}, {period}")
    title = text.format(name=name(piece, language), unit=dossier.about.full_name, period=period)
    if target_id is not None:
        target = dossier.plan.target(target_id)
        told = target_conclusion(card, dossier.plan, target_id, dossier.names, language)
        return grounds(dossier, f"{target.name(language)}: {title}", " ".join(told))
    if piece is Piece.CALENDAR:
        at = day(dossier.plan.regime.day_of(card.as_of), language)
        every = _("{name}, {unit}, đến {day}")
        title = every.format(name=name(piece, language), unit=dossier.about.full_name, day=at)
        counted = tally_sentence(tally(dossier.given.deliveries), at, language)
        return grounds(dossier, title, counted)
    if not dossier.whole:
        own = locality_headline(card, dossier.plan, dossier.unit_id, language)
        return grounds(dossier, title, f"{dossier.about.full_name}: {own}")
    return grounds(dossier, title, headline(card, dossier.plan, language))
