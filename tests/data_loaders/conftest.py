"""An empty store for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data_loaders.context import Context
from tests.data_loaders.stores import empty


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """A store with the register of Kon Tum in which nobody has reported."""
    context = empty(tmp_path)
    with context.store:
        yield context
