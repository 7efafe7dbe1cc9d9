"""A zip from a browser: what a plan's folder needs is read, everything else is refused by name."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from kpis.plan_folder import zip_upload
from kpis.plan_folder.zip_upload import unpack


def packed(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def codes(data: bytes) -> list[str]:
    found = unpack(data, "k.zip")
    assert found.files == {} or not found.findings
    return [one.code for one in found.findings]


PLAIN = {"plan.toml": b"a", "form-1.toml": b"b"}


@pytest.mark.parametrize("prefix", ["", "ke-hoach/", "Kế hoạch/"])
def test_the_files_lie_at_the_top_or_in_one_folder(prefix: str) -> None:
    data = packed({f"{prefix}{name}": text for name, text in PLAIN.items()})
    assert unpack(data, "k.zip").files == PLAIN


def test_what_programs_add_is_left_aside() -> None:
    more = {"__MACOSX/._plan.toml": b"x", "k/.DS_Store": b"x"}
    data = packed({**{f"k/{name}": text for name, text in PLAIN.items()}, **more})
    assert unpack(data, "k.zip").files == PLAIN


@pytest.mark.parametrize(
    "name",
    ["../plan.toml", "/etc/plan.toml", "a/../../plan.toml", "C:\\plan.toml", "a\\..\\plan.toml"],
)
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    assert codes(packed({name: b"x"})) == ["zip-path"]


def test_a_link_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("plan.toml")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    assert codes(stream.getvalue()) == ["zip-path"]


def test_files_in_two_folders_are_refused() -> None:
    assert codes(packed({"a/plan.toml": b"x", "b/form-1.toml": b"x"})) == ["zip-nested"]
    assert codes(packed({"a/b/plan.toml": b"x"})) == ["zip-nested"]


def test_more_files_than_a_plan_has_are_refused_unread() -> None:
    files = {f"form-{n}.toml": b"x" for n in range(1, zip_upload.MOST_FILES + 2)}
    assert codes(packed(files)) == ["zip-too-many"]


def test_a_file_that_unpacks_to_too_much_is_not_read_on() -> None:
    assert codes(packed({"plan.toml": bytes(zip_upload.LARGEST_FILE + 1)})) == ["zip-bomb"]


def test_many_files_that_together_unpack_to_too_much_are_not_read_on() -> None:
    half = bytes(zip_upload.LARGEST_FILE - 1)
    files = {f"form-{n}.toml": half for n in (1, 2, 3)}
    assert codes(packed(files)) == ["zip-bomb"]


def test_a_size_that_an_archive_states_is_not_believed() -> None:
    whole = packed({"plan.toml": bytes(zip_upload.LARGEST_FILE + 1)})
    at = whole.index(b"PK\x01\x02")
    told = whole[: at + 24] + struct.pack("<I", 5) + whole[at + 28 :]
    assert codes(told) in (["zip-bomb"], ["zip-unreadable"])


def test_one_name_twice_is_refused() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("plan.toml", b"a")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("plan.toml", b"b")
    assert codes(stream.getvalue()) == ["zip-twice"]


@pytest.mark.parametrize(
    "data",
    [b"", b"plan", b"PK\x05\x06" + bytes(18), b"PK\x03\x04" + bytes(40), zlib.compress(b"x")],
)
def test_what_is_no_zip_is_said(data: bytes) -> None:
    assert codes(data) in (["zip-unreadable"], ["zip-empty"])


def test_a_zip_cut_or_changed_anywhere_is_a_finding_or_still_its_files() -> None:
    whole = packed(PLAIN)
    for at in range(len(whole)):
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]):
            found = unpack(data, "k.zip")
            assert bool(found.findings) != bool(found.files)


def test_a_locked_zip_is_refused() -> None:
    whole = bytearray(packed({"plan.toml": b"x"}, method=zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(mark) + offset] |= 1
    assert codes(bytes(whole)) == ["zip-encrypted"]
