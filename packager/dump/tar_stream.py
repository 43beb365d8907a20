"""The files of a tar archive (POSIX ustar, GNU and pax headers) as it streams by, with every checksum looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from packager.errors import DumpError, Said

BLOCK = 512
REGULAR = (b"0", b"\0", b"7")


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


def tar_files(path: Path, pieces: Iterator[bytes]) -> Iterator[Iterator[bytes]]:
    """The content of each regular file; each must be read to its end before the next."""
    blocks = _Blocks(path, pieces)

    def content(size: int) -> Iterator[bytes]:
        left = size
        while left:
            data = blocks.some(left)
            if not data:
                raise blocks.error(Said("the archive is cut short"))
            left -= len(data)
            yield data

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
        size = _size(header[124:136], blocks)
        inside = content(size)
        if header[156:157] in REGULAR:
            yield inside
        for _ in inside:
            pass
        blocks.exactly(-size % BLOCK)
