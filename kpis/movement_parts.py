"""What each part of a movement is about, as a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data_loaders.model import COMMUNE_CLASSES, Correction, Regime, Register
from kpis.amending import CLASS_MEASURE
from kpis.language import NOTHING, day, integer, period_name, translator
from kpis.model import Language
from kpis.movement_model import Cause, Listed, Measure, Part


@dataclass(frozen=True)
class Names:
    """What is called how: localities and communes by id; ``items``: tasks by id, measures and the
    columns of the lists by part and code (``figure.addicts``, ``area.state``)."""

    units: Mapping[str, str]
    items: Mapping[str, str]

    @classmethod
    def of(
        cls, register: Register, regime: Regime, headings: Mapping[str, str], language: Language
    ) -> Names:
        """As a register, a calendar with its tasks and the form's ``headings`` have them."""
        english = language is Language.EN
        tasks = {task.task_id: task.name_en if english else task.name_vi for task in regime.tasks}
        units = {unit.unit_id: unit.full_name for unit in register.units}
        return cls(units, {**headings, **tasks})


def part_text(part: Part, names: Names, language: Language) -> str:
    """What a part is about: whose report, which cell from what to what, which list or plan."""
    about = part.about
    text = _text(part, language)
    return text.format(
        unit=names.units.get(about.unit_id or "", ""),
        period="" if about.period is None else period_name(about.period, language),
        year="" if about.period is None else about.period.year,
        cells=cells_text(about.cells, names, language),
        lists=_lists(about.came, about.gone, names, language),
        letter="" if about.reading is None else about.reading.reading,
    )


def _text(part: Part, language: Language) -> str:
    _, about = translator(language), part.about
    if about.cause is Cause.NEW_DATA and about.silent:
        return _("{unit}: chưa có báo cáo kỳ {period} nên không tính")
    if about.cause is Cause.NEW_ACCOUNT:
        return _new_account(part, language)
    if about.cause is Cause.READING and about.reading is None:
        return _("Cách hiểu của Ban Chỉ đạo không còn được ghi nhận")
    return {
        Cause.ARRIVED: _("{unit}: báo cáo kỳ {period} đến sau"),
        Cause.CELL: _("{unit}, kỳ {period}: {cells}"),
        Cause.ANOTHER_VERSION: _("{unit}: báo cáo kỳ {period} thay bằng bản khác"),
        Cause.WITHDRAWN: _("{unit}: báo cáo kỳ {period} không còn được tính"),
        Cause.AREAS: _("{unit}, kỳ {period}: danh sách địa bàn {lists}"),
        Cause.LOCALITIES: _("Danh mục địa phương: {lists}"),
        Cause.PLAN: _("Kế hoạch thay đổi"),
        Cause.READING: _("Cách hiểu “{letter}” được ghi nhận"),
        Cause.NEW_DATA: _("{unit}: số liệu kỳ {period}"),
    }[about.cause]


def _new_account(part: Part, language: Language) -> str:
    _, known = translator(language), part.change(Measure.NUMERATOR).known
    if known > 0:
        return _("Sang kỳ {period}: bắt đầu có số để tính")
    if known < 0:
        return _("Sang kỳ {period}: không còn số để tính")
    if part.change(Measure.BASE):
        return _("Sang kỳ {period}: năm {year} so với số gốc mới")
    return _("Sang kỳ {period}: tính lại từ đầu năm {year}")


def cells_text(cells: Sequence[Correction], names: Names, language: Language) -> str:
    """Every corrected cell: which, from what to what."""
    return "; ".join(_cell(one, names, language) for one in cells)


def _cell(one: Correction, names: Names, language: Language) -> str:
    subject = names.units.get(one.subject) or names.items.get(one.subject, one.subject)
    item = names.items.get(f"{one.part}.{one.item}", one.item)
    cohort = "" if one.cohort is None else f" ({one.cohort})"
    values = (cell_value(one.item, value, language) for value in (one.old, one.new))
    return f"{subject}{cohort}, {item}: {' → '.join(values)}"


def cell_value(item: str, value: int | str | date | None, language: Language) -> str:
    """What stands in a cell; a dash for nothing."""
    if value is None:
        return NOTHING
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, str):
        return value
    if item == CLASS_MEASURE:
        return COMMUNE_CLASSES[value - 1]
    return str(value) if item == "cohort" else integer(value, language)


def _lists(
    came: Sequence[Listed], gone: Sequence[Listed], names: Names, language: Language
) -> str:
    _ = translator(language)
    said = [
        text.format(names=", ".join(_listed(one, names) for one in listed))
        for text, listed in ((_("thêm {names}"), came), (_("bớt {names}"), gone))
        if listed
    ]
    return "; ".join(said) or _("có thay đổi")


def _listed(one: Listed, names: Names) -> str:
    name = names.units.get(one.unit_id, one.unit_id)
    return name if one.cohort is None else f"{name} ({one.cohort})"
