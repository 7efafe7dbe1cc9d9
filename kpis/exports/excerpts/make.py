"""What there is to take along, and how it is made: a page's drawing as SVG, its rows as CSV."""

from __future__ import annotations

from enum import StrEnum

from data_loaders.model.formats import period_name, translator
from kpis.completeness import tally
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.headings import unit_headline
from kpis.exports.excerpts import calendar, heat_map, lists, localities, panels, scorecard
from kpis.exports.excerpts.csv_file import csv_file
from kpis.exports.excerpts.grounds import Grounds, grounds
from kpis.exports.excerpts.svg_page import svg_page
from kpis.model import Language
from kpis.reporting.words import tally_sentence
from kpis.words.headline import headline
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


def made(piece: Piece, form: Form, said: Dossier, target_id: str | None = None) -> bytes:
    """The file. ``target_id``: of a piece about one target. Raises ``KeyError`` for an unknown one,
    ``ValueError`` for a form that the piece is not given as."""
    if form not in forms(piece):
        raise ValueError(f"{piece} is not given as {form}")
    told = _grounds(piece, said, target_id)
    if form is Form.CSV:
        return csv_file(told, *_rows(piece, said, target_id))
    marks, wide, tall = _drawing(piece, said, target_id)
    return svg_page(told, marks, wide=wide, tall=tall)


def _drawing(
    piece: Piece, said: Dossier, target_id: str | None
) -> tuple[list[str], float, float]:
    if target_id is not None:
        if piece is Piece.LOCALITIES:
            return localities.draw(said, target_id)
        return panels.one_way(said, said.card.of(said.unit_id, target_id))
    return {
        Piece.SCORECARD: scorecard.draw,
        Piece.HEAT_MAP: heat_map.draw,
        Piece.PANELS: panels.draw,
        Piece.CALENDAR: calendar.draw,
    }[piece](said)


def _rows(piece: Piece, said: Dossier, target_id: str | None) -> lists.List:
    if target_id is not None:
        if piece is Piece.LOCALITIES:
            return lists.results(said, said.card.of_target(target_id))
        return lists.ways(said, [said.card.of(said.unit_id, target_id)])
    if piece is Piece.CALENDAR:
        return lists.deliveries(said)
    if piece is Piece.WAYS:
        return lists.ways(said, said.results)
    return lists.results(said, said.card.results if piece is Piece.HEAT_MAP else said.results)


def _grounds(piece: Piece, said: Dossier, target_id: str | None) -> Grounds:
    """What it shows and what that comes to, in the words of its page."""
    _, language, card = translator(said.language), said.language, said.card
    period = period_name(card.period, language)
    text = _("{name}, {unit}, {period}")
    title = text.format(name=name(piece, language), unit=said.about.full_name, period=period)
    if target_id is not None:
        target = said.plan.target(target_id)
        sentence = " ".join(target_conclusion(card, said.plan, target_id, said.names, language))
        return grounds(said, f"{target.name(language)}: {title}", sentence)
    if piece is Piece.CALENDAR:
        at = day(said.plan.regime.day_of(card.as_of), language)
        every = _("{name}, {unit}, đến {day}")
        title = every.format(name=name(piece, language), unit=said.about.full_name, day=at)
        return grounds(said, title, tally_sentence(tally(said.given.deliveries), at, language))
    if not said.whole:
        return grounds(said, title, unit_headline(said, said.unit_id))
    return grounds(said, title, headline(card, said.plan, language))
