"""What docs/plans.md says is true: its files and commands, one after the other."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_loaders.forms.request import FormRequest
from data_loaders.forms.write import write_form
from data_loaders.model import Period
from data_loaders.plan_folder.folder import read_folder
from data_loaders.plans.declared import declared, register_of
from kpis.plan_folder.examine import examine_path
from kpis.plan_folder.generated import answers
from tests.terminal import Said, Terminal

GUIDE = Path(__file__).parents[1] / "docs" / "plans.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
FOLDER, PERIOD = "rac-thai-2028", Period.parse("2026-01")


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(GUIDE.read_text("utf-8"))


def file_of(text: str) -> tuple[Path, str]:
    """A block that is a file: its first line says where it stands."""
    first, _, rest = text.partition("\n")
    return Path(first.removeprefix("# ")), rest.lstrip("\n")


def edited(text: str) -> None:
    for line in text.splitlines():
        file, old, new = (part.strip() for part in line.split(" | "))
        there = Path(file).read_text("utf-8")
        assert there.count(old) == 1
        Path(file).write_text(there.replace(old, new.replace("\\n", "\n")), "utf-8")


def fill_in() -> None:
    """What the localities do between handing out and sending."""
    folder = read_folder(Path(FOLDER))
    plan, register = declared(folder), register_of(folder)
    Path("bieu-da-dien").mkdir()
    for unit in register.reporting(plan.regime.ends_on(PERIOD)):
        wanted = FormRequest(
            form=plan.editions.of(PERIOD),
            regime=plan.regime,
            register=register,
            unit_id=unit.unit_id,
            period=PERIOD,
            previous=None,
            generated_at=plan.regime.due_at(PERIOD),
            form_id="0123456789abcdef",
        )
        data = write_form(wanted, answers=answers(wanted))
        Path("bieu-da-dien", f"{unit.unit_id}_{PERIOD}.xlsx").write_bytes(data)


def run(terminal: Terminal, text: str) -> Iterator[tuple[str, Said]]:
    for line in text.splitlines():
        python, dash, program, *arguments = shlex.split(line)
        assert (python, dash) == ("python", "-m")
        if arguments[0] == "submit":
            fill_in()
        yield line, terminal(program, *arguments)


def test_the_guide_leads_from_a_decision_to_the_first_scorecard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "monitor.duckdb"))
    monkeypatch.setenv("MONITOR_NOW", "2026-01-20T08:00:00+07:00")
    monkeypatch.delenv("MONITOR_PLAN", raising=False)
    terminal, answered = Terminal(capsys), list[tuple[str, Said]]()
    for kind, text in blocks():
        if kind in {"toml", "csv"}:
            path, content = file_of(text)
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8")
        elif kind == "edit":
            edited(text)
        elif kind == "sh":
            answered += run(terminal, text)
        elif kind == "text":
            said = " ".join(answered[-1][1].out.split())
            wanted = [part.strip() for line in text.splitlines() for part in line.split(" | ")]
            assert [part for part in wanted if part not in said] == []
    codes = [(line, said.code) for line, said in answered if said.code]
    assert codes == [(f"python -m kpis plan check {FOLDER}", 1)]
    assert len(answered) > 8
    assert (tmp_path / "xem-truoc" / "xem-truoc.html").is_file()
    card = next(said.out for line, said in answered if "scorecard" in line)
    assert "Hộ đăng ký phân loại rác" in card


def test_the_classes_and_tasks_that_the_guide_adds_make_a_good_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    edits = iter(text for kind, text in blocks() if kind == "edit")
    for kind, text in blocks():
        path, content = file_of(text)
        if kind in {"toml", "csv"}:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8")
        elif kind == "more":
            path.write_text(f"{path.read_text('utf-8')}\n{content}", "utf-8")
        elif kind == "change":
            edited(text)
    edited(next(edits))
    found = examine_path(Path(FOLDER))
    assert [one for one in found.findings if one.severity == "error"] == []
    assert found.plan is not None
    assert len(found.plan.targets) == 5
    assert found.editions[0].form.tasks
