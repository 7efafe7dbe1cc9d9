"""``python -m kpis plan …``: what can be done with a plan as a whole."""

from __future__ import annotations

from data_loaders.terminal import arguments
from kpis.commands.plan_files import add_plan_files


def add_plans(command: arguments.OneLineParser) -> None:
    """The commands under ``plan``."""
    sub = command.add_subparsers(dest="act", required=True, metavar="VIỆC")
    add_plan_files(sub)
