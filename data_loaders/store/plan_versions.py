"""The versions of plans that a store keeps: each a folder, byte for byte, with who loaded it.

A store of before plans lay in it gets the program's folder of the plan it follows, as brought by
its founding: no revision moves, and whatever was read before is read the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256 as digest_of
from typing import TYPE_CHECKING

from data_loaders.model import Period
from data_loaders.model.errors import PlanFolderError, StoreError
from data_loaders.plan_folder.folder import PlanFolder, template
from data_loaders.plans.declared import declared

if TYPE_CHECKING:
    from data_loaders.store.database import Store
    from data_loaders.store.transaction import Ask

FOUNDED = 0
"""The instant from which a plan counts that came with its store: before any report."""


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A version of a plan: put in force by a decision, for the periods from ``since`` on.

    ``counts_from``: microseconds since 1970 UTC, from when it is known.
    """

    plan_id: str
    version: int
    sha256: str
    holidays_sha256: str
    since: Period
    decision: str
    by: str
    counts_from: int
    revision: int


def plan_versions(store: Store) -> tuple[PlanVersion, ...]:
    """Every version of every plan, in the order in which they were put in force."""
    return tuple(
        PlanVersion(plan, version, sha, holidays, Period(since), *rest)
        for plan, version, sha, holidays, since, *rest in store.settled_rows("plan_versions")
    )


_READ: dict[tuple[str, str], PlanFolder] = {}
"""Folders by their hashes: the same whichever store they were read from. There are few."""


def folder_of(store: Store, version: PlanVersion) -> PlanFolder:
    """The folder of a version, as it was loaded. Raises :class:`StoreError`: not kept any more."""
    key = (version.sha256, version.holidays_sha256)
    if key not in _READ:
        _READ[key] = read_anew(store, version)
    return _READ[key]


def read_anew(store: Store, version: PlanVersion) -> PlanFolder:
    """The same from what the store keeps now, whatever was read of it before."""
    manifest = store.original(version.sha256).decode("utf-8")
    files = {name: store.original(sha256) for sha256, name in _lines(manifest)}
    return PlanFolder(files, store.original(version.holidays_sha256))


def _lines(manifest: str) -> Iterator[tuple[str, str]]:
    for line in manifest.splitlines():
        sha256, _, name = line.partition("  ")
        yield sha256, name


def insert(
    ask: Ask,
    folder: PlanFolder,
    version: PlanVersion,
) -> None:
    """Write a version and its files with the statements of somebody's transaction."""
    for data in (folder.manifest, folder.holidays, *folder.files.values()):
        sha256 = digest_of(data).hexdigest()
        kept = {"sha256": sha256, "size": len(data), "content": data}
        ask("insert_original", {**kept, "revision": version.revision})
    ask(
        "insert_plan_version",
        {
            "plan_id": version.plan_id,
            "version": version.version,
            "sha256": version.sha256,
            "holidays_sha256": version.holidays_sha256,
            "from_period": version.since.index,
            "decision": version.decision,
            "actor": version.by,
            "counts_from": version.counts_from,
            "revision": version.revision,
        },
    )


def version_of(
    folder: PlanFolder,
    *,
    plan_id: str,
    version: int,
    since: Period,
    decision: str,
    by: str,
    counts_from: int,
    revision: int,
) -> PlanVersion:
    """That folder as a version."""
    holidays = digest_of(folder.holidays).hexdigest()
    return PlanVersion(
        plan_id, version, folder.sha256, holidays, since, decision, by, counts_from, revision
    )


def insert_founding(ask: Ask, name: str) -> None:
    """Inside the migration: the plan that a store follows, from the program's folder.

    Raises :class:`StoreError` when the program has no such folder.
    """
    followed = {row[0]: row[1] for row in ask("settings", {})}.get("plan")
    if followed is None:  # being founded: whoever founds it says which plan
        return
    try:
        folder = template(followed)
    except PlanFolderError as error:
        raise StoreError(
            f"kho {name} theo kế hoạch {followed} mà chương trình không có thư mục của kế hoạch"
            f" này ({error}); hãy đặt thư mục vào plans/ rồi mở lại; chưa ghi gì vào kho"
        ) from error
    _, by, *_ = (ask("founding", {}) or [(1, "")])[0]
    found = declared(folder)
    insert(
        ask,
        folder,
        version_of(
            folder,
            plan_id=found.plan_id,
            version=1,
            since=found.regime.first,
            decision=found.number,
            by=by,
            counts_from=FOUNDED,
            revision=1,
        ),
    )
