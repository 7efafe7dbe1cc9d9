"""What the gate says, in Vietnamese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

LANGUAGES = ("vi", "en")

TEXTS: Mapping[str, tuple[str, str]] = {
    "product": ("Theo dõi Kế hoạch 3220/KH-UBND", "Monitoring of Plan 3220/KH-UBND"),
    "province": ("Tỉnh Kon Tum", "Kon Tum province"),
    "purpose": (
        "Bảng theo dõi dành cho Ban Chỉ đạo: tiến độ các chỉ tiêu phòng, chống ma túy theo báo cáo"
        " hằng tháng của các huyện, thành phố.",
        "For the steering committee: progress on the drug-prevention targets, from the monthly"
        " reports of districts and the city.",
    ),
    "restricted": (
        "Chỉ dành cho người được giao nhiệm vụ. Mọi lượt đăng nhập đều được ghi nhật ký.",
        "For authorised persons only. Every sign-in is recorded.",
    ),
    "sign_in": ("Đăng nhập", "Sign in"),
    "name": ("Tên đăng nhập", "User name"),
    "password": ("Mật khẩu", "Password"),
    "provider": ("Đăng nhập bằng tài khoản cơ quan", "Sign in with your office account"),
    "or": ("hoặc", "or"),
    "help": (
        "Quên mật khẩu hoặc chưa có tài khoản: liên hệ người quản trị của cơ quan thường trực.",
        "Forgotten password or no account yet: ask the administrator of the standing body.",
    ),
    "wrong": (
        "Tên đăng nhập hoặc mật khẩu không đúng.",
        "The user name or the password is wrong.",
    ),
    "wait": (
        "Đã nhập sai nhiều lần. Hãy thử lại sau {time}.",
        "Too many wrong attempts. Try again in {time}.",
    ),
    "seconds": ("{count} giây", "{count} s"),
    "minutes": ("{count} phút", "{count} min"),
    "busy": (
        "Đang có nhiều người đăng nhập cùng lúc. Hãy thử lại sau ít giây.",
        "Many people are signing in at this moment. Try again in a few seconds.",
    ),
    "stale": (
        "Trang đăng nhập mở đã lâu hoặc trình duyệt chặn cookie. Hãy nhập lại.",
        "This page was open for too long, or the browser refuses cookies. Please enter it again.",
    ),
    "signed_out": ("Đã đăng xuất.", "You have signed out."),
    "idle": (
        "Phiên làm việc đã kết thúc vì 30 phút không sử dụng. Hãy đăng nhập lại.",
        "The session ended after 30 minutes without use. Please sign in again.",
    ),
    "sign_out": ("Đăng xuất", "Sign out"),
    "sign_out_question": (
        "Kết thúc phiên làm việc trên mọi thẻ của trình duyệt này?",
        "End the session in every tab of this browser?",
    ),
    "stay": ("Ở lại", "Stay"),
    "change_password": ("Đổi mật khẩu", "Change password"),
    "must_change": (
        "Mật khẩu này do người khác cấp. Hãy đặt mật khẩu của riêng mình trước khi tiếp tục.",
        "Somebody else gave you this password. Choose your own before going on.",
    ),
    "current": ("Mật khẩu hiện tại", "Current password"),
    "new": ("Mật khẩu mới", "New password"),
    "repeat": ("Nhập lại mật khẩu mới", "New password again"),
    "rule": (
        "Ít nhất 12 ký tự, không dễ đoán. Nên dùng một câu gồm bốn, năm từ, có dấu và dấu cách"
        " đều được.",
        "At least 12 characters, hard to guess. A sentence of four or five words is best; spaces"
        " and diacritics are welcome.",
    ),
    "save": ("Lưu", "Save"),
    "different": ("Hai lần nhập mật khẩu mới không giống nhau.", "The new passwords differ."),
    "same": ("Mật khẩu mới phải khác mật khẩu hiện tại.", "The new password is the current one."),
    "short": ("Mật khẩu phải có ít nhất 12 ký tự.", "The password needs at least 12 characters."),
    "long": ("Mật khẩu không được dài quá 128 ký tự.", "At most 128 characters, please."),
    "common": (
        "Mật khẩu này quá phổ biến hoặc dễ đoán; hãy dùng một câu dài mà chỉ mình nhớ.",
        "This password is too common or easy to guess; use a long sentence only you remember.",
    ),
    "setup": ("Cài đặt lần đầu", "First set-up"),
    "setup_why": (
        "Hệ thống chưa có tài khoản nào. Nhập mã cài đặt in trên màn hình máy chủ để tạo người"
        " quản trị đầu tiên; người này tạo tài khoản cho mọi người khác.",
        "There are no accounts yet. Enter the set-up code printed on the server's console to make"
        " the first administrator, who then makes everybody else's account.",
    ),
    "code": ("Mã cài đặt", "Set-up code"),
    "wrong_code": (
        "Mã cài đặt không đúng. Mã mới nhất in trên màn hình máy chủ khi khởi động.",
        "The set-up code is wrong. The newest was printed on the server's console at its start.",
    ),
    "create": ("Tạo người quản trị", "Make the administrator"),
    "demonstration": ("Dữ liệu trình diễn", "Demonstration data"),
    "demonstration_why": (
        "Số liệu tổng hợp, không phải số liệu thật. Chọn một vai trò để vào xem ngay.",
        "Synthetic figures, not real ones. Choose a role and you are in.",
    ),
    "enter": ("Vào", "Enter"),
    "unknown_person": (
        "Tài khoản cơ quan “{name}” chưa được cấp quyền vào hệ thống này. Hãy liên hệ người"
        " quản trị của cơ quan thường trực.",
        "The office account “{name}” has not been admitted to this system. Ask the administrator"
        " of the standing body.",
    ),
    "provider_failed": (
        "Không đăng nhập được bằng tài khoản cơ quan. Hãy thử lại, hoặc dùng mật khẩu.",
        "Signing in with the office account failed. Try again, or use a password.",
    ),
    "back": ("Về trang đăng nhập", "Back to sign-in"),
    "refused": ("Không được phép", "Refused"),
    "foreign_host": (
        "Máy chủ không nhận tên “{host}”. Người quản trị thêm tên này vào MONITOR_HOSTS.",
        "This server does not answer to “{host}”. The administrator adds the name to"
        " MONITOR_HOSTS.",
    ),
    "foreign_origin": (
        "Yêu cầu này do một trang khác gửi đến nên bị từ chối.",
        "This request came from another site and is refused.",
    ),
    "not_presented": (
        "Trình chiếu dành cho người được xem số liệu toàn tỉnh; tài khoản này chỉ xem được số liệu"
        " của địa phương mình.",
        "The presentation is for those who may see the province's figures; this account may see"
        " its own locality's only.",
    ),
    "unknown": ("Không có trang này", "No such page"),
    "unknown_why": (
        "Máy chủ không có trang “{path}”. Hãy xem lại địa chỉ, hoặc mở từ trang đầu.",
        "There is no page “{path}” here. Check the address, or start from the first page.",
    ),
    "first_page": ("Về trang đầu", "To the first page"),
    "role_viewer": ("xem mọi số liệu và kết luận", "sees every figure and conclusion"),
    "role_reporter": ("gửi và theo dõi báo cáo của huyện mình", "sends its own district's reports"),
    "role_approver": ("duyệt hoặc trả lại báo cáo", "accepts or returns reports"),
    "role_secretary": ("chốt phiên họp, ghi kết luận", "freezes meetings, records decisions"),
    "role_admin": ("tài khoản, danh mục, cài đặt", "accounts, register, settings"),
    "role_auditor": ("xem nhật ký, không sửa gì", "reads the trail, changes nothing"),
}


def texts(language: str) -> Mapping[str, str]:
    """Every text in one language."""
    index = LANGUAGES.index(language)
    return {key: pair[index] for key, pair in TEXTS.items()}


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
