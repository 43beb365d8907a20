"""What a rule looks at: one element of the page, and what the build knows about the world outside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, Protocol

from packager.finish.drop_list import DropList
from packager.finish.inside import Inside


class Action(Enum):
    """What happens to an element once a rule has looked at it."""

    KEEP = "keep"
    WRAP = "wrap"
    """It stays, inside a fold (``<details>``) called ``Element.summary``. Inside such a fold it means KEEP."""
    UNWRAP = "unwrap"
    """The tags go, the content stays."""
    FIRST_CHILD = "first child"
    """The element goes with all its content but the first child element."""
    DROP = "drop"
    """The element goes with its content."""
    DROP_BOX = "drop box"
    """The same, but style sheets stay: they belong to the page, wherever they were loaded."""
    REPLACE = "replace"
    """The element goes, ``Element.replacement`` stands in its place as text."""


class World(Protocol):
    """The closed world: which entries exist and how their addresses are spelled."""

    def link(self, address: str) -> str | None:
        """Our spelling of the entry (or place on the page) that an address means; None if it is none of ours."""
        ...

    def image(self, address: str) -> str | None:
        """The same for a picture."""
        ...


Answer = Callable[[Mapping[str, str | None], str, World], str | None]
"""What the world says of an element with some attributes, of some family."""


@dataclass(frozen=True)
class Policy:
    """What an editor decides about things that point outward."""

    plain_addresses: str = "keep"
    """Addresses in the text itself: ``keep``, shorten to the ``host``, or ``drop``."""
    residue_kept: frozenset[str] = frozenset()
    """Names of the rules of ``residue.RESIDUE`` that are switched off."""


@dataclass(slots=True)
class Element:
    """One element: lower-case name, attributes as the HTML parser gives them, and the family it belongs to."""

    tag: str
    attributes: dict[str, str | None]
    family: str = "html"
    """``html``, ``svg`` or ``math``: the same name means different things in each."""
    content: Callable[[], Inside] | None = None
    """What is in it; for rules through ``inside()``."""
    readable: bool = False
    """Whether the rule that looks now has said that it reads."""
    entry: str | None = None
    """What the world answered: set by ``Rule.answer``, or by ``find`` of a rule for its ``clean``."""
    kept: dict[str, str | None] | None = None
    """The same: the attributes as they may stay."""
    replacement: str = ""
    """Set by a rule that leaves words in the place of an element."""
    style_sheet: str | None = None
    """Set by a rule that keeps a <style>: its cleaned text."""
    dropped: tuple[str, ...] = ()
    """Set by a rule that drops boxes of the drop list: what the editor's report calls them."""
    summary: str | None = None
    """Set by a rule that folds: the title. With WRAP of the fold around, else of the element, a <details> then."""
    only: Inside | str | None = None
    """Set by a rule that keeps a part: what stands in the element instead of its content."""
    frame: tuple[str, ...] = field(default=())
    """Set with ``only``: classes of the <div>s that are put around that, outermost first."""

    def inside(self) -> Inside:
        """The element with its content. RuntimeError for a rule without ``reads``: its answer would be remembered."""
        if not self.readable or self.content is None:
            raise RuntimeError(f"a rule looks inside <{self.tag}>; it must say so (Rule.reads)")
        return self.content()

    def text(self) -> str:
        """All text in it, that of style sheets and dropped boxes too; for rules with ``reads``."""
        return self.inside().node.text(deep=True) or ""


class Context(NamedTuple):
    """What the rules may ask."""

    world: World
    policy: Policy
    drops: DropList


class Rule(NamedTuple):
    """One thing that is not to leave as it is. Where ``find`` says that an element has it, ``clean`` is called.

    What rules make of an element is remembered under its name and attributes, unless one of them asks or reads. A rule
    that does either without saying so raises RuntimeError.
    """

    name: str
    tags: frozenset[str] | None
    """Elements that the rule looks at; None: every element."""
    find: Callable[[Element, Context], bool]
    clean: Callable[[Element, Context], Action]
    marks: frozenset[str] | None = None
    """Classes of which the element must have one; None: with or without."""
    asks: bool = False
    """Whether it asks the world."""
    reads: bool = False
    """Whether it looks inside the element."""
    layout: bool = False
    """Whether it shapes the page (``--stage html``); the others close the world."""
    answer: Answer | None = None
    """The one thing it asks, where one look-up is all: asked before ``find``, which finds the answer in
    ``Element.entry``. What becomes of the element is then remembered under the answer as well."""
