"""Acts that decide: each is bound to what stood on the screen when its button was drawn.

A button carries the object it was drawn for. Pressing it only notes that object; the run that
follows carries the act out, and the data layer refuses what has moved since. So a press can never
fall on something that came into the same place meanwhile.

What was done leaves a receipt in the place of its buttons, which stays until somebody chooses to go
on or opens another page. A page that has just drawn one takes no press for a moment: whatever came
under the hand of somebody who pressed twice is not hit by the second. A press that was answered is
not answered again, whatever the browser sends twice.

Nothing here is kept in the session but one object, taken out before a press is answered: touching
the session may end a run that a newer press has overtaken, between an act and its receipt. Such a
run goes on beside the newer one until it is ended, so an act and its receipt are one step that the
newer run waits for: what is slow is not carried out twice, and is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import streamlit as st

from data_loaders.model.errors import MonitorError, MovedError
from pages.ui.frame.markdown import plain
from pages.ui.frame.view import View

_KEY = "acts"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed: which act, for which object, under which key."""

    act: str
    of: Any
    key: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was done, in a sentence, and what it was done to where the page goes on from that."""

    said: str
    of: Any = None


@dataclass
class _Acts:
    """The acts of one session: what was pressed and not answered, what was done and still told.

    ``opened``: what stands open on the page where several wait, by its identity.
    ``under_way``: held from the beginning of an act until its receipt stands.
    """

    page: str = ""
    pressed: Pressed | None = None
    answered: set[str] = field(default_factory=set)
    receipts: dict[str, Receipt] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    opened: dict[str, Any] = field(default_factory=dict)
    under_way: Lock = field(default_factory=Lock)


def _acts() -> _Acts:
    found: _Acts = st.session_state.setdefault(_KEY, _Acts())
    return found


def stand_by() -> None:
    """Wait for an act that an older run of this session is carrying out: this one shows it."""
    with _acts().under_way:
        pass


def enter(page: str) -> None:
    """Another page was opened: what was told on the one before is over."""
    acts = _acts()
    if acts.page != page:
        acts.page, acts.pressed = page, None
        for told in (acts.receipts, acts.refusals, acts.opened):
            told.clear()


def leave() -> None:
    """The page stands: a press that nothing on it answered is over, and never answered later."""
    _acts().pressed = None


def button(label: str, act: str, of: Any, *, key: str, **look: Any) -> None:
    """A button that does ``act`` to ``of``. ``key`` names the object as drawn, never a place.

    ``act``: one name for each kind of act on a page that :func:`answer` is asked for.
    """
    st.button(plain(label), key=key, on_click=_note, args=(_acts(), act, of, key), **look)


def submit(label: str, act: str, of: Any, *, key: str, **look: Any) -> None:
    """The same as the button of a form."""
    st.form_submit_button(
        plain(label), key=key, on_click=_note, args=(_acts(), act, of, key), **look
    )


def _note(acts: _Acts, act: str, of: Any, key: str) -> None:
    with acts.under_way:
        if key not in acts.answered:
            acts.pressed = Pressed(act, of, key)


def answer(
    act: str, place: str, do: Callable[[Pressed], Receipt | None], *, each: str = ""
) -> None:
    """Carry out the press of an act, if there is one; ``do`` returns the receipt, or None.

    ``place``: where its receipt or refusal is told; ``each``: the attribute of the object that
    names a place of its own for each. None: something is missing that ``do`` told itself. Of what
    is done the run begins again, so that all of the page shows it.
    """
    acts = _acts()
    with acts.under_way:
        anew = _carried_out(acts, act, place, do, each)
    if anew:
        st.rerun()


def _carried_out(
    acts: _Acts, act: str, place: str, do: Callable[[Pressed], Receipt | None], each: str
) -> bool:
    """Whether the page begins again: with what was done, or with what there is in its stead."""
    pressed = acts.pressed
    if pressed is None or pressed.act != act:
        return False
    acts.refusals.pop(place, None)
    try:
        done = do(pressed)
    except MonitorError as error:
        acts.refusals[place], acts.pressed = str(error), None
        return isinstance(error, MovedError)
    except Exception:
        acts.pressed = None
        raise
    acts.pressed = None  # not where a newer press cut this run short before anything was done
    if done is None:
        return False
    if each:
        place = f"{place}_{getattr(pressed.of, each)}"
    acts.answered.add(pressed.key)
    acts.receipts[place] = done
    acts.rounds[place] = acts.rounds.get(place, 0) + 1
    return True


def round_of(place: str) -> int:
    """How often something was done there: part of the key of a form that begins anew each time."""
    return _acts().rounds.get(place, 0)


def receipt(place: str) -> Receipt | None:
    """What was done there last, while it is told."""
    return _acts().receipts.get(place)


def receipts(beginning: str) -> tuple[Receipt, ...]:
    """What is told at all places of that beginning."""
    told = _acts().receipts
    return tuple(told[place] for place in sorted(told) if place.startswith(beginning))


def open_at(place: str, identity: Any) -> None:
    """Have that open there, until another is chosen or the page is left."""
    _acts().opened[place] = identity


def opened(place: str) -> Any:
    """What is open there; None before anything was."""
    return _acts().opened.get(place)


def refused(place: str) -> bool:
    """Whether it is still to be told that the last press there was refused."""
    return place in _acts().refusals


def refusal(place: str) -> None:
    """Why the last press there was refused; told once."""
    said = _acts().refusals.pop(place, None)
    if said is not None:
        st.error(plain(said))


def told(view: View, place: str) -> Receipt | None:
    """The receipt that stands there, drawn with what ends it in place of the buttons; or None."""
    found = receipt(place)
    refusal(place)
    if found is not None:
        tell(place, found)
        with st.container(horizontal=True, horizontal_alignment="right"):
            _go_on(view.text("Làm việc khác"), place)
    return found


def tell(place: str, found: Receipt) -> None:
    """Draw the receipt of that place. While it is new nothing on the page can be pressed:
    ``theme.css`` holds a shield over it for longer than a hand that presses twice."""
    with st.container(key=f"receipt_{place}_{round_of(place)}"):
        st.success(plain(found.said))


def forget(place: str) -> None:
    """What was told there is over: what it was about is no longer on the page."""
    _acts().receipts.pop(place, None)


def _go_on(label: str, place: str) -> None:
    """What ends the telling of a receipt: chosen, never come upon."""
    round_ = round_of(place)
    acts = _acts()

    def over() -> None:
        acts.receipts.pop(place, None)

    st.button(
        plain(label),
        key=f"go_on_{place}_{round_}",
        type="tertiary",
        on_click=over,
    )
