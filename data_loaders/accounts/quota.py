"""How many files one person may have read within an hour.

Reading is the dearest thing a visitor can ask for. Counted in memory, by the machine's clock: one
process owns the store, and what it forgets at a restart does no harm.
"""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

from data_loaders.model.errors import QuotaError
from data_loaders.store.clock import machine_now

WINDOW = timedelta(hours=1)


class Quota:
    """So many files per person within any hour; one for all threads of a process."""

    def __init__(self, most: int, clock: Callable[[], datetime] = machine_now) -> None:
        self.most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._taken: dict[str, deque[datetime]] = defaultdict(deque)

    def take(self, person: str, zone: tzinfo) -> None:
        """Count one file. Raises :class:`QuotaError`, which says when the next may come.

        ``zone``: of the clock time in that sentence.
        """
        with self._lock:
            now, taken = self._clock(), self._taken[person]
            while taken and taken[0] <= now - WINDOW:
                taken.popleft()
            if len(taken) >= self.most:
                again = (taken[0] + WINDOW).astimezone(zone) + timedelta(minutes=1)
                raise QuotaError(
                    f"Tài khoản “{person}” đã đưa lên {self.most} tệp trong một giờ, là mức nhiều"
                    f" nhất; tệp này chưa được đọc. Hãy chọn lại tệp sau {again:%H:%M ngày %d/%m}."
                )
            taken.append(now)
