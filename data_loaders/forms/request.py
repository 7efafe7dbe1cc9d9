"""Which form is wanted: of which locality, for which period, with what opening figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from data_loaders.forms.declaration import Form
from data_loaders.model import Period, Regime, Register, ReportContent, Unit


@dataclass(frozen=True)
class FormRequest:
    """Which form is wanted. ``previous`` is the newest accepted report before the period.

    ``generated_at`` and ``form_id`` are arguments, so that a form can be written again.
    """

    form: Form
    regime: Regime
    register: Register
    unit_id: str
    period: Period
    previous: ReportContent | None
    generated_at: datetime
    form_id: str

    @cached_property
    def unit(self) -> Unit:
        return self.register.by_id[self.unit_id]

    @cached_property
    def communes(self) -> tuple[Unit, ...]:
        """The rows of the form: the communes of the locality on the period's last day."""
        return self.register.rows(self.unit_id, self.regime.ends_on(self.period))

    @property
    def footer(self) -> str:
        return f"{self.form.edition} · {self.unit.full_name} · kỳ {self.period}"
