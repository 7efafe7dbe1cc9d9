"""The second way in: OpenID Connect, authorization code with PKCE, into the same session table.

The provider says who somebody is; whether they may come in, as what and for which locality stands
in our accounts. Nothing of the provider's is kept: after signing out its answer opens nothing.
"""

from __future__ import annotations

import hmac
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any

from anyio import to_thread
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from data_loaders.accounts.accounts import Account
from data_loaders.accounts.audit_log import By
from data_loaders.accounts.schema import write
from data_loaders.model.settings import Provider
from data_loaders.store.hash_chain import REFUSED
from gate.gate_state import GateState
from gate.request.cookies import FORM
from gate.request.local_path import local_path
from gate.responses import Page

_PATIENCE = 10
"""Seconds the provider may take to answer."""

_OPEN_FOR = 600
"""Seconds a person may take at the provider's."""

_MOST = 1000
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""Signatures only: never ``none``, never one made with the client's own secret."""

Welcome = Callable[[Page, Account, str], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class _Errand:
    """One visitor on the way to the provider and back."""

    browser: str
    nonce: str
    verifier: str
    next: str
    language: str
    since: float


class ProviderError(Exception):
    """The provider could not be reached, or its answer cannot be trusted."""


class SecondWay:
    """``/oidc/start`` and ``/oidc/callback``."""

    def __init__(self, gate_state: GateState, provider: Provider, welcome: Welcome) -> None:
        self._gate_state = gate_state
        self._provider = provider
        self._welcome = welcome
        self._errands: OrderedDict[str, _Errand] = OrderedDict()

    async def start(self, request: Request) -> Response:
        """Send the visitor to the provider, and remember which browser was sent."""
        page = Page(self._gate_state, request, {})
        browser = page.cookie(FORM)
        if not browser:
            return RedirectResponse("/login", 303)
        try:
            metadata = await to_thread.run_sync(self._metadata)
        except ProviderError:
            return _failed(page)
        state, errand = (
            token_urlsafe(32),
            _Errand(
                browser=browser,
                nonce=token_urlsafe(32),
                verifier=token_urlsafe(48),
                next=local_path(page.next),
                language=page.language,
                since=time.monotonic(),
            ),
        )
        self._errands[state] = errand
        while len(self._errands) > _MOST:
            self._errands.popitem(last=False)
        with self._client(page) as client:
            to, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=state,
                nonce=errand.nonce,
                code_verifier=errand.verifier,
            )
        return RedirectResponse(to, 303)

    async def callback(self, request: Request) -> Response:
        """The visitor comes back: believe the provider only for the errand we sent them on."""
        errand = self._errands.pop(request.query_params.get("state", ""), None)
        fields = {"next": errand.next, "lang": errand.language} if errand else {}
        page = Page(self._gate_state, request, fields)
        code = request.query_params.get("code", "")
        if errand is None or not code or not _same_browser(errand, page):
            return _failed(page)
        try:
            name = await to_thread.run_sync(self._name, page, errand, code)
        except ProviderError:
            return _failed(page)
        account = await to_thread.run_sync(self._gate_state.accounts.find, name)
        if (
            account is None
            or account.demonstration
            or not self._gate_state.sessions.admits(account)
        ):
            await to_thread.run_sync(self._record_unknown, name, page.visitor.address)
            said = page.texts["unknown_person"].format(name=name)
            return page.show("refused.html", status=403, message=said, back=True)
        return await self._welcome(page, account, "oidc")

    def _client(self, page: Page) -> OAuth2Session:
        client = OAuth2Session(
            self._provider.client,
            self._provider.secret,
            scope="openid profile email",
            redirect_uri=f"{page.visitor.base}/oidc/callback",
            code_challenge_method="S256",
        )
        client.trust_env = False
        return client

    def _name(self, page: Page, errand: _Errand, code: str) -> str:
        """Exchange the code and read who it is, after every check the standard asks for."""
        metadata = self._metadata()
        issued_by = page.request.query_params.get("iss", metadata["issuer"])
        if issued_by != metadata["issuer"]:
            raise ProviderError("another provider's answer")
        try:
            with self._client(page) as client:
                token = client.fetch_token(
                    metadata["token_endpoint"],
                    code=code,
                    code_verifier=errand.verifier,
                    timeout=_PATIENCE,
                )
                claims = self._claims(client, metadata, token, errand)
        except (AuthlibBaseError, JoseError, RequestException, KeyError, ValueError) as error:
            raise ProviderError(str(error)) from error
        return _claimed(claims, self._provider.claim)

    def _claims(
        self,
        client: OAuth2Session,
        metadata: Mapping[str, Any],
        token: Mapping[str, Any],
        errand: _Errand,
    ) -> Mapping[str, Any]:
        keys = KeySet.import_key_set(_json(client, metadata["jwks_uri"]))
        decoded = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS)
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            options={
                "iss": {"essential": True, "value": metadata["issuer"]},
                "aud": {"essential": True, "value": self._provider.client},
            },
            params={
                "nonce": errand.nonce,
                "client_id": self._provider.client,
                "access_token": token.get("access_token"),
            },
        )
        claims.validate(leeway=60)
        if self._provider.claim in claims or "userinfo_endpoint" not in metadata:
            return dict(claims)
        told = _json(client, metadata["userinfo_endpoint"], withhold_token=False)
        if told.get("sub") != claims["sub"]:
            raise ProviderError("user information of somebody else")
        return {**told, **claims}

    def _metadata(self) -> dict[str, Any]:
        """What the provider says of itself; asked each time, so that its keys may change."""
        address = f"{self._provider.issuer}/.well-known/openid-configuration"
        try:
            with OAuth2Session() as client:
                client.trust_env = False
                metadata: dict[str, Any] = _json(client, address)
        except (RequestException, ValueError) as error:
            raise ProviderError(str(error)) from error
        needed = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
        if any(name not in metadata for name in needed):
            raise ProviderError("incomplete metadata")
        if str(metadata["issuer"]).rstrip("/") != self._provider.issuer:
            raise ProviderError("metadata of another issuer")
        return metadata

    def _record_unknown(self, name: str, origin: str) -> None:
        accounts = self._gate_state.accounts
        with write(accounts.engine) as connection:
            by = By("", origin)
            subject = name[:64]
            accounts.record(
                connection, by, "session.start", subject, outcome=REFUSED, detail="oidc"
            )


def _json(client: OAuth2Session, address: str, *, withhold_token: bool = True) -> Any:
    answer = client.request("GET", address, timeout=_PATIENCE, withhold_token=withhold_token)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise ProviderError("no JSON object")
    return found


def _claimed(claims: Mapping[str, Any], wanted: str) -> str:
    """The account's name in the claims; an address counts only when the provider verified it."""
    name = claims.get(wanted)
    if not isinstance(name, str) or not name.strip():
        raise ProviderError(f"no claim {wanted}")
    if wanted == "email" and claims.get("email_verified") is not True:
        raise ProviderError("the address is not verified")
    return name.strip()


def _same_browser(errand: _Errand, page: Page) -> bool:
    fresh = time.monotonic() - errand.since < _OPEN_FOR
    return fresh and hmac.compare_digest(errand.browser, page.cookie(FORM))


def _failed(page: Page) -> Response:
    message = page.texts["provider_failed"]
    return page.show("refused.html", status=403, message=message, back=True)
