"""``packager preview``."""

from __future__ import annotations

import argparse
import json
import webbrowser

from packager.config import Config
from packager.errors import UsageError
from packager.preview.pages import Request, preview
from packager.terminal.messages import message
from packager.terminal.progress import Progress


def preview_pages(args: argparse.Namespace, config: Config) -> int:
    """Write the pages and, where it is asked for, open the first in a browser."""
    if args.out.exists() and not args.out.is_dir():
        raise UsageError("{file}: is a file; give a folder", file=args.out.name)
    request = Request(
        tuple(args.dumps), args.titles, args.out, config, args.files, args.now or "", args.date or ""
    )
    first = preview(request, Progress(quiet=args.json))
    if args.json:
        print(json.dumps({"index": str(first)}, ensure_ascii=False))
    else:
        print(message("previewed", file=str(first)))
    if args.open:
        webbrowser.open(first.resolve().as_uri())
    return 0
