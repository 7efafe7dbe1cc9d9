"""The colours of a verdict. A symbol and a word (``kpis.words.verdicts``) always stand with them.

Green, amber and red are #00734C, #E69F00 and #A50026, which stay apart for a deuteranope; amber is
a fill and never the colour of a text. What was not reported is not green.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpis.model import Verdict

GREEN = "#00734C"
AMBER = "#E69F00"
RED = "#A50026"
SALMON = "#F0A3A3"
"""Behind may still be made good: without colour it is as light as missed is dark."""


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours as ``#RRGGBB``: ground, text on it (contrast at least 4.5), edge."""

    fill: str
    ink: str
    edge: str


@dataclass(frozen=True, slots=True)
class Look:
    """A verdict's colours on a light page and on a dark one."""

    light: Paint
    dark: Paint


LOOKS: Mapping[Verdict, Look] = {
    Verdict.MET: Look(Paint(GREEN, "#FFFFFF", GREEN), Paint(GREEN, "#FFFFFF", "#4CC38A")),
    Verdict.ON_TRACK: Look(
        Paint("#E3F3EC", "#00573A", GREEN), Paint("#0B2B20", "#7FDDB4", "#4CC38A")
    ),
    Verdict.AT_RISK: Look(Paint(AMBER, "#1F1400", "#9A6A00"), Paint(AMBER, "#1F1400", AMBER)),
    Verdict.BEHIND: Look(Paint(SALMON, "#3D000E", RED), Paint(SALMON, "#3D000E", "#FF8A9A")),
    Verdict.MISSED: Look(Paint(RED, "#FFFFFF", RED), Paint(RED, "#FFFFFF", "#FF8A9A")),
    Verdict.NO_DATA: Look(
        Paint("#FFFFFF", "#4A5763", "#7A8794"), Paint("#11181F", "#B4C0CB", "#7A8794")
    ),
    Verdict.NOT_APPLICABLE: Look(
        Paint("#EEF1F4", "#4A5763", "#C4CED8"), Paint("#1B2530", "#B4C0CB", "#3B4A59")
    ),
    Verdict.NOT_JUDGED: Look(
        Paint("#EEF1F4", "#1B2530", "#7A8794"), Paint("#1B2530", "#E8EDF2", "#7A8794")
    ),
}
"""Every verdict, from good to grave, then those that say nothing yet."""
