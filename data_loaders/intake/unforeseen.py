"""What nobody foresaw while one file was worked on: that file is refused, the others go on.

The sender reads a sentence; the log of the server gets one line that says where it happened.
"""

from __future__ import annotations

import logging
from pathlib import Path

from data_loaders.model import Finding
from data_loaders.workbook.safety import refusal

_LOG = logging.getLogger(__name__)


def mishap(error: Exception, *, file_name: str, sha256: str) -> Finding:
    """The finding that refuses the file, after a line in the log has told of the error.

    The line holds the hash and not the name of the file: a name may say anything.
    """
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    place = f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "?"
    _LOG.error("file %s: %s at %s", sha256[:12] or "?", type(error).__name__, place)
    return refusal("parser-crashed", file_name)
