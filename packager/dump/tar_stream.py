"""The files of a tar archive (POSIX ustar, GNU and pax headers) as it streams by, with every checksum looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from packager.errors import DumpError, Said

BLOCK = 512
REGULAR = (b"0", b"\0", b"7")
SILENT = (b"5", b"x", b"g", b"L", b"K")
"""Folders, and headers that say more of the file that follows."""
KINDS = {
    b"1": Said("hard link"),
    b"2": Said("symbolic link"),
    b"3": Said("device"),
    b"4": Said("device"),
    b"6": Said("pipe"),
    b"S": Said("sparse file"),
}
_LONGEST_HEADER = 1 << 20


class _Blocks:
    def __init__(self, path: Path, pieces: Iterator[bytes]) -> None:
        self.path, self.pieces = path, pieces
        self.buffer = b""
        self.offset = 0

    def error(self, what: Said) -> DumpError:
        return DumpError(
            "{file}: byte {offset} of the unpacked tar: {what}; fetch the file again",
            file=self.path,
            offset=self.offset,
            what=what,
        )

    def some(self, most: int) -> bytes:
        """Between 1 and ``most`` bytes; empty only at the end."""
        while not self.buffer:
            piece = next(self.pieces, None)
            if piece is None:
                return b""
            self.buffer = piece
        data, self.buffer = self.buffer[:most], self.buffer[most:]
        self.offset += len(data)
        return data

    def exactly(self, size: int) -> bytes:
        parts = []
        while size:
            data = self.some(size)
            if not data:
                raise self.error(Said("the archive is cut short"))
            parts.append(data)
            size -= len(data)
        return b"".join(parts)


def _size(field: bytes, blocks: _Blocks) -> int:
    if field[0] & 0x80:
        return int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
    digits = field.strip(b" \0")
    try:
        return int(digits, 8) if digits else 0
    except ValueError:
        raise blocks.error(Said("a file size that is not a number")) from None


def _extended(records: bytes, blocks: _Blocks) -> int | None:
    """Size of the file that follows, where a pax header gives one (POSIX 1003.1, pax Extended Header)."""
    size = None
    while records:
        length, _, _ = records.partition(b" ")
        if not length.isdigit() or not 0 < int(length) <= len(records):
            raise blocks.error(Said("a pax header with a wrong length"))
        key, _, value = records[len(length) + 1 : int(length) - 1].partition(b"=")
        if key.startswith(b"GNU.sparse"):
            raise _foreign(b"S", blocks)
        if key == b"size":
            size = _size(b"%o" % int(value) if value.isdigit() else value or b"-", blocks)
        records = records[int(length) :]
    return size


def _foreign(kind: bytes, blocks: _Blocks) -> DumpError:
    return DumpError(
        "{file}: byte {offset} of the unpacked tar: a {kind} where only files and folders can be read; pack its content"
        " again as plain files",
        file=blocks.path,
        offset=blocks.offset,
        kind=KINDS[kind] if kind in KINDS else repr(kind.decode("latin-1")),
    )


def tar_files(path: Path, pieces: Iterator[bytes]) -> Iterator[Iterator[bytes]]:
    """The content of each regular file; each must be read to its end before the next.

    Raises ``DumpError`` for what is neither file nor folder: its pages would be missing without a word.
    """
    blocks = _Blocks(path, pieces)

    def content(size: int) -> Iterator[bytes]:
        left = size
        while left:
            data = blocks.some(left)
            if not data:
                raise blocks.error(Said("the archive is cut short"))
            left -= len(data)
            yield data

    announced: int | None = None
    while True:
        header = blocks.exactly(BLOCK)
        if not header.strip(b"\0"):
            # Two empty blocks end the archive; what tar writes after them to fill its record is empty too.
            while data := blocks.some(1 << 20):
                if data.strip(b"\0"):
                    raise blocks.error(Said("bytes after the end of the archive"))
            return
        expected = sum(header[:148]) + 8 * 32 + sum(header[156:])
        if _size(b"0" + header[148:156], blocks) != expected:
            raise blocks.error(Said("a wrong header checksum"))
        size, kind = _size(header[124:136], blocks), header[156:157]
        if kind not in REGULAR and kind not in SILENT:
            raise _foreign(kind, blocks)
        if kind == b"x":
            if size > _LONGEST_HEADER:
                raise blocks.error(Said("a pax header with a wrong length"))
            announced = _extended(blocks.exactly(size), blocks)
            blocks.exactly(-size % BLOCK)
            continue
        if kind in REGULAR:
            size, announced = size if announced is None else announced, None
        inside = content(size)
        if kind in REGULAR:
            yield inside
        for _ in inside:
            pass
        blocks.exactly(-size % BLOCK)
