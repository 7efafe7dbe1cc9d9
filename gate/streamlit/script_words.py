"""Streamlit's own English, word for word as its scripts have it, and what stands there instead.

By the part of Streamlit it stands in. Left out is what nobody meets here: elements that no page
has, the menu, which is hidden, and messages to developers.
"""

from __future__ import annotations

from collections.abc import Mapping

VIETNAMESE: Mapping[str, Mapping[str, str]] = {
    "index": {
        "Skip to main content": "Đến nội dung chính",
        "Page not found": "Không có trang này",
        "The page that you have requested does not seem to exist": "Không có trang được yêu cầu",
        ". Running the app's main page.": ". Đang mở trang đầu.",
        "Connection error": "Mất kết nối",
        "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your"
        " terminal:": "Máy chủ không trả lời. Nếu máy chủ đã dừng, hãy khởi động lại:",
        "Connecting to Streamlit server": "Đang kết nối với máy chủ",
        "Unable to connect to Streamlit server": "Không kết nối được với máy chủ",
        "Connecting": "Đang kết nối",
        "Connection timed out": "Máy chủ không trả lời",
        "Connection timed out.": "Máy chủ không trả lời.",
        "Network error": "Lỗi mạng",
        "No response received from server": "Máy chủ không trả lời",
        "Connection lost. Please wait for the app to reconnect, then try again.": "Mất kết nối. Hãy"
        " đợi kết nối lại rồi thử lại.",
        "Running...": "Đang xử lý…",
        "Stopping...": "Đang dừng…",
        "Stop": "Dừng",
        "Please wait...": "Hãy đợi…",
        "Main menu": "Trình đơn",
        "Close": "Đóng",
        "Cancel": "Bỏ qua",
    },
    "utils": {
        "Choose an option": "Chọn một mục",
        "Choose options": "Chọn",
        "Choose or add an option": "Chọn hoặc gõ thêm",
        "Add an option": "Gõ thêm",
        "No options to select": "Không có mục nào",
    },
    "Selectbox": {
        "No results": "Không tìm thấy",
        "Clear value": "Bỏ chọn",
        "Open": "Mở danh sách",
        "Selectbox options": "Các mục",
        "Add: ": "Thêm: ",
    },
    "useSyncComboBoxEnterTargetFocus": {
        "Show suggestions": "Mở danh sách",
        "Suggestions": "Các mục",
        "${e.optionText}, selected": "${e.optionText}, đã chọn",
    },
    "InputInstructions": {
        "submit form": "ghi",
        "apply": "ghi",
        "Press ${r()?": "Bấm ${r()?",
        "}+Enter to ${e}": "}+Enter để ${e}",
        "Press Enter to ${e}": "Bấm Enter để ${e}",
    },
    "TextInput": {
        "Clear entry": "Xóa nội dung",
        "Hide password": "Ẩn mật khẩu",
        "Show password": "Hiện mật khẩu",
        "Invalid input.": "Nội dung không hợp lệ.",
    },
    "DateInput": {
        "Choose date": "Chọn ngày",
        "Clear date": "Bỏ ngày",
        "Use arrow keys to navigate dates. Enter to select. Escape to close.": "Dùng phím mũi tên"
        " để đi qua các ngày, Enter để chọn, Escape để đóng.",
    },
    "DateField": {
        "Selected Date: ${e.date}": "Ngày đã chọn: ${e.date}",
        "Value must be ${e.maxValue} or earlier.": "Ngày phải từ ${e.maxValue} trở về trước.",
        "Value must be ${e.minValue} or later.": "Ngày phải từ ${e.minValue} trở về sau.",
        "Selected date unavailable.": "Không chọn được ngày này.",
    },
    "FileUploader": {
        " per file": " mỗi tệp",
        "Upload": "Chọn tệp",
        "Add files": "Thêm tệp",
        "Drag and drop files here": "Kéo và thả các tệp vào đây",
        "Drag and drop a file here": "Kéo và thả tệp vào đây",
    },
    "StreamlitMarkdown": {
        "Link to heading": "Liên kết đến đề mục",
        "Help": "Giải thích",
        "Help for ": "Giải thích: ",
        "Network issue": "Lỗi mạng",
        "To fix this, simply reload this app by pressing": "Hãy tải lại trang bằng phím",
    },
    "Toolbar": {
        "Fullscreen": "Toàn màn hình",
        "Close fullscreen": "Thu nhỏ",
    },
    "DownloadButton": {
        "Download failed": "Không tải được",
    },
}
"""Part → English → Vietnamese. A text that is the beginning or the end of a longer one with places
to fill is given with what it must stand beside."""
