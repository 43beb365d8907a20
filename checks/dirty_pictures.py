"""Pictures that carry more than pixels, one for each place where something can hide."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image, PngImagePlugin

CANARY = b"canary-in-a-picture"


def picture(size: tuple[int, int] = (16, 12)) -> Image.Image:
    image = Image.new("RGB", size, (40, 90, 160))
    for x in range(size[0]):
        image.putpixel((x, x % size[1]), (250, 250, 10 * x))
    return image


def saved(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    out = io.BytesIO()
    (image or picture()).save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def clean_picture(kind: str) -> bytes:
    """Nothing but pixels, packed as ours are."""
    image = picture().quantize(16) if kind == "GIF" else picture()
    return saved(kind, image, **({"compress_level": 9} if kind == "PNG" else {}))


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(*chunks: bytes) -> bytes:
    """Chunks right after the header."""
    data = clean_picture("PNG")
    return data[:33] + b"".join(chunks) + data[33:]


def png_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", CANARY.decode())
    return saved("PNG", pnginfo=info)


def jpeg_segment(marker: int, data: bytes) -> bytes:
    plain = clean_picture("JPEG")
    return plain[:2] + struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data + plain[2:]


def exif() -> bytes:
    data = Image.Exif()
    data[0x013B] = CANARY.decode()
    data[0x0110] = "Camera"
    return data.tobytes()


def webp_chunk(kind: bytes, data: bytes) -> bytes:
    plain = clean_picture("WEBP")
    body = plain[8:] + kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gif_with(extension: bytes) -> bytes:
    plain = clean_picture("GIF")
    return plain[:-1] + extension + plain[-1:]


def blocks(data: bytes) -> bytes:
    return bytes([len(data)]) + data + b"\0"


LOOP = b"\x21\xff\x0bNETSCAPE2.0"
DIRTY: dict[str, Callable[[], bytes]] = {
    "PNG text": png_text,
    "PNG compressed text": lambda: png_with(png_chunk(b"zTXt", b"Author\0\0" + zlib.compress(CANARY))),
    "PNG international text": lambda: png_with(png_chunk(b"iTXt", b"Author\0\0\0\0\0" + CANARY)),
    "PNG time": lambda: png_with(png_chunk(b"tIME", struct.pack(">HBBBBB", 2026, 1, 2, 3, 4, 5))),
    "PNG Exif": lambda: png_with(png_chunk(b"eXIf", exif())),
    "PNG resolution": lambda: png_with(png_chunk(b"pHYs", struct.pack(">IIB", 2835, 2835, 1))),
    "PNG profile": lambda: png_with(png_chunk(b"iCCP", b"me\0\0" + zlib.compress(CANARY))),
    "PNG private chunk": lambda: png_with(png_chunk(b"prVt", CANARY)),
    "PNG after the end": lambda: clean_picture("PNG") + CANARY,
    "PNG cut": lambda: clean_picture("PNG")[:-20],
    "PNG in the last chunk": lambda: clean_picture("PNG")[:-12] + png_chunk(b"IEND", CANARY),
    "JPEG Exif": lambda: saved("JPEG", exif=exif()),
    "JPEG comment": lambda: saved("JPEG", comment=CANARY),
    "JPEG XMP": lambda: jpeg_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + CANARY),
    "JPEG profile": lambda: saved("JPEG", icc_profile=CANARY * 8),
    "JPEG IPTC": lambda: jpeg_segment(0xED, b"Photoshop 3.0\x008BIM" + CANARY),
    "JPEG Adobe": lambda: jpeg_segment(0xEE, b"Adobe" + CANARY),
    "JPEG thumbnail": lambda: jpeg_segment(0xE0, b"JFXX\0\x10" + CANARY),
    "JPEG after the end": lambda: clean_picture("JPEG") + CANARY,
    "JPEG hidden before the end": lambda: clean_picture("JPEG") + CANARY + b"\xff\xd9",
    "JPEG cut": lambda: clean_picture("JPEG")[:-30],
    "GIF comment": lambda: gif_with(b"\x21\xfe" + blocks(CANARY)),
    "GIF application": lambda: gif_with(b"\x21\xff" + blocks(b"XMP DataXMP")[:-1] + blocks(CANARY)),
    "GIF text": lambda: gif_with(b"\x21\x01" + blocks(bytes(12))[:-1] + blocks(CANARY)),
    "GIF after the end": lambda: clean_picture("GIF") + CANARY,
    "GIF loop with more": lambda: gif_with(
        b"\x21\xff" + blocks(b"NETSCAPE2.0")[:-1] + b"\x03\x01\0\0" + blocks(CANARY)
    ),
    "WEBP Exif": lambda: saved("WEBP", exif=exif()),
    "WEBP XMP": lambda: saved("WEBP", xmp=CANARY),
    "WEBP profile": lambda: saved("WEBP", icc_profile=CANARY * 8),
    "WEBP private chunk": lambda: webp_chunk(b"PRIV", CANARY),
    "WEBP after the end": lambda: clean_picture("WEBP") + CANARY,
    "TIFF at all": lambda: saved("TIFF"),
    "BMP at all": lambda: saved("BMP"),
}
