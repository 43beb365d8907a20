"""How an error names a place in a dump: packed files are told by the byte of what they unpack to."""

from __future__ import annotations

from packager.errors import Said


def unpacked_byte(offset: int, packed: bool) -> Said:
    """``offset`` counts bytes of the unpacked text, which is the file itself unless ``packed``."""
    if packed:
        return Said("byte {offset} of the unpacked text", offset=offset)
    return Said("byte {offset}", offset=offset)
