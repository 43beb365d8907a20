"""Files on a device that no image of ours lists: who is known to leave them there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from packager.stick.listing import Listed, Unlisted, listed
from packager.stick.source import Source

_LEFT: tuple[tuple[str, str], ...] = (
    # Windows, from the first time that it mounts a stick on; the recycle bin; views of folders; what chkdsk saved
    (r"(.*/)?(system volume information|\$recycle\.bin|recycler|recycled|found\.[0-9]{3})(/.*)?", "Windows"),
    (r"(.*/)?(thumbs\.db(:encryptable)?|ehthumbs(_vista)?\.db|desktop\.ini|bootsqm\.dat|file[0-9]{4}\.chk)", "Windows"),
    (r"(.*/)?indexervolumeguid|wpsettings\.dat", "Windows"),
    # macOS: the index of Spotlight, what was thrown away, what a file has beside its bytes
    (r"(.*/)?\.(trashes|spotlight-v100|fseventsd|temporaryitems|documentrevisions-v100)(/.*)?", "macOS"),
    (r"(.*/)?(\.ds_store|\.apdisk|\.metadata_never_index|\.volumeicon\.icns|\._.*)", "macOS"),
    # Android and phones: the folders of apps, files that a check of the card saved
    (r"(lost\.dir|\.android_secure|\.thumbnails|android|dcim|alarms|notifications|ringtones)(/.*)?", "Android"),
    # desktops of Linux
    (r"(.*/)?\.trash(-[0-9]+)?(/.*)?|(.*/)?\.directory|\.xdg-volume-info", "Linux"),
)
"""Pattern on the whole path, without case, and the system; the first that fits tells."""
_PATTERNS = tuple((re.compile(pattern, re.I | re.S), system) for pattern, system in _LEFT)


class Change(NamedTuple):
    """A file that a device lists otherwise than the image."""

    path: str
    what: Literal["added", "gone", "moved"]
    """moved: its entry gives another place or another size."""
    by: str = ""
    """The system that is known to add such a file."""


def left_by(path: str) -> str:
    """The system that leaves such a file behind; empty if none is known to."""
    return next((system for pattern, system in _PATTERNS if pattern.fullmatch(path)), "")


def changes(device: Source, image: Sequence[Listed]) -> tuple[Change, ...]:
    """What the folders of a device tell otherwise than those of the image; nothing if they cannot be read."""
    try:
        found = {row.path: row for row in listed(device)}
    except Unlisted:
        return ()
    return tuple(_changes(found, {row.path: row for row in image}))


def _changes(found: dict[str, Listed], wanted: dict[str, Listed]) -> Iterator[Change]:
    for path in sorted(found.keys() - wanted.keys()):
        yield Change(path, "added", left_by(path))
    for path in sorted(wanted.keys() - found.keys()):
        yield Change(path, "gone")
    for path in sorted(path for path in found.keys() & wanted.keys() if found[path] != wanted[path]):
        yield Change(path, "moved")
