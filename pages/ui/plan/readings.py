"""How the committee reads an ambiguous sentence: what is on record, and recording another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from data_loaders.accounts.permissions import may
from data_loaders.model import TargetReading
from data_loaders.reports.precondition import ShownReadings
from kpis.effects import Effect, reading_effects
from kpis.model import Result, Target
from kpis.words.priorities import GRAVEST_FIRST
from kpis.words.verdicts import instant, quoted
from pages.ui.frame.markdown import filled, labels, plain
from pages.ui.frame.view import View
from pages.ui.parts import acts, elements


def of_target(view: View, target: Target) -> None:
    """The ways to read it, which one is in force, and every one recorded so far."""
    _, language = view.text, view.state.language
    st.subheader(filled(_("Cách hiểu của Ban Chỉ đạo: {target}"), target=target.name(language)))
    st.markdown(plain(quoted(target.sentence)))
    in_force = view.facts.reading_of(target.target_id)
    letter = target.default if in_force is None else in_force.reading
    rows = (
        f"<th><b>{option.letter}</b></th><td>{escape(option.sentence(language))}</td>"
        f"<td>{_('đang có hiệu lực') if option.letter == letter else ''}</td>"
        for option in target.options
    )
    st.html(elements.plain_table((_("Cách"), _("Nội dung"), _("Hiệu lực")), rows))
    if letter is None:
        st.html(f'<p class="owed">{escape(_("Chưa ghi nhận cách hiểu nào: chưa đánh giá."))}</p>')
    _history(view, [one for one in view.facts.readings if one.target_id == target.target_id])


def _history(view: View, recorded: Sequence[TargetReading]) -> None:
    """Who recorded which reading when and why, the newest first."""
    if not recorded:
        return
    _, language, zone = view.text, view.state.language, view.context.regime.timezone
    rows = (
        f"<td>{instant(one.at, language, zone=zone)}</td><td><b>{escape(one.reading)}</b></td>"
        f"<td>{escape(one.by)}</td><td>{escape(one.reason)}</td>"
        for one in reversed(recorded)
    )
    heads = (_("Từ lúc"), _("Cách"), _("Người ghi"), _("Lý do"))
    st.html(elements.plain_table(heads, rows, kind="readings"))


def record(view: View, target: Target) -> None:
    """For who may: choose a reading, see what it would do to the verdicts, give a reason, record.

    Recording is about now: while the page shows a past instant there is no form.
    """
    if not may(view.actor, "reading.record"):
        return
    _, language, key = view.text, view.state.language, target.target_id
    if view.state.as_of is not None or view.meeting is not None:
        st.info(_("Đang xem số liệu của một thời điểm đã qua; về hiện tại để ghi cách hiểu."))
        return
    place = f"readings_{key}"
    acts.answer(place, place, lambda pressed: _store(view, target, pressed.of))
    round_ = acts.round_of(place)  # a form anew after each recording
    with st.container(border=True, key=f"readings_{key}"):
        if done := acts.told(view, place):
            st.html(_table(view, done.of))
            return
        chosen = st.radio(
            _("Ghi cách hiểu"),
            [option.letter for option in target.options],
            index=None,
            key=f"readings_choice_{key}_{round_}",
            format_func=labels(lambda one: f"{one}. {target.option_of(one).sentence(language)}"),
        )
        if chosen is None:
            return
        effects = _effects(view, target, chosen)
        st.markdown(filled(_("Nếu ghi cách {letter}:"), letter=chosen))
        st.html(_table(view, effects))
        recorded = tuple(one for one in view.facts.readings if one.target_id == key)
        with st.form(f"readings_form_{key}_{chosen}_{round_}", border=False):
            st.text_area(
                _("Lý do (bắt buộc): văn bản, phiên họp, kết luận"),
                key=_reason_key(key, chosen, round_),
                max_chars=1000,
            )
            label = _("Ghi cách hiểu {letter}: {target}").format(
                letter=chosen, target=target.name(language)
            )
            acts.submit(
                label,
                place,
                _Chosen(ShownReadings(key, recorded), chosen, effects),
                key=f"readings_record_{key}_{chosen}_{len(recorded)}_{round_}",
                type="primary",
            )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What stood on the screen: the readings on record, the letter chosen, what it would do."""

    shown: ShownReadings
    letter: str
    effects: tuple[Effect, ...]


def _reason_key(target_id: str, letter: str, round_: int) -> str:
    return f"readings_reason_{target_id}_{letter}_{round_}"


def _effects(view: View, target: Target, letter: str) -> tuple[Effect, ...]:
    reading = TargetReading(target.target_id, letter, "", view.actor.name, view.as_of)
    return reading_effects(view.facts, reading, view.plan, view.register, period=view.period)


def _table(view: View, effects: Sequence[Effect]) -> str:
    """The province, then how many localities stand how: as read now, and as read so."""
    _ = view.text
    province, *localities = effects
    rows = (
        f"<th>{_('Toàn tỉnh')}</th><td>{_badge(view, province.before)}</td>"
        f"<td>→</td><td>{_badge(view, province.after)}</td>",
        f"<th>{_('Các địa phương')}</th>"
        f"<td>{_tally(view, [one.before for one in localities])}</td>"
        f"<td>→</td><td>{_tally(view, [one.after for one in localities])}</td>",
    )
    return elements.plain_table(("", _("Đang có"), "", _("Sẽ là")), rows, kind="effects")


def _badge(view: View, result: Result) -> str:
    return elements.badge(view, result.verdict, provisional=result.provisional)


def _tally(view: View, results: Sequence[Result]) -> str:
    count = Counter(result.verdict for result in results)
    badges = (elements.badge(view, v, count=count[v]) for v in GRAVEST_FIRST if count[v])
    return " ".join(badges)


def _store(view: View, target: Target, chosen: _Chosen) -> acts.Receipt:
    """Through the door of the data layer, which asks for the right and the reason again."""
    round_ = acts.round_of(f"readings_{target.target_id}")
    typed = st.session_state.get(_reason_key(target.target_id, chosen.letter, round_))
    reason = str(typed or "")
    view.access.record_reading(chosen.shown, chosen.letter, reason)
    text = view.text("Đã ghi cách hiểu {letter} cho chỉ tiêu “{target}”.")
    said = text.format(letter=chosen.letter, target=target.name(view.state.language))
    return acts.Receipt(said, chosen.effects)
