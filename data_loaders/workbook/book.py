"""A workbook as it is: every cell with its address, its text and its formula, nothing guessed.

A one-pass reader over ``zipfile`` and ``expat``. Merged ranges are given and never expanded, empty
cells are passed over, counts that a file states about itself are not believed.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from xml.parsers import expat

from data_loaders.workbook.cells import EPOCH_1900, EPOCH_1904, Cell, CellKind, Sheet
from data_loaders.workbook.parts import RELATIONS, Parts
from data_loaders.workbook.sheet import NoAddressError, SheetReader
from data_loaders.workbook.stream import Budget, UnreadableError, parse, without_blanks
from data_loaders.workbook.text import Text, is_on
from data_loaders.workbook.values import Values
from data_loaders.workbook.xml_parts import (
    Styles,
    local,
    read_relations,
    read_strings,
    read_styles,
    refusing_parser,
)

__all__ = ["Cell", "CellKind", "Sheet", "UnreadableError", "Workbook", "read_workbook"]


@dataclass(frozen=True)
class Workbook:
    """All worksheets in order. ``epoch``: day 0 of its dates; ``links``: to other workbooks;
    ``stale``: it says itself that the results of its formulas are to be calculated anew."""

    sheets: tuple[Sheet, ...]
    epoch: date = EPOCH_1900
    links: bool = False
    stale: bool = False


def read_workbook(data: bytes) -> Workbook:
    """Read an ``.xlsx``. Raises :class:`UnreadableError` when it is damaged or forbidden."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _read(Parts(archive))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError) as error:
        raise UnreadableError("file-damaged") from error
    except (LookupError, ValueError, ArithmeticError, StopIteration, EOFError, OSError) as error:
        raise UnreadableError("file-damaged") from error
    except RuntimeError as error:  # a part with a password or odd packing
        raise UnreadableError("file-damaged") from error


def _read(parts: Parts) -> Workbook:
    budget = Budget()
    main = _main_part(parts, budget)
    folder, name = posixpath.split(main)
    about = parts.pieces(posixpath.join(folder, "_rels", f"{name}.rels"))
    relations = read_relations(about, folder, budget)
    targets = {relation.kind: relation.target for relation in relations.values()}
    strings, styles = list[Text](), Styles()
    if targets.get("sharedStrings", "") in parts:
        strings = read_strings(parts.pieces(targets["sharedStrings"]), budget)
    if "styles" in targets:
        styles = read_styles(parts.pieces(targets["styles"]), budget)
    said = _contents(parts, main, budget)
    epoch = EPOCH_1904 if said.date1904 else EPOCH_1900
    reader = SheetReader(Values(strings, styles, epoch), styles, budget, stale=said.stale)
    sheets = [
        _sheet(parts, reader, relation.target, name=sheet, state=state)
        for sheet, state, relation in ((n, s, relations[r]) for n, s, r in said.sheets)
        if relation.kind == "worksheet"
    ]
    if len({sheet.name.casefold() for sheet in sheets}) < len(sheets):
        raise UnreadableError("file-damaged")
    return Workbook(tuple(sheets), epoch, "externalLink" in targets, said.stale)


def _sheet(parts: Parts, reader: SheetReader, part: str, *, name: str, state: str) -> Sheet:
    """A sheet without its blank cells; with them where others stand by their place among them."""
    try:
        return reader.read(without_blanks(parts.pieces(part)), name, state)
    except NoAddressError:
        return reader.read(parts.pieces(part), name, state, by_place=True)


def _main_part(parts: Parts, budget: Budget) -> str:
    relations = read_relations(parts.pieces(RELATIONS), "", budget).values()
    return next(r.target for r in relations if r.kind == "officeDocument")


@dataclass
class _Contents:
    """What the main part says: name, state and relation of every sheet in order; from when dates
    count; whether the results of formulas may not be theirs."""

    sheets: list[tuple[str, str, str]] = field(default_factory=list)
    date1904: bool = False
    stale: bool = False


def _contents(parts: Parts, main: str, budget: Budget) -> _Contents:
    said = _Contents()

    def start(name: str, attributes: dict[str, str]) -> None:
        own = local(name)
        if own == "workbookPr":
            said.date1904 = is_on(attributes.get("date1904", "0"))
        elif own == "calcPr":  # ECMA-376, 18.2.2
            said.stale = is_on(attributes.get("fullCalcOnLoad", "0")) or not is_on(
                attributes.get("calcCompleted", "1")
            )
        elif own == "sheet":
            relation = next(v for k, v in attributes.items() if k.endswith("relationships id"))
            said.sheets.append((attributes["name"], attributes.get("state", "visible"), relation))

    parser = refusing_parser()
    parser.StartElementHandler = start
    parse(parser, parts.pieces(main), budget, too_many="file-too-many-parts")
    return said
