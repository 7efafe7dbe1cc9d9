"""The XML parts of a workbook other than its sheets, read with ``expat``.

A document type or an entity declaration is refused wherever it stands: no spreadsheet writes one,
and either can blow a few bytes up to gigabytes or reach for files of the server.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from data_loaders.workbook.parts import part_key
from data_loaders.workbook.stream import Budget, UnreadableError, believable, parse
from data_loaders.workbook.text import RichText, Text, is_on, unescaped

__all__ = [
    "MAIN",
    "Relation",
    "Styles",
    "UnreadableError",
    "local",
    "read_relations",
    "read_strings",
    "read_styles",
    "read_types",
    "refusing_parser",
]

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The two namespaces of spreadsheets: transitional and strict."""

RUN_FORMATS = frozenset({"rFont", "strike", "vertAlign"})
"""Properties of a run that change what is read of it."""


def refusing_parser() -> Any:
    """An expat parser with namespaces that raises :class:`UnreadableError` on a document type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise UnreadableError("file-doctype")


_ELEMENTS = (
    *("workbookPr", "sheet", "numFmt", "fonts", "font", "name", "cellXfs", "xf", "si", "t", "rPh"),
    *("row", "c", "v", "f", "is", "mergeCells", "mergeCell", "col", "calcPr"),
    *("r", *RUN_FORMATS),
    *("sst", "numFmts", "fills", "borders", "cellStyleXfs", "cellStyles", "dxfs"),
)
_COUNTED = {"fonts", "cellXfs", "numFmts", "fills", "borders", "cellStyleXfs", "cellStyles", "dxfs"}
_LOCAL = {f"{space} {element}": element for space in MAIN for element in _ELEMENTS}


local = _LOCAL.get
"""The name of a spreadsheet element we read, without its namespace; None for any other. Called for
every element of a file, twice, so it is the dictionary's own method."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Where another part of the file is and what it is (last word of the relation's type)."""

    kind: str
    target: str


def read_relations(part: Iterable[bytes], folder: str, budget: Budget) -> Mapping[str, Relation]:
    """Relation id → relation, targets as names of parts. Links out of the file are left out."""
    found: dict[str, Relation] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if not name.endswith(" Relationship") or attributes.get("TargetMode") == "External":
            return
        own, where = attributes["Id"], attributes["Target"].replace("\\", "/")
        if own in found:
            raise UnreadableError("file-damaged")
        target = posixpath.normpath(posixpath.join("/", folder, where)).lstrip("/")
        found[own] = Relation(attributes["Type"].rpartition("/")[2], target)

    parser = refusing_parser()
    parser.StartElementHandler = start
    parse(parser, part, budget, too_many="file-too-many-parts")
    return found


def read_types(part: Iterable[bytes], names: Iterable[str], budget: Budget) -> Mapping[str, str]:
    """Name of each of these parts → its declared type in small letters, empty without one."""
    own: dict[str, str] = {}
    by_ending: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").casefold()
        if name.endswith(" Override"):
            own[part_key(attributes.get("PartName", "")).lstrip("/")] = kind
        elif name.endswith(" Default"):
            by_ending[attributes.get("Extension", "").casefold()] = kind

    parser = refusing_parser()
    parser.StartElementHandler = start
    parse(parser, part, budget, too_many="file-too-many-parts")
    return {n: own.get(n) or by_ending.get(n.rpartition(".")[2], "") for n in names}


@dataclass(slots=True)
class Styles:
    """Per cell format: whether it shows a date, a duration or per cent, in which font, struck."""

    dates: set[int] = field(default_factory=set)
    percents: set[int] = field(default_factory=set)
    durations: set[int] = field(default_factory=set)
    fonts: dict[int, str] = field(default_factory=dict)
    struck: set[int] = field(default_factory=set)


MAX_FORMATS = 65_490
"""Cell formats, and fonts, a workbook can have, as its makers document it."""


def read_styles(part: Iterable[bytes], budget: Budget) -> Styles:
    """The formats of the workbook, as far as they change what a cell says."""
    styles, codes = Styles(), dict(_BUILT_IN)
    fonts: list[dict[str, str]] = []
    path: list[str] = []
    formats = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal formats
        own = local(name)
        parent = path[-1] if path else ""
        path.append(own or "")
        if own in _COUNTED:
            believable(attributes)
        elif own == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif own == "font" and parent == "fonts":
            if len(fonts) == MAX_FORMATS:
                raise UnreadableError("file-too-many-styles")
            fonts.append({})
        elif own in {"name", "strike"} and parent == "font" and "fonts" in path:
            fonts[-1][own] = attributes.get("val", "1")
        elif own == "xf" and parent == "cellXfs":
            if formats == MAX_FORMATS:
                raise UnreadableError("file-too-many-styles")
            _format(styles, formats, attributes, codes, fonts)
            formats += 1

    parser = refusing_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    parse(parser, part, budget, too_many="file-too-many-styles")
    return styles


def _format(
    styles: Styles,
    number: int,
    attributes: dict[str, str],
    codes: dict[int, str],
    fonts: Sequence[Mapping[str, str]],
) -> None:
    code = codes.get(int(attributes.get("numFmtId", "0")), "").split(";")[0]
    if _DURATION.search(code):
        styles.durations.add(number)
    if "%" in _ASIDE.sub("", code):
        styles.percents.add(number)
    if _SHOWS_DATE.search(_ASIDE.sub("", code)):
        styles.dates.add(number)
    font = int(attributes.get("fontId", "0"))
    if font < len(fonts):
        styles.fonts[number] = fonts[font].get("name", "")
        if is_on(fonts[font].get("strike", "0")):
            styles.struck.add(number)


_ASIDE = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')  # quoted text, colours, locales
_SHOWS_DATE = re.compile(r"(?<![_\\])[dmhysDMHYS]")
_DURATION = re.compile(r"\[(hh?|mm?|ss?)\]", re.IGNORECASE)
_BUILT_IN = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 16, 17, 22), "d/m/yy"),
    **dict.fromkeys((18, 19, 20, 21, 45, 47), "h:mm"),
    46: "[h]:mm:ss",
}
"""Built-in number formats (ECMA-376, 18.8.30) that show per cent, dates or times."""


def read_strings(part: Iterable[bytes], budget: Budget) -> list[Text]:
    """The shared strings, in runs where they have several formats, phonetic guides left out."""
    strings: list[Text] = []
    into: list[str] = []
    inside = [False, False]  # in a text, in a phonetic run
    rich: RichText | None = None

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal rich
        own = local(name)
        if own == "t":
            inside[0] = not inside[1]
        elif own == "r":
            rich = rich or RichText(into)
            rich.begin()
        elif own in RUN_FORMATS and rich is not None:
            rich.format(own, attributes)
        elif own == "sst":
            believable(attributes)
        elif own == "rPh":
            inside[1] = True

    def end(name: str) -> None:
        nonlocal rich
        own = local(name)
        if own == "t":
            inside[0] = False
        elif own == "rPh":
            inside[1] = False
        elif own == "si":
            strings.append(unescaped("".join(into)) if rich is None else rich.runs())
            into.clear()
            rich = None

    def text(data: str) -> None:
        if inside[0]:
            (into if rich is None else rich.texts).append(data)

    parser = refusing_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parse(parser, part, budget, too_many="file-too-much-text")
    return strings
