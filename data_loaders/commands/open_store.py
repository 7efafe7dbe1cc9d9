"""How a command opens the store: as the application does, with the documents of all its meetings.

Writing the document of a meeting that was frozen before there were any means judging its figures,
which nothing else here can do.
"""

from __future__ import annotations

from data_loaders.model.settings import Settings
from data_loaders.service.context import Context, open_context
from data_loaders.service.frozen_documents import without


def open_at_door(settings: Settings | None = None) -> Context:
    """The store of the settings. Raises a one-sentence error when anything does not fit."""
    context = open_context(settings)
    if without(context.store):
        from kpis.stored.freezing import complete  # the second thing here that judges

        try:
            complete(context)
        except BaseException:
            context.store.close()
            raise
    return context
