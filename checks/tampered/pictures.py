"""Pictures that hold more than pixels, or another spelling of them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator

from checks.dirty_pictures import DIRTY, clean_picture, picture, saved
from checks.tampered.drive import KINDS, NAME, Change, Drive


def _picture(data: Callable[[], bytes], media: str) -> Change:
    """The picture of archive and reader, both another."""

    def change(drive: Drive) -> None:
        content = data()
        if drive.rng.random() < 0.5:
            with drive.zim() as archive:
                archive.entry("C/_/i/0.png").mime = media
                archive.put("C/_/i/0.png", content)
        drive.item(lambda item: media.encode() + b"\n" + content, "I")

    return change


for _name, _dirty in DIRTY.items():
    KINDS[f"picture: {_name}"] = _picture(_dirty, f"image/{_name.split()[0].lower()}")


def _png(act: Callable[[bytes], bytes]) -> Change:
    return _picture(lambda: act(clean_picture("PNG")), "image/png")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size


def _join(chunks: list[tuple[bytes, bytes]]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(b)) + k + b + struct.pack(">I", zlib.crc32(k + b)) for k, b in chunks
    )


def _idat(act: Callable[[bytes], bytes]) -> Change:
    return _png(lambda data: _join([(k, act(b) if k == b"IDAT" else b) for k, b in _chunks(data)]))


KINDS |= {
    "picture: PNG with a wrong CRC": _png(lambda d: d[:40] + bytes([d[40] ^ 1]) + d[41:]),
    "picture: PNG data too long": _idat(lambda b: zlib.compress(zlib.decompress(b) + NAME.encode(), 9)),
    "picture: PNG data too short": _idat(lambda b: zlib.compress(zlib.decompress(b)[:-1], 9)),
    "picture: PNG bytes after the data": _idat(lambda b: b + NAME.encode()),
    "picture: PNG palette that nobody uses": _png(
        lambda d: _join(
            [c for k, b in _chunks(d) for c in ((k, b), *([(b"PLTE", NAME.encode())] if k == b"IHDR" else []))]
        )
    ),
    "picture: PNG empty data": _png(
        lambda d: _join([c for k, b in _chunks(d) for c in (*([(k, b"")] if k == b"IDAT" else []), (k, b))])
    ),
    "picture: JPEG table of its own": _picture(
        lambda: (lambda d: d.replace(d[25:30], b"hello", 1))(clean_picture("JPEG")), "image/jpeg"
    ),
    "picture: of another type than it says": _picture(lambda: clean_picture("JPEG"), "image/png"),
    "picture: WebP reserved bytes": _picture(
        lambda: (lambda d: d[:21] + b"hgd" + d[24:])(saved("WEBP", picture().convert("RGBA").rotate(30))), "image/webp"
    ),
    "picture: GIF size of its own": _picture(
        lambda: (lambda d: d[:12] + b"\x31" + d[13:])(clean_picture("GIF")), "image/gif"
    ),
}
