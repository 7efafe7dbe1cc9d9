"""What a person reads on a page: its tables row by row and its texts, taken out of the HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest

Row = list[str]


def act(app: AppTest, beginning: str) -> str:
    """The key of the one button of an act: it goes on with what the act is bound to."""
    (key,) = (one.key for one in app.button if one.key and one.key.startswith(beginning))
    return key


def acts(app: AppTest, beginning: str) -> list[str]:
    """The keys of every button of that act."""
    return [one.key for one in app.button if one.key and one.key.startswith(beginning)]


def pressed(app: AppTest, beginning: str) -> AppTest:
    """The page after the one button of an act was pressed."""
    return app.button(key=act(app, beginning)).click().run()


def tick(app: AppTest, beginning: str) -> None:
    """Tick the one box whose key begins so: it goes on with what the box is about."""
    (box,) = (one for one in app.checkbox if one.key and one.key.startswith(beginning))
    box.check()


_CELLS = {"td", "th"}


class _Reader(HTMLParser):
    """Collects the text, and apart from it that of every table cell."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.tables: list[list[Row]] = []
        self._in_cell = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in _CELLS:
            self.tables[-1][-1].append("")
            self._in_cell = True
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in _CELLS
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
        if self._in_cell:
            self.tables[-1][-1][-1] += f"{data} "


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def text_of(html: str) -> str:
    """The words of a piece of HTML, without style sheets."""
    return "" if "<style>" in html else _tidy("".join(_Reader(html).parts))


def pieces(app: AppTest, opening: str, closing: str) -> list[str]:
    """What stands between these two pieces of HTML, wherever on the page they do."""
    found = re.compile(f"{re.escape(opening)}(.*?){re.escape(closing)}", re.DOTALL)
    return [piece for element in app.html for piece in found.findall(str(element.value))]


def tables(app: AppTest) -> list[list[Row]]:
    """Every table of the page that is drawn as HTML: rows of cell texts, the heading first."""
    return [table for element in app.html for table in tables_in(str(element.value))]


def tables_in(html: str) -> list[list[Row]]:
    """Every table of a piece of HTML, likewise."""
    return [[[_tidy(cell) for cell in row] for row in table] for table in _Reader(html).tables]


def table_under(app: AppTest, *headings: str) -> list[Row]:
    """The rows of the one table with these first headings."""
    (only,) = [t for t in tables(app) if tuple(t[0][: len(headings)]) == headings]
    return only[1:]


def texts(app: AppTest) -> Iterator[str]:
    """Every text of the page: HTML, paragraphs, messages, captions, headings."""
    for element in app.html:
        yield text_of(str(element.value))
    for kind in ("header", "markdown", "error", "warning", "info", "success", "caption"):
        yield from (str(getattr(element, "value", "")) for element in app.get(kind))


def whole(app: AppTest) -> str:
    """All texts of the page, a line each."""
    return "\n".join(texts(app))
