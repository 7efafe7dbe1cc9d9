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
from data_loaders.workbook_sheet import SheetReader
from data_loaders.workbook_xml import (
    Styles,
    UnreadableError,
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
    main = _main_part(archive)
    folder, name = posixpath.split(main)
    relations = read_relations(archive.read(f"{folder}/_rels/{name}.rels"), folder)
    parts = {relation.kind: relation.target for relation in relations.values()}
    strings = read_strings(archive.read(parts["sharedStrings"])) if "sharedStrings" in parts else []
    styles = read_styles(archive.read(parts["styles"])) if "styles" in parts else Styles()
    names, date1904 = _contents(archive.read(main))
    epoch = EPOCH_1904 if date1904 else EPOCH_1900
    reader = SheetReader(strings, styles, epoch)
    sheets = [
        reader.read(archive.read(relation.target), sheet, state)
        for sheet, state, relation in ((n, s, relations[r]) for n, s, r in names)
        if relation.kind == "worksheet"
    ]
    return Workbook(tuple(sheets), epoch, links="externalLink" in parts)


def _main_part(archive: zipfile.ZipFile) -> str:
    relations = read_relations(archive.read("_rels/.rels"), "").values()
    return next(r.target for r in relations if r.kind == "officeDocument")


def _contents(data: bytes) -> tuple[list[tuple[str, str, str]], bool]:
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
    parser.Parse(data, True)
    return sheets, date1904
