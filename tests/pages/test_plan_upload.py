"""The administrator uploads a plan's folder: what is wrong with it, what it comes to, in force."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data_loaders.accounts.permissions import Role
from data_loaders.store.plan_versions import plan_versions
from pages.ui.reads import figures
from tests.kpis.plan_folder.folders import changed, files
from tests.pages.conftest import Shell
from tests.pages.seen import acts, pressed, whole

pytestmark = pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")
ADMIN = (Role.ADMIN, None)
LOAD = "plan_load_"
AMENDMENT = """by = "each_year"

[[target.version]]
from = "2025-08"
decision = "QĐ 77/QĐ-UBND"
bar = "<= -0.10"
"""


def packed(there: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in there.items():
            archive.writestr(f"kh3220/{name}", data)
    return stream.getvalue()


def uploaded(app: AppTest, data: bytes) -> AppTest:
    (chooser,) = app.file_uploader
    chooser.set_value(("kh3220.zip", data, "application/zip"))
    return app.run()


def amended() -> dict[str, bytes]:
    return changed("kh3220", "plan.toml", ('by = "each_year"\n', AMENDMENT))


def test_what_is_wrong_is_told_in_place_and_nothing_can_be_pressed(
    shell: Shell, sent_store: Path
) -> None:
    app = shell("admin", actor=ADMIN)
    assert "3220/KH-UBND" in whole(app)
    bad = changed("kh3220", "plan.toml", ('bar = "<= -0.05"', 'bar = "<= -5"'))
    app = uploaded(app, packed(bad))
    assert not app.exception
    assert "target[1].bar" in whole(app)
    assert "Thư mục còn 1 lỗi" in app.error[0].value
    assert not acts(app, LOAD)


def test_what_was_shown_is_put_in_force_once_with_its_reason(
    shell: Shell, sent_store: Path
) -> None:
    app = uploaded(shell("admin", actor=ADMIN), packed(amended()))
    assert not app.exception
    assert "target[spots-reduction].version" in whole(app)
    app = pressed(app, LOAD)
    assert len(app.error) == 1
    for key, text in (("since", "2025-08"), ("decision", "77/QĐ-UBND"), ("reason", "Sửa mức")):
        app.text_input(key=f"plan_load_{key}").set_value(text)
    app = pressed(app, LOAD)
    assert not app.exception
    assert "Đã đưa vào thực hiện kh3220, bản 2, từ kỳ 2025-08 (77/QĐ-UBND)." in whole(app)
    assert not acts(app, LOAD)
    store = figures.context().store
    assert [one.version for one in plan_versions(store)] == [1, 2]
    entry = store.trail()[-1].entry
    assert (entry.action, entry.who) == ("plan.load", "admin.all")
    assert "Sửa mức" in entry.detail
    assert plan_versions(store)[-1].sha256 in entry.detail


def test_a_file_that_is_no_zip_is_one_finding(shell: Shell, sent_store: Path) -> None:
    app = uploaded(shell("admin", actor=ADMIN), b"plan")
    assert not app.exception
    assert "không phải tệp zip đọc được" in whole(app)


def test_an_auditor_sees_no_upload(shell: Shell, sent_store: Path) -> None:
    app = shell("admin", actor=(Role.AUDITOR, None))
    assert not app.exception
    assert not app.file_uploader
    assert files("kh3220")
