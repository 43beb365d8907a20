"""{{#tag:ref|...}}: an extension tag whose attributes and content may hold templates."""

from __future__ import annotations

import re
from html import escape

from packager.wikitext.expansion.extension_tags import extension_tag
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.nodes import TRIM
from packager.wikitext.functions.registry import Args, parser_function

_QUOTED = re.compile(r"""["'](.+)["']|""|''""", re.S)


@parser_function("tag", lazy=True)
def tag(frame: Frame, args: Args) -> str:
    name = args[0].lower()
    content = frame.expand(args.parts[0].whole) if args.parts else None
    attributes: dict[str, str] = {}
    for part in args.parts[1:]:
        if part.name is None:
            continue
        value = frame.expand(part.value).strip(TRIM)
        quoted = _QUOTED.fullmatch(value)
        key = part.key if part.key is not None else frame.expand(part.name).strip(TRIM)
        attributes[key] = (quoted[1] or "") if quoted else value
    if name in frame.parser.cache.tag_names:
        return extension_tag(frame, name, "", content, attributes)
    text = "".join(f' {escape(key)}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{text}/>" if content is None else f"<{name}{text}>{content}</{name}>"


@parser_function("categorytree")
def category_tree(frame: Frame, args: Args) -> str:
    """{{#categorytree:분류|mode=all}}, the same as the tag."""
    attributes: dict[str, str] = {}
    for text in args.texts(1):
        key, sign, value = text.partition("=")
        attributes[key.strip().lower()] = value.strip().strip('"') if sign else "true"
    return extension_tag(frame, "categorytree", "", args[0], attributes)
