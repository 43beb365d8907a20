"""Boxes that MediaWiki folds by script become ``<details>``: folded without one, open in browsers that know neither."""

from __future__ import annotations

import re

from packager.finish.element import Action, Context, Element, Rule
from packager.finish.inside import Inside, Part

_FOLDED = frozenset({"navbox", "NavFrame", "mw-collapsed", "collapsed"})
_OPENED = frozenset({"collapsible", "mw-collapsible"})
_HIDDEN = re.compile(r"\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:!\s*important\s*)?(?:;|\Z)", re.I)
_TITLES = frozenset({"navbox-title", "NavHead", "sidebar-title", "collapsible-list-title"})
_LONGEST_TITLE = 80
_FALLBACK = "펼치기"


def find(element: Element, context: Context) -> bool:
    """Navigation boxes and boxes that begin folded; an infobox stays open."""
    return "infobox" not in (element.attributes.get("class") or "").split()


def clean(element: Element, context: Context) -> Action:
    """Wrap it, under its title. What a script would show once the box is open must not stay hidden in it."""
    _unhide(element.inside())
    element.summary = _title(element.inside())
    return Action.WRAP


def find_opened(element: Element, context: Context) -> bool:
    """A box that begins open, with parts that a script would show."""
    return element.inside().node.css_first(_WITH_STYLE) is not None


def clean_opened(element: Element, context: Context) -> Action:
    """Show them."""
    _unhide(element.inside())
    return Action.KEEP


_WITH_STYLE = "[style*=none i], [style*=hidden i]"


def _unhide(box: Inside) -> None:
    for part in box.node.css(_WITH_STYLE):
        style = part.attributes.get("style") or ""
        shown = _HIDDEN.sub("", style)
        if shown.strip():
            part.attrs["style"] = shown
        elif style:
            del part.attrs["style"]


def _title(box: Inside) -> str:
    """What the box is called: its title row, else its first cell."""
    marked: Inside | None = None
    first: Inside | None = None
    for part in box.elements():
        if first is None and part.tag in ("th", "div", "caption", "td"):
            first = part
        if part.tag in ("th", "div", "td") and not _TITLES.isdisjoint(part.classes):
            marked = part
            break  # most boxes begin with it
    for titled in (marked, first):
        text = "" if titled is None else _words(titled)
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


OPENED = Rule(
    "hidden parts", frozenset({"div", "table", "ul", "ol"}), find_opened, clean_opened, _OPENED, reads=True, layout=True
)
RULE = Rule("fold", frozenset({"div", "table"}), find, clean, _FOLDED, reads=True, layout=True)
