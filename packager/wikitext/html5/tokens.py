"""Tokenizer: cuts HTML into text and tags as the HTML standard reads them. Character references are left alone."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from packager.wikitext.passes.attributes import ascii_lower

_SPACE: Final = r"\t\n\f\r "
_ATTRIBUTES: Final = (
    rf"(?:[{_SPACE}/]++|(?:=|[^{_SPACE}/>=])[^{_SPACE}/>=]*+"
    rf"(?:[{_SPACE}]*+=[{_SPACE}]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^{_SPACE}>]*+))?+)*+"
)
_RAW: Final = ("iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp")
_RAW_ELEMENTS: Final = "|".join(
    rf"(?i:{name})(?=[{_SPACE}/>]){_ATTRIBUTES}(?:>(?s:.*?)(?:</(?i:{name})(?=[{_SPACE}/>])[^>]*+(?:>|\Z)|\Z)|\Z)"
    for name in _RAW
)

# Odd pieces of the split are tags, comments or whole raw text elements; even ones are text.
# What never ends is matched up to the end of the input, so that no position is tried twice.
SPLIT: Final = re.compile(
    rf"(<(?:/?(?!(?i:{'|'.join(_RAW)}|plaintext)[{_SPACE}/>])[a-zA-Z][^{_SPACE}/>]*+{_ATTRIBUTES}(?:>|\Z)"
    rf"|!--(?:-?>|(?s:.*?)(?:--!?>|\Z))"
    rf"|{_RAW_ELEMENTS}"
    rf"|(?i:plaintext)(?=[{_SPACE}/>]){_ATTRIBUTES}(?:>(?s:.*)|\Z)"
    rf"|/[a-zA-Z][^{_SPACE}/>]*+{_ATTRIBUTES}(?:>|\Z)"
    rf"|[!?][^>]*+(?:>|\Z)|/[^>a-zA-Z][^>]*+(?:>|\Z)|/>))"
)

_HEAD: Final = re.compile(rf"<(/?)([a-zA-Z][^{_SPACE}/>]*+)({_ATTRIBUTES})(>|\Z)")
_ATTRIBUTE: Final = re.compile(
    rf"((?:=|[^{_SPACE}/>=])[^{_SPACE}/>=]*+)"
    rf"([{_SPACE}]*+=[{_SPACE}]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^{_SPACE}>]*+)))?+"
)
_COMMENT: Final = re.compile(r"<!--(?:-?>|(.*?)(?:--!?>|\Z))", re.DOTALL)

START: Final = "start"
END: Final = "end"
COMMENT: Final = "comment"
BROKEN: Final = "broken"
_REMEMBERED: Final = 20_000


class Tag(NamedTuple):
    """A tag (or comment) of the input; ``printed`` are its attributes as they are written out."""

    kind: str
    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    printed: str = ""
    self_closing: bool = False
    raw: str | None = None
    """Content of a raw text element, or the text of a comment."""


def print_attributes(attributes: tuple[tuple[str, str], ...]) -> str:
    """Attributes as MediaWiki's serialiser writes them."""
    return "".join([
        f' {name}="' + value.replace("\u00a0", "&#160;").replace('"', "&quot;") + '"' for name, value in attributes
    ])


def _read(token: str) -> Tag:
    match = _HEAD.match(token)
    if match is None:
        comment = _COMMENT.match(token)
        if comment is not None:
            return Tag(COMMENT, "", raw=comment[1] or "")
        if token.startswith(("<!", "<?")) and token[2:9].lower() != "doctype":
            return Tag(COMMENT, "", raw=token[1 if token[1] == "?" else 2 :].removesuffix(">"))
        return Tag(BROKEN, "", raw="" if token.startswith(("</", "<!")) and token.endswith(">") else token)
    slash, name, text, end = match.groups()
    if not end:
        # The input stops inside the tag. A browser drops it; a reader would rather see it.
        return Tag(BROKEN, "", raw=token)
    name = ascii_lower(name)
    if slash:
        return Tag(END, name)
    attributes: dict[str, str] = {}
    for key, _, double, single, bare in _ATTRIBUTE.findall(text):
        attributes.setdefault(ascii_lower(key), double or single or bare)
    listed = tuple(attributes.items())
    # The slash of an unquoted value belongs to the value.
    self_closing = text.endswith("/") and not (bool(text[:-1]) and _ends_in_bare_value(text))
    raw = None
    if match.end() < len(token) or token[match.end() :]:
        rest = token[match.end() :]
        closing = rest.rfind("</")
        raw = rest[:closing] if closing >= 0 and name != "plaintext" and _closes(rest, closing, name) else rest
    elif name in _RAW or name == "plaintext":
        raw = ""
    return Tag(START, name, listed, print_attributes(listed), self_closing, raw)


def _closes(rest: str, at: int, name: str) -> bool:
    return ascii_lower(rest[at + 2 : at + 2 + len(name)]) == name


def _ends_in_bare_value(text: str) -> bool:
    last = None
    for last in _ATTRIBUTE.finditer(text):  # noqa: B007 - the last one is wanted
        pass
    return last is not None and last.end() == len(text)


_known: Final[dict[str, Tag]] = {}


def read_tag(token: str) -> Tag:
    """The tag that an odd piece of the split is. Tags repeat, so they are remembered."""
    tag = _known.get(token)
    if tag is None:
        tag = _read(token)
        if len(token) < 300:
            if len(_known) >= _REMEMBERED:
                _known.clear()
            _known[token] = tag
    return tag
