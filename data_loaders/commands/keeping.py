"""``backup``, ``restore``, ``copy``, ``verify``: the store is kept, moved, and proves itself."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import By, read_trail, verify_chain
from data_loaders.backup import heads, integrity
from data_loaders.commands.console import CONSOLE
from data_loaders.commands.reports import progress
from data_loaders.model.errors import StoreError
from data_loaders.model.settings import Settings, read_settings
from data_loaders.model.store_address import read_address
from data_loaders.service.context import open_context
from data_loaders.store.clock import machine_now
from data_loaders.store.connection import why_not
from data_loaders.store.hash_chain import Link, Proof, prove
from data_loaders.store.row_digests import bound_since
from data_loaders.terminal import arguments

_FAILED = 1


def add_commands(sub: argparse._SubParsersAction[arguments.OneLineParser]) -> None:
    """Add ``backup``, ``restore``, ``copy`` and ``verify``."""
    kept = sub.add_parser("backup", help="sao lưu nhất quán ra một tệp, cả khi trang web đang chạy")
    kept.add_argument("file", type=Path, metavar="FILE")
    kept.set_defaults(run=backup)
    back = sub.add_parser("restore", help="khôi phục bản sao lưu thành kho mới, tự chứng minh")
    back.add_argument("file", type=Path, metavar="FILE")
    back.set_defaults(run=restore)
    moved = sub.add_parser("copy", help="chép sang kho mới, tệp hoặc ducklake, tự chứng minh")
    moved.add_argument("--to", required=True, metavar="STORE")
    moved.set_defaults(run=copy)
    proof = sub.add_parser("verify", help="chứng minh kho số liệu và nhật ký không bị sửa")
    proof.add_argument(
        "--kept", type=Path, metavar="FILE", help="đối chiếu với mã cuối đã giữ ở nơi khác"
    )
    proof.set_defaults(run=verify)


def _refused(error: StoreError) -> int:
    print(error, file=sys.stderr)
    return _FAILED


def _note(settings: Settings, action: str, subject: str, detail: str) -> None:
    """What was done at the console, in the trail of those who came in."""
    accounts = Accounts.open(settings)
    try:
        accounts.note(By(CONSOLE, arguments.whoever_runs()), action, subject, detail=detail)
    finally:
        accounts.close()


def backup(options: Namespace) -> int:
    """Keep everything the store holds in one file; 1 when that cannot be."""
    from data_loaders.backup.on_server import back_up  # imports pyarrow, which few commands need

    settings = read_settings()
    try:
        context = open_context(settings)
        with context.store:
            made, with_accounts = back_up(context, options.file)
            ((number, sha256),) = context.store.rows("newest_trail")
        _note(settings, "store.backup", options.file.name, f"lần ghi {made.revision}")
        ends = (heads.line(heads.FIGURES, number, sha256), *_end_of_accounts(settings))
    except StoreError as error:
        return _refused(error)
    rows = sum(kept.rows for kept in made.tables.values())
    print(f"đã sao lưu {settings.store} vào {options.file}: {rows} dòng, lần ghi {made.revision}")
    if not with_accounts:
        print("không kèm kho tài khoản: hãy sao lưu riêng (pg_dump)")
    print(*ends, sep="\n")
    return 0


def _end_of_accounts(settings: Settings) -> Iterator[str]:
    """The last hash of the trail of those who came in; nothing before its first entry."""
    accounts = Accounts.open(settings)
    try:
        for link in read_trail(accounts.engine, newest=1):
            yield heads.line(heads.ACCOUNTS, link.entry.number, link.digest)
    finally:
        accounts.close()


def restore(options: Namespace) -> int:
    """Make the store of the settings from a backup; 1 when it exists or the proof fails."""
    from data_loaders.backup import restore as restoring

    settings = read_settings()
    try:
        made, accounts = restoring.restore(
            options.file, settings, by=(CONSOLE, arguments.whoever_runs())
        )
    except StoreError as error:
        return _refused(error)
    print(
        f"đã khôi phục {settings.store} từ {options.file}: lần ghi {made.revision},"
        f" sao lưu lúc {made.made_at}; mọi bảng đúng với bản sao lưu"
    )
    print("đã khôi phục kho tài khoản" if accounts else "kho tài khoản giữ nguyên như đang có")
    return 0


def copy(options: Namespace) -> int:
    """Make another store that holds the same; 1 when it exists or the proof fails."""
    from data_loaders.backup.copy import OpenStore, Origin, make

    settings, target = read_settings(), read_address(options.to)
    try:
        context = open_context(settings)
        with context.store as store, store.snapshot() as snapshot:
            source = OpenStore(snapshot, at=machine_now())
            where = arguments.whoever_runs()
            make(source, target, origin=Origin("store.copy", str(settings.store), CONSOLE, where))
        _note(settings, "store.copy", str(target), f"lần ghi {source.manifest.revision}")
    except StoreError as error:
        return _refused(error)
    print(
        f"đã chép {settings.store} sang {target}: lần ghi {source.manifest.revision};"
        " mọi bảng đúng với kho gốc; kho tài khoản không đi cùng"
    )
    return 0


def verify(options: Namespace) -> int:
    """Everything the store says of itself, proven; 1 when any of it does not hold.

    Both trails' chains, also against hashes that were kept outside; the migrations; every row
    against the digest of its write; rows that belong to nothing; every original's hash; every
    version's cells against its original read again. The last hashes are printed, to be written
    down daily outside this machine.
    """
    settings = read_settings()
    try:
        kept = heads.read_kept(options.kept) if options.kept else heads.NOTHING
        context = open_context(settings)
        with context.store as store:
            links = store.trail()
            figures = prove(links, kept=kept[heads.FIGURES])
            wrong = list(integrity.check(context, progress))
            count = len(store.rows("original_hashes"))
        accounts = Accounts.open(settings)
    except StoreError as error:
        return _refused(error)
    except duckdb.Error as error:  # a part of the file that cannot be read
        return _refused(StoreError(why_not(Path(str(settings.store)), error)))
    accounts.note(By(CONSOLE, arguments.whoever_runs()), "store.verify", str(settings.store))
    signed_in = verify_chain(accounts.engine, kept[heads.ACCOUNTS])
    accounts.close()
    print(_said("nhật ký số liệu", figures))
    print(_said("nhật ký đăng nhập và tài khoản", signed_in))
    print(*_since(links), *wrong or [_WHOLE.format(count=count)], sep="\n")
    return 0 if figures.holds and signed_in.holds and not wrong else _FAILED


_WHOLE = (
    "tệp gốc: {count} tệp, mọi tệp đúng với SHA-256 của nó;"
    " từng ô của mỗi bản báo cáo đúng với tệp gốc đọc lại;"
    " mọi dòng đúng như lúc ghi, không có dòng lạc"
)


def _since(links: Iterable[Link]) -> Iterator[str]:
    """From when on the rows are proven, where some are older than their digests."""
    bound = bound_since(links)
    if bound is not None:
        day = bound.entry.at.isoformat(timespec="minutes")
        yield f"các dòng ghi trước {day} được niêm phong lúc đó: chứng minh được từ đó trở đi"


def _said(what: str, proof: Proof) -> str:
    if proof.holds:
        return f"{what}: {proof.count} mục, chuỗi nguyên vẹn, mã cuối {proof.head}"
    return f"{what}: chuỗi bị sửa từ mục số {proof.broken_at}; báo ngay cho đơn vị kiểm tra"
