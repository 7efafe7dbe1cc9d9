"""The form and the marked form in LibreOffice: really opened, edited, saved, and read back."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from data_loaders.intake.marking import marked
from data_loaders.plans.declared import load_form
from data_loaders.workbook.book import read_workbook
from tests.data_loaders.sent_forms import (
    AREA_LIST,
    FIGURES,
    PO_Y,
    USUAL,
    bare,
    edited,
    everything,
    filled,
    places,
    read,
    sentences,
    usual,
)

pytestmark = [pytest.mark.needs("soffice"), pytest.mark.timeout(300)]

LIST = load_form().sheets.marks
TYPES = '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">'
NAMESPACE = "http:" + "//openoffice.org/2000/"  # the name of a vocabulary; nobody asks that host
LIBRARY = f'xmlns:library="{NAMESPACE}library"'
FILES = {
    "script.xlb": (
        TYPES.format("library:library", "library")
        + f'<library:library {LIBRARY} library:name="Standard" library:readonly="false"'
        ' library:passwordprotected="false"><library:element library:name="Person"/>'
        "</library:library>"
    ),
    "Person.xba": (
        TYPES.format("script:module", "module")
        + f'<script:module xmlns:script="{NAMESPACE}script" script:name="Person"'
        ' script:language="StarBasic">{}</script:module>'
    ),
}
BASIC = """
Sub Works
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden" : opening(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, opening())
{edits}
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName" : saving(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL("{target}", saving())
  doc.close(True)
  StarDesktop.terminate()
End Sub
"""

Typing = tuple[str, str, int | str]
"""Sheet, cell and what is typed there."""


def _typed(one: Typing) -> str:
    sheet, cell, value = one
    place = f'  doc.Sheets.getByName("{sheet}").getCellRangeByName("{cell}")'
    return f"{place}.Value = {value}" if isinstance(value, int) else f'{place}.String = "{value}"'


Office = Callable[..., bytes]


@pytest.fixture
def in_libreoffice(profile: Path, tmp_path: Path) -> Office:
    """A person who opens a file in LibreOffice, types something and saves it as .xlsx."""
    source, target = tmp_path / "sent.xlsx", tmp_path / "saved.xlsx"

    def works(data: bytes, *typings: Typing) -> bytes:
        source.write_bytes(data)
        target.unlink(missing_ok=True)
        edits = "\n".join(map(_typed, typings))
        code = BASIC.format(source=source.as_uri(), target=target.as_uri(), edits=edits)
        for name, text in FILES.items():
            path = profile / "user" / "basic" / "Standard" / name
            path.write_text('<?xml version="1.0"?>\n' + text.format(escape(code)), "utf-8")
        _start(profile, "macro:///Standard.Person.Works")
        return target.read_bytes()

    return works


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of the test's own. LibreOffice fills it at its first start, over what is there."""
    folder = tmp_path_factory.mktemp("libreoffice")
    _start(folder, "--terminate_after_init")
    return folder


def _start(profile: Path, *arguments: str) -> None:
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = ["soffice", "--headless", "--norestore", "--nologo", own, *arguments]
    subprocess.run(command, check=True, timeout=240, capture_output=True)


def test_the_form_is_saved_by_libreoffice_as_it_was(in_libreoffice: Office) -> None:
    result = read(in_libreoffice(filled()))
    assert result.findings == ()
    assert result.content is not None
    assert bare(result.content) == bare(usual())


def test_what_is_typed_in_libreoffice_is_read(in_libreoffice: Office) -> None:
    typed = (
        (FIGURES, "K19", 13),
        (FIGURES, "U19", "1.234"),
        (FIGURES, "X19", "05 điểm"),
        (AREA_LIST, "J12", "Đã họp dân"),
    )
    data = in_libreoffice(filled(), *typed)
    (figures,) = (sheet for sheet in read_workbook(data).sheets if sheet.name == FIGURES)
    # The formula passes over what is a text; nobody typed its result, so nobody is told of it.
    assert figures.cells[21, 21].value == 7 * USUAL["participants"]
    assert places(everything(data)) == [
        ("number-unreadable", FIGURES, "X19"),
        ("converted", FIGURES, "U19"),
    ]
    content = read(data).content
    assert content is not None
    assert content.values[PO_Y, "addicts"] == 13
    assert content.values[PO_Y, "participants"] == 1234
    assert content.areas[1].note == "Đã họp dân"


def _with_faults(book: Any) -> None:
    book[FIGURES]["K19"].value = "x"
    book[FIGURES]["H13"].value = 5
    book[FIGURES]["AB17"].value = 9
    book[AREA_LIST]["D12"].value = "31/02/2025"


def test_the_marked_form_is_saved_by_libreoffice_with_its_faults(in_libreoffice: Office) -> None:
    sent = edited(filled(), _with_faults)
    found = everything(sent)
    assert sentences(everything(in_libreoffice(marked(sent, found, sheet=LIST)))) == sentences(
        found
    )


def test_the_marked_form_corrected_in_libreoffice_can_be_sent(in_libreoffice: Office) -> None:
    sent = edited(filled(), _with_faults)
    back = in_libreoffice(
        marked(sent, everything(sent), sheet=LIST),
        (FIGURES, "K19", 12),
        (FIGURES, "H13", 2),
        (FIGURES, "AB17", 3),
        (AREA_LIST, "D12", "20/01/2025"),
    )
    assert everything(back) == []
    content = read(back).content
    assert content is not None
    assert bare(content) == bare(usual())
    assert everything(marked(back, [], sheet=LIST)) == []
