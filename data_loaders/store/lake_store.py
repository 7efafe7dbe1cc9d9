"""The store on a lake: the same statements, writers of all machines in one order."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import duckdb

from data_loaders.model.errors import BaseMovedError, StoreError
from data_loaders.model.store_address import Lake
from data_loaders.store.database import Store
from data_loaders.store.lake import Turns, attach_lake, explain_lake, not_made, overtaken


class LakeStore(Store):
    """An open store on a lake. Other processes may read and write it meanwhile."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, lake: Lake) -> None:
        super().__init__(connection, lake.data)
        self._lake = lake
        self._turns = Turns(lake)
        self._seen: int | None = None
        self.name = str(lake)

    @classmethod
    def at(cls, lake: Lake, *, create: bool) -> Store:
        """Open the store of a lake; ``create``: to found it. Raises :class:`StoreError`."""
        store = cls(attach_lake(lake, create=create), lake)
        if create:
            return store
        try:
            if not store.rows("tables"):  # whoever was making it was killed
                raise StoreError(not_made(lake))
        except StoreError:
            store.close()
            raise
        return store._ready()

    def revision(self) -> int:
        """The newest revision in the catalogue, whoever wrote it."""
        newest = self.rows("lake_snapshot")[0][0]
        if newest != self._seen:
            self._keys = None
            self._revision = int(self.rows("newest_revision")[0][0])
            self._seen = newest
        return self._revision

    def _attach(self) -> duckdb.DuckDBPyConnection:
        return attach_lake(self._lake, create=False)

    def _turn(self) -> AbstractContextManager[Any]:
        return self._turns()

    def _explain(self, error: BaseException) -> None:
        if not isinstance(error, duckdb.Error):
            return
        if overtaken(error):
            raise BaseMovedError(
                "máy chủ khác vừa ghi vào kho trước; không có gì được ghi, hãy xem lại rồi gửi lại"
            ) from error
        explain_lake(self._lake, error)
