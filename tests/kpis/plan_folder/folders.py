"""The folders that the tests of plans are about, whole, and as files that can be changed."""

from __future__ import annotations

from pathlib import Path

from kpis.plan_folder.examine import Examined, examine

ROOT = Path(__file__).parents[3]
FOLDERS = {
    "kh3220": ROOT / "plans" / "kh3220",
    "khong-ma-tuy-2030": ROOT / "plans" / "khong-ma-tuy-2030",
    "atgt-2028": ROOT / "tests" / "plans" / "atgt-2028",
}


def files(name: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(FOLDERS[name].iterdir())}


def changed(name: str, file: str, *pairs: tuple[str, str]) -> dict[str, bytes]:
    """The files of a folder with texts replaced in one of them, each of which must be there."""
    found = files(name)
    text = found[file].decode("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return {**found, file: text.encode("utf-8")}


def told(found: Examined) -> list[tuple[str, str, str]]:
    """Code, file and key of each error."""
    return [(o.code, o.file, o.key) for o in found.findings if o.severity == "error"]


def errors(name: str, file: str, *pairs: tuple[str, str]) -> list[tuple[str, str, str]]:
    return told(examine(changed(name, file, *pairs)))
