"""The address bar: what it says, what it says wrongly, and what a link carries on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.model import Basis, Moment, Period, Rules
from data_loaders.plans.declared import load_regime
from data_loaders.service.meetings import Meeting
from kpis.model import Language
from pages.ui.frame.state import Known, PageState, chosen_meeting, end_of_day, read_address

REGIME = load_regime("kh3220")
NOW = datetime(2025, 6, 25, 8, 0, tzinfo=REGIME.timezone)
KNOWN = Known(units={"62", "608"}, targets={"service-access"}, regime=REGIME, now=NOW)


def test_an_empty_address_is_the_default_view() -> None:
    assert read_address({}, KNOWN) == (PageState(), ())


def test_every_part_of_an_address_is_read() -> None:
    state, faults = read_address(
        {
            "lang": "en",
            "unit": "608",
            "period": "2025-05",
            "as_of": "2025-05-31",
            "basis": "submitted",
            "target": "service-access",
            "order": "need",
        },
        KNOWN,
    )
    assert faults == ()
    assert state == PageState(
        language=Language.EN,
        unit="608",
        period=Period.of(2025, 5),
        as_of=datetime(2025, 5, 31, 23, 59, 59, tzinfo=REGIME.timezone),
        basis=Basis.SUBMITTED,
        target="service-access",
        order="need",
    )


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("lang", "fr"),
        ("unit", "999"),
        ("unit", "<script>"),
        ("target", "none-such"),
        ("order", "whim"),
        ("basis", "guessed"),
        ("period", "2025-13"),
        ("period", "tháng 5"),
        ("period", "2022-11"),  # before the plan and not its base
        ("period", "2025-08"),  # begins on 15/7/2025
        ("period", "2026-01"),  # after the plan
        ("as_of", "yesterday"),
        ("as_of", "2025-02-30"),
        ("as_of", "2025-05-31T17:00:00"),  # whose clock?
        ("as_of", "2025-06-26"),  # has not come
    ],
)
def test_what_cannot_be_used_is_told_with_its_text_and_the_default_is_taken(
    name: str, found: str
) -> None:
    state, faults = read_address({name: found}, KNOWN)
    assert state == PageState()
    assert [fault.parameters["found"] for fault in faults] == [found]
    assert found in faults[0].message.format(**faults[0].parameters)


def test_all_faults_of_an_address_are_told_at_once() -> None:
    _, faults = read_address({"unit": "x", "period": "x", "target": "x"}, KNOWN)
    assert len(faults) == 3


def test_a_period_is_held_against_the_as_of_of_the_same_address() -> None:
    state, faults = read_address({"as_of": "2024-03-01", "period": "2024-05"}, KNOWN)
    assert state.period is None
    assert faults[0].parameters["last"] == "2024-03"


def test_the_end_of_today_is_now() -> None:
    assert read_address({"as_of": "2025-06-25"}, KNOWN) == (PageState(), ())


def test_a_plus_sign_typed_into_the_address_is_understood() -> None:
    """Browsers and Streamlit read an unescaped plus as a blank."""
    state, faults = read_address({"as_of": "2025-05-31T17:00:00 07:00"}, KNOWN)
    assert faults == ()
    assert state.as_of == datetime(2025, 5, 31, 17, 0, tzinfo=REGIME.timezone)


def test_an_instant_of_another_zone_is_the_same_instant_here() -> None:
    state, _ = read_address({"as_of": "2025-05-31T10:00:00+00:00"}, KNOWN)
    assert state.as_of == datetime(2025, 5, 31, 10, 0, tzinfo=UTC)
    assert state.query() == {"as_of": "2025-05-31T17:00:00+07:00"}


def test_defaults_do_not_stand_in_the_address() -> None:
    assert PageState().query() == {}


def test_a_link_changes_one_thing_and_keeps_the_rest() -> None:
    state = PageState(language=Language.EN, unit="608", period=Period.of(2025, 5))
    assert state.query(unit="62") == {"lang": "en", "unit": "62", "period": "2025-05"}
    assert state.query(period=None) == {"lang": "en", "unit": "608"}


states = st.builds(
    PageState,
    language=st.sampled_from(Language),
    unit=st.sampled_from([None, *KNOWN.units]),
    period=st.sampled_from([None, Period.of(2023, 10), Period.of(2024, 1)]),
    as_of=st.one_of(
        st.none(),
        st.dates(datetime(2024, 2, 1).date(), datetime(2025, 6, 24).date()).map(  # noqa: DTZ001
            lambda day: end_of_day(day, REGIME)
        ),
        st.datetimes(datetime(2024, 2, 1), datetime(2025, 6, 24)).map(  # noqa: DTZ001
            lambda instant: instant.replace(tzinfo=REGIME.timezone)
        ),
    ),
    basis=st.sampled_from(Basis),
    target=st.sampled_from([None, *KNOWN.targets]),
)


@given(states)
def test_every_view_can_be_sent_as_an_address_and_read_back(state: PageState) -> None:
    assert read_address(state.query(), KNOWN) == (state, ())


def test_the_base_period_before_the_plan_can_be_named_to_send_its_report() -> None:
    state, faults = read_address({"period": "2022-12"}, KNOWN)
    assert (str(state.period), faults) == ("2022-12", ())


def meeting_of(meeting_id: str) -> Meeting:
    moment = Moment(7, NOW, NOW, Rules("a", "b"))
    said = ("Phiên họp", NOW, "An", "")
    basis, period = Basis.SUBMITTED, Period.of(2025, 5)
    return Meeting(meeting_id, *said, moment, basis, period, "a", "b", "c", "thu-ky", NOW)


MEETINGS = {"3": meeting_of("3"), "4": meeting_of("4")}


def at_a_meeting(query: dict[str, str]) -> tuple[PageState, list[str]]:
    known = replace(KNOWN, meetings=frozenset(MEETINGS))
    meeting, misled = chosen_meeting(query, MEETINGS)
    state, faults = read_address(query, known, meeting)
    return state, [fault.message.format(**fault.parameters) for fault in (*misled, *faults)]


def test_a_meeting_settles_as_of_and_basis_and_the_period_unless_a_link_asks() -> None:
    state, said = at_a_meeting({"meeting": "3", "period": "2025-05"})
    assert (state.meeting, state.basis, state.period, said) == ("3", Basis.SUBMITTED, None, [])
    assert state.query() == {"meeting": "3"}
    state, said = at_a_meeting({"meeting": "3", "period": "2025-04", "against": "4"})
    assert state.query() == {"meeting": "3", "period": "2025-04", "against": "4"}
    assert said == []


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"meeting": "9"}, "Không có phiên họp đã chốt mã “9”"),
        ({"meeting": "3", "as_of": "2025-01-01"}, "Thời điểm và nguồn số liệu theo phiên họp"),
        ({"meeting": "3", "basis": "accepted"}, "Thời điểm và nguồn số liệu theo phiên họp"),
        ({"meeting": "3", "against": "3"}, "Không có phiên họp đã chốt mã “3” để so sánh"),
    ],
)
def test_what_an_address_says_wrongly_about_meetings_is_told(
    query: dict[str, str], says: str
) -> None:
    state, said = at_a_meeting(query)
    assert len(said) == 1
    assert said[0].startswith(says)
    assert state.as_of is None
    assert state.against is None
