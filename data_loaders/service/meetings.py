"""Meetings of the committee, and from where the figures of each are read for ever after.

A meeting may be planned first; its figures are frozen once. Frozen are the instant, the revision
of the store, the period and basis, and the plan and calendar judged by, whose files are kept: a
report backfilled later with an earlier instant changes what counted then, and never the meeting.
Kept is also the document of all that was judged and said, so that other rules change nothing.
Nothing here is changed or deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from data_loaders.model import Basis, Moment, Period, Regime, Rules
from data_loaders.model.errors import MovedError, RefusedError
from data_loaders.register.calendar import parse_regime
from data_loaders.reports.precondition import figures_must_stand
from data_loaders.service import frozen_documents
from data_loaders.service.access import Access
from data_loaders.service.context import Context
from data_loaders.store.database import Store, Writer, instant_of, micros

LONGEST_NAME, LONGEST_AGENDA = 200, 4000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a meeting is called, when it is held and who chairs it, as somebody typed it."""

    name: str
    held_at: datetime
    chair: str
    agenda: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is to be frozen: read from ``moment``, judged by the plan in ``plan_file``.

    ``document``: all that was judged and said, see :mod:`data_loaders.service.frozen_documents`.
    """

    moment: Moment
    basis: Basis
    period: Period
    plan_file: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting whose figures are not frozen yet."""

    meeting_id: str
    name: str
    held_at: datetime
    chair: str
    agenda: str
    planned_by: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting with its figures frozen. ``moment`` names the kept plan, calendar and document too.

    ``scorecard_sha256``: of the verdicts as the committee saw them, to be compared for ever.
    """

    meeting_id: str
    name: str
    held_at: datetime
    chair: str
    agenda: str
    moment: Moment
    basis: Basis
    period: Period
    plan_sha256: str
    regime_sha256: str
    scorecard_sha256: str
    frozen_by: str
    frozen_at: datetime


def frozen(store: Store, zone: ZoneInfo) -> Mapping[str, Meeting]:
    """Every frozen meeting by its id, the one held last first; instants in that zone."""
    rows = [_whole(row, zone) for row in store.rows("meetings") if _is_frozen(row)]
    return {meeting.meeting_id: meeting for meeting in rows}


def planned(store: Store, zone: ZoneInfo) -> Mapping[str, Planned]:
    """Every meeting whose figures are not frozen yet, by its id, the one held last first."""
    rows = [_planned(row, zone) for row in store.rows("meetings") if not _is_frozen(row)]
    return {meeting.meeting_id: meeting for meeting in rows}


def frozen_regime(store: Store, rules: Rules, now: Regime) -> Regime:
    """The calendar a meeting was judged by, from the kept file; its words are those of now."""
    text = store.original(rules.regime_sha256).decode("utf-8")
    kept = parse_regime(text, "regime.toml", name=now.name)
    return replace(kept, classification=now.classification, area_states=now.area_states)


def frozen_plan(store: Store, rules: Rules) -> str:
    """The text of the plan file a meeting was judged by."""
    return store.original(rules.plan_sha256).decode("utf-8")


def _is_frozen(row: tuple[Any, ...]) -> bool:
    return row[6] is not None


def _planned(row: tuple[Any, ...], zone: ZoneInfo) -> Planned:
    key, name, held_at, chair, agenda, actor, *_ = row
    return Planned(str(key), name, instant_of(held_at).astimezone(zone), chair, agenda, actor)


def _whole(row: tuple[Any, ...], zone: ZoneInfo) -> Meeting:
    key, name, held_at, chair, agenda, _, as_of, judged_at, upto, basis, period, *rest = row
    plan, regime, card, by, at, document = rest
    rules = Rules(plan, regime, document or "")

    def instant(value: int) -> datetime:
        return instant_of(value).astimezone(zone)

    return Meeting(
        meeting_id=str(key),
        name=name,
        held_at=instant(held_at),
        chair=chair,
        agenda=agenda,
        moment=Moment(upto, instant(as_of), instant(judged_at), rules),
        basis=Basis(basis),
        period=Period(period),
        plan_sha256=plan,
        regime_sha256=regime,
        scorecard_sha256=card,
        frozen_by=by,
        frozen_at=instant(at),
    )


@dataclass(frozen=True)
class Meetings:
    """The meetings as one person may use them."""

    access: Access

    def all(self) -> tuple[Meeting, ...]:
        """Every frozen meeting, the one held last first."""
        self.access.demand("province.read")
        return tuple(frozen(self._store, self._zone).values())

    def planned(self) -> tuple[Planned, ...]:
        """Those not frozen yet."""
        self.access.demand("province.read")
        return tuple(planned(self._store, self._zone).values())

    def get(self, meeting_id: str) -> Meeting:
        """A frozen meeting; of its figures one still sees only what one may.

        Raises :class:`RefusedError` when there is none of that id.
        """
        self.access.demand("locality.read", self.access.actor.unit_id)
        try:
            return frozen(self._store, self._zone)[meeting_id]
        except KeyError:
            raise RefusedError(f"không có phiên họp đã chốt mã “{meeting_id}”") from None

    def plan(self, notice: Notice) -> str:
        """Announce a meeting; its id. Raises :class:`RefusedError` for what nobody could read.

        One that is announced already and not frozen is not announced again: its id.
        """
        self.access.demand("meeting.freeze")
        notice = _fit(notice)
        for one in planned(self._store, self._zone).values():
            if Notice(one.name, one.held_at, one.chair, one.agenda) == notice:
                return one.meeting_id
        with self._write("meeting.plan") as writer:
            return self._announce(writer, notice)

    def freeze(self, of: Notice | Planned | str, figures: Figures) -> Meeting:
        """Freeze the figures of a meeting announced before (its id) or only now.

        What the store learned since they were read is not among them. Raises
        :class:`RefusedError`: frozen already, figures of a moment that has not come, a document
        that is none, or the plan's calendar has another file than the one in force. Of a meeting as
        a page showed it with its figures (:class:`Planned`), :class:`MovedError` when either has
        moved since.
        """
        self.access.demand("meeting.freeze")
        card = frozen_documents.head(figures.document).scorecard_sha256
        notice = _fit(of) if isinstance(of, Notice) else None
        regime = _in_force(self.access.context, figures.moment)
        if max(figures.moment.as_of, figures.moment.now) > self.access.context.now():
            raise RefusedError("thời điểm chốt số liệu chưa tới; hãy chọn thời điểm đã qua")
        with self._write("meeting.freeze") as writer:
            if not 0 < figures.moment.revision < writer.revision:
                raise RefusedError("kho số liệu chưa có lần ghi này; hãy mở lại trang rồi chốt")
            if isinstance(of, Planned):
                self._must_stand(writer, of, figures.moment)
            known = of.meeting_id if isinstance(of, Planned) else str(of)
            meeting_id = known if notice is None else self._announce(writer, notice)
            self._must_wait(writer, meeting_id)
            self._insert(writer, meeting_id, figures, regime, card)
            frozen_documents.insert(writer, int(meeting_id), figures.document)
            said = f"kỳ {figures.period}, số liệu đến {figures.moment.as_of.isoformat()}"
            writer.about(f"phiên họp {meeting_id}", said)
        return self.get(meeting_id)

    def _announce(self, writer: Writer, notice: Notice) -> str:
        key = int(writer.rows("next_meeting")[0][0])
        writer.run(
            "insert_meeting",
            meeting_key=key,
            name=notice.name,
            held_at=micros(notice.held_at),
            chair=notice.chair,
            agenda=notice.agenda,
            actor=self.access.actor.name,
            revision=writer.revision,
        )
        writer.about(f"phiên họp {key}", notice.name)
        return str(key)

    def _must_wait(self, writer: Writer, meeting_id: str) -> None:
        """As this write sees it: another process may have frozen it meanwhile."""
        found = {str(row[0]): _is_frozen(row) for row in writer.rows("meetings")}
        if meeting_id not in found:
            raise RefusedError(f"không có phiên họp mã “{meeting_id}”")
        if found[meeting_id]:
            raise RefusedError(f"phiên họp {meeting_id} đã chốt số liệu; không chốt lại được")

    def _must_stand(self, writer: Writer, shown: Planned, moment: Moment) -> None:
        """The meeting is announced as it was shown, and no figure moved since they were read."""
        rows = {str(row[0]): row for row in writer.rows("meetings")}
        found = rows.get(shown.meeting_id)
        if found is not None and not _is_frozen(found) and _planned(found, self._zone) != shown:
            raise MovedError(
                f"phiên họp {shown.meeting_id} đã ghi khác (nay: “{found[1]}”), bạn đang xem"
                f" “{shown.name}”; chưa có gì được chốt; hãy xem lại"
            )
        figures_must_stand(writer, moment, self._zone)

    def _insert(
        self, writer: Writer, meeting_id: str, figures: Figures, regime: bytes, card: str
    ) -> None:
        moment = figures.moment
        writer.run(
            "insert_frozen",
            meeting_key=int(meeting_id),
            as_of=micros(moment.as_of),
            judged_at=micros(moment.now),
            upto=moment.revision,
            basis=str(figures.basis),
            period=figures.period.index,
            plan_sha256=frozen_documents.keep(writer, figures.plan_file),
            regime_sha256=frozen_documents.keep(writer, regime),
            scorecard_sha256=card,
            actor=self.access.actor.name,
            frozen_at=micros(self.access.context.now()),
            revision=writer.revision,
        )

    def _write(self, action: str) -> Any:
        return self._store.write(action, actor=self.access.actor.name, origin=self.access.origin)

    @property
    def _store(self) -> Store:
        return self.access.context.store

    @property
    def _zone(self) -> ZoneInfo:
        return self.access.context.regime.timezone


def _fit(notice: Notice) -> Notice:
    """The notice in one line each, as it is stored."""
    name, chair = " ".join(notice.name.split()), " ".join(notice.chair.split())
    if not name or not chair:
        raise RefusedError("hãy ghi tên phiên họp và người chủ trì")
    if max(len(name), len(chair)) > LONGEST_NAME:
        raise RefusedError(f"tên phiên họp, người chủ trì dài quá {LONGEST_NAME} ký tự")
    agenda = notice.agenda.strip()
    if len(agenda) > LONGEST_AGENDA:
        raise RefusedError(f"chương trình họp dài quá {LONGEST_AGENDA} ký tự")
    return Notice(name, notice.held_at, chair, agenda)


def _in_force(context: Context, moment: Moment) -> bytes:
    """The file of the calendar in force at that moment, with the holidays in it."""
    folder = context.plan_folder(moment.as_of, upto=moment.revision)
    return folder.regime_with_holidays
