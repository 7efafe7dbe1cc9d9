"""What is judged by a record and not by reports: published elsewhere, concluded at a meeting, or
a sentence that nobody has read yet, or that was read as no target."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from data_loaders.model import Period, Report
from data_loaders.model.formats import NOTHING, day
from data_loaders.model.toml_table import Table
from kpis.law.bar import Bar
from kpis.law.bar_words import bar_text, decimal_of
from kpis.law.details import Details
from kpis.law.quantity import Numbers, Part, Quantity, Rule, Tally, Word
from kpis.law.ruling import Reason, Ruling, Verdict
from kpis.law.term import Term
from kpis.quantities.term_reading import Known

if TYPE_CHECKING:
    from data_loaders.model.language import Language
    from kpis.case import Case
    from kpis.result import Result
    from kpis.words.sheet import Sheet


class Recorded(Quantity):
    """A quantity without reports: nobody counts, and a record says the verdict."""

    province_only: ClassVar[bool] = True
    drawn_over_time: ClassVar[bool] = False

    @property
    def terms(self) -> tuple[Term, ...]:
        return ()

    def ways(self, bar: Bar) -> Mapping[Word, Rule]:
        return {}

    def of(self, report: Report) -> Part | None:
        return None

    def numbers(self, tally: Tally, unit_id: str, period: Period) -> Numbers:
        return Numbers((), 0)

    def needed(self, bar: Bar, numbers: Numbers) -> int | None:
        return None

    def stands(self, sheet: Sheet) -> list[str]:
        return []


@dataclass(frozen=True)
class External(Recorded):
    """A value or a rank that somebody else publishes; the secretary records it."""

    name: ClassVar[str] = "external"
    least: ClassVar[Fraction | None] = None
    published: ClassVar[bool] = True

    def stands(self, sheet: Sheet) -> list[str]:
        """The figure with its document and day, or that it is awaited."""
        _, record = sheet._, sheet.result.details.published
        if record is None:
            return [_("chờ cơ quan có thẩm quyền công bố")]
        text = _("{unit}: {value}, theo {document} ngày {day}")
        value = decimal_of(record.value, sheet.language)
        when = day(record.on, sheet.language)
        return [text.format(unit=sheet.unit, value=value, document=record.document, day=when)]

    def bar(self, bar: Bar, language: Language) -> str:
        return bar_text(bar, language, share=False)

    def formula(self, sheet: Sheet, demand: str) -> str:
        return sheet._("{unit} do cơ quan khác công bố {demand}").format(
            unit=sheet.unit, demand=demand
        )

    def figure(self, result: Result, language: Language) -> tuple[str, str]:
        return NOTHING if result.value is None else decimal_of(result.value, language), ""

    def on_record(self, case: Case, target_id: str) -> tuple[Ruling, Fraction | None, Details]:
        ended = case.period >= case.leg.end
        record = case.counts.facts.published_of(target_id, case.period)
        if record is None:
            verdict = Verdict.NO_DATA if ended else Verdict.NOT_JUDGED
            return Ruling(verdict, Reason.AWAITING_PUBLICATION), None, Details()
        good, bad = Verdict.ON_TRACK, Verdict.BEHIND
        if ended:
            good, bad = Verdict.MET, Verdict.MISSED
        holds = case.leg.bar.holds(record.value)
        return Ruling(good if holds else bad), record.value, Details(published=record)


@dataclass(frozen=True)
class Judged(Recorded):
    """A sentence without a figure: a meeting concludes what it comes to."""

    name: ClassVar[str] = "judged"
    has_bar: ClassVar[bool] = False

    def stands(self, sheet: Sheet) -> list[str]:
        """By which meeting it was concluded and why, or that the conclusion is awaited."""
        _, record = sheet._, sheet.result.details.concluded
        if record is None:
            return [_("chờ kết luận phiên họp")]
        text = _("theo kết luận phiên họp {meeting}: {reason}")
        return [text.format(meeting=record.meeting_id, reason=record.reason)]

    def formula(self, sheet: Sheet, demand: str) -> str:
        return sheet._("Không có mức bằng số: theo kết luận của phiên họp")

    def figure(self, result: Result, language: Language) -> tuple[str, str]:
        return NOTHING, ""

    def on_record(self, case: Case, target_id: str) -> tuple[Ruling, Fraction | None, Details]:
        concluded = case.counts.facts.conclusion_of(target_id, case.period)
        if concluded is None:
            return Ruling(Verdict.NOT_JUDGED), None, Details()
        return Ruling(Verdict(concluded.verdict)), None, Details(concluded=concluded)


@dataclass(frozen=True)
class NotATarget(Recorded):
    """Read so, the sentence is no target."""

    name: ClassVar[str] = "none"
    has_bar: ClassVar[bool] = False
    province_only: ClassVar[bool] = False

    def stands(self, sheet: Sheet) -> list[str]:
        return [sheet._("không phải là chỉ tiêu")]

    def formula(self, sheet: Sheet, demand: str) -> str:
        return sheet._("Không phải là một chỉ tiêu")

    def figure(self, result: Result, language: Language) -> tuple[str, str]:
        return NOTHING, ""

    def on_record(self, case: Case, target_id: str) -> tuple[Ruling, Fraction | None, Details]:
        return Ruling(Verdict.NOT_APPLICABLE, Reason.NOT_A_TARGET), None, Details()


READERS: Mapping[str, Callable[[Table, Known], Quantity]] = {
    "external": lambda table, known: External(),
    "judged": lambda table, known: Judged(),
}
OPTION_READERS: Mapping[str, Callable[[Table, Known], Quantity]] = {
    "none": lambda table, known: NotATarget(),
}
