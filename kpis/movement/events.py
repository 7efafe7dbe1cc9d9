"""By which event a report came to count or ceased to: what it is called, when, by whom."""

from __future__ import annotations

from collections.abc import Mapping

from data_loaders.model import Basis, Past, Period, SentVersion, VersionEvent
from kpis.movement.model import Cause, Made, Side

Key = tuple[str, Period]
"""Whose report of which period."""

_TAKEN = {"returned": Cause.RETURNED, "withdrawn": Cause.WITHDRAWN}


class Events:
    """What became of the reports between two ends, by the versions in force and their events.

    ``past`` may be empty: causes are then told by the versions in force alone, and nobody is named.
    """

    def __init__(self, one: Side, other: Side, past: Past) -> None:
        both = sorted((one, other), key=lambda side: (side.facts.as_of, side.revision))
        self._earlier, self._later = both
        self._past: Mapping[Key, Mapping[int, SentVersion]] = {
            key: {version.version: version for version in versions}
            for key, versions in past.items()
        }

    def change(self, key: Key) -> tuple[Cause, Made | None]:
        """Why another version of a report is in force at one end than at the other, or none."""
        was, now = (side.facts.reports.get(key) for side in (self._earlier, self._later))
        if now is not None and (was is None or now.version > was.version):
            cause = self._arrival(key) if was is None else Cause.CORRECTED
            return cause, self.made(key, self._later)
        if was is not None and (now is None or now.version < was.version):
            return self._departure(key, was.version, replaced=now is not None)
        return Cause.CORRECTED, self.made(key, self._later)

    def _arrival(self, key: Key) -> Cause:
        """How a report came to count. It was received when its first version was."""
        versions = self._past.get(key, {}).values()
        regime = self._later.plan.regime
        if not versions:
            return Cause.COUNTED
        received = min(version.received_at for version in versions)
        if regime.first <= key[1] <= regime.last and received > regime.due_at(key[1]):
            return Cause.LATE
        return Cause.ACCEPTED if self._later.facts.basis is Basis.ACCEPTED else Cause.COUNTED

    def _departure(self, key: Key, number: int, *, replaced: bool) -> tuple[Cause, Made | None]:
        version = self._past.get(key, {}).get(number)
        taken = None if version is None else self._taking(version)
        if version is None or taken is None:
            return (Cause.CORRECTED if replaced else Cause.NOT_COUNTED), None
        return _TAKEN[taken.event], _made(version, taken)

    def _taking(self, version: SentVersion) -> VersionEvent | None:
        """What took a version out of force: on the official basis, what followed its acceptance."""
        known = [one for one in version.events if one.at <= self._later.facts.as_of]
        if self._later.facts.basis is Basis.ACCEPTED:
            accepted = [n for n, one in enumerate(known) if one.event == "accepted"]
            known = known[accepted[-1] + 1 :] if accepted else []
            return next((one for one in known if one.event in _TAKEN), None)
        return next((one for one in reversed(known) if one.event == "returned"), None)

    def made(self, key: Key, side: Side) -> Made | None:
        """The event by which the version in force at an end counts there."""
        report = side.facts.reports.get(key)
        version = None if report is None else self._past.get(key, {}).get(report.version)
        if version is None:
            return None
        official = side.facts.basis is Basis.ACCEPTED
        event = "accepted" if official else "sent"
        known = [e for e in version.events if e.event == event and e.at <= side.facts.as_of]
        return _made(version, known[-1]) if known else None


def _made(version: SentVersion, event: VersionEvent) -> Made:
    return Made(event.event, event.at, event.by, sent_at=version.received_at, sent_by=version.by)
