"""What each part of a movement is about, as a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo

from data_loaders.model import Correction, Regime, Register
from data_loaders.model.formats import NOTHING, day, integer, period_name, translator
from data_loaders.model.measures import Classification
from kpis.model import Language
from kpis.movement.model import About, Cause, Listed, Made, Part
from kpis.words.stages import stage_words


@dataclass(frozen=True)
class Names:
    """What is called how: localities and communes by id; ``items``: tasks by id, measures and the
    columns of the lists by part and code (``figure.<measure>``, ``area.state``). ``zone``: where
    the days of events are those of the calendar. ``classification``: what class values mean."""

    units: Mapping[str, str]
    items: Mapping[str, str]
    zone: tzinfo = UTC
    classification: Classification | None = None

    @classmethod
    def of(
        cls, register: Register, regime: Regime, headings: Mapping[str, str], language: Language
    ) -> Names:
        """As a register, a calendar with its tasks and the form's ``headings`` have them."""
        english = language is Language.EN
        tasks = {task.task_id: task.name_en if english else task.name_vi for task in regime.tasks}
        units = {unit.unit_id: unit.full_name for unit in register.units}
        return cls(units, {**headings, **tasks}, regime.timezone, regime.classification)

    def unit(self, unit_id: str | None) -> str:
        """A locality's name; nothing for none."""
        return "" if unit_id is None else self.units.get(unit_id, unit_id)


def part_text(part: Part, names: Names, language: Language) -> str:
    """What a part is about: whose report, which cell from what to what, which list or plan."""
    about = part.about
    return _text(about, language).format(
        unit=names.unit(about.unit_id),
        period="" if about.period is None else period_name(about.period, language),
        year="" if about.period is None else about.period.year,
        cells=cells_text(about.cells, names, language),
        lists=_lists(about.came, about.gone, names, language),
        letter="" if about.reading is None else about.reading.reading,
        why="" if about.stage is None else stage_words(about.stage, language),
    )


def _text(about: About, language: Language) -> str:
    _ = translator(language)
    if about.cause is Cause.NEW_PERIOD:
        return _new_period(about, language)
    if about.cause is Cause.CORRECTED and about.cells:
        return _("{unit}, kỳ {period}: {cells}")
    if about.cause is Cause.TARGET and about.reading is not None:
        return _("Cách hiểu “{letter}” được ghi nhận")
    if about.cause is Cause.BOUNDARY and not (about.came or about.gone):
        return _("Sắp xếp đơn vị hành chính")
    if about.cause is Cause.NOT_COUNTED and about.stage is None:
        return _("{unit}: chưa được tính (không phải giảm)")
    return {
        Cause.LATE: _("{unit}: báo cáo kỳ {period} nhận sau hạn"),
        Cause.ACCEPTED: _("{unit}: báo cáo kỳ {period} gửi đúng hạn, nay được duyệt"),
        Cause.CORRECTED: _("{unit}: báo cáo kỳ {period} thay bằng bản mới"),
        Cause.RETURNED: _("{unit}: báo cáo kỳ {period} bị trả lại"),
        Cause.WITHDRAWN: _("{unit}: rút lại việc duyệt báo cáo kỳ {period}"),
        Cause.COUNTED: _("{unit}: nay được tính (trước đó {why})")
        if about.stage is not None
        else _("{unit}: nay được tính"),
        Cause.NOT_COUNTED: _("{unit}: chưa được tính kỳ {period}, {why} (không phải giảm)"),
        Cause.LISTS: _("{unit}, kỳ {period}: danh sách địa bàn {lists}"),
        Cause.TARGET: _("Chỉ tiêu thay đổi (mức, cách hiểu, sửa đổi)"),
        Cause.BOUNDARY: _("Sắp xếp đơn vị hành chính: {lists}"),
    }[about.cause]


def _new_period(about: About, language: Language) -> str:
    _ = translator(language)
    if about.base:
        return _("{unit}: năm {year} so với số gốc mới")
    if about.again:
        return _("{unit}: tính lại từ đầu năm {year}")
    return _("{unit}: số liệu kỳ {period}")


def made_text(made: Made | None, names: Names, language: Language) -> str:
    """The event that made a change count: its day and who decided, then when who had sent it."""
    if made is None:
        return ""
    _ = translator(language)
    texts = {
        "accepted": _("duyệt {day}, {by}; gửi {sent}, {sender}"),
        "returned": _("trả lại {day}, {by}; gửi {sent}, {sender}"),
        "withdrawn": _("rút lại việc duyệt {day}, {by}; gửi {sent}, {sender}"),
    }
    return texts.get(made.event, _("gửi {sent}, {sender}")).format(
        day=day(made.at.astimezone(names.zone).date(), language),
        by=made.by,
        sent=day(made.sent_at.astimezone(names.zone).date(), language),
        sender=made.sent_by,
    )


def cells_text(cells: Sequence[Correction], names: Names, language: Language) -> str:
    """Every corrected cell: which, from what to what."""
    return "; ".join(_cell(one, names, language) for one in cells)


def _cell(one: Correction, names: Names, language: Language) -> str:
    subject = names.units.get(one.subject) or names.items.get(one.subject, one.subject)
    item = names.items.get(f"{one.part}.{one.item}", one.item)
    cohort = "" if one.cohort is None else f" ({one.cohort})"
    values = (cell_value(one.item, value, names, language) for value in (one.old, one.new))
    return f"{subject}{cohort}, {item}: {' → '.join(values)}"


def cell_value(
    item: str, value: int | str | date | None, names: Names, language: Language
) -> str:
    """What stands in a cell; a dash for nothing."""
    if value is None:
        return NOTHING
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, str):
        return value
    classes = names.classification
    if classes is not None and item == classes.measure:
        return classes.word(value)
    return str(value) if item == "cohort" else integer(value, language)


def _lists(came: Sequence[Listed], gone: Sequence[Listed], names: Names, language: Language) -> str:
    _ = translator(language)
    said = [
        text.format(names=", ".join(_listed(one, names) for one in listed))
        for text, listed in ((_("thêm {names}"), came), (_("bớt {names}"), gone))
        if listed
    ]
    return "; ".join(said) or _("có thay đổi")


def _listed(one: Listed, names: Names) -> str:
    name = names.unit(one.unit_id)
    return name if one.cohort is None else f"{name} ({one.cohort})"
