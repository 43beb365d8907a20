"""Names of files that every system can hold: Windows, macOS and Linux, FAT32 and exFAT."""

from __future__ import annotations

import re
import unicodedata

from packager.errors import Said

LONGEST = 255
"""UTF-16 units of a name."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
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
