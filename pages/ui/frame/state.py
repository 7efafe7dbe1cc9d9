"""What the visitor is looking at: locality, period, as-of, basis, target, language or a meeting.

It lives in the address bar and nowhere else, so that an address can be sent to a colleague, a page
can be reloaded, and every link of ours carries it on. What an address says wrongly is told in a
sentence, and the default is taken instead.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from data_loaders.model import Basis, Period, Regime
from data_loaders.service.meetings import Meeting
from kpis.model import Language

_DAY_ENDS = time(23, 59, 59)
BY_NEED = "need"
"""The order that puts first who needs looking at most."""


@dataclass(frozen=True, slots=True)
class PageState:
    """One view. ``period`` None: the plan's default; ``as_of`` (in the plan's zone) None: now.

    ``order`` sorts localities: by need, by a target's id, or (None) as the register has them.
    ``meeting``: the id of a frozen meeting, which settles as-of and basis, and the period too where
    a link does not ask for another one of that meeting's figures; ``against``: the id of another
    one with which it is compared. ``since``: what figures are compared with to say why they moved,
    ``cell``: which one of a page of cells is meant, and ``report``: which one is open where several
    wait; links do not carry these three on.
    """

    language: Language = Language.VI
    unit: str | None = None
    period: Period | None = None
    as_of: datetime | None = None
    basis: Basis = Basis.ACCEPTED
    target: str | None = None
    order: str | None = None
    meeting: str | None = None
    against: str | None = None
    since: str | None = None
    cell: str | None = None
    report: str | None = None

    def query(self, **changes: Any) -> dict[str, str]:
        """The address of this view with these fields changed; defaults are left out."""
        state = replace(self, **changes) if changes else self
        values = {
            "lang": "" if state.language is Language.VI else state.language.value,
            "unit": state.unit or "",
            "period": str(state.period) if state.period else "",
            "as_of": "" if state.meeting else _written(state.as_of),
            "basis": "" if state.meeting or state.basis is Basis.ACCEPTED else state.basis.value,
            "target": state.target or "",
            "order": state.order or "",
            "meeting": state.meeting or "",
            "against": (state.meeting and state.against) or "",
            "since": changes.get("since") or "",
            "cell": changes.get("cell") or "",
            "report": changes.get("report") or "",
        }
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class Known:
    """What an address may name at all: the register, the plan's targets and calendar, and now.

    ``meetings``: the ids of those that are frozen.
    """

    units: Collection[str]
    targets: Collection[str]
    regime: Regime
    now: datetime
    meetings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of an address that cannot be used: a sentence of the catalogue and its parameters."""

    message: str
    parameters: Mapping[str, str]


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools know
    """Mark a sentence for the catalogue where it is not translated yet."""
    return message


class _Address:
    """Reads the parts of one address and collects what is wrong with them."""

    def __init__(self, query: Mapping[str, str], known: Known) -> None:
        self._query = query
        self._known = known
        self.faults: list[Fault] = []

    def _text(self, name: str) -> str:
        return self._query.get(name, "").strip()

    def _fault(self, message: str, **parameters: str) -> None:
        self.faults.append(Fault(message, parameters))

    def language(self) -> Language:
        text = self._text("lang")
        if text and text not in set(Language):
            self._fault(N_("Địa chỉ ghi ngôn ngữ “{found}”; chỉ có vi và en."), found=text)
            return Language.VI
        return Language(text or Language.VI)

    def one_of(self, name: str, allowed: Collection[str], message: str) -> str | None:
        text = self._text(name)
        if text and text not in allowed:
            self._fault(message, found=text)
            return None
        return text or None

    def basis(self) -> Basis:
        message = N_("Địa chỉ ghi nguồn số liệu “{found}”; chỉ có accepted và submitted.")
        return Basis(self.one_of("basis", set(Basis), message) or Basis.ACCEPTED)

    def against(self, meeting: Meeting | None) -> str | None:
        if meeting is None:
            return None
        others = self._known.meetings - {meeting.meeting_id}
        message = N_("Không có phiên họp đã chốt mã “{found}” để so sánh.")
        return self.one_of("against", others, message)

    def period(self, as_of: datetime, *, usual: Period | None = None) -> Period | None:
        text = self._text("period")
        if not text:
            return None
        try:
            period = Period.parse(text)
        except ValueError:
            message = N_("Địa chỉ ghi kỳ “{found}”; kỳ phải viết YYYY-MM, ví dụ 2025-05.")
            self._fault(message, found=text)
            return None
        begun = self._known.regime.begun(as_of)
        base = self._known.regime.first.year_end_before()
        if period not in begun and period != base:
            self._fault(
                N_("Kỳ {found} không xem được: các kỳ của kế hoạch đã bắt đầu là {first}–{last}."),
                found=text,
                first=str(begun[0]) if begun else "…",
                last=str(begun[-1]) if begun else "…",
            )
            return None
        return None if period == usual else period

    def as_of(self) -> datetime | None:
        text = self._text("as_of")
        if not text:
            return None
        try:
            instant = _instant(text, self._known.regime)
        except ValueError:
            message = N_(
                "Địa chỉ ghi thời điểm “{found}”; phải viết như 2025-05-31 hoặc"
                " 2025-05-31T17:00:00+07:00."
            )
            self._fault(message, found=text)
            return None
        if instant > self._known.now:
            self._not_yet(text, instant)
            return None
        regime = self._known.regime
        if regime.day_of(instant) < regime.starts_on(regime.first):
            self._fault(
                N_("Ngày {found} trước khi kế hoạch bắt đầu ({first}); đang xem số liệu đến nay."),
                found=text,
                first=f"{regime.starts_on(regime.first):%d/%m/%Y}",
            )
            return None
        return instant

    def _not_yet(self, text: str, instant: datetime) -> None:
        regime = self._known.regime
        if regime.day_of(instant) != regime.day_of(self._known.now):
            self._fault(N_("Thời điểm {found} chưa tới; đang xem số liệu đến nay."), found=text)


def chosen_meeting(
    query: Mapping[str, str], meetings: Mapping[str, Meeting]
) -> tuple[Meeting | None, tuple[Fault, ...]]:
    """The meeting an address asks for; what in the address cannot be used for or beside it."""
    text = query.get("meeting", "").strip()
    if not text:
        return None, ()
    if text not in meetings:
        message = N_("Không có phiên họp đã chốt mã “{found}”; đang xem số liệu hiện nay.")
        return None, (Fault(message, {"found": text}),)
    if query.get("as_of") or query.get("basis"):
        message = N_("Thời điểm và nguồn số liệu theo phiên họp; phần khác trong địa chỉ bỏ qua.")
        return meetings[text], (Fault(message, {}),)
    return meetings[text], ()


def read_address(
    query: Mapping[str, str], known: Known, meeting: Meeting | None = None
) -> tuple[PageState, tuple[Fault, ...]]:
    """The view an address asks for, and what in it could not be used.

    With a ``meeting`` as-of and basis are that meeting's, and so is the period by default.
    """
    address = _Address({**query, "as_of": "", "basis": ""} if meeting else query, known)
    as_of = meeting.moment.as_of if meeting else address.as_of()
    state = PageState(
        language=address.language(),
        unit=address.one_of("unit", known.units, N_("Không có địa phương mã “{found}”.")),
        period=address.period(as_of or known.now, usual=meeting.period if meeting else None),
        as_of=None if meeting else as_of,
        basis=meeting.basis if meeting else address.basis(),
        meeting=meeting.meeting_id if meeting else None,
        against=address.against(meeting),
        target=address.one_of("target", known.targets, N_("Kế hoạch không có chỉ tiêu “{found}”.")),
        order=address.one_of(
            "order",
            {BY_NEED, *known.targets},
            N_("Không xếp thứ tự theo “{found}” được; đang xếp theo danh mục."),
        ),
        since=query.get("since", "").strip() or None,
        cell=query.get("cell", "").strip() or None,
        report=query.get("report", "").strip() or None,
    )
    return state, tuple(address.faults)


def end_of_day(day: date, regime: Regime) -> datetime:
    """The last second of a day where the plan is run: what "as of that day" means."""
    return datetime.combine(day, _DAY_ENDS, regime.timezone)


def _instant(text: str, regime: Regime) -> datetime:
    """A day (to its end) or an instant with its offset; raises ``ValueError``."""
    if len(text) == len("2025-05-31"):
        return end_of_day(date.fromisoformat(text), regime)
    # A plus sign typed into an address arrives as a blank.
    instant = datetime.fromisoformat(text.replace(" ", "+"))
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant.astimezone(regime.timezone)


def _written(instant: datetime | None) -> str:
    """The shortest form that reads back as the same instant; its zone is the plan's."""
    if instant is None:
        return ""
    return instant.date().isoformat() if instant.time() == _DAY_ENDS else instant.isoformat()
