"""Text that shows as it stands: no character of it is markup any more (MediaWiki: wfEscapeWikiText)."""

from __future__ import annotations

import re

from packager.wikitext.passes.protocols import PROTOCOLS

_CHARACTERS = "\"&'<=>[]{|};"
_AFTER_NEWLINE = "!#*: \n\r\t"
_REPLACEMENTS = {
    **{character: f"&#{ord(character)};" for character in _CHARACTERS},
    **{end + start: f"{end}&#{ord(start)};" for end in "\n\r" for start in _AFTER_NEWLINE},
    "\r\n": "&#13;\n",
    "\n----": "\n&#45;---",
    "\r----": "\r&#45;---",
    "!!": "&#33;!",
    "__": "_&#95;",
    "://": "&#58;//",
    "~~~": "~~&#126;",
    **{word + blank: f"{word}&#{ord(blank)};" for word in ("RFC", "PMID", "ISBN") for blank in " \t\r\n\f"},
}
_PATTERN = re.compile("|".join(re.escape(key) for key in sorted(_REPLACEMENTS, key=lambda key: (-len(key), key))))
_SCHEMES = "|".join(re.escape(name[:-1]) for name in PROTOCOLS if name.endswith(":"))
_SCHEME = re.compile(rf"\b({_SCHEMES}):", re.IGNORECASE | re.ASCII)


def escape_wikitext(text: str) -> str:
    """``[[a]]`` as ``&#91;&#91;a&#93;&#93;``."""
    escaped = _PATTERN.sub(lambda match: _REPLACEMENTS[match[0]], "\n" + text)[1:]
    return _SCHEME.sub(r"\1&#58;", escaped) if ":" in escaped else escaped
