"""So many files per person within any hour, and when the next may come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.accounts.quota import Quota
from data_loaders.model import Identity, Period
from data_loaders.model.errors import QuotaError, SettingsError
from data_loaders.model.settings import read_settings
from data_loaders.service.access import Access
from data_loaders.service.context import open_context
from tests.data_loaders.sent_forms import REGIME

ZONE = REGIME.timezone
START = datetime(2025, 6, 25, 1, tzinfo=UTC)  # 8 o'clock in Kon Tum


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def test_the_file_after_the_last_is_refused_with_the_time_of_the_next() -> None:
    clock = Clock()
    quota = Quota(2, clock)
    quota.take("an", ZONE)
    clock.now += timedelta(minutes=10)
    quota.take("an", ZONE)
    with pytest.raises(QuotaError, match=r"2 tệp trong một giờ.*sau 09:01 ngày 25/06"):
        quota.take("an", ZONE)


def test_an_hour_after_the_first_there_is_room_for_one_more() -> None:
    clock = Clock()
    quota = Quota(2, clock)
    quota.take("an", ZONE)
    clock.now += timedelta(minutes=10)
    quota.take("an", ZONE)
    clock.now = START + timedelta(hours=1)
    quota.take("an", ZONE)
    with pytest.raises(QuotaError):
        quota.take("an", ZONE)


def test_a_refused_file_is_not_counted_and_another_person_has_their_own() -> None:
    clock = Clock()
    quota = Quota(1, clock)
    quota.take("an", ZONE)
    for _ in range(3):
        with pytest.raises(QuotaError):
            quota.take("an", ZONE)
    quota.take("bình", ZONE)
    clock.now += timedelta(hours=1)
    quota.take("an", ZONE)


def test_the_door_counts_what_people_bring_and_not_what_commands_do(demonstration: Path) -> None:
    environment = {"MONITOR_STORE": str(demonstration), "MONITOR_FILES_PER_HOUR": "1"}
    context = open_context(read_settings(environment))

    def bring(actor: Actor) -> None:
        access = Access(context, actor, lambda *_: None)
        now, chosen = context.now(), Identity("617", Period.parse("2025-06"))
        access.receive(b"", file_name="a", chosen=chosen, confirmed=False, received_at=now)

    with context.store:
        for _ in range(3):
            bring(Actor("c", Role.CONSOLE))
        bring(Actor("an", Role.REPORTER, "617"))
        with pytest.raises(QuotaError):
            bring(Actor("an", Role.REPORTER, "617"))


@pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", "١"])
def test_the_setting_is_a_whole_number_above_nothing(text: str) -> None:
    with pytest.raises(SettingsError, match="MONITOR_FILES_PER_HOUR: phải là số nguyên"):
        read_settings({"MONITOR_FILES_PER_HOUR": text})
