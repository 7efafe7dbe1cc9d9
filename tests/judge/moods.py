"""What may be true of a random province: a mood narrows the choices, a history draws from them."""

from __future__ import annotations

from random import Random
from typing import Any

Traits = dict[str, Any]

# Every trait and all its choices; a choice named twice is twice as likely.
CHOICES: dict[str, list[Any]] = {
    "districts": [1, 2, 3, 5, 6],
    "communes": [(1, 1), (1, 1), (1, 3)],
    "last": ["2025-12", "2025-12", "2025-12", "2025-03", "2024-12", "2024-05", "2024-01"],
    # periods after p0 at which a district starts; None: it never reports
    "start": [0, 0, 0, 0, 0, 0, 1, 4, 9, None],
    "base": ["then", "early", "early", "backfilled", "never"],
    "missing": [0.0, 0.0, 0.05, 0.15],
    "missing_december": [0.0, 0.0, 0.3],
    "late": [0.1, 0.4],
    "trouble": [0.0, 0.1, 0.3],
    "spots": ["zero", "flat", "falling", "nearly", "slowly", "december", "rising", "from_zero"],
    "spots_level": [1, 3, 12, 40],
    "reformed": [0.0, 0.0, 0.0, 0.02, 0.1],
    "incidents": [0.0, 0.0, 0.0, 0.02],
    "hotspots": ["steady", "slow", "lagging", "plateau", "early", "falls", "full", "jumps"],
    "hotspots_level": [0, 1, 5, 30, 30],
    "addicts": ["flat", "falling", "creeping", "rising", "from_zero", "jumps"],
    "addicts_level": [0, 3, 40, 150],
    "service": ["high", "exact", "rising", "falling", "low", "noisy"],
    "areas": ["quick", "steady", "slow", "stops", "none"],
    "relapse": [0.0, 0.0, 0.2, 0.6],
    "classes": ["steady", "cleaner", "dirtier", "flicker"],
    "task": ["in_time", "in_time", "on_the_day", "late", "never", "mixed"],
    "task_list": [1.0, 0.8, 0.2],
    "readings": ["", "", "A", "A", "B", "C", "C", "AB", "BCA", "CA"],
}

CALM: Traits = {
    "districts": [5, 6, 8],
    "communes": [(1, 1)],
    "start": [0],
    "base": ["then", "early"],
    "missing": [0.0],
    "missing_december": [0.0],
    "trouble": [0.0],
}

MOODS: dict[str, Traits] = {
    "anything": {},
    "calm": CALM,
    "calm until the end": {**CALM, "last": ["2025-12"], "hotspots_level": [5, 30]},
    "one silent": {**CALM, "districts": [5, 8], "start": [0] * 7 + [None], "missing": [0.02]},
    "gaps": {"districts": [3, 5], "missing": [0.1, 0.2], "missing_december": [0.3, 0.6]},
    "paperwork": {**CALM, "districts": [3], "trouble": [0.5, 0.8], "late": [0.5]},
    "late starters": {**CALM, "start": [0, 0, 2, 5, 12]},
    "small": {**CALM, "spots_level": [1, 2], "addicts_level": [1, 3], "hotspots_level": [1, 2]},
    "from zero": {**CALM, "spots": ["zero", "from_zero"], "addicts": ["from_zero"]},
    "to the unit": {**CALM, "service": ["exact"], "spots": ["nearly"], "hotspots": ["lagging"]},
    "crowds": {
        **CALM,
        "addicts": ["creeping", "jumps"],
        "addicts_level": [80, 400],
        "spots": ["nearly", "slowly", "slowly", "december"],
        "spots_level": [40],
    },
    "wearing off": {
        **CALM,
        "service": ["falling"],
        "hotspots": ["plateau", "falls"],
        "hotspots_level": [30],
        "addicts_level": [40],
        "relapse": [0.6],
        "areas": ["quick", "stops"],
    },
    "areas of all sorts": {**CALM, "communes": [(2, 4)], "areas": ["quick", "stops", "steady"]},
    "very many communes": {
        **CALM,
        "districts": [6],
        "communes": [(35, 35)],
        "start": [2],
        "base": ["never"],
        "last": ["2024-06"],
        "classes": ["six_then_four"],
        "readings": ["C"],
    },
}
# Rare, because such a history is forty times as large as the others.
RARE = "very many communes"


def mood_of(seed: int) -> str:
    """The mood goes round with the seed; the largest comes once in sixty."""
    if seed % 60 == 59:
        return RARE
    often = [mood for mood in MOODS if mood != RARE]
    return often[seed % len(often)]


def choices_of(mood: str) -> Traits:
    """All choices, narrowed by the mood."""
    return {**CHOICES, **MOODS[mood]}


def drawn(choices: Traits, rng: Random) -> Traits:
    """One choice of each trait."""
    return {name: rng.choice(options) for name, options in choices.items()}


def of_district(province: Traits, choices: Traits, rng: Random) -> Traits:
    """Districts share most of the province's traits; when they start and stumble is their own."""
    own = drawn(choices, rng)
    return {
        name: own[name] if name in ("start", "base") or rng.random() < 0.12 else province[name]
        for name in province
    }
