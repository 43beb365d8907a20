"""Command line: arguments to one function for each subcommand. __main__ ends the process with what main gives."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence

from packager import errors
from packager.config import load, metadata_for
from packager.terminal.command_line import command_line
from packager.terminal.messages import error_line, korean, message, rule_words


def _build(args: argparse.Namespace) -> int:
    from packager.build import Request, build
    from packager.terminal.progress import Progress

    request = Request(tuple(args.dumps), args.out, load(args.config), args.jobs, args.files, args.now)
    report = build(request, Progress(args.progress_json))
    if args.report:
        args.report.write_bytes((args.out / "report" / "build.json").read_bytes())
    for line in report.summary(args.out):
        print(line)
    return 0


def _verify(args: argparse.Namespace) -> int:
    from packager.audit.verify import metadata_entries, verify
    from packager.terminal.progress import Progress

    expected = None
    if args.config:  # the editor's own title and creator pass; without it only neutral values do
        entries = metadata_entries(metadata_for(load(args.config), args.date))
        expected = {name: value for name, value in entries.items() if value}
    with Progress(quiet=not sys.stderr.isatty()).stage("verify", unit="files") as stage:
        checked = verify(args.path, args.date, stage.tick, expected)
    if args.json:
        print(json.dumps([f._asdict() for f in checked.findings], ensure_ascii=False, indent=1))
    else:
        for finding in checked.findings:
            rule, what = rule_words(finding.rule, finding.what)
            print(f"{finding.where}: {rule}: {what}")
        if checked.findings:
            print(message("findings", path=args.path.name, count=f"{len(checked.findings):,}"))
        else:
            print(message("clean", path=args.path.name, count=f"{checked.entries:,}"))
    return errors.ScrubError.exit_status if checked.findings else 0


def _page(args: argparse.Namespace) -> int:
    from packager.rendering.single import page

    found = page(args.store, args.title, load(args.config), args.stage, args.now)
    print(json.dumps(found.why(), ensure_ascii=False, indent=1) if args.why else found.html)
    return 0


def _pages(args: argparse.Namespace) -> int:
    from packager.rendering.single import PagesRequest, pages
    from packager.terminal.progress import Progress

    config = load(args.config)
    pages(
        PagesRequest(tuple(args.dumps), args.out, config, args.stage, args.jobs, args.now, args.files, args.titles),
        Progress(),
    )
    return 0


def _inspect(args: argparse.Namespace) -> int:
    from packager.inspect.inspection import inspect

    print(json.dumps(inspect(args.path), ensure_ascii=False, indent=1))
    return 0


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "verify": _verify,
    "page": _page,
    "pages": _pages,
    "inspect": _inspect,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    args = command_line(korean()).parse_args(argv)
    logging.basicConfig(
        level=logging.DEBUG if args.verbose else logging.WARNING, format="%(message)s", stream=sys.stderr
    )
    try:
        status = COMMANDS[args.command](args)
        sys.stdout.flush()
        return status
    except errors.PackagerError as error:
        print(error_line(error.said), file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:  # only where packager.terminal.interrupt does not watch
        print(message("interrupted"), file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our standard output went away, as with | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
