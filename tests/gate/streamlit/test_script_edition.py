"""Streamlit's scripts in the page's language: what is changed, and that it is there to change."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit

from data_loaders.model.words import LANGUAGES
from gate.streamlit.script_edition import (
    REPAIRS,
    SEARCH,
    WORDS,
    asked_edition,
    changes,
    edited,
    prefix,
)
from tests.gate.conftest import Visit

FOLDER = Path(streamlit.__file__).parent / "static" / "static" / "js"


def scripts(part: str) -> list[Path]:
    """The installed scripts of a part; ``index.esm`` and its like are other parts."""
    return [path for path in FOLDER.glob(f"{part}.*.js") if path.name.count(".") == 2]


def text_of(part: str, language: str | None = None) -> str:
    """What they say, in an edition or as they are installed."""
    whole = [(path.name, path.read_bytes()) for path in scripts(part)]
    spoken = (code if language is None else edited(name, code, language) for name, code in whole)
    return b"".join(spoken).decode()


@pytest.mark.parametrize("part", sorted({*WORDS["vi"], *SEARCH, *REPAIRS}))
def test_every_word_stands_in_the_installed_streamlit(part: str) -> None:
    """A newer one may say it otherwise: its words are then to be put right here."""
    text = text_of(part)
    for said in WORDS["vi"].get(part, {}):
        beside = (f"`{said}`", f"`{said}${{", f"}}{said}`")
        assert any(one in text for one in beside), said
    for does in (*SEARCH.get(part, {}), *REPAIRS.get(part, {})):
        assert text.count(does) == 1


def test_the_vietnamese_edition_says_none_of_them_any_more() -> None:
    for part, words in WORDS["vi"].items():
        spoken = text_of(part, "vi")
        for said, instead in words.items():
            assert f"`{said}`" not in spoken
            assert instead in spoken


def test_the_english_edition_keeps_its_words_and_finds_names_alike() -> None:
    for part in WORDS["vi"]:
        if part not in {*SEARCH, *REPAIRS}:
            assert text_of(part, "en") == text_of(part)
    (part,) = SEARCH
    assert text_of(part, "en").count("normalize(`NFD`)") == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_a_page_is_dark_the_document_says_before_the_browser(language: str) -> None:
    text = text_of("utils", language)
    assert text.count("document.documentElement.dataset.scheme)||(window.matchMedia(") == 1
    assert '"aria-current":x?`page`:void 0' in text_of("PageLink", language)


def test_a_script_without_any_of_them_stays_as_it_is() -> None:
    assert edited("Html.x.js", b"`Open`", "vi") == b"`Open`"
    assert list(changes("Html", "vi")) == []


def test_an_address_names_its_edition_and_the_file() -> None:
    for language in LANGUAGES:
        file = "/static/js/index.x.js"
        assert asked_edition(f"{prefix(language)}{file}") == (language, file)
    assert asked_edition("/static/js/index.x.js") == (None, "/static/js/index.x.js")
    assert asked_edition("/vi/static/js/index.x.js") == (None, "/vi/static/js/index.x.js")
    assert len({prefix(language) for language in LANGUAGES}) == 2


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("language", "says"), [("vi", "Chọn một mục"), ("en", "Choose an option")])
def test_a_page_gets_the_edition_of_its_language(language: str, says: str, visit: Visit) -> None:
    browser = visit()
    (name,) = [path.name for path in scripts("utils") if b"Choose an option" in path.read_bytes()]
    address = f"{prefix(language)}/static/js/{name}"
    assert browser.get(address).status_code == 401  # nobody is in
    browser.sign_in()
    answer = browser.get(address)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert f"`{says}`" in answer.text
