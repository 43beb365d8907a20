"""{{DEFAULTSORT:}} and {{DISPLAYTITLE:}}: what a page says about itself."""

from __future__ import annotations

import re

from packager.char_references import decode_char_references
from packager.titles import parse_title
from packager.wikitext.expansion.escape_wikitext import escape_wikitext
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.strip_markers import kill_markers
from packager.wikitext.functions.magic_words import parameter
from packager.wikitext.functions.registry import Args, parser_function
from packager.wikitext.passes.attributes import decode_tag_attributes, safe_encode_attributes
from packager.wikitext.passes.css import check_css
from packager.wikitext.passes.quotes import line_quotes
from packager.wikitext.passes.sanitizer import remove_html_tags, strip_all_tags

_NOT_IN_TITLES = (
    "h[1-6]", "div", "blockquote", "[oud]l", "li", "hr", "table", "t[rhd]", "d[dt]", "caption", "p", "ruby", "rb",
    "rtc?", "rp", "br",
)  # fmt: skip
_BLOCK_TAG = re.compile(rf"<(?=/?(?:{'|'.join(_NOT_IN_TITLES)})\b)", re.IGNORECASE)
_OPENING_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)(\s[^<>]*?)(/?)>")
_HIDING = re.compile(r"(?:display|user-select|visibility)\s*:", re.IGNORECASE)


@parser_function("defaultsort")
def default_sort(frame: Frame, args: Args) -> str:
    parser, key = frame.parser, args[0]
    if not key:
        return ""
    old = parser.default_sort
    mode = parameter(args[1], "no_error", "no_replace")
    if old is None or mode != "no_replace":
        parser.default_sort = key
    if old is None or old == key or mode is not None:
        return ""
    message = parser.language.message("duplicate-defaultsort", escape_wikitext(old), escape_wikitext(key))
    return f'<span class="error">{message}</span>'


def _without_hiding(match: re.Match[str]) -> str:
    attributes = decode_tag_attributes(match[2])
    if "style" in attributes:
        style = check_css(attributes["style"])
        if _HIDING.search(style):
            style = "/* attempt to bypass $wgRestrictDisplayTitle */"
        attributes["style"] = style
    return f"<{match[1]}{safe_encode_attributes(attributes)}{match[3]}>"


@parser_function("displaytitle")
def display_title(frame: Frame, args: Args) -> str | None:
    parser = frame.parser
    settings = parser.settings
    if not settings.display_title:
        return None
    text = kill_markers(line_quotes(args[0]))
    text = _BLOCK_TAG.sub("&lt;", text)
    if settings.restrict_display_title:
        text = _OPENING_TAG.sub(_without_hiding, text)
    text = remove_html_tags(text)
    mode = parameter(args[1], "no_error", "no_replace")
    if settings.restrict_display_title:
        link = parse_title(strip_all_tags(text), parser.site)
        if link is None or link.fragment or link.interwiki or link.title != parser.title:
            parser.problem("display-title", parser.title,
                           parser.language.message("restricted-displaytitle", decode_char_references(text)) or "")
            return ""
    old = parser.output.display_title
    if old is None or mode != "no_replace":
        parser.output.display_title = text
    if old is None or old == text or mode is not None:
        return ""
    message = parser.language.message(
        "duplicate-displaytitle", escape_wikitext(old), escape_wikitext(decode_char_references(text))
    )
    return f'<span class="error">{message}</span>'
