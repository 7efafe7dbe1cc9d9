"""Deck, data book and report of the demonstration, from an open store to the finished file.

``python benchmarks/exports.py`` reads the store of the settings (``make demo`` fills it). The first
making of a kind also loads the library that writes it; a server does that once.
"""

from __future__ import annotations

import contextlib
import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from kpis.__main__ import main as command
from kpis.exports import KINDS

AIM = 5.0
"""Seconds a deck may take."""


def main() -> None:
    """Print the seconds of the first and of the second making of each kind, and the processor's."""
    with TemporaryDirectory() as folder:
        for kind, ending in KINDS.items():
            out = Path(folder) / f"made{ending}"
            (first, first_busy), (again, again_busy) = (_seconds(kind, out) for _run in range(2))
            aim = f" (aim {AIM:.0f})" if kind == "deck" else ""
            print(
                f"{kind}: {first:.1f} s the first time{aim}, {again:.1f} s again;"
                f" of the processor {first_busy:.1f} and {again_busy:.1f} s"
            )


def _seconds(kind: str, out: Path) -> tuple[float, float]:
    began, busy = perf_counter(), process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        code = command([kind, "--out", str(out)])
    if code:
        sys.exit(code)
    return perf_counter() - began, process_time() - busy


if __name__ == "__main__":
    main()
