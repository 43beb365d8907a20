"""Sizes and addresses of scaled pictures (MediaWiki: ImageHandler::normaliseParams, File::transform)."""

from __future__ import annotations

import math
from typing import NamedTuple

from packager.model import FileInfo
from packager.wikitext.state import Parser
from packager.wikitext.urls import file_url

SVG = "image/svg+xml"
SVG_MAX_SIZE = 5120
# Files that no browser shows as they are, and the extension of the picture made of them.
_RENDERED_AS = {
    SVG: "png",
    "image/vnd.djvu": "jpg",
    "image/x-djvu": "jpg",
    "image/x.djvu": "jpg",
    "application/pdf": "jpg",
    "image/tiff": "jpg",
    "image/x-xcf": "png",
    "image/x-ms-bmp": "png",
    "image/x-bmp": "png",
}
_PAGED_NAME = frozenset({"image/vnd.djvu", "image/x-djvu", "image/x.djvu", "application/pdf", "image/tiff"})
_LONGEST_NAME = 255
_SVG_LANGUAGE = "en"
"""Language in which a vector picture is drawn if none is asked for."""


class Thumb(NamedTuple):
    """A picture in the size in which it is shown."""

    url: str
    width: int
    height: int
    """0 if unknown; one of the two is always known."""
    wider: tuple[tuple[str, str], ...] = ()
    """Addresses for dense screens: ``("1.5", url)``."""


def is_vector(file: FileInfo) -> bool:
    """Vector pictures may grow."""
    return file.mime == SVG


def must_render(file: FileInfo) -> bool:
    """Whether the original cannot be shown itself."""
    return file.mime in _RENDERED_AS


def can_render(file: FileInfo) -> bool:
    """Whether a picture can be made of the file at all. One of unknown size can: a dump alone does not tell sizes."""
    return file.mime.startswith("image/") or file.mime in _RENDERED_AS


def round_half_up(value: float) -> int:
    """PHP's rounding of positive numbers."""
    return math.floor(value + 0.5)


def transform(parser: Parser, file: FileInfo, width: int, height: int = 0, page: int = 0, lang: str = "") -> Thumb:
    """The picture ``width`` wide, or less if it would be higher than ``height`` (0: any height)."""
    width, height = _fit(file, width, height)
    return Thumb(_url(parser, file, width or height, page, lang), width, height)


def _fit(file: FileInfo, width: int, height: int) -> tuple[int, int]:
    if not file.width:
        # Of unknown shape: with one measure the browser finds the other, with both it might distort.
        return width, 0 if width else height
    if height > 0:
        if width * file.height > height * file.width:
            width = max(1, _box_width(file.width, file.height, height))
        else:
            height = 0
    if height <= 0:
        height = max(1, scale_height(file, width))
    return width, height


def scale_height(file: FileInfo, width: int) -> int:
    """Height that goes with a width."""
    return round_half_up(file.height * width / file.width) if file.width else 0


def _box_width(box_width: int, box_height: int, max_height: int) -> int:
    ideal = box_width * max_height / box_height
    rounded_up = math.ceil(ideal)
    return math.floor(ideal) if round_half_up(rounded_up * box_height / box_width) > max_height else rounded_up


def _url(parser: Parser, file: FileInfo, width: int, page: int, lang: str) -> str:
    if width >= file.width > 0 and not must_render(file):
        return file_url(parser, file.name)
    key = file.name.replace(" ", "_")
    extension = _RENDERED_AS.get(file.mime)
    prefix = f"lang{lang}-" if lang not in ("", _SVG_LANGUAGE) else ""
    if file.mime in _PAGED_NAME:
        prefix = f"page{page or 1}-"
    if file.mime == "image/tiff":
        prefix = "lossy-" + prefix
    if file.mime == SVG:
        width = min(width, _svg_limit(file))
    name = f"{prefix}{width}px-"
    name += "thumbnail" + key[key.rfind("."):] if len(key.encode()) > _LONGEST_NAME - len(name) else key
    return file_url(parser, file.name, f"{name}.{extension}" if extension else name)


def _svg_limit(file: FileInfo) -> int:
    """Width at which the smaller side of a vector picture reaches the limit."""
    if file.width <= file.height:
        return SVG_MAX_SIZE
    return round_half_up(file.width / file.height * SVG_MAX_SIZE) if file.height else SVG_MAX_SIZE


def with_wider(parser: Parser, file: FileInfo, thumb: Thumb, width: int, height: int = 0, page: int = 0,
               lang: str = "") -> Thumb:
    """Adds the addresses for screens of 1.5 and 2 times the density, where they differ."""
    wider: list[tuple[str, str]] = []
    for factor, name in ((1.5, "1.5"), (2, "2")):
        scaled = transform(parser, file, round_half_up(width * factor), round_half_up(height * factor), page, lang)
        if scaled.url != thumb.url and (not wider or wider[-1][1] != scaled.url):
            wider.append((name, scaled.url))
    return thumb._replace(wider=tuple(wider))
