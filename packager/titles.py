"""Page titles: from text to normal form and back (MediaWiki manual: Page title; MediaWikiTitleCodec)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from packager.char_references import decode_char_references
from packager.model import NS_MAIN, NS_SPECIAL, LinkTarget, SiteInfo, Title

_SPACES = re.compile("[ _\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e]")
_ILLEGAL = re.compile(
    r"[\x00-\x1f#<>\[\]|{}\x7f\ufffd]|%[0-9A-Fa-f]{2}|&[A-Za-z0-9\u0080-\U0010ffff]+;|&#[0-9]+;|&#x[0-9A-Fa-f]+;"
)
_DOT_PARTS = re.compile(r"(?:^|/)\.\.?(?:/|$)")
_PREFIX = re.compile(r"([^:]+?) *: *(.*)", re.S)
_MAX_BYTES, _MAX_BYTES_SPECIAL = 255, 512
_MEMO_SIZE = 100_000
_URL_SAFE = "/:;@$!*(),~-._"


def parse_title(text: str, site: SiteInfo, default_ns: int = NS_MAIN) -> LinkTarget | None:
    """The title that ``text`` names, or None if it cannot be one. ``[[#x]]`` gives an empty title with fragment."""
    memo = site.title_memo
    key = (text, default_ns)
    if key in memo:
        return memo[key]
    if len(memo) > _MEMO_SIZE:
        memo.clear()
    target = _parse(_decode(text), site, default_ns)
    if len(text) <= _MAX_BYTES:
        memo[key] = target
    return target


def normal_fragment(text: str) -> str:
    """A section name as it would be after ``#`` in a link: headings get the same normal form."""
    return _SPACES.sub(" ", _BIDI.sub("", text)).rstrip(" ")


def _decode(text: str) -> str:
    text = decode_char_references(text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _parse(text: str, site: SiteInfo, ns: int) -> LinkTarget | None:
    text = _SPACES.sub(" ", _BIDI.sub("", text)).strip(" ")
    if "\ufffd" in text:
        return None
    if text.startswith(":"):
        ns = NS_MAIN
        text = text[1:].lstrip(" ")
    if not text:
        return None
    interwiki = ""
    if ":" in text:
        found = _prefixes(text, site, ns)
        if found is None:
            return None
        ns, text, interwiki = found
    text, hash_sign, fragment = text.partition("#")
    if hash_sign:
        text = text.rstrip(" ")
    if _ILLEGAL.search(text) or (("." in text) and _DOT_PARTS.search(text)) or "~~~" in text:
        return None
    if len(text) * 4 > _MAX_BYTES and len(text.encode("utf-8", "replace")) > (
        _MAX_BYTES_SPECIAL if ns == NS_SPECIAL else _MAX_BYTES
    ):
        return None
    if not interwiki:
        if not text and ns != NS_MAIN:
            return None
        text = first_upper(text) if capital(ns, site) else text
    if text.startswith(":"):
        return None
    return LinkTarget(Title(ns, text), fragment, interwiki)


def _prefixes(text: str, site: SiteInfo, ns: int) -> tuple[int, str, str] | None:
    """Namespace, rest and interwiki prefix of a text with a colon; None if the combination is forbidden."""
    while True:
        match = _PREFIX.fullmatch(text)
        if not match:
            return ns, text, ""
        prefix, rest = match.group(1).lower(), match.group(2)
        number = site.index.get(prefix)
        if number is not None:
            if number == NS_MAIN + 1 and (second := _PREFIX.fullmatch(rest)):
                inner = second.group(1).lower()
                if inner in site.index or inner in site.interwiki:
                    return None
            return number, rest, ""
        if prefix not in site.interwiki:
            return ns, text, ""
        if prefix in site.local_interwikis:
            # [[ko:분류:가]] on kowiki: read the rest again.
            text, ns = rest, NS_MAIN
            if rest.startswith(":"):
                text = rest[1:].lstrip(" ")
            continue
        if rest.startswith(":"):
            rest = rest[1:].lstrip(" ")
        return NS_MAIN, rest, prefix


def capital(ns: int, site: SiteInfo) -> bool:
    """Whether titles of the namespace begin with a capital letter."""
    namespace = site.namespaces.get(ns)
    return (namespace.case if namespace else site.case) != "case-sensitive"


# Letters whose capitals came with Unicode 11 or later, Georgian first of all: wikis of Wikimedia do not raise them
# ($wgOverrideUcfirstCharacters), and a title must not hang on the Python that reads it.
_STAYS_SMALL = re.compile(
    "[\u10d0-\u10ff\u0264\u0282\u1d8e\u2c5f\ua794\ua7b9-\ua7f6\U00010597-\U000105bc\U00010d70-\U00010d85"
    "\U00016e60-\U00016e7f\U00016ebb-\U00016ed3]"
)


def first_upper(text: str) -> str:
    """First letter in upper case, as far as that is one letter (``ß`` stays) and an old one (``ა`` stays)."""
    head = text[:1]
    if _STAYS_SMALL.match(head):
        return text
    head = head.upper()
    return head + text[1:] if len(head) == 1 else text


def namespace_name(ns: int, site: SiteInfo) -> str:
    """Local name of a namespace, ``틀``; empty for articles and unknown numbers."""
    namespace = site.namespaces.get(ns)
    return namespace.name.replace("_", " ") if namespace else ""


def prefixed(title: Title, site: SiteInfo) -> str:
    """``틀:가 나``."""
    return f"{namespace_name(title.ns, site)}:{title.text}" if title.ns else title.text


def db_key(title: Title, site: SiteInfo) -> str:
    """``틀:가_나``."""
    return prefixed(title, site).replace(" ", "_")


EMPTY_SEGMENT = "|"
"""Stands in entry paths where a title has nothing between two slashes, before the first or behind the last. Servers and
file systems fold such slashes together; no title can hold a bar."""


def entry_path(title: Title, site: SiteInfo) -> str:
    """Path of the page inside the archive, not percent-encoded (``/dev/null``: ``|/dev/null``, ``가/``: ``가/|``)."""
    key = db_key(title, site)
    if "/" not in key:
        return key
    head, text = ("", key) if title.ns == NS_MAIN else key.split(":", 1)
    path = "/".join(segment or EMPTY_SEGMENT for segment in text.split("/"))
    return f"{head}:{path}" if head else path


def title_at(path: str, site: SiteInfo) -> Title | None:
    """The title whose ``entry_path`` is ``path``; None if no title has it."""
    key = path.replace(EMPTY_SEGMENT, "").replace("_", " ")
    target = parse_title(key if ":" in key else f":{key}", site)
    return None if target is None or target.interwiki or entry_path(target.title, site) != path else target.title


def url_path(title: Title, site: SiteInfo) -> str:
    """Percent-encoded as in MediaWiki's own addresses (wfUrlencode)."""
    return encode_for_url(db_key(title, site))


@lru_cache(maxsize=1 << 16)
def encode_for_url(text: str) -> str:
    """The encoding of page addresses: underscores for spaces, some punctuation left as it is (wfUrlencode)."""
    return quote(text.replace(" ", "_"), safe=_URL_SAFE)


def subject(ns: int) -> int:
    """The namespace that a talk namespace talks about."""
    return ns - 1 if ns > 0 and ns % 2 else ns


def talk(ns: int) -> int:
    """The talk namespace that belongs to a namespace; special namespaces have none."""
    return ns if ns < 0 or ns % 2 else ns + 1
