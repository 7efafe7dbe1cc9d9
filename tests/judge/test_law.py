"""Examples computed by hand from the text of the plan, one rule after the other."""

from __future__ import annotations

from typing import Any

import pytest

from tests.judge.examples import done, province, reading, report, row, verdict

NOTHING = {"numerator": None, "denominator": None, "base": None, "value": None, "needed": None}


def spots(base: int, period: str, now: int) -> dict[str, Any]:
    year_before = f"{int(period[:4]) - 1}-12"
    return province(
        1, report("A", year_before, spots_closing=base), report("A", period, spots_closing=now)
    )


@pytest.mark.parametrize(
    ("base", "period", "now", "expected"),
    [
        # B = 1000: C* = 950; in June t = 975, so (B−C)/(B−t) is a part of 25
        (1000, "2024-06", 975, ("on_track", None)),
        (1000, "2024-06", 976, ("on_track", None)),  # 24/25 = 0.96
        (1000, "2024-06", 977, ("at_risk", None)),  # 23/25 = 0.92
        (1000, "2024-06", 985, ("at_risk", None)),  # 15/25 = 0.60 exactly
        (1000, "2024-06", 986, ("behind", None)),
        (800, "2024-06", 781, ("on_track", None)),  # t = 780; 19/20 = 0.95 exactly
        (800, "2024-06", 782, ("at_risk", None)),
        # in September t = 962.5: ceil is 963, not yet the last stretch
        (1000, "2024-09", 963, ("on_track", None)),
        (1000, "2024-10", 958, ("at_risk", "due_soon")),
        (1000, "2024-10", 950, ("on_track", None)),
        (1000, "2024-12", 950, ("met", None)),
        (1000, "2024-12", 951, ("missed", None)),
        # one spot: C* = 0, ceil(t) = 1 until the end of the year
        (1, "2024-09", 1, ("on_track", None)),
        (1, "2024-11", 1, ("at_risk", "due_soon")),
        (1, "2024-12", 1, ("missed", None)),
        (0, "2024-11", 0, ("on_track", "held_at_zero")),
        (0, "2024-12", 0, ("met", "held_at_zero")),
        (0, "2024-11", 1, ("behind", "risen_from_zero")),
        (0, "2024-12", 1, ("missed", "risen_from_zero")),
    ],
)
def test_spots_fall_by_five_per_cent_a_year_in_step_with_the_months(
    base: int, period: str, now: int, expected: tuple[str, str | None]
) -> None:
    assert verdict(spots(base, period, now), "spots-reduction", period) == expected


def test_a_reduction_shows_its_numbers() -> None:
    result = row(spots(1000, "2024-06", 985), "spots-reduction", "2024-06")
    assert (result["numerator"], result["base"], result["needed"]) == (985, 1000, 950)
    assert (result["value"], result["line"], result["denominator"]) == (0.015, 975.0, None)
    assert result["caveats"] == []


def test_a_base_of_zero_has_no_value_a_line_of_zero_and_a_caveat() -> None:
    result = row(spots(0, "2024-06", 2), "spots-reduction", "2024-06")
    assert (result["value"], result["line"], result["needed"]) == (None, 0.0, 0)
    assert result["caveats"] == ["small_base"]


def addicts(base: int, period: str, now: int) -> dict[str, Any]:
    year_before = f"{int(period[:4]) - 1}-12"
    return province(1, report("A", year_before, addicts=base), report("A", period, addicts=now))


@pytest.mark.parametrize(
    ("base", "period", "now", "expected"),
    [
        # B = 1000: below 1010, so C* = 1009; in June ceil(1000 + 4.5) = 1005
        (1000, "2024-06", 1005, ("on_track", None)),
        (1000, "2024-06", 1006, ("at_risk", None)),
        (1000, "2024-06", 1009, ("at_risk", None)),
        (1000, "2024-06", 1010, ("behind", None)),
        (1000, "2024-12", 1009, ("met", None)),
        (1000, "2024-12", 1010, ("missed", None)),
        # B = 100: 101 would be exactly 1 %
        (100, "2024-06", 100, ("on_track", None)),
        (100, "2024-06", 101, ("behind", None)),
        (0, "2024-06", 0, ("on_track", "held_at_zero")),
        (0, "2024-12", 1, ("missed", "risen_from_zero")),
    ],
)
def test_addicts_grow_by_less_than_one_per_cent(
    base: int, period: str, now: int, expected: tuple[str, str | None]
) -> None:
    assert verdict(addicts(base, period, now), "addict-growth", period) == expected


def clean(base: int, period: str, now: int, *letters: str) -> dict[str, Any]:
    reports = []
    for place, unit in enumerate("ABCDE"):
        for when, count in ((f"{int(period[:4]) - 1}-12", base), (period, now)):
            free = "không" if place < count else "I"
            reports.append(report(unit, when, commune_class=free))
    return province(5, *reports, readings=[reading(letter) for letter in letters])


@pytest.mark.parametrize(
    ("letters", "base", "period", "now", "expected", "numbers"),
    [
        ("", 4, "2024-06", 3, ("not_judged", None), (3, 4, None)),
        ("B", 4, "2024-06", 3, ("not_applicable", None), (3, 4, None)),
        ("A", 4, "2024-06", 3, ("behind", None), (3, 4, 4)),
        ("A", 4, "2024-12", 4, ("on_track", None), (4, 4, 4)),
        ("A", 4, "2025-12", 4, ("met", None), (4, 4, 4)),
        ("A", 4, "2025-12", 3, ("missed", None), (3, 4, 4)),
        ("C", 4, "2024-06", 3, ("behind", None), (2, 1, 1)),
        ("C", 4, "2024-12", 4, ("met", None), (1, 1, 1)),
        ("C", 5, "2024-06", 5, ("on_track", "held_at_zero"), (0, 0, 0)),
        ("BA", 4, "2024-06", 4, ("on_track", None), (4, 4, 4)),
    ],
)
def test_clean_communes_are_judged_as_the_committee_reads_the_sentence(
    letters: str,
    base: int,
    period: str,
    now: int,
    expected: tuple[str, str | None],
    numbers: tuple[int, int, int | None],
) -> None:
    result = row(clean(base, period, now, *letters), "clean-communes", period)
    assert (result["verdict"], result["reason"]) == expected
    assert (result["numerator"], result["base"], result["needed"]) == numbers


def test_without_a_base_the_clean_communes_of_those_who_reported_are_counted() -> None:
    history = province(2, report("A", "2024-06", commune_class="không"))
    result = row(history, "clean-communes", "2024-06")
    assert (result["numerator"], result["base"], result["value"]) == (1, None, None)
    assert (result["coverage"]["counted"], result["caveats"]) == (0, [])


def every_month(unit: str, months: int, **given: Any) -> list[dict[str, Any]]:
    return [report(unit, f"2024-{month:02d}", **given) for month in range(1, months + 1)]


def test_nothing_happened_is_on_track_and_met_only_when_everyone_said_so() -> None:
    everyone = [each for unit in "ABCDE" for each in every_month(unit, 12)]
    history = province(5, *everyone)
    assert verdict(history, "no-public-incidents", "2024-11") == ("on_track", None)
    assert verdict(history, "no-public-incidents", "2024-12") == ("met", None)
    history = province(5, *everyone[:-1])  # E is silent about December: 4 of 5
    assert verdict(history, "no-public-incidents", "2024-12") == ("no_data", "incomplete")
    history = province(5, *everyone[12:-1])  # and A about everything: 3 of 5
    assert verdict(history, "no-public-incidents", "2024-12") == ("no_data", None)
    assert verdict(history, "no-public-incidents", "2024-12", "B") == ("met", None)


def test_a_known_breach_does_not_disappear() -> None:
    history = province(5, report("C", "2024-03", public_incidents=2))
    result = row(history, "no-public-incidents", "2024-12")
    assert (result["verdict"], result["numerator"], result["needed"]) == ("missed", 2, 0)
    assert (result["coverage"]["counted"], result["provisional"]) == (0, True)
    assert verdict(history, "no-public-incidents", "2025-01") == ("no_data", None)


def test_the_first_year_of_the_plan_begins_with_the_plan() -> None:
    reports = [report("A", f"2023-{month}") for month in ("10", "11", "12")]
    history = province(1, report("A", "2023-09", spots_reformed=3), *reports)
    assert verdict(history, "no-reformed-spots", "2023-12") == ("met", None)


@pytest.mark.parametrize(
    ("done_on", "as_of", "expected"),
    [
        ("2023-10-15", "2025-01-01T00:00:00+07:00", ("met", None)),
        ("2023-10-16", "2025-01-01T00:00:00+07:00", ("missed", "done_late")),
        (None, "2023-10-15T23:59:59+07:00", ("at_risk", "due_soon")),
        (None, "2023-10-16T00:00:00+07:00", ("missed", "overdue")),
        (None, "2023-10-15T17:00:00+00:00", ("missed", "overdue")),  # midnight in Việt Nam
        (None, "2023-09-15T08:00:00+07:00", ("at_risk", "due_soon")),  # thirty days
        (None, "2023-09-14T08:00:00+07:00", ("on_track", None)),
    ],
)
def test_the_fifteenth_of_october_still_counts(
    done_on: str | None, as_of: str, expected: tuple[str, str | None]
) -> None:
    history = province(1, report("A", "2022-12", tasks=done(done_on)))
    assert verdict(history, "areas-identified", "2023-10", as_of=as_of) == expected


def test_the_province_is_as_late_as_the_worst_of_those_who_sent_a_list() -> None:
    on_time = [report(unit, "2023-11", tasks=done("2023-10-01")) for unit in "ABC"]
    late = report("D", "2023-11", tasks=done("2023-12-01"))
    result = row(province(5, *on_time, late), "areas-identified", "2024-06")
    assert (result["verdict"], result["reason"]) == ("missed", "done_late")
    assert (result["numerator"], result["denominator"], result["value"]) == (3, 4, 0.75)
    assert (result["provisional"], result["coverage"]["missing"]) == (True, ["E"])
    overdue = report("E", "2023-11", tasks=done(None))
    history = province(5, *on_time, late, overdue)
    assert verdict(history, "areas-identified", "2024-06") == ("missed", "overdue")


@pytest.mark.parametrize(("base", "caveats"), [(9, ["small_base"]), (10, [])])
def test_fewer_than_ten_are_a_small_base(base: int, caveats: list[str]) -> None:
    assert row(spots(base, "2024-06", base), "spots-reduction", "2024-06")["caveats"] == caveats


def test_the_task_list_of_the_period_itself_counts_and_a_later_one_does_not() -> None:
    lists = [("2023-11", None), ("2024-06", "2023-10-01"), ("2024-07", "2023-12-01")]
    history = province(1, *(report("A", period, tasks=done(on)) for period, on in lists))
    assert verdict(history, "areas-identified", "2024-05") == ("missed", "overdue")
    assert verdict(history, "areas-identified", "2024-06") == ("met", None)


def test_an_empty_task_list_leaves_the_one_before_in_force() -> None:
    history = province(
        1, report("A", "2023-11", tasks=done("2023-10-01")), report("A", "2023-12", tasks=[])
    )
    assert verdict(history, "areas-identified", "2024-06") == ("met", None)


def test_four_of_five_are_enough_and_three_of_four_are_not() -> None:
    reports = [report(unit, "2024-11", addicts=9, reached=9) for unit in "ABCD"]
    result = row(province(5, *reports), "service-access", "2024-11")
    assert (result["verdict"], result["provisional"]) == ("on_track", True)
    assert result["coverage"] == {"counted": 4, "expected": 5, "missing": ["E"]}
    result = row(province(4, *reports[:3]), "service-access", "2024-11")
    assert (result["verdict"], result["reason"]) == ("no_data", None)
    assert (result["numerator"], result["denominator"], result["needed"]) == (27, 27, 22)
    assert (result["value"], result["line"]) == (None, None)


def test_a_blank_is_not_a_zero_for_the_targets_that_need_it() -> None:
    history = province(1, report("A", "2024-11", addicts=20, reached=20, users=None))
    result = row(history, "service-access", "2024-11")
    assert (result["verdict"], result["coverage"]["missing"]) == ("no_data", ["A"])
    assert result.items() >= NOTHING.items()
    assert verdict(history, "hotspots-eradicated", "2024-11") == ("not_applicable", None)


def test_base_and_now_are_of_the_same_localities() -> None:
    reports = [report(unit, "2023-12", addicts=100) for unit in "ABCD"]
    reports += [report(unit, "2024-06", addicts=100) for unit in "ABCDE"]
    result = row(province(5, *reports), "addict-growth", "2024-06")
    assert (result["numerator"], result["base"], result["verdict"]) == (400, 400, "on_track")


def test_before_and_after_the_plan_nothing_is_judged() -> None:
    history = province(1, *(report("A", period) for period in ("2023-09", "2025-12", "2026-01")))
    for period, reason in (("2023-09", "before_plan"), ("2026-01", "plan_closed")):
        result = row(history, "service-access", period)
        assert (result["verdict"], result["reason"]) == ("not_judged", reason)
        assert result.items() >= NOTHING.items()
        assert result["coverage"]["counted"] == 1
