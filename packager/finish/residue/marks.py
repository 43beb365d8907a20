"""Small marks in the text and lines beside it that point to other wikis, to maps, to help, or to work for editors."""

from __future__ import annotations

import re
from collections.abc import Callable

from selectolax.lexbor import LexborNode

from packager.finish.element import Context
from packager.finish.residue.nodes import links, take, take_with_brackets, words
from packager.finish.residue.rule import Residue, has

_OTHER_WIKI = re.compile(
    r"^(?:https?:)?//[a-z-]{2,12}\.(?:m\.)?wik(?:ipedia|tionary|isource|iquote|ivoyage|ibooks)\.org/"
)
_LANGUAGE_MARK = re.compile(
    r"[\[(]?\s*(?:[a-z]{2,3}(?:-[a-z]{2,8})?|[가-힣]{1,8}어(?:판|\s?위키백과)?|[가-힣]{1,3}문판)\s*[\])]?"
)
_EDITORS = re.compile(
    r"\[\s*(?:(?:출처|확인|검증|쪽\s?번호|해명|설명|번역|중립)\s?필요|출처\s?불명|모호한\s?표현|모호함"
    r"|(?:출처|쪽|독자\s?연구|신뢰할 수 없는 출처|언제|누가|어디|왜|어떻게|무엇)\s?\?*"
    r"|citation needed|clarification needed|when\?|who\?|where\?|which\?)\s*\]"
)
_RAISED = re.compile(r"<sup\b[^>]*>(?:<[^>]+>)*(?:\[|&#91;)(?:<[^>]+>)*[^\d<&]")
_MEDIA_HELP = re.compile(
    r"[(\[]?\s*도움말\s*[·ㆍ∙•|/]\s*(?:파일\s*)?(?:정보|설명)\s*[)\]]?"
    r"|(?:이\s*)?(?:(?:음성|소리|음악|동영상|미디어|오디오)\s*)?파일(?:을|를)?\s*(?:듣는|듣기|들으시는|보는|재생하는).{0,20}"
    r"(?:문제|어려움|곤란).{0,60}"
)
_NAMES = ("공용", "낱말사전", "인용집", "문헌", "책", "배움터", "여행", "뉴스", "생물종", "데이터")
_SISTER = re.compile(rf"위키(?:미디어 공용|{'|'.join(_NAMES)})")
_SISTERS = re.compile(
    rf".{{0,60}}위키(?:미디어\s?공용|{'|'.join(_NAMES)})에(?:서|는)?\s.{{0,60}}"
    r"(?:있습니다|찾아보세요|찾아보십시오|볼 수 있습니다|참고하세요|참고하십시오)\s*\.?"
)
_MAPS = re.compile(
    r"[(\[]?\s*(?:(?:다음을|아래를|다음)\s*(?:이용|사용)?하?여?\s*)?(?:이 (?:문서|글|절)의\s*)?모든\s*좌표.{0,40}"
    r"(?:지도|OSM|OpenStreetMap|구글|Bing|KML|GPX).{0,80}"
    r"|좌표\s*(?:내려받기|다운로드)\s*:?\s*(?:KML|GPX).{0,40}"
)
_LONGEST_LINE = 200


def clean_languages(root: LexborNode, context: Context) -> int:
    """Take out the mark behind a name that the article about it in another language would open."""
    count = 0
    for link in root.css("a[href]"):
        if _OTHER_WIKI.match(link.attributes.get("href") or "") and _LANGUAGE_MARK.fullmatch(words(link)):
            around = link.parent
            small = around is not None and around.tag in ("sup", "small", "span")
            alone = small and around is not None and _LANGUAGE_MARK.fullmatch(words(around))
            if alone or words(link)[0] in "[(" or _in_brackets(link):
                take_with_brackets(link, context)
                count += 1
    return count


def _in_brackets(node: LexborNode) -> bool:
    before, after = node.prev, node.next
    left = before.text_content or "" if before is not None and before.tag == "-text" else ""
    right = after.text_content or "" if after is not None and after.tag == "-text" else ""
    return left.rstrip().endswith(("[", "(")) and right.lstrip().startswith(("]", ")"))


def clean_numbers(root: LexborNode, context: Context) -> int:
    """Take out the number of a link without words, which looks like one of a footnote; alone in its place it stays."""
    found = [link for link in root.css("a.autonumber") if link.parent is not None and words(link.parent) != words(link)]
    for link in found:
        take_with_brackets(link, context)
    return len(found)


def clean_editors(root: LexborNode, context: Context) -> int:
    """Take out [출처 필요] and its like, whatever template or hand wrote it, where it stands raised."""
    found = [mark for mark in root.css("sup") if _EDITORS.fullmatch(words(mark))]
    for mark in found:
        take(mark, context)
    return len(found)


def _lines(pattern: re.Pattern[str], tags: str) -> Callable[[LexborNode, Context], int]:
    """Takes out lines that say one thing and lead nowhere here."""

    def clean(root: LexborNode, context: Context) -> int:
        count = 0
        for line in reversed(root.css(tags)):  # inner ones first: an outer one may hold nothing else
            said = words(line)
            if not said or len(said) > _LONGEST_LINE or not pattern.fullmatch(said):
                continue
            dead, alive = links(line, context)
            if alive or not dead:
                continue
            if line.tag in ("td", "th"):
                line.inner_html = ""
            else:
                take(line, context)
            count += 1
        return count

    return clean


LANGUAGES = Residue("language_marks", has(".wikipedia.org/", ".wiktionary.org/", ".wikisource.org/"), clean_languages)
NUMBERS = Residue("numbered_links", has("autonumber"), clean_numbers)
EDITORS = Residue("editor_marks", lambda html: _RAISED.search(html) is not None, clean_editors)
MEDIA_HELP = Residue("media_help", has("도움말"), _lines(_MEDIA_HELP, "small, sup, span, li, p, td, dd, div"))
SISTERS = Residue(
    "sister_lines", lambda html: _SISTER.search(html) is not None, _lines(_SISTERS, "li, p, td, dd, div")
)
MAPS = Residue("map_services", has("모든 좌표", "KML"), _lines(_MAPS, "small, span, li, p, td, dd, div"))
