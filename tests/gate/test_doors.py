"""Signing in and signing out, and what a door says in either language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from data_loaders.accounts.permissions import Role
from data_loaders.accounts.sessions import hash_of
from data_loaders.model.errors import StoreError
from data_loaders.model.version import VERSION
from data_loaders.store.database import Store
from gate.gate_state import GateState
from gate.middleware import Gate
from gate.request.texts import texts
from tests.gate.conftest import (
    BY,
    HTML,
    PASSWORD,
    Add,
    Behind,
    Clock,
    Visit,
    Visitor,
    acts,
    token_of,
)

pytestmark = pytest.mark.usefixtures("people")


def said(key: str, index: int = 0) -> str:
    return texts(("vi", "en")[index])[key]


def test_a_right_password_lets_in_and_leads_to_the_page_asked_for(visit: Visit) -> None:
    browser = visit()
    there = browser.get("/locality?unit=615", headers=HTML)
    assert there.status_code == 303
    assert there.headers["location"] == "/login?next=%2Flocality%3Funit%3D615"
    answer = browser.sign_in(next="/locality?unit=615")
    assert (answer.status_code, answer.headers["location"]) == (303, "/locality?unit=615")
    assert browser.get("/locality?unit=615", headers=HTML).text == "figures"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(visit: Visit) -> None:
    cookie = next(c for c in visit().sign_in().headers.get_list("set-cookie") if "monitor=" in c)
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Max-Age" not in cookie  # ends with the browser
    assert "Domain" not in cookie


def test_the_database_holds_only_a_hash_of_what_the_cookie_holds(
    visit: Visit, gate_state: GateState
) -> None:
    browser = visit()
    browser.sign_in()
    with gate_state.accounts.engine.connect() as connection:
        raw = connection.exec_driver_sql("SELECT * FROM session").mappings().one()
    assert browser.token not in map(str, raw.values())
    assert raw["token_hash"] == hash_of(browser.token)
    assert len(browser.token) >= 43  # 256 bits in base64


@pytest.mark.parametrize(
    ("name", "password"), [("an", "wrong"), ("nobody", PASSWORD), ("", ""), ("an", "")]
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    visit: Visit, name: str, password: str
) -> None:
    answer = visit().sign_in(name, password)
    assert answer.status_code == 401
    assert said("wrong") in answer.text
    assert "monitor=" not in answer.headers.get("set-cookie", "")


def test_an_unknown_name_costs_as_many_hashes_as_a_known_one(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []

    def verify(encoded: str, password: str) -> bool:
        hashed.append(password)
        return False

    monkeypatch.setattr("gate.sign_in.verify_password", verify)
    for name in ("an", "nobody"):
        visit().sign_in(name, "x")
    assert hashed == ["x", "x"]


def test_names_are_taken_as_people_type_them(visit: Visit) -> None:
    assert visit().sign_in("  An ").status_code == 303


def test_a_name_that_is_nobodys_is_not_written_down(visit: Visit, gate_state: GateState) -> None:
    visit().sign_in("my password by mistake", "x")
    assert acts(gate_state)[-1] == ("session.start", "(không có tài khoản)", "refused")


def test_a_name_typed_into_the_form_comes_back_harmless(visit: Visit) -> None:
    answer = visit().sign_in('"><script>alert(1)</script>', "x")
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_disabled_account_is_out_at_once_and_stays_out(
    visit: Visit, gate_state: GateState
) -> None:
    browser = visit()
    browser.sign_in()
    gate_state.accounts.set_disabled("an", disabled=True, by=BY)
    assert browser.get("/", headers=HTML).status_code == 303
    assert visit().sign_in().status_code == 401


def test_every_sign_in_has_a_new_session_and_ends_the_one_before(visit: Visit) -> None:
    browser = visit()
    forms = [browser.form("/login"), browser.form("/login")]
    tokens = []
    for form in forms:  # the second tab's form is posted while the first has signed in
        browser.post("/login", data={"form": form, "name": "an", "password": PASSWORD})
        tokens.append(browser.token)
    assert tokens[0] != tokens[1]
    thief = visit(cookies={"monitor": tokens[0]})
    assert thief.get("/", headers=HTML).status_code == 303
    assert browser.get("/", headers=HTML).text == "figures"


def test_a_session_that_was_planted_is_not_taken_up(visit: Visit) -> None:
    browser = visit()
    planted = "monitor=planted"
    form = browser.form("/login")
    fields = {"form": form, "name": "an", "password": PASSWORD}
    form_cookie = next(f"{c.name}={c.value}" for c in browser.cookies.jar)
    headers = {"cookie": f"{form_cookie}; {planted}"}
    answer = browser.post("/login", data=fields, headers=headers)
    assert answer.status_code == 303
    assert browser.token != "planted"
    assert visit(cookies={"monitor": "planted"}).get("/", headers=HTML).status_code == 303


def test_two_open_sign_in_tabs_both_work(visit: Visit) -> None:
    browser = visit()
    first, second = browser.form("/login"), browser.form("/login")
    for form in (first, second):
        answer = browser.post("/login", data={"form": form, "name": "an", "password": PASSWORD})
        assert answer.status_code == 303


@pytest.mark.parametrize("form", [None, "", "0" * 64])
def test_a_form_of_another_site_signs_nobody_in(visit: Visit, form: str | None) -> None:
    browser = visit()
    browser.form("/login")
    fields = {"name": "an", "password": PASSWORD} | ({} if form is None else {"form": form})
    answer = browser.post("/login", data=fields)
    assert answer.status_code == 403
    assert said("stale") in answer.text


def test_the_form_of_one_browser_does_not_work_in_another(visit: Visit) -> None:
    mine, theirs = visit(), visit()
    theirs.form("/login")
    fields = {"form": mine.form("/login"), "name": "an", "password": PASSWORD}
    assert theirs.post("/login", data=fields).status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data"])
def test_only_a_plain_form_is_read(visit: Visit, kind: str) -> None:
    browser = visit()
    form = browser.form("/login")
    body = f"form={form}&name=an&password={PASSWORD}".encode()
    answer = browser.post("/login", content=body, headers={"content-type": kind})
    assert answer.status_code == 403


def test_a_huge_form_is_not_read(visit: Visit) -> None:
    browser = visit()
    fields = {"form": browser.form("/login"), "name": "an", "password": "x" * 100_000}
    assert browser.post("/login", data=fields).status_code == 403


@pytest.mark.parametrize("to", ["//evil.example", f"{'https'}://evil.example", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(visit: Visit, to: str) -> None:
    browser = visit()
    assert browser.sign_in(next=to).headers["location"] == "/"
    assert browser.get("/login", params={"next": to}).headers["location"] == "/"


def test_signing_out_from_a_page_of_ours_ends_the_session_for_good(visit: Visit) -> None:
    browser = visit()
    browser.sign_in()
    kept = browser.token
    answer = browser.get("/logout", headers={**HTML, "sec-fetch-site": "same-origin"})
    assert answer.headers["location"].startswith("/login?why=signed_out")
    replay = visit(cookies={"monitor": kept})
    assert replay.get("/", headers=HTML).status_code == 303
    assert said("signed_out") in replay.get(answer.headers["location"]).text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"referer": f"{'http'}://evil.example/"},
        {"referer": f"{'http'}://localhost.evil.example/"},
        {},
    ],
)
def test_another_site_cannot_sign_anybody_out(visit: Visit, headers: dict[str, str]) -> None:
    browser = visit()
    browser.sign_in()
    question = browser.get("/logout", headers={**HTML, **headers})
    assert said("sign_out_question") in question.text
    assert browser.get("/", headers=HTML).text == "figures"
    assert browser.post("/logout", data={"form": "wrong"}).status_code == 200
    assert browser.get("/", headers=HTML).text == "figures"
    assert browser.post("/logout", data={"form": token_of(question)}).status_code == 303
    assert browser.get("/", headers=HTML).status_code == 303


def test_the_page_speaks_english_when_asked_or_when_the_page_behind_does(visit: Visit) -> None:
    for address in ("/login?lang=en", "/login?next=%2Foverview%3Flang%3Den"):
        page = visit().get(address)
        assert '<html lang="en">' in page.text
        assert said("name", 1) in page.text
    assert '<html lang="vi">' in visit().get("/login?lang=xx").text


def test_a_lock_says_how_long_and_lifts_by_itself(visit: Visit, clock: Clock) -> None:
    browser = visit()
    for _ in range(5):
        assert browser.sign_in("an", "wrong").status_code == 401
    answer = browser.sign_in()
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "30"
    assert "30 giây" in answer.text
    clock.advance(seconds=30)
    assert browser.sign_in().status_code == 303


def test_a_house_that_is_ill_says_so_and_nothing_more(
    visit: Visit, gate_state: GateState, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visit().get("/healthz").json() == {"status": "ok"}
    monkeypatch.setattr(gate_state, "store", missing_store())
    monkeypatch.setattr(gate_state, "_asked_at", -1.0)  # as if a second had passed
    answer = visit().get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "failing"})


def test_who_may_read_the_trail_is_told_the_version_that_runs(visit: Visit, add: Add) -> None:
    add("kiem.toan", Role.AUDITOR)
    chair, auditor = visit(), visit()
    chair.sign_in()
    auditor.sign_in("kiem.toan")
    assert chair.get("/healthz").json() == {"status": "ok"}
    assert auditor.get("/healthz").json() == {"status": "ok", "version": VERSION}


def missing_store() -> Callable[[], Any]:
    from data_loaders.model.errors import StoreError

    def missing() -> Any:
        raise StoreError("chưa có kho số liệu /a/secret/place")

    return missing


def test_every_text_stands_in_both_languages() -> None:
    for key, sentence in texts("vi").items():
        assert sentence, key
        assert texts("en")[key] not in ("", sentence), key


def test_a_door_says_whose_plan_stands_behind_it(visit: Visit) -> None:
    """The number is the plan's, the name that of the register in the store."""
    page = visit().get("/login", headers=HTML).text
    assert '<span class="product">Theo dõi Kế hoạch 3220/KH-UBND</span>' in page
    assert '<span class="province">Tỉnh Bình Yên</span>' in page
    english = visit().get("/login?lang=en", headers=HTML).text
    assert "Monitoring Plan 3220/KH-UBND</title>" in english


def test_before_there_is_a_store_a_door_names_no_province(
    gate_state: GateState, behind: Behind
) -> None:
    def missing() -> Store:
        raise StoreError("chưa có kho số liệu")

    gate_state.store = missing
    assert gate_state.province() == ""
    page = Visitor(Gate(behind, gate_state)).get("/login", headers=HTML)
    assert '<span class="province"></span>' in page.text
