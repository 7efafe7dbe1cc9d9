"""What the entries of a trail say, in words: the code of a deed stays, for scripts and proofs.

The deeds that are also rights have the words of the table of rights; the rest stand here.
"""

from __future__ import annotations

from collections.abc import Mapping

from data_loaders.accounts.permissions import ACTIONS
from data_loaders.store.hash_chain import DONE, REFUSED

_DEEDS: Mapping[str, Mapping[str, str]] = {
    "account.add": {"vi": "thêm tài khoản", "en": "add an account"},
    "account.disable": {"vi": "khóa tài khoản", "en": "disable an account"},
    "account.enable": {"vi": "mở lại tài khoản", "en": "enable an account again"},
    "account.password": {"vi": "đặt mật khẩu", "en": "set a password"},
    "account.role": {"vi": "đổi vai trò của tài khoản", "en": "change an account's role"},
    "console": {"vi": "chạy lệnh trên máy chủ", "en": "run a command on the server"},
    "decision.change": {
        "vi": "ghi tình trạng thực hiện kết luận",
        "en": "record how a decision stands",
    },
    "lockout": {
        "vi": "tạm khóa đăng nhập vì sai nhiều lần",
        "en": "shut sign-in after many failures",
    },
    "meeting.document": {
        "vi": "lưu văn bản số liệu đã chốt của phiên họp trước",
        "en": "keep the document of what an earlier meeting froze",
    },
    "meeting.plan": {"vi": "lập phiên họp", "en": "announce a meeting"},
    "report.refuse": {
        "vi": "giữ tệp có lỗi, không tiếp nhận",
        "en": "keep a file with errors, not taken",
    },
    "session.end": {"vi": "kết thúc phiên làm việc", "en": "end a session"},
    "session.start": {"vi": "đăng nhập", "en": "sign in"},
    "store.restore": {"vi": "khôi phục kho số liệu", "en": "restore the store"},
    "store.verify": {
        "vi": "kiểm tra tính toàn vẹn của kho số liệu",
        "en": "verify the store's integrity",
    },
    "trail.export": {"vi": "xuất nhật ký ra tệp", "en": "export the trail to a file"},
}
_OUTCOMES = {
    DONE: {"vi": "đã làm", "en": "done"},
    REFUSED: {"vi": "bị từ chối", "en": "refused"},
}


def deed(action: str, lang: str) -> str:
    """What was done, by its code; the code itself where a later program wrote one unknown here."""
    if action in _DEEDS:
        return _DEEDS[action][lang]
    right = ACTIONS.get(action)
    if right is None:
        return action
    return right.vi if lang == "vi" else right.en


def outcome(code: str, lang: str) -> str:
    """How it ended."""
    return _OUTCOMES[code][lang] if code in _OUTCOMES else code
