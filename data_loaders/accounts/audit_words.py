"""What the entries of a trail say, in words: the code of a deed stays, for scripts and proofs.

The deeds that are also rights have the words of the table of rights; the rest stand here.
"""

from __future__ import annotations

from collections.abc import Mapping

from data_loaders.accounts.permissions import ACTIONS
from data_loaders.model.words import translator
from data_loaders.store.hash_chain import DONE, REFUSED
from data_loaders.store.row_digests import BIND

_DEEDS: Mapping[str, str] = {
    "account.add": "thêm tài khoản",
    "account.disable": "khóa tài khoản",
    "account.enable": "mở lại tài khoản",
    "account.password": "đặt mật khẩu",
    "account.role": "đổi vai trò của tài khoản",
    "console": "chạy lệnh trên máy chủ",
    "decision.change": "ghi tình trạng thực hiện kết luận",
    "lockout": "tạm khóa đăng nhập vì sai nhiều lần",
    "meeting.document": "lưu văn bản số liệu đã chốt của phiên họp trước",
    "meeting.plan": "lập phiên họp",
    "report.refuse": "giữ tệp có lỗi, không tiếp nhận",
    "session.end": "kết thúc phiên làm việc",
    "session.start": "đăng nhập",
    BIND: "niêm phong các dòng đã có trong kho",
    "store.restore": "khôi phục kho số liệu",
    "store.verify": "kiểm tra tính toàn vẹn của kho số liệu",
    "trail.export": "xuất nhật ký ra tệp",
}
_OUTCOMES = {DONE: "đã làm", REFUSED: "bị từ chối"}


def deed(action: str, lang: str) -> str:
    """What was done, by its code; the code itself where a later program wrote one unknown here."""
    if action in _DEEDS:
        return translator(lang)(_DEEDS[action])
    right = ACTIONS.get(action)
    return action if right is None else translator(lang)(right.wish)


def outcome(code: str, lang: str) -> str:
    """How it ended."""
    return translator(lang)(_OUTCOMES[code]) if code in _OUTCOMES else code
