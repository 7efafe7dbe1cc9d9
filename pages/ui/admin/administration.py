"""Parts of the administrator's page. Every change asks the table of rights and is in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from data_loaders.accounts.accounts import Account
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.passwords import random_password
from data_loaders.accounts.permissions import ASSIGNABLE, Role, may, role_name
from data_loaders.accounts.sessions import Session
from kpis.words.verdicts import instant
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.parts import acts, elements
from pages.ui.parts.clocks import machine_clock
from pages.ui.reads import figures

_PLACE = "accounts"
"""Where what was done to an account is told."""


def _by(view: View) -> By:
    return By(view.actor.name, view.access.origin)


def accounts(view: View) -> None:
    """Every account; for who may: a new one, a new password, locked or opened."""
    view.access.demand("account.list")
    _, language = view.text, view.state.language
    every = figures.sessions().accounts.everyone()
    rows = (
        f"<th>{escape(one.name)}</th><td>{escape(role_name(one.role, language))}</td>"
        f"<td>{escape(_unit_name(view, one.unit_id))}</td>"
        f"<td>{escape(_('đã khóa') if one.disabled else _('hoạt động'))}</td>"
        for one in every
    )
    st.html(elements.plain_table((_("Tên"), _("Vai trò"), _("Địa phương"), _("Trạng thái")), rows))
    if may(view.actor, "account.change") and not acts.told(view, _PLACE):
        _new_account(view)
        _change_account(view, {one.name: one for one in every})
        acts.refusal(_PLACE)


def _given(view: View, name: str, password: str) -> acts.Receipt:
    """The password somebody is to be told; it is gone once one goes on."""
    text = view.text(
        "Mật khẩu tạm của {name}: {password} (chỉ hiện một lần; phải đổi khi đăng nhập)"
    )
    return acts.Receipt(text.format(name=name, password=password))


def _unit_name(view: View, unit_id: str | None) -> str:
    unit = view.register.by_id.get(unit_id or "")
    return unit.full_name if unit else "–"


def _new_account(view: View) -> None:
    _, language = view.text, view.state.language
    round_ = acts.round_of(_PLACE)  # a form anew after each
    with st.form(f"administration_new_{round_}", border=True):
        st.markdown(_("**Thêm tài khoản**"))
        name = st.text_input(_("Tên đăng nhập"), key=f"administration_name_{round_}")
        role = st.selectbox(
            _("Vai trò"),
            ASSIGNABLE,
            key=f"administration_role_{round_}",
            format_func=lambda one: role_name(one, language),
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
        acts.submit(_("Thêm"), "account.add", None, key=f"administration_add_{round_}")
    acts.answer(
        "account.add",
        _PLACE,
        lambda _pressed: _add(view, name, role, unit if role is Role.REPORTER else None),
    )


def _add(view: View, name: str, role: Role, unit_id: str | None) -> acts.Receipt | None:
    view.access.demand("account.change")
    if role is Role.REPORTER and unit_id is None:
        st.error(view.text("Chưa thêm: hãy chọn địa phương mà tài khoản báo cáo thuộc về."))
        return None
    password = random_password()
    figures.sessions().accounts.add(name, role, by=_by(view), unit_id=unit_id, password=password)
    return _given(view, name.strip(), password)


def _change_account(view: View, every: Mapping[str, Account]) -> None:
    """One account by its name, and what can be done to it as it stands."""
    _ = view.text
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(_("Tài khoản"), list(every), key="administration_chosen", width=260)
        account = every[str(name)]
        offered = {"password": _("Cấp mật khẩu tạm cho {name}")}
        if account.disabled:
            offered["enable"] = _("Mở lại {name}")
        else:
            offered["disable"] = _("Khóa {name}")
        for wish, label in offered.items():
            acts.button(
                label.format(name=account.name),
                f"account.{wish}",
                account,
                key=f"administration_{wish}_{account.key}_{acts.round_of(_PLACE)}",
            )
    for wish in ("password", "disable", "enable"):
        acts.answer(f"account.{wish}", _PLACE, lambda one: _carry_out(view, one.of, one.act))


def _carry_out(view: View, shown: Account, act: str) -> acts.Receipt:
    """A new temporary password or a lock also ends every session of the account."""
    view.access.demand("account.change")
    keeper, by, _ = figures.sessions(), _by(view), view.text
    if act == "account.password":
        password = random_password()
        account = keeper.accounts.set_password(shown, password, by=by, temporary=True)
        keeper.end_all(account, by=by)
        return _given(view, shown.name, password)
    disabled = act == "account.disable"
    keeper.accounts.set_disabled(shown, disabled=disabled, by=by)
    if disabled:
        keeper.end_all(shown, by=by)
        return acts.Receipt(
            _("Đã khóa {name}; mọi phiên của tài khoản này đã kết thúc.").format(name=shown.name)
        )
    return acts.Receipt(_("Đã mở lại {name}.").format(name=shown.name))


def sessions(view: View) -> None:
    """Who is in, from where, since when; for who may: end one."""
    view.access.demand("session.list")
    st.caption(plain(machine_clock(view)))
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    acts.answer("session.end", _ENDED, lambda pressed: _end(view, pressed.of), each="key")
    acts.refusal(_ENDED)
    ended = {one.of.key: one.of for one in acts.receipts(_ENDED)}
    found = {one.key: one for one in figures.sessions().open_ones()} | ended
    for session in sorted(found.values(), key=lambda one: one.started_at, reverse=True):
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
            if session.key in ended:  # it keeps its place: no other button moves under the pointer
                st.html(f"<p><b>{escape(_('đã kết thúc'))}</b></p>")
            elif may(view.actor, "session.end"):
                acts.button(
                    _("Kết thúc phiên của {name}").format(name=session.account.name),
                    "session.end",
                    session,
                    key=f"administration_end_{session.key}",
                )


_ENDED = "ended_sessions"
"""Where it is told which sessions were ended here."""


def _end(view: View, shown: Session) -> acts.Receipt:
    view.access.demand("session.end")
    figures.sessions().end_shown(shown, by=_by(view))
    said = view.text("Đã kết thúc phiên của {name}.").format(name=shown.account.name)
    return acts.Receipt(said, shown)
