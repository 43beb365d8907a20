"""Letters, padding and encoding of text: lc, uc, padleft, urlencode ... (MediaWiki manual: Help:Magic words)."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import bidirectional
from urllib.parse import quote, quote_plus

from packager.titles import encode_for_url
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.expansion.strip_markers import MARKER, kill_markers
from packager.wikitext.functions.magic_words import parameter
from packager.wikitext.functions.registry import Args, parser_function
from packager.wikitext.words.numeric import integer

_MAX_PADDED = 500


def outside_markers(text: str, change: Callable[[str], str]) -> str:
    """``change`` applied to what stands between strip markers."""
    if "\x7f" not in text:
        return change(text)
    out: list[str] = []
    end = 0
    for match in MARKER.finditer(text):
        out += (change(text[end:match.start()]), match[0])
        end = match.end()
    out.append(change(text[end:]))
    return "".join(out)


@parser_function("lc")
def lower(frame: Frame, args: Args) -> str:
    return outside_markers(args[0], frame.parser.language.lower)


@parser_function("uc")
def upper(frame: Frame, args: Args) -> str:
    return outside_markers(args[0], frame.parser.language.upper)


@parser_function("lcfirst")
def lower_first(frame: Frame, args: Args) -> str:
    return frame.parser.language.lower_first(args[0])


@parser_function("ucfirst")
def upper_first(frame: Frame, args: Args) -> str:
    return frame.parser.language.upper_first(args[0])


@parser_function("padleft")
def pad_left(frame: Frame, args: Args) -> str:
    return _padding(args) + args[0]


@parser_function("padright")
def pad_right(frame: Frame, args: Args) -> str:
    return args[0] + _padding(args)


def _padding(args: Args) -> str:
    padding = kill_markers(args[2]) if len(args) > 2 else "0"
    missing = min(integer(args[1]), _MAX_PADDED) - len(args[0])
    if not padding or missing <= 0:
        return ""
    return (padding * (missing // len(padding) + 1))[:missing]


@parser_function("urlencode")
def url_encode(frame: Frame, args: Args) -> str:
    form = parameter(args[1], "path", "wiki", "query")
    text = kill_markers(args[0])
    if form == "path":
        return quote(text, safe="")
    if form == "wiki":
        return encode_for_url(text)
    # PHP's urlencode() also encodes the tilde.
    return quote_plus(text).replace("~", "%7E")


@parser_function("bidi")
def bidi(frame: Frame, args: Args) -> str:
    """The text between marks of the direction that its first letter has."""
    for letter in args[0]:
        kind = bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return ("\u202a" if kind == "L" else "\u202b") + args[0] + "\u202c"
    return args[0]
