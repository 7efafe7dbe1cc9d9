"""Which commune a name typed in a form is: one of the form's day, or one that ended before it.

A successor is never taken for its part: where a name is, letter by letter, that of a unit that
has ended and no unit's of the form, it is that one and no other, however near the spellings are (Xã
Pờ Y went into Xã Bờ Y, and both are written for one another in reports from before).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data_loaders.model import Level, Register, Unit
from data_loaders.register.legacy_text import legacy_encoding, readings
from data_loaders.register.names import exactly, match, named, suggestions


@dataclass(frozen=True)
class CommuneNames:
    """Names in a form whose rows are ``communes``, those of ``day``."""

    communes: Sequence[Unit]
    register: Register
    day: date

    @cached_property
    def _ended(self) -> tuple[Unit, ...]:
        return tuple(
            unit
            for unit in self.register.units
            if unit.level is Level.COMMUNE
            and unit.valid_to is not None
            and unit.valid_to < self.day
        )

    @cached_property
    def parts(self) -> tuple[Unit, ...]:
        """Units that ended and went into the communes of the form, in register order."""
        ours = {unit.unit_id for unit in self.communes}
        return tuple(u for u in self._ended if not ours.isdisjoint(self._heirs(u)))

    def unit(self, text: str) -> Unit | None:
        """The commune of the form that the text names: letter by letter, else by its spelling."""
        found = exactly(text, self.communes)
        if found is not None or self.ended(text) is not None:
            return found
        return match(text, self.communes).unit

    def ended(self, text: str) -> Unit | None:
        """The unit that ended before the form's day and bears this very name, when none of the
        form's does; of several of one name the one that went into a commune of the form."""
        if exactly(text, self.communes) is not None:
            return None
        return exactly(text, self.parts) or exactly(text, self._ended)

    def of_area(self, text: str) -> Unit | None:
        """The commune of an area: of the form, or one that went into one of them and keeps it."""
        return exactly(text, self.parts) if self.ended(text) else self.unit(text)

    def of_another_day(self, unit_id: str, text: str) -> bool:
        """Whether a row's hidden id, or its name, is that of a unit that is not there then."""
        unit = self.register.by_id.get(unit_id)
        if unit is None:
            return bool(text) and self.ended(text) is not None
        return unit.level is Level.COMMUNE and not unit.valid_on(self.day)

    def fate(self, unit: Unit) -> dict[str, str]:
        """What became of a unit that ended: parameters ``case``, ``since`` and ``heirs``."""
        heirs = [self.register.by_id[one] for one in self._heirs(unit)]
        since = next(
            (c.effective_on for c in self.register.changes if c.old_unit_id == unit.unit_id),
            self.day,
        )
        return {
            "case": "merged" if heirs else "abolished",
            "since": f"{since:%d/%m/%Y}",
            "heirs": named(heirs),
        }

    def _heirs(self, unit: Unit) -> tuple[str, ...]:
        return self.register.parts(unit.unit_id, self.day).units


def legacy_of(text: str, units: Sequence[Unit]) -> dict[str, str] | None:
    """Parameters of ``text-legacy``: the encoding a name is in whose font was lost, and the unit.

    None for a text that is Unicode. Told by what a decoding gives: the name of a unit, else by the
    signs of the encoding alone.
    """
    for encoding, shown in readings(text):
        unit = match(shown, units).unit
        if unit is not None:
            return {"case": "known", "encoding": encoding, "shown": unit.full_name}
    encoding_alone = legacy_encoding(text)
    return {"case": "signs", "encoding": encoding_alone} if encoding_alone else None


def candidates(text: str, units: Sequence[Unit]) -> tuple[str, str]:
    """How the candidates came about, and their names.

    ``several``: units of that name, of another kind or more than one; ``close``: units whose names
    look like it; ``none``: neither.
    """
    same_name = match(text, units).candidates
    if same_name:
        return "several", named(same_name)
    close = suggestions(text, units) if text else ()
    return ("close", named(close)) if close else ("none", "")
