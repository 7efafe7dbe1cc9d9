"""The server's options exist in the installed Streamlit and keep what the product promises."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from streamlit import config

CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"
OPTIONS: dict[str, Any] = tomllib.loads(CONFIG.read_text("utf-8"))


def flat(options: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in options.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def test_every_option_exists_in_the_installed_streamlit() -> None:
    assert {name for name, _ in flat(OPTIONS)} - set(config._config_options_template) == set()


def test_nothing_is_told_to_the_outside() -> None:
    values = dict(flat(OPTIONS))
    assert values["browser.gatherUsageStats"] is False
    assert values["browser.serverAddress"] == "localhost"
    assert values["client.showErrorDetails"] == "none"
    assert values["client.showErrorLinks"] is False
    assert values["client.disableDataExport"] is True


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2), 1 to 21."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_of_both_themes_is_legible() -> None:
    shown = product(
        ("light", "dark"),
        ("backgroundColor", "secondaryBackgroundColor"),
        ("textColor", "linkColor", "primaryColor"),
    )
    pale = [
        (theme, ground, ink)
        for theme, ground, ink in shown
        if contrast(OPTIONS["theme"][theme][ink], OPTIONS["theme"][theme][ground]) < 4.5
    ]
    assert pale == []
