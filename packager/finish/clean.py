"""The cleaner: parse as HTML5, look at every element with the rules, write the page anew.

Nothing is passed through. Text is escaped again, attributes are written from the list of what may stay, comments and
processing instructions have no way out. The walk keeps its own stack; depth is capped before.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from packager.finish.allowed import SVG_TEXT, VOID
from packager.finish.depth import flatten
from packager.finish.element import Action, Context, Element, Policy, World
from packager.finish.escape import escape_text
from packager.finish.judged import JUDGED_EACH_TIME, judge, judged, start_tag
from packager.finish.plain_addresses import rewrite
from packager.finish.settled import CAN_END, ends_another
from packager.finish.signatures import STAMP, leads_to_person

# Raw text elements whose content a browser shows as text.
_SHOWN_RAW = frozenset({"xmp", "listing", "plaintext"})
# Taking away the tags of these cannot change how the rest reads; others may have kept two paragraphs or lists apart.
_UNWRAPS_QUIETLY = frozenset({"a", "noscript", "data", "font", "bdi", "label", "acronym", "picture"})
_PASSES = 8
_NEW_BLOCK = frozenset(
    {"p", "li", "dd", "dt", "td", "th", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
)


class Cleaned(NamedTuple):
    """A cleaned fragment."""

    html: str
    removed: Counter[str]
    """Rule name to how many elements it changed or took away."""


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
        if tag not in JUDGED_EACH_TIME:
            element = None
            action, written, found = judged(tag, family, tuple(node.attributes.items()))
        else:
            element = Element(tag, dict(node.attributes), family, lambda: node.text(deep=True) or "")
            if tag == "a":
                self.person = self.person or leads_to_person(element.attributes.get("href") or "")
            action, found = judge(element, self.context)
            written = start_tag(element) if action is Action.KEEP else ""
        for rule in found:
            self.removed[rule] += 1
        if action is Action.KEEP:
            return self._open(tag, family, written, element, closers, families)
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
        self, tag: str, family: str, written: str, element: Element | None, closers: list[str], families: list[str]
    ) -> bool:
        self._write_words()
        self.out.append(written)
        if tag == "style" and element is not None:
            sheet = element.text() if element.style_sheet is None else element.style_sheet
            self.out.append(sheet.replace("</", "<\\/") + "</style>")  # no escaping inside a raw text element
            return False
        if tag in VOID and family == "html":
            return False
        if tag == "pre":
            self.pre_starts = len(self.out)
        if tag in CAN_END:
            self.unsettled = self.unsettled or ends_another(tag, closers)
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


__all__ = ["Cleaned", "Policy", "World", "clean"]
