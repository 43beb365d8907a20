"""What wikitext may contain as HTML: the element and attribute lists of MediaWiki's Sanitizer."""

from __future__ import annotations

from typing import Final


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PAIRED: Final = (
    "b bdi del i ins u font big small sub sup h1 h2 h3 h4 h5 h6 cite code em s strike strong tt var div center "
    "blockquote ol ul dl table caption pre ruby rb rp rt rtc p span abbr dfn kbd samp data time mark tr td th q bdo"
)

# Elements for which "<x/>" is an empty element and not an opening tag.
SELF_CLOSING: Final = _names("br wbr hr li dt dd meta link")
# Elements that never have content, so no end tag is made for "<x/>".
VOID_ONLY: Final = _names("br wbr hr meta link")
ELEMENTS: Final = _names(_PAIRED) | SELF_CLOSING

_COMMON: Final = (
    "id class style lang dir title tabindex aria-describedby aria-flowto aria-hidden aria-label aria-labelledby "
    "aria-owns role about property resource datatype typeof itemid itemprop itemref itemscope itemtype"
)
_CELL: Final = "abbr axis headers scope rowspan colspan nowrap width height bgcolor align valign"

_OWN: Final[dict[str, str]] = {
    "br": "clear",
    "hr": "width",
    "li": "type value",
    "del": "cite datetime",
    "ins": "cite datetime",
    "font": "size color face",
    "h1": "align",
    "h2": "align",
    "h3": "align",
    "h4": "align",
    "h5": "align",
    "h6": "align",
    "div": "align",
    "blockquote": "cite",
    "q": "cite",
    "ol": "type start reversed",
    "ul": "type",
    "table": "summary width border frame rules cellspacing cellpadding align bgcolor",
    "caption": "align",
    "pre": "width",
    "p": "align",
    "data": "value",
    "time": "datetime",
    "tr": "bgcolor align valign",
    "td": _CELL,
    "th": _CELL,
    # Not in wikitext, but tag extensions ask for the attributes of these.
    "a": "href rel rev",
    "img": "alt src width height srcset",
    "audio": "controls preload width height",
    "video": "poster controls preload width height",
    "source": "type src",
    "track": "type src srclang kind label",
    "col": "span width",
    "colgroup": "span width",
    "math": "class style id title",
    "figure": "",
    "figcaption": "",
    "aside": "",
}

COMMON_ATTRIBUTES: Final = _names(_COMMON)
ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(sorted(ELEMENTS), COMMON_ATTRIBUTES),
    **{name: COMMON_ATTRIBUTES | _names(own) for name, own in _OWN.items()},
    # Microdata only: these two mean something else in a page's head.
    "meta": frozenset({"itemprop", "content"}),
    "link": frozenset({"itemprop", "href", "title"}),
}

# Attributes whose value is a URI or a list of names and must not start a script.
URI_ATTRIBUTES: Final = _names(
    "rel rev about property resource datatype typeof itemid itemprop itemref itemscope itemtype"
)
ID_LIST_ATTRIBUTES: Final = frozenset({"aria-describedby", "aria-flowto", "aria-labelledby", "aria-owns"})
LINK_ATTRIBUTES: Final = frozenset({"href", "src", "poster"})

URL_PROTOCOLS: Final = (
    "bitcoin:", "ftp://", "ftps://", "geo:", "git://", "gopher://", "http://", "https://", "irc://", "ircs://",
    "magnet:", "mailto:", "matrix:", "mms://", "news:", "nntp://", "redis://", "sftp://", "sip:", "sips:", "sms:",
    "ssh://", "svn://", "tel:", "telnet://", "urn:", "worldwind://", "xmpp:", "//",
)  # fmt: skip

# Elements after and before which plain text extraction puts a space.
SPACED_IN_TEXT: Final = _names(
    "address article aside blockquote br canvas dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hgroup hr li main nav noscript ol output p pre section table td tfoot th tr ul video"
)
