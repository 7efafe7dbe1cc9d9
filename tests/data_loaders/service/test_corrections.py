"""What was corrected between two points of knowledge: which cell, from what to what, by whom."""

from __future__ import annotations

from dataclasses import replace

from data_loaders.accounts.permissions import Scope
from data_loaders.model import Basis, Correction, Moment, Period, ReportContent
from data_loaders.reports.facts import facts
from data_loaders.service.context import Context
from data_loaders.service.corrections import End, corrections, headings
from kpis.movement.decomposition import Cause, Measure, Side, movement
from tests.data_loaders.sent_forms import DAK_XU, NGOC_HOI, PERIOD, PO_Y, REGIME, REGISTER, usual
from tests.data_loaders.stores import at, put
from tests.plan_files import load_plan
from tests.words_of_the_plan import AreaState

ON_BOTH_STORES = True


def end(context: Context, day: int, *, upto: int | None = None, period: Period = PERIOD) -> End:
    revision = context.store.revision() if upto is None else upto
    return End(Moment(revision, at(day), at(day)), Basis.ACCEPTED, period)


def found(
    context: Context, before: End, after: End, *, scope: Scope | None = None
) -> tuple[Correction, ...]:
    return corrections(context.store, before, after, scope=scope or Scope(None))


def corrected() -> ReportContent:
    """Two figures, a state of the area list and a day of the task list are others."""
    report = usual(changed={(PO_Y, "reached"): 17, (DAK_XU, "cases"): 2})
    areas = [
        replace(one, state=AreaState.NOT_ACHIEVED) if one.state is AreaState.UNDER_WAY else one
        for one in report.areas
    ]
    return replace(report, areas=tuple(areas))


def test_every_corrected_cell_says_what_where_and_whose(context: Context) -> None:
    put(context, usual(), at(16), accept=True)
    put(context, corrected(), at(20), accept=True)
    ends = end(context, 17), end(context, 21)
    cells = found(context, *ends)
    said = {(one.part, one.subject, one.item): (one.old, one.new) for one in cells}
    assert said[("figure", PO_Y, "reached")] == (15, 17)
    assert said[("figure", DAK_XU, "cases")] == (1, 2)
    states = [one for one in cells if one.part == "area"]
    assert {(one.item, one.new) for one in states} <= {("state", str(AreaState.NOT_ACHIEVED))}
    assert len(cells) == 2 + len(states)
    for one in cells:
        assert (one.unit_id, one.period, one.version, one.by) == (NGOC_HOI, PERIOD, 2, "huyen")
        assert one.at == at(20)
        assert f"{one.part}.{one.item}" in headings(context.editions)
    figure = next(one for one in cells if one.item == "reached")
    assert figure.cell.startswith("D")
    elsewhere, here = Scope(frozenset({"608"})), Scope(frozenset({NGOC_HOI}))
    assert found(context, *ends, scope=elsewhere) == ()
    assert found(context, *ends, scope=here) == cells
    _account_for_everything(context, ends, cells)


def _account_for_everything(
    context: Context, ends: tuple[End, End], cells: tuple[Correction, ...]
) -> None:
    """The stored cells explain every figure's whole change: there is no part but cells."""
    plan = load_plan("kh3220", REGIME)
    before, after = (
        Side(facts(context.store, as_of=one.moment.as_of, basis=one.basis), plan, REGISTER, PERIOD)
        for one in ends
    )
    moved = {
        target.target_id: movement(
            before, after, cells, unit_id=NGOC_HOI, target_id=target.target_id
        )
        for target in plan.targets
    }
    assert {part.cause for one in moved.values() for part in one.parts} == {Cause.CORRECTED}
    (part,) = moved["service-access"].parts
    assert part.change(Measure.NUMERATOR) == 2
    assert part.about.cells[0].subject == PO_Y


def test_nothing_is_corrected_where_one_version_is_in_force_or_only_one_end_has_any(
    context: Context,
) -> None:
    put(context, usual(), at(16), accept=True)
    assert found(context, end(context, 17), end(context, 21)) == ()
    assert found(context, end(context, 15), end(context, 21)) == ()
    put(context, corrected(), at(20), accept=True)
    assert found(context, end(context, 15), end(context, 21)) == ()
    before = end(context, 17, period=PERIOD.shifted(-1))
    assert found(context, before, end(context, 21)) == (), "what is newer is new data"


def test_a_correction_set_back_is_one_against_what_was_known_before(context: Context) -> None:
    """A meeting's revision tells apart what it knew from what was backdated into it."""
    put(context, usual(), at(16), accept=True)
    frozen = context.store.revision()
    put(context, corrected(), at(17), accept=True)
    before, after = end(context, 18, upto=frozen), end(context, 18)
    assert len(found(context, before, after)) >= 2
    assert found(context, after, after) == ()
