"""A reporter is sent nothing of another locality, whatever page, address or message is tried.

Over the socket alone, without a browser, so that forged messages can be tried too. Two servers
stand on two stores that differ in nothing but what the *other* localities reported: whatever a
reporter is sent must be the same from both, and name none of them.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import duckdb
import pytest
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash

from data_loaders.accounts.permissions import ASSIGNABLE, Role, may
from data_loaders.accounts.permissions import Actor as Who
from data_loaders.model import Register
from data_loaders.plans.declared import load_register
from tests.browser.server import ROOT, running_server
from tests.browser.wire import Wire, accounts_of, offered, session_token, wired
from tests.identity import BY

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

OWN, FOREIGN = "615", "608"
FOREIGN_COMMUNE = "23293"
FILES = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__", "shell"}

ADDRESSES = [
    {},
    {"unit": FOREIGN},
    {"unit": FOREIGN, "period": "2024-12", "basis": "submitted"},
    {"unit": FOREIGN, "as_of": "2025-01-20", "target": "areas-transformed"},
    {"unit": "62", "target": "no-reformed-spots", "lang": "en"},
    {"unit": FOREIGN_COMMUNE, "target": "addict-growth"},
]


class GateState:
    """A running server, its store, and what a session of a role is told there."""

    def __init__(self, address: str, store: Path) -> None:
        self.address = address
        self.store = store

    def token(self, role: Role) -> str:
        return session_token(self.store, role, OWN if role is Role.REPORTER else None)


@pytest.fixture(scope="module")
def gate_state(demonstrated: str, demonstrated_store: Path) -> GateState:
    """The demonstration."""
    return GateState(demonstrated, demonstrated_store)


@pytest.fixture(scope="module")
def altered(_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GateState]:
    """The same with other figures of every locality but the reporter's."""
    folder = tmp_path_factory.mktemp("altered")
    store = Path(shutil.copy(_filled, folder / "monitor.duckdb"))
    with duckdb.connect(str(store)) as connection:
        connection.execute(
            "UPDATE fact SET value = value * 3 + 7 WHERE version_key IN (SELECT version_key"
            " FROM version JOIN unit USING (unit_key) WHERE unit_id <> ?)",
            [OWN],
        )
    with running_server(store, log=folder / "server.log") as address:
        yield GateState(address, store)


REGISTER: Register = load_register()


def foreign_names() -> set[str]:
    """Districts, and communes whose name is none of the reporter's own."""
    own = {OWN, *(unit.unit_id for unit in REGISTER.units if unit.parent_id == OWN)}
    mine = {unit.full_name for unit in REGISTER.units if unit.unit_id in own}
    others = (
        unit
        for unit in REGISTER.units
        if unit.unit_id not in own and unit.unit_id != REGISTER.province.unit_id
    )
    return {unit.full_name for unit in others} - mine


NAMES = foreign_names()


def strings(message: Message) -> Iterator[str]:
    """Every text and every run of bytes in a message, however deep."""
    for field, value in message.ListFields():
        values = value if field.is_repeated else [value]
        for one in values:
            if field.type == FieldDescriptor.TYPE_MESSAGE:
                if isinstance(one, Message):
                    yield from strings(one)
                else:  # a map: its keys
                    yield str(one)
                    entry = value[one]
                    yield from strings(entry) if isinstance(entry, Message) else [str(entry)]
            elif field.type == FieldDescriptor.TYPE_BYTES:
                yield one.decode("utf-8", "ignore")
            else:
                yield str(one)


def shown(answer: list[ForwardMsg]) -> list[str]:
    """What an answer puts on the screen, without what differs from run to run."""
    drawn = [message.delta for message in answer if message.WhichOneof("type") == "delta"]
    texts = [text for delta in drawn for text in strings(delta)]
    return [re.sub(r"/media/\w+|\b[0-9a-f]{16,}\b", "…", text) for text in texts]


def told(answer: list[ForwardMsg]) -> set[str]:
    """The names of other localities in anything that was sent at all."""
    whole = "\n".join(text for message in answer for text in strings(message))
    return {name for name in NAMES if name in whole}


def file_ids(answer: list[ForwardMsg]) -> list[str]:
    """The files an answer offers, each made when it is asked for."""
    drawn = (message.delta.new_element.download_button for message in answer)
    return [button.deferred_file_id for button in drawn if button.deferred_file_id]


def fetched(gate_state: GateState, token: str, path: str) -> Iterator[str]:
    """The texts of a file: of a workbook those in it, unpacked; of a picture or a list its own."""
    request = Request(gate_state.address + path, headers={"cookie": f"monitor={token}"})  # noqa: S310
    with urlopen(request) as reply:  # noqa: S310
        data = reply.read()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield data.decode("utf-8")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            yield parts.read(name).decode("utf-8", "ignore")


def table_of(gate_state: GateState) -> dict[str, str]:
    """Address → hash of every page that anybody is offered."""
    hashes: set[str] = set()
    for role in ASSIGNABLE:
        with wired(gate_state.address, gate_state.token(role)) as wire:
            hashes |= set(offered(wire.run()))
    found = {address: calc_hash(address) for address in RIGHTS}
    assert hashes <= set(found.values()), "a page is not in the table of rights below"
    return {address: page_hash for address, page_hash in found.items() if page_hash in hashes}


def asked(gate_state: GateState) -> dict[str, list[ForwardMsg]]:
    """What a reporter is sent for every page at every address: by its name and by its hash."""
    token, found = gate_state.token(Role.REPORTER), {}
    for page, page_hash in table_of(gate_state).items():
        for address in ADDRESSES:
            query = urlencode(address)
            with wired(gate_state.address, token) as wire:
                found[f"/{page}?{query}"] = wire.run(page=page, query=query)
                found[f"#{page}?{query}"] = wire.run(page_hash=page_hash, query=query)
    return found


@pytest.fixture(scope="module")
def answers(gate_state: GateState) -> dict[str, list[ForwardMsg]]:
    return asked(gate_state)


def test_every_page_is_asked_for(gate_state: GateState) -> None:
    """A page added later is in the walk below, or this fails."""
    assert len(table_of(gate_state)) == len(FILES)


def test_no_page_and_no_address_names_another_locality(
    answers: dict[str, list[ForwardMsg]],
) -> None:
    for where, answer in answers.items():
        assert told(answer) == set(), where


def test_no_file_that_is_offered_names_another_locality(gate_state: GateState) -> None:
    token = gate_state.token(Role.REPORTER)
    texts: list[str] = []
    for address in ADDRESSES[2::2]:  # a foreign one's and the province's: each file is made
        with wired(gate_state.address, token) as wire:
            for page in table_of(gate_state):
                for file_id in file_ids(wire.run(page=page, query=urlencode(address))):
                    path, fault = wire.file(file_id)
                    assert (path != "", fault) == (True, "")
                    texts += fetched(gate_state, token, path)
    assert texts
    assert {name for name in NAMES for text in texts if name in text} == set()


def test_a_file_is_named_by_what_nobody_can_guess(gate_state: GateState) -> None:
    """The name is 128 random bits that only the session it was offered to has seen."""
    with wired(gate_state.address, gate_state.token(Role.APPROVER)) as theirs:
        offers = file_ids(theirs.run(page="review"))
        assert offers
        assert set(file_ids(theirs.run(page="review"))).isdisjoint(offers)
    with wired(gate_state.address, gate_state.token(Role.REPORTER)) as mine:
        assert set(file_ids(mine.run())).isdisjoint(offers)
        for offer in offers:
            assert re.fullmatch("[0-9a-f]{32}", offer)
            for guess in ("0" * 32, offer[::-1]):
                path, fault = mine.file(guess)
                assert (path, fault != "") == ("", True)


def test_nothing_on_the_screen_depends_on_what_the_others_reported(
    altered: GateState, answers: dict[str, list[ForwardMsg]]
) -> None:
    for where, answer in asked(altered).items():
        assert shown(answer) == shown(answers[where]), where


def test_who_sees_the_province_is_told_all_that(gate_state: GateState, altered: GateState) -> None:
    """The tests above can fail: an approver reads names, and other figures on the other store."""
    first, second = (approvers(one, f"unit={FOREIGN}") for one in (gate_state, altered))
    assert told(first)
    assert shown(first) != shown(second)


def approvers(gate_state: GateState, query: str) -> list[ForwardMsg]:
    with wired(gate_state.address, gate_state.token(Role.APPROVER)) as wire:
        return wire.run(page="locality", query=query)


def selectboxes(answer: list[ForwardMsg]) -> list[str]:
    """The ids of the choices in an answer."""
    return [
        message.delta.new_element.selectbox.id
        for message in answer
        if message.delta.new_element.WhichOneof("type") == "selectbox"
    ]


def pressed(answer: list[ForwardMsg]) -> list[str]:
    """The ids of the buttons in an answer."""
    return [
        message.delta.new_element.button.id
        for message in answer
        if message.delta.new_element.WhichOneof("type") == "button"
    ]


def forged(wire: Wire, page: str, *, choices: list[str], buttons: list[str], said: str) -> set[str]:
    """A run with choices set to what was never offered, and buttons pressed that never stood."""
    message = BackMsg()
    message.rerun_script.page_name = page
    for widget in choices:
        message.rerun_script.widget_states.widgets.add(id=widget, string_value=said)
    for widget in buttons:
        message.rerun_script.widget_states.widgets.add(id=widget, trigger_value=True)
    wire.send(message)
    return told(wire.answer()) - {said}


def test_a_forged_choice_or_button_shows_and_does_nothing(gate_state: GateState) -> None:
    with wired(gate_state.address, gate_state.token(Role.APPROVER)) as wire:
        queue = wire.run(page="review")
        theirs = wire.run(page="locality", query=f"unit={FOREIGN}")
    buttons, foreign = pressed(queue), REGISTER.by_id[FOREIGN].full_name
    assert buttons
    before = versions_of(gate_state)
    with wired(gate_state.address, gate_state.token(Role.REPORTER)) as wire:
        for page in table_of(gate_state):
            choices = [*selectboxes(theirs), *selectboxes(queue), *selectboxes(wire.run(page=page))]
            assert choices
            found = forged(wire, page, choices=choices, buttons=buttons, said=foreign)
            assert found == set(), page
    assert versions_of(gate_state) == before


def versions_of(gate_state: GateState) -> str:
    """The queue as the approver sees it."""
    with wired(gate_state.address, gate_state.token(Role.APPROVER)) as wire:
        return "\n".join(shown(wire.run(page="review")))


RIGHTS = {
    "overview": "province.read",
    "target": "province.read",
    "locality": "locality.read",
    "tasks": "locality.read",
    "reporting": "locality.read",
    "trace": "locality.read",
    "meeting": "province.read",
    "plan": "locality.read",
    "submit": "report.send",
    "review": "report.accept",
    "admin": "account.list",
}
"""Address → what one must be allowed to do there. A page that is not listed here fails below."""


@pytest.mark.parametrize("role", ASSIGNABLE)
def test_a_role_is_offered_the_pages_it_has_a_right_to_and_gets_no_other(
    role: Role, gate_state: GateState
) -> None:
    unit = OWN if role is Role.REPORTER else None
    table = table_of(gate_state)
    mine = {page for page in table if may(Who("x", role, unit), RIGHTS[page], unit)}
    with wired(gate_state.address, gate_state.token(role)) as wire:
        first = offered(wire.run())
        hashes = {table[page] for page in mine}
        assert set(first) == hashes
        for page in set(table) - mine:
            answer = wire.run(page=page, page_hash=table[page])
            assert drawn_page(answer) in hashes, page


def drawn_page(answer: list[ForwardMsg]) -> str:
    """The hash of the page that an answer's navigation came to."""
    (navigation,) = [m.navigation for m in answer if m.WhichOneof("type") == "navigation"]
    return str(navigation.page_script_hash)


def test_the_setting_opens_the_figures_and_nothing_else(gate_state: GateState) -> None:
    accounts = accounts_of(gate_state.store)
    accounts.open_province(opened=True, by=BY)
    try:
        with wired(gate_state.address, gate_state.token(Role.REPORTER)) as wire:
            assert REGISTER.by_id[FOREIGN].full_name in told(wire.run())
            assert told(wire.run(page="locality", query=f"unit={FOREIGN}"))
            assert told(wire.run(page="submit", query=f"unit={FOREIGN}")) == set()
            pages = offered(wire.run())
            assert {"review", "admin"} & set(pages.values()) == set()
    finally:
        accounts.open_province(opened=False, by=BY)
        accounts.close()
    with wired(gate_state.address, gate_state.token(Role.REPORTER)) as wire:
        assert told(wire.run()) == set()
