"""A lake that cannot be opened is one line that names why, and shows no password."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
import pytest

from data_loaders.accounts.schema import address_of
from data_loaders.model.errors import SettingsError, StoreError
from data_loaders.model.settings import read_settings
from data_loaders.model.store_address import Lake, read_address
from data_loaders.service.context import Context
from data_loaders.store import lake
from data_loaders.store.ipc_client import open_store

pytestmark = pytest.mark.needs("postgres", "psql")


def refusal(address: str) -> str:
    with pytest.raises(StoreError) as raised:
        open_store(read_address(address))
    sentence = str(raised.value)
    assert "\n" not in sentence
    assert "hush" not in sentence
    return sentence


@pytest.mark.parametrize(
    "text",
    [
        "ducklake:",
        "ducklake:monitor.ducklake",
        "ducklake:postgres:dbname=a",
        "ducklake:postgres:dbname;data=/tmp/x",
        "ducklake:postgres:dbname=a;data=" + "s3" + "://bucket",
    ],
)
def test_an_address_that_is_none_says_how_one_is_written(text: str) -> None:
    with pytest.raises(SettingsError, match="địa chỉ kho"):
        read_address(text)


def test_no_server_and_no_database_are_named(postgres: Path, tmp_path: Path) -> None:
    ending = f"user=monitor password=hush;data={tmp_path / 'lake'}"
    gone = refusal(f"ducklake:postgres:dbname=a host={tmp_path} {ending}")
    assert "không kết nối được PostgreSQL" in gone
    none = refusal(f"ducklake:postgres:dbname=nosuch host={postgres} {ending}")
    assert "nosuch" in none


def test_a_lake_that_was_not_made_yet_says_how_it_is(address: str) -> None:
    assert "python -m data_loaders init" in refusal(address)


def test_a_catalogue_of_another_version_is_left_alone(here: Context, address: str) -> None:
    catalogue = read_address(address)
    assert isinstance(catalogue, Lake)
    with psycopg.connect(catalogue.catalogue) as connection:
        connection.execute("UPDATE ducklake_metadata SET value = '9.9' WHERE key = 'version'")
    assert "bản DuckLake khác" in refusal(address)


def test_a_lake_of_a_newer_program_is_not_opened(here: Context, address: str) -> None:
    with here.store.cursor() as cursor:
        cursor.execute("INSERT INTO store.migration VALUES (99, '0099_of_tomorrow')")
    assert "bản mới hơn" in refusal(address)


def test_another_folder_than_that_of_the_catalogue_is_named(here: Context, address: str) -> None:
    assert "thư mục số liệu khác" in refusal(f"{address}-elsewhere")


def test_missing_extensions_are_named(
    here: Context, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lake, "_EXTENSIONS", ("ducklake_of_tomorrow",))
    assert "requirements-cluster.txt" in refusal(address)


def test_a_folder_nobody_may_write_to_is_named(
    here: Context, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write anywhere
    assert "không có quyền ghi vào thư mục số liệu" in refusal(address)


def test_no_password_is_shown() -> None:
    shown = read_address("ducklake:postgres:dbname=a host=b password=hush;data=/srv/lake")
    assert str(shown) == "ducklake:postgres:dbname=a host=b;data=/srv/lake"
    assert "hush" not in repr(shown)


def test_the_accounts_of_a_lake_lie_in_its_catalogue() -> None:
    text = "ducklake:postgres:dbname=a host=b user=c password=hush;data=/srv/lake"
    url = address_of(read_settings({"MONITOR_STORE": text}))
    assert (url.get_backend_name(), url.database, url.username) == ("postgresql", "a", "c")
    assert url.query["host"] == "b"
