"""Target sentences of plans of other fields, each declared in the plan's language."""

from __future__ import annotations

from tests.kpis.quantities.declared_sentence import Said, by, external, share, sums, year_before

ELSEWHERE: list[tuple[int, str, list[Said]]] = [
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
        [
            Said(
                sums("solved", "crimes", "> 0.75"),
                "on_track",
                flow={"solved": {2026: 4}, "crimes": {2026: 5}},
            )
        ],
    ),
    (
        27,
        "giảm tỷ lệ tái phạm … xuống dưới 15%",
        [
            Said(
                share("again", "released", "< 0.15", by("2030-12")),
                "met",
                stock={"again": {"2021-01": 40, "2026-01": 22}, "released": {"2021-01": 200}},
            )
        ],
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
            Said(
                sums("arrested_new", "wanted_new", ">= 0.50", "plan"),
                "on_track",
                flow={"arrested_new": {2021: 1}, "wanted_new": {2021: 2}},
            ),
        ],
    ),
    (
        29,
        "100% tin báo … được thụ lý, tỷ lệ giải quyết đạt trên 80%",
        [
            Said(
                sums("accepted", "tipoffs", ">= 1"),
                "on_track",
                flow={"accepted": {2026: 6}, "tipoffs": {2026: 6}},
            ),
            Said(
                sums("resolved", "accepted", "> 0.80"),
                "on_track",
                flow={"resolved": {2026: 5}, "accepted": {2026: 6}},
            ),
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
            Said(
                share("standard", "all", ">= 0.65", by("2030-12")),
                "met",
                stock={"standard": {"2021-01": 20, "2026-01": 26}, "all": {"2021-01": 40}},
            ),
            Said(
                share("modern", "all", ">= 0.10", by("2030-12")),
                "on_track",
                stock={"modern": {"2021-01": 0, "2026-06": 3}, "all": {"2021-01": 40}},
            ),
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
        [
            Said(
                share("poor", "households", "< 0.10", by("2030-12")),
                "missed",
                at="2030-12",
                stock={"poor": {"2021-01": 300, "2029-01": 100}, "households": {"2021-01": 1000}},
            )
        ],
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
            Said(
                sums("online_province", "files_province", ">= 1"),
                "on_track",
                flow={"online_province": {2026: 7}, "files_province": {2026: 7}},
            ),
            Said(
                sums("online_district", "files_district", ">= 0.90"),
                "on_track",
                flow={"online_district": {2026: 9}, "files_district": {2026: 10}},
            ),
            Said(
                sums("online_commune", "files_commune", "> 0.70"),
                "behind",
                flow={"online_commune": {2026: 7}, "files_commune": {2026: 10}},
            ),
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
        [
            Said(
                sums("online", "payments", ">= 0.55"),
                "on_track",
                flow={"online": {2026: 11}, "payments": {2026: 20}},
            )
        ],
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
            Said(
                year_before("accidents", "<= -0.05"),
                "on_track",
                flow={"accidents": {2025: 20, 2026: 19}},
            ),
            Said(year_before("deaths", "<= -0.05"), "at_risk", flow={"deaths": {2025: 2, 2026: 2}}),
            Said(
                year_before("injured", "<= -0.05"),
                "missed",
                at="2026-12",
                flow={"injured": {2025: 10, 2026: 10}},
            ),
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
                stock={
                    "stunted": {"2021-01": 260, "2025-06": 239, "2026-06": 236},
                    "children": {"2021-01": 1000},
                },
            )
        ],
    ),
]
