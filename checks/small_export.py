"""A wiki of some fifty short pages as an export: enough for lists, gates and dates, and built within a second."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from checks.own_dump import HEAD, NAMESPACES, namespace_of

NAME = "kowiki-20260901-pages-articles.xml"
PAGES = {
    "한강": "'''한강'''은 [[서울]]을 지난다. [[분류:강]][[분류:서울의 지리]]",
    "서울": "[[한강]]이 흐른다. {{상자|서울}} [[세종대왕]]",
    "부산": "항구 도시. [[서울특별시]]에서 멀다.",
    "이순신": "[[임진왜란]] 때의 장수.",
    "임진왜란": "[[이순신]]과 [[부산]].",
    "세종": "임금. [[분류:임금]]",
    "쉼표, 그리고 글": "쉼표가 있는 제목.",
    **{f"문서 {n}": f"{n}번째 글. [[한강]], [[문서 {n + 1}]]." for n in range(1, 31)},
    "세종대왕": "#넘겨주기 [[세종]]",
    "서울특별시": "#넘겨주기 [[서울]]",
    "끊긴 길": "#넘겨주기 [[어디에도 없음]]",
    **{f"다른 이름 {n}": f"#넘겨주기 [[문서 {n}]]" for n in range(1, 13)},
    "분류:강": "강들. [[분류:자연]]",
    "분류:자연": "",
    "틀:상자": "<div>{{{1}}}</div>",
    "위키백과:규칙": "규칙.",
}


def dump(pages: Mapping[str, str] = PAGES) -> str:
    """An export of these pages; the newest revision is of 2026-08-28."""
    names = "".join(
        f'<namespace key="{number}" case="first-letter">{name}</namespace>\n' for number, name in NAMESPACES.items()
    )
    body = "".join(
        f"<page>\n<title>{escape(title)}</title>\n<ns>{namespace_of(title)}</ns>\n<id>{number}</id>\n"
        + (f'<redirect title="{text[8:-2]}" />\n' if text.startswith("#") else "")
        + f"<revision>\n<id>{number + 100}</id>\n<timestamp>2026-08-{number % 28 + 1:02}T09:00:00Z</timestamp>\n"
        "<model>wikitext</model>\n<format>text/x-wiki</format>\n"
        f'<text bytes="{len(text.encode())}" xml:space="preserve">{escape(text)}</text>\n</revision>\n</page>\n'
        for number, (title, text) in enumerate(pages.items(), 1)
    )
    return f"{HEAD}{names}</namespaces>\n</siteinfo>\n{body}</mediawiki>\n"
