"""Questions to the demonstration store in the tests' own SQL, beside the product's."""

from __future__ import annotations

from pathlib import Path

import duckdb

_ACCEPTED = """
WITH last AS (
    SELECT version_key, arg_max(event, event_key) AS event FROM event GROUP BY version_key
),
accepted AS (
    SELECT unit_key, period, arg_max(version_key, version) AS version_key
    FROM version JOIN last USING (version_key)
    WHERE event = 'accepted'
    GROUP BY unit_key, period
)
SELECT accepted.period, measure.code, sum(fact.value), count(*) FILTER (fact.value > 0)
FROM accepted
JOIN unit USING (unit_key)
JOIN fact USING (version_key)
JOIN measure USING (measure_key)
WHERE unit.unit_id = ?
GROUP BY ALL
"""

Sums = dict[tuple[str, str], tuple[int, int]]


def accepted_sums(store: Path, unit_id: str) -> Sums:
    """(period, measure) → sum over the communes, and how many of them are above zero."""
    with duckdb.connect(str(store), read_only=True) as connection:
        rows = connection.execute(_ACCEPTED, [unit_id]).fetchall()
    return {
        (f"{index // 12}-{index % 12 + 1:02d}", code): (int(total), above)
        for index, code, total, above in rows
        if total is not None
    }


def instants(store: Path, period: str) -> dict[str, tuple[str, str | None]]:
    """District → when its newest version of the period came, and when it was accepted, if it was.

    Both as written in Viet Nam: ``dd/mm/yyyy HH:MM``.
    """
    year, month = map(int, period.split("-"))
    query = """
    SELECT unit_id, received_at, max(event.counts_from) FILTER (event = 'accepted')
    FROM version JOIN unit USING (unit_key) JOIN event USING (version_key)
    WHERE period = ? GROUP BY ALL
    """
    with duckdb.connect(str(store), read_only=True) as connection:
        rows = connection.execute(query, [year * 12 + month - 1]).fetchall()
        written = "SELECT strftime(make_timestamp(?) + INTERVAL 7 HOUR, '%d/%m/%Y %H:%M')"

        def text(micros: int | None) -> str | None:
            row = connection.execute(written, [micros]).fetchone() if micros else None
            return str(row[0]) if row else None

        return {unit: (text(received) or "", text(accepted)) for unit, received, accepted in rows}
