"""Reports carried over a change of units, against tables written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data_loaders.model import Area, Carriage, Carried, Period, Regime, Report
from data_loaders.model.measures import Classification, ClassWord
from data_loaders.register.calendar import parse_regime
from data_loaders.register.carrying import Carrier, Row
from tests.data_loaders.model.test_places import (
    PERIOD_AFTER,
    PERIOD_BEFORE,
    REGISTER,
    arranged,
)


def _regime(*arrangements: tuple[str, str]) -> Regime:
    return parse_regime(arranged(*arrangements), "regime.toml", name="kh")


COMMUNES = _regime(("2023-10", "district"), ("2025-07", "commune"))
WORDS = ("I", "II", "III", "có", "không")
CLASSES = Classification("commune_class", tuple(ClassWord(w, w, w, w == "không") for w in WORDS))


def _row(addicts: int | None, commune_class: int | None = 1, cases: int | None = 0) -> Row:
    return {"addicts": addicts, "cases": cases, CLASSES.measure: commune_class}


def _report(unit_id: str, at: Period, areas: tuple[str, ...] = ()) -> Report:
    listed = tuple(Area(one, 2023, None, "I", "đạt") for one in areas)
    return Report(unit_id, at, 3, True, {}, {}, {}, areas=listed)


def _carrier(
    rows: Mapping[tuple[str, Period], Mapping[str, Row]], areas: tuple[str, ...] = ()
) -> Carrier:
    reports = {key: _report(*key, areas=areas) for key in rows}
    return Carrier(REGISTER, COMMUNES, reports, rows, CLASSES, (("addicts", 4),))


BEFORE = {
    ("d", PERIOD_BEFORE): {"d1": _row(3, 2), "d2": _row(4, 1), "d3": _row(5, 4)},
    ("e", PERIOD_BEFORE): {"e1": _row(6)},
}


def _to(unit_id: str, carrier: Carrier, at: Period = PERIOD_BEFORE) -> Carriage:
    found = carrier.carriage(unit_id, PERIOD_AFTER, at)
    assert found is not None
    return found


def _whole(carriage: Carriage) -> Report:
    assert carriage.report is not None
    return carriage.report


def test_stock_of_successor_is_the_sum_of_its_parts() -> None:
    found = _to("n1", _carrier(BEFORE))
    assert found.exact
    assert found.parts == ("d1", "d2")
    assert found.due == ("d",)
    assert _whole(found).totals["addicts"] == 7
    assert _whole(found).carried is Carried.EXACT
    assert _whole(found).confirmed


def test_class_of_successor_is_the_gravest_of_its_parts() -> None:
    report = _whole(_to("n1", _carrier(BEFORE)))
    assert report.classes == {CLASSES.word(1): 1}
    assert report.communes == 1


def test_communes_above_a_number_are_counted_again_on_the_sum() -> None:
    """Neither part is above four, together they are."""
    report = _whole(_to("n1", _carrier(BEFORE)))
    assert report.communes_above("addicts", 4) == 1
    assert report.communes_above("addicts", 0) == 1


def test_blank_in_a_part_is_a_blank_of_the_successor() -> None:
    rows = {("d", PERIOD_BEFORE): {"d1": _row(None), "d2": _row(4), "d3": _row(5)}}
    report = _whole(_to("n1", _carrier(rows)))
    assert not report.complete("addicts")
    assert report.complete("cases")


def test_commune_without_a_row_in_the_report_leaves_its_successor_without_a_figure() -> None:
    found = _to("n1", _carrier({("d", PERIOD_BEFORE): {"d1": _row(3), "d3": _row(5)}}))
    assert found.report is None
    assert [one.totals["addicts"] for one in found.slices] == [3]


def test_nobody_is_carried_whose_report_is_missing() -> None:
    found = _to("n1", _carrier({("e", PERIOD_BEFORE): {"e1": _row(6)}}))
    assert found.report is None
    assert found.slices == ()
    assert found.due == ("d",)


def test_split_commune_gives_no_stock_and_its_class_to_both() -> None:
    for successor in ("n2", "n3"):
        found = _to(successor, _carrier(BEFORE))
        assert not found.exact
        assert _whole(found).carried is Carried.NOT_COMPARABLE
        assert _whole(found).totals == {}
        assert _whole(found).classes == {CLASSES.word(1): 1}


def test_areas_keep_their_own_commune_under_the_successor() -> None:
    found = _whole(_to("n1", _carrier(BEFORE, areas=("d1", "d2", "d3"))))
    assert [area.commune_id for area in found.areas] == ["d1", "d2"]


def test_area_of_a_split_commune_is_shown_at_its_old_parent_once() -> None:
    carrier = _carrier(BEFORE, areas=("e1",))
    assert [_whole(_to(one, carrier)).areas for one in ("n2", "n3")] == [(), ()]
    groups = _regime(("2023-10", "district"), ("2025-07", "group"))
    group = replace(carrier, regime=groups)
    assert [area.commune_id for area in _whole(_to("e", group)).areas] == ["e1"]


def test_split_within_a_group_is_exact_for_the_group() -> None:
    groups = _regime(("2023-10", "district"), ("2025-07", "group"))
    found = _to("e", replace(_carrier(BEFORE), regime=groups))
    assert found.exact
    assert _whole(found).totals["addicts"] == 6


def test_unchanged_commune_keeps_its_own_row() -> None:
    found = _whole(_to("d3", _carrier(BEFORE)))
    assert found.totals["addicts"] == 5
    assert found.parts == ("d3",)


def test_later_reports_are_carried_back_to_the_districts() -> None:
    rows = {(c, PERIOD_AFTER): {c: _row(n)} for c, n in (("n1", 8), ("d3", 5), ("n2", 2))}
    carried = _carrier(rows).carried()[Period.parse("2023-10")]
    district = carried["d", PERIOD_AFTER]
    assert district.exact
    assert _whole(district).totals["addicts"] == 13
    assert carried["e", PERIOD_AFTER].report is None  # n3 said nothing


def test_nothing_is_carried_where_nothing_changed() -> None:
    still = replace(REGISTER, changes=())
    districts = _regime()
    carrier = Carrier(still, districts, {}, {}, CLASSES)
    assert carrier.carried() == {}
