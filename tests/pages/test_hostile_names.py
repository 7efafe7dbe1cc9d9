"""Names of localities that try to be more than names stand on every page as they were typed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from data_loaders.model.settings import read_settings
from data_loaders.register.localities import read_register
from data_loaders.service.context import create_store
from pages.ui.frame.markdown import plain
from tests.pages.conftest import NOW, Shell, forget
from tests.pages.seen import text_of
from tests.plan_files import FOLDER

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

HOSTILE = {
    "608": "[x](https://h.example)",
    "610": "**b**",
    "611": ":material/home:",
    "612": "$x$",
    "613": "<b id=h>",
}
MARKDOWN = ("header", "subheader", "markdown", "error", "warning", "info", "success", "caption")


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A demonstration store whose register was written by somebody with a plan; it stays so."""
    folder = tmp_path_factory.mktemp("hostile")
    register, store = folder / "register.csv", folder / "monitor.duckdb"
    with (
        (FOLDER / "register.csv").open(encoding="utf-8-sig", newline="") as lines,
        register.open("w", encoding="utf-8", newline="") as out,
    ):
        rows = csv.DictReader(lines)
        written = csv.DictWriter(out, rows.fieldnames or ())
        written.writeheader()
        for row in rows:
            written.writerow({**row, "name": HOSTILE.get(row["unit_id"], row["name"])})
    extra = {"demonstration": "yes", "now": NOW}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MONITOR_STORE", str(store))
        forget()
        named = read_register(register)
        create_store(read_settings(), named, actor="t", extra=extra).store.close()
        yield store
    forget()


@pytest.mark.parametrize("unit", sorted(HOSTILE))
@pytest.mark.parametrize("page", ["overview", "locality", "submit", "meeting", "reporting"])
def test_a_name_is_shown_as_it_is_typed(
    page: str, unit: str, shell: Shell, hostile_store: Path
) -> None:
    name = HOSTILE[unit]
    app = shell(page, unit=unit)
    assert not app.exception
    ours = [str(one.value) for one in app.html]
    marked = [str(getattr(one, "value", "")) for kind in MARKDOWN for one in app.get(kind)]
    named = [one for kind in ("expander", "selectbox") for one in app.get(kind)]
    labels = [str(getattr(one, "label", "")) for one in named]
    for text in ours:
        assert name not in text.replace(escape(name), "")
    for text in (*marked, *labels):
        assert name not in text.replace(plain(name), "")
    options = [option for one in app.selectbox for option in one.options]
    shown = [*(text_of(text) for text in ours), *options]
    assert page == "meeting" or any(name in one for one in shown) or plain(name) in " ".join(marked)
