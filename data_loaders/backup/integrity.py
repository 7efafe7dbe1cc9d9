"""Does the store still hold what it was given? Every check names what it found, or says nothing.

The checks are independent of the way in: they know what must be true of a whole store, read every
original again and compare, so that they also find what a bad disk or a hand from outside did.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial

from data_loaders.intake.identity import Use
from data_loaders.intake.sandbox import Parser, shared
from data_loaders.model import Figure, Register, ReportContent
from data_loaders.model.errors import MonitorError, StoreError
from data_loaders.plans.declared import declared
from data_loaders.reports.facts import content
from data_loaders.reports.history import Version, versions
from data_loaders.reports.preview import ReceivedFile, receive
from data_loaders.service import frozen_documents
from data_loaders.service.context import Context
from data_loaders.store import row_digests, schema
from data_loaders.store.database import Store
from data_loaders.store.plan_versions import plan_versions, read_anew
from data_loaders.store.trail import Ask

Progress = Callable[..., Iterable[Version]]

_ASTRAY = {
    "event-version": "sự kiện không thuộc bản báo cáo nào",
    "fact-version": "số liệu không thuộc bản báo cáo nào",
    "cell-version": "ô không thuộc bản báo cáo nào",
    "area-version": "địa bàn không thuộc bản báo cáo nào",
    "task-version": "nhiệm vụ không thuộc bản báo cáo nào",
    "list-cell-version": "ô danh sách không thuộc bản báo cáo nào",
    "explanation-version": "giải trình cảnh báo không thuộc bản báo cáo nào",
    "fact-cell": "số liệu không có ô nguồn",
    "cell-fact": "ô nguồn không có số liệu",
    "fact-unit": "số liệu của đơn vị không có trong danh mục",
    "fact-measure": "số liệu của chỉ số không có trong danh mục",
    "version-unit": "bản báo cáo của đơn vị không có trong danh mục",
    "version-original": "bản báo cáo không còn tệp gốc",
    "attempt-original": "lần gửi bị từ chối không còn tệp gốc",
    "version-fact": "bản báo cáo không có số liệu",
    "version-event": "bản báo cáo không có sự kiện gửi",
    "version-revision": "bản báo cáo không có lần ghi",
    "event-revision": "sự kiện không có lần ghi",
    "step-decision": "tình trạng không thuộc kết luận nào",
    "answer-request": "giải trình không thuộc yêu cầu nào",
    "decision-unit": "kết luận của địa phương không có trong danh mục",
    "request-unit": "yêu cầu giải trình của địa phương không có trong danh mục",
    "said-revision": "kết luận, yêu cầu hoặc giải trình không có lần ghi",
    "revision-trail": "lần ghi không có trong nhật ký",
    "revision-number": "lần ghi bị thiếu hoặc trùng số",
    "version-twice": "khóa bản báo cáo bị trùng",
    "event-twice": "khóa sự kiện bị trùng",
    "attempt-twice": "khóa lần gửi bị trùng",
    "original-twice": "tệp gốc bị trùng",
    "decision-twice": "khóa kết luận bị trùng",
    "request-twice": "khóa yêu cầu giải trình bị trùng",
    "version-number": "địa phương có số bản không liền nhau",
    "frozen-meeting": "lần chốt số liệu không thuộc phiên họp nào",
    "frozen-rules": "lần chốt số liệu không còn kế hoạch hoặc chế độ báo cáo lưu lúc chốt",
    "frozen-upto": "lần chốt số liệu theo một lần ghi có sau nó",
    "frozen-revision": "lần chốt số liệu không có lần ghi",
    "document-frozen": "bản ghi kết quả của phiên họp chưa chốt",
    "document-original": "bản ghi kết quả không còn tệp lưu",
    "document-revision": "bản ghi kết quả không có lần ghi",
    "document-twice": "phiên họp có hai bản ghi kết quả",
    "unit-change-unit": "thay đổi của đơn vị không có trong danh mục",
    "unit-change-revision": "thay đổi của đơn vị không có lần ghi",
    "unit-key": "đơn vị có hai khóa",
    "plan-revision": "bản kế hoạch không có lần ghi",
    "plan-original": "bản kế hoạch không còn tệp lưu",
    "plan-number": "kế hoạch có số bản không liền nhau",
    "conclusion-meeting": "kết luận về chỉ tiêu của phiên họp chưa chốt",
    "recorded-revision": "cách hiểu, số công bố hoặc kết luận về chỉ tiêu không có lần ghi",
    "published-value": "số công bố không phải là một số",
    "meeting-revision": "phiên họp không có lần ghi",
    "meeting-twice": "khóa phiên họp bị trùng",
    "frozen-twice": "phiên họp bị chốt số liệu hai lần",
}
"""What ``sql/astray.sql`` finds, in words that follow a number."""


_UNREADABLE = (LookupError, ValueError)
"""What reading rows raises whose keys or words are nobody's."""


def shape(store: Store) -> tuple[str, ...]:
    """Migrations other than this program's, each as a sentence."""
    found, ours = tuple(store.rows("migrations")), schema.migrations()
    if found == ours:
        return ()
    told = ", ".join(name for _, name in found)
    return (f"cấu trúc của kho khác chương trình: {told}",)


def astray(store: Store) -> tuple[str, ...]:
    """Rows that belong to nothing, keys that stand twice, numbers that are missing."""
    return tuple(f"{number} {_ASTRAY[what]}" for what, number in store.rows("astray"))


def rows(store: Store) -> Iterator[str]:
    """Rows that are not those that were written, each with its table, key and write; entries of the
    trail that do not carry the digest of what they bind."""
    for number in row_digests.unbound(_asking(store), store.trail()):
        yield f"nhật ký số liệu, mục {number}: mã của các dòng đã ghi không khớp"
    for misfit in row_digests.misfits(_asking(store)):
        line = misfit.line
        yield f"bảng {line.table}, khóa {line.key}, lần ghi {line.revision}: {_what(misfit)}"


def _asking(store: Store) -> Ask:
    return lambda query, parameters: store.rows(query, **parameters)


def _what(misfit: row_digests.Misfit) -> str:
    bound, found = misfit.bound, misfit.found
    if bound is None:
        count = 0 if found is None else found.count
        return f"có {count} dòng không do chương trình ghi"
    if found is None:
        return f"đã ghi {bound.count} dòng, nay không còn dòng nào"
    if found.count != bound.count:
        return f"đã ghi {bound.count} dòng, nay có {found.count} dòng"
    return "nội dung khác lúc ghi"


def originals(store: Store) -> tuple[str, ...]:
    """Files whose stored bytes are not those of their SHA-256 any more."""
    return tuple(
        f"tệp gốc không còn đúng: {sha256}"
        for (sha256,) in store.rows("original_hashes")
        if hashlib.sha256(store.original(sha256)).hexdigest() != sha256
    )


def plans(store: Store) -> Iterator[str]:
    """Versions of plans that are not what was loaded any more, or that cannot be read."""
    known = store.keys().measure_key
    for version in plan_versions(store):
        name = f"kế hoạch {version.plan_id}, bản {version.version}"
        try:
            folder = read_anew(store, version)
            missing = [code for code in declared(folder).codes if code not in known]
        except MonitorError as error:
            yield f"{name}: {error}"
            continue
        if folder.sha256 != version.sha256:
            yield f"{name}: các tệp lưu không phải của SHA-256 {version.sha256}"
        if missing:
            yield f"{name}: kho không có chỉ số {', '.join(missing)}"


def reread(context: Context, progress: Progress) -> Iterator[str]:
    """Versions whose stored cells differ from what their original says when it is read again."""
    try:
        kept = versions(context.store)
    except _UNREADABLE:
        yield "không liệt kê được các bản báo cáo: khóa của chúng không có trong danh mục"
        return
    parser = shared()
    registers = cache(context.register)
    waiting: deque[tuple[Version, Future[ReceivedFile]]] = deque()
    with ThreadPoolExecutor(parser.processes) as readers:
        for version in progress(kept, total=len(kept), unit="bản"):
            register = registers(version.received_at)
            read = partial(_read, context, version, parser=parser, register=register)
            waiting.append((version, readers.submit(read)))
            if len(waiting) > 2 * parser.processes:
                yield from _compared(context, *waiting.popleft())
        while waiting:
            yield from _compared(context, *waiting.popleft())


def _read(
    context: Context, version: Version, *, parser: Parser, register: Register
) -> ReceivedFile:
    return receive(
        context.store.original(version.sha256),
        file_name=version.file_name,
        register=register,
        regime=context.regime,
        received_at=version.received_at,
        use=Use(context.editions, made_for=version.form),
        confirmed=version.identity,
        reader=parser.read,
    )


def _compared(context: Context, version: Version, reading: Future[ReceivedFile]) -> Iterator[str]:
    """At most one sentence: where a version and its original part first."""
    name = f"{version.identity.unit_id}, kỳ {version.identity.period}, bản {version.version}"
    try:
        read = reading.result().read.content
    except StoreError:
        yield f"{name}: không còn tệp gốc"
        return
    if read is None:
        yield f"{name}: tệp gốc không đọc lại được"
        return
    try:
        stored = content(context.store, version.key, version.identity)
    except _UNREADABLE:
        yield f"{name}: không đọc được số liệu từ kho"
        return
    where = _first_difference(stored, read)
    if where:
        yield f"{name}: {where}"


def _first_difference(stored: ReportContent, read: ReportContent) -> str:
    """Where the two part first, as a sentence; empty when they say the same."""
    for key in sorted(stored.by_key.keys() | read.by_key.keys()):
        ours, original = stored.by_key.get(key), read.by_key.get(key)
        if ours != original:
            at = ours or original
            place = f"{at.sheet}!{at.cell}" if at else ""
            return f"ô {place} trong kho là {_said(ours)}, trong tệp gốc là {_said(original)}"
    if len(stored.figures) != len(stored.by_key):
        return "có số liệu bị ghi hai lần"
    for what, ours_, original_ in (
        ("danh sách địa bàn", stored.areas, read.areas),
        ("danh sách nhiệm vụ", stored.tasks, read.tasks),
        ("ô của hai danh sách", _ordered(stored), _ordered(read)),
    ):
        if ours_ != original_:
            return f"{what} trong kho khác tệp gốc"
    return ""


def _ordered(report: ReportContent) -> tuple[object, ...]:
    """The cells of the lists in the order in which the store gives them."""
    return tuple(sorted(report.list_cells, key=lambda cell: (cell.sheet, cell.row, cell.code)))


def _said(figure: Figure | None) -> str:
    if figure is None:
        return "không có"
    return f"“{figure.text}” = {'trống' if figure.value is None else figure.value}"


def check(context: Context, progress: Progress) -> Iterator[str]:
    """Everything that is wrong with a store, each as a sentence."""
    yield from shape(context.store)
    yield from astray(context.store)
    yield from rows(context.store)
    yield from originals(context.store)
    yield from frozen_documents.wrong(context.store)
    yield from plans(context.store)
    yield from reread(context, progress)
