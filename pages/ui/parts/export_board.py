"""What is shown, as files to take along, each made when asked for: a deck, a data book, a report;
and every drawing and table of a page as SVG and as CSV."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data_loaders.accounts.permissions import Scope, may
from data_loaders.service.access import limited
from data_loaders.service.provenance import Sources, measure_names
from kpis.exports import KINDS, made
from kpis.exports.content.dossier import Dossier, Given, dossier
from kpis.exports.excerpts.make import Form, Piece, forms, name
from kpis.exports.excerpts.make import made as excerpt
from kpis.model import Language
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View
from pages.ui.parts import duties, elements

_TYPE = "application/vnd.openxmlformats-officedocument."
MIME = {
    "deck": f"{_TYPE}presentationml.presentation",
    "databook": f"{_TYPE}spreadsheetml.sheet",
    "report": f"{_TYPE}wordprocessingml.document",
}
_EXCERPT = {Form.SVG: "image/svg+xml", Form.CSV: "text/csv"}


def export_board(view: View, unit_id: str | None = None) -> None:
    """Three buttons for the figures shown; none where one may not take them along.

    ``unit_id``: of that locality alone; else of the province, where one may have it. Nothing is
    made before one of them is pressed. Each file handed out is in the trail.
    """
    _, about = view.text, unit_id or _about(view)
    if not all(may(view.actor, "export.make", one) for one in _units(view, about)):
        return
    note = _("Số liệu đúng như trên trang này; mã ở cuối mỗi tệp cho phép làm lại đúng tệp đó.")
    names = {
        "deck": _("Bản trình chiếu (PowerPoint)"),
        "databook": _("Sổ số liệu (Excel)"),
        "report": _("Báo cáo (Word)"),
    }
    with st.container(key="exports"):  # left off the paper, with its heading
        st.html(elements.section(_("Tải về để họp")) + elements.caption(note))
        with st.container(horizontal=True):
            for kind, ending in KINDS.items():
                st.download_button(
                    plain(names[kind]),
                    data=_maker(view, kind, about),
                    file_name=_name(view, about) + ending,
                    mime=MIME[kind],
                    key=f"export_{kind}",
                    on_click="ignore",
                )


def _about(view: View) -> str:
    """Whose figures are shown: the province's, or those of this person's locality."""
    if may(view.actor, "province.read") and view.only is None:
        return view.register.province.unit_id
    return view.unit.unit_id


def _units(view: View, about: str) -> tuple[str, ...]:
    """Whose figures such a file holds: the province's names every locality."""
    if about == view.register.province.unit_id:
        return tuple(unit.unit_id for unit in view.reporting)
    return (about,)


def _name(view: View, about: str) -> str:
    """``kh3220-2025-06-62``, and the language where it is not Vietnamese."""
    language = "" if view.state.language is Language.VI else f"-{view.state.language}"
    return f"{view.plan.name}-{view.period}-{about}{language}"


def _maker(view: View, kind: str, about: str) -> Callable[[], bytes]:
    """What makes the file: later, outside the run of the page, as of the moment it shows."""

    def make() -> bytes:
        sources, said = _dossier(view, about)
        if kind == "databook":
            said = said.with_cells(sources.cells(said.every_term, view.moment))
        return _handed_out(view, kind, said)

    return make


def _dossier(view: View, about: str) -> tuple[Sources, Dossier]:
    """What is shown of that locality, or of the province, put together to be handed out."""
    whole = about == view.register.province.unit_id
    units = view.register.by_id if whole else (about,)
    known = limited(view.facts, Scope(None if whole else frozenset(units)))
    due = duties.deliveries(view)
    sources = Sources(view.access)
    given = Given(
        revision=view.moment.revision,
        unit_id=about,
        deliveries=tuple(one for one in due if one.unit_id in units),
        files=sources.files(known, view.moment, units=units, counted=view.period),
        measures=measure_names(view.context.editions),
        decisions=sources.decisions(view.moment, None if whole else about),
        meeting=view.meeting,
        demonstration=view.context.store.demonstration,
    )
    said = dossier(
        known,
        view.plan,
        view.register,
        given,
        period=view.period,
        language=view.state.language,
        document=view.document,
    )
    return sources, said


def _handed_out(view: View, kind: str, dossier: Dossier) -> bytes:
    """The file, noted in the trail with its report id."""
    subject = f"{kind}, {dossier.report_id}"
    return view.access.export(subject, dossier.localities, lambda: made(kind, dossier))


def take_along(
    view: View, *pieces: Piece, unit_id: str | None = None, target_id: str | None = None
) -> None:
    """One button that opens to the files of what this page shows; none where one may not have them.

    ``unit_id``: of that locality alone; else of the province, where one may have it. ``target_id``:
    of that target. Nothing is made before a file is asked for, and each handed out is in the trail.
    """
    about = unit_id or _about(view)
    if not all(may(view.actor, "export.make", one) for one in _units(view, about)):
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
                data=_excerpt(view, piece, form, about, target_id),
                file_name=f"{_name(view, about)}-{ending}.{form}",
                mime=_EXCERPT[form],
                key=f"excerpt_{piece}_{form}",
                on_click="ignore",
            )


def _excerpt(
    view: View, piece: Piece, form: Form, about: str, target_id: str | None
) -> Callable[[], bytes]:
    """What makes the file: later, outside the run of the page, as of the moment it shows."""

    def make() -> bytes:
        _, said = _dossier(view, about)
        subject = f"{piece}.{form}, {said.report_id}"
        units = _units(view, about)
        return view.access.export(subject, units, lambda: excerpt(piece, form, said, target_id))

    return make
