"""What a visitor is told when something fails: a sentence, what to do, and a number for the log."""

from __future__ import annotations

import logging
from secrets import token_hex

import streamlit as st

from data_loaders.model.errors import FaultError, MonitorError
from pages.ui.frame.markdown import paragraphs

_LOG = logging.getLogger(__name__)


def tell(error: Exception) -> bool:
    """Show an error. True: Streamlit shows nothing of its own; the log has the stack trace."""
    st.error(paragraphs(sentence(error)))
    return True


def sentence(error: Exception) -> str:
    """What is said of an error; one that nobody expected goes to the log under its number."""
    if isinstance(error, FaultError):  # nobody knows whether the page could still say its language
        return f"{error}\n\n{error.english}"
    if isinstance(error, MonitorError):
        return str(error)
    number = token_hex(4)
    _LOG.error("page error %s", number, exc_info=error)
    return (
        "Trang này gặp lỗi ngoài dự kiến. Số liệu đã lưu không bị ảnh hưởng. Hãy tải lại trang;"
        f" nếu vẫn lỗi, báo người quản trị mã {number} (nhật ký máy chủ ghi chi tiết theo mã này)."
        f"\n\nThis page failed unexpectedly. Stored data are not affected. Reload the page; if it"
        f" fails again, give the administrator the number {number}."
    )
