"""The scripts that a page will want come with the first ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit

from pages.ui.frame.preload import CHOICES, needed_by, preloaded

STATIC = Path(streamlit.__file__).parent / "static"
NAMED = re.compile(r"/static/js/([\w.-]+)")


def test_scripts_named_ahead_are_streamlits_and_not_yet_in_its_document() -> None:
    document = (STATIC / "index.html").read_text("utf-8")
    names = NAMED.findall(preloaded())
    assert len(set(names)) == len(names) > 10
    assert all((STATIC / "static" / "js" / name).is_file() for name in names)
    assert not [name for name in names if name in document]


@pytest.mark.parametrize("part", CHOICES)
def test_every_part_is_one_of_the_installed_streamlit(part: str) -> None:
    assert any(name.startswith(f"{part}.") for name in needed_by([part]))


def test_no_sentence_waits_for_the_library_of_charts() -> None:
    assert needed_by(["PlotlyChart"])
    assert "PlotlyChart" not in preloaded()


def test_what_a_script_imports_is_needed_too(tmp_path: Path) -> None:
    (tmp_path / "Html.1.js").write_text('import{a}from"./shared.2.js";import"./side.3.js";')
    (tmp_path / "shared.2.js").write_text('export*from"./deep.4.js";')
    for name in ("side.3.js", "deep.4.js", "other.5.js"):
        (tmp_path / name).write_text("")
    assert needed_by(["Html", "Gone"], tmp_path) == {
        "Html.1.js",
        "shared.2.js",
        "side.3.js",
        "deep.4.js",
    }
