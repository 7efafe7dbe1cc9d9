"""Ngọc Hồi over the change of 1/7/2025 as it would be in a register: three communes became one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data_loaders.forms.write import write_form
from data_loaders.model import (
    Level,
    Period,
    Regime,
    Register,
    Reporter,
    Unit,
    UnitChange,
    UnitChangeKind,
)
from tests.data_loaders.sent_forms import (
    DAK_XU,
    NGOC_HOI,
    PERIOD,
    PLEI_KAN,
    PO_Y,
    REGIME,
    REGISTER,
    request,
    usual,
)

DAY, LAST = date(2025, 7, 1), date(2025, 6, 30)
NEW = Unit("23377-2025", "23377", Level.COMMUNE, "xã", "Bờ Y", NGOC_HOI, valid_from=DAY)
PARTS = (PLEI_KAN, DAK_XU, PO_Y)
JUNE, JULY = Period.parse("2025-06"), Period.parse("2025-07")
ENDED = {*PARTS, NGOC_HOI}


def after(*, whole: bool = True) -> Register:
    """The register with the change; ``whole``: each of the three went into it whole."""
    units = [replace(u, valid_to=LAST) if u.unit_id in ENDED else u for u in REGISTER.units]
    changes = [UnitChange(DAY, UnitChangeKind.MERGE, old, NEW.unit_id, whole) for old in PARTS]
    return Register((*units, NEW), tuple(changes))


def by(reporter: Reporter) -> Regime:
    """The regime under which that reporter reports from July 2025 on."""
    return replace(REGIME, reporting=((REGIME.first, Reporter.DISTRICT), (JULY, reporter)))


def filled_after(reporter: Reporter, unit_id: str) -> bytes:
    """A form of a period after the change, filled in without fault."""
    register, regime = after(), by(reporter)
    wanted = replace(request(unit_id, PERIOD), register=register, regime=regime)
    rows = {unit.unit_id for unit in wanted.communes}
    whole = usual()
    of_one = [figure for figure in whole.figures if figure.commune_id == PO_Y]
    answers = replace(
        whole,
        identity=replace(whole.identity, unit_id=unit_id),
        figures=(
            *(figure for figure in whole.figures if figure.commune_id in rows),
            *(replace(figure, commune_id=NEW.unit_id) for figure in of_one),
        ),
        areas=(),
    )
    return write_form(wanted, answers=answers)
