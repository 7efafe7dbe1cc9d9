"""The filled form as programs write it that do not run here: imitated, one dialect each.

What a dialect does differently was taken from files of that program that are public: where parts
lie, which vocabulary they name, how a number, a text, a date and a formula are written.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from data_loaders.workbook.book import read_workbook
from data_loaders.workbook.cells import EPOCH_1900, Cell, CellKind, Sheet
from tests.data_loaders.sent_forms import filled

WEB = "http:" + "//"  # names of vocabularies, in halves: nobody asks these hosts
OPEN = WEB + "schemas.openxmlformats.org/"
MICROSOFT = WEB + "schemas.microsoft.com/office/"
PACKAGE = OPEN + "package/2006/"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DATE_STYLE = 1


@dataclass(frozen=True)
class Dialect:
    """How one program writes a workbook. The defaults are those of most."""

    name: str
    main: str = OPEN + "spreadsheetml/2006/main"
    relations: str = OPEN + "officeDocument/2006/relationships"
    prefix: str = ""
    declared: str = ""
    row: str = ""
    dimension: bool = True
    inline: bool = False
    whole_as_decimal: bool = False
    iso_dates: bool = False
    shared_formulas: bool = False
    spaced: bool = False
    blank_rows: int = 0
    without: frozenset[str] = frozenset()
    very_hidden: str = "veryHidden"
    root: str = ""
    sheet_part: str = "worksheets/sheet{}.xml"
    relation_id: str = "rId{}"
    before_sheets: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)

    def write(self) -> bytes:
        """The filled form, all of it, in this dialect."""
        return _Writer(self).file()


class _Writer:
    def __init__(self, dialect: Dialect) -> None:
        self._as, self._x = dialect, f"{dialect.prefix}:" if dialect.prefix else ""
        self._strings: dict[str, int] = {}
        self._formulas: dict[str, int] = {}

    def file(self) -> bytes:
        whole = read_workbook(filled()).sheets
        sheets = tuple(one for one in whole if one.name not in self._as.without)
        parts = {
            f"xl/{self._as.sheet_part.format(n)}": self._sheet(one)
            for n, one in enumerate(sheets, start=1)
        }
        parts["xl/workbook.xml"] = self._book(sheets)
        parts["xl/styles.xml"] = self._styles()
        if self._strings:
            parts["xl/sharedStrings.xml"] = self._table()
        parts["xl/_rels/workbook.xml.rels"] = self._book_relations(len(sheets))
        parts["_rels/.rels"] = self._links(
            [("rId1", "officeDocument", f"{self._as.root}xl/workbook.xml")]
        )
        parts |= self._as.beside
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", self._types(list(parts)))
            for name, text in parts.items():
                archive.writestr(name, text)
        return out.getvalue()

    def _element(self, name: str, inside: str, attributes: str = "") -> str:
        return f"<{self._x}{name}{attributes}>{inside}</{self._x}{name}>"

    def _document(self, name: str, inside: str) -> str:
        own = f":{self._as.prefix}" if self._as.prefix else ""
        names = f' xmlns{own}="{self._as.main}" xmlns:r="{self._as.relations}" {self._as.declared}'
        return HEAD + self._element(name, inside, names.rstrip())

    def _sheet(self, sheet: Sheet) -> str:
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(sheet.cells.items()):
            rows.setdefault(row, {})[column] = cell
        last = max(rows) + self._as.blank_rows
        inside = "".join(
            self._row(number, rows.get(number, {}), number in sheet.hidden_rows)
            for number in range(1, last + 1)
        )
        columns = "".join(
            f'<{self._x}col min="{first}" max="{last}" width="9" hidden="1" customWidth="1"/>'
            for first, last in sheet.hidden_columns
        )
        size = f'<{self._x}dimension ref="A1:{_letters(40)}{last}"/>' if self._as.dimension else ""
        merges = "".join(f'<{self._x}mergeCell ref="{one}"/>' for one in sheet.merged)
        return self._document(
            "worksheet",
            size
            + (self._element("cols", columns) if columns else "")
            + self._element("sheetData", inside)
            + (self._element("mergeCells", merges) if merges else ""),
        )

    def _row(self, number: int, cells: Mapping[int, Cell], hidden: bool) -> str:
        away = ' hidden="1"' if hidden else ""
        if not cells:
            empty = "".join(f'<{self._x}c r="{_letters(n)}{number}" s="0"/>' for n in range(1, 6))
            return self._element("row", empty, f' r="{number}"{self._as.row}')
        inside = "".join(self._cell(f"{_letters(n)}{number}", one) for n, one in cells.items())
        return self._element("row", inside, f' r="{number}"{self._as.row}{away}')

    def _cell(self, address: str, cell: Cell) -> str:
        kind, value, style = self._content(cell)
        formula = "" if cell.formula is None else self._formula(address, cell.formula)
        body = value if kind == "inlineStr" else self._element("v", value)
        typed = f' t="{kind}"' if kind else ""
        return self._element("c", formula + body, f' r="{address}" s="{style}"{typed}')

    def _content(self, cell: Cell) -> tuple[str, str, int]:
        if cell.kind is CellKind.TEXT:
            return (*self._text(cell.text, cell.formula is not None), 0)
        if isinstance(cell.value, datetime):
            if self._as.iso_dates:
                return "d", f"{cell.value:%Y-%m-%d}", DATE_STYLE
            return "", self._number((cell.value.date() - EPOCH_1900).days), DATE_STYLE
        assert isinstance(cell.value, int | float)
        return "", self._number(cell.value), 0

    def _number(self, value: float) -> str:
        return repr(float(value)) if self._as.whole_as_decimal else f"{value:g}"

    def _text(self, text: str, result: bool) -> tuple[str, str]:
        if result:
            return "str", escape(text)
        if self._as.inline:
            return "inlineStr", self._element("is", self._element("t", escape(text)))
        return "s", str(self._strings.setdefault(text, len(self._strings)))

    def _formula(self, address: str, formula: str) -> str:
        """A sum; of a row of sums the first holds the text, if they are shared."""
        row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if not self._as.shared_formulas:
            return self._element("f", escape(formula[1:]))
        if row in self._formulas:
            return f'<{self._x}f t="shared" si="{self._formulas[row]}"/>'
        self._formulas[row] = len(self._formulas)
        shared = f' t="shared" ref="{address}:AC{row}" si="{self._formulas[row]}"'
        return self._element("f", escape(formula[1:]), shared)

    def _book(self, sheets: tuple[Sheet, ...]) -> str:
        listed = "".join(
            f"<{self._x}sheet name={quoteattr(one.name)} sheetId={quoteattr(str(number))}"
            f" state={quoteattr(self._state(one.state))} r:id={quoteattr(self._id(number))}/>"
            for number, one in enumerate(sheets, start=1)
        )
        return self._document("workbook", self._as.before_sheets + self._element("sheets", listed))

    def _state(self, state: str) -> str:
        return self._as.very_hidden if state == "veryHidden" else state

    def _id(self, number: int) -> str:
        return self._as.relation_id.format(number)

    def _styles(self) -> str:
        font = self._element("font", f'<{self._x}sz val="11"/><{self._x}name val="Calibri"/>')
        plain = f'<{self._x}xf numFmtId="{{}}" fontId="0" fillId="0" borderId="0"/>'
        fill = f'<{self._x}patternFill patternType="none"/>'
        normal = f'<{self._x}cellStyle name="Normal" xfId="0" builtinId="0"/>'
        format_ = f'<{self._x}numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
        return self._document(
            "styleSheet",
            self._element("numFmts", format_, ' count="1"')
            + self._element("fonts", font, ' count="1"')
            + self._element("fills", self._element("fill", fill), ' count="1"')
            + self._element("borders", self._element("border", ""), ' count="1"')
            + self._element("cellStyleXfs", plain.format(0), ' count="1"')
            + self._element("cellXfs", plain.format(0) + plain.format(164), ' count="2"')
            + self._element("cellStyles", normal, ' count="1"'),
        )

    def _table(self) -> str:
        space = ' xml:space="preserve"' if self._as.spaced else ""
        texts = (
            self._element("si", self._element("t", escape(text), space)) for text in self._strings
        )
        return self._document("sst", "".join(texts))

    def _book_relations(self, sheets: int) -> str:
        folder = f"{self._as.root}xl/" if self._as.root else ""
        links = [
            (self._id(n), "worksheet", folder + self._as.sheet_part.format(n))
            for n in range(1, sheets + 1)
        ]
        links.append((self._id(sheets + 1), "styles", f"{folder}styles.xml"))
        if self._strings:
            links.append((self._id(sheets + 2), "sharedStrings", f"{folder}sharedStrings.xml"))
        return self._links(links)

    def _links(self, links: list[tuple[str, str, str]]) -> str:
        lines = "".join(
            f'<Relationship Id="{own}" Type="{self._as.relations}/{kind}" Target="{target}"/>'
            for own, kind, target in links
        )
        return f'{HEAD}<Relationships xmlns="{PACKAGE}relationships">{lines}</Relationships>'

    def _types(self, parts: list[str]) -> str:
        lines = "".join(
            f'<Override PartName="/{name}" ContentType="{SPREADSHEET}{kind}+xml"/>'
            for name in parts
            if (kind := self._kind(name))
        )
        usual = "".join(
            f'<Default Extension="{ending}" ContentType="application/{what}"/>'
            for ending, what in (
                ("rels", "vnd.openxmlformats-package.relationships+xml"),
                ("xml", "xml"),
                ("bin", "vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"),
            )
        )
        return f'{HEAD}<Types xmlns="{PACKAGE}content-types">{usual}{lines}</Types>'

    def _kind(self, part: str) -> str:
        known = {
            "xl/workbook.xml": "sheet.main",
            "xl/styles.xml": "styles",
            "xl/sharedStrings.xml": "sharedStrings",
        }
        first, _, last = self._as.sheet_part.partition("{}")
        if part.startswith(f"xl/{first}") and part.endswith(last) and "_rels" not in part:
            return known.get(part, "worksheet")
        return known.get(part, "")


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _properties(application: str) -> str:
    own = OPEN + "officeDocument/2006/extended-properties"
    return f'{HEAD}<Properties xmlns="{own}"><Application>{application}</Application></Properties>'


def _custom(name: str, value: str) -> str:
    own, types = (
        OPEN + f"officeDocument/2006/{one}" for one in ("custom-properties", "docPropsVTypes")
    )
    return (
        f'{HEAD}<Properties xmlns="{own}" xmlns:vt="{types}"><property'
        f' fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property></Properties>"
    )


COMPATIBILITY = f'xmlns:mc="{OPEN}markup-compatibility/2006"'
X14AC = f'xmlns:x14ac="{MICROSOFT}spreadsheetml/2009/9/ac"'
X14 = f'xmlns:x14="{MICROSOFT}spreadsheetml/2009/9/main"'
DRAWING = OPEN + "drawingml/2006/spreadsheetDrawing"


ETC = f'xmlns:etc="{WEB}www.wps.cn/officeDocument/2017/etCustomData"'
XR = f'xmlns:xr="{MICROSOFT}spreadsheetml/2014/revision"'
MX = f'xmlns:mx="{MICROSOFT}mac/excel/2008/main" xmlns:mv="urn:schemas-microsoft-com:mac:vml"'
MAIN = f'xmlns="{OPEN}spreadsheetml/2006/main"'


def _dialects() -> Iterator[Dialect]:
    yield Dialect(
        "Google Sheets",
        declared=f"{MX} {COMPATIBILITY} {X14} {X14AC}",
        row=' ht="15.75" customHeight="1"',
        dimension=False,
        whole_as_decimal=True,
        shared_formulas=True,
        blank_rows=960,
        very_hidden="hidden",
        relation_id="rId{}0",
        before_sheets="<workbookPr/>",
        beside={"xl/drawings/drawing1.xml": f'{HEAD}<xdr:wsDr xmlns:xdr="{DRAWING}"/>'},
    )
    yield Dialect(
        "WPS Office",
        declared=f'xmlns:xdr="{DRAWING}" {X14} {COMPATIBILITY} {ETC}',
        row=' spans="1:30"',
        spaced=True,
        before_sheets='<fileVersion appName="xl" lastEdited="3" lowestEdited="5"/><workbookPr/>',
        beside={
            "docProps/app.xml": _properties("WPS Office"),
            "docProps/custom.xml": _custom("KSOProductBuildVer", "1033-12.2.0.13431"),
            "xl/cellimages.xml": f"{HEAD}<etc:cellImages {ETC}/>",
        },
    )
    yield Dialect(
        "Excel 365",
        declared=f'{COMPATIBILITY} {X14AC} mc:Ignorable="x14ac xr" {XR} xr:uid="{{0-1}}"',
        row=' spans="1:30" ht="15.75" x14ac:dyDescent="0.25"',
        shared_formulas=True,
        spaced=True,
        beside={
            "docProps/app.xml": _properties("Microsoft Excel"),
            "docMetadata/LabelInfo.xml": f"{HEAD}<labelList/>",
            "customXml/item1.xml": f"{HEAD}<b/>",
            "xl/printerSettings/printerSettings1.bin": "\x01\x02",
            "xl/calcChain.xml": f'{HEAD}<calcChain {MAIN}><c r="D21" i="2"/></calcChain>',
        },
    )
    yield Dialect(
        "Excel, Strict Open XML",
        main=WEB + "purl.oclc.org/ooxml/spreadsheetml/main",
        relations=WEB + "purl.oclc.org/ooxml/officeDocument/relationships",
        iso_dates=True,
    )
    yield Dialect("Open XML SDK (ClosedXML)", prefix="x", root="/", relation_id="R{:016x}")
    yield Dialect("Apache POI (SXSSF)", dimension=False, inline=True)
    yield Dialect(
        "parts under other names", sheet_part="data/tab-{}.xml", dimension=False, inline=True
    )


LOOKALIKES: dict[str, Dialect] = {one.name: one for one in _dialects()}
"""Program → how it writes."""
