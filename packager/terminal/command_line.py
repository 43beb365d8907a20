"""The arguments of every command; their texts are in help_texts.py."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from packager import __version__
from packager.config.plausible import day_fault
from packager.terminal.argument_errors import DATE, EMPTY, NOT_TEXT, WHOLE_NUMBER, as_said
from packager.terminal.help_format import HelpFormatter, KoreanHelpFormatter
from packager.terminal.help_texts import EXAMPLES, EXIT_STATUSES
from packager.terminal.messages import error_line, message

STAGES = ("wikitext", "html", "final")
GATES = ("articles", "redirects", "pictures", "bytes", "failed", "problems")
STICKS = (2, 4, 8, 16, 32, 64)
FILE_SYSTEMS = ("fat32", "exfat")
MOMENT = "YYYYMMDDHHMMSS"


class Parser(argparse.ArgumentParser):
    """A parser in one of the two languages."""

    def __init__(self, in_korean: bool = False, **options: Any) -> None:
        kind = KoreanHelpFormatter if in_korean else HelpFormatter
        super().__init__(formatter_class=kind, add_help=False, allow_abbrev=False, **options)
        self.in_korean = in_korean
        self.words = self.add_argument_group(self.say("positionals-title"))
        self.flags = self.add_argument_group(self.say("options-title"))
        self.flags.add_argument("-h", "--help", action="help", help=self.say("help"))

    def say(self, key: str) -> str:
        """A text of the help pages in this parser's language."""
        return message(key, self.in_korean)

    def word(self, name: str, key: str, **options: Any) -> None:
        """A positional argument."""
        self.words.add_argument(name, help=self.say(key), **options)

    def flag(self, name: str, key: str, **options: Any) -> None:
        """An option."""
        self.flags.add_argument(name, help=self.say(key), **options)

    def error(self, message: str) -> NoReturn:  # argparse names it so
        """A wrong argument is said the way every other error is."""
        self.print_usage(sys.stderr)
        self.exit(2, error_line(as_said(message), self.in_korean) + "\n")


def command_line(in_korean: bool) -> Parser:
    """The parser of the whole command line; ``command`` of its result names the command."""
    parser = Parser(in_korean, prog="packager", description=message("program", in_korean))
    rows = (f"  {status:<3}  {parser.say(f'exit-{status}')}" for status in EXIT_STATUSES)
    statuses = "\n".join([parser.say("exit-title"), *rows])
    parser.epilog = f"{parser.say('more')}\n\n{parser.say('language')}\n\n{statuses}"
    parser.flag("--version", "version", action="version", version=f"packager {__version__}")
    parser.flag("--verbose", "verbose", action="store_true")
    _commands(parser, "command", "", ARGUMENTS, statuses)
    return parser


def _commands(parser: Parser, place: str, group: str, table: Mapping[str, Arguments], statuses: str) -> None:
    """A command for each row of a table. ``place`` is where the result has the name of the one that was given."""
    commands = parser.add_subparsers(
        dest=place, metavar=place.upper(), required=True, title=parser.say("commands-title"), parser_class=Parser
    )
    for short, arguments in table.items():
        name = f"{group} {short}".strip()
        key = name.replace(" ", "-")
        example = f"{parser.say('example-title')}\n  {EXAMPLES[name]}"
        command = commands.add_parser(
            short,
            in_korean=parser.in_korean,
            help=parser.say(f"{key}-brief"),
            description=parser.say(key),
            epilog=f"{example}\n\n{statuses}",
        )
        if callable(arguments):
            arguments(command)
        else:
            _commands(command, "action", name, arguments, statuses)


def _build(parser: Parser) -> None:
    _dump(parser)
    parser.flag("--out", "build-out", metavar="DIR", type=_folder, required=True)
    parser.flag("--config", "config", metavar="FILE", type=_path)
    parser.flag("--date", "build-date", metavar="YYYY-MM-DD", type=_snapshot_day)
    parser.flag("--accept", "build-accept", metavar="GATE", choices=GATES, action="append", default=[])
    parser.flag("--report", "build-report", metavar="FILE", type=_path)
    parser.flag("--progress-json", "build-progress", metavar="FILE", type=_path)
    parser.flag("--log", "build-log", metavar="FILE", type=_path)
    parser.flag("--quiet", "build-quiet", action="store_true")


def _check(parser: Parser) -> None:
    _source(parser)
    parser.flag("--out", "check-out", metavar="DIR", type=_folder)
    parser.flag("--config", "config", metavar="FILE", type=_path)
    parser.flag("--json", "check-json", action="store_true")


def _rollback(parser: Parser) -> None:
    parser.word("month", "rollback-month", metavar="YYYY-MM", nargs="?", default="")
    parser.flag("--out", "build-out", metavar="DIR", type=_path, required=True)


def _copy(parser: Parser) -> None:
    parser.word("drive", "copy-drive", metavar="DRIVE", type=_path)
    parser.word("target", "copy-target", metavar="TARGET", type=_path)


def _image(parser: Parser) -> None:
    parser.flag("--drive", "image-drive", metavar="DIR", type=_path, required=True)
    parser.flag("--out", "image-out", metavar="FILE.img", type=_path, required=True)
    parser.flag("--size", "image-size", type=_positive, choices=STICKS)
    parser.flag("--fs", "image-fs", choices=FILE_SYSTEMS)
    parser.flag("--sparse", "image-sparse", action="store_true")
    parser.flag("--zst", "image-zst", action="store_true")
    parser.flag("--date", "image-date", metavar="YYYY-MM-DD", type=_snapshot_day)
    parser.flag("--extra", "image-extra", metavar="DIR", type=_path)
    parser.flag("--allow", "image-allow", metavar="PATTERN", action="append", default=[])
    parser.flag("--config", "config", metavar="FILE", type=_path)


def _verify(parser: Parser) -> None:
    parser.word("path", "verify-path", metavar="PATH", type=_path)
    parser.flag("--json", "verify-json", action="store_true")
    parser.flag("--date", "verify-date", metavar="YYYY-MM-DD", type=_day)
    parser.flag("--config", "verify-config", metavar="FILE", type=_path)
    parser.flag("--record", "verify-record", metavar="FILE.release", type=_path)
    parser.flag("--jobs", "jobs", metavar="N", type=_positive, default=os.cpu_count() or 1)


def _page(parser: Parser) -> None:
    parser.word("title", "page-title", metavar="TITLE", type=_text)
    parser.flag("--store", "page-store", metavar="FILE", type=_path, required=True)
    parser.flag("--stage", "stage", choices=STAGES, default="final")
    parser.flag("--now", "now", metavar=MOMENT, type=_moment)
    parser.flag("--config", "config", metavar="FILE", type=_path)
    parser.flag("--why", "page-why", action="store_true")


def _pages(parser: Parser) -> None:
    _dump(parser)
    parser.flag("--out", "pages-out", metavar="FILE", type=_path, required=True)
    parser.flag("--stage", "stage", choices=STAGES, default="final")
    parser.flag("--titles", "pages-titles", metavar="FILE", type=_path)
    parser.flag("--config", "config", metavar="FILE", type=_path)


def _inspect(parser: Parser) -> None:
    parser.word("paths", "inspect-path", metavar="PATH", type=_path, nargs="+")


def _select(parser: Parser) -> None:
    _curation(parser)
    parser.flag("--lint", "select-lint", action="store_true")
    parser.flag("--dry-run", "select-dry-run", action="store_true")
    parser.flag("--export", "select-export", metavar="FILE.tsv", type=_path)


def _explain(parser: Parser) -> None:
    parser.word("title", "explain-title", metavar="TITLE", type=_text, nargs="?")
    _curation(parser)
    parser.flag("--titles", "explain-titles", metavar="FILE", type=_path)


def _preview(parser: Parser) -> None:
    parser.word("dumps", "dump", metavar="DUMP", type=_path, nargs="+")
    parser.flag("--titles", "preview-titles", metavar="FILE", type=_path, required=True)
    parser.flag("--out", "preview-out", metavar="DIR", type=_folder, required=True)
    parser.flag("--open", "preview-open", action="store_true")
    parser.flag("--config", "config", metavar="FILE", type=_path)
    parser.flag("--files", "files", metavar="FILE.json", type=_path)
    parser.flag("--now", "now", metavar=MOMENT, type=_moment)
    parser.flag("--date", "preview-date", metavar="YYYY-MM-DD", type=_snapshot_day)
    parser.flag("--json", "check-json", action="store_true")


def _diff(parser: Parser) -> None:
    parser.word("old", "diff-old", metavar="OLD", type=_path)
    parser.word("new", "diff-new", metavar="NEW", type=_path)
    parser.flag("--out", "diff-out", metavar="DIR", type=_path, required=True)
    parser.flag("--config", "config", metavar="FILE", type=_path)
    parser.flag("--json", "check-json", action="store_true")


def _hold(parser: Parser) -> None:
    parser.word("title", "hold-title", metavar="TITLE", type=_text)
    parser.flag("--from", "hold-from", metavar="FILE", type=_path, required=True)
    parser.flag("--holds", "hold-folder", metavar="DIR", type=_path, required=True)


def _curation(parser: Parser) -> None:
    """What commands have in common that ask the rules of an earlier build's wiki."""
    parser.flag("--store", "curation-store", metavar="FILE", type=_path, required=True)
    parser.flag("--config", "config", metavar="FILE", type=_path)
    parser.flag("--json", "check-json", action="store_true")


def _dump(parser: Parser) -> None:
    """What build and pages have in common."""
    _source(parser)
    parser.flag("--now", "now", metavar=MOMENT, type=_moment)


def _source(parser: Parser) -> None:
    """A dump and who works on it."""
    parser.word("dumps", "dump", metavar="DUMP", type=_path, nargs="+")
    parser.flag("--jobs", "jobs", metavar="N", type=_positive, default=os.cpu_count() or 1)
    parser.flag("--files", "files", metavar="FILE.json", type=_path)


def _stick_list(parser: Parser) -> None:
    parser.flag("--json", "check-json", action="store_true")


def _stick_check(parser: Parser) -> None:
    _image_and_device(parser)
    parser.flag("--json", "check-json", action="store_true")


def _stick_change(parser: Parser) -> None:
    _image_and_device(parser)
    parser.flag("--yes", "stick-yes", action="store_true")
    parser.flag("--yes-any", "stick-yes-any", action="store_true")


def _image_and_device(parser: Parser) -> None:
    parser.word("image", "stick-image", metavar="IMAGE", type=_path)
    parser.word("device", "stick-device", metavar="DEVICE", type=_path)


def _release_show(parser: Parser) -> None:
    _record(parser)
    parser.flag("--json", "check-json", action="store_true")


def _release_compare(parser: Parser) -> None:
    _record(parser)
    parser.word("other", "release-other", metavar="OTHER", type=_path)
    parser.flag("--drives", "release-drives", metavar=("A", "B"), type=_path, nargs=2)
    parser.flag("--json", "check-json", action="store_true")


def _release_keygen(parser: Parser) -> None:
    parser.word("key", "release-new-key", metavar="KEY", type=_path)
    parser.flag("--password", "release-password-file", metavar="FILE", type=_path)
    parser.flag("--no-password", "release-no-password", action="store_true")


def _release_sign(parser: Parser) -> None:
    _record(parser)
    parser.flag("--key", "release-secret-key", metavar="KEY", type=_path, required=True)
    parser.flag("--password", "release-password-file", metavar="FILE", type=_path)


def _release_verify(parser: Parser) -> None:
    _record(parser)
    parser.flag("--pub", "release-pub", metavar="KEY", action="append", default=[])
    parser.flag("--keys", "release-keys", metavar="FILE", type=_path, action="append", default=[])
    parser.flag("--need", "release-need", metavar="N", type=_positive, default=1)
    parser.flag("--signature", "release-signature", metavar="FILE", type=_path, action="append", default=[])
    parser.flag("--json", "check-json", action="store_true")


def _rebuild_check(parser: Parser) -> None:
    _record(parser)
    parser.word("dumps", "dump", metavar="DUMP", type=_path, nargs="+")
    parser.flag("--config", "config", metavar="FILE", type=_path)
    parser.flag("--date", "build-date", metavar="YYYY-MM-DD", type=_snapshot_day)
    parser.flag("--files", "files", metavar="FILE.json", type=_path)
    parser.flag("--json", "check-json", action="store_true")


def _record(parser: Parser) -> None:
    parser.word("record", "release-record", metavar="RECORD", type=_path)


Arguments = Callable[[Parser], None] | Mapping[str, Callable[[Parser], None]]
"""Those of a command, or the commands that follow its name."""

ARGUMENTS: Mapping[str, Arguments] = {
    "build": _build,
    "check": _check,
    "verify": _verify,
    "page": _page,
    "pages": _pages,
    "inspect": _inspect,
    "select": _select,
    "explain": _explain,
    "preview": _preview,
    "diff": _diff,
    "hold": _hold,
    "rollback": _rollback,
    "copy": _copy,
    "image": _image,
    "stick": {
        "list": _stick_list,
        "write": _stick_change,
        "check": _stick_check,
        "refresh": _stick_change,
        "repair": _stick_change,
    },
    "release": {
        "show": _release_show,
        "compare": _release_compare,
        "keygen": _release_keygen,
        "sign": _release_sign,
        "verify": _release_verify,
    },
    "rebuild-check": _rebuild_check,
}


def _path(text: str) -> Path:
    """A path; shells leave ``~`` alone in ``--out=~/drives``, and give nothing for a variable that is not set."""
    if not text.strip():
        raise argparse.ArgumentTypeError(EMPTY)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # ~nobody
        return Path(text)


def _folder(text: str) -> Path:
    """A folder to build in: libzim knows no names that are not UTF-8."""
    path = _path(text)
    _text(str(path.absolute()))
    return path


def _text(text: str) -> str:
    """Text; bytes that the terminal's encoding does not know reach Python as lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError(NOT_TEXT) from error
    return text


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(WHOLE_NUMBER)
    return int(text)


def _moment(text: str) -> str:
    return _date(text, "%Y%m%d%H%M%S", "20240601000000")


def _day(text: str) -> str:
    return _date(text, "%Y-%m-%d", "2024-06-01")


def _snapshot_day(text: str) -> str:
    if fault := day_fault(text):
        raise argparse.ArgumentTypeError(fault)
    return text


def _date(text: str, layout: str, example: str) -> str:
    try:
        if datetime.strptime(text, layout).strftime(layout) != text:
            raise ValueError(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(DATE.format(example=example)) from error
    return text
