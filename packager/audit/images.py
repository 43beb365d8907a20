"""What an image file holds besides its pixels: a grammar of what may stay, by format (PNG, JPEG, GIF, WebP).

Every byte belongs to a field that is needed to show the picture and has the value that our one setting writes: fixed
chunks in a fixed order, the standard JPEG tables, palettes without entries that no pixel uses, and compressed data
that unpack to exactly the announced size and then end. References: PNG (W3C, second edition), ITU-T T.81 and its
annex K, GIF89a, the WebP container specification.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from packager.audit.gif import gif_parts
from packager.audit.jpeg import jpeg_parts
from packager.audit.png import piece_fault, png_parts
from packager.audit.unsound import Unsound
from packager.audit.webp import webp_parts
from packager.errors import Said


def foreign_parts(data: bytes, media_type: str = "") -> Iterator[str]:
    """Everything about the file that is not needed to show the picture.

    ``media_type``: what it is said to be on a drive; then it must also have the one form that our setting writes.
    Without it any bare form passes: PNG with a palette, progressive JPEG.
    """
    for start, kind, judge in (
        (b"\x89PNG\r\n\x1a\n", "image/png", png_parts),
        (b"\xff\xd8", "image/jpeg", jpeg_parts),
        (b"GIF8", "image/gif", gif_parts),
        (b"RIFF", "image/webp", webp_parts),
    ):
        if data.startswith(start):
            if media_type and media_type != kind:
                yield Said("{kind} that says it is {media_type}", kind=kind, media_type=media_type[:40])
            if media_type and (other := _other_form(data)):
                yield other
                return
            try:
                yield from judge(data)
            except Unsound as error:
                yield error.args[0]
            except (struct.error, IndexError, zlib.error) as error:
                yield Said("not a sound picture: {error}", error=error)
            return
    yield Said("a format that is not on the list")


def _other_form(data: bytes) -> str:
    """A sound form that our setting never writes."""
    if data.startswith(b"\x89PNG") and (
        data[24:25] != b"\x08" or data[25:26] not in (b"\0", b"\2", b"\6") or b"PLTE" in data[:60]
    ):
        return Said("a PNG that is not of eight bits and without a palette")
    if data.startswith(b"\x89PNG") and b"tRNS" in data[:60]:
        return Said("PNG transparency that is kept apart")
    if data.startswith(b"\x89PNG") and (other := piece_fault(data)):
        return other
    return Said("a progressive JPEG") if data.startswith(b"\xff\xd8") and b"\xff\xc2\0\x11\x08" in data[:700] else ""
