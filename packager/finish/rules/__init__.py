"""The rules in the order in which they look at an element: first those that shape the page, then the closed world."""

from __future__ import annotations

from packager.finish.element import Rule
from packager.finish.rules import (
    active,
    attributes,
    boxes,
    contents,
    folds,
    forms,
    head,
    images,
    ink,
    links,
    pictures,
    styles,
    unknown,
)

RULES: tuple[Rule, ...] = (
    boxes.RULE,  # first: what goes needs no other judgement, and no rule after it sees what is in a dropped box
    boxes.FRAME,  # before folds: an empty frame is not worth a fold
    boxes.EMPTIED_BOX,
    boxes.EMPTIED_HEADING,
    pictures.ROW,
    pictures.GALLERY,  # around the items that the next rule takes away
    pictures.BOX,
    contents.RULE,  # before forms, which would leave the words of its checkbox
    folds.OPENED,
    folds.RULE,  # last of the layout: it is titled with what the others leave
    active.RULE,  # before links and pictures: what runs goes whole, whatever it shows
    head.RULE,
    links.RULE,
    images.RULE,
    forms.RULE,
    styles.SHEET,
    unknown.RULE,  # after the rules that name elements: what is left is unknown
    styles.ATTRIBUTE,
    ink.RULE,  # after styles: it reads declarations that may stay
    attributes.RULE,  # last: it knows href, src and style as judged
)
LAYOUT = tuple(rule for rule in RULES if rule.layout)
"""What ``--stage html`` shows."""
CLOSED_WORLD = tuple(rule for rule in RULES if not rule.layout)
"""What a page must pass that was laid out before."""
