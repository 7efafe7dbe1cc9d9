"""A visitor without a browser: the socket alone, so that any message can be sent over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from data_loaders.accounts.accounts import Accounts
from data_loaders.accounts.permissions import Role
from data_loaders.accounts.sessions import Sessions
from data_loaders.model.settings import read_settings
from tests.browser.server import PATIENCE
from tests.identity import BY

SOCKET = "/_stcore/stream"


def accounts_of(store: Path) -> Accounts:
    """The accounts beside a store, which a running server shares."""
    return Accounts.open(read_settings({"MONITOR_STORE": str(store)}))


def session_token(store: Path, role: Role = Role.VIEWER, unit_id: str | None = None) -> str:
    """What the cookie of a session of that role holds; made beside the server that runs."""
    accounts = accounts_of(store)
    name = f"{role}.{unit_id or 'all'}"
    account = accounts.find(name) or accounts.add(
        name, role, by=BY, unit_id=unit_id, temporary=False
    )
    token, _ = Sessions(accounts).start(account, by=BY, way="test")
    accounts.close()
    return token


class Wire:
    """An open socket of one session."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._session = ""

    def send(self, message: BackMsg) -> None:
        """Send a message of the visitor's, whatever it is."""
        self._socket.send(message.SerializeToString())

    def file(self, file_id: str) -> tuple[str, str]:
        """Where a file that is made when it is asked for can be fetched, or why not.

        After a run, which tells the name that the server gave this socket.
        """
        message = BackMsg()
        message.backend_operation_request.session_id = self._session
        message.backend_operation_request.request_id = file_id
        message.backend_operation_request.deferred_file.file_id = file_id
        self.send(message)
        while True:
            raw = self._socket.recv(timeout=PATIENCE)
            found = ForwardMsg.FromString(raw.encode() if isinstance(raw, str) else raw)
            if found.WhichOneof("type") == "backend_operation_response":
                reply = found.backend_operation_response
                return str(reply.deferred_file.url), str(reply.error_msg)

    def answer(self) -> list[ForwardMsg]:
        """What the server sends until a run of the script has come to its end."""
        found: list[ForwardMsg] = []
        while not found or found[-1].WhichOneof("type") != "script_finished":
            raw = self._socket.recv(timeout=PATIENCE)
            found.append(ForwardMsg.FromString(raw.encode() if isinstance(raw, str) else raw))
            named = found[-1].new_session.initialize.session_id
            self._session = named or self._session
        return found

    def run(self, *, page: str = "", query: str = "", page_hash: str = "") -> list[ForwardMsg]:
        """Ask for a run of a page as the browser does, by its address or by its hash."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        message.rerun_script.page_script_hash = page_hash
        self.send(message)
        return self.answer()


@contextmanager
def wired(address: str, token: str) -> Iterator[Wire]:
    """The socket of the server at that address, opened with that session's cookie."""
    headers = {"origin": address, "cookie": f"monitor={token}"}
    with connect(
        address.replace("http", "ws", 1) + SOCKET,
        additional_headers=headers,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
    ) as socket:
        yield Wire(socket)


def offered(answer: list[ForwardMsg]) -> dict[str, str]:
    """Hash → address of the pages an answer's navigation holds; the first one's is empty."""
    return {
        page.page_script_hash: page.url_pathname
        for message in answer
        if message.WhichOneof("type") == "navigation"
        for page in message.navigation.app_pages
    }
