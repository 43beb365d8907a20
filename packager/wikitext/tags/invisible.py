"""Tags that leave nothing in the text: editors' tools, marks for section transclusion, page indicators."""

from __future__ import annotations

import re

from packager.model import NS_CATEGORY
from packager.titles import parse_title
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.markup import escape, wrap
from packager.wikitext.tags.messages import message
from packager.wikitext.tags.registry import tag
from packager.wikitext.urls import page_url

_OUTER_PARAGRAPH = re.compile(r"<p>((?:(?!</p>).)*?)\n?</p>\n?", re.DOTALL)


@tag("section", "templatedata", "inputbox", "charinsert", "languages", "chart")
def nothing(_frame: Frame, _content: str | None, _attributes: dict[str, str]) -> str:
    """<section begin=.../> of labelled section transclusion, parameter tables, forms, buttons of the edit page,
    the bar with a page's translations, charts whose numbers lie on another wiki."""
    return ""


@tag("translate", "tvar")
def translate(frame: Frame, content: str | None, _attributes: dict[str, str]) -> str:
    """Text that is offered for translation: the text."""
    return frame.parser.half_parse(content or "", frame)


@tag("indicator")
def indicator(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    """An icon for the corner of the page; kept aside."""
    parser = frame.parser
    name = attributes.get("name", "").strip()
    if not name:
        return f'<span class="error">{parser.half_parse(message(parser, "invalid-indicator-name"))}</span>'
    html = parser.full_parse(content or "", frame)
    paragraph = _OUTER_PARAGRAPH.fullmatch(html)
    parser.output.indicators[name] = paragraph[1] if paragraph else html
    return ""


@tag("langconvert")
def langconvert(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    """Text of a language with variants: as it stands."""
    parser = frame.parser
    source, target = attributes.get("from", "").strip(), attributes.get("to", "").strip()
    if not source or source.partition("-")[0] != target.partition("-")[0]:
        return f'<span class="error">{parser.half_parse(message(parser, "invalid-langconvert-attrs"))}</span>'
    return wrap("span", {"lang": target}, parser.half_parse(content or "", frame))


@tag("categorytree")
def categorytree(frame: Frame, content: str | None, _attributes: dict[str, str]) -> str:
    """A tree that opens by script: here the link to its root, whose page lists the members."""
    parser = frame.parser
    target = parse_title((content or "").strip(), parser.site, NS_CATEGORY)
    if target is None or target.title.ns != NS_CATEGORY or target.interwiki:
        return ""
    title = (content or "").strip()
    link = wrap("a", {"href": page_url(parser, target), "title": title}, escape(target.title.text))
    item = f'<div class="CategoryTreeItem"><span class="CategoryTreeEmptyBullet"></span> {link}</div>'
    return f'<div class="CategoryTreeTag"><div class="CategoryTreeSection">{item}</div></div>'
