"""Vietnamese text from before Unicode: TCVN3 (fonts ``.Vn…``) and VNI (fonts ``VNI-…``).

Such a cell holds western letters that only its font shows as Vietnamese: ``HuyÖn §¾k T«`` is
"Huyện Đắk Tô". Source of the tables: TCVN 5712:1993 (VN3) and VNI's table for Windows.
"""

from __future__ import annotations

import re
from functools import cache

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)

_VNI_VOWELS = {
    **{
        "a" + mark: letter
        for mark, letter in zip("øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ", strict=True)
    },
    **{"e" + mark: letter for mark, letter in zip("øùûõïâàáåãä", "èéẻẽẹêềếểễệ", strict=True)},
    **{"o" + mark: letter for mark, letter in zip("øùûõïâàáåãä", "òóỏõọôồốổỗộ", strict=True)},
    **{"ô" + mark: letter for mark, letter in zip("øùûõï", "ờớởỡợ", strict=True)},
    **{"u" + mark: letter for mark, letter in zip("øùûõï", "ùúủũụ", strict=True)},
    **{"ö" + mark: letter for mark, letter in zip("øùûõï", "ừứửữự", strict=True)},
    **{"y" + mark: letter for mark, letter in zip("øùûõ", "ỳýỷỹ", strict=True)},
    **dict(zip("ôöñìíæóòî", "ơưđìíỉĩịỵ", strict=True)),
}

_SIGNS = frozenset("µ¸¶·¹¨»¾¼½©®ª«¬­¡¢§£¤¥¦")
"""Signs that stand for letters in TCVN3 and never inside a Vietnamese name."""


def decoded(text: str, font: str) -> str:
    """The text in Unicode, when its font is a legacy one and its letters are western ones."""
    if not text or any(ord(letter) > 0xFF for letter in text):
        return text
    name = font.casefold()
    if name.startswith(".vn"):
        shown = text.translate(_TCVN3)
        return shown.upper() if name.endswith("h") else shown
    if name.startswith("vni"):
        table, pattern = _vni()
        return pattern.sub(lambda match: table[match[0]], text)
    return text


def looks_legacy(text: str) -> bool:
    """Whether the text is TCVN3 whose font was lost: signs where letters must be."""
    return any(letter in _SIGNS for letter in text) and any(letter.isalpha() for letter in text)


@cache
def _vni() -> tuple[dict[str, str], re.Pattern[str]]:
    table = dict(_VNI_VOWELS)
    for pair, letter in _VNI_VOWELS.items():
        table[pair.upper()] = table[pair[0].upper() + pair[1:]] = letter.upper()
    longest_first = sorted(table, key=len, reverse=True)
    return table, re.compile("|".join(map(re.escape, longest_first)))
