"""``<templatestyles src="..."/>`` (extension TemplateStyles): each sheet once on a page, cleaned and confined."""

from __future__ import annotations

from functools import lru_cache

from packager.model import NS_TEMPLATE
from packager.titles import parse_title, prefixed
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.markup import wrap
from packager.wikitext.style_sheets import sanitize
from packager.wikitext.tags.registry import tag

_sanitize = lru_cache(maxsize=2048)(sanitize)


@tag("templatestyles")
def templatestyles(frame: Frame, _content: str | None, attributes: dict[str, str]) -> str:
    parser = frame.parser
    target = parse_title(attributes.get("src", ""), parser.site, NS_TEMPLATE)
    if target is None or target.interwiki:
        return ""
    page = parser.fetch(target.title)
    name = prefixed(target.title, parser.site)
    if page is None or page.model != "sanitized-css":
        parser.problem("missing-style", name, "no style sheet of that name")
        return ""
    parser.output.templates[target.title] = None
    if not parser.settings.offline or name in parser.settings.covered_styles:
        return ""
    wrapper = attributes.get("wrapper", "").strip()
    key = f"TemplateStyles:r{page.revision.id}{'/' + wrapper if wrapper else ''}"
    if key in parser.output.styles:
        return ""
    css = _sanitize(page.text, wrapper)
    parser.output.styles[key] = css
    return wrap("style", {"data-mw-deduplicate": key}, css) if css else ""
