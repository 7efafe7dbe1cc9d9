"""The languages of the interface."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """Languages of the interface; Vietnamese is the source."""

    VI = "vi"
    EN = "en"
