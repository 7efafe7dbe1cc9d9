"""TCVN3 and VNI over the whole alphabet, against tables written down here letter by letter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.register.legacy_text import decoded, legacy_encoding, readings
from tests.data_loaders.sent_forms import REGISTER

# TCVN 5712:1993, VN3: letter → byte, in the order of the alphabet.
TCVN3 = {
    "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "á": 0xB8, "ạ": 0xB9, "ă": 0xA8, "ằ": 0xBB, "ẳ": 0xBC,
    "ẵ": 0xBD, "ắ": 0xBE, "ặ": 0xC6, "â": 0xA9, "ầ": 0xC7, "ẩ": 0xC8, "ẫ": 0xC9, "ấ": 0xCA,
    "ậ": 0xCB, "đ": 0xAE, "è": 0xCC, "ẻ": 0xCE, "ẽ": 0xCF, "é": 0xD0, "ẹ": 0xD1, "ê": 0xAA,
    "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ế": 0xD5, "ệ": 0xD6, "ì": 0xD7, "ỉ": 0xD8, "ĩ": 0xDC,
    "í": 0xDD, "ị": 0xDE, "ò": 0xDF, "ỏ": 0xE1, "õ": 0xE2, "ó": 0xE3, "ọ": 0xE4, "ô": 0xAB,
    "ồ": 0xE5, "ổ": 0xE6, "ỗ": 0xE7, "ố": 0xE8, "ộ": 0xE9, "ơ": 0xAC, "ờ": 0xEA, "ở": 0xEB,
    "ỡ": 0xEC, "ớ": 0xED, "ợ": 0xEE, "ù": 0xEF, "ủ": 0xF1, "ũ": 0xF2, "ú": 0xF3, "ụ": 0xF4,
    "ư": 0xAD, "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7, "ứ": 0xF8, "ự": 0xF9, "ỳ": 0xFA, "ỷ": 0xFB,
    "ỹ": 0xFC, "ý": 0xFD, "ỵ": 0xFE,
    "Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7,
}  # fmt: skip

# VNI for Windows: plain vowel → what is typed after it for ` ´ ̉ ̃ ̣ and for the marks of â and ă.
VNI_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_ROOF = {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
VNI_BREVE = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
VNI_I = {"\u0300": "ì", "\u0301": "í", "\u0309": "æ", "\u0303": "ó", "\u0323": "ò"}
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
VOWELS = "aăâeêioôơuưy"
SMALL = "đ" + "".join(
    normalize("NFC", v + t) for v, t in product(VOWELS, TONES) if v + t not in "aeiouy"
)
BOTH = SMALL + SMALL.upper()


def in_tcvn3(text: str) -> str:
    return "".join(chr(TCVN3.get(letter, ord(letter))) for letter in text)


def in_vni(text: str) -> str:
    return "".join(_in_vni(letter) for letter in text)


def _in_vni(letter: str) -> str:
    small = letter.lower()
    typed = _small_in_vni(small)
    return typed if letter == small else typed.upper()


def _small_in_vni(letter: str) -> str:
    if letter == "đ":
        return "ñ"
    if letter == "ỵ":
        return "î"
    parts = normalize("NFD", letter)
    tone = next((part for part in parts if part in VNI_TONES), "")
    vowel = normalize("NFC", parts.replace(tone, "")) if tone else letter
    if vowel == "i" and tone:
        return VNI_I[tone]
    if vowel in "âêô":
        return normalize("NFD", vowel)[0] + VNI_ROOF[tone]
    if vowel == "ă":
        return "a" + VNI_BREVE[tone]
    base = {"ơ": "ô", "ư": "ö"}.get(vowel, vowel)
    return base + VNI_TONES[tone] if tone else base


def test_the_alphabet_here_is_whole() -> None:
    assert len(SMALL) == 67
    assert set(SMALL) == set(TCVN3) - set("ĂÂÊÔƠƯĐ")


def misread(letters: Iterable[str], encode: Callable[[str], str], font: str) -> dict[str, str]:
    """What comes back as something else, beside what it should have been."""
    read = {letter: decoded(encode(letter), font) for letter in letters}
    return {letter: found for letter, found in read.items() if found != letter}


def test_each_small_letter_of_tcvn3_is_read() -> None:
    assert misread(SMALL, in_tcvn3, ".VnTime") == {}
    assert misread(SMALL.upper(), lambda letter: in_tcvn3(letter.lower()), ".VnArialH") == {}


def test_each_capital_that_tcvn3_has_is_read() -> None:
    assert misread("ĂÂÊÔƠƯĐ", in_tcvn3, ".VnTime") == {}
    assert misread("ĂÂÊÔƠƯĐ", in_tcvn3, ".VnTimeH") == {}


def test_each_letter_of_vni_is_read() -> None:
    assert misread(BOTH, in_vni, "VNI-Times") == {}


syllables = st.text(
    st.sampled_from(BOTH + "bcdghklmnpqrstvxBCDGHKLMNPQRSTVX 0123456789"), max_size=40
)


@given(syllables)
def test_any_text_goes_into_tcvn3_and_back(text: str) -> None:
    small = text.lower()
    assert decoded(in_tcvn3(small), ".VnTime") == small
    assert decoded(in_tcvn3(small), ".VnTimeH") == text.upper()


def test_every_name_of_the_register_goes_into_either_encoding_and_back() -> None:
    names = {unit.full_name for unit in REGISTER.units}
    capitals = {name.upper() for name in names}
    assert len(names) > 100
    assert misread(names, in_tcvn3, ".VnTime") == {}
    assert misread(capitals, lambda name: in_tcvn3(name.lower()), ".VnTimeH") == {}
    assert misread(names, in_vni, "VNI-Times") == {}
    assert misread(capitals, in_vni, "VNI-Helve") == {}


@pytest.mark.parametrize(
    ("text", "font", "unicode"),
    [
        ("HuyÖn §¾k T«", ".VnTime", "Huyện Đắk Tô"),
        ("huyÖn §¾k T«", ".VnTimeH", "HUYỆN ĐẮK TÔ"),
        ("Sè NG¦êI H¦ëNG B¶O HIÓM X∙ HéI", ".VnTimeH", "SỐ NGƯỜI HƯỞNG BẢO HIỂM XÃ HỘI"),
        ("Thñ t−íng", ".VnTime", "Thủ tướng"),
        ("“§iÓm nãng” – ma tuý", ".VnTime", "“Điểm nóng” – ma tuý"),
        ("Huyeän Ñaék Toâ", "VNI-Times", "Huyện Đắk Tô"),
        ("XAÕ PÔØ Y", "VNI-Times", "XÃ PỜ Y"),
        ("Huyện Đắk Tô", ".VnTime", "Huyện Đắk Tô"),
        (normalize("NFD", "Đắk Tô"), ".VnTime", normalize("NFD", "Đắk Tô")),
        ("HuyÖn §¾k T«", "Arial", "HuyÖn §¾k T«"),
        ("12", ".VnTime", "12"),
        ("", ".VnTime", ""),
    ],
)
def test_legacy_text_is_converted_by_its_font(text: str, font: str, unicode: str) -> None:
    assert decoded(text, font) == unicode


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("HuyÖn §¾k T«", "TCVN3"),
        ("X· Sa B×nh", "TCVN3"),
        ("Huyeän Ñaék Toâ", "VNI"),
        ("XAÕ PÔØ Y", "VNI"),
        ("Huyện Đắk Tô", None),
        ("Xã Hoà Bình", None),
        ("Kon Plong", None),
        ("±5", None),
        ("«»", None),
    ],
)
def test_an_encoding_is_told_by_signs_that_no_vietnamese_word_has(
    text: str, encoding: str | None
) -> None:
    assert legacy_encoding(text) == encoding


def test_a_text_without_font_is_read_in_both_ways_and_taken_in_none() -> None:
    assert dict(readings("HiÕu"))["TCVN3"] == "Hiếu"
    assert dict(readings("Huyeän Ñaék Toâ"))["VNI"] == "Huyện Đắk Tô"
    assert list(readings("Huyện Đắk Tô")) == []
    assert list(readings("Kroong")) == []
    assert decoded("HiÕu", "") == "HiÕu"
