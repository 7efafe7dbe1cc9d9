"""Chosen files on the submit page: read once, found again by every rerun, kept once if refused.

A rerun stores nothing. What a file was compared with may move while its sender looks at it; the
preview is then made anew, and the press of the button that came with it does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from data_loaders.model import Finding, Identity, Severity
from data_loaders.model.errors import QuotaError
from data_loaders.reports.preview import Preview, ReceivedFile
from kpis.words.verdicts import period_name
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts.findings import listing

_HELD, _KEPT = "sending_held", "sending_kept"


@dataclass(frozen=True)
class _Held:
    """A file of this session: what was asked about it, what was read, and how it compares.

    ``moved``: what it was compared with has changed since its sender last saw it.
    """

    asked: tuple[Any, ...]
    received: ReceivedFile
    revision: int
    seen: Preview
    moved: bool = False


def moved(file: Any) -> bool:
    """Whether this run shows a file against something else than the run before did."""
    held: _Held | None = _all_held().get(file.file_id)
    return held is not None and held.moved


def _all_held() -> dict[str, _Held]:
    held: dict[str, _Held] = st.session_state.setdefault(_HELD, {})
    return held


def forget_others(files: Sequence[Any]) -> None:
    """Let go of what was read of files that are no longer chosen."""
    held, chosen = _all_held(), {file.file_id for file in files}
    for gone in held.keys() - chosen:
        del held[gone]


def look(view: View, identity: Identity, file: Any, *, among: bool) -> Preview | None:
    """What is in a file, asking first whose report it is where the form does not say so itself.

    None while that is not answered, or when the file was not read at all.
    """
    try:
        seen = glance(view, identity, file, among=among)
    except QuotaError as error:
        st.error(plain(error))
        return None
    unknown = next((one for one in seen.findings if one.code == "identity-unknown"), None)
    if unknown or st.session_state.get(_confirming(file, identity)):
        _confirm(view, identity, unknown, key=_confirming(file, identity))
    if unknown:
        return None
    if moved(file):
        st.warning(
            view.text(
                "Số liệu đã thay đổi từ khi xem trước: có bản khác vừa được gửi, duyệt hoặc trả"
                " lại. Chưa có gì được gửi; hãy xem lại rồi bấm gửi."
            )
        )
    return seen


def glance(view: View, identity: Identity, file: Any, *, among: bool) -> Preview:
    """The preview of a file: read once, compared once per state of the store.

    ``among`` others it is what it says it is; alone, a report of the locality that was chosen and
    of the period it says. Raises :class:`QuotaError` when this person has brought too many files.
    """
    confirmed = bool(st.session_state.get(_confirming(file, identity)))
    today = view.context.regime.day_of(view.now)  # a period ends, a date comes
    asked = (identity, confirmed, among, today)
    known = _all_held().get(file.file_id)
    if known is not None and known.asked != asked:
        known = None
    if known is None or known.revision != view.revision:
        read = _read(view, identity, file, confirmed, among) if known is None else known.received
        seen = view.access.compare(read)
        changed = known is not None and known.seen.base != seen.base
        held = _Held(asked, read, view.revision, seen, changed)
    else:
        held = replace(known, moved=False)
    _all_held()[file.file_id] = held
    _keep_refused(view, held.seen.identity or identity, held.seen)
    return held.seen


def _confirming(file: Any, identity: Identity) -> str:
    return f"sending_confirm_{file.file_id}_{identity.unit_id}_{identity.period}"


def _confirm(view: View, identity: Identity, unknown: Finding | None, *, key: str) -> None:
    """Ask whose form it is that does not say so itself."""
    if unknown:
        listing(view, [unknown])
    unit = view.register.by_id[identity.unit_id].full_name
    text = view.text("Tôi xác nhận đây là báo cáo của {unit}, kỳ {period}.")
    period = period_name(identity.period, view.state.language)
    st.checkbox(filled(text, unit=unit, period=period), key=key)


def _read(view: View, identity: Identity, file: Any, confirmed: bool, among: bool) -> ReceivedFile:
    return view.access.receive(
        file.getvalue(),
        file_name=file.name,
        chosen=identity,
        confirmed=confirmed,
        received_at=view.context.now(),
        own_word=among,
    )


_MISDIRECTED = {"wrong-locality", "identity-unknown"}


def _keep_refused(view: View, identity: Identity, seen: Preview) -> None:
    """A report with errors is kept as a refused attempt, once in a session, however many reruns.

    Not a file that is another locality's, nor one that is still asked about: nobody tried to
    report with it.
    """
    kept: set[str] = st.session_state.setdefault(_KEPT, set())
    codes = {finding.code for finding in seen.of(Severity.ERROR)}
    if not codes or codes & _MISDIRECTED or seen.already is not None or seen.sha256 in kept:
        return
    kept.add(seen.sha256)
    view.access.refuse(replace(seen, identity=identity), chosen=identity)
