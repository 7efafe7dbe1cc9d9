"""What is not known, in words: between which numbers it lies, and where the pace leads."""

from __future__ import annotations

from kpis.law.ruling import Verdict
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
    """``dự báo tháng 12/2025: 44 (43–45)``; none where no forecast is made. What is needed then
    has been said: it is the result's own."""
    _, result = sheet._, sheet.result
    found = result.forecast
    if found is None or result.verdict is Verdict.MET:
        return []
    lies = sheet.count(found.value)
    if found.low != found.high:
        lies = f"{lies} ({sheet.count(found.low)}–{sheet.count(found.high)})"
    return [_("dự báo {period}: {lies}").format(period=sheet.period(found.at), lies=lies)]
