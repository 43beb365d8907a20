"""One extension tag, from its source or from {{#tag:}}, to its output (MediaWiki: Parser::extensionSubstitution)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.passes.attributes import decode_tag_attributes
from packager.wikitext.tags.registry import TAGS, TagResult


def extension_tag(
    frame: Frame, name: str, attributes: str, content: str | None, more: Mapping[str, str] | None = None
) -> str:
    """A marker behind which the output waits; for some tags the output itself."""
    strip = frame.parser.strip
    lower = name.lower()
    decoded = decode_tag_attributes(attributes) if attributes else {}
    if more:
        decoded = {**more, **decoded}
    marker = strip.marker(name)
    handler = TAGS.get(lower)
    kind: str = "nowiki" if lower == "nowiki" else "general"
    if handler is None:
        html = f'<span class="error">Invalid tag extension name: {escape(lower)}</span>'
    else:
        output = handler(frame, content, decoded)
        if isinstance(output, TagResult):
            html, kind = output.text, output.marker
        else:
            html = output
    if kind == "none":
        return html
    if kind == "nowiki":
        strip.set_nowiki(marker, html)
    else:
        strip.set_general(marker, html)
    return marker
