"""Example: a finish rule: the brackets that <ruby> has for browsers without it go, the reading stays.

For good: packager/finish/rules/readings.py with the function pair and RULE, its place in RULES with the reason
(packager/finish/rules/__init__.py), and two pages in tests/finish/rules/, readings.dirty.html and readings.clean.html
(a test demands them). Four files, one line changed. A rule that asks the world or looks inside says asks or reads.
"""

from __future__ import annotations

import importlib

import pytest

from packager.finish.element import Action, Context, Element, Rule
from packager.finish.rules import RULES, unknown

module = importlib.import_module("packager.finish.finish")


class Nowhere:
    """A drive with no entry at all."""

    def link(self, address: str) -> str | None:
        return None

    def image(self, address: str) -> str | None:
        return None


def find(element: Element, context: Context) -> bool:
    """The element has what is not to leave as it is."""
    return element.tag == "rp"


def clean(element: Element, context: Context) -> Action:
    """The reading stays, its brackets go."""
    return Action.DROP


RULE = Rule("reading bracket", frozenset({"rp"}), find, clean)


def test_it_is_asked_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    page = '<div class="mw-parser-output"><p><ruby>漢<rp>(</rp><rt>한</rt><rp>)</rp></ruby></p></div>'
    before = module.finish(page, Nowhere())
    at = RULES.index(unknown.RULE)
    monkeypatch.setattr(module, "RULES", (*RULES[:at], RULE, *RULES[at:]))
    pieces = module.finish(page, Nowhere())
    assert "(" in before.html
    assert pieces.html == before.html.replace("<rp>(</rp>", "").replace("<rp>)</rp>", "")
    assert pieces.removed["reading bracket"] == 2
