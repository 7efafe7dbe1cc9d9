"""The second way in, against a real provider: who it says one is, and nothing more, is believed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx2 import Response
from joserfc.jwk import RSAKey

from data_loaders.accounts.permissions import Role
from gate import oidc
from gate.gate_state import GateState
from gate.oidc import ProviderError, _claimed
from gate.request.texts import texts
from tests.gate.conftest import BASE, BY, HTML, Add, FakeStore, Visit, Visitor, acts
from tests.gate.provider import agree, running_provider


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with running_provider() as found:
        yield found


@pytest.fixture
def environment(issuer: str, tmp_path: Path) -> dict[str, str]:
    secret = tmp_path / "secret"
    secret.write_text("a client's secret\n", "utf-8")
    return {
        "MONITOR_OIDC_ISSUER": issuer,
        "MONITOR_OIDC_CLIENT": "monitor",
        "MONITOR_OIDC_SECRET_FILE": str(secret),
    }


@pytest.fixture(autouse=True)
def people(add: Add) -> None:
    add("quan.tri", Role.ADMIN)
    add("an", password=None)


def started(browser: Visitor, **query: str) -> str:
    """Where the gate sends the browser: the provider's own address."""
    browser.get("/login", headers=HTML)
    answer = browser.get("/oidc/start", params=query)
    assert answer.status_code == 303
    return answer.headers["location"]


def returned(browser: Visitor, address: str) -> Response:
    """The browser follows the provider's answer home."""
    assert address.startswith(f"{BASE}/oidc/callback?")
    return browser.get(address)


def test_a_person_with_an_account_is_in_by_the_provider(
    visit: Visit, gate_state: GateState, issuer: str
) -> None:
    browser = visit()
    page = browser.get("/login?next=/locality", headers=HTML)
    assert texts("vi")["provider"] in page.text
    to = started(browser, next="/locality?unit=615")
    assert to.startswith(f"{issuer}/")
    asked = parse_qs(urlsplit(to).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    answer = returned(browser, agree(to, "1"))
    assert answer.headers["location"] == "/locality?unit=615"
    assert browser.get("/", headers=HTML).text == "figures"
    session = gate_state.sessions.open_ones()[0]
    assert (session.account.name, session.way) == ("an", "oidc")


def test_an_old_cookie_opens_nothing_after_the_sign_out(visit: Visit) -> None:
    browser = visit()
    returned(browser, agree(started(browser), "1"))
    kept = browser.token
    browser.get("/logout", headers={**HTML, "sec-fetch-site": "same-origin"})
    replay = visit(cookies={"monitor": kept})
    assert replay.get("/", headers=HTML).status_code == 303


@pytest.mark.parametrize(("sub", "name"), [("2", "stranger"), ("3", "demo-thu-ky")])
def test_a_person_we_do_not_know_is_refused_by_name(
    visit: Visit, gate_state: GateState, store: FakeStore, sub: str, name: str
) -> None:
    store.demonstration = True
    gate_state.shown()  # makes demo-thu-ky, which has a password of its own and no other way
    browser = visit()
    answer = returned(browser, agree(started(browser), sub))
    assert answer.status_code == 403
    assert name in answer.text
    assert browser.token == ""
    assert acts(gate_state)[-1] == ("session.start", name, "refused")


def test_a_disabled_account_is_refused(visit: Visit, gate_state: GateState) -> None:
    gate_state.accounts.set_disabled("an", disabled=True, by=BY)
    browser = visit()
    assert returned(browser, agree(started(browser), "1")).status_code == 403


def test_a_person_without_the_claim_is_refused(visit: Visit) -> None:
    browser = visit()
    assert returned(browser, agree(started(browser), "4")).status_code == 403


def test_an_answer_is_good_once_and_in_its_own_browser_only(visit: Visit) -> None:
    mine, theirs = visit(), visit()
    back = agree(started(mine), "1")
    theirs.get("/login", headers=HTML)
    assert returned(theirs, back).status_code == 403  # a planted sign-in
    assert returned(mine, back).status_code == 403  # and used up by it
    back = agree(started(mine), "1")
    assert returned(mine, back).status_code == 303
    assert returned(mine, back).status_code == 403


@pytest.mark.parametrize(
    "query", ["", "state=x&code=y", "state=&code=", "error=access_denied&state=x"]
)
def test_an_answer_nobody_was_sent_for_is_refused(visit: Visit, query: str) -> None:
    browser = visit()
    browser.get("/login", headers=HTML)
    answer = browser.get(f"/oidc/callback?{query}")
    assert answer.status_code == 403
    assert texts("vi")["provider_failed"] in answer.text


def test_a_made_up_code_and_another_issuer_are_refused(visit: Visit) -> None:
    browser = visit()
    state = parse_qs(urlsplit(agree(started(browser), "1")).query)["state"][0]
    assert browser.get(f"/oidc/callback?state={state}&code=made-up").status_code == 403
    back = agree(started(browser), "1")
    assert returned(browser, f"{back}&iss=evil").status_code == 403


def test_a_token_signed_with_another_key_is_refused(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = visit()
    back = agree(started(browser), "1")
    real = oidc._json

    def other_keys(client: Any, address: str, **others: bool) -> Any:
        if "jwks" not in address:
            return real(client, address, **others)
        kid = real(client, address)["keys"][0].get("kid")
        forged = RSAKey.generate_key(2048, {"kid": kid} if kid else None)
        return {"keys": [forged.as_dict(private=False)]}

    monkeypatch.setattr(oidc, "_json", other_keys)
    assert returned(browser, back).status_code == 403
    assert browser.token == ""


def test_a_provider_that_is_away_leaves_the_password(
    visit: Visit, gate_state: GateState, monkeypatch: pytest.MonkeyPatch, add: Add
) -> None:
    provider = gate_state.settings.provider
    assert provider is not None
    browser = visit()
    browser.get("/login", headers=HTML)
    monkeypatch.setattr("gate.oidc.OAuth2Session.request", away)
    answer = browser.get("/oidc/start")
    assert answer.status_code == 403
    assert texts("vi")["provider_failed"] in answer.text
    add("ba")
    assert browser.sign_in("ba").status_code == 303


def away(*_: object, **__: object) -> object:
    import requests

    raise requests.ConnectionError("nobody there")


def test_nobody_is_sent_from_the_provider_to_another_site(visit: Visit) -> None:
    browser = visit()
    back = agree(started(browser, next="//evil.example"), "1")
    assert returned(browser, back).headers["location"] == "/"


def test_an_address_counts_only_when_the_provider_verified_it() -> None:
    assert (
        _claimed({"email": "an@example.org", "email_verified": True}, "email") == "an@example.org"
    )
    for claims in ({"email": "an@example.org"}, {"email": "a@b.c", "email_verified": "true"}):
        with pytest.raises(ProviderError):
            _claimed(claims, "email")


def test_the_secret_is_not_in_what_is_printed(gate_state: GateState) -> None:
    assert "a client's secret" not in repr(gate_state.settings)
