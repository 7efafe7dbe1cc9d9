"""Files made of results: what is handed out of the product, as bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpis.exports.content.dossier import Dossier

KINDS = {"deck": ".pptx", "databook": ".xlsx", "report": ".docx"}
"""What is made of a dossier, and how the name of its file ends."""


def made(kind: str, dossier: Dossier) -> bytes:
    """The file of that kind. The library that writes it is loaded only here: each takes a while."""
    if kind == "deck":
        from kpis.exports.deck.write import deck

        return deck(dossier)
    if kind == "databook":
        from kpis.exports.databook.write import databook

        return databook(dossier)
    from kpis.exports.report.write import report

    return report(dossier)
