"""Pictures made anew: everything that a file can hold besides its pixels is planted, and none of it comes through."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from pathlib import Path

import pytest
from libzim.reader import Archive
from PIL import Image, PngImagePlugin

from checks.small_library import SmallLibrary
from packager.audit.images import foreign_parts
from packager.errors import ScrubError
from packager.library.complete import CompleteLibrary
from packager.media.embedded import embedded
from packager.media.raster import rebuild
from packager.outputs.zim.writer import write_zim

MARK = b"CANARY-of-somebody"
TEXT = MARK.decode()
PICTURE = Image.linear_gradient("L").resize((40, 30)).convert("RGB")
INFO = frozenset("jfif jfif_version jfif_unit jfif_density version background loop duration timestamp".split())
"""What Pillow itself derives from a bare file."""
KINDS = ("PNG", "JPEG", "GIF", "WEBP")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def dirty(kind: str) -> bytes:
    """A picture with all that the format can carry."""
    exif = Image.Exif()
    exif[0x013B] = exif[0x0131] = exif[0x010E] = exif[0x8298] = TEXT
    out = io.BytesIO()
    profile = MARK * 8
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", TEXT)
        info.add_text("Comment", TEXT, zip=True)
        info.add_itxt("XML:com.adobe.xmp", TEXT, zip=False)
        PICTURE.save(out, kind, pnginfo=info, exif=exif, icc_profile=profile, dpi=(96, 96))
        data = out.getvalue()
        return data[:-12] + chunk(b"tIME", b"\x07\xea\1\1\1\1\1") + chunk(b"prVt", MARK) + data[-12:] + MARK
    if kind == "JPEG":
        PICTURE.save(out, kind, exif=exif, icc_profile=profile, comment=MARK, xmp=MARK, dpi=(300, 300))
        data = out.getvalue()
        iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(MARK)) + MARK
        return data[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + data[2:] + MARK
    if kind == "GIF":
        PICTURE.save(out, kind, comment=MARK)
        return out.getvalue() + MARK
    PICTURE.save(out, kind, exif=exif, icc_profile=profile, xmp=MARK)
    return out.getvalue() + MARK


@pytest.mark.parametrize("kind", KINDS)
def test_only_pixels_come_through(kind: str) -> None:
    data = dirty(kind)
    assert MARK in data, "the sample must be dirty"
    assert list(foreign_parts(data)), "the judge must see it"
    made = rebuild(data)
    assert MARK not in made.data
    assert list(foreign_parts(made.data)) == []
    assert (made.width, made.height) == PICTURE.size
    with Image.open(io.BytesIO(made.data)) as image:
        image.load()
        assert image.format == kind
        assert set(image.info) <= INFO
        shades = [picture.convert("L").getpixel((20, 25)) for picture in (image, PICTURE)]
    difference = abs(shades[0] - shades[1])  # type: ignore[operator]
    assert difference < 12
    assert rebuild(data) == made


def test_a_jpeg_is_turned_as_its_exif_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    PICTURE.save(out, "JPEG", exif=exif)
    made = rebuild(out.getvalue())
    assert (made.width, made.height) == (30, 40)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_moving_pictures_keep_moving(kind: str) -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    extra = {"comment": MARK} if kind == "GIF" else {"xmp": MARK}
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=80, **extra)
    made = rebuild(out.getvalue())
    assert MARK in out.getvalue()
    assert MARK not in made.data
    assert list(foreign_parts(made.data)) == []
    with Image.open(io.BytesIO(made.data)) as image:
        assert getattr(image, "n_frames", 1) == 3


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_modes_of_png(mode: str) -> None:
    out = io.BytesIO()
    source = Image.new(mode, (5, 5)) if mode == "I;16" else PICTURE.convert("RGBA").convert(mode)
    source.save(out, "PNG")
    assert list(foreign_parts(rebuild(out.getvalue()).data)) == []


def test_fitted() -> None:
    made = rebuild(dirty("JPEG"), size=(48, 48), kind="PNG")
    assert (made.width, made.height, made.media_type) == (48, 48, "image/png")
    assert list(foreign_parts(made.data)) == []


# Declares 50,000 x 50,000 pixels.
HUGE = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 6, 0, 0, 0)) + chunk(b"IDAT", b"x")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg/>",
        b"\x89PNG\r\n\x1a\n",
        b"BM" + bytes(60),
        dirty("PNG")[:200],
        dirty("JPEG")[:600],
        dirty("WEBP")[:60],
        b"\x89PNG\r\n\x1a\n" + HUGE,
        b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + b",\0\0\0\0\xff\xff\xff\xff\0\2\2L\1\0;",
    ],
    ids=range(9),
)
def test_refused(data: bytes) -> None:
    with pytest.raises(ScrubError, match="picture"):
        rebuild(data)


def test_embedded() -> None:
    def address(data: bytes, kind: str) -> str:
        return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"

    clean = address(rebuild(dirty("PNG")).data, "png")
    assert embedded(clean) == clean
    for kind in KINDS:
        made = embedded(address(dirty(kind), kind.lower()))
        assert made is not None
        assert embedded(made) == made
        assert MARK not in base64.b64decode(made.partition(",")[2])
    assert embedded("data:image/svg+xml;base64,PHN2Zy8+") is None
    assert embedded("data:text/html,<img>") is None
    assert embedded(clean[:-30]) is None


def test_the_archive_takes_the_editors_picture(tmp_path: Path) -> None:
    made = rebuild(dirty("JPEG"), size=(48, 48), kind="PNG").data
    path = write_zim(CompleteLibrary(SmallLibrary()), tmp_path, picture=made).files[0]
    assert bytes(Archive(path).get_illustration_item(48).content) == made
