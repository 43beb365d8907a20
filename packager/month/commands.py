"""``packager diff`` and ``packager hold``."""

from __future__ import annotations

import argparse
import json

from packager.config import Config
from packager.errors import UsageError
from packager.month.compare import Comparison
from packager.month.holds import hold
from packager.month.release_file import Release
from packager.month.summary import NAMES, write_summary
from packager.month.watch import watched
from packager.terminal.messages import korean, message


def diff(args: argparse.Namespace, config: Config) -> int:
    """Compare two releases. Raises UsageError for files that are none."""
    comparison = Comparison(Release(args.old), Release(args.new), watched(config))
    if args.out.exists() and not args.out.is_dir():
        raise UsageError("{file}: is a file; give a folder", file=args.out.name)
    counts = write_summary(comparison, args.out)
    if args.json:
        print(json.dumps(counts, ensure_ascii=False))
        return 0
    for kind, count in counts.items():
        if count:
            print(message("diff-kind", kind=NAMES[kind] if korean() else kind, count=f"{count:,}"))
    print(message("diff-at", folder=str(args.out)))
    return 0


def hold_page(args: argparse.Namespace) -> int:
    """Keep the wikitext of a page."""
    file = hold(args.title, getattr(args, "from"), args.holds)
    print(message("held", title=args.title, file=str(file)))
    return 0
