"""Of areas that were recognised: how many relapsed since, and how many more may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_loaders.model import AreaStanding

if TYPE_CHECKING:
    from kpis.words.sheet import Sheet


def relapses(sheet: Sheet, relapsed: int) -> list[str]:
    """Beside what must be reached the relapses alone; where none may be lost, what is left."""
    _, count = sheet._, sheet.count(relapsed)
    states = sheet.plan.regime.area_states
    lost = next((one for one in states if one.standing is AreaStanding.RELAPSED), None)
    if lost is None:  # a list whose recognitions are for good
        return []
    word = lost.name(sheet.language)
    if sheet.demand.aim.moving:
        if not relapsed:
            return []
        return [_("trong số đã công nhận có {count} {relapsed}").format(count=count, relapsed=word)]
    parts = [_("đã {relapsed} {count}").format(count=count, relapsed=word)]
    result = sheet.result
    if result.needed is None or result.numerator is None:
        return parts
    spare = result.numerator - result.needed
    if spare < 0:
        most = sheet.count(relapsed + spare)
        return [*parts, _("được phép nhiều nhất {count}").format(count=most)]
    return [*parts, _("còn được phép thêm {count}").format(count=sheet.count(spare))]
