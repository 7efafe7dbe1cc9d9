"""What moved between two scorecards: of those who had a figure at both ends, and of no others."""

from __future__ import annotations

from dataclasses import replace

from data_loaders.model import Period
from kpis.counts import Counts
from kpis.model import Result, Scorecard
from kpis.since import Moved, moved
