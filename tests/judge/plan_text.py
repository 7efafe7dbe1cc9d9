"""The plan 3220/KH-UBND as literals: its targets, their formulas in words, the settings."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

TARGETS: list[dict[str, Any]] = [
    {
        "id": "spots-reduction",
        "kind": "yearly_reduction",
        "name": "hàng năm, số điểm, tụ điểm phức tạp về ma túy giảm 5% so với năm trước",
        "measures": ["spots_closing"],
        "figure": Fraction(5, 100),
        "operator": ">=",
    },
    {
        "id": "hotspots-eradicated",
        "kind": "share_by_deadline",
        "name": "phấn đấu đến năm 2025, triệt xóa 80% các “điểm nóng”",
        "measures": ["hotspots_eradicated", "hotspots_identified"],
        "figure": Fraction(80, 100),
        "operator": ">=",
    },
    {
        "id": "areas-transformed",
        "kind": "share_by_deadline",
        "name": "địa bàn cần chuyển hóa đạt ít nhất 60% tổng số địa bàn được lựa chọn",
        "measures": [],
        "figure": Fraction(60, 100),
        "operator": ">=",
    },
    {
        "id": "areas-sustained",
        "kind": "floor",
        "name": "ít nhất 85% địa bàn đã chuyển hóa đạt không tái phức tạp",
        "measures": [],
        "figure": Fraction(85, 100),
        "operator": ">=",
    },
    {
        "id": "service-access",
        "kind": "floor",
        "name": "trên 80% số người nghiện và người sử dụng … được tiếp cận dịch vụ …",
        "measures": ["reached", "addicts", "users"],
        "figure": Fraction(80, 100),
        "operator": ">",
    },
    {
        "id": "addict-growth",
        "kind": "growth_ceiling",
        "name": "Kiềm chế tỷ lệ gia tăng người nghiện … dưới 1% so với năm trước",
        "measures": ["addicts"],
        "figure": Fraction(1, 100),
        "operator": "<",
    },
    {
        "id": "clean-communes",
        "kind": "reading",
        "name": "… và số xã, phường, thị trấn không có tệ nạn ma túy dưới 1% so với năm trước",
        "measures": ["commune_class"],
        "figure": Fraction(1, 100),
        "operator": "<",
    },
    {
        "id": "no-reformed-spots",
        "kind": "zero",
        "name": "không để tái hình thành các điểm, tụ điểm … đã được triệt phá",
        "measures": ["spots_reformed"],
    },
    {
        "id": "no-public-incidents",
        "kind": "zero",
        "name": "không để xảy ra tình trạng mua bán, sử dụng ma túy công khai",
        "measures": ["public_incidents"],
    },
    {
        "id": "areas-identified",
        "kind": "milestone",
        "name": "xác định cụ thể địa bàn …, phân công nhiệm vụ …",
        "measures": [],
        "task": "areas-identified",
        "due": "2023-10-15",
    },
]

PLAN: dict[str, Any] = {
    "id": "kh3220",
    "first": "2023-10",
    "last": "2025-12",
    "near": Fraction("0.95"),
    "risk": Fraction("0.60"),
    "stretch": Fraction("1.5"),
    "recent": 6,
    "last_stretch": 3,
    "minimum_coverage": Fraction("0.80"),
    # Of the public holidays 2022-2026 only Giỗ Tổ Hùng Vương 2024 falls on a due date of the plan.
    "holidays": ["2024-04-18"],
    "targets": TARGETS,
}
