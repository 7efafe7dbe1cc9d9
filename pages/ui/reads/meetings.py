"""The cached reads of meetings; keys as in :mod:`pages.ui.reads.figures`."""

from __future__ import annotations

from collections.abc import Mapping

from data_loaders.service import meetings
from data_loaders.service.meetings import Meeting, Planned
from pages.ui.reads.cache import kept
from pages.ui.reads.figures import context


@kept(8)
def frozen(revision: int) -> Mapping[str, Meeting]:
    """The frozen meetings by their ids, the one held last first."""
    opened = context()
    return meetings.frozen(opened.store, opened.regime.timezone)


@kept(8)
def planned(revision: int) -> Mapping[str, Planned]:
    """The meetings that are not frozen yet, likewise."""
    opened = context()
    return meetings.planned(opened.store, opened.regime.timezone)
