"""A machine of its own for the commands of docs/operations.md: its folders, its systemd, its nginx.

What needs a booted system or root is played by small programs in front of the real ones: a unit is
started as its file says, by nobody but us; users are made in a folder; ports are free ones.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.browser.server import free_port

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
DOCUMENT = (ROOT / "docs" / "operations.md").read_text("utf-8")
PACKAGES = re.compile(r"-m (pip|venv|compileall) |wheelhouse")
"""Lines that bring Python packages: minutes of downloading and unpacking."""

_SYSTEMCTL = """#!/bin/bash
# systemctl: what the unit files say, done by hand
set -eu
units="$MACHINE/etc/systemd/system"
said() { sed -n "s/^$2=//p" "$units/$1"; }
run() {  # a unit's command, with its settings, where it belongs
  file=${1/@*/@.service}; number=${1#*@}; number=${number%.service}
  set -a; . "$(said "$file" EnvironmentFile)"; set +a
  cd "$(said "$file" WorkingDirectory)"
  line=$(said "$file" ExecStart); exec ${line//%i/$number}
}
start() {
  case $1 in
    *.timer) systemd-analyze calendar "$(said "$1" OnCalendar)" > /dev/null ;;
    *@*) (run "$1" > "$MACHINE/$1.log" 2>&1 & echo $! > "$MACHINE/$1.pid") ;;
    *) (run "$1") ;;
  esac
}
stop() {
  pid=$(cat "$MACHINE/$1.pid")
  kill "$pid"
  while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
}
case $1 in
  daemon-reload) ls "$units"/monitor* > /dev/null ;;
  enable)
    REAL --root="$MACHINE" enable "${@: -1}" 2> /dev/null
    [ "$2" != --now ] || [ "${@: -1}" = "monitor@$SECOND" ] || start "${@: -1}" ;;
  start) start "$2" ;;
  stop) stop "$2" ;;
  *) exit 64 ;;
esac
"""
_INSTALL = """#!/bin/bash
# install: as whoever runs this, to whom everything belongs here
arguments=()
while [ $# -gt 0 ]; do case $1 in -o | -g) shift 2 ;; *) arguments+=("$1"); shift ;; esac; done
exec REAL "${arguments[@]}"
"""
_RUNUSER = '#!/bin/bash\n[ "$1 $2 $3" = "-u monitor --" ] || exit 64\nshift 3\nexec "$@"\n'
_SYSUSERS = '#!/bin/bash\nexec REAL --root="$MACHINE" "$@"\n'
_NGINX = """#!/bin/bash
# nginx: the real one, with a main file that holds nothing but the site
options=(-p "$MACHINE" -c "$MACHINE/nginx.conf")
if [ "$*" = "-s reload" ] && [ ! -s "$MACHINE/nginx.pid" ]; then exec REAL "${options[@]}"; fi
exec REAL "${options[@]}" "$@"
"""
_MAIN = """pid {here}/nginx.pid;
error_log {here}/nginx.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {here}/body; proxy_temp_path {here}/proxy; fastcgi_temp_path {here}/f;
  uwsgi_temp_path {here}/u; scgi_temp_path {here}/s;
  include {here}/etc/nginx/conf.d/*.conf;
}}
"""
_PROGRAMS = {
    "systemctl": _SYSTEMCTL,
    "install": _INSTALL,
    "runuser": _RUNUSER,
    "systemd-sysusers": _SYSUSERS,
    "nginx": _NGINX,
}


def lines() -> list[str]:
    """Every command of the document, in its order."""
    blocks: list[str] = re.findall(r"^```sh\n(.*?)^```", DOCUMENT, re.M | re.S)
    return [line for block in blocks for line in block.splitlines()]


class Machine:
    """A folder that stands for a server."""

    def __init__(self, here: Path) -> None:
        self.here = here
        self.ports = {"8501": free_port(), "8502": free_port(), "443": free_port()}
        for folder in ("bin", "clone", "opt/monitor", "srv/monitor", "etc/ssl", "etc/sysusers.d"):
            (here / folder).mkdir(parents=True)
        for folder in ("etc/nginx/conf.d", "etc/systemd/system"):
            (here / folder).mkdir(parents=True)
        (here / "nginx.conf").write_text(_MAIN.format(here=here), "utf-8")
        for name, text in _PROGRAMS.items():
            path = here / "bin" / name
            path.write_text(text.replace("REAL", shutil.which(name) or name), "utf-8")
            path.chmod(stat.S_IRWXU)
        for file in ROOT.glob("*.txt"):
            shutil.copy(file, here / "clone")

    def environment(self) -> dict[str, str]:
        """Ours, with this machine's programs first and no settings of the product."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith("MONITOR_")}
        git = subprocess.run(
            ["git", "rev-parse", "--absolute-git-dir"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return {
            **kept,
            "PATH": f"{self.here / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "MACHINE": str(self.here),
            "SECOND": str(self.ports["8502"]),
            "GIT_DIR": git.stdout.strip(),
        }

    def here_and_now(self, text: str) -> str:
        """The text with this machine's folders and ports in place of a real one's."""
        text = re.sub(r"(?<![\w/.])/(opt|srv|etc)/", rf"{self.here}/\1/", text)
        for port, free in self.ports.items():
            text = re.sub(rf"(?<=[@:])({port})\b", str(free), text)
        return text.replace("listen 443", f"listen 127.0.0.1:{self.ports['443']}")

    def adapt(self, version: Path) -> None:
        """The examples of an unpacked version, for this machine; its packages are ours."""
        for file in (version / "docs" / "examples").iterdir():
            file.write_text(self.here_and_now(file.read_text("utf-8")), "utf-8")
        if not (version / ".venv").exists():
            (version / ".venv").symlink_to(sys.prefix)

    def run(self, commands: list[str]) -> str:
        """Run commands one after another in one shell, as somebody would type them.

        Raises ``AssertionError`` with everything that was said when one fails.
        """
        script = "set -eu\n" + "\n".join(self.here_and_now(one) for one in commands)
        done = subprocess.run(
            ["bash", "-xc", script],
            cwd=self.here / "clone",
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            logs = "\n".join(log.read_text("utf-8")[-2000:] for log in self.here.glob("*.log"))
            raise AssertionError(f"{done.stderr[-4000:]}\n{done.stdout[-2000:]}\n{logs}")
        return done.stdout + done.stderr

    def close(self) -> None:
        """End what still runs here."""
        for file in self.here.glob("*.pid"):
            with suppress(ValueError, ProcessLookupError):  # it has ended
                os.kill(int(file.read_text("ascii")), signal.SIGTERM)
