"""``python -m data_loaders``: the store, the forms and the reports from a terminal or a script."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data_loaders.commands import keeping, listings, meetings, places, reports, users
from data_loaders.terminal import arguments


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments, as the README lists them."""
    top = arguments.OneLineParser(prog="python -m data_loaders", description=__doc__)
    sub = top.add_subparsers(dest="command", required=True, metavar="LỆNH")

    init = sub.add_parser("init", help="tạo kho số liệu với danh mục địa phương")
    init.add_argument("--localities", type=Path, metavar="FILE.csv")
    init.add_argument("--changes", type=Path, metavar="FILE.csv", help="thay đổi của các đơn vị")
    init.add_argument("--plan", type=Path, metavar="FOLDER", help="thư mục kế hoạch")
    init.set_defaults(run=reports.init)

    demo = sub.add_parser("demo", help="nạp dữ liệu trình diễn vào kho chưa có hoặc còn trống")
    told = "kể đến sáng ngày này (từ 01/10/2023 đến 14/07/2025; mặc định 25/06/2025)"
    demo.add_argument("--at", type=arguments.day, metavar="DAY", help=told)
    demo.set_defaults(run=reports.demo)

    template = sub.add_parser("template", help="ghi biểu mẫu của một hoặc mọi địa phương (all)")
    template.add_argument("unit", metavar="UNIT")
    template.add_argument("period", type=arguments.period, metavar="PERIOD")
    template.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx|FOLDER")
    template.set_defaults(run=reports.template)

    _reading_commands(sub)
    _deciding_commands(sub)

    journal = sub.add_parser("journal", help="mọi phiên bản và sự kiện")
    journal.add_argument("--unit")
    journal.add_argument("--period", type=arguments.period)
    status = sub.add_parser("status", help="ai đã báo cáo kỳ nào, khi nào")
    arguments.as_of(status)
    for command, function in ((journal, listings.journal), (status, listings.status)):
        arguments.machine_readable(command)
        arguments.language(command)
        command.set_defaults(run=function)
    meetings.add_commands(sub)
    users.add_commands(sub)
    places.add_commands(sub)
    keeping.add_commands(sub)
    return top


def _reading_commands(sub: argparse._SubParsersAction[arguments.OneLineParser]) -> None:
    check = sub.add_parser("check", help="kiểm tra tệp, không lưu gì")
    submit = sub.add_parser("submit", help="gửi báo cáo: đọc, kiểm tra, lưu")
    for command in (check, submit):
        command.add_argument("files", nargs="+", metavar="FILE")
        command.add_argument("--unit")
        command.add_argument("--period", type=arguments.period)
        arguments.machine_readable(command)
        arguments.language(command)
    check.add_argument("--marked", type=Path, metavar="OUT.xlsx", help="ghi biểu đã đánh dấu lỗi")
    submit.add_argument("--by", default=arguments.whoever_runs(), help="tên người gửi")
    submit.add_argument("--at", type=arguments.instant, help="thời điểm nhận (lùi về trước)")
    submit.add_argument("--explain", default="", metavar="TEXT", help="giải trình mọi cảnh báo")
    submit.add_argument("--accept", action="store_true", help="duyệt luôn")
    check.set_defaults(run=reports.check_files)
    submit.set_defaults(run=reports.submit_files)


def _deciding_commands(sub: argparse._SubParsersAction[arguments.OneLineParser]) -> None:
    accept = sub.add_parser("accept", help="duyệt bản mới nhất")
    back = sub.add_parser("return", help="trả lại bản mới nhất, có lý do")
    undo = sub.add_parser("withdraw", help="rút lại việc duyệt chưa phiên họp nào chốt")
    for command in (back, undo):
        command.add_argument("--reason", required=True, metavar="TEXT")
    accept.set_defaults(event="accepted", reason=None)
    back.set_defaults(event="returned")
    undo.set_defaults(event="withdrawn")
    for command in (accept, back, undo):
        command.add_argument("unit", metavar="UNIT")
        command.add_argument("period", type=arguments.period, metavar="PERIOD")
        command.add_argument("--by", default=arguments.whoever_runs())
        command.add_argument("--at", type=arguments.instant)
        arguments.language(command)
        command.set_defaults(run=reports.decide)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    options = parser().parse_args(argv)
    return arguments.run(lambda: int(options.run(options)), name=options.command)


if __name__ == "__main__":
    sys.exit(main())
