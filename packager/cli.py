"""Command line: arguments to one function for each subcommand. __main__ ends the process with what main gives."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from packager import errors
from packager.config import load, metadata_for
from packager.terminal.command_line import command_line
from packager.terminal.messages import error_line, handed_on, korean, message, remark_line, rule_words


def _build(args: argparse.Namespace) -> int:
    from packager.build import build
    from packager.drive.folders import Folders
    from packager.drive.refusal import leave_early
    from packager.files.beside import refuse_covering, refuse_unwritable
    from packager.stages.preflight import configured
    from packager.stages.request import Request
    from packager.terminal.progress import Progress

    try:
        config = configured(args.config)
    except errors.UsageError as error:
        leave_early(args.out, args.dumps, error)
        raise
    request = Request(
        tuple(args.dumps),
        args.out,
        config,
        args.jobs,
        args.files,
        args.now or "",
        args.date or "",
        frozenset(args.accept),
    )
    for path in (args.report, args.progress_json, args.log):
        refuse_unwritable(path)
        refuse_covering(path, _read_by(args), (args.out / "drive", args.out / "work"))
    progress = Progress(args.progress_json, quiet=args.quiet, log=args.log)
    try:
        report = build(request, progress)
    except errors.PackagerError as error:
        progress.log("error", status=error.exit_status, text=handed_on(error.said))
        if error.report_left:
            refused = Folders(args.out).refused
            progress.say(message("report-at", folder=str(refused)))
            _copy_report(refused, args.report)
        raise
    _copy_report(Folders(args.out).report, args.report)
    progress.log("built", articles=report.articles, redirects=report.redirects, size=report.size)
    if not args.quiet:
        for line in report.summary(args.out):
            print(line)
    return 0


def _read_by(args: argparse.Namespace) -> list[Path]:
    """What a run with a dump reads."""
    return [*args.dumps, *(path for path in (args.config, args.files) if path)]


def _copy_report(folder: Path, target: Path | None) -> None:
    if target is not None:
        target.write_bytes((folder / "build.json").read_bytes())


def _check(args: argparse.Namespace) -> int:
    from packager.stages.preflight import check

    found, _ = check(args.dumps, args.config, args.out, args.files, args.jobs)
    if args.json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        return found.status
    for problem in found.problems:
        print(error_line(problem), file=sys.stderr)
    for remark in found.remarks:
        print(remark_line(remark))
    if found.files:
        numbers = {"files": f"{found.files:,}", "size": f"{found.bytes / 1e6:,.1f}", "room": f"{found.room / 1e6:,.1f}"}
        print(message("checked", wiki=found.wiki or "?", minutes=f"{found.seconds / 60:,.1f}", **numbers))
    print(message("check-failed" if found.problems else "check-passed", count=f"{len(found.problems):,}"))
    return found.status


def _rollback(args: argparse.Namespace) -> int:
    from packager.drive.folders import Folders, locked
    from packager.drive.releases import roll_back

    folders = Folders(args.out)
    if not args.out.is_dir():
        raise errors.UsageError("{folder}: there is no such folder; give the --out of your builds", folder=args.out)
    folders.refuse_foreign()
    with locked(folders.work):
        month = roll_back(folders.out, folders.drive, folders.report, args.month, folders.old)
    print(message("rolled-back", month=month, folder=str(folders.drive)))
    return 0


def _copy(args: argparse.Namespace) -> int:
    from packager.drive.copy import copy_drive
    from packager.terminal.progress import Progress

    copied = copy_drive(args.drive, args.target, Progress())
    numbers = {"files": f"{copied.files:,}", "size": f"{copied.size / 1e6:,.1f}"}
    print(message("copied", folder=str(args.target), **numbers))
    return 0


def _image(args: argparse.Namespace) -> int:
    from packager.image.command import image

    return image(args)


def _verify(args: argparse.Namespace) -> int:
    from packager.audit.verify import ARCHIVE_NAME, metadata_entries, verify
    from packager.drive.figures import identity_of
    from packager.model import Finding
    from packager.release.record import read_record
    from packager.terminal.progress import Progress

    record = read_record(args.record) if args.record else None
    expected: dict[str, str] | None
    archive = ARCHIVE_NAME
    if args.config:  # the editor's own title and creator pass; else those that the build itself wrote down
        config = load(args.config)
        archive = config.zim.file_name
        entries = metadata_entries(metadata_for(config, args.date or ""))
        expected = {name: value for name, value in entries.items() if value}
    else:
        expected = identity_of(args.path)
    if not (args.path / "sums.txt").exists() and (args.path / "drive" / "sums.txt").is_file():
        raise errors.UsageError("{folder}: is no drive folder; give {folder}/drive", folder=args.path)
    with Progress(quiet=not sys.stderr.isatty()).stage("verify", unit="files") as stage:
        checked = verify(args.path, args.date or "", stage.tick, expected, args.jobs, archive)
    if record is not None and not record.one("drive").startswith(f"sha256:{checked.manifest} "):
        other = Finding("release", args.path.name, errors.Said("is not the drive that {file} tells of",
                                                               file=args.record.name))  # fmt: skip
        checked = checked._replace(findings=(*checked.findings, other))
    for remark in checked.remarks:
        print(remark_line(remark), file=sys.stderr)
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
    from packager.library.single_document import document
    from packager.rendering.single import page

    config = load(args.config)
    found = page(args.store, args.title, config, args.stage, args.now or "")
    if args.why:
        print(json.dumps(found.why(), ensure_ascii=False, indent=1))
    else:
        print(document(found, config) if args.stage == "final" else found.html)
    return 0


def _pages(args: argparse.Namespace) -> int:
    from packager.files.beside import refuse_covering, refuse_unwritable
    from packager.rendering.single import PagesRequest, pages
    from packager.terminal.progress import Progress

    config = load(args.config)
    refuse_unwritable(args.out)
    refuse_covering(args.out, _read_by(args))
    pages(
        PagesRequest(
            tuple(args.dumps), args.out, config, args.stage, args.jobs, args.now or "", args.files, args.titles
        ),
        Progress(),
    )
    return 0


def _inspect(args: argparse.Namespace) -> int:
    from packager.inspect.inspection import inspect

    print(json.dumps(inspect(args.paths), ensure_ascii=False, indent=1))
    return 0


def _select(args: argparse.Namespace) -> int:
    from packager.curation.commands import select

    return select(args, load(args.config))


def _explain(args: argparse.Namespace) -> int:
    from packager.curation.commands import explain_pages

    return explain_pages(args, load(args.config))


def _preview(args: argparse.Namespace) -> int:
    from packager.preview.commands import preview_pages

    return preview_pages(args, load(args.config))


def _diff(args: argparse.Namespace) -> int:
    from packager.month.commands import diff

    return diff(args, load(args.config))


def _hold(args: argparse.Namespace) -> int:
    from packager.month.commands import hold_page

    return hold_page(args)


def _stick(args: argparse.Namespace) -> int:
    from packager.stick.commands import ACTIONS

    return ACTIONS[args.action](args)


def _release(args: argparse.Namespace) -> int:
    from packager.release.commands import ACTIONS

    return ACTIONS[args.action](args)


def _rebuild_check(args: argparse.Namespace) -> int:
    from packager.release.commands import rebuild_check

    return rebuild_check(args)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
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
    "stick": _stick,
    "release": _release,
    "rebuild-check": _rebuild_check,
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
        _forget_standard_output()
        return 0
    except OSError as error:
        if error.filename is not None:
            where = Path(os.fsdecode(error.filename)).name
            said = errors.Said("{file}: {error}; check the path and its rights", file=where, error=error.strerror)
        else:
            said = errors.Said("the output cannot be written ({error})", error=error.strerror or error)
            _forget_standard_output()
        print(error_line(said), file=sys.stderr)
        return errors.OutputError.exit_status


def _forget_standard_output() -> None:
    """What is still waiting to be written must not fail once more when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
