"""What would become of a plan: its forms, one filled in and checked, and the page that tells it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from data_loaders.forms.editions import Editions
from data_loaders.forms.request import FormRequest
from data_loaders.forms.write import write_form
from data_loaders.intake.checks.report import check
from data_loaders.intake.identity import Use
from data_loaders.intake.read import read_form
from data_loaders.model import Finding, History, Level, Period, Regime, Register, Unit
from data_loaders.model.errors import MonitorError
from data_loaders.model.findings import sentence
from data_loaders.model.language import Language
from kpis.plan_folder.changes import changes
from kpis.plan_folder.crossing import Edition
from kpis.plan_folder.examine import Examined
from kpis.plan_folder.generated import answers
from kpis.plan_folder.preview_document import Column, FormShown, Shown, body, document
from kpis.plan_folder.verdict_examples import at_each_stage, examples

PAGE, BLANK, FILLED = "xem-truoc.html", "bieu-trong-{edition}.xlsx", "bieu-dien-thu-{edition}.xlsx"
_EARLY = 8


@dataclass(frozen=True)
class Preview:
    """What a good folder comes to. ``files``: by name; ``shown``: what its page tells."""

    shown: Shown
    workbooks: Mapping[str, bytes]

    def page(self, language: Language) -> str:
        """The page as a file of its own."""
        return document(self.shown, language)

    def body(self, language: Language) -> str:
        """The page within another one."""
        return body(self.shown, language)

    def files(self, language: Language) -> dict[str, bytes]:
        """Everything there is to look at, by its file name."""
        return {PAGE: self.page(language).encode("utf-8"), **self.workbooks}


def preview(
    examined: Examined, language: Language, in_force: Mapping[str, bytes] | None = None
) -> Preview:
    """The preview of a folder without errors; ``in_force``: the files of the version that counts.

    Raises :class:`MonitorError`: the folder has errors.
    """
    plan = examined.plan
    if plan is None or not examined.good:
        raise MonitorError("thư mục kế hoạch còn lỗi nên chưa xem trước được; hãy chạy plan check")
    register = examined.register or _small_register()
    forms, workbooks = [], {}
    for edition in examined.editions:
        seed = f"{examined.folder.sha256}/{edition.form.edition}"
        shown, blank, filled = _form(seed, plan.regime, edition, register, language)
        forms.append(shown)
        workbooks[BLANK.format(edition=edition.form.edition)] = blank
        workbooks[FILLED.format(edition=edition.form.edition)] = filled
    told = Shown(
        plan=plan,
        sha256=examined.folder.sha256,
        warnings=[f"{one.file}: {one.sentence(language)}" for one in examined.findings],
        examples={target.target_id: examples(plan, target) for target in plan.targets},
        stages={target.target_id: at_each_stage(plan, target) for target in plan.targets},
        forms=forms,
        changes=None if in_force is None else changes(in_force, examined.files),
    )
    return Preview(told, workbooks)


def _small_register() -> Register:
    """A place with one locality of two communes, where the folder brings no register."""
    place = Unit("t", "t", Level.PROVINCE, "tỉnh", "…", None)
    unit = Unit("1", "1", Level.DISTRICT, "huyện", "Ví Dụ", "t")
    below = (Unit(f"1{n}", f"1{n}", Level.COMMUNE, "xã", f"Ví Dụ {n}", "1") for n in (1, 2))
    return Register((place, unit, *below))


def _form(
    seed: str, regime: Regime, edition: Edition, register: Register, language: Language
) -> tuple[FormShown, bytes, bytes]:
    request = _request(seed, regime, edition, register)
    blank, filled = write_form(request), write_form(request, answers=answers(request))
    found = [sentence(one, language) for one in _checked(request, filled)]
    columns = [
        Column(m.group.heading, m.heading, m.code, str(m.kind), m.required)
        for m in edition.form.measures
    ]
    return FormShown(edition.form.edition, str(edition.first), columns, found), blank, filled


def _request(
    seed: str, regime: Regime, edition: Edition, register: Register
) -> FormRequest:
    """The form of the first reporting locality for the first period of the edition."""
    period = max(edition.first, regime.first)
    unit = register.reporters(regime, period)[0]
    return FormRequest(
        form=edition.form,
        regime=regime,
        register=register,
        unit_id=unit.unit_id,
        period=period,
        previous=None,
        generated_at=_morning(regime, period),
        form_id=hashlib.sha256(seed.encode()).hexdigest()[:16],
    )


def _morning(regime: Regime, period: Period) -> datetime:
    """The morning of the period's last day, when forms are handed out."""
    last = regime.ends_on(period)
    return datetime(last.year, last.month, last.day, _EARLY, tzinfo=regime.timezone)


def _checked(request: FormRequest, data: bytes) -> tuple[Finding, ...]:
    """What the intake finds in the filled form, sent on the day after the period's end."""
    received = request.generated_at + timedelta(days=1)
    known: dict[str, Any] = {"register": request.register, "regime": request.regime}
    known["received_at"] = received
    name = FILLED.format(edition=request.form.edition)
    read = read_form(data, file_name=name, use=Use(Editions((request.form,))), **known)
    if read.content is None:
        return read.findings
    checked = check(read.content, form=request.form, history=History(), **known)
    return (*read.findings, *checked)
