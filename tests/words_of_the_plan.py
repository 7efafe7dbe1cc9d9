"""Words that forms of plan 3220 write, by what they mean."""

from __future__ import annotations

from enum import StrEnum

from data_loaders.model import AreaStanding
from data_loaders.model import AreaState as Declared
from data_loaders.model.measures import Classification, ClassWord


class AreaState(StrEnum):
    """States of an area chosen for transformation."""

    UNDER_WAY = "đang chuyển hóa"
    ACHIEVED = "đạt"
    NOT_ACHIEVED = "chưa đạt"
    RELAPSED = "tái phức tạp"


COMMUNE_CLASSES = ("I", "II", "III", "có", "không")
"""Classes of a commune; a stored value is the place here plus one."""

RECOGNISED = frozenset({AreaState.ACHIEVED, AreaState.RELAPSED})
"""States of an area that was recognised at some time."""

CLASSIFICATION = Classification(
    "commune_class",
    tuple(ClassWord(word, word, word, clean=word == "không") for word in COMMUNE_CLASSES),
)
AREA_STATES = (
    Declared(AreaState.UNDER_WAY, "under way", AreaStanding.UNDER_WAY),
    Declared(AreaState.ACHIEVED, "achieved", AreaStanding.SUSTAINED),
    Declared(AreaState.NOT_ACHIEVED, "not achieved", AreaStanding.NOT_RECOGNISED),
    Declared(AreaState.RELAPSED, "relapsed", AreaStanding.RELAPSED),
)
"""What a calendar made in a test is given of the words of its forms."""
