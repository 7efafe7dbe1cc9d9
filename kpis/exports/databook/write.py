"""The data book: every figure with the formula that gives it, down to the cell it was typed in.

An Excel workbook. Its shares and totals are live formulas over the sheet of terms, which are live
sums over the sheet of cells; its charts are native and can be edited.
"""

from __future__ import annotations

from io import BytesIO

from xlsxwriter import Workbook

from data_loaders.model.formats import NOTHING, integer, translator
from kpis.charts.palette import LOOKS
from kpis.exports.content.dossier import Dossier
from kpis.exports.content.headings import headline, title
from kpis.exports.content.packing import settled
from kpis.exports.content.tables import Marked
from kpis.exports.databook.figures import figure_sheet
from kpis.exports.databook.sheet import FONT, HEADS_AT, Book, Column, Live, Value, span
from kpis.exports.databook.sources import cell_sheet, file_sheet
from kpis.exports.databook.terms import cell_rows, counted_terms, names, term_sheet
from kpis.exports.databook.time_series import delivery_sheet, time_series_sheet
from kpis.model import Verdict
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.verdicts import conclusion, verdict_symbol, verdict_word

_AS_THEY_ARE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def databook(dossier: Dossier) -> bytes:
    """The workbook of a dossier whose terms have their cells."""
    written = BytesIO()
    type_ = {"font_name": FONT, "font_size": 10}  # anew each time: the library adds to it
    with Workbook(written, {**_AS_THEY_ARE, "default_format_properties": type_}) as workbook:
        workbook.set_properties(
            {
                "title": title(dossier),
                "author": dossier.plan.office.name.capitalize(),
                "comments": str(dossier.report_id),
                "created": dossier.card.as_of.replace(tzinfo=None),
            }
        )
        book = Book(workbook, dossier)
        terms = counted_terms(dossier)
        _overview(book)
        figure_sheet(book, len(terms))
        term_sheet(book, terms, sum(1 for _ in cell_rows(dossier)))
        cell_sheet(book)
        time_series_sheet(book)
        _watched(book)
        delivery_sheet(book)
        file_sheet(book)
    return settled(written.getvalue(), dossier.card.as_of)


def _overview(book: Book) -> None:
    """The conclusion, how many targets stand how (counted by formulas), and its chart."""
    _, dossier = translator(book.dossier.language), book.dossier
    name, found = _("Tổng quan"), GRAVEST_FIRST
    page = book.sheet(name, title(dossier))
    marked = [_counted(dossier, verdict, place) for place, verdict in enumerate(found)]
    columns = (
        Column(_("Kết quả"), 30),
        Column(dossier.about.full_name, 18, "number"),
        Column(_("Các địa phương"), 18, "number"),
    )
    page.table(columns, marked)
    page.sheet.autofilter(HEADS_AT, 0, HEADS_AT + len(marked), 2)
    after = HEADS_AT + len(marked) + 2
    about = None if dossier.whole else dossier.unit_id
    sentences = conclusion(dossier.card, dossier.plan, dossier.language, unit_id=about)
    for line, text in enumerate((f"{headline(dossier)}.", *sentences)):
        page.sheet.merge_range(after + line, 0, after + line, 12, "", book.plain)
        page.sheet.write_string(after + line, 0, text, book.plain)
        page.sheet.set_row(after + line, 32)
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": dossier.about.full_name,
            "categories": [name, HEADS_AT + 1, 0, HEADS_AT + len(marked), 0],
            "values": [name, HEADS_AT + 1, 1, HEADS_AT + len(marked), 1],
            "points": [{"fill": {"color": LOOKS[verdict].light.edge}} for verdict in found],
            "data_labels": {"value": True},
            "gap": 40,
        }
    )
    chart.set_title({"name": headline(dossier), "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 560, "height": 240})
    page.sheet.insert_chart(HEADS_AT, 4, chart)
    page.sheet.print_area(0, 0, after + 4, 12)


def _counted(dossier: Dossier, verdict: Verdict, place: int) -> tuple[Value, ...]:
    """A verdict's row: how many targets of the whole have it, how many of all localities'."""
    rows = len(dossier.card.results)
    units, words = (span(names(dossier)["figures"], letter, rows) for letter in "AE")
    word = f"{verdict_symbol(verdict)} {verdict_word(verdict, dossier.language)}"
    head = sum(result.verdict is verdict for result in dossier.results)
    every = sum(result.verdict is verdict for result in dossier.card.results)
    here = f'{words},"{_literal(word)}*"'
    return (
        Marked(verdict, word),
        Live(f'=COUNTIFS({units},"{dossier.unit_id}",{here})', head),
        Live(f"=COUNTIFS({here})-B{place + HEADS_AT + 2}", every - head),
    )


def _literal(word: str) -> str:
    """A word as a criterion: a question mark is a wildcard there."""
    return word.replace("?", "~?")


def _watched(book: Book) -> None:
    """What is shown without a verdict."""
    _, dossier = translator(book.dossier.language), book.dossier
    page = book.sheet(_("Theo dõi thêm"), _("Số liệu theo dõi thêm (kế hoạch không giao chỉ tiêu)"))
    columns = (
        Column(_("Nội dung"), 60),
        Column(_("Trong kỳ"), 12, "number"),
        Column(_("Trong tổng số"), 12, "number"),
        Column(_("Lũy kế năm"), 12, "number"),
        Column(_("Trong tổng số cả năm"), 12, "number"),
        Column(_("Có số liệu"), 14),
    )
    page.table(
        columns,
        (
            (
                one.watched.name(dossier.language),
                one.value,
                one.of,
                one.year,
                one.year_of,
                f"{integer(one.coverage.counted, dossier.language)}/"
                f"{integer(one.coverage.expected, dossier.language) or NOTHING}",
            )
            for one in dossier.watched
        ),
    )
