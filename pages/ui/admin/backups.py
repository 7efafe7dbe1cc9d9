"""The administrator's backups: which there are on the server, and a button that makes one."""

from __future__ import annotations

from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.backup.on_server import Backups, StoredBackup
from data_loaders.model.errors import MonitorError
from kpis.words.verdicts import instant
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import acts, elements

_SHOWN = 10
_PLACE = "backup"


def backup_board(view: View) -> None:
    """The newest backups and the button; for whoever may not make them, a sentence."""
    _ = view.text
    if not may(view.actor, "store.backup"):
        st.info(_("Chỉ người quản trị sao lưu được."))
        return
    kept = Backups(view.access)
    st.markdown(
        filled(
            _(
                "Bản sao lưu giữ mọi số liệu, tệp gốc và nhật ký của cùng một thời điểm; mọi người"
                " vẫn làm việc trong lúc đó. Tệp nằm trên máy chủ, ở thư mục {folder}, không tải về"
                " từ đây."
            ),
            folder=kept.folder,
        )
    )
    acts.answer(_PLACE, _PLACE, lambda _pressed: _make(view, kept))
    if not acts.told(view, _PLACE):
        key = f"backup_board_make_{acts.round_of(_PLACE)}"
        acts.button(_("Sao lưu ngay"), _PLACE, None, key=key)
    try:
        _listed(view, kept.newest(_SHOWN))
    except MonitorError as error:
        st.error(plain(error))


def _make(view: View, kept: Backups) -> acts.Receipt:
    _ = view.text
    made, with_accounts = kept.make()
    said = _("Đã sao lưu vào tệp {name} ({size} MB).").format(name=made.name, size=_size(made))
    if not with_accounts:
        said += " " + _("Kho tài khoản nằm ngoài: hãy sao lưu riêng (pg_dump).")
    return acts.Receipt(said)


def _size(one: StoredBackup) -> str:
    return f"{one.size / 1024 / 1024:.1f}"


def _listed(view: View, found: tuple[StoredBackup, ...]) -> None:
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    if not found:
        st.html(f'<p class="owed">{escape(_("Chưa có bản sao lưu nào trong thư mục này."))}</p>')
        return
    rows = (
        f"<th>{escape(one.name)}</th><td>{instant(one.made_at, language, zone=zone)}</td>"
        f'<td class="num">{_size(one)}</td>'
        for one in found
    )
    st.html(elements.plain_table((_("Tệp"), _("Lúc (giờ máy chủ)"), _("Dung lượng, MB")), rows))
