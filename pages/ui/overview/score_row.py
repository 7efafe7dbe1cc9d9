"""A row of the scorecard: one target from its verdict to its localities, in one line.

Closed it says everything in figures and marks; opened, the plan's sentence and the arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape

from kpis.charts import bullet, sparkline
from kpis.model import Caveat, Result, Scorecard, Verdict
from kpis.since import moved
from kpis.words import yardsticks
from kpis.words.deadlines import deadline
from kpis.words.figures import figure_parts, signed
from kpis.words.sheet import Sheet
from kpis.words.verdicts import arithmetic, quoted, verdict_symbol, verdict_word
from kpis.words.yardsticks import Yardstick
from pages.ui.frame import links
from pages.ui.frame.style import chosen_display, verdict_class
from pages.ui.frame.view import View
from pages.ui.overview import heat
from pages.ui.parts import elements
from pages.ui.reads.track import track as way_of_figure

_SILENT = Yardstick("–", silent=True)


@dataclass(frozen=True)
class Row:
    """A result of the province on its page; ``since``: the scorecard it is compared with, and
    ``then`` what that is called."""

    view: View
    result: Result
    since: Scorecard | None
    then: str = ""

    @property
    def sheet(self) -> Sheet | None:
        return Sheet.of(self.result, self.view.plan, self.view.state.language)

    @property
    def _counts(self) -> tuple[str, str]:
        return figure_parts(self.result, self.view.plan, self.view.state.language)

    def draw(self) -> str:
        """The row as HTML: its columns, the localities beside it, and what opens under both.

        What opens it lies under the whole row but beside its links in the document: a control
        within another one is none for a screen reader.
        """
        name = self.view.plan.target(self.result.target_id).short(self.view.state.language)
        opens = escape(self.view.text("Cách tính: {name}").format(name=name))
        return (
            f'<div class="row">{"".join(self._columns())}</div>'
            f"{heat.cells(self.view, self.result.target_id)}"
            f'<details><summary class="whole-row"><span class="sr">{opens}</span></summary>'
            f"{self._more()}</details>"
        )

    @cached_property
    def _yardsticks(self) -> tuple[Yardstick, Yardstick, Yardstick]:
        sheet = self.sheet
        return (_nothing_read(self.view), _SILENT, _SILENT) if sheet is None else _told(sheet)

    def _columns(self) -> tuple[str, ...]:
        sheet = self.sheet
        pace, left, ahead = self._yardsticks
        return (
            self._sign(),
            self._name(),
            self._figure(),
            self._bullet(sheet, pace, left),
            _two("pace", self.view.text("So với tiến độ"), pace),
            _two("left", self.view.text("Còn phải làm đến hạn"), left),
            self._spark(),
            _two("ahead", self.view.text("Dự báo"), ahead),
            self._moved(),
        )

    @property
    def _may_change(self) -> bool:
        return Caveat.COULD_CHANGE in self.result.caveats

    def _sign(self) -> str:
        verdict = self.result.verdict
        may = " may" if self._may_change else ""
        return (
            f'<span class="sign-box {verdict_class(verdict)}{may}" aria-hidden="true">'
            f"{verdict_symbol(verdict)}</span>"
        )

    def _name(self) -> str:
        """The target as a link to its page, over its verdict's word."""
        view, result = self.view, self.result
        word = f"<b>{escape(verdict_word(result.verdict, view.state.language))}</b>"
        if self._may_change:
            word += f" · {escape(view.text('⇄ có thể đổi'))}"
        name = links.to_target(view, result.target_id, short=True)
        return f'<span class="target">{name}<small>{word}</small></span>'

    def _figure(self) -> str:
        """Counts as a link to where they come from, over share, unit or on how many they rest."""
        counts, under = self._counts
        known = " quiet" if self.result.verdict is Verdict.NO_DATA else ""
        link = f"<a {links.origin_address(self.view, self.result)}>{escape(counts)}</a>"
        return f'<span class="number{known}">{link}<small>{escape(under)}</small></span>'

    def _bullet(self, sheet: Sheet | None, pace: Yardstick, left: Yardstick) -> str:
        demand = None if sheet is None else sheet.demand
        asked = yardsticks.due(self.result, self.view.plan.settings)
        parts = [self._counts[0]]
        parts += [f"{one.said} ({one.against})" for one in (pace, left) if one.against]
        return bullet.draw(bullet.bullet_of(self.result, demand, asked), "; ".join(parts))

    def _spark(self) -> str:
        view, result = self.view, self.result
        if result.verdict is Verdict.NOT_APPLICABLE:
            return sparkline.draw(None, None, view.state.language)
        track = view.read(way_of_figure, result.unit_id, result.target_id)
        strong = chosen_display().contrast
        return sparkline.draw(track, result.forecast, view.state.language, strong=strong)

    def _moved(self) -> str:
        """How far the count moved, of those who had one at both ends, and whether that is good."""
        _, language = self.view.text, self.view.state.language
        found = None
        if self.result.verdict is Verdict.NO_DATA and self.since is not None:
            return _two("moved", self.then, Yardstick(_("chưa so được"), silent=True))
        if self.since is not None:
            found = moved(self.since, self.view.scorecard, self.result.target_id)
        if found is None:
            return _two("moved", self.then, _SILENT)
        by = signed(found.by, language)
        if found.by == 0 and found.better is not None:  # only what it is counted of moved
            by = f"{by}/{signed(found.whole, language)}"
        if found.better is None:
            return _two("moved", self.then, Yardstick(by, silent=found.by == 0))
        which = _("tốt hơn") if found.better else _("xấu hơn")
        return _two("moved", self.then, Yardstick(by, which))

    def _more(self) -> str:
        """What the plan says, how it is worked out, until when, and where to go on."""
        view, result, language = self.view, self.result, self.view.state.language
        _, target = view.text, view.plan.target(result.target_id)
        worked_out = arithmetic(result, view.plan, language) + elements.reason_of(view, result)
        ways = f"{links.target_named(view, result.target_id)} · {links.origin_named(view, result)}"
        parts = (
            (_("Nội dung trong Kế hoạch"), escape(quoted(target.sentence))),
            (_("Cách tính"), escape(worked_out)),
            (_("Hạn"), f"{escape(deadline(result, view.plan, language))}<br>{ways}"),
        )
        told = "".join(f"<div><b>{escape(head)}</b><p>{html}</p></div>" for head, html in parts)
        return f'<div class="opened">{told}{self._gone()}</div>'

    def _gone(self) -> str:
        """What a narrow screen has no column for; the stylesheet shows what has gone there."""
        _, (_pace, left, ahead) = self.view.text, self._yardsticks
        gone = (
            ("left", _two("", _("Còn phải làm đến hạn"), left)),
            ("course", f"<b>{escape(_('Diễn biến'))}</b>{self._spark()}"),
            ("ahead", _two("", _("Dự báo"), ahead)),
            ("moved", self._moved()),
        )
        return "".join(f'<div class="gone {kind}">{html}</div>' for kind, html in gone)


def _told(sheet: Sheet) -> tuple[Yardstick, Yardstick, Yardstick]:
    return (
        yardsticks.against_pace(sheet),
        yardsticks.still_to_do(sheet),
        yardsticks.forecast(sheet),
    )


def _nothing_read(view: View) -> Yardstick:
    """What stands in place of the pace while nobody has read the sentence."""
    return Yardstick("–", view.text("chưa có mức"), silent=True)


def _two(kind: str, head: str, said: Yardstick) -> str:
    """A few words over what they are held against. ``head``: what a screen reader hears first."""
    marks = "".join((" bad" if said.bad else "", " silent" if said.silent else ""))
    named = f'<span class="sr">{escape(head)}: </span>' if head else ""
    under = f"<small>{escape(said.against)}</small>" if said.against else ""
    return f'<span class="two {kind}{marks}">{named}{escape(said.said)}{under}</span>'
