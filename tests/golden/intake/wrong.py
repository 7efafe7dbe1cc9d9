"""The wrong thing: another form, another period, another kind of file, a blank or damaged one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from data_loaders.forms.write import write_form
from data_loaders.model import Identity, Period
from tests.data_loaders.hostile_files import OLE, archive, doctype, encrypted_part, with_part
from tests.data_loaders.sent_forms import (
    FIGURES,
    NGOC_HOI,
    PERIOD,
    filled,
    request,
    set_identity,
    usual,
)
from tests.golden.intake.building import OURS, Place, Sent, own_form

SEPTEMBER = Identity(NGOC_HOI, Period.parse("2025-09"))
DAK_TO = Identity("612", PERIOD)


def identity(**changed: str) -> Callable[[], bytes]:
    return own_form(lambda book: set_identity(book, **changed))


def altered(book: Any) -> None:
    book["_mau"]["B4"] = "2025-09"


def linked(book: Any) -> None:
    link = ExternalLink(externalBook=ExternalBook())
    link.file_link = Relationship(
        Id="rId1", type="externalLinkPath", Target="thang9.xlsx", TargetMode="External"
    )
    book._external_links.append(link)


def other_title(book: Any) -> None:
    book[FIGURES]["B6"] = "Kỳ báo cáo: tháng 9/2025"


def other_communes(book: Any) -> None:
    """The rows of another district under the identity of ours, as when a sheet is copied over."""
    theirs = (
        "Đăk Tô",
        "Diên Bình",
        "Đăk Rơ Nga",
        "Đăk Trăm",
        "Kon Đào",
        "Ngọk Tụ",
        "Pô Kô",
        "Tân Cảnh",
    )
    kinds = ("Thị trấn", *["Xã"] * 7)
    for row, (kind, name) in enumerate(zip(kinds, theirs, strict=True), start=13):
        book[FIGURES].cell(row, 1).value = None
        book[FIGURES].cell(row, 3).value = f"{kind} {name}"


def emptied(book: Any) -> None:
    """A form whose figures somebody cleared, down to the last."""
    for code_cell in book[FIGURES][12][3:29]:
        for row in range(13, 21):
            book[FIGURES].cell(row, code_cell.column).value = None


def refused(name: str, make: Callable[[], bytes], code: str, file_name: str = "bieu.xlsx") -> Sent:
    return Sent(f"wrong: {name}", make, ((code, None, None),), None, file_name=file_name)


def said(
    name: str, make: Callable[[], bytes], *findings: Place, by: Identity | None = None
) -> Sent:
    return Sent(f"wrong: {name}", make, findings, None, by)


FILES = [
    said("another locality's form", lambda: filled(DAK_TO.unit_id), ("wrong-locality", None, None),
         by=OURS),
    said("another period's form", lambda: filled(NGOC_HOI, SEPTEMBER.period),
         ("wrong-period", None, None), by=OURS),
    said("an older edition", identity(form="kh3220-0"), ("form-edition", "_mau", None)),
    said("an identity somebody altered", own_form(altered), ("identity-damaged", "_mau", None)),
    said("a locality that does not report", identity(unit_id="999"), ("unit-unknown", None, None)),
    said("another district's rows", own_form(other_communes), ("wrong-locality", FIGURES, "C13")),
    said("a blank form", lambda: write_form(request()), ("form-blank", FIGURES, None)),
    said("a form that was cleared", own_form(emptied), ("form-blank", FIGURES, None)),
    Sent("wrong: a title of another period", own_form(other_title),
         (("title-differs", FIGURES, "B6"),)),
    Sent("wrong: links to another workbook", own_form(linked), (("workbook-links", None, None),)),
    Sent("wrong: the name of another format", filled, (), usual(), file_name="bieu.xls"),
    refused("an empty file", lambda: b"", "file-empty"),
    refused("a workbook of Excel 97", lambda: OLE, "file-xls"),
    refused("the same under the new name", lambda: b"\x09\x08\x10\x00" + bytes(500), "file-xls"),
    refused("a workbook with macros", lambda: with_part("xl/vbaProject.bin", b"x"), "file-macros",
            "bieu.xlsm"),
    refused("an OpenDocument sheet", lambda: archive(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
        "file-ods", "bieu.ods"),
    refused("a table of texts", "Xã;Điểm\nPờ Y;3\n".encode, "file-csv", "bieu.csv"),
    refused("a print in PDF", lambda: b"%PDF-1.7\n" + bytes(500), "file-pdf", "bieu.pdf"),
    refused("an archive of other things", lambda: archive({"anh.jpg": b"\xff\xd8\xff"}),
            "file-zip"),
    refused("a web page named .xlsx", lambda: b"<html><table></table></html>", "file-html"),
    refused("a file behind a password", lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
            "file-encrypted"),
    refused("an archive behind a password", encrypted_part, "file-encrypted"),
    refused("half a file", lambda: filled()[:20_000], "file-truncated"),
    refused("entities in a part", lambda: doctype('<!DOCTYPE a [<!ENTITY b "c">]>'),
            "file-doctype"),
]  # fmt: skip
