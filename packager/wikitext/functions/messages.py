"""{{int:}}: a message of the software, which the wiki may have worded anew (MediaWiki manual: Help:Magic words)."""

from __future__ import annotations

import re
from html import escape

from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions.registry import Args, FunctionResult, parser_function
from packager.wikitext.words.parser_messages import message_text

_PARAMETER = re.compile(r"\$([1-9][0-9]?)")


@parser_function("int")
def interface(frame: Frame, args: Args) -> FunctionResult | None:
    if not args[0]:
        return None
    text = message_text(frame.parser, args[0])
    if text is None:
        # The name is no wikitext; a marker in it is left to what it stands for.
        name = args[0] if "\x7f" in args[0] else escape(args[0]).replace("&#x27;", "&#39;")
        return FunctionResult(f"⧼{name}⧽")
    params = args.texts(1)
    text = _PARAMETER.sub(lambda m: params[int(m[1]) - 1] if int(m[1]) <= len(params) else m[0], text)
    tree = frame.parser.cache.snippet(text)
    return FunctionResult(content=tree)
