"""Messages for editors in red: of footnotes, formulas, modules, expressions and templates that call themselves.

What the page says stays: a formula that could not be read is there as its source, a faulty footnote keeps its text. A
footnote of which only the message was left says that there is none.
"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from packager.finish.element import Context
from packager.finish.residue.nodes import shows, take
from packager.finish.residue.rule import Residue, has

_MESSAGES = ".error, .scribunto-error, .mw-ext-cite-error, .texerror, .mw-math-error"
_NO_SOURCE = "(출처 내용 없음)"


def _item(message: LexborNode) -> LexborNode | None:
    """The footnote that the message is in."""
    around = message.parent
    while around is not None and around.tag not in ("body", "table", "p"):
        if around.tag == "li":
            listing = around.parent
            is_note = listing is not None and "references" in (listing.attributes.get("class") or "").split()
            return around if is_note or (around.attributes.get("id") or "").startswith("cite_note") else None
        around = around.parent
    return None


def _says_more(item: LexborNode, context: Context) -> bool:
    """Whether a footnote has more than its arrows back."""
    child = item.child
    while child is not None:
        classes = (child.attributes.get("class") or "").split() if child.is_element_node else []
        is_text = child.tag == "-text"
        if (is_text and (child.text_content or "").strip()) or (
            child.is_element_node and "mw-cite-backlink" not in classes and shows(child, context)
        ):
            return True
        child = child.next
    return False


def clean(root: LexborNode, context: Context) -> int:
    """Take the messages out."""
    messages = root.css(_MESSAGES)
    places = {message.mem_id for message in messages}
    outermost = [message for message in messages if not _within(message, places)]
    for message in outermost:
        item = _item(message)
        if item is None:
            take(message, context)
            continue
        previous = message.prev
        message.decompose()
        if previous is not None and previous.tag == "-text" and (text := previous.text_content or "").endswith(" "):
            previous.replace_with(text.rstrip(" ") or " ")
        if not _says_more(item, context):
            item.insert_child(_NO_SOURCE)
    return len(outermost)


def _within(node: LexborNode, places: set[int]) -> bool:
    around = node.parent
    while around is not None:
        if around.mem_id in places:
            return True
        around = around.parent
    return False


RULE = Residue("errors", has("error"), clean)
