"""The cleaner: parse as HTML5, look at every element with the rules, write the page anew.

Nothing is passed through. Text is escaped again, attributes are written from the list of what may stay, comments and
processing instructions have no way out. Depth is no limit: the walk keeps its own stack.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from packager.scrub.allowed import SVG_TEXT, VOID
from packager.scrub.depth import flatten
from packager.scrub.element import Action, Context, Element, Policy, Rule, World
from packager.scrub.plain_addresses import rewrite
from packager.scrub.rules import RULES
from packager.scrub.signatures import STAMP, leads_to_person

# Characters that a parser may not see or that change the direction of what follows them stay out of attributes;
# in text only those go that HTML itself forbids.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
# zimcheck and its like search for addresses without parsing: in text, the sign that they look for is spelled out.
_LOOKS_LIKE_MARKUP = re.compile(r"(?<=href)(\s*)=|(?<=src)(\s*)=", re.I)
# Raw text elements whose content a browser shows as text.
_SHOWN_RAW = frozenset({"xmp", "listing", "plaintext"})
# Taking away the tags of these cannot change how the rest reads; others may have kept two paragraphs or lists apart.
_UNWRAPS_QUIETLY = frozenset({"a", "noscript", "data", "font", "bdi", "label", "acronym", "picture"})
_PASSES = 8
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ITEMS = {"li": frozenset({"li"}), "dd": frozenset({"dd", "dt"}), "dt": frozenset({"dd", "dt"})}
_RUBY = frozenset({"rb", "rt", "rp", "rtc"})
# What an annotation ends when it stands directly in it.
_RUBY_ENDS = _RUBY | {"dd", "dt", "li", "p"}
_CAN_END = _HEADINGS | _RUBY | set(_ITEMS)
# An item looks for an open item to end through these and through elements of running text, and through nothing else.
_ITEM_STOPS = frozenset(
    """article aside audio blockquote caption center details dir dl figcaption figure footer h1 h2 h3 h4 h5 h6 header
    hgroup main menu nav ol pre section summary table tbody td tfoot th thead tr ul video""".split()
)
_NEW_BLOCK = frozenset(
    {"p", "li", "dd", "dt", "td", "th", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
)


class Cleaned(NamedTuple):
    """A cleaned fragment."""

    html: str
    removed: Counter[str]
    """Rule name to how many elements it changed or took away."""


@cache
def rules_for(tag: str) -> tuple[Rule, ...]:
    """The rules that look at this element, in order."""
    return tuple(rule for rule in RULES if rule.tags is None or tag in rule.tags)


def escape_text(text: str) -> str:
    """Text as HTML character data; a no-break space is spelled out, so that an editor's eye can see it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&#160;")
    text = _FORBIDDEN.sub("", text)
    return _LOOKS_LIKE_MARKUP.sub(r"\1\2&#61;", text) if "=" in text else text


def escape_attribute(value: str) -> str:
    """A double-quoted attribute value."""
    return escape_text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


class _Judged(NamedTuple):
    """What the rules make of an element that they judge by its name and attributes alone."""

    action: Action
    start_tag: str
    found: tuple[str, ...]


# What becomes of these depends on the drive or on their content.
_JUDGED_EACH_TIME = frozenset({"a", "img", "image", "feImage", "mglyph", "audio", "video", "style"})


class _NoWorld:
    """For rules that do not ask."""

    def link(self, address: str) -> str | None:
        raise AssertionError("only links ask")

    def image(self, address: str) -> str | None:
        raise AssertionError("only pictures ask")


_ALONE = Context(_NoWorld(), Policy())


@lru_cache(maxsize=1 << 15)
def _judged(tag: str, family: str, attributes: tuple[tuple[str, str | None], ...]) -> _Judged:
    element = Element(tag, dict(attributes), family)
    action, found = _judge(element, _ALONE)
    return _Judged(action, _start_tag(element) if action is Action.KEEP else "", found)


def _judge(element: Element, context: Context) -> tuple[Action, tuple[str, ...]]:
    found = []
    for rule in rules_for(element.tag):
        if rule.find(element, context):
            found.append(rule.name)
            action = rule.clean(element, context)
            if action is not Action.KEEP:
                return action, tuple(found)
    return Action.KEEP, tuple(found)


def _start_tag(element: Element) -> str:
    attributes = "".join(f' {name}="{escape_attribute(value or "")}"' for name, value in element.attributes.items())
    return f"<{element.tag}{attributes}>"


def clean(html: str, world: World, policy: Policy | None = None) -> Cleaned:
    """Clean an HTML fragment (body content). Visible text is kept but for what ``policy`` and the rules name."""
    cleaner = _Cleaner(Context(world, policy or Policy()))
    cleaned = cleaner.run(flatten(html))
    for _ in range(_PASSES):
        if not cleaner.unsettled:
            break
        cleaner = _Cleaner(cleaner.context)
        again = cleaner.run(cleaned.html)
        if again.html == cleaned.html:
            break
        cleaned = Cleaned(again.html, cleaned.removed)
    return cleaned


class _Cleaner:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.out: list[str] = []
        self.words: list[str] = []
        """Text that has not been written yet: it may go on behind a tag that is taken away."""
        self.removed: Counter[str] = Counter()
        self.person = False
        """Whether the block so far has a link to a person: then a time stamp after it is a signature."""
        self.pre_starts = -1
        """Length of ``out`` right behind a <pre>: the parser eats a line break there, so one more is written."""
        self.unsettled = False
        """Whether an element went that may have shaped the tree around it: the result is parsed once more."""

    def run(self, html: str) -> Cleaned:
        # An explicit <body> keeps <frameset> and <head> elements of the fragment from changing the document around it.
        root = LexborHTMLParser("<!DOCTYPE html><html><head></head><body>" + html, is_fragment=False).body
        node = root.child if root is not None else None
        closers: list[str] = []
        families: list[str] = ["html"]
        while node is not None:
            descend = self._enter(node, closers, families)
            following = node.child if descend else None
            if following is None and descend:
                self._close(closers.pop())
                families.pop()
            while following is None:
                following = node.next
                if following is None:
                    node = node.parent
                    if node is None or not closers:
                        break
                    self._close(closers.pop())
                    families.pop()
            node = following
        self._write_words()
        return Cleaned("".join(self.out), self.removed)

    def _enter(self, node: LexborNode, closers: list[str], families: list[str]) -> bool:
        """Write the start of a node; True if its children come next (then a closer has been pushed)."""
        tag = node.tag
        if tag == "-text":
            if families[-1] != "svg" or _shown_in_drawing(node):
                self.words.append(node.text_content or "")
            return False
        if tag is None or tag.startswith(("-", "!")):
            return False
        family = _family(tag, families[-1])
        if tag in _NEW_BLOCK:
            self._write_words()
            self.person = False
        if tag not in _JUDGED_EACH_TIME:
            element = None
            action, start_tag, found = _judged(tag, family, tuple(node.attributes.items()))
        else:
            element = Element(tag, dict(node.attributes), family, lambda: node.text(deep=True) or "")
            if tag == "a":
                self.person = self.person or leads_to_person(element.attributes.get("href") or "")
            action, found = _judge(element, self.context)
            start_tag = _start_tag(element) if action is Action.KEEP else ""
        for rule in found:
            self.removed[rule] += 1
        if action is Action.KEEP:
            return self._open(tag, family, start_tag, element, closers, families)
        if action is Action.DROP:
            return False
        if action is Action.REPLACE:
            if element is not None:
                self.words.append(element.replacement)
            return False
        if action is Action.FIRST_CHILD:
            first = node.child
            while first is not None and (first.tag or "-").startswith("-"):
                first = first.next
            while first is not None and first.next is not None:
                first.next.decompose()
        self.unsettled = self.unsettled or (tag not in _UNWRAPS_QUIETLY or family != "html")
        if tag in _SHOWN_RAW:
            self._write_words()
            self.out.append("<pre>")
            self.pre_starts = len(self.out)
            self.words.append(rewrite(node.text(deep=True) or "", "drop"))
            self._close("</pre>")
            return False
        closers.append("")
        families.append(_inner_family(tag, family))
        return True

    def _open(
        self, tag: str, family: str, start_tag: str, element: Element | None, closers: list[str], families: list[str]
    ) -> bool:
        self._write_words()
        self.out.append(start_tag)
        if tag == "style" and element is not None:
            sheet = element.text() if element.style_sheet is None else element.style_sheet
            self.out.append(sheet.replace("</", "<\\/") + "</style>")  # no escaping inside a raw text element
            return False
        if tag in VOID and family == "html":
            return False
        if tag == "pre":
            self.pre_starts = len(self.out)
        if tag in _CAN_END:
            self.unsettled = self.unsettled or _ends_another(tag, closers)
        closers.append(f"</{tag}>")
        families.append(_inner_family(tag, family))
        return True

    def _close(self, closer: str) -> None:
        if closer:
            self._write_words()
            self.out.append(closer)

    def _write_words(self) -> None:
        if not self.words:
            return
        text = self.words[0] if len(self.words) == 1 else "".join(self.words)
        self.words.clear()
        if "(" in text and (stamps := STAMP.findall(text)):
            self.removed["signature" if self.person else "signature kept"] += len(stamps)
            if self.person:
                text = STAMP.sub("", text)
        if len(self.out) == self.pre_starts and text.startswith("\n"):
            self.out.append("\n")
        policy = self.context.policy.plain_addresses
        self.out.append(escape_text(rewrite(text, policy) if policy != "keep" else text))


def _ends_another(tag: str, closers: list[str]) -> bool:
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


def _family(tag: str, parent: str) -> str:
    if tag == "svg":
        return "svg"
    if tag == "math":
        return "math"
    return parent


def _shown_in_drawing(text: LexborNode) -> bool:
    """Whether text inside <svg> is shown: only <text> shows any."""
    node = text.parent
    while node is not None and node.tag == "a":
        node = node.parent
    return node is not None and node.tag in SVG_TEXT


# Where HTML may stand again inside a drawing or formula; what is in them is judged as HTML once they are unwrapped.
_INTEGRATION = {"svg": frozenset({"foreignObject", "desc", "title"}), "math": frozenset({"annotation-xml"})}


def _inner_family(tag: str, family: str) -> str:
    return "html" if family != "html" and tag in _INTEGRATION[family] else family


__all__ = ["Cleaned", "Policy", "World", "clean", "escape_attribute", "escape_text"]
