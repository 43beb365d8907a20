"""The least image that is still FAT32, of no class of sticks: quickly written, for what does not depend on the size."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

from packager.image import writer
from packager.image.writer import ImageRequest
from packager.terminal.progress import Progress

BYTES = 280 << 20


def small_image(
    drive: Path, out: Path, system: str = "fat32", extra: Path | None = None, packed: bool = False
) -> Path:
    """The image of a drive and other files of any kind, in clusters of 4 KiB."""
    request = ImageRequest(
        drive, out, 2, system, sparse=not packed, packed=packed, extra=extra, allowed=("*",), cluster=4096
    )
    with mock.patch.object(writer, "image_bytes", return_value=BYTES):
        writer.write_image(request, Progress(quiet=True))
    return out
