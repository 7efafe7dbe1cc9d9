"""What the preview of a plan shows to whoever signs it."""

from __future__ import annotations

import re

from data_loaders.model.language import Language
from kpis.plan_folder.examine import examine
from kpis.plan_folder.preview import preview
from tests.kpis.plan_folder.folders import files


def test_every_stage_of_a_target_has_its_formula() -> None:
    page = preview(examine(files("khong-ma-tuy-2030")), Language.VI).page(Language.VI)
    target = page.split("<code>clean-communes</code>")[1].split("<h3>")[0]
    said = re.findall(r"Công thức: .*?≥ (\S+) .*?(\d\d/\d{4})</p>", target)
    assert said == [("30,0%", "12/2026"), ("40,0%", "12/2028"), ("50,0%", "12/2030")]
