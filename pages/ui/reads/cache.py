"""What pages keep between runs, for all sessions: the one home of caching.

Not Streamlit's own: that one digests every argument and reads the function's signature again at
each call, a third of a millisecond, and a page asks twenty times. Here keys are compared as they
are, so they must be what compares rightly and cheaply: numbers, enums, dates, frozen dataclasses,
ids of the register and the plan; never a text somebody typed. Values are handed out as they are, so
they must be frozen too. Of several sessions that ask for the same thing at once one works it out,
the others wait for it; all of them have left the line of those who only draw. An error is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Condition
from typing import Any, ParamSpec, TypeVar

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from pages.ui.reads.turns import LINE

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")


def kept(
    entries: int, *, key: Callable[..., Hashable] = hashkey
) -> Callable[[Callable[_Asked, _Found]], Callable[_Asked, _Found]]:
    """Keep the last ``entries`` answers of a function, those longest unused leaving first.

    ``key`` makes the key of a call from its arguments; by default all of them.
    """

    def decorate(function: Callable[_Asked, _Found]) -> Callable[_Asked, _Found]:
        @wraps(function)
        def worked_out(*asked: _Asked.args, **named: _Asked.kwargs) -> _Found:
            LINE.leave()
            return function(*asked, **named)

        room: LRUCache[Any, _Found] = LRUCache(entries)
        return cached(room, key=key, condition=_Waiting())(worked_out)

    return decorate


class _Waiting(Condition):
    """Those who wait for an answer that another session is working out."""

    def wait(self, timeout: float | None = None) -> bool:
        LINE.leave()
        return super().wait(timeout)
