"""Pictures inside an address (``data:image/png;base64,...``, RFC 2397): bare pixels, or made anew, or nothing."""

from __future__ import annotations

import base64
import binascii
import re
from functools import lru_cache

from packager.errors import ScrubError
from packager.media.bare import is_bare
from packager.media.raster import rebuild

LONGEST = 1 << 20
_ADDRESS = re.compile(r"data:image/(?P<kind>png|gif|jpeg|jpg|webp);base64,(?P<data>[A-Za-z0-9+/]+={0,2})\Z", re.I)


@lru_cache(maxsize=256)
def embedded(address: str) -> str | None:
    """The address of a picture that holds only its pixels; None if it is no picture."""
    match = _ADDRESS.match(address) if len(address) <= LONGEST else None
    if match is None:
        return None
    try:
        data = base64.b64decode(match["data"], validate=True)
        made = rebuild(data)  # also proves that it can be shown
    except (binascii.Error, ScrubError):
        return None
    # What holds only pixels already is left as it is: encoding JPEG again would cost quality at every cleaning.
    if not is_bare(data):
        data = made.data
    return f"data:{made.media_type};base64,{base64.b64encode(data).decode('ascii')}"
