"""Where a tree that was written would be read as another one (HTML standard, "in body" insertion mode).

Taking elements away can leave an item or heading directly in another, which the parser would end there.
"""

from __future__ import annotations

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


def ends_another(tag: str, closers: list[str]) -> bool:
    """Whether a heading, item or annotation, read again, would end the one that it stands in."""
    for closer in reversed(closers):
        around = closer[2:-1]
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
