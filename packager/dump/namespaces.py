"""Namespace facts that ``<siteinfo>`` leaves out: English names, aliases, subpages (MediaWiki manual: Namespace)."""

from __future__ import annotations

CANONICAL = {
    -2: "Media", -1: "Special", 0: "", 1: "Talk", 2: "User", 3: "User talk", 4: "Project", 5: "Project talk",
    6: "File", 7: "File talk", 8: "MediaWiki", 9: "MediaWiki talk", 10: "Template", 11: "Template talk",
    12: "Help", 13: "Help talk", 14: "Category", 15: "Category talk",
    710: "TimedText", 711: "TimedText talk", 828: "Module", 829: "Module talk",
}

ALIASES: dict[int, tuple[str, ...]] = {6: ("Image",), 7: ("Image talk",)}
"""Every wiki keeps these since pictures became files."""

WITHOUT_SUBPAGES = frozenset({-2, -1, 0, 6, 14, 710, 711})

KOREAN = {
    -2: "미디어", -1: "특수", 0: "", 1: "토론", 2: "사용자", 3: "사용자토론", 4: "위키백과", 5: "위키백과토론",
    6: "파일", 7: "파일토론", 8: "미디어위키", 9: "미디어위키토론", 10: "틀", 11: "틀토론", 12: "도움말",
    13: "도움말토론", 14: "분류", 15: "분류토론", 100: "포털", 101: "포털토론",
    102: "위키프로젝트", 103: "위키프로젝트토론",
    118: "초안", 119: "초안토론", 710: "TimedText", 711: "TimedText talk", 828: "모듈", 829: "모듈토론",
}
"""Names on Korean Wikipedia, for inputs that carry no list of their own."""

KOREAN_ALIASES: dict[int, tuple[str, ...]] = {
    -1: ("특", "특수기능"),
    2: ("사",),
    3: ("사토",),
    4: ("백", "WP", "Wikipedia"),
    5: ("백토", "Wikipedia talk"),
    6: ("그림",),
    7: ("그림토론",),
    9: ("MediaWiki토론",),
    100: ("들", "들머리"),
    101: ("들토", "들머리토론"),
    102: ("프",),
    103: ("프토",),
    118: ("Draft",),
    119: ("Draft talk",),
}
