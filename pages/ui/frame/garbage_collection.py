"""How often the server looks for garbage.

Python goes through every object again and again to find rings of them that nobody holds. A server
that has loaded its libraries has half a million which never become garbage; looking through them
all took a seventh of a second each time, during which nobody's page moved.
"""

from __future__ import annotations

import gc

NEW_OBJECTS = 50_000
"""So many more objects than were freed start a look at the youngest: about forty pages drawn."""
YOUNG, MIDDLE = 20, 50
"""So many looks at the younger start one at the next older."""


def collect_rarely() -> None:
    """Leave out for good what is loaded now, and look at the rest more rarely."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, YOUNG, MIDDLE)
