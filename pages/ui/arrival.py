"""A chosen file on the submit page: read once, found again by every rerun, kept once if refused.

A rerun stores nothing. What a file was compared with may move while its sender looks at it; the
preview is then made anew, and the press of the button that came with it does not count.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from data_loaders.model import Finding, Identity, Severity
from data_loaders.preview import Preview
from kpis.wording import period_name
from pages.ui.findings import listing
from pages.ui.view import View

_SEEN, _KEPT, _MOVED = "sending_seen", "sending_kept", "sending_moved"


def moved() -> bool:
    """Whether this run shows a file against something else than the run before did."""
    return bool(st.session_state.get(_MOVED))


def look(view: View, identity: Identity, file: Any) -> Preview | None:
    """What is in a file, asking first whose report it is where the form does not say so itself.

    None while that is not answered.
    """
    confirming = f"sending_confirm_{file.file_id}_{identity.unit_id}_{identity.period}"
    confirmed = bool(st.session_state.get(confirming))
    seen = _seen(view, identity, file, confirmed=confirmed)
    unknown = next((one for one in seen.findings if one.code == "identity-unknown"), None)
    if unknown or confirmed:
        _confirm(view, identity, unknown, key=confirming)
    if unknown:
        return None
    if moved():
        st.warning(
            view.text(
                "Số liệu đã thay đổi từ khi xem trước: có bản khác vừa được gửi, duyệt hoặc trả"
                " lại. Chưa có gì được gửi; hãy xem lại rồi bấm gửi."
            )
        )
    _keep_refused(view, identity, seen)
    return seen


def _seen(view: View, identity: Identity, file: Any, *, confirmed: bool) -> Preview:
    """The preview of a file: read and checked once per state of the store, found by every rerun.

    Notes whether what it builds on has moved since the sender last saw it.
    """
    asked = (file.file_id, identity, confirmed)
    known = st.session_state.get(_SEEN)
    if known is None or known[:2] != (asked, view.revision):
        seen = _read(view, identity, file, confirmed=confirmed)
        st.session_state[_SEEN] = (asked, view.revision, seen)
        shown = known is not None and known[0] == asked
        st.session_state[_MOVED] = shown and known[2].base != seen.base
        return seen
    st.session_state[_MOVED] = False
    found: Preview = known[2]
    return found


def _confirm(view: View, identity: Identity, unknown: Finding | None, *, key: str) -> None:
    """Ask whose form it is that does not say so itself."""
    if unknown:
        listing(view, [unknown])
    unit = view.register.by_id[identity.unit_id].full_name
    text = view.text("Tôi xác nhận đây là báo cáo của {unit}, kỳ {period}.")
    period = period_name(identity.period, view.state.language)
    st.checkbox(text.format(unit=unit, period=period), key=key)


def _read(view: View, identity: Identity, file: Any, *, confirmed: bool) -> Preview:
    """Read as what the form says it is; as what was chosen where it contradicts or says nothing."""
    return view.access.preview(
        file.getvalue(),
        file_name=file.name,
        chosen=identity,
        confirmed=confirmed,
        received_at=view.context.now(),
    )


_MISDIRECTED = {"wrong-locality", "wrong-period"}


def _keep_refused(view: View, identity: Identity, seen: Preview) -> None:
    """A report with errors is kept as a refused attempt, once in a session, however many reruns.

    Not a file that is another locality's or period's: nobody tried to report with it.
    """
    kept: set[str] = st.session_state.setdefault(_KEPT, set())
    codes = {finding.code for finding in seen.of(Severity.ERROR)}
    if not codes or codes & _MISDIRECTED or seen.already is not None or seen.sha256 in kept:
        return
    kept.add(seen.sha256)
    view.access.refuse(replace(seen, identity=identity), chosen=identity)
