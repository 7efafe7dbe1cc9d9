"""What to say of a name that is no unit's of the locality: what it looks like, never what it is."""

from __future__ import annotations

from collections.abc import Sequence

from data_loaders.model import Unit
from data_loaders.register.legacy_text import legacy_encoding, readings
from data_loaders.register.names import match, named, suggestions


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
