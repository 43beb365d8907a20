"""``<poem>`` (extension Poem): line breaks and indentation as written."""

from __future__ import annotations

import re

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.markup import wrap
from packager.wikitext.passes.attributes import validate_tag_attributes
from packager.wikitext.tags.registry import tag

_INDENTED = re.compile(r"^(:+)([^:\n].*)$", re.MULTILINE)
_LEADING_SPACES = re.compile(r"^ +", re.MULTILINE)
_RULE = "----"


def _break_lines(text: str, line_break: str) -> str:
    """A break at every line end but those after a rule of exactly four dashes."""
    lines = text.split("\n")
    out = [line if line == _RULE else line + line_break for line in lines[:-1]]
    return "\n".join([*out, lines[-1]])


@tag("poem")
def poem(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    parser = frame.parser
    newline = "" if "compact" in attributes else "\n"
    line_break = parser.strip.add_general("<br />", "item")
    text = _INDENTED.sub(
        lambda m: '<span class="mw-poem-indented" style="display: inline-block; margin-inline-start: '
        f'{len(m[1])}em;">{m[2]}</span>',
        content or "",
    )
    text = text.removeprefix("\n").removesuffix("\n")
    text = _break_lines(text, line_break)
    text = _LEADING_SPACES.sub(lambda m: "&#160;" * len(m[0]), text)
    html = parser.half_parse(text, frame).replace("<hr />" + line_break, "<hr />")
    kept = validate_tag_attributes(attributes, "div", parser.settings.fragment_mode[0])
    kept["class"] = "poem " + kept["class"] if "class" in kept else "poem"
    return wrap("div", kept, newline + html.strip(" \t\n\r\0\x0b") + newline)
