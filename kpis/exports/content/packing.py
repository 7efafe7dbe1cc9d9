"""Office files whose bytes depend on nothing but what is in them: the same figures, the same file.

Word, Excel and PowerPoint files are zip archives. The libraries that write them note the clock, in
the archive and in the document's properties; here both are set to the instant of the figures.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The oldest date a zip archive can hold: no entry says anything about when it was made."""
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def settled(data: bytes, at: datetime) -> bytes:
    """The same office file, said to be made at that instant; also the workbooks inside it."""
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as found, ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for entry in found.infolist():
            archive.writestr(_entry(entry.filename), _part(entry.filename, found.read(entry), at))
    return packed.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _part(name: str, data: bytes, at: datetime) -> bytes:
    if name.endswith(".xlsx"):
        return settled(data, at)
    if name == "docProps/core.xml":
        when = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return _WRITTEN.sub(rb"\g<1>" + when + rb"\g<3>", data)
    return data
