"""A plan as those see it who send and take reports: measures, calendar, editions of its form.

Its targets are in the same folder and none of this side's business; ``kpis.plan`` reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from data_loaders.forms.declaration import Form, parse_form
from data_loaders.forms.editions import Editions
from data_loaders.forms.said_in_words import completed, with_words
from data_loaders.model import Regime, Register
from data_loaders.model.errors import PlanFolderError
from data_loaders.model.measures import DeclaredMeasures, read_measures
from data_loaders.model.toml_table import Table
from data_loaders.plan_folder.folder import (
    CHANGES,
    PLAN,
    REGIME,
    REGISTER,
    PlanFolder,
    default_plan,
    template,
)
from data_loaders.register.calendar import parse_regime
from data_loaders.register.localities import parse_register


@dataclass(frozen=True)
class DeclaredPlan:
    """What a plan's folder declares. ``sha256``: of the folder."""

    plan_id: str
    number: str
    sha256: str
    measures: DeclaredMeasures
    regime: Regime
    editions: Editions

    @property
    def codes(self) -> tuple[str, ...]:
        """Every measure that any edition asks for, once, in the order in which they came."""
        return tuple(
            dict.fromkeys(one.code for form in self.editions.forms for one in form.measures)
        )


@lru_cache(maxsize=16)
def declared(folder: PlanFolder) -> DeclaredPlan:
    """What a folder declares; read once for the same bytes.

    Raises a one-sentence :class:`MonitorError` with file and key of the first fault.
    """
    top = Table.parse(folder.text(PLAN), file=PLAN, error=PlanFolderError)
    plan_id = top.text("id")
    if (
        not plan_id.isascii()
        or not plan_id.replace("-", "").isalnum()
        or plan_id != plan_id.lower()
    ):
        raise top.fault("id", "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối")
    measures = read_measures(top)
    calendar = parse_regime(
        folder.text(REGIME), REGIME, name=plan_id, holidays=folder.holidays.decode("utf-8")
    )
    editions = _editions(folder, plan_id, measures)
    return DeclaredPlan(
        plan_id=plan_id,
        number=top.text("number"),
        sha256=folder.sha256,
        measures=measures,
        regime=with_words(calendar, measures, *editions.forms),
        editions=editions,
    )


def _editions(folder: PlanFolder, plan_id: str, measures: DeclaredMeasures) -> Editions:
    forms: list[Form] = []
    for name in folder.forms:
        form = completed(parse_form(folder.text(name), name), measures)
        if form.plan != plan_id:
            raise PlanFolderError(
                f"{name}: plan: mẫu biểu của kế hoạch khác, {form.plan!r}; phải là {plan_id!r}"
            )
        if form.edition in {one.edition for one in forms}:
            raise PlanFolderError(f"{name}: edition: {form.edition!r} đã dùng ở tệp trước")
        if forms and form.since <= forms[-1].since:
            raise PlanFolderError(f"{name}: from: phải sau {forms[-1].since} của mẫu trước")
        forms.append(form)
    return Editions(tuple(forms))


def register_of(folder: PlanFolder) -> Register:
    """The register in a folder, with what became of its units where the folder says so.

    Raises a one-sentence error where there is none; a sentence for each fault where it is wrong.
    """
    folder.text(REGISTER)
    return parse_register(folder.files[REGISTER], REGISTER, folder.files.get(CHANGES), CHANGES)


def load_regime(name: str) -> Regime:
    """The regime of a plan that comes with the program. Raises a one-sentence error."""
    return declared(template(name)).regime


def load_form(edition: str | None = None) -> Form:
    """An edition of the program's default plan; the newest when none is named."""
    editions = declared(template(default_plan())).editions
    return editions.newest if edition is None else editions.named(edition)


def load_register() -> Register:
    """The register of the program's default plan."""
    return register_of(template(default_plan()))
