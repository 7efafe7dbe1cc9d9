"""Why the figure moved, as a list that adds up; under it what it may come to in the end."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_loaders.model import Correction
from kpis.model import Target
from kpis.movement.account import Kind, Line, account
from kpis.movement.model import Cause, Measure, Movement, Numbers, Part
from kpis.movement.parts import cells_text, part_text
from kpis.movement.words import movement_sentence
from kpis.words.figures import signed
from kpis.words.stages import stage_words
from kpis.words.verdicts import integer
from pages.ui.frame import links
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.parts.movement_ends import shown
from pages.ui.reads import movement
from pages.ui.reads.drawn import Drawn
from pages.ui.target.against import Against
from pages.ui.target.complete import complete
from pages.ui.target.title import result_of

MOST = 3
"""So many of those who left or joined together are named."""
CELLS = 2
"""And so many corrected cells of one report, and communes that moved."""


def reasons(view: View, target: Target, since: Against | None) -> None:
    """The list, and under it the strip; one piece."""
    key = "" if since is None else since.key
    detail = f"{target.target_id} {key}"

    def draw() -> str:
        moved = "" if since is None else _Account(view, target, since).draw()
        return f'<div class="reasons">{moved}{complete(view, result_of(view, target))}</div>'

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
        communes = self._communes(part)
        if communes:
            return f"{self._linked(part)}, {escape(communes)}"
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

    def _communes(self, part: Part) -> str:
        """``xã Ya Tăng: 18 → 19``, where one commune's or two communes' own numbers are the part;
        nothing of what is no single measure of the form, and of a sum."""
        unit, language = part.about.unit_id or "", self.view.state.language
        demand = self.target.demand(self.view.facts)
        if part.cause is not Cause.NEW_PERIOD or demand is None or demand.quantity.of_sums:
            return ""
        measures = demand.quantity.terms[0].measures
        if len(measures) != 1 or part.change(Measure.DENOMINATOR):
            return ""
        self.view.access.demand("locality.read", unit)
        moved = movement.communes_moved(self.since.end, shown(self.view), unit, measures[0])
        by = sum(now - was for _, was, now in moved)
        if not moved or len(moved) > CELLS or by != part.change(Measure.NUMERATOR):
            return ""
        said = []
        for commune, was, now in moved:
            name = self.view.register.by_id[commune].full_name
            ends = f"{integer(was, language)} → {integer(now, language)}"
            said.append(f"{name[:1].lower()}{name[1:]}: {ends}")
        return "; ".join(said)

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
