"""Forms for districts: written from the store, pre-filled with what was last accepted."""

from __future__ import annotations

import secrets

from data_loaders.context import Context
from data_loaders.facts import history
from data_loaders.form import load_form
from data_loaders.model import Identity


def form_for(context: Context, identity: Identity) -> bytes:
    """The workbook of a locality and period, as of now; every one has a random id of its own."""
    from data_loaders.template import FormRequest, write_form  # XlsxWriter, only here

    now = context.now()
    return write_form(
        FormRequest(
            form=load_form(),
            regime=context.regime,
            register=context.register(),
            unit_id=identity.unit_id,
            period=identity.period,
            previous=history(context.store, identity, now).previous,
            generated_at=now,
            form_id=secrets.token_hex(8),
        )
    )
