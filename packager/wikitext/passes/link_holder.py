"""Pass 15: links in the place of their placeholders, when all targets were looked up at once.

MediaWiki: LinkHolderArray::replace and LinkRenderer.
"""

from __future__ import annotations

from packager.model import LinkTarget
from packager.titles import prefixed, url_path
from packager.wikitext.markup import wrap
from packager.wikitext.passes.link_trails import split_trail
from packager.wikitext.state import Parser
from packager.wikitext.urls import page_url


def fill_links(parser: Parser, text: str) -> str:
    """Fills the placeholders with links."""
    if "<!--LINK'\" " not in text:
        return text
    parser.existing(link.target.title for link in parser.links.held(text) if not link.target.interwiki)
    return parser.links.fill(text, lambda link: link_html(parser, link.target, link.html))


def link_html(parser: Parser, target: LinkTarget, html: str) -> str:
    """The ``<a>`` of a link to a page of this or another wiki, with all that depends on whether the page exists."""
    if target.interwiki:
        return wrap(
            "a", {"href": page_url(parser, target), "class": "extiw", "title": full_text(parser, target)}, html
        )
    title = target.title
    if not title.text or parser.exists(title):
        css = "mw-redirect" if title.text and parser.is_redirect(title) else None
        shown = prefixed(title, parser.site) or None
        return wrap("a", {"href": page_url(parser, target), "class": css, "title": shown}, html)
    return broken_link(parser, target, html)


def broken_link(parser: Parser, target: LinkTarget, html: str) -> str:
    """A red link: to the edit form of a page that does not exist."""
    title = target.title
    name = prefixed(title, parser.site)
    if title.ns < 0:
        url = page_url(parser, LinkTarget(title))
    else:
        url = f"{parser.settings.script_path}/index.php?title={url_path(title, parser.site)}&action=edit&redlink=1"
    tooltip = parser.language.message("red-link-title", name) or name
    return wrap("a", {"href": url, "class": "new", "title": tooltip}, html)


def full_text(parser: Parser, target: LinkTarget) -> str:
    """``interwiki:틀:제목`` as MediaWiki shows it in tooltips."""
    name = prefixed(target.title, parser.site)
    return f"{target.interwiki}:{name}" if target.interwiki else name


def self_link(html: str, trail: str, lang: str, prefix: str = "") -> str:
    """A link to the page itself, which is not clickable."""
    inside, trail = split_trail(trail, lang)
    return f'<a class="mw-selflink selflink">{prefix}{html}{inside}</a>{trail}'


def known_link(parser: Parser, target: LinkTarget, html: str) -> str:
    """A link to something that needs no look-up in the page table (special page, file)."""
    attributes = {"href": page_url(parser, target), "title": full_text(parser, target) or None}
    return wrap("a", attributes, html)
