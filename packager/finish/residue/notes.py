"""Notes about addresses: where a page was archived, that its link is broken, that a website is not known."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from packager.finish.element import Context
from packager.finish.residue.nodes import cut, take, words
from packager.finish.residue.rule import Residue, has

_DAY = r"(?:\d{4}년 \d{1,2}월 \d{1,2}일|\d{4}-\d{2}-\d{2})"
_WHERE = r"(?:웨이백 머신|인터넷 아카이브|Wayback Machine|archive\.(?:today|is|ph|org)|웹 아카이브)"
_ARCHIVED = re.compile(
    rf"[.,]?\s*(?:{_DAY}에?\s+)?원본(?: 문서)?에서\s+(?:{_DAY}에?\s+)?(?:보존된 문서|보존됨|보존한 문서)"
    rf"(?:\s*\({_WHERE}\))?"
    rf"|\s*[(（]?(?:보관됨|보존됨|보존된 문서)\s+{_DAY}\s*[-–—]\s*{_WHERE}[)）]?"
    rf"|\s*[-–—,]?\s*[(（]{_WHERE}(?:에\s+|,\s*)?{_DAY}(?:에)?\s+(?:보관됨|보존됨)[)）]"
)
_ARCHIVE = re.compile("보존|보관됨")
_BROKEN = re.compile(
    r"[\[(（]\s*(?:영구적?으?로?\s*)?깨진\s*(?:링크|고리)\s*(?:[(（]?\s*과거 내용 찾기\s*[)）]?)?"
    r"[^\])）]{0,30}[\])）]"
)
_NO_WEBSITE = re.compile(
    r"틀:(?:공식 (?:웹\s?사이트|사이트|홈페이지|누리집)|공식웹사이트)"
    r"|(?=.*(?:웹\s?사이트|URL|홈페이지|누리집|주소))(?=.*(?:위키데이터|틀|변수|지정|입력|추가)).*"
    r"(?:없습니다|없음|찾을 수 없|알 수 없|지정하(?:세요|십시오)|주세요|주십시오).*"
)
_LONGEST_MESSAGE = 160
_NOTES = "cite, .citation, .reference-text, li"


def clean_archived(root: LexborNode, context: Context) -> int:
    """Take out where a source was archived; when it was read stays."""
    count = 0
    for note in reversed(root.css(_NOTES)):  # inner ones first: cutting may take away what is in them
        if _ARCHIVE.search(note.text(deep=True) or ""):
            count += cut(note, _ARCHIVED, context)
    return count


def clean_broken(root: LexborNode, context: Context) -> int:
    """Take out requests to mend a link."""
    count = 0
    for mark in reversed(root.css(f"sup, small, {_NOTES}")):
        count += cut(mark, _BROKEN, context)
    return count


def clean_unknown(root: LexborNode, context: Context) -> int:
    """Take out the message of a template for the website that was told none."""
    unknown = [
        line for line in root.css("li, p, td, dd")
        if len(said := words(line)) <= _LONGEST_MESSAGE and _NO_WEBSITE.fullmatch(said)
        and len(line.css("li, p, td, dd")) == 1  # itself
    ]  # fmt: skip
    for line in unknown:
        if line.tag == "td":
            line.inner_html = ""
        else:
            take(line, context)
    return len(unknown)


ARCHIVED = Residue(
    "archive_notes", has("보존", "보관됨"), clean_archived
)
BROKEN = Residue("broken_links", has("깨진 "), clean_broken)
UNKNOWN = Residue("unknown_websites", has("틀:공식", "위키데이터"), clean_unknown)
