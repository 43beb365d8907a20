"""What only works on the wiki itself: links to edit it, switches, pens; and names of templates that it lacks."""

from __future__ import annotations

import re
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from packager.finish.element import Context
from packager.finish.residue.nodes import take_with_brackets, words
from packager.finish.residue.rule import Residue, has

_ACTION = re.compile(r"[?&](?:ve)?action=(?:edit|purge|history|raw|submit|watch|info|delete|move|protect)\b")
_ANY_ACTION = re.compile(r"action=(?!edit&amp;redlink=1)")
_EDITING = re.compile(
    r"[\[(]?\s*(?:이 (?:틀|글|문서|표|목록)(?:을|를)?\s*)?"
    r"(?:편집(?:하기)?|고치기|수정(?:하기)?|보기|토론|역사|원본 편집|새로\s?고침|새로 고치기"
    r"|(?:서버 )?캐시 (?:지우기|비우기|갱신)|갱신|지금 갱신|edit|purge|refresh|v|t|e|h|ㅂ|ㅌ|ㅍ)\s*[\])]?",
    re.IGNORECASE,
)
_SWITCH = re.compile(
    r"[\W_]*(?:(?:모두\s*)?(?:펼치기|펴기|접기|열기|닫기|보이기|보기|숨기기|감추기|더 보기|show|hide|expand|collapse)"
    r"[\W_]*)+",
    re.IGNORECASE,
)
_PEN = re.compile(
    r"위키데이터.{0,12}(?:편집|고치|수정)|(?:편집|수정).{0,8}위키데이터|^OOj?s? ?UI icon edit"
    r"|Edit this (?:at|on) Wikidata",
    re.IGNORECASE,
)
_MISSING = re.compile(r"(?:틀|모듈|Template|Module):.+", re.DOTALL)
_MISSING_LINK = re.compile(r"redlink=1[^>]*>(?:<[^>]*>|\s|&#160;|&nbsp;)*(?:틀|모듈|Template|Module):")


def clean_editing(root: LexborNode, context: Context) -> int:
    """Take out links that open an editor or a history, with the word that says so; a red link's words stay."""
    count = 0
    for link in root.css("a[href*='action=']"):
        address = link.attributes.get("href") or ""
        if _ACTION.search(address) and "redlink=1" not in address and _EDITING.fullmatch(words(link)):
            take_with_brackets(link, context)
            count += 1
    return count


def clean_switches(root: LexborNode, context: Context) -> int:
    """Take out what one would click on to unfold a part that is open here."""
    found = [
        node for node in root.css("[class*='mw-customtoggle'], .mw-collapsible-toggle, .collapseButton")
        if _SWITCH.fullmatch(words(node))
    ]  # fmt: skip
    for node in found:
        take_with_brackets(node, context)
    return len(found)


def clean_pens(root: LexborNode, context: Context) -> int:
    """Take out the pen that leads to an item of Wikidata, whose description would stand among the values."""
    found = [picture for picture in root.css("img[alt]") if _PEN.search(picture.attributes.get("alt") or "")]
    found += [link for link in root.css("a[href*='wikidata.org']") if _PEN.fullmatch(words(link))]
    for node in found:
        take_with_brackets(node, context)
    return len(found)


def clean_missing(root: LexborNode, context: Context) -> int:
    """Take out the name of a template that stands where its text would, had the wiki such a template."""
    count = 0
    for link in root.css("a.new"):
        said = words(link)
        if not _MISSING.fullmatch(said):
            continue
        address = link.attributes.get("href") or ""
        title = re.search(r"[?&]title=([^&]*)", address)
        if title and "redlink=1" in address and unquote(title[1]).replace("_", " ") == said:
            take_with_brackets(link, context)
            count += 1
    return count


EDITING = Residue("editing_links", lambda html: _ANY_ACTION.search(html) is not None, clean_editing)
SWITCHES = Residue("switches", has("mw-customtoggle", "mw-collapsible-toggle", "collapseButton"), clean_switches)
PENS = Residue("wikidata_pens", has("위키데이터", "icon edit", "Wikidata"), clean_pens)
MISSING = Residue("missing_templates", lambda html: _MISSING_LINK.search(html) is not None, clean_missing)
