"""The approver's queue: who waits, the longest waiting first; who has not sent; what was accepted.

Each report is a link by its identity, so that what is open stays open when others come or go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

import streamlit as st

from data_loaders.model import Identity, Period
from data_loaders.reports.history import ACCEPTED, RETURNED, Version
from kpis.words.verdicts import day, period_name
from pages.ui.frame import links
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.review.opened import Opened, waiting


def queue(view: View, found: Sequence[Version], opened: Opened | None) -> None:
    """The three lists, each with its count; the report that is open is marked."""
    here = None if opened is None else opened.version.identity
    waits = waiting(found)
    said = view.text.plural("{count} báo cáo chờ duyệt", len(waits)).format(count=len(waits))
    parts = [_head(said), _list(_waiting(view, waits, here))]
    period = collected(view)
    if period is not None:
        parts += [*_unsent(view, found, period, here), *_accepted(view, found, period, here)]
    label = escape(view.text("Hàng chờ duyệt"))
    st.html(f'<nav class="queue" aria-label="{label}">{"".join(parts)}</nav>')


def collected(view: View) -> Period | None:
    """The period being reported: the newest one whose days are over; None before the plan."""
    regime = view.context.regime
    begun, today = regime.begun(view.now), regime.day_of(view.now)
    over = [period for period in begun if regime.ends_on(period) < today]
    return over[-1] if over else None


def nothing_waits(view: View) -> str:
    """That the queue is empty, and when the next reports are due."""
    _, regime = view.text, view.context.regime
    ahead = [p for p in regime.expected() if regime.due_at(p) >= view.now]
    if not ahead:
        return _("Không còn báo cáo chờ duyệt. Kế hoạch không còn kỳ báo cáo nào.")
    text = _("Không còn báo cáo chờ duyệt. Hạn tiếp theo {day}.")
    return text.format(day=day(regime.due_on(ahead[0]), view.state.language))


def _waiting(view: View, waits: Iterable[Version], here: Identity | None) -> Iterator[str]:
    for version in waits:
        period = period_name(version.identity.period, view.state.language)
        text = view.text("{period}, bản {version} · gửi {at}")
        said = text.format(period=period, version=version.version, at=_came(view, version))
        yield _link(view, version.identity, said, here)


def _came(view: View, version: Version) -> str:
    """When it came: today's by the clock, others by the day."""
    regime = view.context.regime
    at = version.received_at.astimezone(regime.timezone)
    if at.date() == regime.day_of(view.now):
        return f"{at:%H:%M}"
    return day(at.date(), view.state.language)


def _unsent(
    view: View, found: Sequence[Version], period: Period, here: Identity | None
) -> tuple[str, str]:
    """Who owes the report of that period; one that was returned is owed again, and can be read."""
    _, newest = view.text, _newest(found, period)
    units = view.register.reporters(view.context.regime, period)
    owed = [unit for unit in units if getattr(newest.get(unit.unit_id), "state", None) in _OWED]
    if not owed:
        return "", ""
    lines = (
        _link(view, Identity(unit.unit_id, period), _("đã trả lại"), here)
        if unit.unit_id in newest
        else f"<li><span>{escape(elements.short_name(unit))}</span></li>"
        for unit in owed
    )
    return _head(_("Chưa gửi"), len(owed), _due(view, period)), _list(lines, kind="lite")


_OWED = (None, RETURNED)


def _due(view: View, period: Period) -> str:
    """How the due day of that period lies from today."""
    _, regime = view.text, view.context.regime
    due = regime.due_on(period)
    days = (regime.day_of(view.now) - due).days
    if days == 0:
        return _("hạn hôm nay")
    if days < 0:
        return _("hạn {date}").format(date=day(due, view.state.language))
    return _.plural("quá hạn {days} ngày", days).format(days=days)


def _accepted(
    view: View, found: Sequence[Version], period: Period, here: Identity | None
) -> tuple[str, str]:
    """What was accepted of that period; and what is open, of whatever period it is."""
    done = {one.identity: None for one in found if one.state == ACCEPTED}
    still = {one.identity for one in waiting(found)}
    order = [unit.unit_id for unit in view.register.units]
    shown = [one for one in done if one not in still and (one.period == period or one == here)]
    shown.sort(key=lambda one: (one.period != period, order.index(one.unit_id)))
    names = {
        one: "" if one.period == period else period_name(one.period, view.state.language)
        for one in shown
    }
    lines = (_link(view, one, name, here) for one, name in names.items())
    if not shown:
        return "", ""
    return _head(view.text("Đã duyệt"), len(shown)), _list(lines, kind="lite")


def _newest(found: Iterable[Version], period: Period) -> dict[str, Version]:
    """The newest version of each locality's report of that period."""
    return {one.identity.unit_id: one for one in found if one.identity.period == period}


def _head(said: str, count: int | None = None, note: str = "") -> str:
    number = "" if count is None else f" {count}"
    small = f" <small>{escape(note)}</small>" if note else ""
    return f"<h2>{escape(said)}{number}{small}</h2>"


def _list(lines: Iterable[str], *, kind: str = "") -> str:
    return f'<ul class="{kind}">{"".join(lines)}</ul>'


def _link(view: View, identity: Identity, said: str, here: Identity | None) -> str:
    """A report as a link; ``said``: what is known of it in short."""
    current = ' aria-current="true"' if identity == here else ""
    name = escape(elements.short_name(view.register.by_id[identity.unit_id]))
    under = f"<small>{escape(said)}</small>" if said else ""
    address = links.report_address(view, identity)
    return f"<li><a {address}{current}><b>{name}</b>{under}</a></li>"
