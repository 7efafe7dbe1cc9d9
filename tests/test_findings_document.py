from __future__ import annotations

import pytest

from data_loaders.model.findings import catalogue
from tests.data_loaders.occurring import occurring
from tests.findings_document import DOCUMENT, document

pytestmark = pytest.mark.timeout(900)  # some eighty forms are opened, spoilt and read


def test_every_finding_in_every_wording_can_occur() -> None:
    worded = {(code, case) for code, one in catalogue().items() for case in one.templates["vi"]}
    assert set(occurring()) == worded


def test_a_finding_that_occurs_is_as_grave_as_the_catalogue_says() -> None:
    grave = {code: one.severity for code, one in catalogue().items()}
    assert {entry: one.severity for (entry, _), one in occurring().items()} == grave


def test_the_document_says_what_catalogue_and_examples_say() -> None:
    """Otherwise: python -m tests.findings_document."""
    assert DOCUMENT.read_text("utf-8") == document()
