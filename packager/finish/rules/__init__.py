"""The scrub rules in the order in which they look at an element."""

from __future__ import annotations

from packager.finish.element import Rule
from packager.finish.rules import active, attributes, edit_links, forms, head, images, links, styles, unknown

RULES: tuple[Rule, ...] = (
    active.RULE,
    head.RULE,
    edit_links.RULE,
    links.RULE,
    images.RULE,
    forms.RULE,
    styles.SHEET,
    unknown.RULE,  # after the rules that name elements: what is left is unknown
    styles.ATTRIBUTE,
    attributes.RULE,  # last: it knows href, src and style as judged
)
