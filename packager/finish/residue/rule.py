"""One kind of thing on a page that a reader without the web can do nothing with."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from packager.finish.element import Context


def has(*words: str) -> Callable[[str], bool]:
    """Whether a page has one of some words."""
    return lambda html: any(word in html for word in words)


class Residue(NamedTuple):
    """A rule of ``residue.RESIDUE``: it looks at the tree of the whole page, before the walk.

    Such a rule must see what stands around an element, as the rest of a section or the row around a value; rules of
    the walk (``element.Rule``) see one element with its content.
    """

    name: str
    """As the key of the table [cleaning] in the configuration has it; the report counts under ``residue: name``."""
    concerns: Callable[[str], bool]
    """Whether a page's HTML may have such things: quick, and never False if it has. The rule is called only then."""
    clean: Callable[[LexborNode, Context], int]
    """Takes it out of the tree below the node; gives how many things went."""
