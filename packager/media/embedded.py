"""Pictures inside an address (``data:image/png;base64,...``, RFC 2397): always made anew, as PNG.

PNG loses nothing, so a page that is cleaned twice stays as it is, whatever form the picture had before.
"""

from __future__ import annotations

import base64
import binascii
import re
from functools import lru_cache

from packager.errors import ScrubError
from packager.media.raster import rebuild

LONGEST = 1 << 20
_ADDRESS = re.compile(r"data:image/(?:png|gif|jpeg|jpg|webp);base64,(?P<data>[A-Za-z0-9+/]+={0,2})\Z", re.I)


@lru_cache(maxsize=256)
def embedded(address: str) -> str | None:
    """The address of a picture that holds only its pixels; None if it is no picture."""
    match = _ADDRESS.match(address) if len(address) <= LONGEST else None
    if match is None:
        return None
    try:
        made = rebuild(base64.b64decode(match["data"], validate=True), kind="PNG")
    except (binascii.Error, ScrubError):
        return None
    return f"data:image/png;base64,{base64.b64encode(made.data).decode('ascii')}"
