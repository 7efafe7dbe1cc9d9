"""Words of the commands' tables; English stands in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from data_loaders.model.words import translator

WORDS: Mapping[str, str] = {
    "file": "Tệp",
    "sheet": "Trang tính",
    "cell": "Ô",
    "severity": "Mức",
    "message": "Nội dung",
    "error": "LỖI",
    "warning": "cảnh báo",
    "note": "ghi chú",
    "clean": "không có lỗi",
    "account": "Tài khoản",
    "role": "Vai trò",
    "active": "đang dùng",
    "disabled": "đã khóa",
    "temporary_password": "chờ đổi mật khẩu tạm",
    "unit": "Địa phương",
    "period": "Kỳ",
    "version": "Bản",
    "state": "Trạng thái",
    "received": "Nhận lúc",
    "by": "Người gửi",
    "events": "Sự kiện",
    "due": "Hạn gửi",
    "timeliness": "Tình hình nộp",
    "days_late": "Số ngày chậm",
    "late": "nộp chậm",
    "on_time": "nộp đúng hạn",
    "missing": "chưa báo cáo (quá hạn)",
    "pending": "chưa đến hạn",
    "sent": "đã gửi, chờ duyệt",
    "accepted": "đã duyệt",
    "returned": "trả lại",
    "withdrawn": "rút lại việc duyệt",
    "superseded": "đã thay thế",
    "refused": "không tiếp nhận",
    "already-sent": "đã gửi trước đó",
    "outcome": "Kết quả",
    "meeting_id": "Mã",
    "meeting": "Phiên họp",
    "held_at": "Họp lúc",
    "chair": "Chủ trì",
    "as_of": "Số liệu đến",
    "frozen_by": "Người chốt",
    "stopped": "đã dừng giữa chừng; chạy lại lệnh này để gửi tiếp, tệp đã gửi được bỏ qua",
}


def words(language: str) -> Mapping[str, str]:
    """Every word in one language."""
    _ = translator(language, "terminal")
    return {key: _(word) for key, word in WORDS.items()}
