"""Every byte of an image that belongs to nothing is zero."""

from __future__ import annotations

from collections.abc import Callable

from packager.audit.image.volume import Volume
from packager.errors import Said

_STEP = 1 << 20
_ZEROS = bytes(_STEP)


def zero_findings(volume: Volume, tick: Callable[[int], None]) -> int:
    """Read all gaps between claims; gives how many bytes in them are not zero."""
    volume.claims.sort()
    reached = found = 0
    for claim in [*volume.claims, None]:
        start = claim.start if claim is not None else volume.image.size
        if start > reached:
            found += _gap(volume, reached, start)
            tick(start - reached)
        reached = max(reached, claim.end if claim is not None else start)
    return found


def _gap(volume: Volume, at: int, end: int) -> int:
    found = 0
    while (at := volume.image.next_data(at, end)) < end:
        step = min(_STEP - at % _STEP, end - at)
        block = volume.image.read(at, step)
        if block != _ZEROS[:step]:
            first = len(block) - len(block.lstrip(b"\0"))
            count = step - block.count(0)
            found += count
            volume.say(
                "hidden data",
                "",
                Said("{count} bytes from byte {at} on, behind {what}, belong to nothing and are not zero",
                     count=count, at=at + first, what=volume.behind(at + first)),
            )  # fmt: skip
        at += step
    return found
