"""Several files chosen at once: a row for each with its verdict, sent together or one by one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from data_loaders.model import Identity, Severity
from data_loaders.model.errors import QuotaError, RefusedError
from data_loaders.reports.preview import Preview
from kpis.words.verdicts import period_name
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import View
from pages.ui.parts import acts, elements
from pages.ui.submit import examination, uploads
from pages.ui.submit.sending import BATCH, ONE_OF_SEVERAL, batch_notice, several_receipt

Looked = Preview | str
"""What is known of a file; or the sentence that says why it was not read."""


def examine(view: View, identity: Identity, files: Sequence[Any]) -> None:
    """The table of all files, the button for those that are ready, and one of them in full."""
    _ = view.text
    with st.spinner(filled(_("Đang đọc {count} tệp…"), count=len(files))):
        looked = [_looked(view, identity, file) for file in files]
    replaced = _replaced(looked)
    heads = ("", _("Tệp"), _("Báo cáo"), _("Kết quả kiểm tra"))
    rows = (
        f"<td>{number}</td><th>{escape(file.name)}</th><td>{escape(_report(view, seen))}</td>"
        f"<td>{escape(_verdict(view, seen, replaced.get(number)))}</td>"
        for number, (file, seen) in enumerate(zip(files, looked, strict=True), start=1)
    )
    st.html(elements.plain_table(heads, rows, kind="arrived"))
    counted = [n for n in range(len(files)) if n + 1 not in replaced]
    _send_ready(view, [(files[n], looked[n]) for n in counted])
    waiting = (n for n in counted if not _settled(looked[n]))
    chosen = _choose(view, files, first=files[next(waiting, counted[-1])].file_id)
    examination.examine(view, identity, chosen, among=True)


def _choose(view: View, files: Sequence[Any], *, first: str) -> Any:
    """One of the files, by its identity: it stays chosen when it was sent and when others come."""
    by_id = {file.file_id: file for file in files}
    names = {file.file_id: f"{number}. {file.name}" for number, file in enumerate(files, start=1)}
    if acts.opened(ONE_OF_SEVERAL) not in by_id:
        acts.open_at(ONE_OF_SEVERAL, first)
    st.session_state["several_file"] = acts.opened(ONE_OF_SEVERAL)
    st.selectbox(
        view.text("Xem từng tệp"),
        list(by_id),
        format_func=names.__getitem__,
        key="several_file",
        on_change=lambda: acts.open_at(ONE_OF_SEVERAL, st.session_state["several_file"]),
    )
    return by_id[acts.opened(ONE_OF_SEVERAL)]


def _looked(view: View, identity: Identity, file: Any) -> Looked:
    try:
        return uploads.glance(view, identity, file, among=True)
    except QuotaError as error:
        return str(error)


def _replaced(looked: Sequence[Looked]) -> dict[int, int]:
    """Number of a file → that of the last one of the same report, which counts in its place.

    Whoever corrects a file adds it beside the one with the errors.
    """
    last: dict[Identity, int] = {}
    found: dict[int, int] = {}
    for number in range(len(looked), 0, -1):
        seen = looked[number - 1]
        if isinstance(seen, str) or seen.identity is None:
            continue
        if seen.identity in last and seen.already is None:
            found[number] = last[seen.identity]
        else:
            last.setdefault(seen.identity, number)
    return found


def _ready(seen: Looked) -> bool:
    """Whether nothing is missing, not even an explanation."""
    if isinstance(seen, str) or seen.already is not None or seen.identity is None:
        return False
    return seen.sendable and not seen.of(Severity.WARNING)


def _settled(seen: Looked) -> bool:
    """Whether there is nothing to look at in this file: it is ready, or was sent."""
    return _ready(seen) or (not isinstance(seen, str) and seen.already is not None)


def _report(view: View, seen: Looked) -> str:
    """Whose report it is, and of which period, as far as that is known."""
    if isinstance(seen, str) or seen.identity is None:
        return "–"
    unit = view.register.by_id[seen.identity.unit_id].full_name
    return f"{unit}, {period_name(seen.identity.period, view.state.language)}"


def _verdict(view: View, seen: Looked, replaced: int | None) -> str:
    """How a file stands, by symbol and words."""
    _ = view.text
    if replaced is not None:
        return _("○ Thay bằng tệp số {number} của cùng báo cáo").format(number=replaced)
    if isinstance(seen, str):
        return f"✖ {seen}"
    if seen.already is not None:
        return _("● Đã gửi, là bản số {version}").format(version=seen.already)
    return _found(view, seen)


def _found(view: View, seen: Preview) -> str:
    """What the check found, in a word."""
    _ = view.text
    if any(one.code == "identity-unknown" for one in seen.findings):
        return _("? Chưa rõ của địa phương nào, kỳ nào: mở tệp để xác nhận")
    errors, warnings = len(seen.of(Severity.ERROR)), len(seen.of(Severity.WARNING))
    if errors:
        return _.plural("✖ Có {count} lỗi phải sửa", errors).format(count=errors)
    if warnings:
        text = _.plural("▲ Cần ghi lý do của {count} cảnh báo", warnings)
        return text.format(count=warnings)
    return _("✔ Sẵn sàng gửi")


def _send_ready(view: View, looked: Sequence[tuple[Any, Looked]]) -> None:
    """One button for all that are ready, the oldest period first."""
    _ = view.text
    batch_notice(view)
    ready = [(file, s) for file, s in looked if isinstance(s, Preview) and _ready(s)]
    if not ready:
        return
    text = _.plural("Gửi {count} báo cáo sẵn sàng", len(ready))
    named = "_".join(sorted(seen.sha256[:8] for _file, seen in ready))
    drawn = [seen for _file, seen in ready]
    key = f"several_send_{named}"
    acts.button(text.format(count=len(ready)), "report.send.all", drawn, key=key, type="primary")

    def send(pressed: acts.Pressed) -> acts.Receipt | None:
        if any(uploads.moved(file) for file, _seen in looked):
            st.warning(
                _(
                    "Số liệu đã thay đổi từ khi xem trước: có bản khác vừa được gửi, duyệt hoặc trả"
                    " lại. Chưa có gì được gửi; hãy xem lại rồi bấm gửi."
                )
            )
            return None
        return _send_all(view, pressed.of)

    acts.answer("report.send.all", BATCH, send)
    acts.refusal(BATCH)


def _send_all(view: View, ready: Sequence[Preview]) -> acts.Receipt:
    sent, kept_back = 0, []
    for seen in sorted(ready, key=lambda one: str(one.identity and one.identity.period)):
        try:
            sent += view.access.send(seen).outcome == "sent"
        except RefusedError as error:
            kept_back.append(f"{seen.file_name}: {error}")
    return several_receipt(view, sent, kept_back)
