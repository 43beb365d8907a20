"""The outside of a Zstandard frame (RFC 8878, section 3.1): one spelling of its header and blocks, nothing around it.

What stands inside the compressed blocks is another matter: many sequences decode to the same bytes, and only packing
them again would show which one the release writes (docs/threat-model.md).
"""

from __future__ import annotations

import zlib

from packager.errors import Said

MAGIC = b"\x28\xb5\x2f\xfd"
STREAMED = MAGIC + b"\x00\x68"
"""How libzim's writer begins a cluster: no size, no checksum, no dictionary, a window of 8 MiB (level 19)."""


def frame_fault(data: bytes, size: int = -1) -> str:
    """What is wrong with a whole frame; ``size``: the unpacked bytes, if the header must announce them."""
    if size < 0:
        if not data.startswith(STREAMED):
            return Said("a frame header that is not ours")
        at = len(STREAMED)
    else:
        at = 4
        if not data.startswith(MAGIC) or len(data) < 6:
            return Said("a frame header that is not ours")
        flags = data[4]
        single = flags >> 5 & 1
        if flags & 0x1F:
            return Said("a frame with a checksum, a dictionary or reserved bits")
        width = 8 if flags >> 6 == 3 else 4 if flags >> 6 == 2 else 2 if flags >> 6 else single
        wanted = 1 if size < 256 else 2 if size < 65536 + 256 else 4 if size < 1 << 32 else 8
        at = 5 + (0 if single else 1)
        told = int.from_bytes(data[at : at + width], "little") + (256 if width == 2 else 0)
        if width != (wanted if single or size >= 256 else 0) or (width and told != size):
            return Said("a frame that announces its size in another way than ours")
        at += width
        if not single and (data[5] & 7 or not 10 <= 10 + (data[5] >> 3) <= 27):
            return Said("a frame window that is not ours")
    while True:
        if at + 3 > len(data):
            return Said("a frame that is cut")
        block = int.from_bytes(data[at : at + 3], "little")
        last, kind, length = block & 1, block >> 1 & 3, block >> 3
        if kind == 3 or length > 1 << 17:
            return Said("a block that is not ours")
        if not length and not (last and kind == 0):
            return Said("an empty block")
        if kind == 0 and _could_be_packed(data[at + 3 : at + 3 + length], bool(last)):
            return Said("a block that is not packed and could be")
        at += 3 + (1 if kind == 1 else length)
        if last:
            return "" if at == len(data) else Said("{size} bytes after the frame, or it is cut", size=len(data) - at)


_TINY, _WORTH = 64, 0.8


def _could_be_packed(content: bytes, last: bool) -> bool:
    """Whether a block that stands as it is holds what any packer makes smaller, or ends earlier than any does."""
    if len(content) < _TINY:
        return bool(content) and not last
    return len(zlib.compress(content, 9)) < _WORTH * len(content)
