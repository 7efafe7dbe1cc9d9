"""The hidden sheet that says who and when a form is about, sealed by a checksum.

Not a signature: anybody may compute it. It tells a form that was altered by accident, or with a
good intention, from one that is as it was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

KEYS = ("form", "plan", "unit_id", "period", "generated_at", "form_id")


def sealed(
    *, form: str, plan: str, unit_id: str, period: str, generated_at: datetime, form_id: str
) -> dict[str, str]:
    """The key/value rows of a new form, its checksum last."""
    rows = {
        "form": form,
        "plan": plan,
        "unit_id": unit_id,
        "period": period,
        "generated_at": generated_at.isoformat(),
        "form_id": form_id,
    }
    return {**rows, "checksum": checksum(rows)}


def checksum(rows: Mapping[str, str]) -> str:
    """SHA-256 over the lines ``key=value`` of :data:`KEYS`, in that order, UTF-8."""
    lines = "".join(f"{key}={rows.get(key, '')}\n" for key in KEYS)
    return sha256(lines.encode()).hexdigest()


def intact(rows: Mapping[str, str]) -> bool:
    """Whether the rows are all there and still give their checksum."""
    return all(rows.get(key) for key in KEYS) and rows.get("checksum") == checksum(rows)
