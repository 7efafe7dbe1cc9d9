"""Texts as a workbook holds them: characters it writes as escapes, and runs of their own format.

A cell may hold one text in several formats (ECMA-376, 18.4.4): part of it struck through, part
raised as the mark of a footnote, part in another font. What stands side by side in the file is not
one word to who sees the cell, so the runs are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from data_loaders.workbook.cells import Run

LOST = "\ufffd"
"""What stands for a character that a file names but that no text can hold."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_UP = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_DOWN = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

Text = str | tuple[Run, ...]
"""A text in the format of its cell, or in runs of their own."""


def unescaped(text: str) -> str:
    """Characters that XML cannot hold, as spreadsheets write them (``_x000D_``).

    Halves of a pair that stand together are joined; whatever is no character is :data:`LOST`.
    """
    if "_x" not in text:
        return text
    said = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    said = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), said)
    return _NO_CHARACTER.sub(LOST, said)


def seen(run: Run) -> str:
    """What is seen of a run: nothing where it is struck through, small signs where it is raised."""
    if run.struck:
        return ""
    return run.text.translate({"superscript": _UP, "subscript": _DOWN}.get(run.raised, {}))


@dataclass
class _Draft:
    texts: list[str]
    format: dict[str, str] = field(default_factory=dict)


class RichText:
    """Collects the runs of one text while its XML goes by. ``before``: what stood before them."""

    def __init__(self, before: Iterable[str] = ()) -> None:
        self._drafts = [_Draft(list(before))]

    def begin(self) -> None:
        """The beginning of a run."""
        self._drafts.append(_Draft([]))

    @property
    def texts(self) -> list[str]:
        """Where the text of the run that has begun is put."""
        return self._drafts[-1].texts

    def format(self, element: str, attributes: Mapping[str, str]) -> None:
        """One property of the run that has begun."""
        self._drafts[-1].format[element] = attributes.get("val", "1")

    def runs(self) -> Text:
        """The runs in order, neighbours of one format joined; a plain text where there is none."""
        drafts = [one for one in map(_run, self._drafts) if one.text]
        runs = tuple(
            Run("".join(one.text for one in same), *form)
            for form, same in groupby(drafts, key=lambda one: (one.font, one.struck, one.raised))
        )
        if all(run == Run(run.text) for run in runs):
            return "".join(run.text for run in runs)
        return runs


def _run(draft: _Draft) -> Run:
    raised = draft.format.get("vertAlign", "")
    return Run(
        unescaped("".join(draft.texts)),
        draft.format.get("rFont", ""),
        is_on(draft.format.get("strike", "0")),
        raised if raised in {"superscript", "subscript"} else "",
    )


def is_on(value: str) -> bool:
    """Whether an attribute's value means yes (ECMA-376, 22.9.2.1)."""
    return value.strip().casefold() in {"1", "true", "on"}
