"""Whether a text accuses a locality of what the official status says otherwise.

A clause is what stands between semicolons, full stops, bars and lines. It speaks of the localities
that it names, and of the periods that it names; of none, of what the page is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data_loaders.model import Period

MISSING = re.compile(
    r"chưa gửi(?! lại)|chưa có báo cáo|(?<!\d )chưa báo cáo|(?<!Không còn )thiếu báo cáo"
    r"|báo cáo[^;]*đã quá hạn"
    r"|no report|not reported|not sent(?! again)|missing",
    re.IGNORECASE,
)
LATE = re.compile(r"nộp chậm|nhận sau hạn|gửi chậm|đến sau|received late|sent late", re.IGNORECASE)
NEW = r"{name}:? số liệu kỳ mới"
LATE_TIMES = re.compile(r"(\d+) nộp chậm")
"""How many of a locality's reports came late, up to the period a page is about."""
WAITING = re.compile(r"chờ duyệt|waiting for acceptance", re.IGNORECASE)

_BREAKS = re.compile(r"[;|\n]|\.\s|\.$")
_BEFORE = "trước đó"
_PERIOD = re.compile(r"tháng (\d\d)/(\d{4})")


@dataclass(frozen=True)
class Official:
    """The rows of ``status`` at an instant, and what localities are called."""

    rows: Mapping[tuple[str, str], Mapping[str, Any]]
    names: Mapping[str, str]

    @classmethod
    def of(cls, status: Mapping[str, Any], names: Mapping[str, str]) -> Official:
        rows = {(row["unit_id"], row["period"]): row for row in status["rows"]}
        return cls(rows, names)

    def waiting(self, period: str) -> list[str]:
        """Whose report of the period was sent and waits."""
        return [u for (u, p), row in self.rows.items() if p == period and row["state"] == "sent"]

    def faults(
        self, text: str, *, period: str, unit: str | None = None, newest: bool = False
    ) -> list[str]:
        """The clauses that contradict the status. ``unit``: whom the text is about.

        ``newest``: it speaks of the newest report of each, of whichever period, where it waits.
        """
        found = []
        for clause in _BREAKS.split(text):
            units = [u for u, name in self.names.items() if name in clause]
            for who in units or ([unit] if unit else []):
                wrong = self._wrong(clause, who, period, newest=newest)
                found += [f"{why}: {clause.strip()}" for why in wrong]
        return found

    def _wrong(self, clause: str, unit: str, period: str, *, newest: bool) -> Iterator[str]:
        periods = [f"{year}-{month}" for month, year in _PERIOD.findall(clause)] or [period]
        if _BEFORE in clause:  # how it was in the period before, in a clause about this one
            periods = [*periods, str(Period.parse(period).shifted(-1))]
        rows = [self.rows[unit, one] for one in periods if (unit, one) in self.rows]
        if not rows:
            return
        states = {row["state"] for row in rows}
        times = {row["timeliness"] for row in rows}
        if MISSING.search(clause) and states <= {"sent"}:
            yield f"{unit} waits and is called missing"
        times_late = LATE_TIMES.search(clause)
        if times_late is not None:
            yield from self._miscounted(int(times_late[1]), unit, period)
        elif LATE.search(clause) and "late" not in times and not _of_a_task(clause):
            yield f"{unit} was in time and is called late"
        new = NEW.format(name=re.escape(self.names[unit]))
        if re.search(new, clause, re.IGNORECASE) and states == {None}:
            yield f"{unit} has sent nothing and is called new"
        own = self.rows.get((unit, period))
        waits = "sent" in states or (own is not None and own["state"] == "sent")
        if newest:
            mine = (row for (who, of), row in self.rows.items() if who == unit and of <= period)
            waits = any(row["state"] == "sent" for row in mine)
        if WAITING.search(clause) and not waits:
            yield f"{unit} does not wait"

    def _miscounted(self, said: int, unit: str, upto: str) -> Iterator[str]:
        mine = (row for (who, of), row in self.rows.items() if who == unit and of <= upto)
        late = sum(row["timeliness"] == "late" for row in mine)
        if said != late:
            yield f"{unit} was late {late} times, {said} are told"


def _of_a_task(clause: str) -> bool:
    """Words about a day that a task is due, not a report."""
    return "gửi chậm nhất ngày" in clause
