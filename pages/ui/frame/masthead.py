"""The one row above every page: what this is, its pages, how it is drawn, language, who is in.

On a telephone the pages are behind ☰, those used most under the thumb, and the rest behind Aa. And
what stands on the screen once nobody is in.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from data_loaders.accounts.permissions import role_name
from data_loaders.accounts.sessions import Life
from kpis.model import Language
from kpis.words.verdicts import translator
from pages.ui.frame.addresses import Row, tabs
from pages.ui.frame.controls import choices_said
from pages.ui.frame.display import links
from pages.ui.frame.document import asked_language
from pages.ui.frame.markdown import plain
from pages.ui.frame.state import N_
from pages.ui.frame.style import chosen_display
from pages.ui.frame.view import View

OTHER = {Language.VI: (Language.EN, "English"), Language.EN: (Language.VI, "Tiếng Việt")}
MANY = 8
"""More pages than these need a wide screen to stand side by side."""
FIGURES = "so-lieu"
"""Where the first figure of a page stands, for those who skip what is above it."""

_ENDED = {
    Life.IDLE: N_("Phiên làm việc đã kết thúc vì 30 phút không sử dụng."),
    Life.EXPIRED: N_("Phiên làm việc đã kết thúc sau 12 giờ."),
    Life.ENDED: N_("Phiên làm việc đã kết thúc: đã đăng xuất hoặc tài khoản vừa thay đổi."),
    Life.UNKNOWN: N_("Chưa đăng nhập."),
}


def masthead(view: View, pages: Mapping[Row, st.Page], *, chooses: bool = False) -> None:
    """The row, with links to every page that keep the address's choices.

    ``chooses``: what is shown depends on the choices; on paper they stand here, in words.
    """
    query, language = view.state.query(), view.state.language
    st.html(_notice(view) + _on_paper(view, chooses=chooses))
    with st.container(horizontal=True, key="masthead", gap=None, vertical_alignment="center"):
        st.html(_front(view, many=len(pages) > MANY), width="content")
        with st.container(horizontal=True, key="pages", gap=None):
            for row, page in pages.items():
                st.page_link(page, label=plain(row.label(language)), query_params=query)
        st.html(_end(view), width="content")
    with st.container(horizontal=True, key="tabs", gap=None):
        for row in tabs(view.actor):
            st.page_link(pages[row], label=plain(row.label(language)), query_params=query)


def figures_begin() -> None:
    """The place on a page to which one may skip all that stands above its figures."""
    st.html(f'<div id="{FIGURES}" class="figures-begin" tabindex="-1"></div>')


def _notice(view: View) -> str:
    if not view.context.store.demonstration:
        return ""
    notice = view.text("Dữ liệu trình diễn – tổng hợp, không phải số liệu thật")
    return f'<div class="notice-room"><div class="notice" role="note">{escape(notice)}</div></div>'


def _on_paper(view: View, *, chooses: bool) -> str:
    """What this is, and the choices in words: the row itself is left off the paper."""
    said = f"{_name(view)}. {choices_said(view)}" if chooses else _name(view)
    return f'<div class="on-paper">{escape(said)}</div>'


def _name(view: View) -> str:
    name = view.text("Theo dõi Kế hoạch {number}").format(number=view.plan.number)
    return f"{name}, {view.register.province.full_name}"


def _front(view: View, *, many: bool) -> str:
    """The way past all this, every page on a narrow screen, and the plan's short name."""
    _, kind = view.text, " many" if many else ""
    number = view.plan.number.partition("/")[0]
    name = _("Kế hoạch {number}").format(number=number)
    title = f"{_name(view)}: {view.plan.title(view.state.language)}"
    # The address is in it, so that the list of pages closes once another one is open.
    return (
        f'<div class="front" data-at="{escape(here())}">'
        f'<a class="skip" href="#{FIGURES}">{escape(_("Đến số liệu"))}</a>'
        f'<details class="all-pages{kind}"><summary aria-label="{escape(_("Mọi trang"))}">'
        f'<span aria-hidden="true">☰</span></summary></details>'
        f'<span class="product" title="{escape(title)}">{escape(name)}</span></div>'
    )


def _end(view: View) -> str:
    """How pages are drawn, the other language, and who is in: each panel opens without a script."""
    _, language = view.text, view.state.language
    show = escape(_("Cỡ chữ, tương phản, nền sáng hay tối"))
    other, account = _other_language(view), _account(view)
    return (
        f'<div class="end"><button type="button" popovertarget="panel-display"'
        f' aria-label="{show}"><span aria-hidden="true">Aa<span class="wide"> ◐</span></span>'
        f'</button><div id="panel-display" popover class="floating">'
        f"{links(chosen_display(), here(), language)}"
        f'<div class="narrow">{other}{account}</div></div>'
        f'<span class="wide">{other}</span>'
        f'<button type="button" class="wide" popovertarget="panel-account">'
        f"{escape(role_name(view.actor.role, language))}"
        f'<span aria-hidden="true">\N{NO-BREAK SPACE}▾</span></button>'
        f'<div id="panel-account" popover class="floating">{account}</div></div>'
    )


def _account(view: View) -> str:
    """Name and role, the way to one's password, and the way out."""
    _, language = view.text, view.state.language
    role = _("vai trò: {role}").format(role=role_name(view.actor.role, language))
    query = escape(urlencode({"lang": language.value, "next": here()}))
    out = escape(urlencode({"lang": language.value}))
    return (
        f'<div class="who"><b>{escape(view.actor.name)}</b>'
        f' <span class="quiet">{escape(role)}</span>'
        f'<a href="/password?{query}" target="_self">{escape(_("Đổi mật khẩu"))}</a>'
        f'<a href="/logout?{out}" target="_self">{escape(_("Đăng xuất"))}</a></div>'
    )


def _other_language(view: View) -> str:
    """A link and not a button: the document's own language changes too, for screen readers."""
    other, label = OTHER[view.state.language]
    address = "?" + urlencode(view.state.query(language=other, report=view.state.report))
    return f'<a class="language" href="{escape(address)}" target="_self" lang="{other}">{label}</a>'


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
