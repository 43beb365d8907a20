"""Whether a page that was written would be read back as another tree (HTML standard, "in body" insertion mode).

A parser ends an item or a heading when the next one starts. In the page that came in, something stood between two that
lie in one another; when a rule takes that away, the next parser would set them side by side. The walk asks here and,
where it may happen, the page is read and written once more, until what is written is what is read.
"""

from __future__ import annotations

from collections.abc import Iterable

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = {"li": frozenset({"li"}), "dd": frozenset({"dd", "dt"}), "dt": frozenset({"dd", "dt"})}
_RUBY = frozenset({"rb", "rt", "rp", "rtc"})
# What an annotation ends when it stands directly in it.
_RUBY_ENDS = _RUBY | {"dd", "dt", "li", "p"}
CAN_END = _HEADINGS | _RUBY | set(_ITEMS)
# An item looks for an open item to end through these and through elements of running text, and through nothing else.
_ITEM_STOPS = frozenset(
    """article aside audio blockquote caption center details dir dl figcaption figure footer h1 h2 h3 h4 h5 h6 header
    hgroup main menu nav ol pre section summary table tbody td tfoot th thead tr ul video""".split()
)


def ends_another(tag: str, open_tags: Iterable[str]) -> bool:
    """Whether a heading, item or annotation, read again, would end one that it stands in.

    ``open_tags``: the elements around it, innermost first; empty names are passed over.
    """
    for around in open_tags:
        if not around:
            continue
        if tag in _HEADINGS:
            return around in _HEADINGS
        if tag in _RUBY:
            return around in _RUBY_ENDS
        if around in _ITEMS[tag]:
            return True
        if around in _ITEM_STOPS:
            return False
    return False
