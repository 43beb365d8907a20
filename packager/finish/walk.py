"""The walk over a page: parse as HTML5, let the rules judge every element, write the page anew.

Nothing is passed through. Text is escaped again, attributes are written from the list of what may stay, comments and
processing instructions have no way out. What is written is read along: headings and running text are taken down on the
way. The walk keeps its own stack; depth is capped before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from packager.allowed.elements import RAW, SVG_TEXT, VOID
from packager.finish.element import Action, Context, Element, World
from packager.finish.escape import escape_text
from packager.finish.headings import Headings
from packager.finish.inside import Inside
from packager.finish.judged import Judge, Judged, start_tag
from packager.finish.plain_addresses import rewrite
from packager.finish.prose import HEADING, Prose, role_in_prose
from packager.finish.reread import CAN_END, ends_another
from packager.finish.residue.rule import Residue
from packager.finish.signatures import STAMP, leads_to_person, may_be_stamped
from packager.model import Heading

# Raw text elements whose content a browser shows as text.
_SHOWN_RAW = frozenset({"xmp", "listing", "plaintext"})
_KEEP = Action.KEEP
# Taking away the tags of these cannot change how the rest reads; others may have kept two paragraphs or lists apart.
_UNWRAPS_QUIETLY = frozenset({"a", "noscript", "data", "font", "bdi", "label", "acronym", "picture"})
_NEW_BLOCK = frozenset(
    {"p", "li", "dd", "dt", "td", "th", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
)
# Attributes have no angle brackets (tags/math), text has.
_SAID = str.maketrans("＜＞", "<>")
_FOLD: dict[str, str | None] = {"class": "fold-box"}
_NAVIGATION = _FOLD | {"role": "navigation"}


class Written(NamedTuple):
    """What a walk gives."""

    html: str
    prose: str
    headings: tuple[Heading, ...]
    dropped: tuple[str, ...]
    """Boxes of the drop list, ``kind: mark``, in page order."""
    removed: Counter[str]
    """Rule name to how many elements it changed or took away."""
    settled: bool
    """False if an element went that may have shaped the tree around it: read again, the page may be another."""


# An element whose end tag has not been written: its name (empty if only its content is written), the family of its
# children, its role, and the node behind which the walk goes on (None for one that came with the element around it).
# Plain tuples: making a named one takes longer than writing the element.
_Open = tuple[str, str, int, LexborNode | None]


class Walk:
    """One walk over one page."""

    def __init__(self, judge: Judge, world: World, closes: bool = True) -> None:
        """``closes``: whether the rules close the world; then text that points outward is treated, too."""
        self.judge, self.closes = judge, closes
        self.world, self.asked = world, judge.asked
        self.each_time, self.remembered, self.answered = judge.each_time, judge.remembered, judge.answered
        self.context = Context(world, judge.policy, judge.drops)
        self.plain_addresses = judge.policy.plain_addresses if closes else "keep"
        self.out: list[str] = []
        self.words: list[str] = []
        """Text that has not been written yet: it may go on behind a tag that is taken away."""
        self.open: list[_Open] = [("", "html", 0, None)]
        self.dropped: list[str] = []
        self.removed: Counter[str] = Counter()
        self.prose = Prose()
        self.headings = Headings()
        self.heading_in = 0
        """How many elements around the open heading the running text leaves out; what more are in it, are no words."""
        self.folded = 0
        """How many elements were open when the fold around began; 0: there is none."""
        self.led_to: list[str] = []
        """Where the links of the block so far led: a time stamp after a link to a person is a signature."""
        self.pre_starts = -1
        """Length of ``out`` right behind a <pre>: the parser eats a line break there, so one more is written."""
        self.settled = True

    def run(self, html: str, residue: Sequence[Residue] = ()) -> Written:
        """Walk over a fragment (body content), after the rules that must see the tree of the whole page."""
        # An explicit <body> keeps <frameset> and <head> elements of the fragment from changing the document around it.
        root = LexborHTMLParser("<!DOCTYPE html><html><head></head><body>" + html, is_fragment=False).body
        for rule in residue:
            if root is not None and rule.concerns(html) and (count := rule.clean(root, self.context)):
                self.removed[f"residue: {rule.name}"] += count
        node = root.child if root is not None else None
        while node is not None:
            depth = len(self.open)
            following = self._enter(node)
            if following is None:
                while len(self.open) > depth:
                    self._close()
                following = node.next
            while following is None and len(self.open) > 1:
                behind = self._close()
                following = behind.next if behind is not None else None
            node = following
        self._write_words()
        return Written(
            "".join(self.out), self.prose.result(), self.headings.result(), tuple(self.dropped), self.removed,
            self.settled,
        )  # fmt: skip

    def _enter(self, node: LexborNode) -> LexborNode | None:
        """Write the start of a node; the first of its children that come next, if any do."""
        tag = node.tag
        around = self.open[-1][1]
        if tag == "-text":
            if around != "svg" or not self.closes or _shown_in_drawing(node):
                self.words.append(node.text_content or "")
            return None
        if tag is None or tag.startswith(("-", "!")):
            return None
        family = tag if tag in ("svg", "math") else around
        if tag in _NEW_BLOCK:
            self._write_words()
            self.led_to.clear()
        judged = None
        if not self.each_time(tag):
            judged = self.remembered(tag, family, tuple(node.attributes.items()))
        elif (asked := self.asked(tag)) is not None:
            attributes = node.attributes
            judged = self.answered(tag, family, tuple(attributes.items()), asked(attributes, family, self.world))
        if judged is None:
            judged = self.judge.judge(tag, family, node, self.context)
        action, element, start, found, _, plain = judged
        for rule in found:
            self.removed[rule] += 1
        if tag == "a" and (address := node.attributes.get("href")):
            self.led_to.append(address)
        if plain:  # what most elements are
            if self.words:
                self._write_words()
            self.out.append(start)
            if self.headings.open:
                self._place(element)
            self.open.append((tag, family, 0, node))
            return node.child
        if action is _KEEP:
            return self._start(node, judged)
        return self._change(node, judged, tag, family)

    def _change(self, node: LexborNode, judged: Judged, tag: str, family: str) -> LexborNode | None:
        """An element that is not only written."""
        action, element = judged.action, judged.element
        if action is Action.WRAP:
            return self._fold(node, judged)
        if action is Action.REPLACE:
            self.words.append(element.replacement)
            return None
        if action is Action.DROP or action is Action.DROP_BOX:
            self.dropped += element.dropped
            if action is Action.DROP_BOX:
                for sheet in Inside(node, self.judge.drops).sheets():
                    self._enter(sheet)
            return None
        return self._unwrap(node, action, tag, family)

    def _start(self, node: LexborNode, judged: Judged, behind: bool = True) -> LexborNode | None:
        """Write a start tag. ``behind``: whether the walk goes on behind this element, not behind one around it."""
        element, role = judged.element, judged.role
        tag, family = element.tag, element.family
        self._write_words()
        if tag in CAN_END and self.settled:
            self.settled = not ends_another(tag, (around for around, *_ in reversed(self.open)))
        self.out.append(judged.start_tag)
        if role:
            if tag == "math":
                self._say(element.attributes.get("alttext") or "")
            self.prose.start(role)
            if role & HEADING:
                self.heading_in = self.prose.skipped
                self.headings.start()
        if self.headings.open:
            self._place(element)
        if tag in RAW:
            self._raw(node, judged)
            return None
        if tag in VOID and family == "html":
            if role:
                self.prose.end(role)
            return None
        if tag == "pre":
            self.pre_starts = len(self.out)
        self.open.append((tag, _inner_family(tag, family), role, node if behind else None))
        if element.summary is not None and judged.action is Action.KEEP:
            self._summary(element.summary)
        return node.child if element.only is None else self._part(element)

    def _place(self, element: Element) -> None:
        """An element in a heading may be where links to the heading lead."""
        name = element.attributes.get("id")
        if name is not None:
            self.headings.place(name)

    def _raw(self, node: LexborNode, judged: Judged) -> None:
        """An element whose text is not escaped."""
        element = judged.element
        text = (node.text(deep=True) or "") if element.style_sheet is None else element.style_sheet
        self.out.append(text.replace("</", "<\\/") + f"</{element.tag}>")
        if judged.role:
            self.prose.end(judged.role)

    def _fold(self, node: LexborNode, judged: Judged) -> LexborNode | None:
        """The element inside a fold; folds have none inside."""
        if self.folded:
            return self._start(node, judged)
        navigation = "navbox" in (judged.element.attributes.get("class") or "").split()
        self.folded = len(self.open)
        self._own("details", _NAVIGATION if navigation else _FOLD, node)
        self._summary(judged.element.summary or "")
        return self._start(node, judged, behind=False)

    def _own(self, tag: str, attributes: dict[str, str | None], node: LexborNode | None = None) -> None:
        """Begin an element of our own."""
        self._write_words()
        self.out.append(start_tag(tag, attributes))
        role = role_in_prose(tag, attributes)
        if role:
            self.prose.start(role)
        self.open.append((tag, "html", role, node))

    def _summary(self, text: str) -> None:
        self._own("summary", {})
        self.words.append(text)
        self._close()

    def _part(self, element: Element) -> LexborNode | None:
        """A part of an element instead of all that is in it."""
        for css in element.frame:
            self._own("div", {"class": css})
        if isinstance(element.only, Inside):
            return element.only.node.child
        self.words.append(element.only or "")
        return None

    def _unwrap(self, node: LexborNode, action: Action, tag: str, family: str) -> LexborNode | None:
        """The content of an element whose tags go."""
        if action is Action.FIRST_CHILD:
            first = node.child
            while first is not None and (first.tag or "-").startswith("-"):
                first = first.next
            while first is not None and first.next is not None:
                first.next.decompose()
        if tag not in _UNWRAPS_QUIETLY or family != "html":
            self.settled = False
        if tag in _SHOWN_RAW:
            self._own("pre", {})
            self.pre_starts = len(self.out)
            self.words.append(rewrite(node.text(deep=True) or "", "drop"))
            self._close()
            return None
        self.open.append(("", _inner_family(tag, family), 0, node))
        return node.child

    def _close(self) -> LexborNode | None:
        """Write the end of the innermost element; where the walk goes on behind it."""
        tag, _, role, node = self.open.pop()
        if tag:
            if self.words:
                self._write_words()
            self.out.append(f"</{tag}>")
            if role:
                self.prose.end(role)
                if role & HEADING:
                    self.headings.end(tag)
            if len(self.open) == self.folded:
                self.folded = 0
        return node

    def _write_words(self) -> None:
        if not self.words:
            return
        text = self.words[0] if len(self.words) == 1 else "".join(self.words)
        self.words.clear()
        if self.closes and may_be_stamped(text) and (stamps := STAMP.findall(text)):
            person = any(map(leads_to_person, self.led_to))
            self.removed["signature" if person else "signature kept"] += len(stamps)
            if person:
                text = STAMP.sub("", text)
        if len(self.out) == self.pre_starts and text.startswith("\n"):
            self.out.append("\n")
        if self.plain_addresses != "keep":
            text = rewrite(text, self.plain_addresses)
        self.out.append(escape_text(text))
        self.prose.text(text)
        if self.headings.open and self.prose.skipped == self.heading_in:
            self.headings.text(text)

    def _say(self, text: str) -> None:
        """Words that stand for an element without words of its own, as a formula is."""
        text = text.translate(_SAID)
        self.prose.text(text)
        if self.headings.open and self.prose.skipped == self.heading_in:
            self.headings.text(text)


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
