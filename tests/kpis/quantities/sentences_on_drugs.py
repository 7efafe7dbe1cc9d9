"""Target sentences of plans against drugs, each declared in the plan's language."""

from __future__ import annotations

from tests.kpis.quantities.declared_sentence import (
    CLEAN,
    EACH,
    KEEP,
    Said,
    by,
    change,
    external,
    share,
    sums,
    year_before,
)

ON_DRUGS: list[tuple[int, str, list[Said]]] = [
    (
        1,
        "ít nhất 30% địa bàn cấp xã không có ma túy trong năm 2026",
        [
            Said(
                f'{CLEAN}\nbar = ">= 0.30"\n{by("2026-12")}',
                "met",
                at="2026-12",
                classes={"2025-12": {"không": 10, "có": 30}, "2026-12": {"không": 12, "có": 28}},
            )
        ],
    ),
    (
        2,
        "xây dựng 20% địa bàn cấp xã không ma túy trong năm 2025",
        [
            Said(
                f'{CLEAN}\nbar = ">= 0.20"\n{by("2025-12")}',
                "missed",
                at="2025-12",
                classes={"2021-01": {"không": 7, "có": 33}},
            )
        ],
    ),
    (
        3,
        "đến hết năm 2030, có ít nhất 50% đơn vị hành chính cấp xã “không ma túy”",
        [
            Said(
                f'{CLEAN}\nbar = ">= 0.50"\n{by("2030-12")}',
                "on_track",
                classes={"2021-01": {"không": 8, "có": 32}, "2026-03": {"không": 16, "có": 24}},
            )
        ],
    ),
    (
        5,
        "100% xã, phường của tỉnh đạt chuẩn và duy trì ổn định (đến 2030)",
        [
            Said(
                share("reached", "all", ">= 1", by("2030-12")),
                "behind",
                stock={"reached": {"2021-01": 10, "2026-01": 12}, "all": {"2021-01": 40}},
            ),
            Said(
                share("sustained", "reached", ">= 1", KEEP),
                "on_track",
                stock={"sustained": {"2021-01": 12}, "reached": {"2021-01": 12}},
            ),
        ],
    ),
    (
        6,
        "mở rộng địa bàn chuyển hóa hằng năm, nâng dần tỷ lệ cấp xã không ma túy",
        [
            Said(
                change('"areas"', "> 0", EACH),
                "on_track",
                stock={"areas": {"2021-01": 20, "2026-02": 21}},
            ),
            # of a fixed number of communes the share grows as their count does
            Said(
                'quantity = "change"\nbase = "year_end_before"\n'
                f'numerator = {{ classes = ["không"] }}\nbar = "> 0"\n{EACH}',
                "missed",
                at="2026-12",
                classes={"2021-01": {"không": 8, "có": 32}},
            ),
        ],
    ),
    (7, "không để phức tạp hóa về ma túy", [Said('quantity = "judged"', "met", concluded="met")]),
    (
        8,
        "giảm mạnh số người liên quan đến ma túy",
        [
            Said(
                change('"persons"', "< 0", EACH),
                "missed",
                at="2026-12",
                stock={"persons": {"2021-01": 100}},
            )
        ],
    ),
    (
        9,
        "hằng năm, giảm số người nghiện ma túy, người sử dụng trái phép",
        [
            Said(
                change('"addicts"', "< 0", EACH),
                "met",
                at="2026-12",
                stock={"addicts": {"2021-01": 60, "2026-05": 59}},
            ),
            Said(
                change('"users"', "< 0", EACH),
                "missed",
                at="2026-12",
                stock={"users": {"2021-01": 40}},
            ),
        ],
    ),
    (
        10,
        "100% các điểm, tụ điểm …, đối tượng bán lẻ được phát hiện và triệt phá",
        [
            Said(
                sums("eradicated", "found", ">= 1"),
                "behind",
                flow={"eradicated": {2026: 2}, "found": {2026: 3}},
            )
        ],
    ),
    (
        11,
        "100% diện tích trồng trái phép cây có chứa chất ma túy được phát hiện và triệt phá",
        [
            Said(
                sums("destroyed_m2", "found_m2", ">= 1"),
                "on_track",
                flow={"destroyed_m2": {2026: 50}, "found_m2": {2026: 50}},
            )
        ],
    ),
    (
        12,
        "số vụ … tại khu vực biên giới … tăng trên 3% (hằng năm)",
        [Said(year_before("cases", "> 0.03"), "on_track", flow={"cases": {2025: 20, 2026: 21}})],
    ),
    (
        13,
        "số vụ … lợi dụng không gian mạng … tăng trên 5%",
        [
            Said(
                year_before("cases", "> 0.05"),
                "missed",
                at="2026-12",
                flow={"cases": {2025: 20, 2026: 21}},
            )
        ],
    ),
    (
        14,
        "trên 80% số trạm y tế cấp xã … đủ điều kiện xác định tình trạng nghiện",
        [Said(external("> 0.80"), "behind", published="0.80")],
    ),
    (
        16,
        "kiềm chế tỷ lệ gia tăng người nghiện dưới 1%/năm",
        [
            Said(
                change('"addicts"', "< 0.01", KEEP),
                "on_track",
                stock={"addicts": {"2021-01": 500, "2026-05": 502}},
            )
        ],
    ),
    (
        17,
        "ít nhất 80% người nghiện được tư vấn cai nghiện",
        [
            Said(
                share("counselled", "addicts", ">= 0.80", KEEP),
                "on_track",
                stock={"counselled": {"2021-01": 400}, "addicts": {"2021-01": 500}},
            )
        ],
    ),
    (
        18,
        "90% người sau cai nghiện được hỗ trợ phòng, chống tái nghiện",
        [
            Said(
                share("supported", "post_rehab", ">= 0.90", KEEP),
                "behind",
                stock={"supported": {"2021-01": 80}, "post_rehab": {"2021-01": 100}},
            )
        ],
    ),
    (
        19,
        "số vụ phạm tội … phát hiện, bắt giữ hàng năm tăng từ 5% so với năm trước",
        [Said(year_before("cases", ">= 0.05"), "on_track", flow={"cases": {2025: 20, 2026: 21}})],
    ),
    (
        20,
        "trên 90% số vụ án ma túy được giải quyết, xét xử",
        [
            Said(
                sums("tried", "cases", "> 0.90"),
                "behind",
                flow={"tried": {2026: 9}, "cases": {2026: 10}},
            )
        ],
    ),
    (
        21,
        "100% các vụ việc có thông tin … được xác minh làm rõ",
        [
            Said(
                sums("verified", "tipoffs", ">= 1"),
                "met",
                at="2026-12",
                flow={"verified": {2026: 4}, "tipoffs": {2026: 4}},
            )
        ],
    ),
    (
        22,
        "số điểm, tụ điểm … được triệt xóa tăng từ 50% so với năm trước",
        [
            Said(
                year_before("eradicated", ">= 0.50"),
                "at_risk",
                flow={"eradicated": {2025: 4, 2026: 5}},
            )
        ],
    ),
    (
        23,
        "triệt xóa trên 80% số “điểm nóng” (đến năm 2025)",
        [
            Said(
                share("gone", "hotspots", "> 0.80", by("2025-12")),
                "missed",
                at="2025-12",
                stock={"gone": {"2021-01": 0, "2025-10": 8}, "hotspots": {"2021-01": 10}},
            )
        ],
    ),
    (
        24,
        "tuyên truyền … tại 100% số xã, phường, thị trấn, trường học",
        [
            Said(
                'quantity = "share"\nnumerator = { communes_with = "sessions", above = 0 }\n'
                'denominator = { communes = true }\nbar = ">= 1"\nkeep = true',
                "on_track",
                flow={"sessions": {2026: 3}},
            ),
            Said(
                share("schools_reached", "schools", ">= 1", KEEP),
                "behind",
                stock={"schools_reached": {"2021-01": 59}, "schools": {"2021-01": 60}},
            ),
        ],
    ),
]
