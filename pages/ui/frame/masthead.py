"""Who is in, in the masthead, and what stands on the screen once nobody is."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from data_loaders.accounts.permissions import role_name
from data_loaders.accounts.sessions import Life
from kpis.model import Language
from kpis.words.verdicts import translator
from pages.ui.frame.document import asked_language
from pages.ui.frame.state import N_
from pages.ui.frame.view import View

_ENDED = {
    Life.IDLE: N_("Phiên làm việc đã kết thúc vì 30 phút không sử dụng."),
    Life.EXPIRED: N_("Phiên làm việc đã kết thúc sau 12 giờ."),
    Life.ENDED: N_("Phiên làm việc đã kết thúc: đã đăng xuất hoặc tài khoản vừa thay đổi."),
    Life.UNKNOWN: N_("Chưa đăng nhập."),
}


def signed_in(view: View) -> str:
    """Name and role, the way to one's password, and the way out, as HTML."""
    _, language = view.text, view.state.language
    actor = view.actor
    role = _("vai trò: {role}").format(role=role_name(actor.role, language))
    query = escape(urlencode({"lang": language.value, "next": here()}))
    out = escape(urlencode({"lang": language.value}))
    return (
        f'<div class="who"><a href="/password?{query}" target="_self"'
        f' title="{escape(_("Đổi mật khẩu"))}">{escape(actor.name)}</a>'
        f' <span class="quiet">{escape(role)}</span>'
        f' <a href="/logout?{out}" target="_self">{escape(_("Đăng xuất"))}</a></div>'
    )


def signed_out(life: Life) -> None:
    """One sentence and the way back to this very page; no figure is left on the screen."""
    address = here()
    language = asked_language(urlsplit(address).query.encode("latin-1", "replace"))
    _ = translator(language)
    st.set_page_config(page_title=_("Đăng nhập"), layout="wide", page_icon="📋")
    query = escape(urlencode({"next": address} | _named(language)))
    st.html(
        f'<div class="signed-out" role="alert"><p>{escape(_(_ENDED[life]))}</p>'
        f'<p><a href="/login?{query}" target="_self">{escape(_("Đăng nhập lại"))}</a></p></div>'
    )


def _named(language: Language) -> dict[str, str]:
    return {} if language is Language.VI else {"lang": language.value}


def here() -> str:
    """The address of this page on this server, with its choices."""
    path = urlsplit(st.context.url or "/").path or "/"
    query = urlencode(st.query_params.to_dict())
    return f"{path}?{query}" if query else path
