"""Where an export's figures come from: the files in force and every cell behind its terms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from data_loaders.forms.editions import Editions
from data_loaders.model import Decision, Facts, Moment, Period, open_decisions
from data_loaders.model.submissions import SentFile, SourceCell
from data_loaders.reports import cells, history
from data_loaders.service.access import Access
from data_loaders.service.decisions import Decisions


def measure_names(editions: Editions) -> Mapping[str, str]:
    """Every measure by its code, in the words of the form."""
    known = editions.by_code.items()
    return {code: f"{one.group.heading} · {one.heading}" for code, one in known}


@dataclass(frozen=True)
class Sources:
    """The files and cells behind figures, as one person may read them."""

    access: Access

    def files(
        self, known: Facts, moment: Moment, *, units: Collection[str], counted: Period
    ) -> tuple[SentFile, ...]:
        """The versions these facts rest on, by locality and period, of localities in ``units``.

        ``known``: what counted at that moment. Warnings are counted for the period ``counted``
        alone. Raises :class:`RefusedError` where one of these localities may not be read.
        """
        for unit_id in units:
            self.access.demand("locality.read", unit_id)
        store = self.access.context.store
        sent = history.versions(store, as_of=moment.as_of, upto=moment.revision)
        return tuple(
            self._file(one, counted=counted)
            for one in sent
            if one.identity.unit_id in units and _in_force(one, known)
        )

    def _file(self, one: history.Version, *, counted: Period) -> SentFile:
        ask = one.identity.period == counted
        return SentFile(
            unit_id=one.identity.unit_id,
            period=one.identity.period,
            version=one.version,
            file=one.file_name,
            sha256=one.sha256,
            by=one.by,
            received_at=one.received_at,
            accepted_at=one.accepted_at,
            warnings=len(self.access.explanations(one)) if ask else None,
        )

    def decisions(self, moment: Moment, unit_id: str | None) -> tuple[Decision, ...]:
        """The committee's decisions still to be carried out, as one may read them.

        ``unit_id``: those of that locality or about it; None: all of them.
        """
        known = Decisions(self.access).all(as_of=moment.as_of, upto=moment.revision)
        return open_decisions(
            one for one in known if unit_id in (None, one.unit_id, one.about_unit)
        )

    def cells(
        self, terms: Iterable[cells.Term], moment: Moment
    ) -> Mapping[cells.Term, tuple[SourceCell, ...]]:
        """The cells of each term. Raises :class:`RefusedError` as :meth:`files` does."""
        asked = tuple(terms)
        for unit_id in {term.unit_id for term in asked}:
            self.access.demand("locality.read", unit_id)
        return cells.cells_of_terms(
            self.access.context.store, asked, as_of=moment.as_of, upto=moment.revision
        )


def _in_force(one: history.Version, known: Facts) -> bool:
    report = known.report(one.identity.unit_id, one.identity.period)
    return report is not None and report.version == one.version
