"""The one place that reads a clock.

Two clocks: the reporting clock says what is due and when a report was received; the machine's says
when the store learned it. ``MONITOR_NOW`` fixes the reporting clock; a demonstration store has its
own, which moves on with every write.
"""

from __future__ import annotations

from datetime import UTC, datetime

from data_loaders.settings import Settings
from data_loaders.store import Store


def machine_now() -> datetime:
    """The machine's clock, to the microsecond, UTC."""
    return datetime.now(UTC)


def reporting_now(settings: Settings, store: Store) -> datetime:
    """``MONITOR_NOW``, else the store's own clock, else the machine's."""
    return settings.now or store.own_now or machine_now()
