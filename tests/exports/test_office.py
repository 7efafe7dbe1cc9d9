"""The files in LibreOffice: recomputed, opened, drawn. ``make render`` keeps the pictures."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from tests.exports.reading import Made, Results

pytestmark = [pytest.mark.long, pytest.mark.needs("soffice", "pdftoppm"), pytest.mark.timeout(900)]

RENDER_TO = "RENDER_TO"
_COMPUTED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("libreoffice")


def converted(data: bytes, ending: str, to: str, profile: Path, folder: Path) -> Path:
    source = folder / f"made.{ending}"
    source.write_bytes(data)
    own = f"-env:UserInstallation={profile.as_uri()}"
    out = folder / "converted"
    command = ["soffice", own, "--headless", "--convert-to", to, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, timeout=600, capture_output=True)
    return out / f"made.{to}"


def without_values(data: bytes) -> bytes:
    """The workbook with its formulas and without what we say they come to."""
    bare = BytesIO()
    with ZipFile(BytesIO(data)) as book, ZipFile(bare, "w", ZIP_DEFLATED) as archive:
        for entry in book.infolist():
            archive.writestr(entry.filename, _COMPUTED.sub(rb"\1", book.read(entry)))
    return bare.getvalue()


def test_the_data_book_recomputed_by_another_program_gives_the_same_shares(
    made: Made, results: Results, profile: Path, tmp_path: Path
) -> None:
    bare = without_values(made.files["databook"])
    empty = load_workbook(BytesIO(bare), data_only=True)["Các kết quả"]
    assert {cell.value for cell in empty["I"][5:]} == {None}
    computed = load_workbook(converted(bare, "xlsx", "xlsx", profile, tmp_path), data_only=True)
    rows = list(computed["Các kết quả"].iter_rows(min_row=6, max_col=11, values_only=True))
    for row in rows:
        expected = results[str(row[0]), str(row[1])]
        for value, key in zip(row[5:9], ("numerator", "denominator", "base", "value"), strict=True):
            assert value == (None if expected[key] is None else pytest.approx(expected[key]))
    assert len(rows) == len(results)
    overview = computed["Tổng quan"]
    found = [row["verdict"] for row in results.values()]
    places = [(row, column) for row in range(6, 14) for column in (2, 3)]
    shown = [int(str(overview.cell(*place).value)) for place in places]
    assert sum(shown) == len(found)


@pytest.mark.parametrize(("kind", "ending"), [("deck", "pptx"), ("report", "docx")])
def test_it_opens_in_libreoffice_with_every_mark_whole(
    kind: str, ending: str, made: Made, profile: Path, tmp_path: Path
) -> None:
    pdf = converted(made.files[kind], ending, "pdf", profile, tmp_path)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True)
    pages = unicodedata.normalize("NFC", text.stdout.decode()).split("\f")[:-1]
    flat = [" ".join(page.split()) for page in pages]
    if kind == "deck":
        titles = [slide.shapes.title.text_frame.text for slide in made.slides]
        assert len(flat) == len(titles)
        for title, page in zip(titles, flat, strict=True):
            assert set(title.split()) <= set(page.split())
    else:
        whole = " ".join(flat).split()
        for paragraph in made.report.paragraphs:
            assert set(paragraph.text.split()) <= set(whole)
    assert all(made.report_id in page for page in flat)
    folder = Path(os.environ.get(RENDER_TO) or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["pdftoppm", "-r", "80", "-png", pdf, folder / kind], check=True)
    assert len(list(folder.glob(f"{kind}-*.png"))) == len(flat)
