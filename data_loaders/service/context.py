"""One opened store with its plan's regime and the instant that counts as now.

Commands and pages both start here, so both see the same store, calendar and clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from data_loaders.accounts.quota import Quota
from data_loaders.forms.declaration import Form, form_of
from data_loaders.forms.regime import load_regime
from data_loaders.model import Regime, Register, Unit
from data_loaders.model.errors import RefusedError, StoreError
from data_loaders.model.settings import Settings, read_settings
from data_loaders.model.store_address import Lake
from data_loaders.reports.facts import register
from data_loaders.store.clock import reporting_now
from data_loaders.store.construction import built
from data_loaders.store.database import NEWEST, Store
from data_loaders.store.ipc_client import open_store


@dataclass(frozen=True)
class Context:
    """An open store and how it is to be read. ``now`` reads the reporting clock at each call."""

    settings: Settings
    store: Store
    regime: Regime

    @property
    def form(self) -> Form:
        """The form that localities fill in for this plan."""
        return form_of(self.regime.name)

    @cached_property
    def quota(self) -> Quota:
        """How many files each person may still have read."""
        return Quota(self.settings.files_per_hour)

    def now(self) -> datetime:
        """The instant that counts as now, in the plan's time zone."""
        return reporting_now(self.settings, self.store).astimezone(self.regime.timezone)

    def register(self, as_of: datetime | None = None, *, upto: int = NEWEST) -> Register:
        """The register of localities at an instant; now by default."""
        return register(self.store, as_of or self.now(), upto=upto)


def open_context(settings: Settings | None = None) -> Context:
    """Open the store of the settings; a command asks the application for it that has it open.

    Raises a one-sentence error when anything does not fit.
    """
    settings = settings or read_settings()
    regime = load_regime(settings.plan)
    store = open_store(settings.store)
    plan = store.settings.get("plan")
    if plan != settings.plan:
        store.close()
        raise StoreError(
            f"kho {settings.store} theo dõi kế hoạch {plan}, không phải {settings.plan};"
            " hãy sửa MONITOR_PLAN hoặc MONITOR_STORE"
        )
    return Context(settings, store, regime)


def create_store(
    settings: Settings, register: Register, *, actor: str, extra: dict[str, str] | None = None
) -> Context:
    """Make a store for the settings' plan with that register; it counts from before any report.

    It is there whole or not at all. Raises :class:`StoreError` when there is a store already.
    """
    regime = load_regime(settings.plan)
    told = {"plan": settings.plan, **(extra or {})}
    if isinstance(settings.store, Lake):
        from data_loaders.store.lake_store import LakeStore  # loads PostgreSQL's client

        lake = LakeStore.at(settings.store, create=True)
        try:
            _found(lake, register, told, actor=actor)
        except BaseException:
            lake.close()
            raise
        return Context(settings, lake, regime)
    with built(settings.store) as part, Store.create(part) as store:
        _found(store, register, told, actor=actor)
    return Context(settings, open_store(settings.store), regime)


def _found(store: Store, register: Register, told: dict[str, str], *, actor: str) -> None:
    """The first write: what the store says of itself, the register, the measures."""
    with store.found(actor=actor) as writer:
        writer.about(register.province.full_name, f"{len(register.units)} đơn vị")
        for key, value in told.items():
            writer.run("insert_setting", key=key, value=value)
        columns = {
            name: [getattr(unit, name) for unit in register.units]
            for name in Unit.__dataclass_fields__
        }
        columns["level"] = [str(level) for level in columns["level"]]
        keys = list(range(1, len(register.units) + 1))
        writer.run("insert_unit", unit_key=keys, counts_from=0, revision=writer.revision, **columns)
        codes = [measure.code for measure in form_of(told["plan"]).measures]
        writer.run(
            "insert_measure",
            measure_key=list(range(1, len(codes) + 1)),
            code=codes,
            revision=writer.revision,
        )


def reporting_unit(context: Context, unit_id: str) -> Unit:
    """The reporting locality of that id. Raises :class:`RefusedError` naming the ones there are."""
    units = {unit.unit_id: unit for unit in context.register().reporting(context.now().date())}
    if unit_id not in units:
        known = ", ".join(units)
        raise RefusedError(f"không có địa phương báo cáo “{unit_id}”; hiện có: {known}")
    return units[unit_id]
