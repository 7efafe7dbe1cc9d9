"""The own form as other programs write it, edited part by part: what stands in the file itself.

Each edit changes the parts of a filled form by name; :func:`file` makes the bytes of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.data_loaders.hostile_files import (
    BOOK,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    Parts,
    archive,
    parts_of_a_form,
)
from tests.data_loaders.sent_forms import FIGURES, PLEI_KAN

AREAS_PART, TASKS_PART, IDENTITY_PART = (f"xl/worksheets/sheet{n}.xml" for n in (3, 4, 6))
RELATIONS = "xl/_rels/workbook.xml.rels"
Edit = Callable[[Parts], None]
Place = tuple[str, str | None, str | None]


@dataclass(frozen=True)
class Made:
    """One file: its bytes, what is found in it, and the figures that differ from the usual form.

    ``areas``: (place in the list, field) → value, likewise. ``refused``: nothing is read.
    """

    make: Callable[[], bytes]
    found: tuple[Place, ...] = ()
    changed: Mapping[tuple[str, str], int | None] = field(default_factory=dict)
    areas: dict[tuple[int, str], object] = field(default_factory=dict)
    tasks: dict[tuple[int, str], object] = field(default_factory=dict)
    refused: bool = False


def file(*edits: Edit, pack: Callable[[Parts], bytes] = archive) -> Callable[[], bytes]:
    """The filled form after those edits."""

    def make() -> bytes:
        parts = parts_of_a_form()
        for edit in edits:
            edit(parts)
        return pack(parts)

    return make


def cell(address: str, inside: str, kind: str = "n", *, part: str = SHEET, style: str = "") -> Edit:
    """Another content in a cell; its style stays, unless ``style`` names one."""

    def edit(parts: Parts) -> None:
        text = parts[part].decode()
        old = re.search(rf'<c r="{address}"(?: s="(\d+)")?[^>]*?(?:/>|>.*?</c>)', text)
        assert old, address
        kept = style or old[1] or "0"
        new = f'<c r="{address}" s="{kept}" t="{kind}">{inside}</c>'
        parts[part] = text.replace(old[0], new, 1).encode()

    return edit


def text(address: str, said: str, *, part: str = SHEET) -> Edit:
    """A text in a cell, inline."""
    return cell(address, f"<is><t>{said}</t></is>", "inlineStr", part=part)


def runs(address: str, *said: tuple[str, str], part: str = SHEET) -> Edit:
    """A text in runs, inline: (properties, text)."""
    return cell(address, f"<is>{_runs(said)}</is>", "inlineStr", part=part)


def shared_runs(address: str, *said: tuple[str, str]) -> Edit:
    """The same in the table of shared strings, as Excel saves it."""

    def edit(parts: Parts) -> None:
        table = parts[STRINGS].decode()
        number = table.count("<si>")
        parts[STRINGS] = table.replace("</sst>", f"<si>{_runs(said)}</si></sst>").encode()
        cell(address, f"<v>{number}</v>", "s")(parts)

    return edit


def _runs(said: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"<r><rPr>{form}</rPr><t>{words}</t></r>" for form, words in said)


def number(address: str, value: object, *, part: str = SHEET) -> Edit:
    return cell(address, f"<v>{value}</v>", part=part)


def formula(address: str, said: str, value: object, kind: str = "n") -> Edit:
    return cell(address, f"<f>{said}</f><v>{value}</v>", kind)


def within(part: str, old: str, new: str, count: int = 1) -> Edit:
    """A text of one part in place of another; all of them with a count of -1."""

    def edit(parts: Parts) -> None:
        assert old.encode() in parts[part], old
        parts[part] = parts[part].replace(old.encode(), new.encode(), count)

    return edit


def pattern(part: str, old: str, new: str) -> Edit:
    def edit(parts: Parts) -> None:
        changed, times = re.subn(old, new, parts[part].decode(), flags=re.S)
        assert times, old
        parts[part] = changed.encode()

    return edit


def below(rows: str, *, part: str = SHEET) -> Edit:
    """Rows under everything else on a sheet."""
    return within(part, "</sheetData>", f"{rows}</sheetData>")


def beside(inside: str, kind: str) -> Edit:
    """A cell that belongs to no table."""
    return below(f'<row r="60"><c r="B60" t="{kind}"><v>{inside}</v></c></row>')


def merge(reference: str, *, part: str = SHEET) -> Edit:
    return pattern(part, r"(<mergeCells[^>]*>)", rf'\1<mergeCell ref="{reference}"/>')


def calculation(attributes: str) -> Edit:
    return pattern(BOOK, r"<calcPr[^>]*/>", f"<calcPr {attributes}/>")


def styled(address: str, code: str = "", font: str = "") -> Edit:
    """A cell's format: its number format, its font."""

    def edit(parts: Parts) -> None:
        styles = parts[STYLES].decode()
        fonts = styles.partition("</fonts>")[0].count("<font>")
        block = re.search(r"<cellXfs.*?</cellXfs>", styles, re.S)
        assert block
        formats = block[0].count("<xf ")
        xf = f'<xf numFmtId="{900 if code else 0}" fontId="{fonts if font else 0}"/>'
        styles = styles.replace("</cellXfs>", f"{xf}</cellXfs>", 1)
        if font:
            styles = styles.replace("</fonts>", f"<font>{font}</font></fonts>", 1)
        if code:
            said = f'<numFmt numFmtId="900" formatCode="{code}"/>'
            styles = styles.replace("</numFmts>", f"{said}</numFmts>", 1)
        parts[STYLES] = styles.encode()
        pattern(SHEET, rf'(<c r="{address}" s=")\d+', rf"\g<1>{formats}")(parts)

    return edit


def renamed(old: str, new: str) -> Edit:
    """A part under another name, which nothing else in the file is told."""

    def edit(parts: Parts) -> None:
        parts[new] = parts.pop(old)

    return edit


def added(**more: bytes) -> Edit:
    """Further parts; ``__`` in a name is its slash and ``_o_`` its stop."""
    return lambda parts: parts.update(
        {name.replace("__", "/").replace("_o_", "."): content for name, content in more.items()}
    )


def another_sheet(rows: str) -> Edit:
    """A sheet of one's own beside those of the form."""

    def edit(parts: Parts) -> None:
        head = parts[IDENTITY_PART].decode().partition("<sheetData>")[0]
        own = f"{head}<sheetData>{rows}</sheetData></worksheet>"
        parts["xl/worksheets/sheet7.xml"] = own.encode()
        within(BOOK, "</sheets>", '<sheet name="Theo dõi" sheetId="7" r:id="rId77"/></sheets>')(
            parts
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        relation = f'<Relationship Id="rId77" Type="{kind}" Target="worksheets/sheet7.xml"/>'
        within(RELATIONS, "</Relationships>", f"{relation}</Relationships>")(parts)

    return edit


def every_part(change: Callable[[bytes], bytes]) -> Edit:
    """All XML parts rewritten."""

    def edit(parts: Parts) -> None:
        for name in parts:
            parts[name] = change(parts[name])

    return edit


def as_utf16(content: bytes) -> bytes:
    return content.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


def with_backslashes(parts: Parts) -> bytes:
    return archive({name.replace("/", "\\"): content for name, content in parts.items()})


def in_capitals(parts: Parts) -> bytes:
    return archive({name.upper(): content for name, content in parts.items()})


def streamed(parts: Parts) -> bytes:
    """As a program writes that cannot go back in its output: sizes behind the data, zip64."""

    class OneWay(io.RawIOBase):
        written = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.written += bytes(data)  # type: ignore[call-overload]
            return len(data)  # type: ignore[arg-type]

    out = OneWay()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            with target.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                part.write(content)
    return out.written


def commented(comment: bytes) -> Callable[[Parts], bytes]:
    """With a comment on the whole archive."""

    def pack(parts: Parts) -> bytes:
        out = io.BytesIO(archive(parts))
        with zipfile.ZipFile(out, "a") as target:
            target.comment = comment
        return out.getvalue()

    return pack


def declared(part: str, kind: str) -> Edit:
    """A part's type, or with ``.bin`` that of an ending."""
    if part.startswith("."):
        said = f'<Default Extension="{part[1:]}" ContentType="{kind}"/>'
    else:
        said = f'<Override PartName="/{part}" ContentType="{kind}"/>'
    return within(TYPES, "</Types>", f"{said}</Types>")


BIG = {(PLEI_KAN, "addicts"): 1200}
NONE = {(PLEI_KAN, "addicts"): None}


def refused(code: str, *edits: Edit, pack: Callable[[Parts], bytes] = archive) -> Made:
    return Made(file(*edits, pack=pack), ((code, None, None),), refused=True)


def at_k13(code: str, *edits: Edit) -> Made:
    """A finding at the one figure, which then has no value."""
    return Made(file(*edits), ((code, FIGURES, "K13"),), NONE)


def converted(*edits: Edit) -> Made:
    """1200 people where the usual form has twelve, told to the sender."""
    return Made(file(*edits), (("converted", FIGURES, "K13"),), BIG)


def same(*edits: Edit) -> Made:
    """1200 people, and nothing to say of it."""
    return Made(file(*edits), (), BIG)
