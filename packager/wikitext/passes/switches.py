"""Pass 5: behaviour switches, ``__목차숨김__`` (MediaWiki manual: Help:Magic words; Parser::handleDoubleUnderscore)."""

from __future__ import annotations

import re

from packager.model import NS_CATEGORY
from packager.wikitext.passes.toc import TOC_PLACEHOLDER
from packager.wikitext.state import Parser

# Words without underscores; the first tuple is recognised in any letter case.
_ANY_CASE: dict[str, tuple[str, ...]] = {
    "toc": ("TOC", "목차"),
    "notoc": ("NOTOC", "목차숨김"),
    "forcetoc": ("FORCETOC", "목차보임", "목차표시"),
    "noeditsection": ("NOEDITSECTION", "부분편집숨김", "문단편집숨김", "단락편집숨김"),
    "nogallery": ("NOGALLERY", "갤러리숨김", "화랑숨김"),
    "nocontentconvert": ("NOCONTENTCONVERT", "NOCC", "내용변환없음", "내변없음", "내용변환안함", "내변안함"),
    "notitleconvert": ("NOTITLECONVERT", "NOTC", "제목변환없음", "제변없음", "제목변환안함", "제변안함"),
    "archivedtalk": ("ARCHIVEDTALK",),
    "notalk": ("NOTALK",),
    "expectunusedtemplate": ("EXPECTUNUSEDTEMPLATE",),
    "expectwithoutscans": ("EXPECTWITHOUTSCANS",),
}
_EXACT_CASE: dict[str, tuple[str, ...]] = {
    "hiddencat": ("HIDDENCAT", "숨은분류"),
    "index": ("INDEX", "색인"),
    "noindex": ("NOINDEX", "색인안함", "색인거부"),
    "newsectionlink": ("NEWSECTIONLINK", "새문단쓰기", "새글쓰기"),
    "nonewsectionlink": ("NONEWSECTIONLINK", "새문단쓰기숨기기", "새글쓰기숨기기"),
    "staticredirect": ("STATICREDIRECT", "넘겨주기고정"),
    "expectunusedcategory": ("EXPECTUNUSEDCATEGORY",),
    "disambiguation": ("DISAMBIG",),
    "noglobal": ("NOGLOBAL",),
    "expectedUnconnectedPage": ("EXPECTED_UNCONNECTED_PAGE",),
}
_NAMES = {
    **{word.lower(): name for name, words in _ANY_CASE.items() for word in words},
    **{word: name for name, words in _EXACT_CASE.items() for word in words},
}
_TOC = re.compile("__(?i:" + "|".join(_ANY_CASE["toc"]) + ")__")
_SWITCH = re.compile(
    "__(?:((?i:"
    + "|".join(word for name, words in _ANY_CASE.items() if name != "toc" for word in words)
    + "))|("
    + "|".join(word for words in _EXACT_CASE.values() for word in words)
    + "))__"
)
_UNKNOWN = re.compile("(?<![_A-Za-z])__(?:[A-Z]{3,}(?:_[A-Z]+)*|[가-힣]{2,})__(?![_A-Za-z])")


def switches(parser: Parser, text: str) -> str:
    """Removes the words and remembers them; the first ``__TOC__`` leaves the place for the table of contents."""
    if "__" not in text:
        parser.switches = {}
        return text
    if _TOC.search(text):
        parser.toc_shown = parser.toc_placed = True
        first, *rest = _TOC.split(text)
        text = first + TOC_PLACEHOLDER + "".join(rest)
    found: dict[str, None] = {}

    def remember(match: re.Match[str]) -> str:
        if match[2] == "DISAMBIG" and not parser.settings.offline:
            return match[0]  # a word of an extension that the reference lacks
        found[_NAMES[match[1].lower()] if match[1] else _NAMES[match[2]]] = None
        return ""

    text = _SWITCH.sub(remember, text)
    if "__" in text:
        for word in _UNKNOWN.findall(text):
            parser.unknown("switch", word, word)
    parser.switches = found
    if "notoc" in found and not parser.toc_placed:
        parser.toc_shown = False
    if "hiddencat" in found and parser.title.ns == NS_CATEGORY:
        parser.tracking_category("hidden-category-category")
    for name in found:
        parser.output.properties[name] = ""
    return text
