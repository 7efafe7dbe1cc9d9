"""The approver's queue and the administrator's page, run as a person in."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea

from data_loaders.accounts.audit_log import read_trail
from data_loaders.accounts.permissions import Role
from data_loaders.backup.archive import open_backup
from data_loaders.model import Period
from data_loaders.model.version import VERSION
from data_loaders.reports import history
from pages.ui.reads import figures
from tests.pages.conftest import Shell
from tests.pages.seen import act, acts, pressed, tables, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")
JUNE = Period.parse("2025-06")
ACCEPT, RETURN = "reviewing_accept_", "reviewing_return_"


def newest() -> history.Version:
    store = figures.context().store
    return history.versions(store, unit_id="614", period=JUNE)[-1]


def reason_of(app: AppTest) -> TextArea:
    """Where the reason of a return is typed."""
    (found,) = (one for one in app.text_area if str(one.key).startswith("reviewing_reason_"))
    return found


def test_an_approver_accepts_what_waits_and_it_counts(shell: Shell, sent_store: Path) -> None:
    app = shell("review")
    assert not app.exception
    assert app.header[0].value == "Huyện Kon Rẫy · tháng 06/2025 · bản 1"
    assert "huyen-614" in whole(app)
    assert app.button(key=act(app, ACCEPT)).label == (
        "✓ Duyệt báo cáo Huyện Kon Rẫy, tháng 06/2025, bản 1"
    )
    app = pressed(app, ACCEPT)
    assert not app.exception
    assert "Đã duyệt Huyện Kon Rẫy, tháng 06/2025, bản 1." in whole(app)
    assert not acts(app, ACCEPT)
    assert newest().state == "accepted"
    assert newest().events[-1].by == "approver.all"


def test_a_return_needs_a_reason_which_the_sender_then_reads(
    shell: Shell, sent_store: Path
) -> None:
    app = shell("review")
    app = pressed(app, RETURN)
    assert [one.value for one in app.error] == ["trả lại báo cáo phải ghi lý do"]
    assert newest().state == "sent"
    reason_of(app).set_value("Thiếu số của xã Đăk Kôi")
    app = pressed(app, RETURN)
    assert newest().state == "returned"
    told = whole(shell("submit", actor=(Role.REPORTER, "614"), period="2025-06"))
    assert "Thiếu số của xã Đăk Kôi" in told
    assert "đã trả lại" in told


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER, Role.AUDITOR, Role.ADMIN])
def test_only_an_approver_has_the_queue(role: Role, shell: Shell, sent_store: Path) -> None:
    app = shell("review", actor=(role, "614" if role is Role.REPORTER else None))
    assert not acts(app, ACCEPT)
    assert newest().state == "sent"


def test_an_administrator_adds_an_account_and_sees_its_password_once(
    shell: Shell, sent_store: Path
) -> None:
    app = shell("admin", actor=(Role.ADMIN, None))
    assert not app.exception
    app.text_input(key="administration_name_0").set_value("chi.lan")
    app.selectbox(key="administration_role_0").set_value(Role.VIEWER)
    app = pressed(app, "administration_add_")
    assert not app.exception
    (told,) = [one.value for one in app.success]
    assert "chi.lan" in told
    account = figures.sessions().accounts.must_find("chi.lan")
    assert (account.temporary, account.disabled) == (True, False)
    assert app.run().success  # it stands until somebody goes on
    assert not pressed(app, "go_on_accounts").success


def test_a_reporting_account_belongs_to_the_locality_that_was_chosen_and_to_none_by_itself(
    shell: Shell, sent_store: Path
) -> None:
    app = shell("admin", actor=(Role.ADMIN, None))
    app.text_input(key="administration_name_0").set_value("huyen.moi")
    app.selectbox(key="administration_role_0").set_value(Role.REPORTER)
    assert app.selectbox(key="administration_unit_0").value is None
    app.button(key="administration_add_0").click().run()
    assert [one.value for one in app.error] == [
        "Chưa thêm: hãy chọn địa phương mà tài khoản báo cáo thuộc về."
    ]
    assert figures.sessions().accounts.find("huyen.moi") is None
    assert app.text_input(key="administration_name_0").value == "huyen.moi"
    app.selectbox(key="administration_unit_0").set_value("617")
    app.button(key="administration_add_0").click().run()
    assert not app.error
    assert figures.sessions().accounts.must_find("huyen.moi").unit_id == "617"
    app = pressed(app, "go_on_accounts")
    assert app.text_input(key="administration_name_1").value == ""  # room for the next one


def test_each_time_is_told_with_the_clock_it_is_of(
    shell: Shell, sent_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The demonstration's day is 25/06/2025; the machine's is another, and the trail tells that."""
    app = shell("admin", actor=(Role.AUDITOR, None))
    said = [one.value for one in app.caption if "đồng hồ máy chủ" in one.value]
    assert len(said) == 2  # open sessions and the trail
    assert all(one.endswith("theo giờ báo cáo, hiện là 25/06/2025 08:00.") for one in said)
    times = [row[0] for table in tables(app) if table[0][0] == "Lúc (giờ máy chủ)" for row in table]
    assert len(times) > 2
    assert not any(time.startswith("25/06/2025") for time in times)


def test_an_administrator_makes_a_backup_that_comes_back_equal(
    shell: Shell, sent_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_BACKUPS", str(tmp_path / "kept"))
    app = shell("admin", actor=(Role.ADMIN, None))
    assert "Chưa có bản sao lưu nào" in whole(app)
    pressed(app, "backup_board_make_")
    assert not app.exception
    (path,) = (tmp_path / "kept").iterdir()
    assert path.name in whole(app)
    with open_backup(path) as kept, figures.context().store.snapshot() as now:
        assert kept.manifest.tables == {table: now.checksum(table) for table in now.tables()}
        assert kept.accounts() is not None
    entry = read_trail(figures.sessions().accounts.engine)[-1].entry
    assert (entry.who, entry.action, entry.subject) == ("admin.all", "store.backup", path.name)


def test_a_folder_that_cannot_be_made_is_a_sentence(
    shell: Shell, sent_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_BACKUPS", str(sent_store / "kept"))
    app = shell("admin", actor=(Role.ADMIN, None))
    pressed(app, "backup_board_make_")
    assert "MONITOR_BACKUPS" in app.error[0].value


def test_an_auditor_reads_both_trails_and_changes_nothing(shell: Shell, sent_store: Path) -> None:
    app = shell("admin", actor=(Role.AUDITOR, None))
    assert not app.exception
    assert "chuỗi nguyên vẹn" in whole(app)
    assert [one.value for one in app.caption][-1] == f"Phiên bản chương trình: {VERSION}"
    assert "gửi báo cáo của địa phương report.send" in whole(app)
    labels = [element.proto.label for element in app.get("download_button")]
    assert labels == ["Tải nhật ký (CSV, mở bằng Excel)", "Tải nhật ký (JSON)"] * 2
    assert not any(str(button.key).startswith("administration_") for button in app.button)
