"""The cleaner: parse as HTML5, look at every element with the rules, write the page anew.

Nothing is passed through. Text is escaped again, attributes are written from the list of what may stay, comments and
processing instructions have no way out. Depth is no limit: the walk keeps its own stack.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from packager.scrub.allowed import VOID
from packager.scrub.element import Action, Context, Element, Policy, Rule, World
from packager.scrub.plain_addresses import rewrite
from packager.scrub.rules import RULES
from packager.scrub.signatures import STAMP, leads_to_person

# Characters that a parser may not see or that change the direction of what follows them stay out of attributes;
# in text only those go that HTML itself forbids.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_LOOKS_LIKE_MARKUP = re.compile(r"\b(?:href|src)\s*=", re.I)
# Raw text elements whose content a browser shows as text.
_SHOWN_RAW = frozenset({"xmp", "listing", "plaintext"})
_BREAKS_LINE = frozenset({"pre"})
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
    if _LOOKS_LIKE_MARKUP.search(text):  # zimcheck and its like search for addresses without parsing
        text = text.replace('"', "&quot;").replace("'", "&#39;")
    return _FORBIDDEN.sub("", text)


def escape_attribute(value: str) -> str:
    """A double-quoted attribute value."""
    return escape_text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def clean(html: str, world: World, policy: Policy | None = None) -> Cleaned:
    """Clean an HTML fragment (body content). Visible text is kept but for what ``policy`` and the rules name."""
    return _Cleaner(Context(world, policy or Policy())).run(html)


class _Cleaner:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.out: list[str] = []
        self.removed: Counter[str] = Counter()
        self.person = False
        """Whether the block so far has a link to a person: then a time stamp after it is a signature."""

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
                self.out.append(closers.pop())
                families.pop()
            while following is None:
                following = node.next
                if following is None:
                    node = node.parent
                    if node is None or not closers:
                        break
                    self.out.append(closers.pop())
                    families.pop()
            node = following
        return Cleaned("".join(self.out), self.removed)

    def _enter(self, node: LexborNode, closers: list[str], families: list[str]) -> bool:
        """Write the start of a node; True if its children come next (then a closer has been pushed)."""
        tag = node.tag
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        if tag is None or tag.startswith("-") or tag.startswith("!"):
            return False
        family = _family(tag, families[-1])
        element = Element(tag, dict(node.attributes), family, lambda: node.text(deep=True) or "")
        if tag == "a":
            self.person = self.person or leads_to_person(element.attributes.get("href") or "")
        elif tag in _NEW_BLOCK:
            self.person = False
        action = self._judge(element)
        if action is Action.DROP:
            return False
        if action is Action.REPLACE:
            self.out.append(escape_text(element.replacement))
            return False
        if action is Action.UNWRAP:
            if tag in _SHOWN_RAW:
                self.out.append("<pre>" + escape_text(rewrite(element.text(), "drop")) + "</pre>")
                return False
            closers.append("")
            families.append(_inner_family(tag, family))
            return True
        return self._open(node, element, closers, families)

    def _open(self, node: LexborNode, element: Element, closers: list[str], families: list[str]) -> bool:
        attributes = "".join(f' {name}="{escape_attribute(value or "")}"' for name, value in element.attributes.items())
        self.out.append(f"<{element.tag}{attributes}>")
        if element.tag == "style" and element.style_sheet is None:
            element.style_sheet = element.text()  # nothing to clean: and no escaping inside a raw text element
        if element.style_sheet is not None:
            self.out.append(element.style_sheet.replace("</", "<\\/") + "</style>")
            return False
        if element.tag in VOID and element.family == "html":
            return False
        if element.tag in _BREAKS_LINE and node.child is not None and (node.child.text_content or "").startswith("\n"):
            self.out.append("\n")  # the parser ate one
        closers.append(f"</{element.tag}>")
        families.append(_inner_family(element.tag, element.family))
        return True

    def _text(self, text: str) -> None:
        if "(" in text and (stamps := STAMP.findall(text)):
            self.removed["signature" if self.person else "signature kept"] += len(stamps)
            if self.person:
                text = STAMP.sub("", text)
        policy = self.context.policy.plain_addresses
        self.out.append(escape_text(rewrite(text, policy) if policy != "keep" else text))

    def _judge(self, element: Element) -> Action:
        for rule in rules_for(element.tag):
            if rule.find(element, self.context):
                self.removed[rule.name] += 1
                action = rule.clean(element, self.context)
                if action is not Action.KEEP:
                    return action
        return Action.KEEP


def _family(tag: str, parent: str) -> str:
    if tag == "svg":
        return "svg"
    if tag == "math":
        return "math"
    return parent


# Where HTML may stand again inside a formula or drawing (HTML integration points).
_INTEGRATION = {"svg": frozenset({"foreignObject", "desc", "title"}), "math": frozenset({"annotation-xml"})}
_TEXT_INTEGRATION = frozenset({"mi", "mo", "mn", "ms", "mtext"})


def _inner_family(tag: str, family: str) -> str:
    return "html" if family != "html" and tag in _INTEGRATION[family] else family


__all__ = ["Cleaned", "Policy", "World", "clean", "escape_attribute", "escape_text"]
