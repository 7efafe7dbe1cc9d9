"""Target sentences of real plans: those that the plan's language says, and what the others lack."""

from __future__ import annotations

from tests.kpis.quantities.declared_sentence import Said
from tests.kpis.quantities.sentences_elsewhere import ELSEWHERE
from tests.kpis.quantities.sentences_on_drugs import ON_DRUGS

__all__ = ["LACKING", "SENTENCES", "Said"]

SENTENCES = [*ON_DRUGS, *ELSEWHERE]

LACKING = {
    4: "values for each locality",
    15: "agencies as reporters",
    32: "an average",
    39: "values for each locality, percentage points",
    40: "values for each group, percentage points",
    50: "values for each locality",
    54: "an average",
}
"""Sentences that the plan's language cannot say, and what they lack."""
