"""Several files chosen at once: a row for each with its verdict, sent together or one by one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from data_loaders.errors import QuotaError, RefusedError
from data_loaders.model import Identity, Severity
from data_loaders.preview import Preview
from kpis.wording import period_name
from pages.ui import arrival, examined, parts
from pages.ui.markdown import filled
from pages.ui.sending import batch_notice, note_batch
from pages.ui.view import View

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
    st.html(parts.plain_table(heads, rows, kind="arrived"))
    counted = [n for n in range(len(files)) if n + 1 not in replaced]
    _send_ready(view, [(files[n], looked[n]) for n in counted])
    numbers = range(len(files))
    waiting = (n for n in counted if not _settled(looked[n]))
    chosen = st.selectbox(
        _("Xem từng tệp"),
        numbers,
        index=next(waiting, counted[-1]),
        format_func=lambda number: f"{number + 1}. {files[number].name}",
        key=f"several_{len(files)}_{files[0].file_id}",
    )
    examined.examine(view, identity, files[chosen], among=True)


def _looked(view: View, identity: Identity, file: Any) -> Looked:
    try:
        return arrival.glance(view, identity, file, among=True)
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
    pressed = st.button(filled(text, count=len(ready)), type="primary", key="several_send")
    unseen = [file for file, _seen in ready if arrival.moved(file)]
    if pressed and unseen:
        st.warning(
            _(
                "Số liệu đã thay đổi từ khi xem trước: có bản khác vừa được gửi, duyệt hoặc trả"
                " lại. Chưa có gì được gửi; hãy xem lại rồi bấm gửi."
            )
        )
    elif pressed:
        _send_all(view, [seen for _file, seen in ready])


def _send_all(view: View, ready: Sequence[Preview]) -> None:
    sent, kept_back = 0, []
    for seen in sorted(ready, key=lambda one: str(one.identity and one.identity.period)):
        try:
            sent += view.access.send(seen).outcome == "sent"
        except RefusedError as error:
            kept_back.append(f"{seen.file_name}: {error}")
    note_batch(sent, kept_back)
    st.rerun()
