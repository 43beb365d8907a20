"""What the rules make of one element, remembered where its name and attributes alone decide."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from packager.finish.element import Action, Context, Element, Policy, Rule
from packager.finish.escape import escape_attribute
from packager.finish.rules import RULES


@cache
def rules_for(tag: str) -> tuple[Rule, ...]:
    """The rules that look at this element, in order."""
    return tuple(rule for rule in RULES if rule.tags is None or tag in rule.tags)


class Judged(NamedTuple):
    """What the rules make of an element that they judge by its name and attributes alone."""

    action: Action
    start_tag: str
    found: tuple[str, ...]


# What becomes of these depends on the drive or on their content.
JUDGED_EACH_TIME = frozenset({"a", "img", "image", "feImage", "mglyph", "audio", "video", "style"})


class _NoWorld:
    """For rules that do not ask."""

    def link(self, address: str) -> str | None:
        raise AssertionError("only links ask")

    def image(self, address: str) -> str | None:
        raise AssertionError("only pictures ask")


_ALONE = Context(_NoWorld(), Policy())


@lru_cache(maxsize=1 << 15)
def judged(tag: str, family: str, attributes: tuple[tuple[str, str | None], ...]) -> Judged:
    element = Element(tag, dict(attributes), family)
    action, found = judge(element, _ALONE)
    return Judged(action, start_tag(element) if action is Action.KEEP else "", found)


def judge(element: Element, context: Context) -> tuple[Action, tuple[str, ...]]:
    found = []
    for rule in rules_for(element.tag):
        if rule.find(element, context):
            found.append(rule.name)
            action = rule.clean(element, context)
            if action is not Action.KEEP:
                return action, tuple(found)
    return Action.KEEP, tuple(found)


def start_tag(element: Element) -> str:
    attributes = "".join(f' {name}="{escape_attribute(value or "")}"' for name, value in element.attributes.items())
    return f"<{element.tag}{attributes}>"
