"""The words of a column that takes no others, and what the product knows of some of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data_loaders.model.toml_table import Table


class Role(StrEnum):
    """What the product must know of a word of a closed list; everything else of it is data.

    ``CLEAN``: the class of a commune in which nothing is wrong. Of an area: ``RECOGNISED`` at some
    time, ``SUSTAINED`` since then, ``NOT_RECOGNISED`` when it was assessed. Of a task the rest.
    """

    CLEAN = "clean"
    RECOGNISED = "recognised"
    SUSTAINED = "sustained"
    NOT_RECOGNISED = "not_recognised"
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a closed list, what it means and what people write instead of it.

    ``leads_to``: the words that may follow it in a later report; of a list without such, any.
    ``en``, ``meaning_en``: as an English page says them; of a word without, as it stands.
    """

    word: str
    meaning: str
    aliases: tuple[str, ...] = ()
    roles: frozenset[Role] = frozenset()
    leads_to: tuple[str, ...] = ()
    en: str = ""
    meaning_en: str = ""


def read_word(table: Table) -> Choice:
    """One word as a declaration has it."""
    return Choice(
        word=table.text("word"),
        meaning=table.text("meaning"),
        aliases=_texts(table, "aliases"),
        roles=_roles(table),
        leads_to=_texts(table, "leads_to"),
        en=table.text("en") if table.has("en") else "",
        meaning_en=table.text("meaning_en") if table.has("meaning_en") else "",
    )


def _roles(table: Table) -> frozenset[Role]:
    if not table.has("roles"):
        return frozenset()
    return frozenset(map(Role, table.texts("roles", known=[role.value for role in Role])))


def _texts(table: Table, key: str) -> tuple[str, ...]:
    return table.texts(key) if table.has(key) else ()
