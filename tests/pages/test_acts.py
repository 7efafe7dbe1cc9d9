"""Two people before the same page: what the second presses is refused when the first moved it.

And a test of the house: no widget that decides, and no choice, is told from another by its place.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.audit_log import By
from data_loaders.accounts.permissions import Actor, Role
from data_loaders.model import Identity, Period
from data_loaders.reports import acceptance, history
from data_loaders.service.access import Access
from data_loaders.service.decisions import Decisions, NewDecision
from data_loaders.service.explanations import Explanations
from data_loaders.service.meetings import Meetings, Notice
from pages.ui.reads import figures
from tests.pages.conftest import ROOT, Shell
from tests.pages.reports import OWED, TU_MO_RONG
from tests.pages.seen import act, acts, pieces, pressed, text_of, tick, whole
from tests.pages.test_submit_several import drop, open_file, three

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

SECRETARY, ADMIN, DISTRICT = (Role.SECRETARY, None), (Role.ADMIN, None), (Role.REPORTER, "615")
JUNE = Period.parse("2025-06")
ACCEPT = "reviewing_accept_"


def door() -> Access:
    context = figures.context()
    return Access(context, Actor("thu-ky", Role.CONSOLE), lambda *_: None)


def refusal(app: AppTest) -> str:
    assert not app.exception
    (said,) = (one.value for one in app.error)
    assert "hãy xem lại" in said
    return str(said)


def wait_again(*units: str) -> None:
    """Reports of June that were accepted wait again."""
    context = figures.context()
    for unit in units:
        acceptance.withdraw(
            context.store,
            Identity(unit, JUNE),
            reason="rà soát",
            actor="thuong-truc",
            at=context.now(),
            now=context.now(),
        )


def states(unit: str) -> list[str]:
    group = history.versions(figures.context().store, unit_id=unit, period=JUNE)
    return [version.state for version in group]


def test_the_second_approver_accepts_neither_it_again_nor_the_next(
    shell: Shell, sent_store: Path
) -> None:
    figures.context()
    wait_again("608", "610")
    one, other = shell("review"), shell("review")
    title = one.header[0].value
    assert other.header[0].value == title
    before = figures.context().store.revision()
    pressed(one, ACCEPT)
    other = pressed(other, ACCEPT)
    assert "đã được duyệt lúc" in refusal(other)
    assert other.header[0].value == title  # what is open stays open, without a button
    assert acts(other, ACCEPT) == []
    assert figures.context().store.revision() == before + 1


def test_the_next_report_is_opened_by_choosing_it(shell: Shell, sent_store: Path) -> None:
    wait_again("608")
    app = pressed(shell("review"), ACCEPT)
    stays = app.header[0].value
    assert app.run().header[0].value == stays
    (following,) = pieces(app, '<p class="next-report"><a ', "</a></p>")
    address, _, label = following.partition(">")
    (report,) = parse_qs(urlsplit(unescape(address.split('"')[1])).query)["report"]
    app = shell("review", report=report)
    assert app.header[0].value != stays
    assert not app.success
    named = label.removeprefix("Mở báo cáo tiếp theo: ").removesuffix(" →")
    assert app.header[0].value == named.replace(", ", " · ")
    assert app.button(key=act(app, ACCEPT)).label == f"✓ Duyệt báo cáo {named}"


def test_an_acceptance_is_withdrawn_with_a_reason_and_waits_again(
    shell: Shell, sent_store: Path
) -> None:
    app = shell("review")
    app.selectbox(key="reviewing_accepted_choice").set_value(f"608_{JUNE}").run()
    app = pressed(app, "withdraw_send_")
    assert [one.value for one in app.error] == ["rút lại việc duyệt phải ghi lý do"]
    (reason,) = (o for o in app.text_input if str(o.key).startswith("withdraw_reason_"))
    reason.set_value("Duyệt nhầm")
    app = pressed(app, "withdraw_send_")
    assert "Đã rút lại việc duyệt Thành phố Kon Tum, tháng 06/2025, bản 1" in whole(app)
    assert states("608") == ["sent"]
    (first, *_) = pieces(shell("review"), '<nav class="queue"', "</nav>")
    assert "2 báo cáo chờ duyệt" in text_of(first)
    assert "report=608_2025-06" in first


def test_a_decision_stepped_on_by_another_secretary_is_looked_at_again(
    shell: Shell, unmet_store: Path
) -> None:
    today = figures.context().now().date()
    Decisions(door()).record(NewDecision("Rà soát", today, unit_id="615"))
    one, other = shell("meeting", actor=SECRETARY), shell("meeting", actor=SECRETARY)
    for app, state in ((one, "đang thực hiện"), (other, "hoàn thành")):
        app.segmented_control(key="step_state_1_0").set_value(state).run()
    pressed(one, "step_send_1_")
    other.text_input(key="step_note_1_0").set_value("Đã xong")
    other = pressed(other, "step_send_1_")
    assert "vừa được ghi “đang thực hiện”" in refusal(other)
    assert other.text_input(key="step_note_1_0").value == "Đã xong"  # nothing typed is lost
    (decision,) = Decisions(door()).all()
    assert [str(step.state) for step in decision.steps] == ["đang thực hiện"]


def test_an_answer_over_another_one_is_looked_at_again(shell: Shell, unmet_store: Path) -> None:
    today = figures.context().now().date()
    Explanations(door()).ask(Identity("615", JUNE), "service-access", "Vì sao?", due_on=today)
    one, other = (shell("locality", actor=DISTRICT) for _ in range(2))
    for app, text in ((one, "Đi làm xa"), (other, "Đã chuyển đi")):
        app.text_area(key="answer_text_1_0").set_value(text)
    pressed(one, "answer_send_1_")
    assert "vừa trả lời lúc" in refusal(pressed(other, "answer_send_1_"))
    (request,) = Explanations(door()).all()
    assert [answer.text for answer in request.answers] == ["Đi làm xa"]


def test_a_reading_over_another_one_is_looked_at_again(shell: Shell, unmet_store: Path) -> None:
    one, other = shell("plan", actor=SECRETARY), shell("plan", actor=SECRETARY)
    for app, letter in ((one, "A"), (other, "B")):
        app.radio(key="readings_choice_clean-communes_0").set_value(letter).run()
        app.text_area(key=f"readings_reason_clean-communes_{letter}_0").set_value("Kết luận")
    pressed(one, "readings_record_")
    said = refusal(pressed(other, "readings_record_"))
    assert "nay: cách A" in said
    assert "lúc mở trang: chưa ghi cách nào" in said
    assert len(figures.context().store.rows("readings", as_of=2**62, upto=2**31 - 1)) == 1


def test_figures_that_moved_since_the_page_was_opened_are_not_frozen(
    shell: Shell, unmet_store: Path
) -> None:
    now = figures.context().now()
    Meetings(door()).plan(Notice("Phiên họp", now, "Trưởng ban"))
    app = shell("meeting", actor=SECRETARY)
    door().accept(Identity("614", JUNE))
    tick(app, "meetings_sure_")
    said = refusal(pressed(app, "meetings_freeze_it_"))
    assert "614, kỳ 2025-06: bản 1 được duyệt, thu-ky, lúc 25/06/2025 08:01" in said
    assert Meetings(door()).all() == ()


def test_figures_that_stand_are_frozen_however_long_the_page_was_open(
    shell: Shell, unmet_store: Path
) -> None:
    """What was written meanwhile moves the clock and no figure."""
    now = figures.context().now()
    Meetings(door()).plan(Notice("Phiên họp", now, "Trưởng ban"))
    app = shell("meeting", actor=SECRETARY)
    opened = figures.context().now()
    Decisions(door()).record(NewDecision("Rà soát", now.date(), unit_id="615"))
    assert figures.context().now() > opened
    tick(app, "meetings_sure_")
    app = pressed(app, "meetings_freeze_it_")
    assert not app.exception
    assert not app.error
    (meeting,) = Meetings(door()).all()
    assert meeting.moment.as_of > opened


def test_an_account_changed_by_another_administrator_is_looked_at_again(
    shell: Shell, sent_store: Path
) -> None:
    accounts = figures.sessions().accounts
    accounts.add("chi.lan", Role.VIEWER, by=By("t", ""), temporary=False)
    app = shell("admin", actor=ADMIN)
    app.selectbox(key="administration_chosen").set_value("chi.lan").run()
    accounts.set_role("chi.lan", Role.ADMIN, by=By("t", ""))
    said = refusal(pressed(app, "administration_disable_"))
    assert "nay: Quản trị hệ thống" in said
    assert not accounts.must_find("chi.lan").disabled
    assert app.button(key=act(app, "administration_disable_")).label == "Khóa chi.lan"


def test_an_ended_session_keeps_its_row_and_a_second_administrator_is_told(
    shell: Shell, sent_store: Path
) -> None:
    sessions = figures.sessions()
    account = sessions.accounts.add("chi.lan", Role.VIEWER, by=By("t", ""), temporary=False)
    _token, session = sessions.start(account, by=By("t", ""), way="password")
    one, other = shell("admin", actor=ADMIN), shell("admin", actor=ADMIN)
    key = f"administration_end_{session}"
    assert one.button(key=key).label == "Kết thúc phiên của chi.lan"
    one = one.button(key=key).click().run()
    assert "đã kết thúc" in whole(one)
    assert key not in acts(one, "administration_end_")
    assert "đã kết thúc từ trước" in refusal(other.button(key=key).click().run())


def test_a_file_that_was_sent_by_itself_stays_open_and_the_next_is_chosen(
    shell: Shell, sent_store: Path
) -> None:
    app = open_file(drop(shell, three()), 3)
    app.text_input[0].set_value("Tin của năm trước").run()
    app = pressed(app, "sending_send_")
    (chosen,) = (one for one in app.selectbox if one.key == "several_file")
    assert chosen.format_func(chosen.value).startswith("3. ")
    assert acts(app, "sending_send_") == []  # of another file there is none under the hand
    assert (
        history.versions(figures.context().store, unit_id=TU_MO_RONG, period=Period.parse(OWED))
        == ()
    )


# The house


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a method, with its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


CHOICES = {"selectbox", "radio", "multiselect", "segmented_control", "pills"}
BUTTONS = {"button", "form_submit_button"}
FILES = sorted((ROOT / "pages").rglob("*.py"))


def counted(tree: ast.AST) -> set[str]:
    """Names that count places: of loops and comprehensions over ``range`` and ``enumerate``."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.For | ast.comprehension):
            continue
        source = node.iter
        name = (
            source.func.id
            if isinstance(source, ast.Call) and isinstance(source.func, ast.Name)
            else ""
        )
        target = node.target
        if name == "range" and isinstance(target, ast.Name):
            found.add(target.id)
        if name == "enumerate" and isinstance(target, ast.Tuple):
            first = target.elts[0]
            found |= {first.id} if isinstance(first, ast.Name) else set()
    return found


def names_in(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def faults(source: str) -> list[str]:
    """Where a choice is among places, or a widget's key counts them."""
    tree, found = ast.parse(source), []
    places = counted(tree)
    ranges = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and "range" in names_in(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for name, call in calls(tree):
        given = {one.arg: one.value for one in call.keywords if one.arg}
        options = given.get("options") or (call.args[1] if len(call.args) > 1 else None)
        if name in CHOICES and options is not None and names_in(options) & {"range", *ranges}:
            found.append(f"line {call.lineno}: {name} among places")
        if "key" in given and names_in(given["key"]) & places:
            found.append(f"line {call.lineno}: the key of {name} counts places")
    return found


def test_no_key_and_no_choice_is_a_place() -> None:
    found = {path.relative_to(ROOT).as_posix(): faults(path.read_text("utf-8")) for path in FILES}
    assert {name: said for name, said in found.items() if said} == {}


def test_a_place_as_a_key_or_a_choice_would_be_found() -> None:
    assert faults("st.selectbox('x', range(len(found)), key='k')") == [
        "line 1: selectbox among places"
    ]
    assert faults("numbers = range(3)\nst.radio('x', numbers)") == ["line 2: radio among places"]
    assert faults("for n, one in enumerate(found):\n    st.button('x', key=f'end_{n}')") == [
        "line 2: the key of button counts places"
    ]


def drawn(text: str) -> list[int]:
    """The lines of a source that draw a button of Streamlit's own."""
    return [
        call.lineno
        for method, call in calls(ast.parse(text))
        if method in BUTTONS and ast.unparse(call.func).startswith("st.")
    ]


def test_every_button_carries_what_it_was_drawn_for() -> None:
    """Streamlit's own button carries nothing: only acts.py draws one; what leads on is a link."""
    found = {path.relative_to(ROOT).as_posix(): drawn(path.read_text("utf-8")) for path in FILES}
    assert {name for name, lines in found.items() if lines} == {"pages/ui/parts/acts.py"}
