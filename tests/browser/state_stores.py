"""Stores that stand in a state of their own, each made by the product's doors: for the pictures.

The demonstration's story told otherwise (all is well; up to the end of the plan), and stores of two
other plans, whose targets are published elsewhere, concluded by a meeting, or whole only when
everybody has reported.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from data_loaders.__main__ import main as loaders
from data_loaders.demo import filling, synthesis
from data_loaders.demo.story import DistrictStory, Story, load_story
from data_loaders.forms.request import FormRequest
from data_loaders.forms.write import write_form
from data_loaders.model import Period, Register, ReportContent, periods_between
from data_loaders.model.settings import read_settings
from data_loaders.plan_folder.folder import PlanFolder, read_folder
from data_loaders.plans.declared import declared, load_register, register_of
from data_loaders.service.context import create_store
from data_loaders.store.database import Store
from kpis.__main__ import main as kpis
from kpis.plan_folder.generated import answers
from tests.browser.conftest import NOW
from tests.kpis.plan_folder.folders import FOLDERS
from tests.pages.conftest import COMMITTEES

Maker = Callable[[Path], None]

JUNE, DECEMBER = Period.parse("2025-06"), Period.parse("2025-12")
REPORTED = tuple(periods_between(Period.parse("2026-01"), Period.parse("2026-06")))
"""What the stores of the other plans hold: their first half-year."""
THERE = "2026-06-25T08:00:00+07:00"


def done(code: int) -> None:
    """A command that these stores rest on went well."""
    if code != 0:
        raise SystemExit("a store of the states could not be made")


@contextmanager
def told_where(path: Path) -> Iterator[pytest.MonkeyPatch]:
    """Commands read from the environment which store they work on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MONITOR_STORE", str(path))
        yield patch


def demonstration(path: Path) -> None:
    """The demonstration as it ships."""
    with told_where(path):
        done(loaders(["demo"]))


def without_meeting(path: Path) -> None:
    """The same as if the committee had never met, concluded or asked anything."""
    demonstration(path)
    with Store.open(path) as store, store.cursor() as cursor:
        for table in COMMITTEES:
            cursor.execute(f"DELETE FROM store.{table}")  # noqa: S608 (names of our own)


def nobody(path: Path) -> None:
    """Nobody has reported."""
    extra = {"demonstration": "yes", "now": NOW}
    settings = read_settings({"MONITOR_STORE": str(path)})
    create_store(settings, load_register(), actor="test", extra=extra).store.close()


def all_well(path: Path) -> None:
    """Everybody has reported, nothing formed again, nobody more is addicted, the sentence is read.

    Told without meetings: those of the story speak of figures that are not these.
    """
    story = load_story()
    districts = {key: _well(district) for key, district in story.districts.items()}
    on_time = {key: day for key, day in story.late.items() if key[1] != JUNE}
    missing = frozenset(key for key in story.missing if key[1] != Period.parse("2025-05"))
    told = replace(story, districts=districts, late=on_time, missing=missing, waiting={})
    _tell(told, path)
    with told_where(path):
        reason = ["--reason", "Kết luận phiên họp", "--by", "test"]
        done(kpis(["reading", "clean-communes", "A", *reason]))


def _well(district: DistrictStory) -> DistrictStory:
    """What the district reported, but for people and points that do not grow in the last year."""
    still = {
        measure: (*values[:-1], min(values[-2:])) if measure in ("addicts", "spots") else values
        for measure, values in district.totals.items()
    }
    formed = frozenset(one for one in district.reformed if one[1] < Period.parse("2025-01"))
    return replace(district, totals=still, reformed=formed)


def ended(path: Path) -> None:
    """The story's last half-year lasts to the end of the plan, and everybody reports to there."""
    story = load_story()
    districts = {
        key: replace(district, points=(*district.points[:-1], DECEMBER))
        for key, district in story.districts.items()
    }
    now = datetime.fromisoformat("2026-01-20T08:00:00+07:00")
    told = replace(story, districts=districts, last=DECEMBER, closes=date(2026, 2, 1), now=now)
    _tell(told, path)


def _tell(story: Story, path: Path) -> None:
    """The demonstration's own way with another story; its forms are written in this process."""
    with told_where(path) as patch:
        for module in (filling, synthesis):
            patch.setattr(module, "load_story", lambda: story)
        patch.setattr(filling, "ProcessPoolExecutor", lambda *_, **__: ThreadPoolExecutor(1))
        patch.setattr(filling, "acts", lambda until: ())
        _forget()
        try:
            done(loaders(["demo"]))
        finally:
            _forget()


def _forget() -> None:
    """What the synthesis keeps of the story it told last."""
    for one in vars(synthesis).values():
        getattr(one, "cache_clear", lambda: None)()


def communes(path: Path) -> None:
    """Ten communes report themselves, two of them not the last month; a meeting concluded."""
    folder = read_folder(FOLDERS["khong-ma-tuy-2030"])
    register = register_of(folder)
    ten = register.reporting(date(2026, 6, 1))[:10]
    ids = {unit.unit_id for unit in ten}
    rows = (unit for unit in register.units if unit.parent_id in ids)
    few = Register((register.province, *ten, *rows))
    _reported(path, folder, few, {"crops": 0}, missing=2)
    with told_where(path):
        chair = ["--chair", "Phó Chủ tịch UBND tỉnh", "--by", "test"]
        held = ["--held-at", "2026-06-22T08:00:00+07:00", *chair]
        done(loaders(["meeting", "plan", "Phiên họp quý II", *held]))
        done(kpis(["freeze", "1", "--as-of", "2026-06-20T08:00:00+07:00", "--by", "test"]))
        words = ["--reason", "Địa bàn ổn định", "--document", "Thông báo 8/TB-BCĐ", "--by", "test"]
        done(kpis(["judge", "no-complication", "1", "met", *words]))


def traffic(path: Path) -> None:
    """Five districts, one of them silent the last month; a rank was published."""
    aside = Path(shutil.copytree(FOLDERS["atgt-2028"], path.parent / "plan"))
    with (aside / "register.csv").open("a", encoding="utf-8") as register:
        for number, name in ((4, "Đông Hà"), (5, "Gio Linh")):
            register.write(f"t{number},70{number},district,huyện,{name},70,{number - 1},0\n")
            register.write(f"t{number}-1,70{number}1,commune,xã,{name} Đông,t{number},,\n")
    folder = read_folder(aside)
    _reported(path, folder, register_of(folder), {}, missing=1)
    with told_where(path):
        words = ["--document", "Quyết định 12/QĐ-UBATGT", "--on", "2026-06-01", "--by", "test"]
        done(kpis(["external", "rank", "2026-05", "27", *words]))


def _reported(
    path: Path, folder: PlanFolder, register: Register, given: Mapping[str, int], *, missing: int
) -> None:
    """A store of that plan, and every month's forms; of the last some are missing."""
    extra = {"demonstration": "yes", "now": THERE}
    settings = read_settings({"MONITOR_STORE": str(path)})
    create_store(settings, register, actor="test", folder=folder, extra=extra).store.close()
    units = [unit.unit_id for unit in register.reporting(date(2026, 6, 1))]
    for period in REPORTED:
        own = units[:-missing] if period == REPORTED[-1] else units
        files = [_form(path.parent, folder, register, given, one, period) for one in own]
        with told_where(path):
            words = ["--explain", "Số tổng hợp", "--by", "test", "--accept"]
            done(loaders(["submit", *map(str, files), *words]))


def _form(
    where: Path,
    folder: PlanFolder,
    register: Register,
    given: Mapping[str, int],
    unit_id: str,
    period: Period,
) -> Path:
    """A form filled in by the plan's own examples, but for what is given."""
    plan = declared(folder)
    wanted = FormRequest(
        form=plan.editions.of(period),
        regime=plan.regime,
        register=register,
        unit_id=unit_id,
        period=period,
        previous=None,
        generated_at=plan.regime.due_at(period),
        form_id="0123456789abcdef",
    )
    content = answers(wanted)
    path = where / f"{unit_id}_{period}.xlsx"
    path.write_bytes(write_form(wanted, answers=_with(content, given)))
    return path


def _with(content: ReportContent, given: Mapping[str, int]) -> ReportContent:
    figures = (replace(one, value=given.get(one.measure, one.value)) for one in content.figures)
    return replace(content, figures=tuple(figures))


STORES: Mapping[str, Maker] = {
    "demonstration": demonstration,
    "no-meeting": without_meeting,
    "nobody": nobody,
    "all-well": all_well,
    "ended": ended,
    "communes": communes,
    "traffic": traffic,
}
