"""The one place that reads a clock.

Two clocks: the reporting clock says what is due and when a report was received; the machine's says
when the store learned it. ``MONITOR_NOW`` fixes the reporting clock; a demonstration store has its
own, which moves on with every write.
"""

from __future__ import annotations

from datetime import UTC, datetime

from data_loaders.model.errors import RefusedError
from data_loaders.model.settings import Settings
from data_loaders.store.database import Store


def machine_now() -> datetime:
    """The machine's clock, to the microsecond, UTC."""
    return datetime.now(UTC)


def reporting_now(settings: Settings, store: Store) -> datetime:
    """``MONITOR_NOW``, else the store's own clock, else the machine's."""
    return settings.now or store.own_now or machine_now()


def not_in_future(at: datetime, now: datetime) -> None:
    """Refuse an instant after now: a receipt or a decision may only be set back."""
    if at > now:
        raise RefusedError(
            f"mốc {at.isoformat()} ở tương lai (bây giờ là"
            f" {now.astimezone(at.tzinfo).isoformat()}); chỉ được lùi, không được tiến"
        )
