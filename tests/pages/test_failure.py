"""What a visitor reads when a page fails, and what only the log knows."""

from __future__ import annotations

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest


def failing() -> None:
    from pages.ui.frame.failure import tell

    tell(RuntimeError("a secret of the inside"))


def refused() -> None:
    from data_loaders.model.errors import RefusedError
    from pages.ui.frame.failure import tell

    tell(RefusedError("kỳ 2025-05 đã được duyệt"))


@pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")
def test_a_failure_shows_a_number_and_the_log_has_the_cause(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        app = AppTest.from_function(failing).run()
    shown = app.error[0].value
    number = re.search(r"mã ([0-9a-f]{8})", shown)
    assert number is not None
    assert "secret" not in shown
    record = next(r for r in caplog.records if r.name == "pages.ui.frame.failure")
    assert number[1] in record.getMessage()
    assert record.exc_info is not None
    assert "a secret of the inside" in str(record.exc_info[1])


def broken() -> None:
    from data_loaders.model.errors import FaultError
    from pages.ui.frame.failure import tell

    sentence = "ổ đĩa chứa kho {path} báo lỗi; phần chưa xong không được ghi, hãy làm lại"
    tell(FaultError(sentence, path="a.duckdb"))


@pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")
def test_a_fault_of_the_machine_is_told_in_both_languages() -> None:
    (error,) = AppTest.from_function(broken).run().error
    assert error.value == (
        "ổ đĩa chứa kho a.duckdb báo lỗi; phần chưa xong không được ghi, hãy làm lại\n\n"
        "the disk of the store a.duckdb failed; nothing half-done was written, try again"
    )


@pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")
def test_a_refusal_of_the_rules_is_told_in_its_own_sentence() -> None:
    app = AppTest.from_function(refused).run()
    assert [error.value for error in app.error] == ["kỳ 2025-05 đã được duyệt"]
