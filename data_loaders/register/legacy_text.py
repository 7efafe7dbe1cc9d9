"""Vietnamese text from before Unicode: TCVN3 (fonts ``.Vn…``) and VNI (fonts ``VNI-…``).

Such a cell holds western letters that only its font shows as Vietnamese: ``HuyÖn §¾k T«`` is
"Huyện Đắk Tô". Source of the tables: TCVN 5712:1993 (VN3) and VNI's table for Windows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)

_SWAPPED = str.maketrans("\u2219\u2212\u03bc", "·\xadµ")
"""Signs that programs put in place of look-alikes when TCVN3 text passes through them."""

_VNI_MARKS = {"a": "øùûõïâàáåãäêèéúüë", "e": "øùûõïâàáåãä", "o": "øùûõïâàáåãä"}
_VNI_LETTERS = {
    "a": "àáảãạâầấẩẫậăằắẳẵặ",
    "e": "èéẻẽẹêềếểễệ",
    "o": "òóỏõọôồốổỗộ",
    "ô": "ờớởỡợ",
    "u": "ùúủũụ",
    "ö": "ừứửữự",
    "y": "ỳýỷỹ",
}
_VNI_SINGLE = dict(zip("ôöñìíæóòî", "ơưđìíỉĩịỵ", strict=True))

_UNICODE = re.compile(
    "[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u024f\u0300-\u036f\u1ea0-\u1ef9]"
)
"""Letters that no text in a legacy encoding holds; Œ, Š, Ÿ and Ž are of Windows' western table."""

_TCVN3_SIGNS = frozenset("µ¸¶·¹¨»¾¼½©®ª«¬\xad¡¢§£¤¥¦×÷þÞßðÐ\u2219")
"""What stands for letters in TCVN3 and never inside a Vietnamese word."""

_VNI_SIGNS = frozenset("øûïåäüëñöæîØÛÏÅÄÜËÑÖÆÎ")
"""Letters of VNI that Vietnamese in Unicode does not have."""

TCVN3, VNI = "TCVN3", "VNI"


def decoded(text: str, font: str) -> str:
    """The text in Unicode, when its font is a legacy one and its letters are western ones."""
    name = font.casefold()
    if not text or not name.startswith((".vn", "vni")) or _UNICODE.search(text):
        return text
    if name.startswith("vni"):
        return _from_vni(text)
    shown = _from_tcvn3(text)
    return shown.upper() if name.endswith("h") else shown


def readings(text: str) -> Iterator[tuple[str, str]]:
    """Encoding and text, for each encoding that the text may be in when its font was lost.

    For telling the sender what it looks like, never for taking it: ``Õ`` is a letter in Unicode.
    """
    if not text.isascii() and not _UNICODE.search(text):
        yield TCVN3, _from_tcvn3(text)
        yield VNI, _from_vni(text)


def legacy_encoding(text: str) -> str | None:
    """The encoding whose telltale signs stand beside letters of the text; None without any."""
    if _UNICODE.search(text) or not any(letter.isalpha() and letter.isascii() for letter in text):
        return None
    if any(letter in _TCVN3_SIGNS for letter in text):
        return TCVN3
    return VNI if any(letter in _VNI_SIGNS for letter in text) else None


def _from_tcvn3(text: str) -> str:
    return text.translate(_SWAPPED).translate(_TCVN3)


def _from_vni(text: str) -> str:
    table, pattern = _vni()
    return pattern.sub(lambda match: table[match[0]], text)


@cache
def _vni() -> tuple[dict[str, str], re.Pattern[str]]:
    """Pairs of vowel and mark and single letters: small, in capitals, and as a name begins."""
    pairs = {
        vowel + mark: letter
        for vowel, letters in _VNI_LETTERS.items()
        for mark, letter in zip(_VNI_MARKS.get(vowel, "øùûõï"), letters, strict=False)
    } | _VNI_SINGLE
    table = dict(pairs)
    for pair, letter in pairs.items():
        table[pair.upper()] = table[pair[0].upper() + pair[1:]] = letter.upper()
    longest_first = sorted(table, key=len, reverse=True)
    return table, re.compile("|".join(map(re.escape, longest_first)))
