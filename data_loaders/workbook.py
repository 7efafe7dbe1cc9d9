"""A workbook as it is: every cell with its address, its text and its formula, nothing guessed.

A one-pass reader over ``zipfile`` and ``expat``. Merged ranges are given and never expanded, empty
cells are passed over, counts that a file states about itself are not believed.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from xml.parsers import expat

from data_loaders.workbook_cells import EPOCH_1900, EPOCH_1904, Cell, CellKind, Sheet
from data_loaders.workbook_sheet import NoAddressError, SheetReader
from data_loaders.workbook_stream import Budget, UnreadableError, parse, pieces, without_blanks
from data_loaders.workbook_xml import (
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
    """All worksheets in order. ``epoch``: day 0 of its dates; ``links``: to other workbooks."""

    sheets: tuple[Sheet, ...]
    epoch: date = EPOCH_1900
    links: bool = False


def read_workbook(data: bytes) -> Workbook:
    """Read an ``.xlsx``. Raises :class:`UnreadableError` when it is damaged or forbidden."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _read(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError) as error:
        raise UnreadableError("file-damaged") from error
    except (LookupError, ValueError, ArithmeticError, StopIteration, EOFError, OSError) as error:
        raise UnreadableError("file-damaged") from error
    except RuntimeError as error:  # a part with a password or odd packing
        raise UnreadableError("file-damaged") from error


def _read(archive: zipfile.ZipFile) -> Workbook:
    budget = Budget()
    main = _main_part(archive, budget)
    folder, name = posixpath.split(main)
    about = pieces(archive, f"{folder}/_rels/{name}.rels")
    relations = read_relations(about, folder, budget)
    parts = {relation.kind: relation.target for relation in relations.values()}
    strings, styles = list[str](), Styles()
    if "sharedStrings" in parts:
        strings = read_strings(pieces(archive, parts["sharedStrings"]), budget)
    if "styles" in parts:
        styles = read_styles(pieces(archive, parts["styles"]), budget)
    names, date1904 = _contents(archive, main, budget)
    epoch = EPOCH_1904 if date1904 else EPOCH_1900
    reader = SheetReader(strings, styles, epoch, budget)
    sheets = [
        _sheet(archive, reader, relation.target, name=sheet, state=state)
        for sheet, state, relation in ((n, s, relations[r]) for n, s, r in names)
        if relation.kind == "worksheet"
    ]
    return Workbook(tuple(sheets), epoch, links="externalLink" in parts)


def _sheet(
    archive: zipfile.ZipFile, reader: SheetReader, part: str, *, name: str, state: str
) -> Sheet:
    """A sheet without its blank cells; with them where others stand by their place among them."""
    try:
        return reader.read(without_blanks(pieces(archive, part)), name, state)
    except NoAddressError:
        return reader.read(pieces(archive, part), name, state, by_place=True)


def _main_part(archive: zipfile.ZipFile, budget: Budget) -> str:
    relations = read_relations(pieces(archive, "_rels/.rels"), "", budget).values()
    return next(r.target for r in relations if r.kind == "officeDocument")


def _contents(
    archive: zipfile.ZipFile, main: str, budget: Budget
) -> tuple[list[tuple[str, str, str]], bool]:
    """Name, state and relation of every sheet in order; whether dates count from 1904."""
    sheets: list[tuple[str, str, str]] = []
    date1904 = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal date1904
        own = local(name)
        if own == "workbookPr":
            date1904 = attributes.get("date1904", "0") in {"1", "true"}
        elif own == "sheet":
            relation = next(v for k, v in attributes.items() if k.endswith("relationships id"))
            sheets.append((attributes["name"], attributes.get("state", "visible"), relation))

    parser = refusing_parser()
    parser.StartElementHandler = start
    parse(parser, pieces(archive, main), budget, too_many="file-too-many-parts")
    return sheets, date1904
