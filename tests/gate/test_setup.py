"""Accounts at the door: one's own password, the first administrator, the demonstration's."""

from __future__ import annotations

import pytest

from data_loaders.accounts.permissions import Role
from gate.gate_state import GateState
from gate.request.texts import texts
from tests.gate.conftest import (
    HTML,
    PASSWORD,
    Add,
    FakeStore,
    Visit,
)

NEW = "năm con voi ngủ trưa hè"

pytestmark = pytest.mark.usefixtures("people")


def said(key: str, index: int = 0) -> str:
    return texts(("vi", "en")[index])[key]


def test_a_temporary_password_opens_nothing_but_its_change(
    visit: Visit, add: Add, gate_state: GateState
) -> None:
    add("moi", temporary=True)
    browser = visit()
    browser.sign_in("moi")
    assert browser.get("/", headers=HTML).headers["location"] == "/password"
    assert browser.get("/media/1").status_code == 403
    assert said("must_change") in browser.get("/password", headers=HTML).text
    old = browser.token
    fields = {"current": PASSWORD, "new": NEW, "repeat": NEW}
    form = browser.form("/password")
    assert browser.post("/password", data={"form": form, **fields}).status_code == 303
    assert browser.get("/", headers=HTML).text == "figures"
    assert browser.token != old
    assert visit().sign_in("moi", PASSWORD).status_code == 401
    assert visit().sign_in("moi", NEW).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "repeat", "why"),
    [
        ("wrong", NEW, NEW, "wrong"),
        (PASSWORD, NEW, "other", "different"),
        (PASSWORD, PASSWORD, PASSWORD, "same"),
        (PASSWORD, "ngắn", "ngắn", "short"),
        (PASSWORD, "matkhau12345", "matkhau12345", "common"),
    ],
)
def test_a_password_is_changed_only_for_a_better_one(
    visit: Visit, current: str, new: str, repeat: str, why: str
) -> None:
    browser = visit()
    browser.sign_in()
    form = browser.form("/password")
    fields = {"form": form, "current": current, "new": new, "repeat": repeat, "lang": "en"}
    answer = browser.post("/password", data=fields)
    assert answer.status_code in (401, 403)
    assert said(why, 1) in answer.text
    assert visit().sign_in().status_code == 303


def test_a_changed_password_ends_the_other_sessions(visit: Visit) -> None:
    here, elsewhere = visit(), visit()
    here.sign_in()
    elsewhere.sign_in()
    fields = {"form": here.form("/password"), "current": PASSWORD, "new": NEW, "repeat": NEW}
    here.post("/password", data=fields)
    assert here.get("/", headers=HTML).text == "figures"
    assert elsewhere.get("/", headers=HTML).status_code == 303


class TestSetUp:
    """The first administrator; there are no accounts yet."""

    @pytest.fixture(autouse=True)
    def nobody(self, people: None, gate_state: GateState) -> str:
        with gate_state.accounts.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM account")
        self.code = gate_state.new_setup_code()
        return self.code

    def fields(self, **changed: str) -> dict[str, str]:
        return {"code": self.code, "name": "chi", "new": NEW, "repeat": NEW, **changed}

    def test_the_code_on_the_console_makes_one_administrator(
        self, visit: Visit, gate_state: GateState
    ) -> None:
        browser = visit()
        assert browser.get("/login").headers["location"] == "/setup"
        made = browser.post("/setup", data={"form": browser.form("/setup"), **self.fields()})
        assert made.headers["location"] == "/login"
        assert gate_state.accounts.must_find("chi").role is Role.ADMIN
        assert browser.sign_in("chi", NEW).headers["location"] == "/admin"
        late = visit()
        late.form("/login")
        again = late.post("/setup", data=self.fields(name="ba"))
        assert again.headers["location"] == "/login"
        assert gate_state.accounts.find("ba") is None

    @pytest.mark.parametrize(
        "changed",
        [
            {"code": "wrong"},
            {"code": ""},
            {"repeat": "other"},
            {"new": "short", "repeat": "short"},
            {"name": "Không Được"},
        ],
    )
    def test_nothing_else_does(
        self, visit: Visit, gate_state: GateState, changed: dict[str, str]
    ) -> None:
        browser = visit()
        form = browser.form("/setup")
        answer = browser.post("/setup", data={"form": form, **self.fields(**changed)})
        assert answer.status_code == 403
        assert gate_state.accounts.everyone() == ()


class TestDemonstration:
    """On demonstration data the page offers one account of each role."""

    def test_every_role_is_in_by_one_click(
        self, visit: Visit, gate_state: GateState, store: FakeStore
    ) -> None:
        store.demonstration = True
        for shown in gate_state.shown():
            page = visit().get("/login").text
            assert shown.password in page
            browser = visit()
            assert browser.sign_in(shown.account.name, shown.password).status_code == 303
            assert browser.get("/", headers=HTML).text == "figures"
        assert len(gate_state.shown()) == 6

    def test_a_real_store_shows_and_takes_none_of_them(
        self, visit: Visit, gate_state: GateState, store: FakeStore
    ) -> None:
        store.demonstration = True
        shown = gate_state.shown()[0]
        browser = visit()
        browser.sign_in(shown.account.name, shown.password)
        store.demonstration = False
        assert shown.password not in visit().get("/login").text
        assert visit().sign_in(shown.account.name, shown.password).status_code == 401
        assert browser.get("/", headers=HTML).status_code == 303

    def test_another_demonstration_has_passwords_of_its_own(
        self, visit: Visit, gate_state: GateState, store: FakeStore
    ) -> None:
        store.demonstration = True
        first = {one.account.name: one.password for one in gate_state.shown()}
        store.made_at = 2
        second = {one.account.name: one.password for one in gate_state.shown()}
        assert first.keys() == second.keys()
        assert set(first.values()).isdisjoint(second.values())
        name = next(iter(first))
        assert visit().sign_in(name, first[name]).status_code == 401
