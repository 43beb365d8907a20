"""What a scrub rule looks at: one element of the page, and what the build knows about the world outside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, Protocol


class Action(Enum):
    """What happens to an element once a rule has looked at it."""

    KEEP = "keep"
    UNWRAP = "unwrap"
    """The tags go, the content stays."""
    FIRST_CHILD = "first child"
    """The element goes with all its content but the first child element."""
    DROP = "drop"
    """The element goes with its content."""
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


@dataclass(frozen=True)
class Policy:
    """What an editor decides about scrubbing."""

    plain_addresses: str = "keep"
    """Addresses in the text itself: ``keep``, shorten to the ``host``, or ``drop``."""


@dataclass(slots=True)
class Element:
    """One element: lower-case name, attributes as the HTML parser gives them, and the family it belongs to."""

    tag: str
    attributes: dict[str, str | None]
    family: str = "html"
    """``html``, ``svg`` or ``math``: the same name means different things in each."""
    text: Callable[[], str] = field(default=lambda: "")
    """The element's own text, asked for by the few rules that need it (style sheets)."""
    replacement: str = ""
    """Set by a rule that leaves words in the place of an element."""
    style_sheet: str | None = None
    """Set by a rule that keeps a <style>: its cleaned text."""


class Context(NamedTuple):
    """What the rules may ask."""

    world: World
    policy: Policy


class Rule(NamedTuple):
    """One thing that must not leave. ``find`` says whether the element has it; ``clean`` takes it away.

    The build calls ``clean`` where ``find`` is true; the audit of finished pages wants ``find`` to be false everywhere.
    """

    name: str
    tags: frozenset[str] | None
    """Elements that the rule looks at; None: every element."""
    find: Callable[[Element, Context], bool]
    clean: Callable[[Element, Context], Action]
