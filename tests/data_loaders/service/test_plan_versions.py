"""A plan lies in the store as versions; a report keeps the edition it was made for."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data_loaders.accounts.permissions import ACTIONS, Actor, Role
from data_loaders.backup import integrity
from data_loaders.intake.read import read_form
from data_loaders.model import Period
from data_loaders.model.errors import RefusedError, StoreError
from data_loaders.plan_folder.folder import PlanFolder, read_folder, template
from data_loaders.reports import acceptance, commits
from data_loaders.reports.history import versions
from data_loaders.reports.preview import Preview, compare, receive
from data_loaders.service.access import Access
from data_loaders.service.context import Context, open_context
from data_loaders.service.plans import Plans
from data_loaders.store.plan_versions import folder_of, plan_versions
from data_loaders.store.row_digests import BIND
from kpis.stored.requested_view import ask
from tests.data_loaders.sent_forms import OURS, REGISTER, filled
from tests.data_loaders.stores import LATER, at
from tests.plan_files import FORM_TEXT, PLAN_TEXT, changed

ON_BOTH_STORES = True

FROM = Period.parse("2025-10")
MEASURE = (
    '[[measure]]\ncode = "online_cases"\nkind = "flow"\nvi = "vụ trên mạng"\nen = "cases online"\n'
)
COLUMN = '[[group.measure]]\ncode = "online_cases"\nheading = "Trên mạng"\nkind = "flow"\n\n'
LAST_MEASURE = '[[group.measure]]\ncode = "public_incidents"'


def second(folder: Path, since: str = "2025-10") -> PlanFolder:
    """Plan 3220 with an edition more, which asks for one measure more."""
    first = "[[classification]]"
    changed(folder, one=(f"{first}\nmeasure", f"{MEASURE}\n{first}\nmeasure"))
    form = FORM_TEXT.replace('edition = "kh3220-1"', 'edition = "kh3220-2"')
    form = form.replace('from = "2023-10"', f'from = "{since}"')
    assert LAST_MEASURE in form
    form = form.replace(LAST_MEASURE, COLUMN + LAST_MEASURE)
    (folder / "form-2.toml").write_text(form, "utf-8")
    return read_folder(folder)


def door(context: Context, role: Role = Role.CONSOLE) -> Access:
    return Access(context, Actor("quan-tri", role), lambda *_: None, origin="here")


def load(context: Context, folder: PlanFolder, since: Period = FROM) -> None:
    Plans(door(context)).load(folder, context.plan_version(), since=since, decision="12/QĐ-UBND")


def seen(context: Context, data: bytes) -> Preview:
    known = {"register": REGISTER, "regime": context.regime, "use": context.use}
    received = receive(data, file_name="b.xlsx", received_at=at(16), reader=read_form, **known)  # type: ignore[arg-type]
    return compare(context.store, received, **known)  # type: ignore[arg-type]


def send(context: Context, data: bytes) -> None:
    outcome = commits.send(
        context.store, seen(context, data), actor="a", now=LATER, explanations="đã rõ"
    )
    assert outcome.outcome == "sent"
    acceptance.decide(context.store, OURS, "accepted", actor="b", at=at(16), now=LATER, reason=None)


def card(context: Context) -> dict[str, object]:
    options = Namespace(meeting=None, as_of=None, basis=None, period=None)
    return dict(ask(door(context), options).card.as_json())


def whole(context: Context) -> list[str]:
    """What ``verify`` finds wrong."""
    return list(integrity.check(context, lambda of, **_: of))


def as_before_plans(context: Context) -> None:
    """The store as the program wrote it before plans lay in it."""
    with context.store.cursor() as cursor:
        for (sha256,) in cursor.execute("SELECT sha256 FROM store.plan_version").fetchall():
            cursor.execute("DELETE FROM store.original WHERE sha256 = ?", [sha256])
        for statement in (
            "DROP TABLE store.plan_version",
            "DROP TABLE store.unit_change",
            "DROP TABLE store.row_digest",
            "DROP TABLE store.trail_rows",
            "DELETE FROM store.migration WHERE number >= 6",
        ):
            cursor.execute(statement)


def test_a_store_of_before_gets_its_plan_and_says_the_same_and_then_an_edition_more(
    context: Context, tmp_path: Path
) -> None:
    send(context, filled())
    before, revision, trail = card(context), context.store.revision(), context.store.trail()
    as_before_plans(context)
    context.store.close()
    opened = open_context(context.settings)
    with opened.store:
        *then, bind = opened.store.trail()
        assert (opened.store.revision(), bind.entry.action) == (revision, BIND)
        assert [link.digest for link in then] == [link.digest for link in trail]
        (first,) = plan_versions(opened.store)
        assert (first.plan_id, first.version, str(first.since)) == ("kh3220", 1, "2023-10")
        assert folder_of(opened.store, first) == template("kh3220")
        assert card(opened) == before
        assert whole(opened) == []
        load(opened, second(tmp_path / "two"))
        assert whole(opened) == []
        assert card(opened) == before
        assert [one.form for one in versions(opened.store)] == ["kh3220-1"]
        assert opened.editions.of(OURS.period.shifted(-1)).edition == "kh3220-1"
        assert opened.editions.of(FROM).edition == "kh3220-2"
        assert "online_cases" in opened.store.keys().measure_key


def test_what_was_loaded_is_kept_byte_for_byte_and_told_in_the_trail(
    context: Context, tmp_path: Path
) -> None:
    folder = second(tmp_path / "two")
    load(context, folder)
    newest = plan_versions(context.store)[-1]
    assert (newest.version, newest.since, newest.decision) == (2, FROM, "12/QĐ-UBND")
    assert newest.sha256 == folder.sha256
    folder_of(context.store, newest).write(tmp_path / "out")
    for name in ("plan.toml", "regime.toml", "form-1.toml", "form-2.toml", "register.csv"):
        kept = (tmp_path / "out" / name).read_bytes()
        assert kept == (tmp_path / "two" / name).read_bytes()
    last = context.store.trail()[-1].entry
    assert (last.action, last.who, last.origin) == ("plan.load", "quan-tri", "here")
    assert last.subject == "kh3220, bản 2, từ kỳ 2025-10"


def test_an_old_edition_sent_for_a_new_period_is_one_finding_with_the_new_form(
    context: Context, tmp_path: Path
) -> None:
    data = filled()
    assert seen(context, data).sendable
    load(context, second(tmp_path / "two", str(OURS.period)), OURS.period)
    (found,) = seen(context, data).findings
    assert (found.code, found.sheet) == ("form-edition", "_mau")
    assert dict(found.parameters)["known"] == "kh3220-2"


def test_only_an_administrator_puts_a_plan_in_force(context: Context, tmp_path: Path) -> None:
    assert ACTIONS["plan.load"].roles == ACTIONS["setting.change"].roles
    folder, base = second(tmp_path / "two"), context.plan_version()
    for role in (Role.SECRETARY, Role.APPROVER, Role.REPORTER, Role.VIEWER):
        with pytest.raises(RefusedError, match="không có quyền đưa kế hoạch vào thực hiện"):
            Plans(door(context, role)).load(folder, base, since=FROM, decision="1")
    assert len(plan_versions(context.store)) == 1


def the_edition_in_use(folder: Path) -> None:
    changed(folder, "form-1.toml", one=('total = "Tổng cộng"', 'total = "Cộng"'))


def a_measure_away(folder: Path) -> None:
    changed(folder, one=('code = "rings"', 'code = "gangs"'))
    changed(folder, one=('measure = "rings"', 'measure = "gangs"'))


def another_due_day(folder: Path) -> None:
    changed(folder, "regime.toml", one=("due_day = 18", "due_day = 10"))


def another_reporter(folder: Path) -> None:
    changed(folder)
    file = folder / "regime.toml"
    arranged = '\n[[reporting]]\nfrom = "2023-10"\nby = "commune"\n'
    file.write_text(file.read_text("utf-8") + arranged, "utf-8")


def another_plan(folder: Path) -> None:
    changed(folder, one=('id = "kh3220"', 'id = "kh9"'))
    changed(folder, "form-1.toml", one=('plan = "kh3220"', 'plan = "kh9"'))


def nothing(folder: Path) -> None:
    changed(folder)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (the_edition_in_use, "form-1.toml: mẫu kh3220-1 đã có báo cáo"),
        (a_measure_away, "thiếu rings"),
        (another_due_day, "regime.toml: calendar.due_day"),
        (another_reporter, "regime.toml: reporting: làm đổi địa phương báo cáo của kỳ 2023-10"),
        (another_plan, "plan.toml: id: kho này theo kế hoạch kh3220"),
        (nothing, "không khác bản 1"),
    ],
)
def test_what_reports_were_made_with_is_not_taken_away(
    context: Context, tmp_path: Path, edit: Callable[[Path], None], says: str
) -> None:
    edit(tmp_path / "two")
    before = context.store.revision()
    with pytest.raises(RefusedError, match=says):
        load(context, read_folder(tmp_path / "two"))
    assert context.store.revision() == before


def test_a_version_that_another_program_put_in_force_meanwhile_is_not_overwritten(
    context: Context, tmp_path: Path
) -> None:
    base = context.plan_version()
    load(context, second(tmp_path / "two"))
    third = changed(tmp_path / "two", one=('place = "Kon Tum"', 'place = "Pleiku"'))
    with pytest.raises(RefusedError, match="nay đã có bản 2"):
        Plans(door(context)).load(read_folder(third), base, since=FROM, decision="13")


def test_a_plan_that_is_not_kept_any_more_is_told(context: Context) -> None:
    sha256 = plan_versions(context.store)[0].sha256
    with context.store.cursor() as cursor:
        cursor.execute("DELETE FROM store.original WHERE sha256 = ?", [sha256])
    assert "1 bản kế hoạch không còn tệp lưu" in whole(context)
    assert any("kế hoạch kh3220, bản 1" in one for one in whole(context))


def test_a_store_is_not_opened_under_a_plan_it_does_not_have(context: Context) -> None:
    other = Context(replace(context.settings, plan="kh9"), context.store)
    with pytest.raises(StoreError, match="theo dõi kế hoạch kh3220, không phải kh9"):
        _ = other.declared
    assert "kh3220" in PLAN_TEXT
