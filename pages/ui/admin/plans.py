"""A plan's folder on the administrator's page: upload, what is wrong, what it comes to, in force.

What is put in force is the very folder that was shown: the button holds its bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.model import Period
from data_loaders.model.errors import RefusedError
from data_loaders.plan_folder.folder import PlanFolder
from data_loaders.service.plans import Plans, versions_of
from data_loaders.store.database import instant_of
from data_loaders.store.plan_versions import PlanVersion
from kpis.plan_folder.examine import examine
from kpis.plan_folder.findings import PlanFinding
from kpis.plan_folder.preview import Preview, preview
from kpis.plan_folder.zip_upload import unpack
from kpis.stored.amendments import target_differences
from kpis.stored.plans import plan_in
from kpis.words.verdicts import instant
from pages.ui.frame.markdown import filled, plain
from pages.ui.frame.view import View
from pages.ui.parts import acts, elements

_PLACE, _HELD = "plan.load", "plan_upload_held"
_SINCE, _DECISION, _REASON = "plan_load_since", "plan_load_decision", "plan_load_reason"


@dataclass(frozen=True)
class _Held:
    """An upload of this session: what was found in it, and what it comes to where it is good."""

    asked: tuple[Any, ...]
    findings: tuple[PlanFinding, ...]
    folder: PlanFolder | None = None
    shown: Preview | None = None


@dataclass(frozen=True)
class _Offer:
    """What the button puts in force: the folder that was shown, over the version it was held to."""

    folder: PlanFolder
    base: PlanVersion


def plan_board(view: View) -> None:
    """What is in force since when; for who may load a plan: the upload and all that follows."""
    _ = view.text
    if not may(view.actor, "plan.load"):
        st.info(_("Chỉ người quản trị đưa kế hoạch vào thực hiện được."))
        return
    acts.answer(_PLACE, _PLACE, lambda pressed: _load(view, pressed.of))
    _versions(view)
    acts.refusal(_PLACE)
    if acts.told(view, _PLACE):
        return
    chosen = st.file_uploader(
        _("Thư mục kế hoạch, nén thành một tệp zip"),
        type="zip",
        key=f"plan_upload_{acts.round_of(_PLACE)}",
    )
    if chosen is not None:
        held = _examined(view, chosen)
        _findings(view, held.findings)
        if held.folder is not None and held.shown is not None:
            _preview(view, held.shown)
            _offer(view, held.folder)


def _versions(view: View) -> None:
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    rows = (
        f"<th>{escape(one.plan_id)}</th><td>{one.version}</td><td>{one.since}</td>"
        f"<td>{escape(one.decision)}</td><td>{escape(one.by)}</td>"
        f"<td>{_known_since(one, language, zone)}</td><td><code>{one.sha256[:16]}</code></td>"
        for one in versions_of(view.access)
    )
    heads = (
        *(_("Kế hoạch"), _("Bản"), _("Từ kỳ"), _("Quyết định"), _("Người đưa vào"), _("Lúc")),
        "SHA-256",
    )
    st.html(elements.plain_table(heads, rows))


def _known_since(one: PlanVersion, language: Any, zone: Any) -> str:
    """When it was put in force; the first version came with the store."""
    if not one.counts_from:
        return "–"
    return instant(instant_of(one.counts_from).astimezone(zone), language, zone=zone)


def _examined(view: View, chosen: Any) -> _Held:
    """What is in the upload, read once for each state of the store."""
    asked = (chosen.file_id, view.revision, view.state.language)
    held: _Held | None = st.session_state.get(_HELD)
    if held is None or held.asked != asked:
        held = st.session_state[_HELD] = _read(view, chosen, asked)
    return held


def _read(view: View, chosen: Any, asked: tuple[Any, ...]) -> _Held:
    unpacked = unpack(chosen.getvalue(), chosen.name)
    if unpacked.findings:
        return _Held(asked, unpacked.findings)
    now = view.context.plan_folder()
    found = examine(unpacked.files, plan_in(now))
    if not found.good:
        return _Held(asked, found.findings)
    same = found.plan is not None and found.plan.name == view.context.declared.plan_id
    shown = preview(found, view.state.language, now.files if same else None)
    return _Held(asked, found.findings, found.folder, shown)


def _findings(view: View, findings: tuple[PlanFinding, ...]) -> None:
    _, language = view.text, view.state.language
    errors = [one for one in findings if one.severity == "error"]
    if errors:
        text = _("Thư mục còn {count} lỗi: sửa các tệp, nén lại rồi tải lên lần nữa.")
        st.error(filled(text, count=len(errors)))
    else:
        st.success(_("Thư mục dùng được: hãy xem trước, rồi đưa vào thực hiện."))
    if findings:
        heads = (_("Mức"), _("Tệp"), _("Khóa"), _("Sai gì, sửa thế nào"))
        words = {"error": _("Lỗi"), "warning": _("Cảnh báo")}
        rows = (
            f"<th>{escape(words[one.severity])}</th><td>{escape(one.file)}</td>"
            f"<td><code>{escape(one.key)}</code></td><td>{escape(one.sentence(language))}</td>"
            for one in sorted(findings, key=lambda one: one.severity != "error")
        )
        st.html(elements.plain_table(heads, rows))


def _preview(view: View, shown: Preview) -> None:
    with st.expander(view.text("Xem trước")):
        st.html(shown.body(view.state.language))
    with st.container(horizontal=True):
        for name, data in shown.files(view.state.language).items():
            st.download_button(plain(name), data, file_name=name, key=f"plan_preview_{name}")


def _offer(view: View, folder: PlanFolder) -> None:
    """From which period, by which decision, why; and the button that holds what was shown."""
    _ = view.text
    key = f"plan_load_{folder.sha256[:12]}_{acts.round_of(_PLACE)}"
    with st.form(f"{key}_form", border=False):
        since, decision, reason = st.columns((1, 2, 4))
        since.text_input(_("Từ kỳ (YYYY-MM)"), key=_SINCE, max_chars=7)
        decision.text_input(_("Số quyết định"), key=_DECISION, max_chars=250)
        reason.text_input(_("Lý do"), key=_REASON, max_chars=250)
        st.caption(filled(_("Thư mục vừa xem trước: SHA-256 {sha256}"), sha256=folder.sha256))
        offer = _Offer(folder, view.context.plan_version())
        acts.submit(_("Đưa vào thực hiện"), _PLACE, offer, key=key)


def _load(view: View, offer: _Offer) -> acts.Receipt:
    """Put what was shown in force. Raises :class:`RefusedError` with what stands against it."""
    keys = (_SINCE, _DECISION, _REASON)
    typed = {key: str(st.session_state.get(key, "")).strip() for key in keys}
    try:
        since = Period.parse(typed[_SINCE])
    except ValueError as error:
        raise RefusedError(str(error)) from error
    if not typed[_REASON]:
        raise RefusedError(view.text("hãy ghi lý do đưa kế hoạch vào thực hiện"))
    now = view.context.plan_folder()
    if plan_in(offer.folder).name == view.context.declared.plan_id:
        for fault in target_differences(now, offer.folder, since):
            raise RefusedError(fault)
    made = Plans(view.access).load(
        offer.folder,
        offer.base,
        since=since,
        decision=typed[_DECISION],
        reason=typed[_REASON],
    )
    st.session_state.pop(_HELD, None)
    said = view.text("Đã đưa vào thực hiện {plan}, bản {version}, từ kỳ {since} ({decision}).")
    return acts.Receipt(
        said.format(
            plan=made.plan_id, version=made.version, since=made.since, decision=made.decision
        )
    )
