"""``packager image`` as the command line calls it."""

from __future__ import annotations

import argparse
import sys

from packager.config import load
from packager.errors import UsageError
from packager.image.packed import SUFFIX
from packager.image.writer import ImageRequest, write_image
from packager.terminal.messages import message
from packager.terminal.progress import Progress


def image(args: argparse.Namespace) -> int:
    """Write an image and say what was written."""
    config = load(args.config)
    packed = args.zst or args.out.name.endswith(SUFFIX)
    if packed and args.sparse:
        raise UsageError("--sparse and --zst: a packed image has no holes; give one of the two")
    out = args.out if not packed or args.out.name.endswith(SUFFIX) else args.out.with_name(args.out.name + SUFFIX)
    request = ImageRequest(
        drive=args.drive,
        out=out,
        size=args.size or config.image.size,
        file_system=args.fs or config.image.fs,
        sparse=args.sparse,
        packed=packed,
        day=args.date or "",
        extra=args.extra,
        allowed=tuple(args.allow),
        order=config.image.order,
        cluster=config.image.cluster,
        archive=config.zim.file_name,
    )
    written = write_image(request, Progress(quiet=not sys.stderr.isatty()))
    numbers = {"files": f"{written.files:,}", "content": f"{written.content / 1e6:,.1f}"}
    print(message("image-written", image=str(out), size=f"{written.bytes / 1e6:,.1f}", **numbers))
    if written.packed:
        print(message("image-packed", size=f"{written.packed / 1e6:,.1f}"))
    print(message("image-sum", sha256=written.sha256))
    return 0


