"""Names of files as FAT32 and exFAT hold them: what neither can hold, short names, long names.

Microsoft, "FAT32 File System Specification" 1.03, sections 6 and 7. A short name is given by us and follows from the
names of the folder alone; a name of eight and three characters in lower case needs no long one, two bits say it (they
are Windows NT's and read by all systems of today).
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterator

from packager.errors import Said

LONGEST = 255
"""UTF-16 units of a name."""
LOWER_BASE, LOWER_EXTENSION = 0x08, 0x10
"""Bits of byte 12 of a directory entry."""
_PER_ENTRY = 13
"""UTF-16 units in one long-name entry."""
_LONG = struct.Struct("<B10sBBB12sH4s")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_PLAIN = r"[A-Za-z0-9!#$%&'()@^_`{}~-]"
_SHORT = re.compile(rf"({_PLAIN}{{1,8}})(?:\.({_PLAIN}{{1,3}}))?", re.A)
_NOT_SHORT = re.compile(r"[^A-Z0-9]", re.A)
_DEVICE = re.compile(r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])[ .]*(\..*)?", re.I | re.S)
_LEFTOVER = re.compile(
    r"\._.*|\.ds_store|\.apdisk|\.fseventsd|\.spotlight-v100|\.temporaryitems|\.trashes|\.trash-.*|~\$.*"
    r"|thumbs\.db|ehthumbs\.db|desktop\.ini|autorun\.inf|system volume information|\$recycle\.bin|recycler",
    re.I | re.S,
)
"""What systems and editors leave behind or start by themselves."""
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200c\u200e\u200f\u2028-\u202f"
    "\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\uffff\ufdd0-\ufdef\ue000-\uf8ff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
"""Signs that show nothing, turn the direction of writing, or mean something in private only."""
_JOINER = re.compile(
    "(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
"""The joiner anywhere but between two pictures."""
_SELECTOR = re.compile("(?<![#*0-9\xa9\xae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f|[\ufe00-\ufe0e]")


_FLAG = re.compile("(?<=\U0001f3f4)\U000e0067\U000e0062(\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|"
                   "\U000e0077\U000e006c\U000e0073)\U000e007f")  # fmt: skip
"""What makes a black flag that of England, Scotland or Wales."""


def fault(name: str) -> Said | None:
    """Why a file or folder cannot be called so on every system; None if it can."""
    if not name or name in (".", ".."):
        return Said("is no name")
    if any("\ud800" <= sign <= "\udfff" for sign in name):
        return Said("is not UTF-8")
    if found := _FORBIDDEN.search(name):
        return Said("holds {sign}, which no Windows file name can have", sign=found[0])
    if _UNSEEN.search(_FLAG.sub("", name)) or _JOINER.search(name) or _SELECTOR.search(name):
        return Said("holds a sign that cannot be seen")
    if name[-1] in " ." or name[0] == " ":
        return Said("begins with a blank, or ends with a blank or a dot, which Windows takes away")
    if _DEVICE.fullmatch(name):
        return Said("is the name of a device on Windows, which cannot open such a file")
    if _LEFTOVER.fullmatch(name):
        return Said("is what a system or an editor leaves behind, or starts by itself")
    if unicodedata.normalize("NFC", name) != name:
        return Said("is written in pieces (not in Unicode's form NFC), and other systems show or find it as another")
    if units(name) > LONGEST:
        return Said("has {count} UTF-16 units, at most {most} are allowed", count=units(name), most=LONGEST)
    return None


def units(name: str) -> int:
    """Length in UTF-16 units."""
    return len(name) + sum(sign > "\uffff" for sign in name)


def without_case(name: str) -> str:
    """Two names of a folder that are equal here are one name to some system."""
    return "".join(_lower(sign) for sign in name) if not name.isascii() else name.lower()


def _lower(sign: str) -> str:
    upper = sign.upper()
    lower = upper.lower() if len(upper) == 1 else sign.lower()
    return lower if len(lower) == 1 else sign


class ShortNames:
    """The short names of one folder, which no two of its entries share."""

    def __init__(self, names: list[str]) -> None:
        """``names``: all names of the folder; those that are short already keep theirs."""
        self._taken = {found[0] for name in names if (found := own_short(name)) is not None}
        self._numbers: Counter[str] = Counter()

    def given(self, name: str) -> tuple[bytes, int, bool]:
        """(eleven bytes, case bits, whether a long name is needed) of the folder's next entry."""
        own = own_short(name)
        if own is not None:
            return own[0], own[1] or 0, own[1] is None
        base, dot, extension = name.rpartition(".")
        if not base:
            base, dot, extension = name, "", ""
        stem = _NOT_SHORT.sub("", base.upper()) or "F"
        ending = _NOT_SHORT.sub("", extension.upper())[:3].ljust(3).encode()
        while True:
            self._numbers[stem[:6]] += 1
            tail = f"~{self._numbers[stem[:6]]}"
            short = (stem[: 8 - len(tail)][:6] + tail).ljust(8).encode() + ending
            if short not in self._taken:
                self._taken.add(short)
                return short, 0, True


def own_short(name: str) -> tuple[bytes, int | None] | None:
    """(eleven bytes, case bits) of a name of eight and three characters; bits None: it mixes cases; None: no such name."""
    match = _SHORT.fullmatch(name)
    if match is None:
        return None
    base, extension = match[1], match[2] or ""
    short = base.upper().ljust(8).encode() + extension.upper().ljust(3).encode()
    bits = 0
    for part, bit in ((base, LOWER_BASE), (extension, LOWER_EXTENSION)):
        if part != part.upper():
            if part != part.lower():
                return short, None
            bits |= bit
    return short, bits


def long_entries(name: str, short: bytes) -> Iterator[bytes]:
    """The directory entries of a long name, in the order in which they stand before the short one."""
    text = name.encode("utf-16-le")
    if len(text) % (2 * _PER_ENTRY):
        text += b"\0\0"
        text += b"\xff" * (-len(text) % (2 * _PER_ENTRY))
    checksum = 0
    for byte in short:
        checksum = ((checksum & 1) << 7 | checksum >> 1) + byte & 0xFF
    count = len(text) // (2 * _PER_ENTRY)
    for number in range(count, 0, -1):
        piece = text[2 * _PER_ENTRY * (number - 1) : 2 * _PER_ENTRY * number]
        order = number | (0x40 if number == count else 0)
        yield _LONG.pack(order, piece[:10], 0x0F, 0, checksum, piece[10:22], 0, piece[22:])


def entry_count(name: str) -> int:
    """Directory entries that a name takes on FAT32."""
    own = own_short(name)
    return 1 if own is not None and own[1] is not None else 1 + -(-units(name) // _PER_ENTRY)
