"""Style sheets and style attributes: only what cannot name a resource."""

from __future__ import annotations

from packager.allowed.css import clean_declarations, declarations_are_clean
from packager.finish.article_sheet import article_sheet
from packager.finish.element import Action, Context, Element, Rule


def find_sheet(element: Element, context: Context) -> bool:
    """A style sheet with something that may not stay."""
    return element.family != "html" or article_sheet(element.text()) != element.text()


def clean_style_sheet(element: Element, context: Context) -> Action:
    """Rules that may stay are written anew; an empty sheet goes."""
    element.style_sheet = article_sheet(element.text()) if element.family == "html" else ""
    return Action.KEEP if element.style_sheet else Action.DROP


def find_attribute(element: Element, context: Context) -> bool:
    """A style attribute with something that may not stay."""
    style = element.attributes.get("style")
    return style is not None and not declarations_are_clean(style)


def clean_attribute(element: Element, context: Context) -> Action:
    """Declarations that may stay are written anew."""
    kept = clean_declarations(element.attributes.get("style") or "")
    if kept:
        element.attributes["style"] = kept
    else:
        del element.attributes["style"]
    return Action.KEEP


SHEET = Rule("style sheet", frozenset({"style"}), find_sheet, clean_style_sheet, reads=True)
ATTRIBUTE = Rule("style attribute", None, find_attribute, clean_attribute)
