"""The plan 3220/KH-UBND as literals: its targets as verdicts' law declares them, its settings."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

FLOWS = [
    "spots_new",
    "spots_reformed",
    "spots_eradicated",
    "sessions",
    "participants",
    "school_sessions",
    "workplace_sessions",
    "cases",
    "offenders",
    "rings",
    "tipoffs_received",
    "tipoffs_resolved",
    "public_incidents",
]

TARGETS: list[dict[str, Any]] = [
    {
        "id": "spots-reduction",
        "quantity": "change",
        "numerator": {"measures": ["spots_closing"]},
        "base": "year_end_before",
        "bar": "<= -0.05",
        "by": "each_year",
    },
    {
        "id": "hotspots-eradicated",
        "quantity": "share",
        "numerator": {"measures": ["hotspots_eradicated"]},
        "denominator": {"measures": ["hotspots_identified"]},
        "bar": ">= 0.80",
        "by": "2025-12",
    },
    {
        "id": "areas-transformed",
        "quantity": "share",
        "numerator": {"areas": "recognised"},
        "denominator": {"areas": "chosen"},
        "bar": ">= 0.60",
        "by": "2025-12",
    },
    {
        "id": "areas-sustained",
        "quantity": "share",
        "numerator": {"areas": "sustained"},
        "denominator": {"areas": "recognised"},
        "bar": ">= 0.85",
        "keep": True,
    },
    {
        "id": "service-access",
        "quantity": "share",
        "numerator": {"measures": ["reached"]},
        "denominator": {"measures": ["addicts", "users"]},
        "bar": "> 0.80",
        "keep": True,
    },
    {
        "id": "addict-growth",
        "quantity": "change",
        "numerator": {"measures": ["addicts"]},
        "base": "year_end_before",
        "bar": "< 0.01",
        "keep": True,
    },
    {
        "id": "clean-communes",
        "option": [
            {
                "id": "A",
                "quantity": "change",
                "numerator": {"classes": ["không"]},
                "base": "year_end_before",
                "bar": ">= 0",
                "keep": True,
            },
            {"id": "B", "quantity": "none"},
            {
                "id": "C",
                "quantity": "change",
                "numerator": {"classes": ["I", "II", "III", "có"]},
                "base": "year_end_before",
                "bar": "< 0.01",
                "keep": True,
            },
        ],
    },
    {
        "id": "no-reformed-spots",
        "quantity": "count",
        "numerator": {"measures": ["spots_reformed"], "over": "year"},
        "bar": "<= 0",
        "keep": True,
    },
    {
        "id": "no-public-incidents",
        "quantity": "count",
        "numerator": {"measures": ["public_incidents"], "over": "year"},
        "bar": "<= 0",
        "keep": True,
    },
    {"id": "areas-identified", "quantity": "task", "task": "areas-identified"},
]

SETTINGS: dict[str, Any] = {
    "near": Fraction("0.95"),
    "risk": Fraction("0.60"),
    "stretch": Fraction("1.5"),
    "recent": 6,
    "last_stretch": 3,
    "minimum_coverage": Fraction("0.80"),
}

PLAN: dict[str, Any] = {
    "id": "kh3220",
    "first": "2023-10",
    "last": "2025-12",
    **SETTINGS,
    # Of the public holidays 2022-2026 only Giỗ Tổ Hùng Vương 2024 falls on a due date of the plan.
    "holidays": ["2024-04-18"],
    "tasks": {"areas-identified": date(2023, 10, 15)},
    "targets": TARGETS,
}
