"""What is not known, in words: between which numbers it lies, and where the pace leads."""

from __future__ import annotations

from kpis.sheet import Sheet


def unknown_parts(sheet: Sheet) -> list[str]:
    """Bounds and forecast of a result as parts of its arithmetic; none where there are none."""
    return [part for part in (bounds_text(sheet), forecast_text(sheet)) if part]


def bounds_text(sheet: Sheet) -> str:
    """``đủ 10 địa phương: 442–446, tối đa 444``; empty where the law bounds nothing."""
    _, result = sheet._, sheet.result
    found, leg = result.bounds, result.leg
    if found is None or leg is None:
        return ""
    text = _("đủ {expected} địa phương: {low}–{high}, cần {needed}")
    if not leg.bar.more_is_better:
        text = _("đủ {expected} địa phương: {low}–{high}, tối đa {needed}")
    return text.format(
        expected=result.coverage.expected,
        low=sheet.count(found.low),
        high=sheet.count(found.high),
        needed=sheet.count(result.needed),
    )


def forecast_text(sheet: Sheet) -> str:
    """``dự báo tháng 12/2025: 44, từ 44 đến 45, cần 44``; empty where none is made."""
    _, result = sheet._, sheet.result
    found, leg = result.forecast, result.leg
    if found is None or leg is None:
        return ""
    text = _("dự báo {period}: {value}, từ {low} đến {high}, cần {needed}")
    if not leg.bar.more_is_better:
        text = _("dự báo {period}: {value}, từ {low} đến {high}, tối đa {needed}")
    return text.format(
        period=sheet.period(found.at),
        value=sheet.count(found.value),
        low=sheet.count(found.low),
        high=sheet.count(found.high),
        needed=sheet.count(result.needed),
    )
