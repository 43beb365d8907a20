"""{{anchorencode:}}: the fragment that leads to a heading with that text."""

from __future__ import annotations

import re

from packager.char_references import decode_char_references
from packager.titles import normal_fragment
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.strip_markers import kill_markers
from packager.wikitext.functions.registry import Args, parser_function
from packager.wikitext.identifiers import escape_id_for_link
from packager.wikitext.passes.attributes import safe_encode_attribute
from packager.wikitext.passes.headings import section_name
from packager.wikitext.passes.protocols import ANY
from packager.wikitext.passes.quotes import quotes

_PIPED_LINK = re.compile(r"\[\[:?([^\[|]+)\|([^\[]+)\]\]")
_PLAIN_LINK = re.compile(r"\[\[:?([^\[]+)\|?\]\]")
_EXTERNAL_LINK = re.compile(rf"\[{ANY}([^ ]+?) ([^\[]+)\]")
_TAG = re.compile(r"<[^>]*>")


@parser_function("anchorencode")
def anchor_encode(frame: Frame, args: Args) -> str:
    text = _PIPED_LINK.sub(r"\2", kill_markers(args[0]))
    text = _PLAIN_LINK.sub(r"\1", text)
    text = _EXTERNAL_LINK.sub(r"\2", text)
    text = _TAG.sub("", quotes(text))
    text = normal_fragment(decode_char_references(section_name(text)))
    return safe_encode_attribute(escape_id_for_link(text, frame.parser.settings.fragment_mode[0]))
