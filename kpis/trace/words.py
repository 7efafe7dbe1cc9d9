"""What a term is to its result, in a word or two."""

from __future__ import annotations

from functools import cache

from data_loaders.model.formats import translator
from kpis.model import Language
from kpis.trace.terms import Role


@cache
def role_word(role: Role, language: Language) -> str:
    """Which number the term adds to, or which earlier period the verdict looks back to."""
    _ = translator(language)
    return {
        Role.PART: _("tử số"),
        Role.WHOLE: _("mẫu số"),
        Role.BASE: _("số gốc"),
        Role.START: _("lúc bắt đầu"),
        Role.EARLIER: _("để tính nhịp"),
        Role.TREND_PART: _("xu hướng, tử số"),
        Role.TREND_WHOLE: _("xu hướng, mẫu số"),
    }[role]
