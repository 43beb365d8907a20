"""Which page ``{{name}}`` brings, and its tree (MediaWiki: Parser::braceSubstitution, fetchTemplateAndTitle)."""

from __future__ import annotations

from packager.model import NS_MEDIAWIKI, NS_SPECIAL, NS_TEMPLATE, Title
from packager.titles import parse_title, prefixed
from packager.wikitext.expansion.nodes import Content
from packager.wikitext.expansion.special_inclusion import included_special_page
from packager.wikitext.passes.subpages import subpage_target
from packager.wikitext.state import Parser


def find_page(parser: Parser, name: str) -> tuple[str, Content | None, Title] | None:
    target, _ = subpage_target(parser.title, name, "", parser.site)
    link = parse_title(target, parser.site, parser.title.ns if target != name else NS_TEMPLATE)
    if link is None:
        return None
    title = link.title
    if link.interwiki:
        return None
    text = prefixed(title, parser.site)
    if title.ns == NS_SPECIAL:
        html = included_special_page(parser, title.text)
        return text, None if html is None else parser.strip.add_general(html), title
    if title.ns in parser.settings.non_includable or not title.text:
        return text, None, title
    tree, final = template_tree(parser, title)
    if tree is None:
        parser.problem("missing-template", title, "")
    return text, tree, final


def template_tree(parser: Parser, title: Title) -> tuple[Content | None, Title]:
    """Tree of a page for transclusion, and the title it was found under: redirects are followed."""
    state = parser.expansion
    known = state.trees.get(title)
    if known is not None:
        return known
    start = title
    tree: Content | None = None
    for _ in range(2):
        parser.output.templates[title] = None
        page = parser.source.transcluded(title)
        if page is None:
            tree = None
            if title.ns == NS_MEDIAWIKI:
                text = parser.language.message(title.text[:1].lower() + title.text[1:].replace(" ", "_"))
                tree = parser.cache.snippet(text) if text is not None else None
            break
        tree = parser.cache.template(page)
        if (drop := parser.settings.drop_templates) and (kind := drop.get(prefixed(title, parser.site))):
            parser.output.dropped[f"{kind}: {title.text}"] = None
            if prefixed(title, parser.site) in parser.settings.wrapping_templates:
                state.marks.add(title)
            else:
                tree = ""
            break
        if page.redirect is None or page.redirect.interwiki:
            break
        following = page.redirect.title
        if following == title:
            break
        title = following
    state.trees[start] = tree, title
    return tree, title
