"""A plan with targets that no report answers: the shipped one, and two sentences more."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kpis.plan import read as plans

PUBLISHED, JUDGED = "par-index", "order"

SENTENCES = """
[[target]]
id = "par-index"
sentence = "Chỉ số cải cách hành chính của tỉnh đạt từ 85 điểm trở lên vào năm 2025"
name_vi = "Chỉ số cải cách hành chính"
name_en = "Administrative reform index"
short_vi = "Chỉ số CCHC"
short_en = "Reform index"
unit_vi = "điểm"
unit_en = "points"
owner = "Sở Nội vụ"
quantity = "external"
bar = ">= 85"
by = "2025-12"

[[target]]
id = "order"
sentence = "Giữ vững ổn định tình hình trật tự, an toàn xã hội trên địa bàn"
name_vi = "Ổn định trật tự, an toàn xã hội"
name_en = "Public order stays stable"
short_vi = "Trật tự, an toàn"
short_en = "Public order"
unit_vi = "kết luận"
unit_en = "conclusion"
owner = "Công an tỉnh"
quantity = "judged"
"""


def with_two_more(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """From now on the plan is that one, for whoever reads it."""
    kept = Path(shutil.copytree(plans.PLANS, folder / "plans"))
    file = kept / "kh3220.toml"
    text = file.read_text("utf-8")
    at = text.index("[[watched]]")
    file.write_text(text[:at] + SENTENCES + "\n" + text[at:], "utf-8")
    patch.setattr(plans, "PLANS", kept)
