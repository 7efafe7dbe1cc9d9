"""Both trails for who may read them: in words, whether the chain holds, and as files to take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from data_loaders.accounts.audit_export import as_csv, as_json
from data_loaders.accounts.audit_log import read_trail, verify_chain
from data_loaders.accounts.audit_words import deed, outcome
from data_loaders.store.hash_chain import Link, Proof, prove
from kpis.words.verdicts import instant
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.parts.clocks import machine_clock
from pages.ui.reads import figures as reads

_SHOWN = 200
VERIFIED = "store.verify"
"""The action of the command that proves a whole store."""


def trail_board(view: View) -> None:
    """Who came in and what was done to accounts; what was done to figures."""
    view.access.demand("trail.read")
    _, engine = view.text, reads.sessions().accounts.engine
    figures = view.context.store.trail()
    st.caption(plain(machine_clock(view)))
    signed_in = read_trail(engine)
    st.html(f'<p class="quiet">{escape(_last_proof(view, signed_in))}</p>')
    for title, key, links, proof in (
        (_("Số liệu"), "figures", figures, prove(figures)),
        (_("Đăng nhập và tài khoản"), "accounts", signed_in, verify_chain(engine)),
    ):
        st.subheader(title)
        _proof(view, proof)
        _entries(view, links)
        _downloads(view, key, links)


def _last_proof(view: View, signed_in: Sequence[Link]) -> str:
    """When everything was last proven against its digests and originals, and by whom."""
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    found = [link.entry for link in signed_in if link.entry.action == VERIFIED]
    if not found:
        return _("Chưa lần nào kiểm tra toàn bộ kho bằng lệnh verify trên máy chủ.")
    text = _("Kiểm tra toàn bộ kho (lệnh verify) gần nhất: {at}, {who}.")
    return text.format(at=instant(found[-1].at, language, zone=zone), who=found[-1].who)


def _proof(view: View, proof: Proof) -> None:
    _ = view.text
    if proof.holds:
        text = _("{count} mục, chuỗi nguyên vẹn; mã cuối {head}")
        st.html(f'<p class="quiet">{escape(text.format(count=proof.count, head=proof.head))}</p>')
        return
    text = _("Chuỗi bị sửa từ mục số {number}. Báo ngay cho đơn vị kiểm tra.")
    st.error(filled(text, number=proof.broken_at))


def _entries(view: View, links: Sequence[Link]) -> None:
    """The newest entries: what was done in words, its code under it."""
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    newest = [link.entry for link in reversed(links[-_SHOWN:])]
    rows = (
        f"<td>{instant(entry.at, language, zone=zone)}</td><td>{escape(entry.who)}</td>"
        f"<td>{escape(deed(entry.action, language))}"
        f'<span class="held"><code>{escape(entry.action)}</code></span></td>'
        f"<td>{escape(entry.subject)}</td><td>{escape(entry.origin)}</td>"
        f"<td>{escape(outcome(entry.outcome, language))}</td><td>{escape(entry.detail[:80])}</td>"
        for entry in newest
    )
    heads = (
        _("Lúc (giờ máy chủ)"),
        _("Ai"),
        _("Việc"),
        _("Về"),
        _("Từ"),
        _("Kết quả"),
        _("Chi tiết"),
    )
    with st.expander(filled(_("{count} mục mới nhất"), count=len(newest))):
        st.html(elements.plain_table(heads, rows))


def _downloads(view: View, key: str, links: Sequence[Link]) -> None:
    """The whole trail: as a table for Excel, and as JSON for a script that proves the chain."""
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    with st.container(horizontal=True):
        for kind, label, mime, make in (
            ("csv", _("Tải nhật ký (CSV, mở bằng Excel)"), "text/csv", as_csv),
            ("json", _("Tải nhật ký (JSON)"), "application/json", as_json),
        ):
            st.download_button(
                label,
                data=partial(_taken_out, view, partial(make, links, language, zone)),
                file_name=f"trail-{key}.{kind}",
                mime=mime,
                key=f"administration_trail_{key}_{kind}",
                on_click="ignore",
            )


def _taken_out(view: View, make: Callable[[], bytes]) -> bytes:
    """The file; taking it out is an entry of its own."""
    view.access.demand("trail.read")
    view.access.note("trail.export", "", "done")
    return make()
