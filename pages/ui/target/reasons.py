"""Why the figure moved, as a list that adds up; and what it may come to once all have reported."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_loaders.model import Correction
from kpis.charts import strip
from kpis.model import Result, Target
from kpis.movement.account import Kind, Line, account
from kpis.movement.model import Cause, Movement, Numbers, Part
from kpis.movement.parts import cells_text, part_text
from kpis.movement.words import movement_sentence
from kpis.prospect import Complete
from kpis.words.measure import limit_text, signed
from kpis.words.stages import stage_words
from kpis.words.verdicts import integer, verdict_word
from pages.ui.frame import links
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.parts.movement_ends import shown
from pages.ui.reads import movement
from pages.ui.reads import track as reads
from pages.ui.reads.drawn import Drawn
from pages.ui.target.against import Against
from pages.ui.target.title import result_of

MOST = 3
"""So many of the missing are named with what they may hold."""
CELLS = 2
"""And so many corrected cells of one report."""


def reasons(view: View, target: Target, since: Against | None) -> None:
    """The list, and under it the strip; one piece."""
    key = "" if since is None else since.key
    detail = f"{target.target_id} {key}"

    def draw() -> str:
        moved = "" if since is None else _Account(view, target, since).draw()
        return f'<div class="reasons">{moved}{_complete(view, result_of(view, target))}</div>'

    with st.container(key="reasons"):
        st.html(view.drawn(Drawn.TARGET_REASONS, draw, detail=detail))


class _Account:
    """The lines of one movement of the province's figure."""

    def __init__(self, view: View, target: Target, since: Against) -> None:
        self.view, self.target, self.since = view, target, since
        self.names = movement.names(view.moment, view.state.language)

    @property
    def movement(self) -> Movement:
        province = self.view.scorecard.province_id
        return movement.movement(
            self.since.end, shown(self.view), province, self.target.target_id, self.view.only
        )

    def draw(self) -> str:
        _ = self.view.text
        title = _("Vì sao thay đổi từ {then}").format(then=self.since.named)
        told = account(self.movement)
        if not told:
            language = self.view.state.language
            said = movement_sentence(self.movement, self.view.plan, self.names, language)
            return f'<h3 class="section">{escape(title)}</h3><p>{escape(said)}</p>'
        if len(told) == 2:
            told_lines = self._line(told[-1]) + self._still()
        else:
            told_lines = "".join(map(self._line, told))
        return f'<h3 class="section">{escape(title)}</h3><ol class="account">{told_lines}</ol>'

    def _still(self) -> str:
        """Where nothing moved the count."""
        text = self.view.text("Không địa phương nào làm thay đổi con số này.")
        return f'<li class="note"><span>{escape(text)}</span></li>'

    def _line(self, line: Line) -> str:
        level = line.kind in (Kind.THEN, Kind.SAME, Kind.NOW)
        number = self._level(line.numbers) if level else self._step(line.numbers)
        said = f"<span>{self._said(line)}</span><b>{escape(number)}</b>"
        return f'<li class="{line.kind}">{said}</li>'

    def _said(self, line: Line) -> str:
        """What a line is, as HTML."""
        _ = self.view.text
        if line.kind in (Kind.THEN, Kind.SAME, Kind.NOW):
            return escape(self._place(line))
        if line.kind is Kind.REST:
            text = _.plural("{count} thay đổi khác", len(line.parts))
            return escape(text.format(count=len(line.parts)))
        if line.kind is Kind.LEFT:
            return self._left(line.parts)
        if line.kind is Kind.JOINED:
            return self._joined(line.parts)
        (part,) = line.parts
        return self._cause(part)

    def _place(self, line: Line) -> str:
        _, language = self.view.text, self.view.state.language
        count = integer(line.places, language)
        if line.kind is Kind.NOW:
            return _("Hiện có")
        if line.kind is Kind.SAME and line.places is None:
            return _("Còn lại")
        if line.kind is Kind.SAME:
            return _("Cùng {count} địa phương").format(count=count)
        then = f"{self.since.named[:1].upper()}{self.since.named[1:]}"
        return _("{then}, {count} địa phương").format(then=then, count=count)

    def _left(self, parts: Sequence[Part]) -> str:
        """Who is not counted any more: never a fall."""
        _, language, about = self.view.text, self.view.state.language, parts[0].about
        if about.unit_id is None:
            return escape(part_text(parts[0], self.names, language))
        why = "" if about.stage is None else f", {stage_words(about.stage, language)}"
        said = _("{unit} chưa tính{why}").format(unit=self._units(parts), why=why)
        return f"{escape(said)} <i>({escape(_('không phải giảm'))})</i>"

    def _joined(self, parts: Sequence[Part]) -> str:
        _, about = self.view.text, parts[0].about
        if about.unit_id is None:
            return escape(part_text(parts[0], self.names, self.view.state.language))
        said = _("{unit} nay được tính").format(unit=self._units(parts))
        return f"{escape(said)} <i>({escape(_('không phải tăng'))})</i>"

    def _units(self, parts: Sequence[Part]) -> str:
        """The localities by name; of many how many they are."""
        if len(parts) > MOST:
            text = self.view.text("{count} địa phương")
            return text.format(count=integer(len(parts), self.view.state.language))
        return ", ".join(map(self._name, parts))

    def _name(self, part: Part) -> str:
        return elements.short_name(self.view.register.by_id[part.about.unit_id or ""])

    def _cause(self, part: Part) -> str:
        """Whose number went from what to what, as a link to where it comes from."""
        about, language = part.about, self.view.state.language
        if about.unit_id is None or about.cause is Cause.LISTS:
            return escape(part_text(part, self.names, language))
        if about.cells:
            return f"{self._linked(part)}, {self._cells(about.cells)}"
        ends = self._ends(part)
        if ends is None:
            return escape(part_text(part, self.names, language))
        return f"{self._linked(part)}: {escape(ends)}"

    def _cells(self, cells: Sequence[Correction]) -> str:
        """The corrected cells, each as a link to where it stands; of many the first."""
        view, target = self.view, self.target.target_id
        named = "; ".join(
            links.to_cell(view, one, target, cells_text((one,), self.names, view.state.language))
            for one in cells[:CELLS]
        )
        rest = len(cells) - CELLS
        if rest <= 0:
            return named
        text = escape(view.text("{names} và {count} ô khác"))
        return text.replace("{names}", named).replace("{count}", str(rest))

    def _linked(self, part: Part) -> str:
        name = escape(self._name(part))
        unit = part.about.unit_id or ""
        if unit not in self.view.scorecard.units:
            return name
        result = self.view.scorecard.of(unit, self.target.target_id)
        return f"<a {links.origin_address(self.view, result)}>{name}</a>"

    def _ends(self, part: Part) -> str | None:
        """``46 → 47``, where the locality's own figures differ by just this part."""
        unit, target = part.about.unit_id or "", self.target.target_id
        was = self.since.result(unit, target)
        now = self.view.scorecard.of(unit, target) if unit in self.view.scorecard.units else None
        if was is None or now is None or was.numerator is None or now.numerator is None:
            return None
        ends = [Numbers(one.numerator, one.denominator) for one in (was, now)]
        by = ends[1].plus(ends[0], -1)
        told = part.after.plus(part.before, -1)
        if (by.numerator, by.denominator) != (told.numerator, told.denominator):
            return None
        return " → ".join(map(self._level, ends))

    def _level(self, numbers: Numbers) -> str:
        language = self.view.state.language
        count = integer(numbers.numerator, language)
        if numbers.denominator is None:
            return count
        return f"{count}/{integer(numbers.denominator, language)}"

    def _step(self, numbers: Numbers) -> str:
        language = self.view.state.language
        by = signed(numbers.numerator or 0, language)
        return f"{by}/{signed(numbers.denominator, language)}" if numbers.denominator else by


def _complete(view: View, result: Result) -> str:
    """What the whole province comes to once all have reported, on the verdicts of every number."""
    _, coverage = view.text, result.coverage
    found = view.read(reads.ahead, result.unit_id, result.target_id).complete
    if found is None or result.bounds is None or result.leg is None:
        return ""
    title = _("Khi đủ {count}/{count} địa phương").format(count=coverage.expected)
    more = result.leg.bar.more_is_better
    drawn = strip.draw(
        found, view.state.language, more_is_better=more, sentence=_whole(view, result, found)
    )
    said = _("{held} theo số đã báo cáo gần nhất.").format(held=_held(view, found, MOST))
    return f'<h3 class="section">{escape(title)}</h3><p class="lasting">{escape(said)}</p>{drawn}'


def _held(view: View, found: Complete, most: int) -> str:
    """``Kon Rẫy 8–10, Tu Mơ Rông 7–9``."""
    named = ", ".join(
        f"{elements.short_name(view.register.by_id[one.unit_id])} "
        f"{_between(view, one.low, one.high)}"
        for one in found.held[:most]
    )
    rest = len(found.held) - most
    if rest <= 0:
        return named
    return view.text("{names} và {count} nơi khác").format(names=named, count=rest)


def _between(view: View, low: int, high: int) -> str:
    language = view.state.language
    return (
        integer(low, language)
        if low == high
        else (f"{integer(low, language)}–{integer(high, language)}")
    )


def _whole(view: View, result: Result, found: Complete) -> str:
    """The strip as a sentence: who, from what to what, against what, and with which verdict."""
    _, language, bounds, leg = view.text, view.state.language, result.bounds, result.leg
    if bounds is None or leg is None:
        raise AssertionError("a strip has bounds")
    at_low, at_high = (
        verdict_word(one, language).lower() for one in (bounds.at_low, bounds.at_high)
    )
    ends = _("Kết quả có thể là {low} hoặc {high}.").format(low=at_low, high=at_high)
    if at_low == at_high:
        ends = _("Kết quả vẫn là {verdict}.").format(verdict=at_low)
        if bounds.at_low is not result.verdict:
            ends = _("Kết quả khi đó là {verdict}.").format(verdict=at_low)
    text = _("{held}: cả tỉnh {lies}, {limit}.")
    said = text.format(
        held=_held(view, found, len(found.held)),
        lies=_between(view, found.low, found.high),
        limit=limit_text(found.needed, language, more_is_better=leg.bar.more_is_better),
    )
    return f"{said} {ends}"
