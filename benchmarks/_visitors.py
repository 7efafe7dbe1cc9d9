"""What the load benchmarks share: a province of many localities, and visitors over the socket."""

from __future__ import annotations

import csv
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from time import perf_counter

from httpx2 import AsyncClient
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.permissions import Role
from data_loaders.accounts.sessions import Sessions
from data_loaders.forms.request import FormRequest
from data_loaders.forms.write import write_form
from data_loaders.intake.read import read_form
from data_loaders.model import Figure, Identity, Period, ReportContent, TaskRecord
from data_loaders.model import TaskState as State
from data_loaders.model.settings import read_settings
from data_loaders.plans.declared import load_form
from data_loaders.register.localities import COLUMNS, read_register
from data_loaders.reports import commits
from data_loaders.reports.followed import history
from data_loaders.reports.preview import compare, receive
from data_loaders.service.context import Context, create_store
from tests.words_of_the_plan import COMMUNE_CLASSES

PROVINCE, COMMUNES = "1", 5
NOW = datetime.fromisoformat("2026-01-05T09:00:00+07:00")
"""The morning on which the reports of DUE are due."""
PAST, DUE = (Period.of(2025, 10), Period.of(2025, 11)), Period.of(2025, 12)


def register_file(path: Path, localities: int) -> Path:
    """A register of a province with so many districts of five communes."""
    rows = [(PROVINCE, "province", "tỉnh", "Mẫu", "")]
    for number in range(localities):
        district = f"{100 + number}"
        rows.append((district, "district", "huyện", f"Huyện số {number + 1}", PROVINCE))
        rows += [
            (f"{district}{one:02d}", "commune", "xã", f"Xã {number + 1}.{one}", district)
            for one in range(1, COMMUNES + 1)
        ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for unit_id, level, kind, name, parent in rows:
            names = {"unit_id": unit_id, "level": level, "kind": kind, "name": name}
            writer.writerow({**names, "parent_id": parent})
    return path


def province(folder: Path, localities: int) -> tuple[Path, dict[str, bytes]]:
    """A store in which every locality reported twice; and the form each of them is to send now."""
    store = folder / "monitor.duckdb"
    settings = read_settings({"MONITOR_STORE": str(store), "MONITOR_NOW": NOW.isoformat()})
    register = read_register(register_file(folder / "register.csv", localities))
    context = create_store(settings, register, actor="benchmark")
    units = [unit.unit_id for unit in register.reporting(NOW.date())]
    with context.store:
        for period in PAST:
            for unit_id in units:
                _settle(context, Identity(unit_id, period))
        return store, {unit_id: _filled(context, Identity(unit_id, DUE)) for unit_id in units}


def _settle(context: Context, identity: Identity) -> None:
    """A report sent and accepted on the morning after its period."""
    at = context.regime.due_at(identity.period)
    register, regime = context.register(at), context.regime
    arrival = receive(
        _filled(context, identity),
        file_name="a.xlsx",
        register=register,
        regime=regime,
        received_at=at,
        use=context.use,
        reader=read_form,
    )
    seen = compare(context.store, arrival, register=register, regime=regime, use=context.use)
    outcome = commits.send(
        context.store, seen, actor="benchmark", now=NOW, explanations="đã đối chiếu", accept=True
    )
    if outcome.outcome != "accepted":
        raise SystemExit(f"{identity}: {outcome.outcome}: {seen.findings}")


def _filled(context: Context, identity: Identity) -> bytes:
    """The form of a locality, filled in: nothing happened, and nothing contradicts anything."""
    register, regime = context.register(NOW), context.regime
    day = regime.ends_on(identity.period)
    form = load_form()
    figures = tuple(
        Figure(
            unit.unit_id,
            measure.code,
            len(COMMUNE_CLASSES) if measure.code == "commune_class" else 0,
            "",
            "",
            "",
        )
        for unit in register.children(identity.unit_id, day)
        for measure in form.measures
    )
    tasks = tuple(
        TaskRecord(task.task_id, State.NOT_STARTED, None)
        for task in regime.tasks_shown(identity.period)
    )
    content = ReportContent(identity=identity, figures=figures, areas=(), tasks=tasks)
    request = FormRequest(
        form=form,
        regime=regime,
        register=register,
        unit_id=identity.unit_id,
        period=identity.period,
        previous=history(context.store, identity, NOW).previous,
        generated_at=NOW,
        form_id=f"{identity.unit_id}-{identity.period}",
    )
    return write_form(request, answers=content)


def tokens(store: Path, wanted: Mapping[str, tuple[Role, str | None]]) -> dict[str, str]:
    """An account of each name, and what the cookie of its session holds."""
    accounts = Accounts.open(read_settings({"MONITOR_STORE": str(store)}))
    by = By("benchmark", "127.0.0.1")
    found = {}
    for name, (role, unit_id) in wanted.items():
        account = accounts.add(name, role, by=by, unit_id=unit_id, temporary=False)
        found[name] = Sessions(accounts).start(account, by=by, way="benchmark")[0]
    accounts.close()
    return found


class Visitor:
    """Somebody who is in, over the socket the browser would use."""

    def __init__(self, socket: ClientConnection, client: AsyncClient) -> None:
        self._socket = socket
        self._client = client
        self._session = ""
        self.ids: dict[str, str] = {}
        self.shown = ""

    async def run(self, page: str, query: str = "", *states: WidgetState) -> float:
        """Run a page with that address and those widgets; seconds until its script has ended."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.widget_states.widgets.extend(states)
        started = perf_counter()
        self.shown = ""
        await self._socket.send(message.SerializeToString())
        while True:
            answer = await self._next()
            self._look(answer)
            if answer.WhichOneof("type") == "script_finished":
                return perf_counter() - started

    async def upload(self, name: str, data: bytes) -> UploadedFileInfo:
        """Bring a file to the server, as the field for files does."""
        message = BackMsg()
        message.file_urls_request.request_id = name
        message.file_urls_request.file_names.append(name)
        message.file_urls_request.session_id = self._session
        await self._socket.send(message.SerializeToString())
        answer = await self._next()
        while answer.WhichOneof("type") != "file_urls_response":
            answer = await self._next()
        (place,) = answer.file_urls_response.file_urls
        await self._client.get("/_stcore/health")
        token = self._client.cookies.get("_streamlit_xsrf") or ""
        reply = await self._client.put(
            place.upload_url, files={"file": (name, data)}, headers={"X-Xsrftoken": token}
        )
        reply.raise_for_status()
        info = UploadedFileInfo(name=name, size=len(data), file_id=place.file_id)
        info.file_urls.CopyFrom(place)
        return info

    async def _next(self) -> ForwardMsg:
        answer = ForwardMsg()
        answer.ParseFromString(await self._socket.recv(decode=False))
        return answer

    def _look(self, answer: ForwardMsg) -> None:
        """Keep the ids of fields and buttons by the keys they were given, and the texts."""
        named = answer.new_session.initialize.session_id
        self._session = named or self._session
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind in {"button", "file_uploader"}:
            found = getattr(element, kind).id
            self.ids[re.sub(r"^\$\$ID-[0-9a-f]+-", "", found)] = found
        elif kind in {"html", "alert", "markdown"}:
            self.shown += str(getattr(element, kind).body)


@asynccontextmanager
async def visitor(address: str, token: str) -> AsyncIterator[Visitor]:
    """A visitor with that session's cookie."""
    headers = {"Cookie": f"monitor={token}", "Origin": address}
    async with (
        AsyncClient(base_url=address, cookies={"monitor": token}, timeout=300) as client,
        connect(
            address.replace("http", "ws", 1) + "/_stcore/stream",
            additional_headers=headers,
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=300,
            ping_interval=None,
        ) as socket,
    ):
        yield Visitor(socket, client)


async def send_report(one: Visitor, unit_id: str, data: bytes) -> float:
    """Open the page, choose the file, press the button; seconds from the choice to the receipt."""
    query = f"unit={unit_id}&period={DUE}"
    await one.run("submit", query)
    field = next(found for key, found in one.ids.items() if key.startswith("sending_file"))
    started = perf_counter()
    chosen = WidgetState(id=field)
    chosen.file_uploader_state_value.uploaded_file_info.append(await one.upload("a.xlsx", data))
    await one.run("submit", query, chosen)
    button = next((found for key, found in one.ids.items() if key.startswith("sending_send_")), "")
    if not button:
        raise RuntimeError(f"{unit_id}: {one.shown[-400:]}")
    pressed = WidgetState(id=button, trigger_value=True)
    await one.run("submit", query, chosen, pressed)
    return perf_counter() - started
