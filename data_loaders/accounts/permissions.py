"""Who may do what: one table of named actions, a sentence each; what it does not allow is refused.

Pure and without a database, so that every query and every write of the data layer can ask it. A
reporter's rights end at their own locality; an approver never decides on what they sent themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from data_loaders.model.errors import RefusedError
from data_loaders.model.words import translator


class Role(StrEnum):
    """What an account is for. ``console`` is whoever runs commands on the server."""

    VIEWER = "viewer"
    REPORTER = "reporter"
    APPROVER = "approver"
    SECRETARY = "secretary"
    ADMIN = "admin"
    AUDITOR = "auditor"
    CONSOLE = "console"


_ROLE_NAMES: Mapping[Role, str] = {
    Role.VIEWER: "Ban Chỉ đạo",
    Role.REPORTER: "Địa phương báo cáo",
    Role.APPROVER: "Duyệt báo cáo",
    Role.SECRETARY: "Thư ký Ban Chỉ đạo",
    Role.ADMIN: "Quản trị hệ thống",
    Role.AUDITOR: "Kiểm tra, giám sát",
    Role.CONSOLE: "Lệnh trên máy chủ",
}


def role_name(role: Role, language: str = "vi") -> str:
    """What a role is called."""
    return translator(language, "role")(_ROLE_NAMES[role])


ASSIGNABLE = tuple(role for role in Role if role is not Role.CONSOLE)
"""Roles an account may have."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person may do; ``wish`` says it. ``per_locality``: asked for one locality or all.

    ``not_own``: refused to whoever sent the report it is about.
    """

    name: str
    wish: str
    roles: frozenset[Role]
    per_locality: bool = False
    not_own: bool = False


_V, _R, _P, _S, _A, _U = ASSIGNABLE
_READERS = (_V, _P, _S, _A, _U)


def _action(
    name: str, wish: str, *roles: Role, per_locality: bool = False, not_own: bool = False
) -> Action:
    allowed = frozenset({*roles, Role.CONSOLE})
    return Action(name, wish, allowed, per_locality=per_locality, not_own=not_own)


_TABLE = (
    _action("province.read", "xem số liệu toàn tỉnh", *_READERS),
    _action(
        "locality.read",
        "xem số liệu của địa phương",
        *_READERS,
        _R,
        per_locality=True,
    ),
    _action(
        "history.read",
        "xem lịch sử báo cáo của địa phương",
        *_READERS,
        _R,
        per_locality=True,
    ),
    _action(
        "original.download",
        "tải tệp gốc mà địa phương đã gửi",
        *(_V, _R, _P, _S, _U),
        per_locality=True,
    ),
    _action(
        "export.make",
        "xuất số liệu ra tệp",
        *(_V, _R, _P, _S, _U),
        per_locality=True,
    ),
    _action(
        "form.download",
        "tải biểu mẫu của địa phương",
        *(_R, _P, _S),
        per_locality=True,
    ),
    _action(
        "report.check",
        "kiểm tra thử một báo cáo",
        *(_R, _P),
        per_locality=True,
    ),
    _action(
        "report.send",
        "gửi báo cáo của địa phương",
        *(_R, _P),
        per_locality=True,
    ),
    _action(
        "report.accept",
        "duyệt báo cáo",
        _P,
        per_locality=True,
        not_own=True,
    ),
    _action(
        "report.return",
        "trả lại báo cáo",
        _P,
        per_locality=True,
        not_own=True,
    ),
    _action(
        "report.withdraw",
        "rút lại việc duyệt báo cáo",
        _P,
        per_locality=True,
        not_own=True,
    ),
    _action("report.backdate", "lùi thời điểm về trước"),
    _action("reading.record", "ghi cách hiểu một chỉ tiêu", _S),
    _action("published.record", "ghi số do cơ quan khác công bố", _S),
    _action("conclusion.record", "ghi kết luận của phiên họp về một chỉ tiêu", _S),
    _action("meeting.freeze", "chốt số liệu phiên họp", _S),
    _action(
        "decision.read",
        "xem kết luận phiên họp giao cho địa phương",
        *_READERS,
        _R,
        per_locality=True,
    ),
    _action("decision.record", "ghi kết luận phiên họp", _S),
    _action(
        "explanation.read",
        "xem yêu cầu giải trình và trả lời của địa phương",
        *_READERS,
        _R,
        per_locality=True,
    ),
    _action(
        "explanation.request",
        "yêu cầu địa phương giải trình",
        _S,
        per_locality=True,
    ),
    _action(
        "explanation.answer",
        "trả lời yêu cầu giải trình",
        _R,
        per_locality=True,
    ),
    _action("trail.read", "xem nhật ký truy vết", _A, _U),
    _action("account.list", "xem danh sách tài khoản", _A, _U),
    _action("account.change", "quản lý tài khoản", _A),
    _action("session.list", "xem các phiên đang mở", _A, _U),
    _action("session.end", "kết thúc phiên của người khác", _A),
    _action("register.change", "sửa danh mục địa phương", _A),
    _action("plan.load", "đưa kế hoạch vào thực hiện", _A),
    _action("setting.change", "thay đổi cài đặt", _A),
    _action("store.create", "tạo kho số liệu"),
    _action("store.backup", "sao lưu kho số liệu trên máy chủ", _A),
    _action("store.copy", "sao lưu, khôi phục kho số liệu"),
)

ACTIONS: Mapping[str, Action] = {action.name: action for action in _TABLE}
"""Every action there is, by name."""

OPENED_TO_REPORTERS = frozenset({"province.read", "locality.read"})
"""What the administrator's setting opens to every reporter: figures, never files or history."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting. ``unit_id`` is a reporter's locality; ``sees_province`` the setting above."""

    name: str
    role: Role
    unit_id: str | None = None
    sees_province: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures may be read: every locality's (``units`` None) or only those named."""

    units: frozenset[str] | None = frozenset()

    @classmethod
    def of(cls, actor: Actor, action: str = "locality.read") -> Scope:
        """The localities for which this actor may do this."""
        if may(actor, action):
            return cls(None)
        own = actor.unit_id
        return cls(frozenset({own} if own is not None and may(actor, action, own) else ()))

    @property
    def everything(self) -> bool:
        return self.units is None

    def allows(self, unit_id: str) -> bool:
        """Whether this locality's figures may be read."""
        return self.units is None or unit_id in self.units


def may(
    actor: Actor, action: str, unit_id: str | None = None, *, sent_by: str | None = None
) -> bool:
    """Whether the actor may do this, to this locality; without one: to all of them.

    ``sent_by`` names the sender of the report it is about. An unknown action is a ``KeyError``:
    a mistake of the program and never a permission.
    """
    wish = ACTIONS[action]
    if actor.role is Role.REPORTER and actor.sees_province and action in OPENED_TO_REPORTERS:
        return True
    if actor.role not in wish.roles:
        return False
    if _their_own(actor, wish, sent_by):
        return False
    if actor.role is Role.REPORTER and wish.per_locality:
        return unit_id is not None and unit_id == actor.unit_id
    return True


def _their_own(actor: Actor, wish: Action, sent_by: str | None) -> bool:
    """Whether they would decide on what they sent. The console acts in the names it is given."""
    return wish.not_own and sent_by == actor.name and actor.role is not Role.CONSOLE


def demand(
    actor: Actor, action: str, unit_id: str | None = None, *, sent_by: str | None = None
) -> None:
    """Raise :class:`RefusedError` with one sentence unless the actor may."""
    if may(actor, action, unit_id, sent_by=sent_by):
        return
    wish = ACTIONS[action]
    who = f"Tài khoản “{actor.name}” ({role_name(actor.role)})"
    if _their_own(actor, wish, sent_by) and actor.role in wish.roles:
        raise RefusedError(f"{who} không được {wish.wish} do chính mình gửi; cần một người khác")
    if wish.per_locality and actor.role in wish.roles:
        raise RefusedError(f"{who} chỉ được {wish.wish} trong phạm vi địa phương của mình")
    raise RefusedError(f"{who} không có quyền {wish.wish}")
