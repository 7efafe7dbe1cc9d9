"""What is not known, in words: between which numbers it lies, and where the pace leads."""

from __future__ import annotations

from kpis.words.sheet import Sheet


def bounds_parts(sheet: Sheet) -> list[str]:
    """``đủ 10 địa phương: 442–446, tối đa 444``; none where the law bounds nothing."""
    _, result = sheet._, sheet.result
    found, leg = result.bounds, result.leg
    if found is None or leg is None:
        return []
    text = _("đủ {expected} địa phương: {lies}, cần {needed}")
    if not leg.bar.more_is_better:
        text = _("đủ {expected} địa phương: {lies}, tối đa {needed}")
    low, high = sheet.count(found.low), sheet.count(found.high)
    return [
        text.format(
            expected=result.coverage.expected,
            lies=low if found.low == found.high else f"{low}–{high}",
            needed=sheet.count(found.needed),
        )
    ]


def forecast_parts(sheet: Sheet) -> list[str]:
    """``dự báo tháng 12/2025: 44, từ 44 đến 45, cần 44``; none where no forecast is made."""
    _, result = sheet._, sheet.result
    found, leg = result.forecast, result.leg
    if found is None or leg is None:
        return []
    lies = sheet.count(found.value)
    if found.low != found.high:
        text = _("{value}, từ {low} đến {high}")
        lies = text.format(value=lies, low=sheet.count(found.low), high=sheet.count(found.high))
    text = _("dự báo {period}: {lies}, cần {needed}")
    if not leg.bar.more_is_better:
        text = _("dự báo {period}: {lies}, tối đa {needed}")
    period, needed = sheet.period(found.at), sheet.count(result.needed)
    return [text.format(period=period, lies=lies, needed=needed)]
