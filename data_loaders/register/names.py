"""Names of localities as people write them, matched to the register: exactly or not at all.

What counts as the same is a list of rules (letters composed or not, tone placement, apostrophes,
the spellings of a few words), never a distance: Đăk Na, Đăk Hà and Đăk La are one letter apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize

from data_loaders.model import Unit

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_LIKE = 60  # of 100: Xã Plây Cần suggests Plei Kần, Kroong nothing in Ngọc Hồi
INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\u00ad\u034f\u061c\u180e\ufe0e\ufe0f\ufeff"),
        *range(0x200B, 0x2010),  # spaces without width, directions of writing
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
    ]
)
"""Characters that nobody sees, which the web and chats leave in what is pasted."""

_LIKE_D = str.maketrans("ðɖ", "đđ")
"""Small letters whose capitals (Ð of Icelandic, Ɖ of Ewe) look as Đ does in every font."""

_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ‘`´′ʹ"))

_TONE_ON_LAST = re.compile(r"(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")
_TONE_ON_FIRST = {
    **{"o" + new: old + "a" for new, old in zip("àáảãạ", "òóỏõọ", strict=True)},
    **{"o" + new: old + "e" for new, old in zip("èéẻẽẹ", "òóỏõọ", strict=True)},
    **{"u" + new: old + "y" for new, old in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)},
}

_HYPHENS = str.maketrans(dict.fromkeys("-‐‑–", " "))
_TRAILING = re.compile(r"[\s*:;,.⁰¹²³⁴⁵⁶⁷⁸⁹]*([(⁽][*⁰-⁹¹²³]+[)⁾])?[\s*:;,.]*\Z")
"""The mark of a footnote, a stop."""


_SPELLINGS = {
    **dict.fromkeys(("đắk", "đak", "dak", "dăk", "dắk", "đăc", "đắc", "đác"), "đăk"),
    **dict.fromkeys(("ngọc", "ngok"), "ngọk"),
    "bờ": "pờ",
}
"""Words written in several ways for one place; compared word by word."""

_KINDS = {
    "thành phố": ("thành phố", "tp.", "t.p.", "tp"),
    "thị xã": ("thị xã", "tx.", "t.x.", "tx"),
    "thị trấn": ("thị trấn", "tt.", "t.t.", "tt"),
    "phường": ("phường", "p."),
    "huyện": ("huyện", "h."),
    "tỉnh": ("tỉnh",),
    "xã": ("xã", "x."),
}
_OFFICES = re.compile(r"^(ubnd|ủy ban nhân dân|hđnd|công an|ca|ban chỉ đạo)\s+")
_BULLET = re.compile(r"^(\d{1,3}[.)]|[a-zđ]\)|[-–+•*])\s*")


def plain(text: str) -> str:
    """The text composed (NFC), without invisible characters, single spaced and trimmed."""
    return _SPACES.sub(" ", normalize("NFC", text).translate(INVISIBLE)).strip()


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """What is compared of any heading or word: small letters, one placement of tone marks."""
    letters = plain(text).casefold().translate(_LIKE_D)
    return _TONE_ON_LAST.sub(lambda match: _TONE_ON_FIRST[match[0]], letters)


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """What is compared of a heading: its words, without marks of any kind around or between."""
    return " ".join(re.findall(r"\w+", key(text)))


@dataclass(frozen=True, slots=True)
class Match:
    """The unit a text names, or the units it might name when that is not one."""

    unit: Unit | None
    candidates: tuple[Unit, ...] = ()


@lru_cache(maxsize=4096)
def kind_and_name(text: str) -> tuple[str | None, str]:
    """Kind (None when bare) and name of a locality as it is written, ready to compare."""
    rest = _OFFICES.sub("", _BULLET.sub("", key(text)))
    for kind, forms in _KINDS.items():
        for form in forms:
            if rest.startswith(form) and (form.endswith(".") or rest[len(form) :][:1] in {" ", ""}):
                return kind, _name(rest[len(form) :])
    return None, _name(rest)


def _name(text: str) -> str:
    return " ".join(_SPELLINGS.get(word, word) for word in _words(text))


def _words(text: str) -> list[str]:
    return _TRAILING.sub("", text).translate(_HYPHENS).translate(_APOSTROPHES).split()


def exactly(text: str, units: Sequence[Unit]) -> Unit | None:
    """The one unit among these whose id or name the text is letter by letter: no other spelling of
    a word is taken for it. A kind that is written must be the unit's."""
    kind, _ = kind_and_name(text)
    rest = _OFFICES.sub("", _BULLET.sub("", key(text)))
    if kind is not None:
        form = next(one for one in _KINDS[kind] if rest.startswith(one))
        rest = rest[len(form) :]
    found = [
        unit
        for unit in units
        if unit.unit_id == text
        or (kind in {None, key(unit.kind)} and _words(rest) == _words(key(unit.name)))
    ]
    return found[0] if len(found) == 1 else None


def match(text: str, units: Sequence[Unit]) -> Match:
    """The one unit among these that the text names: by id, by kind and name, by a unique name."""
    for unit in units:
        if unit.unit_id == text:
            return Match(unit)
    kind, name = kind_and_name(text)
    same_name = tuple(unit for unit in units if _name(key(unit.name)) == name)
    found = tuple(unit for unit in same_name if kind in {None, key(unit.kind)})
    return Match(found[0]) if len(found) == 1 else Match(None, found or same_name)


def suggestions(text: str, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Units whose names look most like the text, at most three: to be shown, never to be taken.

    Compared without diacritics and kinds, so "Xa Po Y" suggests Xã Pờ Y.
    """
    from rapidfuzz import fuzz, process  # only a name that nobody has needs it

    names = {unit.unit_id: without_marks(_name(key(unit.name))) for unit in units}
    wanted = without_marks(kind_and_name(text)[1])
    best = process.extract(wanted, names, scorer=fuzz.ratio, limit=3, score_cutoff=_LIKE)
    by_id = {unit.unit_id: unit for unit in units}
    return tuple(by_id[unit_id] for _, _, unit_id in best)


def without_marks(text: str) -> str:
    """The text in letters without diacritics."""
    parts = normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in parts if not combining(letter))


def named(units: Iterable[Unit]) -> str:
    """The units in a row, as a sentence lists them."""
    return ", ".join(unit.full_name for unit in units)
