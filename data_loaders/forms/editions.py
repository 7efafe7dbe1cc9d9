"""The editions of a plan's form: which one a period is reported on."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.forms.declaration import Form, FormError, Measure
from data_loaders.model import Identity, Period


@dataclass(frozen=True)
class Editions:
    """All editions, the oldest first. A report is read with the one it was made for, for ever."""

    forms: tuple[Form, ...]

    @property
    def newest(self) -> Form:
        """The one in use since last."""
        return self.forms[-1]

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, the oldest first."""
        return tuple(form.edition for form in self.forms)

    def of(self, period: Period) -> Form:
        """The edition that the period is reported on; before the first one, that one."""
        begun = [form for form in self.forms if form.since <= period]
        return begun[-1] if begun else self.forms[0]

    def marks(self, identity: Identity | None) -> str:
        """How the list of findings is called in a workbook of that locality and period.

        Of one that does not say whose it is, as in the newest edition.
        """
        form = self.newest if identity is None else self.of(identity.period)
        return form.sheets.marks

    def has(self, edition: str) -> bool:
        """Whether there is an edition of that name."""
        return edition in self.names

    def named(self, edition: str) -> Form:
        """The edition of that name. Raises :class:`FormError` naming those there are."""
        for form in self.forms:
            if form.edition == edition:
                return form
        raise FormError(f"không có mẫu biểu “{edition}”; hiện có: {', '.join(self.names)}")

    def made(self, edition: str, period: Period) -> Form:
        """The edition a report was made for; where it says none that there is, its period's."""
        return self.named(edition) if self.has(edition) else self.of(period)

    @property
    def by_code(self) -> dict[str, Measure]:
        """Every measure that any edition asks for, as the newest that asks for it words it."""
        return {measure.code: measure for form in self.forms for measure in form.measures}
