"""Until when each target runs, in words of either language."""

from __future__ import annotations

import pytest

from kpis.model import Language
from kpis.words.deadlines import deadline
from tests.kpis.given import PLAN, alone, judged, reading


@pytest.mark.parametrize(
    ("target_id", "period", "vietnamese", "english"),
    [
        ("hotspots-eradicated", "2025-06", "tháng 12/2025 · còn 6 kỳ", "Dec 2025 · 6 periods left"),
        ("areas-transformed", "2025-11", "tháng 12/2025 · còn 1 kỳ", "Dec 2025 · 1 period left"),
        ("areas-sustained", "2024-12", "tháng 12/2025 · còn 12 kỳ", "Dec 2025 · 12 periods left"),
        ("service-access", "2025-12", "tháng 12/2025", "Dec 2025"),
        (
            "spots-reduction",
            "2024-06",
            "hết năm 2024 · còn 6 kỳ",
            "to the end of 2024 · 6 periods left",
        ),
        (
            "addict-growth",
            "2025-11",
            "hết năm 2025 · còn 1 kỳ",
            "to the end of 2025 · 1 period left",
        ),
        (
            "no-reformed-spots",
            "2023-10",
            "hết năm 2023 · còn 2 kỳ",
            "to the end of 2023 · 2 periods left",
        ),
        ("no-public-incidents", "2024-12", "hết năm 2024", "to the end of 2024"),
        ("areas-identified", "2024-06", "15/10/2023", "15 Oct 2023"),
    ],
)
def test_a_target_says_until_when_it_runs_and_how_many_periods_are_left(
    target_id: str, period: str, vietnamese: str, english: str
) -> None:
    result = alone(target_id, period)
    assert deadline(result, PLAN, Language.VI) == vietnamese
    assert deadline(result, PLAN, Language.EN) == english


def test_a_sentence_runs_as_it_is_read_and_unread_has_no_end() -> None:
    unread = alone("clean-communes", "2025-12")
    assert deadline(unread, PLAN, Language.VI) == ""
    read = judged("clean-communes", "2025-12", [], unit_id="d0", readings=[reading("A")])
    assert deadline(read, PLAN, Language.VI) == "hết năm 2025"
    assert deadline(read, PLAN, Language.EN) == "to the end of 2025"
