"""Where a store is: a file of one machine, or a lake that several machines share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from data_loaders.model.errors import SettingsError

PREFIX = "ducklake:"
_FORM = re.compile(r"ducklake:postgres:(?P<catalogue>.+);data=(?P<data>[^;]+)\Z", re.S)


@dataclass(frozen=True, slots=True)
class Lake:
    """Where a DuckLake store is: the catalogue's connection, as libpq writes it, and the folder."""

    catalogue: str = field(repr=False)
    data: Path

    def __str__(self) -> str:
        """The address without its password."""
        from psycopg.conninfo import make_conninfo

        shown = {name: value for name, value in self.parts().items() if name != "password"}
        return f"{PREFIX}postgres:{make_conninfo(**shown)};data={self.data}"

    def parts(self) -> dict[str, str]:
        """The catalogue's connection, part by part. Raises ``psycopg.ProgrammingError``."""
        from psycopg.conninfo import conninfo_to_dict

        return {name: str(value) for name, value in conninfo_to_dict(self.catalogue).items()}


Address = Path | Lake


def read_address(text: str) -> Address:
    """Read an address. Raises :class:`SettingsError` that says how that of a lake is written."""
    if not text.startswith(PREFIX):
        return Path(text)
    import psycopg

    found = _FORM.match(text)
    if found is None or "://" in found["data"]:
        raise SettingsError(
            "địa chỉ kho phải viết như ducklake:postgres:dbname=… host=…;data=/thư/mục,"
            " với một thư mục mà mọi máy chủ dùng chung"
        )
    lake = Lake(found["catalogue"], Path(found["data"]).absolute())
    try:
        lake.parts()
    except psycopg.ProgrammingError as error:
        raise SettingsError(
            f"địa chỉ kho ducklake, phần PostgreSQL: {str(error).splitlines()[0]}"
        ) from error
    return lake
