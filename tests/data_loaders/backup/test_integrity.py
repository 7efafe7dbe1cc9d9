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
from tests.plan_files import PLAN_FILES
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
    assert f"tệp gốc: {1 + PLAN_FILES} tệp" in said.out
    assert said.out.count("chuỗi nguyên vẹn") == 2


@pytest.mark.parametrize(
    ("behind_its_back", "says"),
    [
        ("UPDATE event SET event = 'returned'", "bảng event, khóa 1, lần ghi 2: nội dung khác"),
        ("UPDATE version SET period = 24308", "bảng version, khóa 1, lần ghi 2: nội dung khác"),
        ("UPDATE unit SET name = 'x' WHERE unit_id = '611'", "bảng unit, khóa 611, lần ghi 1:"),
        ("DELETE FROM task", "bảng task, khóa 1, lần ghi 2: đã ghi"),
        ("INSERT INTO reading VALUES ('a', 'A', '', 'x', 1, 2)", "có 1 dòng không do chương trình"),
        ("DELETE FROM trail_rows", "chuỗi bị sửa từ mục số 1"),
        ("UPDATE row_digest SET key = '7' WHERE entry = 2", "mục 2: mã của các dòng đã ghi"),
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
        ("INSERT INTO original FROM original", f"{1 + PLAN_FILES} tệp gốc bị trùng"),
        ("DELETE FROM version", "sự kiện không thuộc bản báo cáo nào"),
        ("DELETE FROM event WHERE event = 'sent'", "1 bản báo cáo không có sự kiện gửi"),
        ("INSERT INTO event FROM event", "2 khóa sự kiện bị trùng"),
        ("UPDATE version SET version = 2", "địa phương có số bản không liền nhau"),
        ("DELETE FROM revision WHERE revision = 2", "1 lần ghi bị thiếu hoặc trùng số"),
        ("DELETE FROM trail WHERE number = 3", "1 lần ghi không có trong nhật ký"),
        ("UPDATE trail SET who = 'ai đó' WHERE number = 2", "chuỗi bị sửa từ mục số 2"),
        ("DELETE FROM measure WHERE code = 'users'", "số liệu của chỉ số không có trong danh mục"),
        ("DELETE FROM unit WHERE unit_id = '611'", "không liệt kê được các bản báo cáo"),
        ("UPDATE area SET state = 'khác'", "danh sách địa bàn trong kho khác"),
        ("UPDATE task SET state = 'khác'", "không đọc được số liệu từ kho"),
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


def heads(terminal: Terminal, tmp_path: Path) -> Path:
    """The lines of a backup's last hashes, as somebody keeps them elsewhere."""
    said = terminal("data_loaders", "backup", str(tmp_path / "one.zip"))
    kept = tmp_path / "heads.txt"
    kept.write_text("\n".join(said.out.splitlines()[-2:]) + "\n\n", "utf-8")
    return kept


def test_a_store_holds_against_hashes_kept_elsewhere(
    terminal: Terminal, sent: Path, tmp_path: Path
) -> None:
    kept = heads(terminal, tmp_path)
    figures, accounts = (line.split() for line in kept.read_text("utf-8").split("\n")[:2])
    assert (figures[:2], accounts[0]) == (["figures", "3"], "accounts")
    said = terminal("data_loaders", "verify", "--kept", str(kept))
    assert (said.code, said.err) == (0, "")


def test_a_trail_written_anew_holds_in_itself_and_not_against_what_was_kept(
    terminal: Terminal, sent: Path, tmp_path: Path
) -> None:
    kept = heads(terminal, tmp_path)
    number, sha256 = 3, "0" * 64
    kept.write_text(f"figures {number} {sha256}\n", "utf-8")
    assert terminal("data_loaders", "verify").code == 0
    said = terminal("data_loaders", "verify", "--kept", str(kept))
    assert said.code == 1
    assert "nhật ký số liệu: chuỗi bị sửa từ mục số 3" in said.out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("figures ba abc", "dòng 1: không phải là CHUỖI SỐ-MỤC SHA256"),
        (f"figures 3 {'a' * 64}\nfigures 3 {'b' * 64}", "dòng 2: mục 3 đã có mã khác"),
        (None, "không đọc được tệp mã đã giữ"),
    ],
)
def test_a_file_of_hashes_that_says_nothing_is_one_line(
    terminal: Terminal, sent: Path, tmp_path: Path, text: str | None, says: str
) -> None:
    kept = tmp_path / "heads.txt"
    if text is not None:
        kept.write_text(text, "utf-8")
    said = terminal("data_loaders", "verify", "--kept", str(kept))
    assert (said.code, said.out) == (1, "")
    assert says in said.err
    assert said.err.count("\n") == 1


def test_a_store_that_cannot_be_opened_is_one_line(terminal: Terminal, sent: Path) -> None:
    sent.write_bytes(sent.read_bytes()[:5000])
    said = terminal("data_loaders", "verify")
    assert (said.code, said.out) == (1, "")
    assert "khôi phục từ bản sao lưu" in said.err
