"""Parts of the administrator's page. Every change asks the table of rights and is in the trail."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from data_loaders.accounts_trail import By
from data_loaders.errors import MonitorError
from data_loaders.passwords import random_password
from data_loaders.permissions import ASSIGNABLE, ROLE_NAMES, Role, may
from kpis.wording import instant
from pages.ui import parts, reads
from pages.ui.clocks import machine_clock
from pages.ui.markdown import filled, plain
from pages.ui.view import View

_GIVEN, _ROUND = "administration_password", "administration_round"


def _by(view: View) -> By:
    return By(view.actor.name, view.access.origin)


def accounts(view: View) -> None:
    """Every account; for who may: a new one, a new password, locked or opened."""
    view.access.demand("account.list")
    _, language = view.text, view.state.language
    every = reads.sessions().accounts.everyone()
    rows = (
        f"<th>{escape(one.name)}</th><td>{escape(ROLE_NAMES[one.role][language])}</td>"
        f"<td>{escape(_unit_name(view, one.unit_id))}</td>"
        f"<td>{escape(_('đã khóa') if one.disabled else _('hoạt động'))}</td>"
        for one in every
    )
    st.html(parts.plain_table((_("Tên"), _("Vai trò"), _("Địa phương"), _("Trạng thái")), rows))
    if may(view.actor, "account.change"):
        _new_account(view)
        _change_account(view, [one.name for one in every])
    if _GIVEN in st.session_state:
        name, password = st.session_state.pop(_GIVEN)
        text = _("Mật khẩu tạm của {name}: {password} (chỉ hiện một lần; phải đổi khi đăng nhập)")
        st.success(filled(text, name=name, password=password))


def _unit_name(view: View, unit_id: str | None) -> str:
    unit = view.register.by_id.get(unit_id or "")
    return unit.full_name if unit else "–"


def _new_account(view: View) -> None:
    _, language = view.text, view.state.language
    round_ = st.session_state.get(_ROUND, 0)  # an empty form after each account that was made
    with st.form(f"administration_new_{round_}", border=True):
        st.markdown(_("**Thêm tài khoản**"))
        name = st.text_input(_("Tên đăng nhập"), key=f"administration_name_{round_}")
        role = st.selectbox(
            _("Vai trò"),
            ASSIGNABLE,
            key=f"administration_role_{round_}",
            format_func=lambda one: ROLE_NAMES[one][language],
        )
        units = {unit.unit_id: unit.full_name for unit in view.reporting}
        unit = st.selectbox(
            _("Địa phương (chỉ cho vai trò địa phương báo cáo)"),
            list(units),
            key=f"administration_unit_{round_}",
            index=None,  # whoever leaves the box alone has chosen no locality
            placeholder=_("Chọn địa phương"),
            format_func=units.__getitem__,
        )
        if st.form_submit_button(_("Thêm"), key=f"administration_add_{round_}"):
            _add(view, name, role, unit if role is Role.REPORTER else None)


def _add(view: View, name: str, role: Role, unit_id: str | None) -> None:
    view.access.demand("account.change")
    if role is Role.REPORTER and unit_id is None:
        st.error(view.text("Chưa thêm: hãy chọn địa phương mà tài khoản báo cáo thuộc về."))
        return
    password = random_password()
    try:
        reads.sessions().accounts.add(name, role, by=_by(view), unit_id=unit_id, password=password)
    except MonitorError as error:
        st.error(plain(error))
        return
    st.session_state[_GIVEN] = (name.strip(), password)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def _change_account(view: View, names: Sequence[str]) -> None:
    _ = view.text
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(_("Tài khoản"), names, key="administration_chosen", width=260)
        wishes = {
            "password": st.button(_("Cấp mật khẩu tạm"), key="administration_reset"),
            "disable": st.button(_("Khóa"), key="administration_disable"),
            "enable": st.button(_("Mở lại"), key="administration_enable"),
        }
    wish = next((wish for wish, pressed in wishes.items() if pressed), None)
    if wish is None:
        return
    view.access.demand("account.change")
    try:
        _carry_out(view, str(name), wish)
    except MonitorError as error:
        st.error(plain(error))
        return
    st.rerun()


def _carry_out(view: View, name: str, wish: str) -> None:
    """A new temporary password or a lock also ends every session of the account."""
    keeper, by = reads.sessions(), _by(view)
    if wish == "password":
        password = random_password()
        account = keeper.accounts.set_password(name, password, by=by, temporary=True)
        keeper.end_all(account, by=by)
        st.session_state[_GIVEN] = (name, password)
        return
    keeper.accounts.set_disabled(name, disabled=wish == "disable", by=by)
    if wish == "disable":
        keeper.end_all(keeper.accounts.must_find(name), by=by)


def sessions(view: View) -> None:
    """Who is in, from where, since when; for who may: end one."""
    view.access.demand("session.list")
    st.caption(plain(machine_clock(view)))
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    for session in reads.sessions().open_ones():
        with st.container(horizontal=True, vertical_alignment="center"):
            text = _("{name} · {origin} · vào lúc {started} · gần nhất {seen}").format(
                name=session.account.name,
                origin=session.origin or "–",
                started=instant(session.started_at, language, zone=zone),
                seen=instant(session.seen_at, language, zone=zone),
            )
            if session.presents:
                text = f"{text} · {_('trình chiếu')}"
            st.html(f"<p>{escape(text)}</p>")
            if may(view.actor, "session.end") and st.button(
                _("Kết thúc"), key=f"administration_end_{session.key}"
            ):
                view.access.demand("session.end")
                reads.sessions().end(session.key, by=_by(view))
                st.rerun()
