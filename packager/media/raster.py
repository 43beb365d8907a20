"""Pictures made of pixels, made anew: PNG, JPEG, GIF and WebP are decoded and their bare pixels encoded again.

Nothing of the file travels: no EXIF, XMP, IPTC, colour profile, comment, thumbnail, private chunk, trailer or
quantisation table. The size that a file declares is judged before anything is unpacked.
"""

from __future__ import annotations

import io
from typing import NamedTuple, TypedDict

from PIL import Image, ImageOps, ImageSequence

from packager.errors import ScrubError

MAX_PIXELS = 40_000_000
"""Of all frames together."""
MAX_BYTES = 64 << 20
MAX_FRAMES = 500
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
class _Settings(TypedDict, total=False):
    """What Pillow is told when it writes a picture."""

    compress_level: int
    quality: int
    subsampling: str
    progressive: bool
    optimize: bool
    interlace: int
    method: int
    lossless: bool
    save_all: bool
    append_images: list[Image.Image]
    duration: list[int]
    loop: int


# One fixed setting for each format, so that a file tells nothing about the program that made the original.
_SETTINGS: dict[str, _Settings] = {
    "PNG": {"compress_level": 9},
    "JPEG": {"quality": 85, "subsampling": "4:2:0", "progressive": False, "optimize": False},
    "GIF": {"optimize": False, "interlace": 0},
    "WEBP": {"quality": 85, "method": 4, "lossless": False},
}
_MODES = {
    "PNG": {"1": "L", "L": "L", "LA": "RGBA", "RGB": "RGB"},
    "JPEG": {"1": "L", "L": "L"},
    "GIF": {"1": "RGB", "L": "RGB", "RGB": "RGB"},
    "WEBP": {"1": "RGB", "L": "RGB", "RGB": "RGB"},
}


class Raster(NamedTuple):
    """A picture that holds nothing but pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def rebuild(data: bytes, name: str = "picture", size: tuple[int, int] | None = None, kind: str = "") -> Raster:
    """Make a picture anew. ``size``: fit it into this size and fill the rest with nothing; ``kind``: other format."""
    if len(data) > MAX_BYTES:
        raise ScrubError(
            "{file}: {size} bytes are more than the limit of {limit}; make it smaller",
            file=name,
            size=len(data),
            limit=MAX_BYTES,
        )
    try:
        with Image.open(io.BytesIO(data), formats=tuple(MEDIA_TYPES)) as source:
            kind = kind or str(source.format)
            frames, durations = _frames(source, name, kind)
    except ScrubError:
        raise
    except Exception as error:  # whatever the picture library raises: IndexError for a cut GIF, struct.error, ...
        raise ScrubError("{file}: not a sound PNG, JPEG, GIF or WebP picture; save it again", file=name) from error
    if size:
        frames, durations = [_fit(frames[0], size)], []
    out = io.BytesIO()
    settings = _SETTINGS[kind].copy()
    if len(frames) > 1:
        settings.update({"save_all": True, "append_images": frames[1:], "duration": durations, "loop": 0})
    frames[0].save(out, kind, **settings)
    return Raster(out.getvalue(), MEDIA_TYPES[kind], *frames[0].size)


def _frames(source: Image.Image, name: str, kind: str) -> tuple[list[Image.Image], list[int]]:
    count = getattr(source, "n_frames", 1) if kind in ("GIF", "WEBP") else 1
    pixels = source.width * source.height * count
    if pixels > MAX_PIXELS or count > MAX_FRAMES:
        raise ScrubError(
            "{file}: declares {pixels} pixels, the limit is {limit}; make it smaller",
            file=name,
            pixels=pixels,
            limit=MAX_PIXELS,
        )
    frames: list[Image.Image] = []
    durations: list[int] = []
    for number, frame in enumerate(ImageSequence.Iterator(source)):
        if number == count:
            break
        upright = ImageOps.exif_transpose(frame)
        frames.append(_bare(upright, kind))
        durations.append(max(20, int(frame.info.get("duration", 100) or 100)))
    return frames, durations


def _bare(image: Image.Image, kind: str) -> Image.Image:
    """A new picture with the same pixels and nothing else."""
    transparent = "transparency" in image.info or image.mode in ("LA", "PA", "RGBA", "RGBa", "La")
    if kind == "JPEG":
        mode = _MODES[kind].get(image.mode, "RGB")
    elif image.mode in ("I", "I;16", "F"):
        mode = "L"
        image = image.point(lambda value: value / 256) if image.mode != "F" else image
    else:
        mode = "RGBA" if transparent else _MODES[kind].get(image.mode, "RGB")
    pixels = image.convert(mode)
    return Image.frombytes(mode, pixels.size, pixels.tobytes())


def _fit(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    pixels = image.convert("RGBA")
    scale = min(size[0] / pixels.width, size[1] / pixels.height)
    fitted = pixels.resize(
        (max(1, round(pixels.width * scale)), max(1, round(pixels.height * scale))), Image.Resampling.LANCZOS
    )
    page = Image.new("RGBA", size, (0, 0, 0, 0))
    page.paste(fitted, ((size[0] - fitted.width) // 2, (size[1] - fitted.height) // 2))
    return page
