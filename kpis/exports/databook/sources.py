"""The sheets of the data book that say where its figures come from: every cell, every file."""

from __future__ import annotations

from data_loaders.model.formats import period_name, translator
from kpis.exports.databook.sheet import Book, Column
from kpis.exports.databook.terms import cell_rows, measure_said, names
from kpis.words.cells import cell_said


def cell_sheet(book: Book) -> None:
    """Every cell behind every term: where it stands, what is typed there, what it adds."""
    _, dossier = translator(book.dossier.language), book.dossier
    page = book.sheet(
        names(dossier)["cells"],
        _("Từng ô trong biểu đã gửi"),
        _("“Cộng vào” là số mà ô này góp vào thành phần có số thứ tự ở cột đầu."),
    )
    columns = (
        Column(_("Số thứ tự"), 8, "number"),
        Column(_("Địa phương"), 19),
        Column(_("Xã, phường, thị trấn"), 20),
        Column(_("Nội dung trong biểu"), 40),
        Column(_("Kỳ"), 15),
        Column(_("Ghi trong ô"), 18),
        Column(_("Cộng vào"), 8, "number"),
        Column(_("Ô"), 22),
        Column(_("Bản số"), 7, "number"),
        Column(_("Tệp"), 26),
        Column("SHA-256", 20, "code"),
        Column(_("Người gửi"), 18),
        Column(_("Nhận lúc"), 17, "instant"),
        Column(_("Duyệt lúc"), 17, "instant"),
    )
    page.table(
        columns,
        (
            (
                number,
                dossier.names[term.unit_id],
                dossier.names.get(cell.commune or "", None),
                measure_said(dossier, term),
                period_name(term.period, dossier.language),
                cell_said(cell.text, cell.on, dossier.language),
                adds,
                f"{cell.sheet}!{cell.cell}",
                cell.version,
                cell.file,
                cell.sha256,
                cell.by,
                cell.received_at,
                cell.accepted_at,
            )
            for number, term, cell, adds in cell_rows(dossier)
        ),
        frozen=3,
    )


def file_sheet(book: Book) -> None:
    """Every version in force that the figures may rest on, with its file."""
    _, dossier = translator(book.dossier.language), book.dossier
    page = book.sheet(_("Tệp"), _("Các báo cáo đang có hiệu lực và tệp của chúng"))
    columns = (
        Column(_("Mã địa phương"), 9, "code"),
        Column(_("Địa phương"), 20),
        Column(_("Kỳ"), 15),
        Column(_("Bản số"), 7, "number"),
        Column(_("Tệp"), 30),
        Column("SHA-256", 68, "code"),
        Column(_("Người gửi"), 20),
        Column(_("Nhận lúc"), 17, "instant"),
        Column(_("Duyệt lúc"), 17, "instant"),
        Column(_("Cảnh báo đã giải thích"), 12, "number"),
    )
    page.table(
        columns,
        (
            (
                one.unit_id,
                dossier.names[one.unit_id],
                period_name(one.period, dossier.language),
                one.version,
                one.file,
                one.sha256,
                one.by,
                one.received_at,
                one.accepted_at,
                one.warnings,
            )
            for one in dossier.given.files
        ),
        frozen=3,
    )
