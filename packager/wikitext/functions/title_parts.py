"""#titleparts and #rel2abs: paths of subpages (MediaWiki manual: Help:Extension:ParserFunctions)."""

from __future__ import annotations

import re
from html import escape

from packager.titles import parse_title, prefixed
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.registry import Args, parser_function
from packager.wikitext.words.numeric import integer

_MAX_PARTS = 25


@parser_function("titleparts")
def titleparts(frame: Frame, args: Args) -> str:
    link = parse_title(args[0], frame.parser.site)
    if link is None:
        return args[0]
    text = prefixed(link.title, frame.parser.site)
    if link.interwiki:
        text = f"{link.interwiki}:{text}"
    parts = text.split("/", _MAX_PARTS - 1)
    count, offset = integer(args[1]), integer(args[2])
    start = offset - 1 if offset > 0 else offset
    chosen = parts[max(start, -len(parts)):] if start else parts
    if count > 0:
        chosen = chosen[:count]
    elif count < 0:
        chosen = chosen[:max(0, len(chosen) + count)]
    return "/".join(chosen)


@parser_function("rel2abs")
def rel2abs(frame: Frame, args: Args) -> str:
    parser = frame.parser
    base = args[1] or prefixed(parser.title, parser.site)
    path = args[0].rstrip(" /")
    if path in ("", "."):
        return base
    if not path.startswith(("/", "./", "../")) and path != "..":
        base = ""
    full = re.sub(r"/(\./)+", "/", f"/{base}/{path}/")
    full = re.sub(r"/{2,}", "/", full).strip("/")
    result: list[str] = []
    for step in full.split("/"):
        if step != "..":
            result.append(step)
        elif result:
            result.pop()
        else:
            message = parser.language.message("pfunc_rel2abs_invalid_depth", full) or ""
            return f'<strong class="error">{escape(message)}</strong>'
    return "/".join(result)
