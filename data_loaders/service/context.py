"""One opened store with its plan's regime and the instant that counts as now.

Commands and pages both start here, so both see the same store, calendar and clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from data_loaders.accounts.quota import Quota
from data_loaders.forms.editions import Editions
from data_loaders.intake.identity import Use
from data_loaders.model import Period, Regime, Register, Unit
from data_loaders.model.errors import MonitorError, RefusedError, StoreError
from data_loaders.model.settings import Settings, read_settings
from data_loaders.model.store_address import Lake
from data_loaders.plan_folder.folder import PlanFolder, default_plan, template
from data_loaders.plans.declared import DeclaredPlan, declared
from data_loaders.reports.places import register
from data_loaders.store.clock import reporting_now
from data_loaders.store.construction import built
from data_loaders.store.database import NEWEST, Store, micros
from data_loaders.store.ipc_client import open_store
from data_loaders.store.places import insert_changes, insert_units
from data_loaders.store.plan_versions import (
    FOUNDED,
    PlanVersion,
    folder_of,
    insert,
    plan_versions,
    version_of,
)


@dataclass(frozen=True)
class Context:
    """An open store and how it is to be read. ``now`` reads the reporting clock at each call.

    Plan, calendar and editions are those in force in the store at each call: what is put in force
    meanwhile, here or by another program, holds from the next one on. ``meeting_regime``: the one
    that a meeting kept which is looked at.
    """

    settings: Settings
    store: Store
    meeting_regime: Regime | None = None

    def plan_version(self, as_of: datetime | None = None, *, upto: int = NEWEST) -> PlanVersion:
        """The version of the plan shown first that was in force at a moment; now by default.

        Raises :class:`StoreError`: the store has no such plan.
        """
        at = None if as_of is None else micros(as_of)
        known = [
            one
            for one in plan_versions(self.store)
            if one.revision <= upto and (at is None or one.counts_from <= at)
        ]
        named = self.settings.plan or (known[-1].plan_id if known else "")
        mine = [one for one in known if one.plan_id == named]
        if mine:
            return mine[-1]
        followed = ", ".join(dict.fromkeys(one.plan_id for one in known)) or "chưa có"
        raise StoreError(
            f"kho {self.settings.store} theo dõi kế hoạch {followed}, không phải {named};"
            " hãy sửa MONITOR_PLAN hoặc MONITOR_STORE"
        )

    def plan_folder(self, as_of: datetime | None = None, *, upto: int = NEWEST) -> PlanFolder:
        """The folder of that version, as it was loaded. Raises as :meth:`plan_version`."""
        return folder_of(self.store, self.plan_version(as_of, upto=upto))

    @property
    def declared(self) -> DeclaredPlan:
        """What the plan in force declares: measures, calendar, editions."""
        return declared(self.plan_folder())

    @property
    def regime(self) -> Regime:
        """The calendar, due rule and tasks in force, or those that a meeting kept."""
        return self.meeting_regime or self.declared.regime

    @property
    def editions(self) -> Editions:
        """The editions of the form."""
        return self.declared.editions

    @property
    def use(self) -> Use:
        """With what a report is read that comes now."""
        return Use(self.editions)

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
    context = Context(settings, open_store(settings.store))
    try:
        _ = context.declared
    except MonitorError:
        context.store.close()
        raise
    return context


def create_store(
    settings: Settings,
    register: Register,
    *,
    actor: str,
    folder: PlanFolder | None = None,
    extra: dict[str, str] | None = None,
) -> Context:
    """Make a store with that register and plan; both count from before any report.

    Without a folder the plan is the one of the settings among those that come with the program, or
    the program's default. The store is there whole or not at all. Raises :class:`StoreError` when
    there is one already, and a one-sentence error for a folder that cannot be used.
    """
    folder = folder or template(settings.plan or default_plan())
    plan = declared(folder)
    if settings.plan and settings.plan != plan.plan_id:
        raise StoreError(
            f"thư mục là của kế hoạch {plan.plan_id}, MONITOR_PLAN là {settings.plan}; hãy sửa"
            " MONITOR_PLAN"
        )
    told = {"plan": plan.plan_id, **(extra or {})}
    if isinstance(settings.store, Lake):
        from data_loaders.store.lake_store import LakeStore  # loads PostgreSQL's client

        lake = LakeStore.at(settings.store, create=True)
        try:
            _found(lake, register, folder, told, actor=actor)
        except BaseException:
            lake.close()
            raise
        return Context(settings, lake)
    with built(settings.store) as part, Store.create(part) as store:
        _found(store, register, folder, told, actor=actor)
    return Context(settings, open_store(settings.store))


def _found(
    store: Store, register: Register, folder: PlanFolder, told: dict[str, str], *, actor: str
) -> None:
    """The first write: what the store says of itself, the register, the plan, its measures."""
    with store.found(actor=actor) as writer:
        writer.about(register.province.full_name, f"{len(register.units)} đơn vị")
        for key, value in told.items():
            writer.run("insert_setting", key=key, value=value)
        insert_units(writer, register.units, counts_from=FOUNDED)
        insert_changes(writer, register.changes, counts_from=FOUNDED)
        plan = declared(folder)
        codes = plan.codes
        first = version_of(
            folder,
            plan_id=plan.plan_id,
            version=1,
            since=plan.regime.first,
            decision=plan.number,
            by=actor,
            counts_from=FOUNDED,
            revision=writer.revision,
        )
        insert(writer.told, folder, first)
        writer.run(
            "insert_measure",
            measure_key=list(range(1, len(codes) + 1)),
            code=list(codes),
            revision=writer.revision,
        )


def reporting_unit(context: Context, unit_id: str, period: Period | None = None) -> Unit:
    """The locality of that id that reports the period, or any period of the plan.

    Raises :class:`RefusedError` naming the ones there are.
    """
    register, regime = context.register(), context.regime
    known = (
        register.ever_reporting(regime) if period is None else register.reporters(regime, period)
    )
    units = {unit.unit_id: unit for unit in known}
    gone = register.by_id.get(unit_id)
    if unit_id not in units and period and gone and not gone.valid_on(regime.ends_on(period)):
        raise RefusedError(
            f"{gone.full_name} ({unit_id}) không báo cáo kỳ {period}: đơn vị"
            + (f" có đến hết {gone.valid_to:%d/%m/%Y}" if gone.valid_to else "")
            + (f" có từ {gone.valid_from:%d/%m/%Y}" if gone.valid_from else "")
        )
    if unit_id not in units:
        raise RefusedError(f"không có địa phương báo cáo “{unit_id}”; hiện có: {', '.join(units)}")
    return units[unit_id]
