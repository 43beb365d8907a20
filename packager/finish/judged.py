"""What the rules make of one element. Most elements of a wiki look like others, so the answer is remembered under name,
family and attributes, except where a rule asks the world or looks inside."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache, partial
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from packager.allowed.elements import RAW, VOID
from packager.finish.drop_list import DropList
from packager.finish.element import Action, Answer, Context, Element, Policy, Rule
from packager.finish.escape import escape_attribute
from packager.finish.inside import Inside
from packager.finish.prose import role_in_prose
from packager.finish.reread import CAN_END

_REMEMBERED = 1 << 15
_ANSWERED = 1 << 14
_UNUSUAL = RAW | VOID | CAN_END | {"pre"}
"""Elements that the walk writes in a way of their own."""

Attributes = tuple[tuple[str, str | None], ...]


class Judged(NamedTuple):
    """What becomes of an element. Remembered ones are shared: nobody may change ``element``."""

    action: Action
    element: Element
    start_tag: str
    found: tuple[str, ...]
    """Names of the rules that close the world and found something."""
    role: int
    """What the element is for the running text (``prose.Role``)."""
    plain: bool
    """Whether nothing is to do but to write its tags around its content."""


class _NoWorld:
    """For rules that have not said that they ask."""

    def link(self, address: str) -> str | None:
        """Never."""
        raise RuntimeError("a rule asks for a link; it must say so (Rule.asks)")

    def image(self, address: str) -> str | None:
        """Never."""
        raise RuntimeError("a rule asks for a picture; it must say so (Rule.asks)")


class Judge:
    """The rules in order, with the editor's decisions."""

    def __init__(self, rules: tuple[Rule, ...], policy: Policy, drops: DropList) -> None:
        self._rules = rules
        self._alone = Context(_NoWorld(), policy, drops)
        self.rules_for = cache(self._rules_for)
        """The rules that look at elements of a name, in order."""
        self.each_time = cache(self._each_time)
        """Whether every element of a name must be judged anew: what becomes of it hangs on more than its tag."""
        self.asked = cache(self._asked)
        """How the world is asked about elements of a name, if one look-up is all that there is to ask."""
        self.remembered = lru_cache(maxsize=_REMEMBERED)(self._remember)
        """What becomes of an element by name, family and attributes alone; None: it must be judged each time."""
        self.answered = lru_cache(maxsize=_ANSWERED)(self._remember)
        """The same for elements about which the world was asked: by its answer as well."""

    @property
    def drops(self) -> DropList:
        """The editor's drop list."""
        return self._alone.drops

    @property
    def policy(self) -> Policy:
        """The editor's policy."""
        return self._alone.policy

    def _rules_for(self, tag: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in self._rules if rule.tags is None or tag in rule.tags)

    def _each_time(self, tag: str) -> bool:
        return any((rule.asks or rule.reads) and rule.marks is None for rule in self.rules_for(tag))

    def _asked(self, tag: str) -> Answer | None:
        needy = [rule for rule in self.rules_for(tag) if (rule.asks or rule.reads) and rule.marks is None]
        return needy[0].answer if len(needy) == 1 and not needy[0].reads else None

    def _remember(self, tag: str, family: str, attributes: Attributes, answer: str | None = None) -> Judged | None:
        element, known = Element(tag, dict(attributes), family, entry=answer), self.asked(tag)
        for rule in self.rules_for(tag):
            needy = (rule.asks or rule.reads) and (rule.answer is None or rule.answer is not known)
            if needy and _marked(rule, element.attributes):
                return None
        return self._judge(element, self._alone, known)

    def judge(self, tag: str, family: str, node: LexborNode, context: Context) -> Judged:
        """Judge one element by all rules."""
        return self._judge(Element(tag, node.attributes, family, partial(Inside, node, self.drops)), context)

    def _judge(self, element: Element, context: Context, known: Answer | None = None) -> Judged:
        """``known``: what has been asked already, ``element.entry`` is the answer."""
        found: list[str] = []
        outcome = Action.KEEP
        for rule in self.rules_for(element.tag):
            if rule.marks is not None and not _marked(rule, element.attributes):
                continue
            asked = context if rule.asks else self._alone
            element.readable = rule.reads
            if rule.answer is not None and rule.answer is not known:
                element.entry = rule.answer(element.attributes, element.family, asked.world)
            if rule.find(element, asked):
                if not rule.layout:
                    found.append(rule.name)
                action = rule.clean(element, asked)
                if action is Action.WRAP:
                    outcome = action
                elif action is not Action.KEEP:
                    return Judged(action, element, "", tuple(found), 0, False)
        tag = element.tag
        role = role_in_prose(tag, element.attributes)
        plain = role == 0 and outcome is Action.KEEP and tag not in _UNUSUAL and element.family == "html"
        return Judged(
            outcome, element, start_tag(tag, element.attributes), tuple(found), role,
            plain and element.summary is None and element.only is None,
        )  # fmt: skip


def _marked(rule: Rule, attributes: Mapping[str, str | None]) -> bool:
    return rule.marks is None or not rule.marks.isdisjoint((attributes.get("class") or "").split())


def start_tag(tag: str, attributes: Mapping[str, str | None]) -> str:
    """A start tag as it is written."""
    spelled = "".join(f' {name}="{escape_attribute(value or "")}"' for name, value in attributes.items())
    return f"<{tag}{spelled}>"
