"""``verify`` names what is wrong with a store, whoever did it and however little it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from data_loaders.model.settings import read_settings
from data_loaders.reports import acceptance, commits
from data_loaders.reports.history import ACCEPTED
from data_loaders.reports.preview import preview
from data_loaders.service.context import open_context
from tests.data_loaders.sent_forms import OURS, RECEIVED, filled
from tests.data_loaders.stores import LATER, at
from tests.terminal import Terminal


@pytest.fixture(scope="module")
def _with_a_report(_made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(_made_once, tmp_path_factory.mktemp("sent") / "store.duckdb"))
    environment = {"MONITOR_STORE": str(path), "MONITOR_NOW": LATER.isoformat()}
    context = open_context(read_settings(environment))
    with context.store as store:
        seen = preview(
            store,
            filled(),
            file_name="bieu.xlsx",
            register=context.register(),
            regime=context.regime,
            received_at=RECEIVED,
            use=context.use,
        )
        sent = commits.send(store, seen, actor="huyen", now=LATER, explanations="đã đối chiếu")
        assert sent.outcome == "sent"
        acceptance.decide(store, OURS, ACCEPTED, actor="tt", at=at(20), now=LATER)
    return path


@pytest.fixture
def sent(_with_a_report: Path, tmp_path: Path) -> Path:
    """A closed store with one accepted report, read from its workbook."""
    return Path(shutil.copy(_with_a_report, tmp_path / "store.duckdb"))


def test_a_whole_store_is_said_to_be_whole(terminal: Terminal, sent: Path) -> None:
    said = terminal("data_loaders", "verify")
    assert (said.code, said.err) == (0, "")
    assert "tệp gốc: 7 tệp" in said.out
    assert said.out.count("chuỗi nguyên vẹn") == 2


@pytest.mark.parametrize(
    ("behind_its_back", "says"),
    [
        ("UPDATE fact SET value = 3 WHERE value = 12", "611, kỳ 2025-10, bản 1: ô Số liệu!"),
        ("UPDATE cell SET text = '13' WHERE text = '12'", "trong kho là “13” = 12"),
        ("UPDATE cell SET cell = 'Z9' WHERE text = '12'", "trong tệp gốc là “12” = 12"),
        ("INSERT INTO fact FROM fact", "có số liệu bị ghi hai lần"),
        ("DELETE FROM fact WHERE value = 12", "ô nguồn không có số liệu"),
        ("DELETE FROM cell WHERE text = '12'", "số liệu không có ô nguồn"),
        ("UPDATE area SET state = 'đạt', decision_no = '9'", "danh sách địa bàn trong kho khác"),
        ("UPDATE task SET note = 'khác'", "danh sách nhiệm vụ trong kho khác"),
        ("UPDATE list_cell SET text = 'khác'", "ô của hai danh sách trong kho khác"),
        ("DELETE FROM original", "bản báo cáo không còn tệp gốc"),
        ("UPDATE original SET content = 'x'::BLOB", "tệp gốc không còn đúng"),
        ("INSERT INTO original FROM original", "7 tệp gốc bị trùng"),
        ("DELETE FROM version", "sự kiện không thuộc bản báo cáo nào"),
        ("DELETE FROM event WHERE event = 'sent'", "1 bản báo cáo không có sự kiện gửi"),
        ("INSERT INTO event FROM event", "2 khóa sự kiện bị trùng"),
        ("UPDATE version SET version = 2", "địa phương có số bản không liền nhau"),
        ("DELETE FROM revision WHERE revision = 2", "1 lần ghi bị thiếu hoặc trùng số"),
        ("DELETE FROM trail WHERE number = 3", "1 lần ghi không có trong nhật ký"),
        ("UPDATE trail SET who = 'ai đó' WHERE number = 2", "chuỗi bị sửa từ mục số 2"),
        ("DELETE FROM measure WHERE code = 'users'", "số liệu của chỉ số không có trong danh mục"),
        ("DELETE FROM unit WHERE unit_id = '611'", "không liệt kê được các bản báo cáo"),
        ("UPDATE area SET state = 'khác'", "không đọc được số liệu từ kho"),
        ("UPDATE migration SET name = 'khác'", "cấu trúc của kho khác chương trình: khác"),
    ],
)
def test_what_was_altered_is_named(
    terminal: Terminal, sent: Path, behind_its_back: str, says: str
) -> None:
    with duckdb.connect(str(sent)) as connection:
        connection.execute(behind_its_back)
    said = terminal("data_loaders", "verify")
    assert (said.code, said.err) == (1, "")
    assert says in said.out


def test_a_store_that_cannot_be_opened_is_one_line(terminal: Terminal, sent: Path) -> None:
    sent.write_bytes(sent.read_bytes()[:5000])
    said = terminal("data_loaders", "verify")
    assert (said.code, said.out) == (1, "")
    assert "khôi phục từ bản sao lưu" in said.err
