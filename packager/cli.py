"""Command line: arguments to one function for each subcommand. The only module that ends the process."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from packager import errors
from packager.config import load
from packager.messages import korean, message

EXIT_STATUSES = """\
exit status
  0    done; for verify: clean
  1    unexpected failure inside the program (please keep the text above it)
  2    wrong arguments or configuration
  3    the dump is damaged, cut short, mixed or of an unknown kind
  4    something points outward or could identify who prepared the drive
  5    the output cannot be written or does not pass its own checks
  6    more pages failed to render than the configuration allows
  130  interrupted (Ctrl-C); the same command goes on where it stopped
"""

BUILD = """\
Pack a MediaWiki dump into a folder for a flash drive.

DUMP is one or many files of one dump, in any order: pages-articles XML (plain, bz2, gz, xz, zst, 7z), multistream
parts, the newer content exports, or an Enterprise HTML snapshot. Hash lists and multistream indexes that lie beside
them are used to prove that nothing is missing.

Below DIR are written
  drive/   exactly what goes onto a drive: index.html, the reader's data, wiki.zim, sums.txt
  report/  for you, never for the drive: build.json and lists of skipped, failed and faulty pages
  work/    page store and rendered pages; keep it, and next month's build renders only what changed

The drive folder that was there before is replaced only when the new one is whole and passes verify.
"""


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="packager",
        description="Packs a Korean Wikipedia dump into a ZIM archive with an offline reader that leaves no trace.",
        epilog=EXIT_STATUSES,
        formatter_class=raw,
    )
    parser.add_argument("--verbose", action="store_true", help="say on stderr what is done for each page")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace], int], brief: str, text: str, example: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name, help=brief, description=text, epilog=f"example\n  {example}\n\n{EXIT_STATUSES}", formatter_class=raw
        )
        sub.set_defaults(run=run)
        return sub

    build = command(
        "build", _build, "pack a dump into a drive folder", BUILD,
        'packager build kowiki-20260901-pages-articles-multistream.xml.bz2 --out dist --jobs 2',
    )  # fmt: skip
    _dump_arguments(build)
    build.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder for drive/, report/ and work/")
    build.add_argument("--config", metavar="FILE", type=Path, help="snapshot.toml; without it the defaults hold")
    build.add_argument("--report", metavar="FILE", type=Path, help="copy report/build.json to this file as well")
    build.add_argument("--progress-json", metavar="FILE", type=Path, help="file that always holds the stage and counts")

    verify = command(
        "verify", _verify, "check a drive folder or a ZIM",
        "Check a drive folder or a ZIM (ours or not): outward constructs, identifying metadata, times, unknown\n"
        "files, identifiers that do not follow from the content, dangling links, damage. Exit status 0 only if clean.",
        "packager verify dist/drive",
    )  # fmt: skip
    verify.add_argument("path", metavar="PATH", type=Path, help="drive folder or .zim file")
    verify.add_argument("--json", action="store_true", help="print the findings as JSON")
    verify.add_argument("--date", metavar="YYYY-MM-DD", default="", help="dump date that every time must equal")

    page = command(
        "page", _page, "render one page from a page store",
        "Render one page to HTML on standard output, from the page store that an earlier build left in work/.",
        "packager page 베를린 --store dist/work/pages.sqlite > page.html",
    )  # fmt: skip
    page.add_argument("title", metavar="TITLE", help="prefixed title")
    page.add_argument("--store", metavar="FILE", type=Path, required=True, help="page store (work/pages.sqlite)")
    page.add_argument(
        "--stage", choices=("wikitext", "html", "final"), default="final", help="how far (default: final)"
    )
    page.add_argument(
        "--now", metavar="YYYYMMDDHHMMSS", default="", help="clock that the page sees (default: dump date)"
    )
    page.add_argument("--config", metavar="FILE", type=Path, help="snapshot.toml")
    page.add_argument("--why", action="store_true", help="print what the page used and what was dropped, as JSON")

    pages = command(
        "pages", _pages, "render all pages to JSON lines",
        "Render pages and write one {title, ns, pageid, html} a line, in title order: all articles, portals,\n"
        "categories and project pages that are no redirects, or those that --titles lists.\n\n"
        "  wikitext  the parser's output, with MediaWiki's own links\n"
        "  html      boxes dropped, formulas as MathML\n"
        "  final     links rewritten and scrubbed, as on the drive",
        "packager pages dump.xml.bz2 --out pages.jsonl --stage wikitext --jobs 2",
    )  # fmt: skip
    _dump_arguments(pages)
    pages.add_argument("--out", metavar="FILE", type=Path, required=True, help="file to write")
    pages.add_argument(
        "--stage", choices=("wikitext", "html", "final"), default="final", help="how far (default: final)"
    )
    pages.add_argument("--titles", metavar="FILE", type=Path, help="only these pages, one title a line")
    pages.add_argument("--config", metavar="FILE", type=Path, help="snapshot.toml")

    inspect = command(
        "inspect", _inspect, "say what is in a dump, a store or a ZIM",
        "Print what a dump, a page store, a ZIM or a drive folder holds, as JSON.",
        "packager inspect dist/drive/wiki.zim",
    )  # fmt: skip
    inspect.add_argument("path", metavar="PATH", type=Path, help="file or folder")
    return parser


def _dump_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dumps", metavar="DUMP", type=Path, nargs="+", help="dump file")
    parser.add_argument(
        "--jobs", metavar="N", type=_positive, default=os.cpu_count() or 1, help="worker processes (default: all cores)"
    )
    parser.add_argument("--files", metavar="FILE.json", type=Path, help="names, sizes and types of pictures that exist")
    parser.add_argument(
        "--now", metavar="YYYYMMDDHHMMSS", type=_moment, default="", help="clock that pages see (default: dump date)"
    )


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def _moment(text: str) -> str:
    from datetime import datetime

    try:
        if text:
            datetime.strptime(text, "%Y%m%d%H%M%S")
    except ValueError as error:
        raise argparse.ArgumentTypeError("must look like 20240601000000") from error
    return text


def _build(args: argparse.Namespace) -> int:
    from packager.build import Request, build, summary
    from packager.progress import Progress

    request = Request(tuple(args.dumps), args.out, load(args.config), args.jobs, args.files, args.now)
    built = build(request, Progress(args.progress_json))
    if args.report:
        args.report.write_bytes((args.out / "report" / "build.json").read_bytes())
    for line in summary(built, args.out):
        print(line)
    return 0


def _verify(args: argparse.Namespace) -> int:
    from packager.verify import verify

    checked = verify(args.path, date=args.date)
    if args.json:
        print(json.dumps([f._asdict() for f in checked.findings], ensure_ascii=False, indent=1))
    else:
        for finding in checked.findings:
            print(f"{finding.where}: {finding.rule}: {finding.what}")
        if checked.findings:
            print(message("findings", path=args.path.name, count=f"{len(checked.findings):,}"))
        else:
            print(message("clean", path=args.path.name, count=f"{checked.entries:,}"))
    return errors.ScrubError.exit_status if checked.findings else 0


def _page(args: argparse.Namespace) -> int:
    from packager.single import page

    html, facts = page(args.store, args.title, load(args.config), args.stage, args.now)
    print(json.dumps(facts, ensure_ascii=False, indent=1, default=list) if args.why else html)
    return 0


def _pages(args: argparse.Namespace) -> int:
    from packager.progress import Progress
    from packager.single import pages

    pages(
        tuple(args.dumps),
        args.out,
        load(args.config),
        args.stage,
        args.jobs,
        args.now,
        args.files,
        args.titles,
        Progress(),
    )
    return 0


def _inspect(args: argparse.Namespace) -> int:
    from packager.inspection import inspect

    print(json.dumps(inspect(args.path), ensure_ascii=False, indent=1, default=list))
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    args = _parser().parse_args(argv)
    logging.basicConfig(
        level=logging.DEBUG if args.verbose else logging.WARNING, format="%(message)s", stream=sys.stderr
    )
    try:
        return int(args.run(args))
    except errors.PackagerError as error:
        print(message("error", text=str(error)), file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        print(message("interrupted"), file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our standard output went away, as with | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def run() -> None:
    """Console script."""
    raise SystemExit(main())


__all__ = ["korean", "main", "run"]
