"""The screens of a meeting say what the pages say, of today or as a meeting froze it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from data_loaders.accounts.permissions import Actor, Role
from data_loaders.model import Basis, Identity, Moment, Period
from data_loaders.model.errors import RefusedError
from data_loaders.plans.declared import load_regime
from data_loaders.service.access import Access
from data_loaders.service.decisions import Decisions, NewDecision
from data_loaders.service.explanations import Explanations
from data_loaders.service.meetings import Meetings, Notice
from kpis.model import Scorecard, as_json
from kpis.stored.freezing import to_freeze
from kpis.stored.requested_view import RequestedView
from pages.ui.presentation.document import policy, presentation
from pages.ui.reads import figures
from tests.pages.expected import badge, figure
from tests.pages.seen import text_of
from tests.plan_files import load_plan

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")

CHAIR = Actor("viewer.all", Role.VIEWER)
JUNE = Period.parse("2025-06")
AGENDA = "Kết quả 6 tháng\nChậm báo cáo"


def shown(query: Mapping[str, str] | None = None, actor: Actor = CHAIR) -> list[str]:
    """The words of every screen, in their order."""
    document = presentation(actor, "127.0.0.1", query or {})
    return [text_of(one) for one in re.findall(r"<section.*?</section>", document, re.DOTALL)]


def screen(said: list[str], beginning: str) -> str:
    (found,) = [one for one in said if one.startswith(beginning)]
    return found


def now_card() -> tuple[Moment, Scorecard]:
    context = figures.context()
    moment = Moment(context.store.revision(), context.now(), context.now())
    return moment, figures.scorecard(moment, Basis.ACCEPTED, JUNE, None)


def secretary() -> Access:
    return Access(figures.context(), Actor("thu-ky", Role.SECRETARY), lambda *_: None)


def frozen() -> str:
    """A meeting frozen now, one conclusion still open and one figure asked about; its id."""
    context, access = figures.context(), secretary()
    decision = NewDecision("Rà soát số người nghiện", date(2025, 7, 9), unit_id="608")
    Decisions(access).record(decision)
    asked = ("service-access", "Vì sao chưa đủ?")
    Explanations(access).ask(Identity("615", JUNE), *asked, due_on=date(2025, 7, 2))
    moment, card = now_card()
    asked_for = RequestedView(
        moment,
        Basis.ACCEPTED,
        figures.plan_of(moment),
        figures.register(moment),
        figures.facts(moment, Basis.ACCEPTED, None),
        card,
    )
    notice = Notice("Phiên họp quý II", context.now(), "Trưởng ban", AGENDA)
    return Meetings(access).freeze(notice, to_freeze(access, asked_for)).meeting_id


@pytest.mark.parametrize("english", [False, True], ids=["vi", "en"])
def test_every_number_of_the_province_is_the_scorecards(
    shown_store: Path, *, english: bool
) -> None:
    said = shown({"lang": "en"} if english else {})
    _, card = now_card()
    plan = load_plan("kh3220", load_regime("kh3220"))
    rows = [as_json(result) for result in card.of_unit(card.province_id)]
    title = "The province's 10 targets" if english else "10 chỉ tiêu của tỉnh"
    counted = screen(said, title)
    for verdict, number in Counter(row["verdict"] for row in rows).items():
        of_that = next(row for row in rows if row["verdict"] == verdict)
        assert f"{number} {badge(of_that, english=english)}" in counted
    red = [row for row in rows if row["verdict"] in {"missed", "behind"}]
    assert red
    for row in red:
        target = plan.target(str(row["target_id"]))
        name = target.name_en if english else target.name_vi
        one = screen(said, name)
        quantity = None if target.demanded is None else target.demanded.quantity.name
        assert figure(row, quantity, english=english) in one
        assert badge(row, english=english) in one


def test_each_screen_says_until_when_its_figures_count(shown_store: Path) -> None:
    said = shown()
    assert len(said) > 8
    for number, one in enumerate(said, start=1):
        assert "Số liệu tính đến 25/06/2025" in one
        assert "dữ liệu trình diễn" in one
        assert one.endswith(f"{number}/{len(said)}")


def test_a_meeting_shows_what_it_froze_its_agenda_and_what_is_still_open(unmet_store: Path) -> None:
    meeting = frozen()
    said = shown({"meeting": meeting})
    assert "Số liệu chốt tại phiên họp: Phiên họp quý II" in said[0]
    assert said[1].startswith("Chương trình họp Kết quả 6 tháng Chậm báo cáo")
    concluded = "Thành phố Kon Tum: Rà soát số người nghiện (còn 14 ngày)"
    assert concluded in screen(said, "Kết luận còn phải thực hiện: 1")
    assert "(còn 7 ngày)" in screen(said, "Yêu cầu giải trình chưa trả lời: 1")
    again = Identity("614", JUNE), "service-access", "Và vì sao ở đây?"
    Explanations(secretary()).ask(*again, due_on=date(2025, 7, 2))
    assert screen(shown(), "Yêu cầu giải trình chưa trả lời: 2")
    assert shown({"meeting": meeting}) == said


def test_a_locality_that_sees_its_own_figures_only_is_refused(shown_store: Path) -> None:
    with pytest.raises(RefusedError):
        shown(actor=Actor("reporter.615", Role.REPORTER, "615"))


def test_the_document_names_no_other_host_and_carries_what_its_policy_allows(
    shown_store: Path,
) -> None:
    document = presentation(CHAIR, "127.0.0.1", {})
    namespace = "http://www.w3.org/2000/svg"
    assert re.findall(r"(?:src|href)=\"(?!/gate/)", document.replace(namespace, "")) == []
    assert document.count("<script>") == document.count("<style>") == 1
    assert " style=" not in document
    assert "'unsafe" not in policy()
