"""Forms for districts: written from the store, pre-filled with what was last accepted."""

from __future__ import annotations

import secrets

from data_loaders.model import Identity
from data_loaders.model.errors import RefusedError
from data_loaders.reports.facts import content
from data_loaders.reports.followed import history
from data_loaders.reports.history import versions
from data_loaders.service.context import Context


def form_for(context: Context, identity: Identity) -> bytes:
    """The workbook of a locality and period, as of now; every one has a random id of its own.

    Where a report was sent already, even one that was returned, its figures stand in the form: a
    correction changes what is wrong and nothing else. Raises :class:`RefusedError` for a period
    after the plan's last.
    """
    from data_loaders.forms.request import FormRequest
    from data_loaders.forms.write import write_form  # XlsxWriter, only here

    if identity.period > context.regime.last:
        raise RefusedError(
            f"kế hoạch kết thúc ở kỳ {context.regime.last}; không có biểu kỳ {identity.period}"
        )
    now = context.now()
    sent = versions(context.store, unit_id=identity.unit_id, period=identity.period)
    answers = content(context.store, sent[-1].key, identity) if sent else None
    within = (context.register(), context.regime)
    return write_form(
        FormRequest(
            form=context.editions.of(identity.period),
            regime=context.regime,
            register=within[0],
            unit_id=identity.unit_id,
            period=identity.period,
            previous=history(context.store, identity, now, within).previous,
            generated_at=now,
            form_id=secrets.token_hex(8),
        ),
        answers=answers,
    )
