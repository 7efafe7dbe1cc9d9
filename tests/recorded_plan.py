"""A plan with targets that no report answers: the shipped one, and two sentences more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plan_files import changed, in_force

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
    more = SENTENCES + '\n[[watched]]\nid = "spots-new"'
    kept = changed(folder / "plan", watched=('[[watched]]\nid = "spots-new"', more))
    in_force(kept, patch)
