"""An element with its content, for rules that must look inside: boxes that the drop list names are not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from packager.finish.drop_list import DropList

# As HTML has it: a no-break space is none.
_SPACE = " \t\n\r\f"
_NO_WORDS = frozenset({"style", "script", "template"})


class Part(Enum):
    """What one event of an element's content is."""

    START = "start"
    TEXT = "text"
    END = "end"


class Event(NamedTuple):
    """A start tag, a stretch of text or the end of an element, in the order of the page."""

    part: Part
    element: Inside | None
    """None for text."""
    text: str = ""


class Inside:
    """A node of the page's tree. Only ``remove`` and ``trim`` change it."""

    __slots__ = ("_drops", "attributes", "node", "tag")

    def __init__(self, node: LexborNode, drops: DropList) -> None:
        self.node, self._drops = node, drops
        self.tag = node.tag or ""
        self.attributes: dict[str, str | None] = dict(node.attributes)

    @property
    def classes(self) -> list[str]:
        """The names in its class attribute."""
        return (self.attributes.get("class") or "").split()

    @property
    def reason(self) -> str:
        """Why the drop list takes it away; empty if it stays."""
        return self._drops.reason(self.attributes) if self.attributes else ""

    def children(self) -> Iterator[Inside | str]:
        """Elements, dropped ones too, and stretches of text; comments are nothing."""
        child = self.node.child
        while child is not None:
            tag = child.tag or "-"
            if tag == "-text":
                yield child.text_content or ""
            elif not tag.startswith(("-", "!")):
                yield Inside(child, self._drops)
            child = child.next

    def events(self) -> Iterator[Event]:
        """The element itself and everything in it that stays, style sheets and scripts apart."""
        yield Event(Part.START, self)
        waiting: list[tuple[Inside, Iterator[Inside | str]]] = [(self, self.children())]
        while waiting:
            around, rest = waiting[-1]
            child = next(rest, None)
            if child is None:
                waiting.pop()
                yield Event(Part.END, around)
            elif isinstance(child, str):
                yield Event(Part.TEXT, None, child)
            elif child.tag not in _NO_WORDS and not child.reason:
                yield Event(Part.START, child)
                waiting.append((child, child.children()))

    def elements(self) -> Iterator[Inside]:
        """The elements in it that stay, in page order, itself first."""
        return (event.element for event in self.events() if event.part is Part.START and event.element is not None)

    def texts(self) -> Iterator[str]:
        """Its stretches of text that stay."""
        return (event.text for event in self.events() if event.part is Part.TEXT)

    def has_words(self) -> bool:
        """Whether any text in it is more than space."""
        return any(text.strip() for text in self.texts())

    def sheets(self) -> Iterator[LexborNode]:
        """The style sheets in it, those in dropped boxes too."""
        return (node for node in self.node.css("style") if node.mem_id != self.node.mem_id)

    def remove(self, css: str) -> None:
        """Take the elements of this class out of it."""
        for node in self.node.css(f".{css}"):
            if node.mem_id != self.node.mem_id:
                node.decompose()

    def trim(self) -> None:
        """Take the space at its beginning and end away; dropped boxes at either end are passed over."""
        child = self.node.child
        while child is not None:
            following = child.next
            child = following if self._trim(child, _left) else None
        child = self.node.last_child
        while child is not None:
            following = child.prev
            child = following if self._trim(child, _right) else None

    def _trim(self, child: LexborNode, strip: Callable[[str], str]) -> bool:
        """Strip a child that is text; True if nothing of it is left, so that the next one comes to the edge."""
        if child.tag != "-text":
            return (child.tag or "-").startswith(("-", "!")) or Inside(child, self._drops).reason != ""
        text = child.text_content or ""
        stripped = strip(text)
        if not stripped:
            child.decompose()
        elif stripped != text:
            child.replace_with(stripped)
        return not stripped


def _left(text: str) -> str:
    return text.lstrip(_SPACE)


def _right(text: str) -> str:
    return text.rstrip(_SPACE)
