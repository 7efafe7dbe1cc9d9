"""What the gate says, by its name in the templates; English stands in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import parse_qs, urlsplit

from data_loaders.model.words import LANGUAGES, translator

TEXTS: Mapping[str, str] = {
    "product": "Theo dõi Kế hoạch {number}",
    "purpose": (
        "Bảng theo dõi dành cho Ban Chỉ đạo: tiến độ các chỉ tiêu của kế hoạch theo báo cáo hằng"
        " tháng của các địa phương."
    ),
    "restricted": "Chỉ dành cho người được giao nhiệm vụ. Mọi lượt đăng nhập đều được ghi nhật ký.",
    "sign_in": "Đăng nhập",
    "name": "Tên đăng nhập",
    "password": "Mật khẩu",
    "provider": "Đăng nhập bằng tài khoản cơ quan",
    "or": "hoặc",
    "help": "Quên mật khẩu hoặc chưa có tài khoản: liên hệ người quản trị của cơ quan thường trực.",
    "wrong": "Tên đăng nhập hoặc mật khẩu không đúng.",
    "wait": "Đã nhập sai nhiều lần. Hãy thử lại sau {time}.",
    "seconds": "{count} giây",
    "minutes": "{count} phút",
    "busy": "Đang có nhiều người đăng nhập cùng lúc. Hãy thử lại sau ít giây.",
    "stale": "Trang đăng nhập mở đã lâu hoặc trình duyệt chặn cookie. Hãy nhập lại.",
    "signed_out": "Đã đăng xuất.",
    "idle": "Phiên làm việc đã kết thúc vì 30 phút không sử dụng. Hãy đăng nhập lại.",
    "sign_out": "Đăng xuất",
    "sign_out_question": "Kết thúc phiên làm việc trên mọi thẻ của trình duyệt này?",
    "stay": "Ở lại",
    "change_password": "Đổi mật khẩu",
    "must_change": (
        "Mật khẩu này do người khác cấp. Hãy đặt mật khẩu của riêng mình trước khi tiếp tục."
    ),
    "current": "Mật khẩu hiện tại",
    "new": "Mật khẩu mới",
    "repeat": "Nhập lại mật khẩu mới",
    "rule": (
        "Ít nhất 12 ký tự, không dễ đoán. Nên dùng một câu gồm bốn, năm từ, có dấu và dấu cách"
        " đều được."
    ),
    "save": "Lưu",
    "different": "Hai lần nhập mật khẩu mới không giống nhau.",
    "same": "Mật khẩu mới phải khác mật khẩu hiện tại.",
    "short": "Mật khẩu phải có ít nhất 12 ký tự.",
    "long": "Mật khẩu không được dài quá 128 ký tự.",
    "common": "Mật khẩu này quá phổ biến hoặc dễ đoán; hãy dùng một câu dài mà chỉ mình nhớ.",
    "setup": "Cài đặt lần đầu",
    "setup_why": (
        "Hệ thống chưa có tài khoản nào. Nhập mã cài đặt in trên màn hình máy chủ để tạo người"
        " quản trị đầu tiên; người này tạo tài khoản cho mọi người khác."
    ),
    "code": "Mã cài đặt",
    "wrong_code": "Mã cài đặt không đúng. Mã mới nhất in trên màn hình máy chủ khi khởi động.",
    "create": "Tạo người quản trị",
    "demonstration": "Dữ liệu trình diễn",
    "demonstration_why": (
        "Số liệu tổng hợp, không phải số liệu thật. Chọn một vai trò để vào xem ngay."
    ),
    "enter": "Vào",
    "unknown_person": (
        "Tài khoản cơ quan “{name}” chưa được cấp quyền vào hệ thống này. Hãy liên hệ người quản"
        " trị của cơ quan thường trực."
    ),
    "provider_failed": (
        "Không đăng nhập được bằng tài khoản cơ quan. Hãy thử lại, hoặc dùng mật khẩu."
    ),
    "back": "Về trang đăng nhập",
    "refused": "Không được phép",
    "foreign_host": (
        "Máy chủ không nhận tên “{host}”. Người quản trị thêm tên này vào MONITOR_HOSTS."
    ),
    "foreign_origin": "Yêu cầu này do một trang khác gửi đến nên bị từ chối.",
    "not_presented": (
        "Trình chiếu dành cho người được xem số liệu toàn tỉnh; tài khoản này chỉ xem được số"
        " liệu của địa phương mình."
    ),
    "unknown": "Không có trang này",
    "unknown_why": "Máy chủ không có trang “{path}”. Hãy xem lại địa chỉ, hoặc mở từ trang đầu.",
    "first_page": "Về trang đầu",
    "role_viewer": "xem mọi số liệu và kết luận",
    "role_reporter": "gửi và theo dõi báo cáo của địa phương mình",
    "role_approver": "duyệt hoặc trả lại báo cáo",
    "role_secretary": "chốt phiên họp, ghi kết luận",
    "role_admin": "tài khoản, danh mục, cài đặt",
    "role_auditor": "xem nhật ký, không sửa gì",
}


@cache
def texts(language: str) -> Mapping[str, str]:
    """Every text in one language."""
    _ = translator(language, "gate")
    return {key: _(sentence) for key, sentence in TEXTS.items()}


def language_of(query: str, wanted: str = "") -> str:
    """The language an address asks for, or that of the page it leads to; else Vietnamese."""
    for text in (query, urlsplit(wanted).query):
        named = parse_qs(text).get("lang", [""])[-1]
        if named in LANGUAGES:
            return named
    return LANGUAGES[0]


def span(seconds: int, said: Mapping[str, str]) -> str:
    """A waiting time in words: seconds below two minutes, then minutes, rounded up."""
    if seconds < 120:
        return said["seconds"].format(count=seconds)
    return said["minutes"].format(count=-(-seconds // 60))
