"""Target sentences of real plans, each declared in the plan's language, with a figure to judge.

A row: number, sentence, what is declared (one or several demands), what was reported, the verdict.
Stocks are given as the number at the end of a year (or a period), flows as the number a month.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """One demand of a sentence. ``stock``: measure → period → number, which stays until the next.

    ``flow``: measure → year → number a month. ``classes``: period → class → communes; ``areas``
    are not used. ``published``, ``concluded``: what stands on record. ``at``: the period judged.
    """

    declared: str
    verdict: str
    at: str = "2026-06"
    stock: dict[str, dict[str, int]] = field(default_factory=dict)
    flow: dict[str, dict[int, int]] = field(default_factory=dict)
    classes: dict[str, dict[str, int]] = field(default_factory=dict)
    published: str | None = None
    concluded: str | None = None


CLEAN = 'quantity = "share"\nnumerator = { classes = ["không"] }\ndenominator = { communes = true }'
UP = 'quantity = "change"\nbase = "year_before"\nby = "each_year"\nnumerator = '
SUMS = 'quantity = "share"\nkeep = true\n'
EXTERNAL = 'quantity = "external"\n'


def sums(part: str, whole: str, bar: str, over: str = "year") -> str:
    return (
        f'{SUMS}numerator = {{ measures = ["{part}"], over = "{over}" }}\n'
        f'denominator = {{ measures = ["{whole}"], over = "{over}" }}\nbar = "{bar}"'
    )


def year_before(flow: str, bar: str) -> str:
    return f'{UP}{{ measures = ["{flow}"], over = "year" }}\nbar = "{bar}"'


def share(part: str, whole: str, bar: str, aim: str) -> str:
    return (
        f'quantity = "share"\nnumerator = {{ measures = ["{part}"] }}\n'
        f'denominator = {{ measures = ["{whole}"] }}\nbar = "{bar}"\n{aim}'
    )


def change(stock: str, bar: str, aim: str) -> str:
    return (
        f'quantity = "change"\nbase = "year_end_before"\n'
        f'numerator = {{ measures = [{stock}] }}\nbar = "{bar}"\n{aim}'
    )


def external(bar: str, by: str = "2026-12") -> str:
    return f'{EXTERNAL}bar = "{bar}"\nby = "{by}"'


EACH, KEEP = 'by = "each_year"', "keep = true"


def by(period: str) -> str:
    return f'by = "{period}"'


SENTENCES: list[tuple[int, str, list[Said]]] = [
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
            Said(share("reached", "all", ">= 1", by("2030-12")), "behind", stock={
                "reached": {"2021-01": 10, "2026-01": 12}, "all": {"2021-01": 40}}),
            Said(share("sustained", "reached", ">= 1", KEEP), "on_track", stock={
                "sustained": {"2021-01": 12}, "reached": {"2021-01": 12}}),
        ],
    ),
    (
        6,
        "mở rộng địa bàn chuyển hóa hằng năm, nâng dần tỷ lệ cấp xã không ma túy",
        [
            Said(change('"areas"', "> 0", EACH), "on_track", stock={
                "areas": {"2021-01": 20, "2026-02": 21}}),
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
        [Said(change('"persons"', "< 0", EACH), "missed", at="2026-12", stock={
            "persons": {"2021-01": 100}})],
    ),
    (
        9,
        "hằng năm, giảm số người nghiện ma túy, người sử dụng trái phép",
        [
            Said(change('"addicts"', "< 0", EACH), "met", at="2026-12", stock={
                "addicts": {"2021-01": 60, "2026-05": 59}}),
            Said(change('"users"', "< 0", EACH), "missed", at="2026-12", stock={
                "users": {"2021-01": 40}}),
        ],
    ),
    (
        10,
        "100% các điểm, tụ điểm …, đối tượng bán lẻ được phát hiện và triệt phá",
        [Said(sums("eradicated", "found", ">= 1"), "behind", flow={
            "eradicated": {2026: 2}, "found": {2026: 3}})],
    ),
    (
        11,
        "100% diện tích trồng trái phép cây có chứa chất ma túy được phát hiện và triệt phá",
        [Said(sums("destroyed_m2", "found_m2", ">= 1"), "on_track", flow={
            "destroyed_m2": {2026: 50}, "found_m2": {2026: 50}})],
    ),
    (
        12,
        "số vụ … tại khu vực biên giới … tăng trên 3% (hằng năm)",
        [Said(year_before("cases", "> 0.03"), "on_track", flow={"cases": {2025: 20, 2026: 21}})],
    ),
    (
        13,
        "số vụ … lợi dụng không gian mạng … tăng trên 5%",
        [Said(year_before("cases", "> 0.05"), "missed", at="2026-12", flow={
            "cases": {2025: 20, 2026: 21}})],
    ),
    (
        14,
        "trên 80% số trạm y tế cấp xã … đủ điều kiện xác định tình trạng nghiện",
        [Said(external("> 0.80"), "behind", published="0.80")],
    ),
    (
        16,
        "kiềm chế tỷ lệ gia tăng người nghiện dưới 1%/năm",
        [Said(change('"addicts"', "< 0.01", KEEP), "on_track", stock={
            "addicts": {"2021-01": 500, "2026-05": 502}})],
    ),
    (
        17,
        "ít nhất 80% người nghiện được tư vấn cai nghiện",
        [Said(share("counselled", "addicts", ">= 0.80", KEEP), "on_track", stock={
            "counselled": {"2021-01": 400}, "addicts": {"2021-01": 500}})],
    ),
    (
        18,
        "90% người sau cai nghiện được hỗ trợ phòng, chống tái nghiện",
        [Said(share("supported", "post_rehab", ">= 0.90", KEEP), "behind", stock={
            "supported": {"2021-01": 80}, "post_rehab": {"2021-01": 100}})],
    ),
    (
        19,
        "số vụ phạm tội … phát hiện, bắt giữ hàng năm tăng từ 5% so với năm trước",
        [Said(year_before("cases", ">= 0.05"), "on_track", flow={"cases": {2025: 20, 2026: 21}})],
    ),
    (
        20,
        "trên 90% số vụ án ma túy được giải quyết, xét xử",
        [Said(sums("tried", "cases", "> 0.90"), "behind", flow={
            "tried": {2026: 9}, "cases": {2026: 10}})],
    ),
    (
        21,
        "100% các vụ việc có thông tin … được xác minh làm rõ",
        [Said(sums("verified", "tipoffs", ">= 1"), "met", at="2026-12", flow={
            "verified": {2026: 4}, "tipoffs": {2026: 4}})],
    ),
    (
        22,
        "số điểm, tụ điểm … được triệt xóa tăng từ 50% so với năm trước",
        [Said(year_before("eradicated", ">= 0.50"), "at_risk", flow={
            "eradicated": {2025: 4, 2026: 5}})],
    ),
    (
        23,
        "triệt xóa trên 80% số “điểm nóng” (đến năm 2025)",
        [Said(share("gone", "hotspots", "> 0.80", by("2025-12")), "missed", at="2025-12", stock={
            "gone": {"2021-01": 0, "2025-10": 8}, "hotspots": {"2021-01": 10}})],
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
            Said(share("schools_reached", "schools", ">= 1", KEEP), "behind", stock={
                "schools_reached": {"2021-01": 59}, "schools": {"2021-01": 60}}),
        ],
    ),
    (
        25,
        "giảm ít nhất 5% số vụ phạm tội về trật tự xã hội so với năm 2020",
        [
            Said(  # 412 in 2020: 5 % less is 391 and a part, so 391 at most
                'quantity = "count"\nnumerator = { measures = ["crimes"], over = "year" }\n'
                'bar = "<= 391"\nkeep = true',
                "at_risk",
                flow={"crimes": {2026: 33}},
            )
        ],
    ),
    (
        26,
        "tỷ lệ điều tra, khám phá các loại tội phạm đạt trên 75%",
        [Said(sums("solved", "crimes", "> 0.75"), "on_track", flow={
            "solved": {2026: 4}, "crimes": {2026: 5}})],
    ),
    (
        27,
        "giảm tỷ lệ tái phạm … xuống dưới 15%",
        [Said(share("again", "released", "< 0.15", by("2030-12")), "met", stock={
            "again": {"2021-01": 40, "2026-01": 22}, "released": {"2021-01": 200}})],
    ),
    (
        28,
        "bắt giữ … 30% số đối tượng truy nã hiện có và 50% … mới phát sinh",
        [
            Said(  # of 100 wanted when the plan began
                'quantity = "count"\nnumerator = { measures = ["arrested"], over = "plan" }\n'
                'bar = ">= 30"\nby = "2030-12"',
                "met",
                flow={"arrested": {2021: 2, 2022: 1}},
            ),
            Said(sums("arrested_new", "wanted_new", ">= 0.50", "plan"), "on_track", flow={
                "arrested_new": {2021: 1}, "wanted_new": {2021: 2}}),
        ],
    ),
    (
        29,
        "100% tin báo … được thụ lý, tỷ lệ giải quyết đạt trên 80%",
        [
            Said(sums("accepted", "tipoffs", ">= 1"), "on_track", flow={
                "accepted": {2026: 6}, "tipoffs": {2026: 6}}),
            Said(sums("resolved", "accepted", "> 0.80"), "on_track", flow={
                "resolved": {2026: 5}, "accepted": {2026: 6}}),
        ],
    ),
    (
        30,
        "xây dựng hoặc củng cố ít nhất 1 mô hình (mỗi địa bàn)",
        [
            Said(
                'quantity = "share"\nnumerator = { communes_with = "models", above = 0 }\n'
                f'denominator = {{ communes = true }}\nbar = ">= 1"\n{by("2030-12")}',
                "met",
                stock={"models": {"2021-01": 2}},
            )
        ],
    ),
    (
        31,
        "phấn đấu thêm 7 xã đạt chuẩn NTM (năm 2017)",
        [
            Said(
                'quantity = "count"\nnumerator = { measures = ["recognised"], over = "year" }\n'
                'bar = ">= 7"\nby = "each_year"',
                "met",
                at="2026-07",
                flow={"recognised": {2026: 1}},
            )
        ],
    ),
    (
        33,
        "khoảng 65% số xã đạt chuẩn NTM, trong đó khoảng 10% … hiện đại",
        [
            Said(share("standard", "all", ">= 0.65", by("2030-12")), "met", stock={
                "standard": {"2021-01": 20, "2026-01": 26}, "all": {"2021-01": 40}}),
            Said(share("modern", "all", ">= 0.10", by("2030-12")), "on_track", stock={
                "modern": {"2021-01": 0, "2026-06": 3}, "all": {"2021-01": 40}}),
        ],
    ),
    (
        34,
        "thu nhập bình quân … gấp 2,5–3 lần so với năm 2020",
        [Said(external(">= 2.5", "2030-12"), "not_judged")],
    ),
    (
        35,
        "tỷ lệ nghèo đa chiều … duy trì mức giảm 1–1,5%/năm",
        [Said(external(">= 1"), "met", at="2026-12", published="1.2")],
    ),
    (
        36,
        "giảm tỷ lệ hộ nghèo vùng DTTS xuống dưới 10%",
        [Said(share("poor", "households", "< 0.10", by("2030-12")), "missed", at="2030-12", stock={
            "poor": {"2021-01": 300, "2029-01": 100}, "households": {"2021-01": 1000}})],
    ),
    (
        37,
        "cơ bản không còn xã, thôn đặc biệt khó khăn",
        [
            Said(
                'quantity = "count"\nnumerator = { measures = ["hardship"] }\n'
                f'bar = "<= 0"\n{by("2030-12")}',
                "on_track",
                stock={"hardship": {"2021-01": 20, "2026-01": 9}},
            )
        ],
    ),
    (
        38,
        "5 tỉnh, thành phố được công nhận hoàn thành …",
        [
            Said(
                'quantity = "count"\nnumerator = { measures = ["provinces"] }\n'
                f'bar = ">= 5"\n{by("2030-12")}',
                "behind",
                stock={"provinces": {"2021-01": 0}},
            )
        ],
    ),
    (
        41,
        "hồ sơ công việc trên môi trường mạng: cấp tỉnh 100%, cấp huyện 90%, cấp xã trên 70%",
        [
            Said(sums("online_province", "files_province", ">= 1"), "on_track", flow={
                "online_province": {2026: 7}, "files_province": {2026: 7}}),
            Said(sums("online_district", "files_district", ">= 0.90"), "on_track", flow={
                "online_district": {2026: 9}, "files_district": {2026: 10}}),
            Said(sums("online_commune", "files_commune", "> 0.70"), "behind", flow={
                "online_commune": {2026: 7}, "files_commune": {2026: 10}}),
        ],
    ),
    (
        42,
        "chỉ số chuyển đổi số trong nhóm 30/63",
        [Said(external("<= 30"), "on_track", published="28")],
    ),
    (
        43,
        "doanh thu TMĐT trong tổng mức bán lẻ đạt 7,5%",
        [Said(external(">= 0.075"), "behind", published="0.07")],
    ),
    (44, "kinh tế số tối thiểu 5% GRDP", [Said(external(">= 0.05"), "on_track", published="0.05")]),
    (
        45,
        "nâng mức hài lòng của người dân, doanh nghiệp lên 95%",
        [Said(external(">= 0.95"), "no_data", at="2026-12")],
    ),
    (
        46,
        "giao dịch thanh toán trực tuyến đạt tối thiểu 55%",
        [Said(sums("online", "payments", ">= 0.55"), "on_track", flow={
            "online": {2026: 11}, "payments": {2026: 20}})],
    ),
    (
        47,
        "duy trì và nâng cao điểm số, thứ hạng PAR INDEX, SIPAS, PAPI, PCI, DTI",
        [Said('quantity = "judged"', "not_judged")],
    ),
    (
        48,
        "giảm TNGT từ 5–10% số vụ, số người chết, bị thương so với năm 2019",
        [
            Said(year_before("accidents", "<= -0.05"), "on_track", flow={
                "accidents": {2025: 20, 2026: 19}}),
            Said(year_before("deaths", "<= -0.05"), "at_risk", flow={
                "deaths": {2025: 2, 2026: 2}}),
            Said(year_before("injured", "<= -0.05"), "missed", at="2026-12", flow={
                "injured": {2025: 10, 2026: 10}}),
        ],
    ),
    (
        49,
        "giảm ít nhất 50% số vụ, số người chết và bị thương trên 100.000 dân",
        [Said(external("<= -0.50", "2030-12"), "behind", published="-0.20")],
    ),
    (
        51,
        "đến 2030 giảm ít nhất 50% … so với năm 2020",
        [Said(external("<= -0.50", "2030-12"), "on_track", published="-0.55")],
    ),
    (
        52,
        "hoàn thành giải ngân 100% kế hoạch vốn được giao năm 2022",
        [
            Said(
                share("paid", "assigned_money", ">= 1", by("2022-12")),
                "missed",
                at="2022-12",
                stock={"paid": {"2021-01": 0, "2022-12": 999}, "assigned_money": {"2021-01": 1000}},
            )
        ],
    ),
    (
        53,
        "suy dinh dưỡng thấp còi dưới 24% (2025), dưới 22% (2030)",
        [
            Said(
                'quantity = "share"\nnumerator = { measures = ["stunted"] }\n'
                'denominator = { measures = ["children"] }\nstages = ['
                '{ by = "2025-12", bar = "< 0.24" }, { by = "2030-12", bar = "< 0.22" }]',
                "on_track",
                stock={"stunted": {"2021-01": 260, "2025-06": 239, "2026-06": 236},
                       "children": {"2021-01": 1000}},
            )
        ],
    ),
]

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
