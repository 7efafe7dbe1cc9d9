"""After signing in one lands on a page of this server, whatever the address said."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.request.local_path import HOME, local_path

HERE = f"{'http'}://localhost:8501/login"


@pytest.mark.parametrize(
    "path",
    ["/", "/locality?unit=615&period=2025-05", "/overview?as_of=2025-06-01T23:59:59%2B07:00"],
)
def test_a_page_of_ours_is_kept(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        "",
        "overview",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\\\\evil.example",
        f"{'https'}://evil.example/",
        "javascript:alert(1)",
        "/login",
        "/logout?x=1",
        "/oidc/start",
        "/_stcore/health",
        "/a b",
        "/x\r\nSet-Cookie: a=b",
        "/" + "a" * 2000,
    ],
)
def test_anything_else_leads_home(wanted: str | None) -> None:
    assert local_path(wanted) == HOME


@given(st.text() | st.from_regex(r"[/\\]{1,3}[a-z.@:]+", fullmatch=True))
def test_no_text_leads_a_browser_to_another_host(wanted: str) -> None:
    to = local_path(wanted)
    assert to.isascii()
    # Browsers read a backslash as a slash and drop tabs and newlines.
    seen = to.replace("\\", "/").replace("\t", "").replace("\n", "")
    assert urlsplit(urljoin(HERE, seen)).netloc == "localhost:8501"
