"""From what the renderer gives to what a reader may see: boxes, pictures, folds, the closed world, headings, prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from packager.finish.clean import Policy, World, clean
from packager.finish.collapse import collapse_boxes
from packager.finish.drops import drop_boxes
from packager.finish.headings import headings
from packager.finish.picture_boxes import caption_only
from packager.finish.prose import prose
from packager.model import Heading


@dataclass(frozen=True, slots=True)
class Pieces:
    """What one walk over a rendered page gives."""

    html: str
    """The page in the closed world."""
    prose: str
    headings: tuple[Heading, ...]
    dropped: tuple[str, ...]
    """Boxes that the drop list names, ``list entry: class``, in page order."""
    removed: Mapping[str, int]
    """Rule name to how many elements it changed or took away, by name."""


def finish(html: str, world: World, policy: Policy) -> Pieces:
    """Finish a rendered page (``<div class="mw-parser-output">...</div>``)."""
    kept, dropped = drop_boxes(html)
    boxed = collapse_boxes(caption_only(kept, lambda address: world.image(address) is not None))
    cleaned = clean(boxed, world, policy)
    return Pieces(
        cleaned.html, prose(cleaned.html), headings(cleaned.html), dropped, dict(sorted(cleaned.removed.items()))
    )
