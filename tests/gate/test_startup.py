"""A server that cannot keep its promises does not start, and says why in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def started(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MONITOR_")}
    environment |= {"MONITOR_STORE": str(tmp_path / "monitor.duckdb"), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    return subprocess.run(
        [*command, "--server.port=0"],
        cwd=ROOT,
        env=environment | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"MONITOR_HOSST": "x"}, "MONITOR_HOSTS"),
        ({"MONITOR_OIDC_ISSUER": "x"}, "MONITOR_OIDC_SECRET_FILE"),
        ({"MONITOR_ACCOUNTS": "mysql://a:geheim@b/c"}, "PostgreSQL"),
        ({"MONITOR_PROXIES": "proxy"}, "MONITOR_PROXIES"),
        ({"STREAMLIT_SERVER_SSL_CERT_FILE": "cert.pem"}, "sslKeyFile"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_a_bad_setting_stops_the_start_with_one_line(
    tmp_path: Path, settings: dict[str, str], says: str
) -> None:
    done = started(tmp_path, **settings)
    assert done.returncode in (1, 2)
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "geheim" not in done.stderr + done.stdout


def test_an_unreadable_secrets_file_stops_the_start(tmp_path: Path) -> None:
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text("[auth\n", "utf-8")
    done = started(tmp_path)
    assert done.returncode == 2
    assert "secrets.toml" in done.stderr
    assert done.stderr.count("\n") == 1
