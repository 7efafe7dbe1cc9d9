"""Passwords: hashed with argon2id, refused when others would guess them."""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from argon2.low_level import Type
from zxcvbn import zxcvbn

from data_loaders.model.errors import RefusedError
from data_loaders.plan_folder.folder import templates
from data_loaders.plans.declared import load_register
from data_loaders.register.names import without_marks

SHORTEST, LONGEST = 12, 128
"""Characters. The upper limit keeps one sign-in from being a day's hashing."""

STRONG_ENOUGH = 4
"""zxcvbn's highest score: more than 10^10 guesses, counting common passwords, words, names, dates
and keyboard rows (Wheeler, USENIX Security 2016)."""

_OURS = (
    *("vietnam", "viet nam", "congan", "banchidao", "uyban", "ubnd"),
    *("matkhau", "mat khau", "quantri", "thuongtruc", "khubnd", "matuy", "phongchong", "xinchao"),
    *("anhyeuem", "emyeuanh", "nguyen", "nguyenvan", "nguyenthi", "tran"),
)
"""Words that are common here and in no English list."""

HASHER = PasswordHasher(
    time_cost=3, memory_cost=64 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID
)
"""argon2id with three passes over 64 MiB (RFC 9106, section 4, second choice); one lane, so that a
sign-in takes one core and leaves the others."""


class WeakPasswordError(RefusedError):
    """A new password is ``short``, ``long`` or ``common``."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason


def normal(password: str) -> str:
    """One form for the same letters: keyboards differ in how they write ``ệ``."""
    return unicodedata.normalize("NFC", password)


def hash_password(password: str) -> str:
    """The argon2id hash with its parameters and salt."""
    return HASHER.hash(normal(password))


def verify_password(encoded: str, password: str) -> bool:
    """Whether the password is the one that was hashed; equal work either way."""
    try:
        text = normal(password)
        return HASHER.verify(encoded, text[:LONGEST]) and len(text) <= LONGEST
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False


def check_new_password(password: str, *, name: str) -> None:
    """Raise :class:`WeakPasswordError` with one sentence when others would guess it."""
    text = normal(password)
    if len(text) < SHORTEST:
        raise WeakPasswordError("short", f"Mật khẩu phải có ít nhất {SHORTEST} ký tự.")
    if len(text) > LONGEST:
        raise WeakPasswordError("long", f"Mật khẩu không được dài quá {LONGEST} ký tự.")
    own = name.replace("-", ".").replace("@", ".").split(".")
    known = [*_OURS, *_of_the_plans(), name, *own]
    if zxcvbn(text[:64], user_inputs=known)["score"] < STRONG_ENOUGH:
        raise WeakPasswordError(
            "common",
            "Mật khẩu này quá phổ biến hoặc dễ đoán; hãy dùng một câu dài mà chỉ mình nhớ,"
            " ví dụ bốn, năm từ không liên quan với nhau.",
        )


@cache
def _of_the_plans() -> tuple[str, ...]:
    """What everybody here reads every day: the province, and the plan's number in digits."""
    province = load_register().province.name
    said = without_marks(province).casefold()
    digits = (re.sub(r"\D", "", plan) for plan in templates())
    return (said, said.replace(" ", ""), *digits)


def random_password() -> str:
    """Sixteen letters and digits that are not mistaken for one another, in groups of four."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
