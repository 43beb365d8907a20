"""A packed image: one zstandard frame of one spelling, unpacked into a file with holes so that it can be judged.

What is unpacked is packed once more as it goes by and must give the same bytes: nothing can hide in how it was packed,
in frames that are skipped, or behind the end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

import zstandard

from packager.audit.image.image import ImageChecked, audit_image
from packager.audit.image.mbr import CLASSES
from packager.errors import Said
from packager.model import Finding

_MAGIC = b"\x28\xb5\x2f\xfd"
_HEAD = 18
_LEVEL = 3
_STEP = 1 << 20
_ZEROS = bytes(1 << 16)


class Unpackable(ValueError):
    """No image comes out of it."""


def is_packed(path: Path) -> bool:
    """Whether a file is meant to be a packed image."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC or path.suffix.lower() == ".zst"


def audit_packed(
    path: Path,
    date: str,
    progress: Callable[[int], None],
    expected: Mapping[str, str] | None,
    jobs: int,
    archive_name: str,
) -> ImageChecked:
    """As ``audit_image``; the file with holes lies in the folder for temporary files meanwhile."""
    with tempfile.TemporaryDirectory(prefix="image-") as folder:
        target = Path(folder) / path.name.removesuffix(".zst")
        try:
            same = _unpack(path, target)
        except Unpackable as error:
            return ImageChecked((Finding("damage", path.name, error.args[0]),), 0, ())
        found = audit_image(target, date, progress, expected, jobs, archive_name)
    if same:
        return found
    other = Finding("hidden data", path.name, Said("is not packed as packager image packs, byte for byte"))
    return found._replace(findings=(*found.findings, other))


def _unpack(path: Path, target: Path) -> bool:
    """Write the image; gives whether packing it gives the same file. Raises Unpackable."""
    with path.open("rb") as packed, path.open("rb") as again, target.open("wb") as image:
        size = _size(packed)
        reader = zstandard.ZstdDecompressor().stream_reader(packed)
        packer = zstandard.ZstdCompressor(level=_LEVEL).compressobj(size=size)
        same, done = True, 0
        while done < size:
            try:
                block = reader.read(min(_STEP, size - done))
            except zstandard.ZstdError as error:
                raise Unpackable(Said("cannot be unpacked: {error}", error=str(error)[:80])) from error
            if not block:
                raise Unpackable(Said("unpacks to {size} bytes, it says {told}", size=done, told=size))
            done += len(block)
            _write(image, block)
            same = same and _follows(again, packer.compress(block))
        image.truncate(size)
        return same and _follows(again, packer.flush()) and not again.read(1)


def _size(packed: BinaryIO) -> int:
    """What the frame says of the image's size. Raises Unpackable unless it is one of ours."""
    try:
        size = zstandard.frame_content_size(packed.read(_HEAD))
    except zstandard.ZstdError as error:
        raise Unpackable(Said("cannot be unpacked: {error}", error=str(error)[:80])) from error
    packed.seek(0)
    if size not in CLASSES:
        raise Unpackable(Said("has {size} bytes, which is no size of an image", size=size))
    return size


def _write(image: BinaryIO, block: bytes) -> None:
    """A block, with holes for zeros."""
    for at in range(0, len(block), len(_ZEROS)):
        part = block[at : at + len(_ZEROS)]
        if part == _ZEROS[: len(part)]:
            image.seek(len(part), 1)
        else:
            image.write(part)


def _follows(file: BinaryIO, data: bytes) -> bool:
    return file.read(len(data)) == data
