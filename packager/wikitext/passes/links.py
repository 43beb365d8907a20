"""Pass 7: ``[[...]]`` — links, pictures, categories, languages (MediaWiki: Parser::handleInternalLinks2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from packager.char_references import decode_char_references
from packager.model import NS_CATEGORY, NS_FILE, NS_MEDIA, NS_SPECIAL, LinkTarget, Title
from packager.titles import parse_title
from packager.wikitext.expansion.strip_markers import kill_markers
from packager.wikitext.passes.external_links import external_links
from packager.wikitext.passes.link_holder import known_link, self_link
from packager.wikitext.passes.link_trails import has_prefix, split_prefix, split_trail
from packager.wikitext.passes.protocols import mask_urls, starts_with_protocol
from packager.wikitext.passes.quotes import line_quotes
from packager.wikitext.passes.subpages import subpage_target
from packager.wikitext.pictures.images import make_image, media_link
from packager.wikitext.state import Parser

_TARGET = r"[ %!\"$&'()*,\-./0-9:;=?@A-Z\\\^_`a-z~+#\u0080-\U0010ffff]+"
_LINK = re.compile(rf"({_TARGET})(?:\|(.+?))?\]\](.*)", re.S)
_OPEN_LINK = re.compile(rf"({_TARGET})\|(.*)", re.S)
"""A link that does not end before the next ``[[``: a picture whose caption has links, or text."""
_BRACKET = re.compile(r"[\[\]{}\n]")
_TWICE = re.compile(r"\[\[(\[\[[^\[\]\n]+\]\])(?:\|\[\[[^\[\]\n]+\]\])?\]\]")
"""A template that links what its caller has linked already."""
_LETTER = re.compile(r"\s*:?[^\W\d_]")
_BLANK = " \t\n\r\0\x0b"


def internal_links(parser: Parser, text: str) -> str:
    """Links become placeholders (see link_holder), pictures their HTML; categories and languages vanish."""
    if "[[" not in text:
        return text
    if parser.settings.offline and "[[[[" in text:
        text = _TWICE.sub(r"\1", text)
    pieces = iter(text.split("[["))
    out = [next(pieces)]
    prefixes = has_prefix(parser.settings.lang)
    for piece in pieces:
        prefix = ""
        if prefixes:
            out[-1], prefix = split_prefix(out[-1], parser.settings.lang)
        _link(parser, out, prefix, piece, pieces)
    return "".join(out)


def _link(parser: Parser, out: list[str], prefix: str, piece: str, following: Iterator[str]) -> None:
    """One ``[[``; appends its result and the text after it to ``out``."""
    closed = _LINK.match(piece)
    match = closed or _OPEN_LINK.match(piece)
    if match is None:
        out.append(prefix + _no_link(parser, piece))
        return
    target_text, text = match[1], match[2] or ""
    trail = closed[3] if closed else ""
    if closed and text and trail.startswith("]") and "[" in text:
        # [[File:x.jpg|[http://example.org text]]]: the third bracket belongs to the text.
        text += "]"
        trail = trail[1:]
    if "%" in target_text:
        decoded = _percent_decode(target_text)
        target_text = target_text if decoded is None else decoded
    original = target_text.lstrip(" ")
    if starts_with_protocol(original):
        out.append(f"{prefix}[[{piece}")
        return
    link, text = subpage_target(parser.title, original, text, parser.site)
    target = parse_title(link, parser.site) if kill_markers(link) == link else None
    if target is None:
        out.append(prefix + _no_link(parser, piece))
        return
    escaped = original.startswith(":")
    if closed is None:
        if target.title.ns != NS_FILE or target.interwiki or escaped:
            if not (parser.settings.offline and text.startswith("]]")):
                out.append(prefix + _no_link(parser, f"{link}|{text}"))
                return
            text, trail = "", text[2:]  # what saving a page turns into a link with a text
        else:
            found, text, trail = _caption(text, following)
            if not found:
                shown = internal_links(parser, text)
                out.append(prefix + (shown.rpartition("|")[2] if parser.settings.offline else f"[[{link}|{shown}"))
                return
    local = ":" in link and link.partition(":")[0].strip().lower() in parser.site.local_interwikis
    if local and not (target.title.text or target.fragment):
        target = parse_title(parser.language.message("mainpage") or "", parser.site) or target
    blank = not text
    text = line_quotes(text) if text else link[1:] if escaped else link
    if not (escaped or local) and _special_link(parser, out, prefix, target, text, trail, blank):
        return
    out.extend(_page_link(parser, target, text, trail, prefix))


def _no_link(parser: Parser, piece: str) -> str:
    """What ``[[`` and the text after it show where they are no link: for readers offline the words without brackets."""
    if not parser.settings.offline:
        return f"[[{piece}"
    inside, closed, rest = piece.partition("]]")
    if closed and inside and not _BRACKET.search(inside):
        target, _, text = inside.partition("|")
        parser.problem("broken-link", parser.title, f"[[{inside}]]")
        words = text.rpartition("|")[2] or target.strip(" :")
        return ("" if target.rstrip().endswith(":") and not text else words) + rest
    if not closed and _LETTER.match(piece):
        parser.problem("broken-link", parser.title, f"[[{piece[:60]}")
        name, ended, rest = piece.partition("]")
        return name.rpartition("|")[2] + rest if ended and "\n" not in name else piece
    return f"[[{piece}"


def _percent_decode(text: str) -> str | None:
    try:
        decoded = unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        return None
    return decoded.replace("<", "&lt;").replace(">", "&gt;")


def _caption(text: str, following: Iterator[str]) -> tuple[bool, str, str]:
    """Takes pieces after a picture that did not end, up to its own ``]]``: whether there is one, text, trail."""
    parts = [text]
    for piece in following:
        inner = piece.split("]]", 2)
        if len(inner) == 3:
            parts.append(f"[[{inner[0]}]]{inner[1]}")
            return True, "".join(parts), inner[2]
        if len(inner) == 1:
            parts.append("[[" + piece)
            break
        parts.append(f"[[{inner[0]}]]{inner[1]}")
    return False, "".join(parts), ""


def _special_link(
    parser: Parser, out: list[str], prefix: str, target: LinkTarget, text: str, trail: str, blank: bool
) -> bool:
    """Languages, pictures and categories, which a leading colon would make ordinary links."""
    ns = target.title.ns
    if target.interwiki:
        if target.interwiki not in parser.site.languages or parser.title.ns % 2:
            return False
        parser.output.language_links.setdefault(target.interwiki, target)
        out.append(prefix)
        _strip_end(out)
        out.append(trail)
        return True
    if ns == NS_FILE:
        if parser.is_bad_file(target.title.text):
            return False
        options = "" if blank else internal_links(parser, external_links(parser, text))
        out.append(prefix + mask_urls(make_image(parser, target.title.text, options)))
        out.append(trail)
        return True
    if ns == NS_CATEGORY:
        out.append(prefix)
        _strip_end(out)
        out.append(trail)
        key = (parser.default_sort or "") if blank else text
        parser.categorise(target.title, decode_char_references(key).replace("\n", ""))
        return True
    return False


def _strip_end(out: list[str]) -> None:
    """Removes the line break before a link that vanishes, with the blank lines after it; blanks of the line stay."""
    blank = ""
    while out:
        blank = out.pop() + blank
        if blank.strip(_BLANK):
            break
    text = blank.rstrip(_BLANK)
    space = blank[len(text):]
    out.append(text + space.partition("\n")[0])


def _page_link(parser: Parser, target: LinkTarget, text: str, trail: str, prefix: str) -> tuple[str, str]:
    title = target.title
    if not target.interwiki:
        if title == parser.title and not target.fragment and title.ns != NS_SPECIAL:
            return "", self_link(text, trail, parser.settings.lang, prefix)
        if title.ns == NS_MEDIA:
            return prefix + mask_urls(media_link(parser, title.text, text)), trail
        if title.ns == NS_SPECIAL:
            # Special:EditPage/x and 특수:편집/x lead to the same place, under its local name.
            name, slash, rest = title.text.partition("/")
            title = Title(NS_SPECIAL, parser.language.special_page(name) + slash + rest)
            target = target._replace(title=title)
        if parser.always_known(target):
            inside, trail = split_trail(trail, parser.settings.lang)
            return mask_urls(known_link(parser, target, prefix + text + inside)), trail
    return "", parser.links.make(target, text, trail, prefix)
