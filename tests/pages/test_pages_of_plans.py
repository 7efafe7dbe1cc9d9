"""Every page of a store that follows a plan opens, and speaks of that plan alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data_loaders.accounts.permissions import Role
from kpis.stored.plans import plan_in
from tests.pages.conftest import Shell, forget
from tests.pages.seen import whole
from tests.test_plans_whole_way import NAMES, Followed, followed

__all__ = ["followed"]
pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")
PAGES = ("overview", "reporting", "tasks", "plan", "review", "meeting")


@pytest.fixture(autouse=True)
def _nothing_cached() -> Iterator[None]:
    forget()
    yield
    forget()


def test_the_pages_of_a_plan_open_and_name_no_other(shell: Shell, followed: Followed) -> None:
    first = plan_in(followed.folder).targets[0]
    apps = [shell(page, period=followed.period) for page in PAGES]
    apps.append(shell("target", period=followed.period, target=first.target_id))
    apps.append(shell("locality", period=followed.period, unit=followed.unit))
    apps.append(shell("submit", actor=(Role.REPORTER, followed.unit)))
    assert [app.exception for app in apps if app.exception] == []
    said = "\n".join(map(whole, apps))
    assert first.name_vi in said
    others = [word for name, words in NAMES.items() if name != followed.name for word in words]
    assert [word for word in others if word in said] == []
