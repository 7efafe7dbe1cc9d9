"""Written, read and written again: nothing is lost, whatever was reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from data_loaders.forms.write import write_form
from data_loaders.intake.values import LARGEST, is_blank
from data_loaders.model import (
    Area,
    Figure,
    Identity,
    ReportContent,
    TaskRecord,
    TaskState,
)
from data_loaders.register.names import plain
from tests.data_loaders.sent_forms import FORM, PERIOD, REGIME, REGISTER, bare, read, request
from tests.words_of_the_plan import COMMUNE_CLASSES, AreaState

DAY = REGIME.ends_on(PERIOD)
UNITS = ["611", "618"]
TASKS = [task.task_id for task in REGIME.tasks_shown(PERIOD)]

counts = st.none() | st.integers(0, 99) | st.integers(0, LARGEST)
classes = st.none() | st.integers(1, len(COMMUNE_CLASSES))
days = st.none() | st.dates(date(2000, 1, 1), date(2100, 12, 31))
texts = st.none() | st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), max_size=60
).map(plain).filter(lambda text: not is_blank(text) and text not in set("-–—−"))


@st.composite
def areas(draw: st.DrawFn, communes: list[str]) -> tuple[Area, ...]:
    keys = st.tuples(st.sampled_from(communes), st.integers(2000, 2100))
    chosen = draw(st.lists(keys, max_size=3, unique=True))
    return tuple(
        Area(
            commune_id=commune,
            cohort=cohort,
            selected_on=draw(days),
            area_class=draw(st.none() | st.sampled_from(["I", "II", "III"])),
            state=draw(st.sampled_from(AreaState)),
            decision_no=draw(texts),
            decision_on=draw(days),
            relapsed_on=draw(days),
            note=draw(texts),
        )
        for commune, cohort in chosen
    )


@st.composite
def reports(draw: st.DrawFn) -> ReportContent:
    """Any report that says something: rules are not asked here."""
    unit_id = draw(st.sampled_from(UNITS))
    communes = [unit.unit_id for unit in REGISTER.children(unit_id, DAY)]
    everywhere = draw(st.tuples(*(classes if m.choices else counts for m in FORM.measures)))
    figures = [
        Figure(commune, measure.code, value, "", "", "")
        for commune in communes
        for measure, value in zip(FORM.measures, everywhere, strict=True)
    ]
    for at, value in draw(st.lists(st.tuples(st.integers(0, len(figures) - 1), counts))):
        if figures[at].measure != "commune_class":
            figures[at] = replace(figures[at], value=value)
    figures[1] = replace(figures[1], value=draw(st.integers(0, LARGEST)))  # not a blank form
    records = draw(st.lists(st.tuples(st.sampled_from(TaskState), days, texts), max_size=4))
    tasks = tuple(
        TaskRecord(task, *(records[n] if n < len(records) else (TaskState.DONE, None, None)))
        for n, task in enumerate(TASKS)
    )
    return ReportContent(Identity(unit_id, PERIOD), tuple(figures), draw(areas(communes)), tasks)


@given(reports())
def test_writing_reading_and_writing_again_loses_nothing(report: ReportContent) -> None:
    form = request(report.identity.unit_id)
    written = write_form(form, answers=report)
    result = read(written)
    assert result.findings == ()
    assert result.content is not None
    assert bare(result.content) == bare(report)
    assert write_form(form, answers=result.content) == written
