"""Three plans of three fields, each from its folder to everything that is shown: no line of code.

A store made with the plan, its form handed out, filled in, sent; verdicts, provenance, deck, data
book, report, movement and every page, whose texts name that plan and no other.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from data_loaders.accounts.permissions import Role
from data_loaders.forms.request import FormRequest
from data_loaders.forms.write import write_form
from data_loaders.model import Period, Register
from data_loaders.plan_folder.folder import PlanFolder, read_folder
from data_loaders.plans.declared import declared, register_of
from data_loaders.register.localities import COLUMNS
from kpis.plan_folder.generated import answers
from kpis.stored.plans import plan_in
from tests.kpis.plan_folder.folders import FOLDERS
from tests.pages.conftest import Shell, forget
from tests.pages.seen import whole
from tests.terminal import Terminal

PERIOD = {"kh3220": "2024-12", "khong-ma-tuy-2030": "2026-12", "atgt-2028": "2026-12"}
NAMES = {
    "kh3220": ("3220/KH-UBND", "Kon Tum"),
    "khong-ma-tuy-2030": ("118/KH-UBND", "An Thịnh"),
    "atgt-2028": ("27/KH-BATGT", "Hải Vân"),
}
"""What a text of that plan may name, and a text of another never does."""
PAGES = ("overview", "locality", "plan", "reporting", "tasks", "meeting", "review")
pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")
JUDGED = {"met", "on_track", "at_risk", "behind", "missed"}


@dataclass(frozen=True)
class Followed:
    """A store that follows a plan, with every locality's report of one period accepted."""

    name: str
    folder: PlanFolder
    register: Register
    root: Path
    terminal: Terminal

    @property
    def period(self) -> str:
        return PERIOD[self.name]

    @property
    def unit(self) -> str:
        return self.register.units[1].unit_id

    def texts(self, *files: str) -> str:
        return "\n".join(text for file in files for text in inside(self.root / file))


def inside(path: Path) -> Iterator[str]:
    """What an Office file says, in all of its parts."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                text = archive.read(name).decode("utf-8")
                yield unescape(re.sub(r"<[^>]+>", " ", text))


def few(register: Register) -> Register:
    """The province with three of its reporting localities: enough for every step, and quick."""
    province = register.province
    some = [unit for unit in register.units if unit.parent_id == province.unit_id][:3]
    ids = {unit.unit_id for unit in some}
    return Register((province, *some, *(u for u in register.units if u.parent_id in ids)))


@pytest.fixture(params=sorted(FOLDERS))
def followed(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Followed]:
    name = str(request.param)
    for key, value in {
        "MONITOR_STORE": str(tmp_path / "m.duckdb"),
        "MONITOR_PLAN": name,
        "MONITOR_NOW": "2027-01-20T08:00:00+07:00",
    }.items():
        monkeypatch.setenv(key, value)
    folder = read_folder(FOLDERS[name])
    register = few(register_of(folder))
    found = Followed(name, folder, register, tmp_path, Terminal(capsys))
    places = _written(register, tmp_path / "places.csv")
    asked = ["init", "--plan", str(FOLDERS[name]), "--localities", str(places)]
    assert found.terminal("data_loaders", *asked).code == 0
    _report(found)
    forget()
    yield found
    forget()


def _written(register: Register, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows([getattr(unit, name) for name in COLUMNS] for unit in register.units)
    return path


def _report(followed: Followed) -> None:
    """Every locality's form, filled in and accepted."""
    plan, period = declared(followed.folder), Period.parse(followed.period)
    regime = plan.regime
    paths = []
    for unit in followed.register.reporting(regime.ends_on(period)):
        wanted = FormRequest(
            form=plan.editions.of(period),
            regime=regime,
            register=followed.register,
            unit_id=unit.unit_id,
            period=period,
            previous=None,
            generated_at=regime.due_at(period),
            form_id="0123456789abcdef",
        )
        paths.append(followed.root / f"{unit.unit_id}_{period}.xlsx")
        paths[-1].write_bytes(write_form(wanted, answers=answers(wanted)))
    sent = ["submit", *map(str, paths), "--accept", "--explain", "Số tổng hợp"]
    assert followed.terminal("data_loaders", *sent).code == 0


def test_a_plan_goes_the_whole_way_by_its_folder_alone(followed: Followed) -> None:
    run, period, unit = followed.terminal, followed.period, followed.unit
    blank = followed.root / "blank"
    assert run("data_loaders", "template", "all", period, "--out", str(blank)).code == 0
    assert len(list(blank.glob("*.xlsx"))) == 3
    plan = plan_in(followed.folder)
    card = run("kpis", "scorecard", "--period", period, "--json").document
    assert card["plan"] == followed.name
    assert [row["id"] for row in card["targets"]] == [t.target_id for t in plan.targets]
    assert len(card["results"]) == 4 * len(plan.targets)
    assert {row["verdict"] for row in card["results"]} & JUDGED
    _traced(followed, card["results"])
    for command, file in (("deck", "d.pptx"), ("databook", "b.xlsx"), ("report", "r.docx")):
        done = run("kpis", command, "--period", period, "--out", str(followed.root / file))
        assert done.code == 0
    before = str(Period.parse(period).shifted(-1))
    ends = ["--from", before, "--to", period]
    moved = run("kpis", "movement", "--target", plan.targets[0].target_id, "--unit", unit, *ends)
    assert moved.code == 0
    forms = [f"blank/{path.name}" for path in blank.iterdir()]
    said = followed.texts("d.pptx", "b.xlsx", "r.docx", *forms)
    _named_alone(followed, said)


def test_every_page_is_of_that_plan_alone(followed: Followed, shell: Shell) -> None:
    first = plan_in(followed.folder).targets[0]
    asked = {"period": followed.period, "unit": followed.unit}
    apps = [shell(page, **asked) for page in PAGES]
    apps.append(shell("target", **asked, target=first.target_id))
    apps.append(shell("submit", actor=(Role.REPORTER, followed.unit)))
    assert [app.exception for app in apps if app.exception] == []
    said = "\n".join(map(whole, apps))
    assert first.name_vi in said
    assert first.sentence in said
    _named_alone(followed, said)


def _named_alone(followed: Followed, said: str) -> None:
    """That plan's number and place are named, and those of no other plan."""
    for mine in NAMES[followed.name]:
        assert mine in said
    assert re.findall(r".{9}(?<!\d)3220(?!\d).{9}", said) == [] or followed.name == "kh3220"
    others = [word for name, words in NAMES.items() if name != followed.name for word in words]
    assert [word for word in others if word in said] == []


def _traced(followed: Followed, results: list[dict[str, object]]) -> None:
    """A figure with a number is traced to cells of the form that was sent."""
    counted = [r for r in results if r["unit_id"] == followed.unit and r["numerator"] is not None]
    wanted = next((r for r in counted if r["verdict"] != "not_judged"), None)
    if wanted is None:
        return
    target, unit, period = str(wanted["target_id"]), followed.unit, followed.period
    asked = ["trace", target, unit, "--period", period, "--json"]
    found = followed.terminal("kpis", *asked).document
    assert found["formula"]
    cells = [cell for term in found["terms"] for cell in term["cells"]]
    assert cells
    assert all(unit in cell["file"] for cell in cells)
