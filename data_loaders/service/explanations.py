"""Requests to explain a figure and the answers to them: asking, answering, reading at an instant.

A request is about one target of one locality in one period; which verdicts are worth asking about
is for those who look at them. A reporter reads and answers their own locality's and knows nothing
of any other's, whatever figures the administrator opened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from data_loaders.accounts.permissions import Actor, Scope
from data_loaders.model import Answer, ExplanationRequest, Identity, Period, open_requests
from data_loaders.model.errors import MovedError, RefusedError
from data_loaders.reports.history import versions
from data_loaders.reports.precondition import Shown, clock, must_stand, report_name
from data_loaders.service.access import Access
from data_loaders.service.context import Context, reporting_unit
from data_loaders.service.typed_text import typed
from data_loaders.store.database import NEWEST, Writer, instant_of, micros

ASKED, ANSWERED = 1000, 4000
"""Most characters of a request and of an answer."""


def requests(
    context: Context, *, as_of: datetime, upto: int = NEWEST
) -> tuple[ExplanationRequest, ...]:
    """Every request with its answers, as it stood at an instant, in the order of asking."""
    store, day_of = context.store, context.regime.day_of
    where, unit_id = {"as_of": micros(as_of), "upto": upto}, store.keys().unit_id
    answers: dict[int, list[Answer]] = defaultdict(list)
    for key, text, by, at in store.rows("explanation_answers", **where):
        instant = instant_of(at)
        answers[key].append(Answer(text, by, instant, day_of(instant)))
    return tuple(
        ExplanationRequest(
            key=key,
            unit_id=unit_id[unit],
            target_id=target_id,
            period=Period(period),
            text=text,
            due_on=due_on,
            by=by,
            at=instant_of(at),
            asked_on=day_of(instant_of(at)),
            answers=tuple(answers[key]),
        )
        for key, unit, target_id, period, text, due_on, by, at in (
            store.rows("explanation_requests", **where)
        )
    )


def seen_by(actor: Actor, found: Iterable[ExplanationRequest]) -> tuple[ExplanationRequest, ...]:
    """The requests this person may read; a reporter: those to their own locality."""
    scope = Scope.of(actor, "explanation.read")
    return tuple(one for one in found if scope.allows(one.unit_id))


@dataclass(frozen=True)
class Explanations:
    """Requests to explain and their answers as one person may see, ask and give them."""

    access: Access

    def all(
        self, *, as_of: datetime | None = None, upto: int = NEWEST
    ) -> tuple[ExplanationRequest, ...]:
        """Those this person may read, as they stood at an instant; now by default."""
        context = self.access.context
        return seen_by(
            self.access.actor, requests(context, as_of=as_of or context.now(), upto=upto)
        )

    def ask(
        self,
        of: Identity | Shown,
        target_id: str,
        text: str,
        *,
        due_on: date,
        at: datetime | None = None,
    ) -> int:
        """Ask a locality to explain its figure of a period; the number of the request.

        ``at``: counting from then. What was asked and not answered is not asked again. Raises
        :class:`RefusedError`: no right, no reporting locality, a day that has passed, or a text
        that cannot be kept; of a report that a page showed, :class:`MovedError` when that has
        moved, or somebody else asked about this figure meanwhile.
        """
        access, context = self.access, self.access.context
        identity = of.identity if isinstance(of, Shown) else of
        access.demand("explanation.request", identity.unit_id)
        instant = access.counting_from(at)
        reporting_unit(context, identity.unit_id, identity.period)
        kept = typed(text, "nội dung yêu cầu giải trình", limit=ASKED)
        if due_on < context.regime.day_of(instant):
            raise RefusedError(f"hạn trả lời {due_on:%d/%m/%Y} đã qua; hãy sửa hạn")
        wanted = (identity.unit_id, identity.period, target_id, kept, due_on)
        for one in open_requests(requests(context, as_of=context.now())):
            if (one.unit_id, one.period, one.target_id, one.text, one.due_on) == wanted:
                return one.key
        with self._write("explanation.request") as writer:
            if isinstance(of, Shown):
                self._must_be_worth_asking(of, target_id)
            key = writer.next_key("request")
            writer.about(f"{report_name(identity)}, {target_id}", kept)
            writer.run(
                "insert_explanation_request",
                request_key=key,
                unit_key=context.store.keys().unit_key[identity.unit_id],
                target_id=target_id,
                period=identity.period.index,
                text=kept,
                due_on=due_on,
                actor=access.actor.name,
                counts_from=micros(instant),
                revision=writer.revision,
            )
        return key

    def _must_be_worth_asking(self, shown: Shown, target_id: str) -> None:
        """The report is as it was shown, and no question about this figure is open."""
        context, identity = self.access.context, shown.identity
        now = context.now()
        group = versions(context.store, unit_id=identity.unit_id, period=identity.period)
        must_stand(shown, group, now.tzinfo)
        figure = (identity.unit_id, identity.period, target_id)
        for one in open_requests(requests(context, as_of=now)):
            if (one.unit_id, one.period, one.target_id) == figure:
                raise MovedError(
                    f"{report_name(identity)}, {target_id}: {one.by} vừa yêu cầu giải trình (số"
                    f" {one.key}, lúc {clock(one.at, now.tzinfo)}), lúc mở trang chưa có yêu cầu"
                    " nào; chưa có gì được gửi; hãy xem lại"
                )

    def answer(
        self,
        key: int,
        text: str,
        *,
        at: datetime | None = None,
        shown: ExplanationRequest | None = None,
    ) -> None:
        """Answer a request; every answer stays. ``at``: counting from then.

        The newest one is not kept a second time. ``shown``: the request as a page showed it. Raises
        :class:`RefusedError`: no such request to this person's locality, an instant before it was
        asked, or a text that cannot be kept; :class:`MovedError`: it was answered since it was
        shown.
        """
        access = self.access
        asked = {one.key: one for one in requests(access.context, as_of=access.context.now())}
        found = asked.get(key)
        access.demand("explanation.answer", None if found is None else found.unit_id)
        if found is None:
            raise RefusedError(f"không có yêu cầu giải trình số {key}")
        instant = access.counting_from(at)
        if instant < found.at:
            raise RefusedError(f"yêu cầu giải trình số {key} được gửi sau thời điểm này")
        kept = typed(text, "nội dung giải trình", limit=ANSWERED)
        if [one.text for one in found.answers[:1]] == [kept]:
            return
        with self._write("explanation.answer") as writer:
            if shown is not None:
                self._must_be_answered_so(shown)
            about = Identity(found.unit_id, found.period)
            writer.about(f"{report_name(about)}, {found.target_id}", kept)
            writer.run(
                "insert_explanation_answer",
                request_key=key,
                text=kept,
                actor=access.actor.name,
                counts_from=micros(instant),
                revision=writer.revision,
            )

    def _must_be_answered_so(self, shown: ExplanationRequest) -> None:
        context = self.access.context
        now = context.now()
        (found,) = (one for one in requests(context, as_of=now) if one.key == shown.key)
        if found.answers != shown.answers:
            newest = found.answers[0]
            raise MovedError(
                f"yêu cầu giải trình số {found.key}: {newest.by} vừa trả lời lúc"
                f" {clock(newest.at, now.tzinfo)}, bạn đang xem lúc có {len(shown.answers)} trả"
                " lời; chưa có gì được gửi; hãy xem lại"
            )

    def _write(self, action: str) -> AbstractContextManager[Writer]:
        access = self.access
        return access.context.store.write(action, actor=access.actor.name, origin=access.origin)
