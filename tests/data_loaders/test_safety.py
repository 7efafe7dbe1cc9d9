from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from data_loaders import safety
from data_loaders.findings import sentence
from data_loaders.safety import preflight
from tests.data_loaders.sent_forms import filled, read

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)


def archive(parts: dict[str, bytes], *, packed: bool = True) -> bytes:
    out = BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def parts_of_a_form() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(filled())) as source:
        return {name: source.read(name) for name in source.namelist()}


def with_part(name: str, content: bytes) -> bytes:
    return archive({**parts_of_a_form(), name: content})


def doubled() -> bytes:
    out = BytesIO(filled())
    with zipfile.ZipFile(out, "a") as target:
        target.writestr("xl/Worksheets/Sheet2.xml", b"<x/>")
    return out.getvalue()


def encrypted_part() -> bytes:
    data = bytearray(filled())
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "ha">]><worksheet/>'

FILES = {
    "file-empty": b"",
    "file-xls": OLE + "Workbook".encode("utf-16-le"),
    "file-encrypted": OLE + "EncryptedPackage".encode("utf-16-le"),
    "file-pdf": b"%PDF-1.7\n%\xe2\xe3",
    "file-html": b"\xef\xbb\xbf\r\n<html><table>",
    "file-csv": "Xã;Đầu kỳ\nXã Pờ Y;2\n".encode(),
    "file-other": b"\x7fELF\x00\x01",
    "file-ods": archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
    "file-zip": archive({"bieu/611_2025-10.xlsx": filled()}),
    "file-damaged": filled()[: len(filled()) // 2],
    "file-macros": with_part("xl/vbaProject.bin", b"\xd0\xcf"),
    "file-xlsb": with_part("xl/workbook.bin", b"\x83"),
    "file-duplicate-parts": doubled(),
    "file-doctype": with_part("xl/theme/theme2.xml", DOCTYPE.encode()),
    "file-bomb": with_part("xl/media/image1.png", bytes(4_000_000)),
}


@pytest.mark.parametrize("code", FILES)
def test_what_is_no_form_is_named_for_what_it_is(code: str) -> None:
    finding = preflight(FILES[code], "bieu.xlsx")
    assert finding is not None
    assert (finding.code, finding.severity, finding.sheet, finding.cell) == (
        code,
        "error",
        None,
        None,
    )
    assert sentence(finding).startswith("Tệp bieu.xlsx: ")
    assert ", hãy " in sentence(finding).replace(";", ",")


@pytest.mark.parametrize("code", FILES)
def test_what_is_no_form_is_unreadable_and_nothing_else_is_said(code: str) -> None:
    result = read(FILES[code])
    assert not result.readable
    assert [finding.code for finding in result.findings] == [code]
    assert result.content is None


def test_a_form_passes() -> None:
    assert preflight(filled(), "bieu.xlsx") is None


def test_a_name_does_not_make_a_file() -> None:
    assert preflight(filled(), "bieu.pdf") is None


def test_a_file_above_the_limit_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "MAX_BYTES", 2 * 1024 * 1024)
    finding = preflight(bytes(2 * 1024 * 1024 + 1), "bieu.xlsx")
    assert finding is not None
    assert finding.code == "file-too-large"
    assert "lớn hơn 2 MB" in sentence(finding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_seen_in_every_encoding(encoding: str) -> None:
    content = DOCTYPE.replace('<?xml version="1.0"?>', "").encode(encoding)
    finding = preflight(with_part("xl/worksheets/sheet9.xml", content), "bieu.xlsx")
    assert finding is not None
    assert finding.code == "file-doctype"


def test_a_prolog_that_never_ends_is_refused() -> None:
    content = b"<!-- " + b"x" * 70_000 + b" --><worksheet/>"
    finding = preflight(with_part("xl/worksheets/sheet9.xml", content), "bieu.xlsx")
    assert finding is not None
    assert finding.code == "file-doctype"


def test_too_many_parts_are_a_bomb() -> None:
    data = archive({f"xl/{number}.png": b"" for number in range(600)})
    finding = preflight(data, "bieu.xlsx")
    assert finding is not None
    assert finding.code == "file-bomb"


def test_an_archive_with_a_password_is_called_so() -> None:
    finding = preflight(encrypted_part(), "bieu.xlsx")
    assert finding is not None
    assert finding.code == "file-encrypted"


def test_an_archive_that_is_another_office_document_is_called_other() -> None:
    data = archive({"[Content_Types].xml": b"<x/>", "_rels/.rels": b"<x/>", "word/a.xml": b"<x/>"})
    finding = preflight(data, "bieu.xlsx")
    assert finding is not None
    assert finding.code == "file-other"


@pytest.mark.parametrize("end", range(1, 12))
def test_a_truncated_form_is_damaged_wherever_it_ends(end: int) -> None:
    result = read(filled()[: len(filled()) * end // 12])
    assert [finding.code for finding in result.findings] == ["file-damaged"]


def test_a_form_with_a_damaged_part_is_damaged() -> None:
    data = bytearray(archive(parts_of_a_form(), packed=False))
    place = data.index(b"<sheetData>")
    data[place : place + 11] = b"<sheetXata>"
    result = read(bytes(data))
    assert not result.readable
    assert [finding.code for finding in result.findings] == ["file-damaged"]
