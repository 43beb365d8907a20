"""Boxes that MediaWiki folds by script become ``<details>``: folded without one, open in browsers that know neither."""

from __future__ import annotations

from packager.finish.element import Action, Context, Element, Rule
from packager.finish.inside import Inside, Part

_FOLDED = frozenset({"navbox", "NavFrame", "mw-collapsed"})
_TITLES = frozenset({"navbox-title", "NavHead", "sidebar-title", "collapsible-list-title"})
_LONGEST_TITLE = 80
_FALLBACK = "펼치기"


def find(element: Element, context: Context) -> bool:
    """Navigation boxes and boxes that begin folded; an infobox stays open."""
    return "infobox" not in (element.attributes.get("class") or "").split()


def clean(element: Element, context: Context) -> Action:
    """Wrap it, under its title."""
    element.summary = _title(element.inside())
    return Action.WRAP


def _title(box: Inside) -> str:
    """What the box is called: its title row, else its first cell."""
    parts = list(box.elements())
    marked = next((p for p in parts if p.tag in ("th", "div", "td") and not _TITLES.isdisjoint(p.classes)), None)
    first = next((part for part in parts if part.tag in ("th", "div", "caption", "td")), None)
    for part in (marked, first):
        text = "" if part is None else _words(part)
        if text:
            return text if len(text) <= _LONGEST_TITLE else text[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return _FALLBACK


def _words(part: Inside) -> str:
    """Its text up to the end of the first part of its own kind: of a whole box this is the first line."""
    words: list[str] = []
    for event in part.events():
        if event.part is Part.TEXT:
            words.append(event.text)
        elif event.part is Part.END and event.element is not None and event.element.tag == part.tag:
            break
    return " ".join(" ".join(words).split())


RULE = Rule("fold", frozenset({"div", "table"}), find, clean, _FOLDED, reads=True, layout=True)
