"""``<nowiki>`` and ``<pre>`` (core parser tags)."""

from __future__ import annotations

import re

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.markup import wrap
from packager.wikitext.passes.attributes import validate_tag_attributes
from packager.wikitext.tags.registry import TagResult, tag

_OPEN = re.compile(r"<nowiki>", re.IGNORECASE)
_CLOSE = re.compile(r"</nowiki>", re.IGNORECASE)


@tag("nowiki")
def nowiki(_frame: Frame, content: str | None, _attributes: dict[str, str]) -> TagResult:
    # Quotes and ampersands stay: references are meant, and strip markers inside hold quotes.
    text = (content or "").replace("-{", "-&#123;").replace("}-", "&#125;-")
    return TagResult(text.replace("<", "&lt;").replace(">", "&gt;"), "nowiki")


def _without_nowiki(text: str) -> str:
    """Takes pairs of <nowiki> and </nowiki> off, as old pages have them inside <pre>."""
    out: list[str] = []
    position = 0
    while (start := _OPEN.search(text, position)) and (end := _CLOSE.search(text, start.end())):
        out += (text[position:start.start()], text[start.end():end.start()])
        position = end.end()
    out.append(text[position:])
    return "".join(out)


@tag("pre")
def pre(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    if attributes.get("format", "").lower() == "wikitext":
        kept = validate_tag_attributes(attributes, "pre", frame.parser.settings.fragment_mode[0])
        return wrap("pre", kept, frame.parser.half_parse(content or "", frame))
    text = _without_nowiki(content or "")
    kept = validate_tag_attributes(attributes, "pre", frame.parser.settings.fragment_mode[0])
    return wrap("pre", kept, text.replace("<", "&lt;").replace(">", "&gt;"))
