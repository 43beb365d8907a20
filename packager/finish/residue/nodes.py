"""What the rules of residue ask about nodes, and how they take some out without leaving empty frames behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from packager.finish.element import Context
from packager.finish.inside import Inside
from packager.finish.rules.images import FILE_NAME

# What shows something without words.
_SHOWS = frozenset({"audio", "video", "svg", "math", "input", "hr"})
# What goes together with the last thing in it; cells and sections are not among them, they hold a place.
_FRAMES = frozenset("a abbr b big bdi cite code dd dl dt em font i li ol p q s small span strong sub sup u ul".split())

_MARKS = frozenset({"span", "small", "sup", "i", "b"})
_ONLY_BRACKETS = re.compile(r"[\s()\[\]（）|·]*")


def shows(node: LexborNode, context: Context) -> bool:
    """Whether a reader will see anything of it once the page is finished."""
    child = node.child
    while child is not None:  # most have words of their own
        if child.tag == "-text" and (child.text_content or "").strip():
            return True
        child = child.next
    for event in Inside(node, context.drops).events():
        if event.element is None:
            if event.text.strip():
                return True
        elif event.element.tag == "img":
            if _picture_shows(event.element, context):
                return True
        elif event.element.tag in _SHOWS:
            return True
    return False


def _picture_shows(picture: Inside, context: Context) -> bool:
    alt = (picture.attributes.get("alt") or "").strip()
    if alt and not FILE_NAME.search(alt):
        return True
    address = picture.attributes.get("src")
    return address is not None and (address.startswith("data:") or context.world.image(address) is not None)


def take(node: LexborNode, context: Context) -> None:
    """Take a node out, and the frames around that show nothing without it."""
    around = node.parent
    node.decompose()
    while around is not None and around.tag in _FRAMES and not shows(around, context):
        outer = around.parent
        around.decompose()
        around = outer


def take_with_brackets(node: LexborNode, context: Context) -> None:
    """Take a node out, with the frame that holds nothing else and the brackets in the text around."""
    around, said = node.parent, words(node)
    while around is not None and around.tag in _MARKS and _ONLY_BRACKETS.fullmatch(words(around).replace(said, "", 1)):
        node, around = around, around.parent
    close_up(node)
    take(node, context)


def close_up(node: LexborNode) -> None:
    """Take away what only led to a node in the text around: its brackets, else a comma or the space before it."""
    before, after = node.prev, node.next
    left = before.text_content or "" if before is not None and before.tag == "-text" else ""
    right = after.text_content or "" if after is not None and after.tag == "-text" else ""
    old = left, right
    if left.rstrip().endswith(("(", "[", "（")) and right.lstrip().startswith((")", "]", "）")):
        left, right = left.rstrip()[:-1].rstrip(), right.lstrip()[1:]
    elif right.lstrip().startswith((")", ",", ";", ".", "）")):
        left = left.rstrip().rstrip(",;·").rstrip()
    if before is not None and left != old[0]:
        before.replace_with(left)
    if after is not None and right != old[1]:
        after.replace_with(right)


def texts(node: LexborNode) -> Iterator[LexborNode]:
    """The text nodes in it, in page order."""
    child = node.child
    while child is not None:
        following = child.next
        if child.tag == "-text":
            yield child
        else:
            yield from texts(child)
        child = following


def words(node: LexborNode) -> str:
    """Its text in one line."""
    return " ".join((node.text(deep=True) or "").split())


def links(node: LexborNode, context: Context) -> tuple[list[LexborNode], bool]:
    """The links in it that lead out of the archive, and whether any leads to an entry."""
    dead: list[LexborNode] = []
    for link in node.css("a"):
        address = link.attributes.get("href")
        if not address or address.startswith("#"):  # an arrow or a number of a footnote says nothing of where to go
            continue
        if "external" not in (link.attributes.get("class") or "").split() and context.world.link(address) is not None:
            return [], True
        dead.append(link)
    return dead, False


def cut(node: LexborNode, pattern: re.Pattern[str], context: Context) -> int:
    """Take every match of a pattern out of the text of a node, across the elements in it; gives how many."""
    if not pattern.search(node.text(deep=True) or ""):
        return 0
    found = list(texts(node))
    whole = "".join(text.text_content or "" for text in found)
    spans = [match.span() for match in pattern.finditer(whole) if match[0]]
    if not spans:
        return 0
    at = 0
    emptied: list[LexborNode] = []
    for text in found:
        content = text.text_content or ""
        kept = "".join(
            letter for place, letter in enumerate(content, at)
            if not any(start <= place < end for start, end in spans)
        )  # fmt: skip
        at += len(content)
        if kept != content:
            if kept:
                text.replace_with(kept)
            else:
                emptied.append(text)
    # Only now: taking one may take the frame with another, and a node that went must not be asked again.
    for text in emptied:
        text.replace_with("")
    _sweep(node, context)
    return len(spans)


def _sweep(node: LexborNode, context: Context) -> None:
    """Take out the links and spans in it that show nothing any more, inner ones first; the node itself stays."""
    for inner in reversed(node.css("a, small, span, sup, i")):
        if inner.mem_id != node.mem_id and "id" not in inner.attributes and not shows(inner, context):
            inner.decompose()
