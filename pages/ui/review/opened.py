"""The report that is open on the approver's page, and how it is named.

Which one it is stands in the address, by its identity: it stays open whatever happens to it or to
the queue, a reload and the other language included. Another one is only ever opened by choosing it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from data_loaders.model import Identity
from data_loaders.reports.history import SENT, Version
from data_loaders.reports.precondition import Shown
from kpis.words.verdicts import period_name
from pages.ui.frame.markdown import filled
from pages.ui.frame.view import View
from pages.ui.parts import acts

PLACE = "review"
"""Where it is told what was decided, and which report is open."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The report that is open: the version drawn, and all that there is of that report."""

    version: Version
    group: tuple[Version, ...]

    @property
    def shown(self) -> Shown:
        """What an act on it carries."""
        return Shown.of(self.version, self.group)


def report_title(view: View, version: Version) -> str:
    """Which report it is, in a sentence: ``Huyện Đắk Glei, tháng 07/2025, bản 1``."""
    identity = version.identity
    return view.text("{unit}, {period}, bản {version}").format(
        unit=view.register.by_id[identity.unit_id].full_name,
        period=period_name(identity.period, view.state.language),
        version=version.version,
    )


def waiting(found: Sequence[Version]) -> tuple[Version, ...]:
    """The reports that wait, the longest waiting first."""
    sent = (version for version in found if version.state == SENT)
    return tuple(sorted(sent, key=lambda version: (version.received_at, version.key)))


def choose(view: View, found: Sequence[Version]) -> Opened | None:
    """The report of the address, else the one that was open, else the first that waits.

    None: no report waits and none was named.
    """
    groups: dict[Identity, tuple[Version, ...]] = {}
    for version in found:
        groups[version.identity] = (*groups.get(version.identity, ()), version)
    here = _named(view, groups) or acts.opened(PLACE)
    if here not in groups:
        here = next((one.identity for one in waiting(found)), None)
    if here is None:
        return None
    acts.open_at(PLACE, here)
    if view.state.report != in_address(here):
        st.query_params["report"] = in_address(here)
    standing = [one for one in groups[here] if one.state == SENT]
    return Opened((standing or groups[here])[-1], groups[here])


def _named(view: View, known: Iterable[Identity]) -> Identity | None:
    """The report that the address names; where there is none of that name, it is told."""
    asked = view.state.report
    if asked is None:
        return None
    found = next((one for one in known if in_address(one) == asked), None)
    if found is None:
        st.warning(filled(view.text("Không có báo cáo “{found}” như địa chỉ ghi."), found=asked))
    return found


def in_address(identity: Identity) -> str:
    """A report as the address names it: ``614_2025-06``."""
    return f"{identity.unit_id}_{identity.period}"
