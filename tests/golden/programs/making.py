"""``python -m tests.golden.programs.making NODE_FOLDER`` writes ``files/`` and its list anew.

Needs LibreOffice and, in that folder, ``npm install exceljs xlsx xlsx-populate``; tests only read
what is kept here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.data_loaders.sent_forms import filled

FOLDER = Path(__file__).parent
FILES, LIST = FOLDER / "files", FOLDER / "programs.toml"
XLSX = "xlsx:Calc MS Excel 2007 XML"

HEAD = """\
# Files kept in files/ as these programs wrote them: the form of Huyện Ngọc Hồi for 2025-10, filled
# in without fault. `python -m tests.golden.programs.making` writes them anew.
"""

WAYS = {
    "exceljs-saved": ("exceljs", "opened and saved again"),
    "exceljs-written": ("exceljs", "values and formulas in a new workbook"),
    "exceljs-streamed": ("exceljs", "streamed row by row, texts in their cells"),
    "libreoffice-saved": ("LibreOffice", "opened and saved as .xlsx"),
    "libreoffice-ods": ("LibreOffice", "saved as .ods, that saved as .xlsx"),
    "libreoffice-xls": ("LibreOffice", "saved as .xls, that saved as .xlsx"),
    "sheetjs-saved": ("SheetJS", "opened and saved again"),
    "sheetjs-written": ("SheetJS", "values in a new workbook, texts in their cells"),
    "xlsx-populate-saved": ("xlsx-populate", "opened and saved again"),
}
"""Name of a file → its program, and what was done with the form."""


def by_node(form: Path, node_folder: Path) -> dict[str, str]:
    """The files of the libraries of Node; the version of each."""
    command = ["node", str(FOLDER / "writing.cjs"), str(form), str(FILES)]
    done = subprocess.run(command, cwd=node_folder, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def by_libreoffice(form: Path, folder: Path) -> dict[str, str]:
    """The files of LibreOffice; its version."""
    office = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    for name, between in (("saved", None), ("ods", "ods"), ("xls", "xls:MS Excel 97")):
        source = form
        for kind in filter(None, (between, XLSX)):
            out = folder / name / kind[:4]
            command = [*office, "--convert-to", kind, "--outdir", str(out), str(source)]
            subprocess.run(command, check=True, capture_output=True)
            (source,) = out.iterdir()
        (FILES / f"libreoffice-{name}.xlsx").write_bytes(source.read_bytes())
    shown = subprocess.run([*office, "--version"], check=True, capture_output=True, text=True)
    return {"LibreOffice": shown.stdout.split()[1]}


def listed(versions: dict[str, str]) -> str:
    """The list of what is kept."""
    entries = []
    for name, (program, way) in WAYS.items():
        digest = sha256((FILES / f"{name}.xlsx").read_bytes()).hexdigest()
        entries.append(
            f'\n[{name}]\nprogram = "{program}"\nversion = "{versions[program]}"\nway = "{way}"\n'
            f'sha256 = "{digest}"\n'
        )
    return HEAD + "".join(entries)


def main(node_folder: Path) -> None:
    """Write everything anew."""
    with TemporaryDirectory() as there:
        form = Path(there) / "form.xlsx"
        form.write_bytes(filled())
        versions = by_node(form, node_folder) | by_libreoffice(form, Path(there))
    LIST.write_text(listed(versions), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
