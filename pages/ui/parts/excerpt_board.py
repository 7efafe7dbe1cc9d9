"""The drawings and tables of a page to take along: each as SVG and as CSV, made when asked for."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data_loaders.accounts.permissions import may
from kpis.exports.excerpts.make import Form, Piece, forms, made, name
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.parts import elements
from pages.ui.parts.export_board import dossier_of, file_name, shown_about, units_of

MIME = {Form.SVG: "image/svg+xml", Form.CSV: "text/csv"}


def take_along(
    view: View, *pieces: Piece, unit_id: str | None = None, target_id: str | None = None
) -> None:
    """One button that opens to the files of what this page shows; none where one may not have them.

    ``unit_id``: of that locality alone; else of the province, where one may have it. ``target_id``:
    of that target. Nothing is made before a file is asked for, and each handed out is in the trail.
    """
    about = unit_id or shown_about(view)
    if not all(may(view.actor, "export.make", one) for one in units_of(view, about)):
        return
    with (
        st.container(key="excerpts"),  # left off the paper
        st.popover(view.text("Tải hình và bảng (SVG, CSV)"), width="content"),
    ):
        note = view.text("Mỗi tệp ghi nguồn, thời điểm, loại số liệu, độ phủ và mã báo cáo.")
        st.html(elements.caption(note))
        for piece in pieces:
            _offer(view, piece, about, target_id)


def _offer(view: View, piece: Piece, about: str, target_id: str | None) -> None:
    """A button for each form of a piece; its words say both, for who hears them read."""
    called = name(piece, view.state.language)
    ending = piece if target_id is None else f"{piece}-{target_id}"
    with st.container(horizontal=True):
        for form in forms(piece):
            st.download_button(
                plain(f"{called}, {form.upper()}"),
                data=_maker(view, piece, form, about, target_id),
                file_name=f"{file_name(view, about)}-{ending}.{form}",
                mime=MIME[form],
                key=f"excerpt_{piece}_{form}",
                on_click="ignore",
            )


def _maker(
    view: View, piece: Piece, form: Form, about: str, target_id: str | None
) -> Callable[[], bytes]:
    """What makes the file: later, outside the run of the page, as of the moment it shows."""

    def make() -> bytes:
        _, said = dossier_of(view, about)
        subject = f"{piece}.{form}, {said.report_id}"
        units = units_of(view, about)
        return view.access.export(subject, units, lambda: made(piece, form, said, target_id))

    return make
