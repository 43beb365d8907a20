"""«듣기» beside a word: the link to a sound that is not on the drive, with the brackets around it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from packager.finish.element import Context
from packager.finish.residue.nodes import close_up, take, words
from packager.finish.residue.rule import Residue, has

_LABEL = re.compile(r"(?:발음\s*)?듣기|ⓘ")
_FRAME = re.compile(r"(?:소리|정보|도움말|듣기|ⓘ|🔊|[\W_])*")


def _frame(link: LexborNode) -> LexborNode:
    """The link, or the outermost element around it that holds nothing else."""
    node, around = link, link.parent
    while around is not None and around.tag in ("span", "small", "sup", "i", "b") and _FRAME.fullmatch(words(around)):
        node, around = around, around.parent
    return node


def clean(root: LexborNode, context: Context) -> int:
    """Take the links out."""
    found: dict[int, LexborNode] = {}
    for link in root.css("a"):
        address = link.attributes.get("href")
        if _LABEL.fullmatch(words(link)) and not (address and _leads(address, context)):
            node = _frame(link)
            found[node.mem_id] = node
    for node in found.values():
        close_up(node)
        take(node, context)
    return len(found)


def _leads(address: str, context: Context) -> bool:
    """Whether a link leads to a sound or an entry of the drive."""
    return context.world.image(address) is not None or context.world.link(address) is not None


RULE = Residue("sounds", has("듣기", "ⓘ"), clean)
