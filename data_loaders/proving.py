"""``python -m data_loaders verify``: the store proves that nothing in it was altered."""

from __future__ import annotations

import hashlib
from argparse import Namespace

from data_loaders.accounts import Accounts
from data_loaders.accounts_trail import verify_chain
from data_loaders.context import open_context
from data_loaders.settings import read_settings
from data_loaders.store import Store
from data_loaders.trail import Proof, prove


def verify(options: Namespace) -> int:
    """Both trails' chains and every original's hash; 1 when any of them does not hold.

    The last hashes are printed, to be written down daily outside this machine.
    """
    del options
    settings = read_settings()
    context = open_context(settings)
    with context.store as store:
        figures = prove(store.trail())
        altered = _altered(store)
    accounts = Accounts.open(settings)
    signed_in = verify_chain(accounts.engine)
    accounts.close()
    print(_said("nhật ký số liệu", figures))
    print(_said("nhật ký đăng nhập và tài khoản", signed_in))
    print(f"tệp gốc: {altered or 'mọi tệp đúng với SHA-256 của nó'}")
    return 0 if figures.holds and signed_in.holds and not altered else 1


def _said(what: str, proof: Proof) -> str:
    if proof.holds:
        return f"{what}: {proof.count} mục, chuỗi nguyên vẹn, mã cuối {proof.head}"
    return f"{what}: chuỗi bị sửa từ mục số {proof.broken_at}; báo ngay cho đơn vị kiểm tra"


def _altered(store: Store) -> str:
    """The hashes whose stored bytes are other ones, as a sentence; empty when there is none."""
    hashes = [row[0] for row in store.rows("original_hashes")]
    wrong = [sha for sha in hashes if hashlib.sha256(store.original(sha)).hexdigest() != sha]
    return f"{len(wrong)} tệp không còn đúng: {', '.join(wrong)}" if wrong else ""
