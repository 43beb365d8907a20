#!/usr/bin/env python3
# ruff: noqa: B905, E501, RUF007, RUF021, RUF071, SIM201, UP031 - read by people without tools, kept short
"""Check a drive that somebody hands you, trusting no program of theirs: python3 verify_drive.py FOLDER [OPTIONS]

Needs Python 3.8 and nothing else; the package "zstandard" (or Python 3.14) lets it look into the compressed parts too.
It accepts what it knows and nothing else: each byte is a field of a format with one spelling (docs/formats*.md), pages
are what a release's templates write, the reader has a release's digest, sums, times and seal follow from the content.
--shell SHA256    a reader that is not listed here (index.html without the line that leads to the plain pages)
--named KEY=TEXT  metadata that you expect: Title, Description, Name, Creator, Publisher, License, LongDescription, file
Exit status: 0 clean, 1 something was found, 2 clean but compressed parts were not seen, 3 nothing to check.
"""
import base64
import contextlib
import datetime
import hashlib
import html
import importlib
import itertools
import os
import re
import stat
import struct
import sys
import urllib.parse
import zlib

zstandard = None
for module in ("compression.zstd", "zstandard"):
    with contextlib.suppress(ImportError):
        zstandard = importlib.import_module(module)
TEXTS = {  # English, Korean
    "sums": ("a line too much or too few", "줄이 남거나 모자랍니다"),
    "name": ("should not be there", "있어서는 안 됩니다"),
    "time": ("has another time or mode than it should", "시각이나 모드가 다릅니다"),
    "damage": ("is damaged or not written as ours", "손상되었거나 우리가 쓰는 꼴이 아닙니다"),
    "seal": ("an identifier does not follow from the content", "식별자가 내용에서 나온 값이 아닙니다"),
    "outward": ("holds what none of our pages holds", "우리 쪽에 없는 것이 들어 있습니다"),
    "dangling": ("leads to nothing", "가리키는 것이 없습니다"),
    "clean": ("clean: {} files and entries", "깨끗합니다: 파일과 항목 {}개"),
    "found": ("{} findings", "문제 {}개"),
    "partly": ("compressed parts not seen: install zstandard", "압축된 부분은 보지 못했습니다: zstandard가 필요합니다"),
}
COUNT, NAMED, SEEN = {"found": 0, "seen": 0}, {}, {}
KOREAN = any((os.environ.get(k) or "").lower().startswith("ko") for k in ("LC_ALL", "LC_MESSAGES", "LANG"))
NEUTRAL = {
    "Creator": ("위키백과 기여자", "위키백과 기여자들", "-"), "Description": ("한국어 위키백과",), "Language": ("kor",),
    "License": ("CC BY-SA 4.0",), "Name": ("wikipedia_ko_all",), "Publisher": ("-", "위키백과 기여자"), "Title": ("위키백과",),
}  # fmt: skip
# --- made by tools/refresh_judges.py: begin ---
SHORT = {'%T': '(?:[^<>&"\'\\n]|&(?:amp|lt|gt|#34|#39);)*', '%L': '[^<>"\'&\\n]*', '%C': '[1-9][0-9]{0,2}(?:,[0-9]{3})*', '%N': '[1-9][0-9]*', '%D': '[0-9]{4}-[0-9]{2}-[0-9]{2}', '%B': '[\\s\\S]*', '%I': 'n=[0-9]+(?: c)?'}
PAGES = {
    'entry': '<!DOCTYPE html>\\n<html lang="ko">\\n<head>\\n<meta charset="utf-8">\\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'self\' file: \'unsafe-inline\'; img-src \'self\' file: data:; script-src \'self\'; base-uri \'none\'; form-action \'none\'">\\n<meta name="viewport" content="width=device-width, initial-scale=1">\\n<meta name="referrer" content="no-referrer">\\n<meta http-equiv="x-dns-prefetch-control" content="off">\\n<meta name="format-detection" content="telephone=no, address=no, email=no">\\n<title>(%T)</title>\\n<link rel="stylesheet" href="(%L)">\\n</head>\\n<body class="r-page">\\n<div class="r-page-bar" role="navigation"><a href="(%L)">(%T)</a></div>\\n<div class="r-page-main" role="main">\\n<h1 class="r-page-title">(%T)</h1>\\n(%B)\\n</div>\\n(?:<div class="r-page-credit" role="contentinfo">\\n<p>이 글은 위키백과 기여자들이 쓴 «(%T)» 문서(?:\\(판 (%N), (%D)\\))?이며 (%T)에 따라 쓸 수 있습니다\\. <a href="(%L)">저작권과 이용 조건</a></p>\\n</div>\\n)?</body>\\n</html>\\n',
    'category': '<div class="r-category-list">\\n(?:<h2>하위 분류</h2>\\n<ul>\\n(?:<li>(?:<i>)?<a href="(%L)">(%T)</a>(?:</i>)?</li>\\n)*</ul>\\n)?(?:<h2>이 분류에 속하는 글 (%C)개</h2>\\n(?:<p class="r-letter-steps">(?:(?:<b>(%N)</b>|<a href="(%L)">(%N)</a>) )*</p>\\n)?(?:(?:<h3>(%T)</h3>\\n)?<ul>\\n(?:<li>(?:<i>)?<a href="(%L)">(%T)</a>(?:</i>)?</li>\\n)*</ul>\\n)*|<p>이 분류에는 글이 없습니다\\.</p>\\n)?</div>\\n',
    'letter': '<p class="r-letter-steps"><a href="(%L)">가나다 찾아보기</a>(?: · <a href="(%L)">앞쪽</a>)?(?: · <a href="(%L)">뒤쪽</a>)?</p>\\n<ul class="r-letter-list">\\n(?:<li><a href="(%L)">(%T)</a></li>\\n)*</ul>\\n',
    'stretches': '<p class="r-letter-steps"><a href="(%L)">가나다 찾아보기</a></p>\\n<ul class="r-letter-list">\\n(?:<li><a href="(%L)">(%T) – (%T)</a></li>\\n)*</ul>\\n',
    'letters': '<ul class="r-letters">\\n(?:<li><a href="(%L)">(%T)</a> <small>(%C)</small></li>\\n)*</ul>\\n',
    'licence': '<div class="mw-parser-output">\\n<p>이 백과사전의 글은 위키백과에 글을 쓴 여러 사람이 함께 만든 것입니다\\. 글마다 맨 아래에 원래 제목과 판 번호, 그 판이 저장된 날짜가 적혀 있습니다\\.</p>\\n<p>글은 ‘크리에이티브 커먼즈 저작자표시-동일조건변경허락 4\\.0 국제’\\((%T)\\) 이용 허락에 따라 쓸 수 있습니다\\. 그 뜻은 다음과 같습니다\\.</p>\\n<ul>\\n<li>누구나 글을 읽고 베끼고 나누어 줄 수 있으며, 돈을 받고 나누어 주어도 됩니다\\.</li>\\n<li>누구나 글을 고치거나 다른 글의 바탕으로 쓸 수 있습니다\\.</li>\\n<li>나누어 줄 때에는 글쓴이가 ‘위키백과 기여자’임을 밝히고, 글을 고쳤다면 고쳤다는 사실을 함께 적어야 합니다\\.</li>\\n<li>고친 글도 같은 이용 허락으로 나누어야 하며, 다른 사람의 권리를 더 줄이는 조건을 덧붙일 수 없습니다\\.</li>\\n</ul>\\n<p>여기 담긴 글은 원래 글에서 바깥으로 나가는 연결과 편집용 표시를 걷어 낸 것이며, 그 밖의 문장은 고치지 않았습니다\\. 글의 내용이 맞는지는 아무도 보증하지 않습니다\\.</p>\\n<p>이용 허락의 전문이 있는 곳: creativecommons\\.org/licenses/by-sa/4\\.0/legalcode\\.ko</p>\\n(?:<h2>이용 허락 전문</h2>\\n<pre>((?:[^<>&\\"\']|&(?:amp|lt|gt|#34|#39);)*)</pre>\\n)?</div>\\n',
    'plain article': '<div class="r-page-main r-plain-article" id="p([0-9]+)">\\n<h1 class="r-page-title">(%T)</h1>\\n<div class="r-page-body">(%B)</div>\\n<p class="r-page-credit">이 글은 위키백과 기여자들이 쓴 «(%T)» 문서(?:\\(판 (%N), (%D)\\))?이며 (%L)\\(크리에이티브 커먼즈 저작자표시-동일조건변경허락\\)에 따라 쓸 수 있습니다\\.</p>\\n<p class="r-page-steps">((?:<a href="%L">(?:앞 글|다음 글): %T</a> · )*)<a href="\\.\\./index\\.htm">글 차례</a></p>\\n</div>\\n',
    'plain page': '<!DOCTYPE html>\\n<html lang="ko">\\n<head>\\n<meta charset="utf-8">\\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'self\' file: \'unsafe-inline\'; img-src data:; base-uri \'none\'; form-action \'none\'">\\n<meta name="viewport" content="width=device-width, initial-scale=1">\\n<meta name="referrer" content="no-referrer">\\n<meta name="format-detection" content="telephone=no, address=no, email=no">\\n<title>(%T)</title>\\n<link rel="stylesheet" href="\\.\\./page\\.css">\\n</head>\\n<body class="r-page">\\n(%B)</body>\\n</html>\\n',
    'plain index': '<!DOCTYPE html>\\n<html lang="ko">\\n<head>\\n<meta charset="utf-8">\\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'self\' file: \'unsafe-inline\'; img-src data:; base-uri \'none\'; form-action \'none\'">\\n<meta name="viewport" content="width=device-width, initial-scale=1">\\n<meta name="referrer" content="no-referrer">\\n<title>(%T)</title>\\n<link rel="stylesheet" href="page\\.css">\\n</head>\\n<body class="r-page">\\n<div class="r-page-main">\\n<h1 class="r-page-title">글 차례</h1>\\n<p class="r-front-lead">스크립트 없이 읽을 수 있게 골라 실은 글 (%C)개입니다\\. 모든 글은 <a href="\\.\\./index\\.html">처음 화면</a>에서 찾을 수 있습니다\\.</p>\\n<p class="r-front-letters">(?:<a href="\\#g(%N)">(%T)</a> )*</p>\\n(?:<h2 id="g(%N)">(%T)</h2>\\n<ul class="r-letter-list">\\n(?:<li><a href="(%L)">(%T)</a></li>\\n)*</ul>\\n)*</div>\\n</body>\\n</html>\\n',
    'main': '<div class="r-front">\\n<p class="r-front-lead">(%C)개의 글이 담긴 백과사전입니다\\. 인터넷이 없어도 모든 글을 읽을 수 있습니다\\. 위쪽 찾기 칸에 제목이나 낱말을 넣어 보십시오\\.</p>\\n(?:<h2>가나다 찾아보기</h2>\\n<p class="r-front-letters">(?:<a href="(%L)">(%T)</a> )+<a href="(%L)">모두 보기</a></p>\\n)?(?:<h2>많이 찾는 글</h2>\\n<ul class="r-front-list">\\n(?:<li><a href="(%L)">(%T)</a></li>\\n)+</ul>\\n)?(?:<h2>분류</h2>\\n<ul class="r-front-list">\\n(?:<li><a href="(%L)">(%T)</a></li>\\n)+</ul>\\n)?(?:<h2>뜻밖의 글</h2>\\n<ul class="r-front-list">\\n(?:<li><a href="(%L)">(%T)</a></li>\\n)+</ul>\\n)?<p class="r-front-note">([0-9]{4})년 ([1-9][0-9]?)월 ([1-9][0-9]?)일의 내용입니다\\. <a href="(%L)">저작권과 이용 조건</a></p>\\n</div>\\n',
    'reader main': '<div class="r-front">\\n<h1 class="r-front-title">(%T)</h1>\\n<p class="r-front-lead">글 (%C)개가 들어 있습니다\\. 인터넷이 없어도 모두 읽을 수 있습니다\\.</p>\\n<p class="r-front-doors"><button type="button" data-go="search" class="r-door">찾기<small>제목, 낱말, 물음</small></button><button type="button" data-go="index" class="r-door">가나다<small>차례로 찾아보기</small></button><button type="button" data-go="random" class="r-door">아무 글<small>뜻밖의 글 읽기</small></button></p>\\n(?:<h2>가나다 찾아보기</h2>\\n<p class="r-front-letters">(?:<a %I>(%T)</a> )+</p>\\n)?(?:<h2>많이 찾는 글</h2>\\n<ul class="r-front-list">\\n(?:<li><a %I>(%T)</a></li>\\n)+</ul>\\n)?(?:<h2>분류</h2>\\n<div class="r-category-list"><ul class="r-front-list">\\n(?:<li><a %I>(%T)</a></li>\\n)+</ul></div>\\n)?(?:<h2>뜻밖의 글</h2>\\n<ul class="r-front-list">\\n(?:<li><a %I>(%T)</a></li>\\n)+</ul>\\n)?<p class="r-front-note">([0-9]{4})년 ([1-9][0-9]?)월 ([1-9][0-9]?)일의 내용입니다\\. <a %I>저작권과 이용 조건</a></p>\\n</div>\\n',
}
PLAIN_LINE = '<p><a href="S/index.htm">간단한 쪽으로 읽기</a></p>\n'
DIGESTS = {'index.html': ['fe73019a45516de7f6cf8292448e32699c07c9319d3e3e3626704aea27bcc4a4'], 'S/page.css': ['cbb2c22280aec1b34748ff8098fa39115b004c848a62d00f4d217ec67c5d40f9'], '_/page.css': ['91e08ecac8f9c9caf96dd46b1d7b5ff946905cb50cbcdadc8b7dd3e30b963b51'], 'spelling': ['b7ee0511e272d3f2f1a2909537c0e030528a88186b9c7a1ad97bbdc65ae0bafc'], 'aliases': ['e8525909699d06d4076fa0e94e241cd5378c003a55816d321a963d4c502171ae']}
VALUES = {'%P': "(?:[\\w,;%+*#()'!?$\\-‐-‧°…“”‘’·]|[^\\S\\n\\t\\xa0]|\\.(?![^\\W\\d_]{2})|&(?:amp|#160|#10|#9);)*", '%N': '(?![^"]*(?i://|\\\\|%2f%2f|\\b(?:https?|ftps?|file|mailto|tel|sms|data|javascript|vbscript|urn|geo|sip|magnet|blob|about)[:%]|<|\\bwww\\d?\\.|\\w\\.[\\w-]+\\.[a-z]{2,}|\\w@\\w|(?:\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f]*:[0-9a-f:]*\\]|&lt;))(?![^"]*(?i:[\'`=\\\\{}]|//|%(?:2f|5c|3a)|&(?:lt|gt|quot|#61);|(?<=[" ])[/~]|/[^/"\\s]*/))(?!(?:[^"]*[ \\n\\t;])?(?i:reader-|r-|[pg]\\d+[ &"]))(?:[^"<>&\\n\\t\\xa0]|&(?:amp|lt|gt|quot|#160|#10|#9|#61);)*', '%W': '(?![^"]*(?i://|\\\\|%2f%2f|\\b(?:https?|ftps?|file|mailto|tel|sms|data|javascript|vbscript|urn|geo|sip|magnet|blob|about)[:%]|<|\\bwww\\d?\\.|\\w\\.[\\w-]+\\.[a-z]{2,}|\\w@\\w|(?:\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f]*:[0-9a-f:]*\\]|&lt;))(?![^\\"]*`)(?:[^"<>&\\n\\t\\xa0]|&(?:amp|lt|gt|quot|#160|#10|#9|#61);)*', '%V': '(?:[^"<>&\\n\\t\\xa0]|&(?:amp|lt|gt|quot|#160|#10|#9|#61);)*'}
TAGS = {
    'html': '<(?:(?:abbr|address|article|aside|b|bdi|bdo|big|blockquote|br|caption|center|cite|code|dd|del|dfn|dir|div|dl|dt|em|figcaption|figure|footer|h1|h2|h3|h4|h5|h6|header|hgroup|hr|i|ins|kbd|main|mark|menu|nav|p|pre|q|rb|rbc|rp|rt|rtc|ruby|s|samp|section|small|span|strike|strong|sub|summary|sup|tbody|tfoot|thead|tt|u|var|wbr)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|dir|lang|role|width)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:details)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|dir|lang|open|role|width)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:a)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|lang|role)="%P"|(?:href|style)="%V"|(?:aria-label)="%W"))*|(?:img)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|height|lang|role|width)="%P"|(?:src|style)="%V"|(?:alt|aria-label|title)="%W"))*|(?:audio)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|controls|dir|lang|role)="%P"|(?:src|style)="%V"|(?:aria-label|title)="%W"))*|(?:video)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|controls|dir|height|lang|role|width)="%P"|(?:src|style)="%V"|(?:aria-label|title)="%W"))*|(?:ol)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|lang|reversed|role|start|type)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:ul)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|lang|role|type)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:li)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|lang|role|type|value)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:font)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|color|dir|face|lang|role|size)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:time)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|datetime|dir|lang|role)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:data|style)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|lang|role)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:table)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|bgcolor|border|cellpadding|cellspacing|dir|frame|lang|role|rules|width)="%P"|(?:style)="%V"|(?:aria-label|summary|title)="%W"))*|(?:col|colgroup)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|dir|lang|role|span|valign|width)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:td|th)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|headers|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|bgcolor|colspan|dir|height|lang|nowrap|role|rowspan|scope|valign|width)="%P"|(?:style)="%V"|(?:abbr|aria-label|title)="%W"))*|(?:tr)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|bgcolor|dir|lang|role|valign)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*)>',
    'math': '<(?:(?:merror|mi|mmultiscripts|mn|mphantom|mprescripts|mroot|mrow|ms|msqrt|mstyle|msub|msubsup|msup|mtext|none|semantics)(?: (?:(?:class|id)="%N"|(?:dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel)="%P"|(?:style)="%V"))*|(?:math)(?: (?:(?:class|id)="%N"|(?:dir|display|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel)="%P"|(?:style)="%V"|(?:alttext)="%W"))*|(?:mo)(?: (?:(?:class|id)="%N"|(?:accent|dir|displaystyle|fence|form|largeop|lspace|mathbackground|mathcolor|mathsize|mathvariant|maxsize|minsize|movablelimits|rspace|scriptlevel|separator|stretchy|symmetric)="%P"|(?:style)="%V"))*|(?:mspace)(?: (?:(?:class|id)="%N"|(?:depth|dir|displaystyle|height|linebreak|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel|width)="%P"|(?:style)="%V"))*|(?:mfrac)(?: (?:(?:class|id)="%N"|(?:bevelled|denomalign|dir|displaystyle|linethickness|mathbackground|mathcolor|mathsize|mathvariant|numalign|scriptlevel)="%P"|(?:style)="%V"))*|(?:mpadded)(?: (?:(?:class|id)="%N"|(?:depth|dir|displaystyle|height|lspace|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel|voffset|width)="%P"|(?:style)="%V"))*|(?:menclose)(?: (?:(?:class|id)="%N"|(?:dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|notation|scriptlevel)="%P"|(?:style)="%V"))*|(?:mfenced)(?: (?:(?:class|id)="%N"|(?:close|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|open|scriptlevel|separators)="%P"|(?:style)="%V"))*|(?:munder)(?: (?:(?:class|id)="%N"|(?:accentunder|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel)="%P"|(?:style)="%V"))*|(?:mover)(?: (?:(?:class|id)="%N"|(?:accent|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel)="%P"|(?:style)="%V"))*|(?:munderover)(?: (?:(?:class|id)="%N"|(?:accent|accentunder|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel)="%P"|(?:style)="%V"))*|(?:mtable)(?: (?:(?:class|id)="%N"|(?:align|columnalign|columnlines|columnspacing|dir|displaystyle|equalcolumns|equalrows|frame|mathbackground|mathcolor|mathsize|mathvariant|rowalign|rowlines|rowspacing|scriptlevel|side|width)="%P"|(?:style)="%V"))*|(?:mtr)(?: (?:(?:class|id)="%N"|(?:columnalign|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|rowalign|scriptlevel)="%P"|(?:style)="%V"))*|(?:mtd)(?: (?:(?:class|id)="%N"|(?:columnalign|columnspan|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|rowalign|rowspan|scriptlevel)="%P"|(?:style)="%V"))*)>',
    'svg': '<(?:(?:svg)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|height|letter-spacing|opacity|preserveAspectRatio|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|viewBox|visibility|width)="%P"|(?:style)="%V"))*|(?:defs|g)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:path)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|d|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:rect)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|height|letter-spacing|opacity|rx|ry|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility|width|x|y)="%P"|(?:style)="%V"))*|(?:circle)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|cx|cy|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|r|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:ellipse)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|cx|cy|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|rx|ry|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:line)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility|x1|x2|y1|y2)="%P"|(?:style)="%V"))*|(?:polygon|polyline)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|points|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:text)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|dx|dy|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|lengthAdjust|letter-spacing|opacity|rotate|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|textLength|transform|visibility|x|y)="%P"|(?:style)="%V"))*|(?:tspan)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|dx|dy|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|rotate|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility|x|y)="%P"|(?:style)="%V"))*|(?:linearGradient)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|gradientTransform|gradientUnits|letter-spacing|opacity|spreadMethod|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility|x1|x2|y1|y2)="%P"|(?:style)="%V"))*|(?:radialGradient)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|cx|cy|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|fx|fy|gradientTransform|gradientUnits|letter-spacing|opacity|r|spreadMethod|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:stop)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|offset|opacity|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:clipPath)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|clipPathUnits|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*)>',
}
QUANTISERS, HUFFMAN = '008d2973 028559c9 06b490f6 0718accd 084b8e0a 08fe8949 0ac8b5b0 0ae0ecf1 0b5418bc 0c9dc576 0cad882e 0d38b18f 0d865188 0dcedca5 0e15eafb 0e253041 12329d6d 143f4c6b 152687e9 181b5820 19b8d475 19e509f2 19f7be0c 1a3b4f87 1aaca6d7 1e86e3bd 212692e7 22b5cb77 22bb9294 22ddca1b 24eecc31 24ef1271 255d6829 2624dfe9 266e783f 26a46676 277856dc 291deeae 29c3fa19 29d52659 2d5e1df7 2f103219 2f83d61b 2fc8fe65 303c94c7 3063d644 30f3a667 311a30bf 325fbf3a 32fe9496 33005889 334e0a4d 3573c940 35c1a4b8 38b81660 39184e22 3b913780 3c6094ce 3d2110c9 3ecd9d44 41fa1916 42220262 4296a7d6 454ed65f 45babf3a 46b31c54 470f4270 48b11933 49cd7606 4c228f0d 4ed650e0 501e1ad1 50e4a27c 519aef4a 5a8d03f9 5b231cef 5bcf5895 5c9e27b1 5da5bb71 5eab9cec 5f90983f 60460060 606cf1be 607e67b0 620cadf1 62de5f8c 6300194f 63ff1010 6485b85b 64973a46 66ccd2b9 675f852e 67f1a4c0 6d89e64b 6f40bccb 71744f5b 720d338b 723608eb 72f35dc0 73434179 76efac53 76f42abb 77e7590c 7a2f52b3 7b6bfb85 7c8975e1 7e14e399 7e3256f8 7f46a4fd 803c1b13 805395d9 811f7bbc 840dda5f 85535747 85940998 8667e718 870a4652 8726690e 88353c27 88514174 88803e45 89bd2bb6 8a0d44dc 8a7ac5d3 8aa4ef3c 8fa61ed2 91188d21 924b7398 9335b860 93a89f95 96e04d92 98414a0d 9a985386 9cc09108 9d1f254f a086b959 a14d1c19 a2bfe92c a4feff4d a55dad34 a6cc3986 a716869d a7567bcc a8a585d0 a8bee0df ab45b515 aebabdda aef13d17 b1fe2bdc b2af32cf b6b5059b b8d7cc09 b9fd6756 bedb854e bf0f1d1f c123394e c18d0498 c1a34899 c2e4ad03 c780e969 c7b8dc6e c7bc27ba caed2aae cb934b92 ce8e188f cfb6e287 d27d52d5 d468851d d5ef9aef d6bbde70 d99136a6 d9b8345f dba393d0 ddfc81ba de69c302 df3ea67e dfb23709 e3bc1e64 e4bfb1f3 e51ea015 e66832da e6dada48 e7ba1448 e8296645 e91cdfa8 ec8d3afc efeab78e f1db1c98 f28de583 f2f2667c f2f45144 f516324b f694fecf ff2d0c34 ff7ca430 ffbad4d4', '8cf60aa8 9fb04cb1 af48d4f6 f27ce9b7'
LATE, LATE_CLASSES, LINES, NO_TEXT, NO_TEXT_CLASSES = map(str.split, ('figure table', 'gallery infobox thumb', 'address article aside blockquote br caption center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul', 'audio button form head iframe img input map math noscript object script select style svg template textarea title video', 'authority-control catlinks dmbox error geo geo-nondefault hatnote magnify mbox-small metadata mw-cite-backlink mw-empty-elt mw-ext-cite-error mw-references-wrap mwe-math-fallback-source-display mwe-math-fallback-source-inline navbox navbox-styles navigation-not-searchable noprint portal reference references reflist scribunto-error sidebar succession-box tex tex-html texerror toc vertical-navbox'))
FUNCTIONS, REFUSED = ['attr', 'calc', 'clamp', 'color-mix', 'conic-gradient', 'counter', 'counters', 'cubic-bezier', 'fit-content', 'hsl', 'hsla', 'hwb', 'lab', 'lch', 'light-dark', 'linear-gradient', 'matrix', 'max', 'min', 'minmax', 'oklab', 'oklch', 'perspective', 'radial-gradient', 'repeat', 'repeating-linear-gradient', 'repeating-radial-gradient', 'rgb', 'rgba', 'rotate', 'rotatex', 'rotatey', 'rotatez', 'scale', 'scale3d', 'scalex', 'scaley', 'skew', 'skewx', 'skewy', 'steps', 'translate', 'translate3d', 'translatex', 'translatey', 'translatez', 'var'], ['-moz-binding', '-ms-behavior', '-ms-filter', '-o-link', '-o-link-source', 'accelerator', 'behavior', 'cue', 'cue-after', 'cue-before', 'filter', 'play-during', 'src', 'unicode-range']
CONTROLS, PEOPLE, DECLARATION, POSITION, STRING, PLACE, CONDITION, UNSAFE, ADDRESS = (re.compile(*each) for each in [('[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]', re.NOFLAG), ('^(?:\\.{1,2}/)*(?:[A-Z]/)?(?:사용자|사용자토론|특수|user|user_talk|special)(?::|%3a)', re.IGNORECASE), ('(-?[a-z][a-z0-9-]*|--[a-z][a-z0-9-]*):([^\\\\@{}<>;\\x00-\\x1f\\x7f]+)', re.NOFLAG), ('(?:static|relative|absolute)(?: ?!important)?', re.IGNORECASE), ('\\"[^\\"\\n]*\\"|\'[^\'\\n]*\'', re.NOFLAG), ('//|/\\*|\\*/|[a-z][a-z0-9+.-]*:|\\.[^\\W\\d_]{2}', re.IGNORECASE), ('@(?:media|supports)\\b(?:[\\w\\s():,.>=%-]|<(?=[\\s=\\d])|/(?=\\s*\\d))*', re.ASCII|re.IGNORECASE), ('[\x00- "#%&\'<>?\\\\^`{|}\x7f-\xa0\xad͏\u061cᅟᅠ\u1680឴឵᠋-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000ㅤ︀-️\ufeffﾠ\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]', re.NOFLAG), ('//|\\\\|%2f%2f|\\b(?:https?|ftps?|file|mailto|tel|sms|data|javascript|vbscript|urn|geo|sip|magnet|blob|about)[:%]|<|\\bwww\\d?\\.|\\w\\.[\\w-]+\\.[a-z]{2,}|\\w@\\w|(?:\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f]*:[0-9a-f:]*\\]', re.IGNORECASE)])
# --- made by tools/refresh_judges.py: end ---
TAGS = {k: re.compile(re.sub("%[A-Z]", lambda m: VALUES[m[0]], v)) for k, v in TAGS.items()}
PAGE = {k: re.compile(re.sub("%[A-Z]", lambda m: SHORT[m[0]], v)) for k, v in PAGES.items()}
PAGE["credited"] = re.compile(PAGE["entry"].pattern.replace(")?</body>", ")</body>"))
TAG, KEY = re.compile(r"<[^<>]*>"), re.compile(r' ([a-zA-Z:-]+)(?:=(?:"([^"]*)"|([\w.:-]+)))?', re.A)
ITEM = re.compile(r'<(a|img)((?: [a-zA-Z][a-zA-Z:-]*(?:=(?:"(?:[^"<>&]|&(?:amp|lt|gt|quot);)*"|[\w.:-]+))?)*)>', re.A)
OURS = re.compile(r'(<[a-z0-9]+) class=(?:(")?r-[a-z-]+(?(2)"))(?=[ >])')  # a class of the reader's
STYLE = re.compile(r"<style>((?:[^<]|<(?=[\s=\d]))*)</style>")
CATEGORIES = '\n<div class="r-page-categories" role="navigation"><b>분류</b>\n<ul>\n'
SHELVES = [*"ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "A–Z", "0–9", "그 밖"]
FILES = re.compile(r"index\.html|sums\.txt|data/[ABCDFILSTUVWX]\d*/[0-9a-f]{2}/[0-9a-f]{2}\.js|S/(index\.htm|page\.css|[0-9a-f]{2}/[0-9a-f]{2}\.htm)", re.A)
MEDIA = ("image/png", "image/jpeg", "image/gif", "image/webp")

def at(where):
    """What prints and counts the findings in one place."""
    say = lambda kind, what: print(f"{where}: {TEXTS[kind][KOREAN]} {str(what)[:100]!r}")  # noqa: E731
    return lambda kind, what="": say(kind, what) or COUNT.update(found=COUNT["found"] + 1)

def need(fine, what="not written as ours"):
    if not fine:
        raise ValueError(what)

# --- bodies of pages: one spelling, and lists of what there is
def balanced(text):
    pairs = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")
    for _ in range(20):  # no more inside one another
        text = pairs.sub(lambda m: re.sub(r"[^'\"]", "", m[0]), text)
    return not re.search(r"[()\[\]'\"]", text)

def plain_css(text):
    for match in map(DECLARATION.fullmatch, text.split(";")):
        bare = STRING.sub("", match[2]) if match and match[1] not in REFUSED else "("
        if not balanced(bare) or (match[1] == "position" and not POSITION.fullmatch(match[2])) or match[2] != " ".join(match[2].split()) or PLACE.search(match[2]):
            return False
        calls = re.findall(r"([\w\-\u0080-\U0010ffff]*\s*)\(", bare)
        if any(call.lower() not in FUNCTIONS and call.strip(" -") for call in calls):
            return False
    return True

def scoped(head):
    """Whether the selectors of a list stay within the article."""
    head = STRING.sub('""', head)
    around = re.search(r"(?<![\w.#-])(?:html|body)(?![\w-])|:root|[.#]r-", head, re.I)
    for _ in range(20):
        head = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", head)
    return not around and all(re.match(r" *\.mw-parser-output(?: ?> ?| )(?![ >]*[+~])", part) for part in head.split(","))

def plain_sheet(text, depth=0):
    at_rule = re.compile(r"(?:^|(?<=[{}]))(@[^{}]+)\{((?:[^{}@]+\{[^{}]*\})+)\}")
    while depth < 4 and at_rule.search(text):
        if any(not CONDITION.fullmatch(h) or PLACE.search(re.sub(r"[\w-]+\s*:", "", h)) or h != " ".join(h.split())
               for h, _ in at_rule.findall(text)):  # fmt: skip
            return False
        text, depth = at_rule.sub(lambda m: m[2], text), depth + 1
    bad = re.compile(r"[\\@<;\x00-\x1f\x7f]|//|url\(|\[[^\]]*[./:@]|\"[^\"]*[a-z][a-z0-9+.-]*:", re.I)
    rules = re.findall(r"([^{}]+)\{([^{}]+)\}", text)
    return "".join("%s{%s}" % rule for rule in rules) == text and not any(
        bad.search(h) or not balanced(STRING.sub("", h)) or h != " ".join(h.split()) or not scoped(h) or not plain_css(b)
        for h, b in rules)

def quoted(path):
    """The one spelling of a path or place inside an address."""
    path = UNSAFE.sub(lambda m: urllib.parse.quote(m[0], safe="", errors="surrogatepass"), path)
    return re.sub(r"\.+(?=/)", lambda m: "%2E" * len(m[0]), path)

def unquoted(path):
    return urllib.parse.unquote(path.partition("#")[0])

def item_value(value):
    bare = re.fullmatch(r"[\w.:-]+", value, re.A)
    return value if bare else '"' + html.escape(value, quote=False).replace('"', "&quot;") + '"'

def entry_value(value):
    value = html.escape(value, quote=False).replace("\xa0", "&#160;").replace('"', "&quot;")
    value = re.sub(r"(?<=href)(\s*)=|(?<=src)(\s*)=", r"\1\2&#61;", value, flags=re.I)
    return value.replace("\n", "&#10;").replace("\t", "&#9;")

def odd_address(key, text):
    if key == "src" and text.startswith("data:"):
        data = re.fullmatch(r"data:(image/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/]+={0,2})", text)
        content = base64.b64decode(data[2] + "==") if data else b""
        return not data or base64.b64encode(content).decode() != data[2] or picture_fault(content, data[1])
    path, sign, place = text.partition("#")
    steps = re.match(r"\./|(?:\.\./)+|\Z", path)
    own = (urllib.parse.quote(text), "") if not steps else (place, path[steps.end() :])
    return (not steps or not text or PEOPLE.search(text) or bool(sign) != bool(place) or (key == "src" and sign)
            or 0 < len(path) == steps.end() or any(quoted(urllib.parse.unquote(t)) != t for t in own))  # fmt: skip

def judge_tag(tag, family, item):
    """(name, family inside, where it leads or None, what is wrong with it) of a start tag."""
    match, target = item and tag.startswith(("<a ", "<img ", "<a>")) and ITEM.fullmatch(tag), None
    own, as_entry = {"a": "nhc", "img": "i"}[match[1]] if match else "", tag
    keys = [key for key, _, _ in KEY.findall(match[2])] if match else re.findall(r' ([a-zA-Z:-]+)="', tag)
    if match:
        rest = ""
        for key, raw, bare in KEY.findall(match[2]):
            text, number = html.unescape(raw or bare), re.fullmatch(r"(0|[1-9]\d*)(?:#(.+))?", html.unescape(raw or bare), re.A | re.S)
            if key not in own:
                rest += f' {key}="{entry_value(text)}"'
            elif {"n": not number, "h": not text or "n" in keys, "c": text or "n" not in keys, "i": not number or number[2]}[key]:
                return "", family, None, tag
            target = (key, int(number[1])) if key in "ni" and number else target
            if text and f" {key}={item_value(text)}" not in tag or (key == "href") or (key == "src" and text[:5] != "data:"):
                return "", family, None, tag
        as_entry = f"<{match[1]}{rest}>"
    name = re.match("<([a-zA-Z0-9]*)", tag)[1]
    family = name if family == "html" and name in ("svg", "math") else family
    if not TAGS[family].fullmatch(as_entry) or len(set(keys)) != len(keys) or (item and " href=" in tag):
        return "", family, None, tag
    for key, raw in re.findall(r' ([a-z-]+)="([^"]*)"', as_entry):
        text = html.unescape(raw)
        if (family == "svg" and "url" in text.lower() and key not in (*"class id style".split(),)
                and not re.fullmatch(r"url\(#[\w-]+\)", text, re.A)):  # fmt: skip
            return "", family, None, tag
        if (key == "style" and not plain_css(text)) or (key in ("href", "src") and odd_address(key, text)):
            return "", family, None, tag
        target = (key, text.partition("#")[0]) if key in ("href", "src") else target
    fine = all(raw == entry_value(html.unescape(raw)) for raw in re.findall(r'="([^"]*)"', as_entry))
    return name, family, target, "" if fine else tag

def gist(*parts):
    """What page and item of one article have in common: all but how links and pictures are told."""
    def bare(match):
        kept = [(key, html.unescape(a or b)) for key, a, b in KEY.findall(match[2]) if key not in (*"nhci", "href", "title")]
        return f"<{match[1]} {[pair for pair in kept if pair[0] != 'src' or pair[1][:5] == 'data:']}>"
    return hashlib.sha256(re.sub(r"<(a|img)((?: [^<>]*)?)>", bare, "\n".join(parts)).encode()).digest()

def read_body(body, report, item=False, quotes=-1, ours=-1):
    """Judge a body; gives where its links and pictures lead. From ``quotes`` and ``ours`` on a template wrote it."""
    targets, stack, count = {}, [], 0
    if not all(map(plain_sheet, STYLE.findall(body))):
        report("outward", "style sheet")
    body = STYLE.sub("<style></style>", body)
    for match in TAG.finditer(body):
        tag, count = match[0], count + 1
        if tag[1] == "/":
            if not stack or stack.pop()[0] != tag[2:-1]:
                return report("outward", tag) or targets
            continue
        tag = OURS.sub(r"\1", tag) if 0 <= ours <= match.start() else tag
        key = (tag, stack[-1][1] if stack else "html", item)
        name, family, target, wrong = SEEN[key] = SEEN.get(key) or judge_tag(*key)
        if wrong:
            report("outward", wrong)
        if not name:
            return targets
        targets[target] = None
        if family != "html" or name not in ("br", "hr", "img", "wbr", "col"):
            stack.append((name, family))
    bare = TAG.sub(lambda m: "\0" * len(m[0]), body) if "&" in body or "\xa0" in body else ""
    late = quotes < 0 or any(m.start() < quotes for m in re.finditer("&#3[49];", body))
    if (stack or not body.count("<") == body.count(">") == count or ("&#3" in body and late) or CONTROLS.search(body)
            or re.search("&(?!(?:amp|lt|gt|quot|#160|#61|#10|#9|#34|#39);)", body)
            or re.search(r"&(?:quot|#10|#9);|(?<!href)(?<!src)(?<!\s)&#61;|\xa0", bare, re.I)):  # fmt: skip
        report("outward", "tags that do not pair, or text in another spelling")
    return targets

# --- pictures: nothing but pixels
def picture_fault(data, kind):
    """What is wrong with a picture of this media type; empty if nothing is."""
    try:
        dict(zip(MEDIA, (png, jpeg, gif, webp)))[kind](data)
    except (ValueError, struct.error, IndexError, KeyError, zlib.error) as error:
        return f"not a sound picture: {error}"
    return ""

def area(data, layout="<HH"):
    width, height = struct.unpack(layout, data)
    need(0 < width * height <= 40_000_000, "a picture without a size, or too large")
    return width, height

def png(data):
    place, kinds, pieces, unpacker = 8, [], [], zlib.decompressobj()
    while place < len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + size]
        need(struct.unpack_from(">I", data, place + 8 + size)[0] == zlib.crc32(kind + body), "CRC")
        kinds += [kind] if kinds[-1:] != [kind] or kind != b"IDAT" else []
        pieces.append(body)
        place += 12 + size
    need(data[:8] == b"\x89PNG\r\n\x1a\n" and kinds == [b"IHDR", b"IDAT", b"IEND"] and not pieces[-1], kinds)
    need(pieces[0][8:] in (b"\x08\0\0\0\0", b"\x08\2\0\0\0", b"\x08\6\0\0\0"), "PNG header")
    (width, height), row = area(pieces[0][:8], ">II"), {0: 1, 2: 3, 6: 4}[pieces[0][9]]
    pieces, row = pieces[1:-1], 1 + width * row
    need(len({len(p) for p in pieces[:-1]}) < 2 and 0 < len(pieces[-1]) <= len(pieces[0]), "PNG pieces")
    found = unpacker.decompress(b"".join(pieces), row * height + 1)
    need(len(found) == row * height and unpacker.eof and not unpacker.unused_data + unpacker.unconsumed_tail, "PNG data")
    need(max(found[::row]) < 5, "PNG filter")

def jpeg(data):
    place, kinds, seen = 2, [], {}
    while kinds[-1:] != [0xDA]:
        mark, kind, size = struct.unpack_from(">BBH", data, place)
        body, place = data[place + 4 : place + 2 + size], place + 2 + size
        name = hashlib.sha256(body[kind == 0xDB :]).hexdigest()[:8]  # the first byte of a quantiser is its number
        need(mark == 255 and len(body) == size - 2 and name in {0xDB: QUANTISERS, 0xC4: HUFFMAN}.get(kind, name), "JPEG")
        kinds.append(kind)
        seen[kind] = body
    colour = seen[0xC0][5:6] == b"\3"
    need(kinds == [0xE0, *[0xDB] * (1 + colour), 0xC0, *[0xC4] * (2 + 2 * colour), 0xDA] and data[:2] == b"\xff\xd8", kinds)
    need(seen[0xE0] == b"JFIF\0\1\1\0\0\1\0\1\0\0" and seen[0xDB][0] == colour and area(seen[0xC0][1:5], ">HH"), "JPEG")
    need(re.fullmatch(rb"\x08.{4}(?:\x01\x01\x11\0|\x03\x01[\x11\x21\x22]\0\x02\x11\x01\x03\x11\x01)", seen[0xC0], re.S))
    need(seen[0xDA] == (b"\3\1\0\2\x11\3\x11\0\x3f\0" if colour else b"\1\1\0\0\x3f\0"), "JPEG scan")
    need(data[-2:] == b"\xff\xd9" and not re.search(rb"\xff[^\0]", data[place:-2]), "JPEG end")

def gif(data):
    need(data[:6] in (b"GIF87a", b"GIF89a") and data[11:13] == b"\0\0" and area(data[6:10]), "GIF header")
    place, frames, clear, (wide, high) = 13 + (3 << (data[10] & 7) + 1 if data[10] & 128 else 0), 0, False, area(data[6:10])
    while data[place] != 0x3B:
        kind, mode = data[place : place + 3], data[place + 3]
        if kind == b"\x21\xf9\4":
            need(not clear and not data[place + 7] and not mode & 0xE2 and (mode & 1 or not data[place + 6]), "GIF control")
            clear, place = True, place + 8
        elif data[place : place + 19] == b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0" and not frames:
            place += 19
        else:
            left, top, across, down, local = struct.unpack_from("<HHHHB", data, place + 1)
            need(kind[0] == 0x2C and left + across <= wide and top + down <= high and not local & 0x78, "GIF extension")
            place, length = place + 11 + (3 << (local & 7) + 1 if local & 128 else 0), 255
            need(1 < data[place - 1] < 9, "GIF code size")
            while data[place]:
                need(length == 255, "GIF pieces")
                length, place = data[place], place + 1 + data[place]
            place, frames, clear = place + 1, frames + 1, False
    need(place + 1 == len(data) and frames and not clear, "bytes after the end of the GIF")

def webp(data):
    def chunks(place, end):
        while place < end:
            kind, size = struct.unpack_from("<4sI", data, place)
            need(place + 8 + size + (size & 1) <= end and not (size & 1 and data[place + 8 + size]), kind)
            if kind == b"ANMF":
                need(not data[place + 23] & 0xFC, "WebP frame")
                frame(list(chunks(place + 24, place + 8 + size)), data[place + 14 : place + 20])
            yield kind, data[place + 8 : place + 8 + size]
            place += 8 + size + (size & 1)
    def frame(parts, size):
        kinds, last = [k for k, _ in parts], parts[-1][1]
        need(kinds in ([b"VP8 "], [b"VP8L"], [b"ALPH", b"VP8 "]), kinds)
        need(len(parts) == 1 or (size and parts[0][1][0] in (0, 1, 5, 9, 13)), "WebP transparency")
        bits, plain = int.from_bytes(last[1:5], "little"), kinds != [b"VP8L"]
        found = area(last[6:10]) if plain else (1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
        told = tuple(1 + int.from_bytes(size[i : i + 3], "little") for i in (0, 3)) if size else found
        need(told == found and (last[3:6] == b"\x9d\1\x2a" and last[0] & 17 == 16 if plain else last[0] == 0x2F and not bits >> 29))
    need(data[:4] + data[8:12] == b"RIFFWEBP" and struct.unpack_from("<I", data, 4)[0] + 8 == len(data), "WebP size")
    parts = list(chunks(12, len(data)))
    kinds, first = [k for k, _ in parts], parts[0][1]
    if kinds[0] != b"VP8X":
        return frame(parts, None)
    need(len(first) == 10 and first[0] in (2, 0x10, 0x12) and not any(first[1:4]), "WebP header")
    return frame(parts[1:], first[4:]) if not first[0] & 2 else need(
        kinds[1:3] == [b"ANIM", b"ANMF"] and set(kinds[2:]) == {b"ANMF"} and parts[1][1] == bytes(6), kinds)

# --- the archive
def decompress(data, stored):
    """Unpack one Zstandard frame (RFC 8878) whose header is ours: ``stored`` tells its size, else it is a cluster's."""
    wide = {0: 1, 1: 2, 2: 4}.get(data[4] >> 6, 0) if stored else 0
    told = int.from_bytes(data[5 : 5 + wide], "little") + (256 if wide == 2 else 0)
    need(data[:4] == b"\x28\xb5\x2f\xfd" and (data[4] & 63 == 32 and told < 1 << 28 if stored else data[4:6] == b"\0\x68"))
    place, last = 5 + wide if stored else 6, 0
    while not last:
        block = int.from_bytes(data[place : place + 3], "little")
        last, kind, size = block & 1, block >> 1 & 3, block >> 3
        need(place + 3 <= len(data) and kind < 3 and (0 < size <= 1 << 17 or block == 1), "a block of compressed data")
        place += 3 + (1 if kind == 1 else size)
    need(place == len(data) and not (stored and wide != (1 if told < 256 else 2 if told < 65792 else 4)), "bytes around data")
    if zstandard is None:
        return None
    try:
        unpacker = zstandard.ZstdDecompressor()
        unpacker, found = unpacker.decompressobj() if hasattr(unpacker, "decompressobj") else unpacker, bytearray()
        for place in range(0, len(data), 4096):
            found += unpacker.decompress(data[place : place + 4096]) if len(found) < 1 << 29 else b""
    except Exception as error:
        raise ValueError(str(error)) from error
    need(unpacker.eof and not unpacker.unused_data and (not stored or len(found) == told), "compressed data that are cut")
    return bytes(found)

class Zim:
    """An archive, perhaps in parts; every offset is held against the size before it is followed."""
    def __init__(self, paths):
        self.files = [(open(path, "rb"), os.path.getsize(path)) for path in paths]  # noqa: SIM115
        self.size = sum(size for _, size in self.files)
        magic, major, minor, _, self.count, clusters, paths, self.titles, pointers, mimes, self.main, layout, self.end = (
            struct.unpack("<IHH16sIIQQQQIIQ", self.read(0, 80)))  # fmt: skip
        after, table = pointers + 8 * clusters, self.read(80, 1968)
        need((magic, major, minor, mimes, layout) == (0x44D495A, 6, 3, 80, 0xFFFFFFFF) and self.count, "header")
        need(self.end + 16 == self.size and paths + 8 * self.count == pointers and (
            after == self.titles == self.end - 4 * self.count or (self.titles, after) == ((1 << 64) - 1, self.end)), "lists")
        self.types = table.partition(b"\0\0")[0].decode().split("\0")
        need(not table.partition(b"\0\0")[2].strip(b"\0") and self.types == sorted(set(self.types)), "types")
        self.starts = struct.unpack(f"<{clusters}Q", self.read(pointers, 8 * clusters))
        self.offsets = (*struct.unpack(f"<{self.count}Q", self.read(paths, 8 * self.count)), paths)
        order = [*sorted(self.starts), self.offsets[0]]
        need(order[0] == 2048 and order[-1] <= paths and len(set(order)) == len(order), "clusters")
        self.stops, edge = dict(zip(order, order[1:])), 0
        for _, size in self.files[:-1]:
            edge += size
            need(edge in order or edge == self.end, "a part that ends inside a cluster")
    def read(self, place, length):
        out = b""
        for file, size in self.files:
            if 0 <= place < size and length > 0:
                file.seek(place)
                piece = file.read(min(length, size - place))
                out, length, place = out + piece, length - len(piece), size
            place -= size
        return out
    def entries(self):
        """(cluster or -1, blob or target, number, namespace, path, title, type) of each entry, one after the other."""
        before, used = (0, b""), {0xFFFF}
        for number, place in enumerate(self.offsets[:-1]):
            raw = self.read(place, min(8192, max(0, self.offsets[number + 1] - place)))
            kind, extra, space, revision, cluster, blob = struct.unpack_from("<HBBIII", raw.ljust(16, b"\0"))  # a redirect may be shorter
            path, title, rest = (raw[12 if kind == 0xFFFF else 16 :] + b"\0\0").split(b"\0", 2)
            need(rest == b"\0\0" and not extra and not revision and before < (space, path) and path and title != path, number)
            need(cluster < (self.count if kind == 0xFFFF else len(self.starts)), number)
            before, text = (space, path), (path.decode(), title.decode())
            used.add(kind)
            need(not CONTROLS.search("".join(text)) and not PEOPLE.search(text[0]), text)
            yield (*((-1, cluster) if kind == 0xFFFF else (cluster, blob)), number, chr(space), *text, ["", *self.types][(kind + 1) & 0xFFFF])
        need(used == {0xFFFF, *range(len(self.types))}, "types")
    def cluster(self, number):
        """(function that reads a stretch of it, offsets of its blobs, its start)"""
        start, stop = self.starts[number] + 1, self.stops[self.starts[number]]
        packed = self.read(start - 1, 1) == b"\5"
        data = decompress(self.read(start, stop - start), False) if packed else b""
        if data is None:
            return None, (), 0
        size = len(data) if packed else stop - start
        get = lambda low, high: data[low:high] if packed else self.read(start + low, high - low)  # noqa: E731
        first = int.from_bytes(get(0, 4), "little")
        need(8 <= first <= size and first % 4 == 0 and (packed or self.read(start - 1, 1) == b"\1"), f"cluster {number}")
        offsets = struct.unpack(f"<{first // 4}I", get(0, first))
        need(offsets[0] == first and list(offsets) == sorted(offsets) and offsets[-1] == size, f"cluster {number}")
        return get, offsets, start

def sealed(zim, spots):
    """Whether the MD5 fits and the identifiers are those that follow from the content."""
    md5, sha, good = hashlib.md5(), hashlib.sha256(), True
    for place in range(0, zim.end, 1 << 22):
        block = bytearray(zim.read(place, min(1 << 22, zim.end - place)))
        md5.update(block)
        for spot in spots:
            low, high = max(spot - place, 0), min(spot + 16 - place, len(block))
            block[low:high] = bytes(max(high - low, 0)) if low < high else block[low:high]
        sha.update(block)
    for number, spot in enumerate(spots):
        value = bytearray(hashlib.sha256(sha.digest() + bytes([number])).digest()[:16])
        if number:  # the form of Xapian's own: version 4
            value[6], value[8] = value[6] & 15 | 64, value[8] & 63 | 128
        good = good and zim.read(spot, 16) == value
    return good and md5.digest() == zim.read(zim.end, 16)

def check_index(data, known, titles):
    """A search index (Xapian glass): blocks that items fill without a gap, metadata that is ours, documents that are entries."""
    need(data[:16] == b"\x0f\x0dXapian Glass\x04\x6e" and len(data) % 8192 == 0 and not any(data[400:8192]), "index")
    wanted = {b"data": b"fullPath", b"language": b"kor", b"kind": b"title" if titles else b"fulltext",
              b"valuesmap": b"title:0;targetPath:1" if titles else b"title:0;wordcount:1;geo.position:2"}  # fmt: skip
    fixed, count = {}, 0
    for start in range(8192, len(data), 8192):
        block, stop = data[start : start + 8192], 8192
        revision, level, most, free, end = struct.unpack_from(">IBHHH", block)
        places = struct.unpack_from(f">{(end - 11) // 2}H", block, 11)
        need(revision == 1 and end % 2 and most == free == places[-1] - end and not any(block[end : places[-1]]), "free bytes")
        for place in places:
            size = 7 + block[place + 4] if level else (struct.unpack_from(">H", block, place)[0] & 0x1FFF) + 3
            need(end <= place < stop == place + size, "items that do not follow one another")
            key, tag = block[place + 3 :][: block[place + 2]], block[place + 3 + block[place + 2] : stop]
            stop, document = place, int.from_bytes(key, "big") & (2 << 7 * len(key)) - 1
            if not level and key[:2] == b"\0\xc0" and len(key) > 2:
                fixed[key[2:]] = tag
            elif not level and 1 < len(key) < 6 and document == count + 1 and block[place] >> 5 in (3, 7):
                tag = zlib.decompress(tag, -15) if block[place] >> 7 else tag
                need(tag[:2] != b"C/" or tag[2:].decode() in known, "a document that is no entry")
                count += tag[:2] == b"C/"
    need(fixed == wanted and data[32:].startswith(b"\1"), "metadata of an index")
    return count

def title_at(path):
    """The title that a path spells; a bar stands where there is nothing between two slashes."""
    return "/".join("" if part == "|" else part for part in path.replace("_", " ").replace(":|/", ":/", 1).split("/"))

def is_title(whole, shown):
    """Whether an entry may show ``shown`` for ``whole``: the same, or with words cut that the index cannot take."""
    words, cut = whole.split(" "), shown.split(" ")
    return len(words) == len(cut) and all(
        a == b or (a.startswith(b) and len(a) * 4 > 238 and 100 < len(b.encode()) <= 238) for a, b in zip(words, cut))

def read_page(text, report, path, title, known, names, meta):
    """One page of the archive: what its template writes, around a body; gives its gist."""
    match = PAGE["credited"].fullmatch(text) or PAGE["entry"].fullmatch(text)
    if not match:
        return report("outward", "not what the template writes")
    name, sheet, main, site, again, body, credit, number, date, licence, link = match.groups()
    root = "../" * path.count("/") or "./"
    need(again == name and credit in (None, name) and sheet == root + "_/page.css" and main == root + "_/main", "head")
    need(link in (None, root + "_/license") and is_title(html.unescape(name), title) and html.unescape(site) == meta.get("Title"), "head")
    need(licence is None or html.unescape(licence) == meta.get("License"), "licence")
    kinds = {"_/main": ["main"], "_/license": ["licence"], "_/index": ["letters"]}.get(path, [])
    kinds = kinds or (["letter", "stretches"] if path.startswith("_/index/") else [])
    body, _, rows = body.rpartition(CATEGORIES) if CATEGORIES in body and body.endswith("</ul>\n</div>") else (body, "", "")
    groups = re.findall(r'<li><a href="([^"<>]*)">([^<>]*)</a></li>\n', rows)
    need("".join('<li><a href="%s">%s</a></li>\n' % row for row in groups) + "</ul>\n</div>" * bool(rows) == rows, rows[:60])
    start = body.rfind('<div class="r-category-list">\n')
    start = 0 if kinds else start if start >= 0 and PAGE["category"].fullmatch(body, start) else -1
    need(bool(kinds) != (credit is not None) and (not kinds or any(PAGE[k].fullmatch(body) for k in kinds)), "template")
    need(kinds or start == 0 or not path.startswith("_/"), "no page of ours has such a path")
    labels = [html.unescape(label) for _, label in groups]
    for link in [t[1] for t in read_body(body, report, quotes=start, ours=start) if t and t[1]] + [link for link, _ in groups]:
        if not link.startswith(root) or unquoted(link[len(root) :]) not in known:
            report("dangling", link)
    made = re.findall(r'<a href="([^"]*)">([^<]*)</a>', body[start:]) if start >= 0 else []
    for link, label in [*made, *groups]:
        path, label = unquoted(link[len(root) :]), html.unescape(label)
        need(path[:2] == "_/" or label in (title_at(path), title_at(path).partition(":")[2]) or label in names, label)
    return gist(html.unescape(name), number or "", date or "", *labels, body)

def check_archive(paths, name):
    """One archive; gives its metadata, its entries, the gists of its pages in their order, and its redirects."""
    zim, spots, meta, lists, counter, seen, offsets, pages, pictures, front = Zim(paths), {}, {}, [], {}, -1, (), [], [], 0
    rows = sorted(zim.entries(), key=lambda row: (row[0], row[1], row[2]))
    known = {row[4]: (row[5] or row[4], row[6]) for row in rows if row[3] == "C"}
    names, blobs, path_of = {name for name, _ in known.values()}, {}, {row[2]: row[4] for row in rows}
    for row in rows:
        blobs.setdefault(row[0], []).append(row[1])
    need(set(blobs) - {-1} == set(range(len(zim.starts))), "a cluster of no entry")
    leads = {row[2]: row[1] for row in rows if row[0] < 0}
    need(not any(target in leads for target in leads.values()), "a redirect to a redirect")
    for cluster, blob, number, space, path, title, mime in [r for r in rows if r[3] == "M"] + rows:
        report = at(f"{name}/{space}/{path}")
        try:
            if cluster < 0:
                main = (space, path, title) == ("W", "mainPage", "") and zim.main == number
                need(main or (space == "C" and path[:2] != "_/" and is_title(title_at(path), title or path)), title)
                continue
            if cluster != seen:
                seen, (get, offsets, start) = cluster, zim.cluster(cluster)
                need(not offsets or blobs[cluster] == list(range(len(offsets) - 1)), "blobs of no entry")
            data = get(offsets[blob], offsets[blob + 1]) if offsets else b""
            COUNT["seen"] += bool(space != "M" or path in meta)
            if space == "M":
                kind = {"Counter": "text/plain", "Illustration_48x48@1": "image/png"}.get(path, "text/plain;charset=utf-8")
                need(mime == kind and not title and path in {*NEUTRAL, *NAMED, "Date", "Counter", "Illustration_48x48@1"}, mime)
                meta[path] = data if path[0] == "I" else data.decode()
                fault = offsets and path[0] == "I" and (picture_fault(data, mime) or data[16:24] != b"\0\0\0\x30" * 2)
                need(not fault and not (offsets and path in NEUTRAL and meta[path] not in NAMED.get(path, NEUTRAL[path])), meta[path])
            elif space == "X":
                kind = {"fulltext/xapian": "xapian", "title/xapian": "xapian", "listing/titleOrdered/v1": "zimlisting"}[path]
                need(mime == f"application/octet-stream+{kind}" and not title, mime)
                if kind == "xapian":
                    spots[path] = start + offsets[blob] + 16
                    found = check_index(data, known, path[0] == "t")
                    front = found if path[0] == "t" else front
                else:
                    lists.append((data, True))
            elif offsets:
                counter[mime] = counter.get(mime, 0) + 1
                need(space == "C" and mime in ("text/html", "text/css", *MEDIA), mime)
                need(mime == "text/html" or (path[:2] == "_/" and not title), path)
                if mime == "text/html":
                    pages.append((path, read_page(data.decode(), report, path, title or path, known, names, meta)))
                elif mime == "text/css":
                    need(path == "_/page.css" and hashlib.sha256(data).hexdigest() in DIGESTS["_/page.css"], "style sheet")
                else:
                    need(not picture_fault(data, mime), picture_fault(data, mime))
                    pictures.append(hashlib.sha256(mime.encode() + b"\n" + data).digest())
        except (ValueError, KeyError, IndexError, TypeError, struct.error, zlib.error) as error:
            report("damage", error)
    if all(zim.cluster(c)[1] for c in range(len(zim.starts)) if c < 2):
        need(meta.get("Counter") == ";".join(f"{k}={n}" for k, n in sorted(counter.items())), "Counter")
        need({*NEUTRAL, *NAMED, "Date", "Counter", "Illustration_48x48@1"} - {"file"} == set(meta) and len(lists) == 1, "metadata")
    lists += [(zim.read(zim.titles, 4 * zim.count), False)] if zim.titles != (1 << 64) - 1 else []
    order = {row[2]: (row[3], (row[5] or row[4]).encode()) for row in rows}
    for data, part in lists:
        numbers = struct.unpack(f"<{len(data) // 4}I", data)
        keys = [order[n] if part else (*order[n], n) for n in numbers]
        need(len({*numbers}) == len(numbers) == (front if part else len(rows)), "a title list that is too long or too short")
        need(keys == sorted(keys) and (not part or {k[0] for k in keys} == {"C"}), "titles")
    if not sealed(zim, [8, *(spots[key] for key in sorted(spots))]):
        at(name)("seal")
    redirects = {title_at(r[4]): path_of[r[1]] for r in rows if r[0] < 0 and r[3] == "C"}
    return meta, known, [*pictures, *(gist for path, gist in pages if path not in ("_/main", "_/license"))], redirects

# --- the reader
def numbers(data, count, place):
    """Numbers in groups of seven bits and the place after them."""
    found = []
    for _ in range(count):
        match = re.compile(rb"[\x80-\xff]{0,8}[\x01-\x7f]|\0").match(data, place)
        need(match, "a number that is cut")
        found.append(sum((b & 127) << 7 * i for i, b in enumerate(match[0])))
        place = match.end()
    return found, place

def literal(data):
    for old, new in ((b"\\", b"\\\\"), (b'"', b'\\"'), (b"\n", b"\\n"), (b"\r", b"\\r")):
        data = data.replace(old, new)
    return re.sub(rb"\0(?=[0-9])", rb"\\x00", data).replace(b"\0", b"\\0")

def shard(folder, name):
    """The payload of a data file; nothing without a decompressor."""
    with open(os.path.join(folder, name), "rb") as file:
        data = file.read()
    head = b'R.shards.calibrate("' + literal(bytes(range(256))) + b'");\n' if name[:7] == "data/B/" else b""
    match = re.fullmatch(re.escape(head) + rb'R\.shards\.take\("([ABCDFILSTUVWX])",(\d+),"(.*)",(\d+)\);\n', data, re.S)
    number, letters = int(match[2]), {b"n": b"\n", b"r": b"\r", b"0": b"\0", b"x00": b"\0", b'"': b'"', b"\\": b"\\"}
    frame = re.sub(rb"\\(x00|.)", lambda m: letters[m[1]], match[3], flags=re.S)
    need(f"data/{match[1].decode()}{number >> 16 or ''}/{number >> 8 & 255:02x}/{number & 255:02x}.js" == name, "place")
    need(literal(frame) == match[3] and str(zlib.adler32(frame)).encode() == match[4] and str(number).encode() == match[2])
    return decompress(frame, True)

def items(folder, names):
    """The items in data files of one kind, which may go on in the next file; and how many begin in each."""
    waiting, stream = [], b""
    for name in names:
        data = shard(folder, name)
        (carry, count), place = numbers(data, 2, 0)
        lengths, place = numbers(data, count, place)
        need(carry == min(len(data) - place, sum(n for _, n in waiting) - len(stream)), "an item that goes on")
        waiting += [(name, length) for length in lengths]
        stream += data[place:]
        while waiting and waiting[0][1] <= len(stream):
            yield waiting[0][0], stream[: waiting[0][1]]
            stream = stream[waiting.pop(0)[1] :]
        need(len(waiting) < 2, "items after one that is cut")
    need(not waiting and not stream, "the last item")

def units(text):
    """Text as JavaScript counts it: two units for a character beyond the first plane."""
    return text if text.isascii() else "".join(map(chr, memoryview(text.encode("utf-16", "surrogatepass")).cast("H")[1:]))

def key_table(data, place):
    """Sorted keys, each with what it shares with the one before left out; and the place after them."""
    ((count,), place), keys = numbers(data, 1, place), [""]
    for _ in range(count):
        (shared, length), place = numbers(data, 2, place)
        key, place = keys[-1][:shared] + units(data[place : place + length].decode()), place + length
        same = len(os.path.commonprefix([keys[-1], key]))
        need(keys[-1] < key and shared == same - (same > 0 and "\ud7ff" < key[same - 1] < "\udc00"), "keys that are not in order")
        keys.append(key)
    return keys[1:], place

def search_entries(kind, data):
    """(line of titles, start, item, weight) of the entries in one payload of search data (docs/formats-search.md)."""
    place, wanted = 0, None
    if kind in "UDW":
        keys, place = key_table(data, 0)
        counts, place = numbers(data, len(keys), place)
        wanted = sum(counts)
        need(all(0 < n < 25 for n in counts), "a prefix without titles")
    (count, size), place = numbers(data, 2, place)
    lines = data[place : place + size].decode().split("\n") if count else []
    starts, place = numbers(data, count, place + size)
    need(len(lines) == count == len(starts) and wanted in (None, count) and place + 4 * count == len(data), "columns")
    low, middle, high, weights = (data[place + i * count : place + (i + 1) * count] for i in range(4))
    rows = [(line, n >> 1, a | b << 8 | c << 16, w) for line, n, a, b, c, w in zip(lines, starts, low, middle, high, weights)]
    need(all((n & 1) == ("\t" in line) and line.count("\t") < 3 for line, n in zip(lines, starts)), "another name of nothing")
    most = {"C": 1, "D": 1, "V": 4, "W": 4}.get(kind, 0)
    need(all(start < max(most or len(units(line.partition("\t")[0])), 1) for line, start, _, _ in rows), "begins where no word does")
    return rows

def check_postings(data, articles):
    """The full text: words, and for each the articles in order with a weight."""
    terms, place = key_table(data, 0)
    counts, place = numbers(data, len(terms), place)
    sizes, place = numbers(data, len(terms), place)
    for term, count, size in zip(terms, counts, sizes):
        gaps, after = numbers(data, count, place)
        need(after == place + size and gaps and min(gaps[1:], default=1) and sum(gaps) < articles and len(term) < 41, "postings")
        need(all(c.isalnum() or c > "\u02ff" for c in term) and not CONTROLS.search(term), "a word")
        place = after
    need(place + sum(n + 1 >> 1 for n in counts) == len(data), "weights")

def speller(tables):
    """A function that gives the letters of a title, by the release's tables of spelling."""
    rows = [line.split("\t") for line in tables.splitlines()]
    lists = {row[0]: row[1].split(" ") for row in reversed(rows) if len(row) > 1}
    own, hanja = ({ord(c): row[1] for row in rows if row[0] == kind for c in row[2]} for kind in ("letter", "hanja"))
    for span, value in [(s, " ") for s in lists["separator"]] + [(s, None) for s in lists["mark"]]:
        for code in range(int(span.partition("-")[0], 16), int(span.rpartition("-")[2], 16) + 1):
            own.setdefault(code, value)
    own.update({code: chr(code + 32) for code in range(65, 91)})
    quiet = [11 if medial in lists["silencing"][0] else 2 for medial in lists["medials"]]
    fold = {0xAC00 + c: chr(0xAC00 + c + (quiet[c // 28 % 21] - c // 588) * 588) for c in range(11172) if c // 588 in (2, 5)}
    def letters(title):
        title = re.sub(r"\s*\([^()]*\)\s*$", "", title) or title
        whole = units(title).translate(own).replace(" ", "").translate(hanja) or "~" + title.replace(" ", "").lower()
        return whole[:40].translate(fold)
    return letters

def check_near(root, weights, files):
    """Titles by their rarest letters, made once more from the letters of all titles."""
    counts, wanted, found, last, keys = {}, [], [], "", []
    for letter in "".join(weights):
        counts[letter] = counts.get(letter, 0) + 1
    common = sorted(sorted(counts, key=lambda c: (-counts[c], c))[:600], key=lambda c: (counts[c], c))
    places = {letter: n for n, letter in enumerate(common)}
    for whole, weight in weights.items():
        rare, pairs = sorted(whole, key=lambda c: (places.get(c, -1), c))[:3], set()
        pairs.update(a + b for a, b in itertools.combinations(rare, 2))
        if len(whole) == 2:  # consonants alone
            codes = [ord(c) - 0xAC00 for c in whole]
            pairs.add("".join(sorted(chr(0xE000 + int("0012213445516660247"[n // 588]) * 28 + n % 28) if 0 <= n < 11172 else c for n, c in zip(codes, whole))))
        wanted += [(pair + chr(32 + len(whole)), whole, weight) for pair in pairs]
    for data in files:
        groups, place = key_table(data, 0)
        sizes, place = numbers(data, len(groups), place)
        (size,), place = numbers(data, 1, place)
        lines, rows = data[place : place + size].decode().split("\n"), [g for g, n in zip(groups, sizes) for _ in range(n)]
        need(0 not in sizes and len(rows) == len(lines) == len(data) - place - size, "titles by their letters")
        rows = list(zip(rows, lines, data[place + size :]))
        first, length = "".join(rows[0][:2]), 1
        while length < len(first) and first[:length] <= last:
            length += 1
        keys, last, found = [*keys, first[:length]], "".join(rows[-1][:2]), found + rows
    need(found == sorted(wanted), "titles by their letters")
    (size,), place = numbers(root, 1, 0)
    need(root[place : place + size].decode() == "".join(common) and key_table(root, place + size) == (keys, len(root)), "the root of the search")

def first_words(body):
    """The beginning of the running text of a body: what kind L has of it."""
    heaps, skipped, late, stack = ([], []), 0, 0, []
    for end, tag, values, text in re.findall(r"<style>.*?</style>|<(/?)([a-zA-Z0-9]+)([^<>]*)>|([^<]+)", body, re.S):
        if text and not skipped:
            heaps[late > 0].append(html.unescape(text))
        if end and stack:
            tag, off, aside, begin = stack.pop()
            skipped, out = skipped - off, heaps[late > 0]
            if not skipped + off:
                if tag in ("td", "th") and not re.search(r"[^\W\d_]", "\n".join(out[begin:])):
                    del out[begin:]
                out += ["\n"] * (tag in LINES)
                late -= aside
        elif tag and not end:
            values = {key: html.unescape(a or b) for key, a, b in KEY.findall(values)}
            classes = {*values.get("class", "").split()}
            hidden = re.search(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", values.get("style", ""), re.I)
            if tag == "math" and not skipped:
                heaps[late > 0].append(values.get("alttext", "").translate({0xFF1C: "<", 0xFF1E: ">"}))
            off, void = bool(tag in NO_TEXT or classes & {*NO_TEXT_CLASSES} or hidden or values.get("role") == "navigation"), tag in ("br", "hr", "img", "wbr", "col")
            aside = bool(tag in LATE or classes & {*LATE_CLASSES})
            if not skipped + off:
                late += aside
                heaps[late > 0].extend(["\n"] * (tag in LINES))
            if not void:
                skipped += off
                stack.append((tag, off, aside, len(heaps[late > 0])))
    text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]+", "", "".join([*heaps[0], "\n", *heaps[1]]))
    text = re.sub(r" ?\n[ \n]*", "\n", re.sub(r"[^\S\n]+", " ", text)).strip()
    ends = [m.start() + 1 for m in re.compile(r"[.?!]\s|\n").finditer(text, 100, 200)] or [text.rfind(" ", 100, 200)]
    return " ".join((text[: ends[-1] if ends[-1] > 0 else 200] if len(text) > 200 else text).split())

def check_search(folder, files, known, shown, redirects, texts, limits, begun):
    """The data of the search: all that is in it is an article's, or made from titles."""
    aliases, weights, near, letters, last, told, begins = set(), {}, b"\0\0", None, 0, [], {}
    for kind in "SFTUCDVW":
        for name in files[kind]:
            data = shard(folder, name)
            if kind == "S":
                (count, *sizes), place = numbers(data, 8, 0)
                parts = [data[place + sum(sizes[:i]) : place + sum(sizes[: i + 1])] for i in range(7)]
                need(count == 7 and place + sum(sizes) == len(data), "the root of the search")
                need(hashlib.sha256(parts[0]).hexdigest() in DIGESTS["spelling"] and ("aliases" in NAMED
                     or hashlib.sha256(parts[1]).hexdigest() in DIGESTS["aliases"]), "tables of spelling")  # fmt: skip
                aliases, letters = {row.split("\t")[0] for row in parts[1].decode().splitlines()}, speller(parts[0].decode())
                near = parts[6]
                for part, place, tables in [(parts[i], 0, 2) for i in (2, 3, 5)] + [(parts[4], numbers(parts[4], 2, 0)[1], 2)]:
                    for _ in range(tables):
                        _, place = key_table(part, place)
                    need(place == len(part) or (part is parts[4] and numbers(part, 1, place)[1] == len(part)), "the root of the search")
            elif kind == "F":
                check_postings(data, limits["A"])
            else:
                for line, start, item, weight in search_entries(kind, data):
                    titles, named = line.split("\t")[:2], texts[item][0] if item in texts else ""
                    told += [titles[0]] if (kind, start) == ("T", 0) and (titles[0] not in aliases or titles[0] in shown) else []
                    leads, other = [titles[0], redirects.get(titles[0], "").replace("_", " ")], len(titles) > 1
                    need(titles == (leads if other else [named]) or (other and (not known or titles[0] in aliases - redirects.keys())), line)
                    begins.setdefault((kind, line), []).append(start)
                    need(item < limits["A"] and not CONTROLS.search(line), f"{name}: {line}")
                    need(not known or all(t in shown or t in aliases for t in titles), f"{name}: the title of no page: {line}")
                    if kind == "T" and not start and re.fullmatch("[^~\ud800-\udfff][^\ud800-\udfff]+", letters(titles[0])):
                        weights[letters(titles[0])] = max(weight, weights.get(letters(titles[0]), 0))
    for (kind, line), starts in begins.items():  # a few Latin letters may have a first reading that is too short
        fine = kind != "V" or sorted(starts) == [*range(len(starts))] or (line.isascii() and len(line) < 8)
        need(fine and ("T", line) in begins, line)
    wanted = [title for title, _, is_article, _ in texts.values() if is_article] + [*redirects]
    need(not known or sorted(told) == sorted(wanted), "titles of the search that are not those of the drive")
    check_near(near, weights, [shard(folder, name) for name in files["X"]])
    seen = dict.fromkeys(files["L"], 0)
    for number, (name, item) in enumerate(items(folder, files["L"])):
        seen[name] += 1
        title, body, is_article, _ = texts[number]
        fine, last = [f"{' '.join(re.split(chr(92) + 's+', title))}\n{words}".encode() for words in ("", first_words(body))], number + 1
        need(item in fine if is_article else item == b"\n", f"{name} {number}: not how the article begins")
    need(list(seen.values()) == begun.get("L", []) and not any(texts[n][2] for n in texts if n >= last) and (not last or texts[last - 1][2]), "first words of an article")

def check_reader(folder, names, meta, known, pages, redirects):
    """The reader, its data files and the plain pages."""
    gists, files = [], {k: sorted((n for n in names if re.match(f"data/{k}[0-9]*/", n)), key=lambda n: (len(n), n)) for k in "ABCDFILSTUVWX"}
    with open(os.path.join(folder, "index.html"), "rb") as file:
        page, line = file.read(), PLAIN_LINE.encode()
    shell = hashlib.sha256(page.replace(line, b"", 1)).hexdigest()
    need(shell in [*DIGESTS["index.html"], NAMED.get("shell")], f"no reader of a release that is known: {shell}")
    need((page.count(line) == 1) == ("S/index.htm" in names) and files["B"] == ["data/B/00/00.js"], "plain pages or boot file")
    data = shard(folder, "data/B/00/00.js")
    if data is None:
        return [shard(folder, name) for name in names if name[:5] == "data/"]
    (count,), place = numbers(data, 1, 0)
    blocks, begun = [], {}
    for _ in range(count):
        (length,), place = numbers(data, 1, place)
        (size,), after = numbers(data, 1, place + length)
        blocks.append((data[place : place + length], size))
        place = after
    need([name for name, _ in blocks] == [b"main", b"site", b"tables"], "blocks")
    ends = [place + sum(size for _, size in blocks[:i]) for i in range(4)]
    main, site, tables = (data[a:b] for a, b in zip(ends, ends[1:]))
    need(ends[3] == len(data) and PAGE["reader main"].fullmatch(main.decode()), "main page")
    facts, place = dict(row.split("\t") for row in site.decode().splitlines()), 0
    need(list(facts) in [[k for k in "articles title date license indexPage licensePage".split() if k != x] for x in ("", "indexPage")])
    need(not known or [facts[k] for k in ("title", "date", "license")] == [meta[k] for k in ("Title", "Date", "License")], facts)
    while place < len(tables):
        kind, place = tables[place : tables.index(b"\0", place)].decode(), tables.index(b"\0", place) + 1
        (count,), place = numbers(tables, 1, place)
        begun[kind], place = numbers(tables, count, place)
    need(set(begun) <= {*"ACDFILSTUVWX"} and {k: len(v) for k, v in begun.items() if v} == {k: len(v) for k, v in files.items() if v and k != "B"}, "tables")
    limits, texts, shown = {k: sum(begun.get(k, ())) for k in "AI"}, {}, {*(title for title, _ in known.values()), *map(title_at, known)}
    for kind in "IA":
        seen = dict.fromkeys(files[kind], 0)
        for number, (name, item) in enumerate(items(folder, files[kind])):
            report, (first, _, rest) = at(f"{name} {number}"), item.partition(b"\n")
            COUNT["seen"], seen[name] = COUNT["seen"] + 1, seen[name] + 1
            if kind == "I":
                fault = picture_fault(rest, first.decode())
                report("damage", fault) if fault else gists.append(hashlib.sha256(item).digest())
                continue
            title, line, groups, heads, body = item.decode().split("\n", 4)
            fine = re.fullmatch(r"(?:article|category|index|special)\t(?:[1-9]\d*)?\t(?:\d{4}-\d\d-\d\d)?", line)
            own, fields = {html.unescape(a or b) for a, b in re.findall(r' id=(?:"([^"]*)"|([\w.:-]+))', body)}, groups.split("\t")
            if (not fine or CONTROLS.search(title + groups + heads) or (known and title not in shown)
                    or not own.issuperset(heads.split("\t")[1::3])
                    or (groups and not all(n.isdecimal() and int(n) < limits["A"] for n in fields[::2]))):  # fmt: skip
                report("damage", item.decode("utf-8", "replace")[:80])
            ours = {"a": -1, "c": body.rfind('<div class="r-category-list">')}.get(line[:1], 0)
            for target in read_body(body, report, True, 0, ours):
                if target and target[1] != "" and target[1] >= limits[{"n": "A", "i": "I"}[target[0]]]:
                    report("dangling", target)
            gists += [gist(title, *line.split("\t")[1:], *fields[1::2], body)] if number != int(facts["licensePage"]) else []
            texts[number] = title, body, line[:8] == "article\t", line.split("\t")[1:3]
        need(list(seen.values()) == begun.get(kind, []), f"the table of {kind}")
    need(pages in (None, gists), "pictures or articles of the reader that are not those of the archive")
    check_search(folder, files, known, shown, redirects, texts, limits, begun)
    check_plain(folder, [n for n in names if n[:2] == "S/"], texts)
    return None

def check_plain(folder, names, texts):
    """The plain pages, made once more from the articles of the reader."""
    where, pages, listed = {}, {}, []
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            text = file.read()
        if name == "S/page.css":
            need(hashlib.sha256(text.encode()).hexdigest() in DIGESTS["S/page.css"], "style sheet")
            continue
        match = PAGE["plain index" if name == "S/index.htm" else "plain page"].fullmatch(text)
        need(match and match[1] == "문서", f"{name}: not what the template writes")
        if name == "S/index.htm":
            listed = [(int(n), html.unescape(t), a) for a, n, t in re.findall(r'<li><a href="([^"]*)#p(\d+)">([^<]*)</a></li>\n', text)]
            heads = re.findall(r'<h2 id="g(\d+)">([^<]*)</h2>', text)
            need(heads == re.findall(r'<a href="#g(\d+)">([^<]*)</a>', text) and len(listed) == text.count("<li>"), name)
            need([int(n) for n, _ in heads] == [*range(1, len(heads) + 1)] and {h for _, h in heads} <= set(SHELVES), name)
            continue
        pages[name] = re.split(r'(?=<div class="r-page-main r-plain-article" id="p\d+">\n<h1 class="r-page-title">)', match[2])
        where.update({int(re.match(r'<div class="r-page-main r-plain-article" id="p(\d+)', p)[1]): name[2:] for p in pages[name][1:]})
    order = sorted(where)
    def escaped(text):
        return html.escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
    def steps(number):
        place, words = order.index(number), ""
        for name, other in (("앞 글", place - 1), ("다음 글", place + 1)):
            if 0 <= other < len(order):
                words += f'<a href="../{where[order[other]]}#p{order[other]}">{name}: {escaped(texts[order[other]][0])}</a> · '
        return words
    for name, pieces in pages.items():
        for piece, number in zip(pieces[1:], [n for n, page in where.items() if page == name[2:]]):
            (title, body, _, version), own = texts[number], f"p{number}-"
            body = re.sub(r'<img i=[^<>]*>|<span class="mwe-math-mathml"><math\b(?s:.*?)</math></span>', "", body)
            body = re.sub(r'(<[a-zA-Z][^<>]*? id=)(?:"([^"]*)"|([\w.:-]+))', lambda m: f'{m[1]}"{own}{m[2] or m[3] or ""}"', body)  # noqa: B023
            body = re.sub(r'<a h=(?:"([^"]*)"|([^\s<>]+))', lambda m: f'<a href="#{own}{m[1] or m[2]}"', body)  # noqa: B023
            body = re.sub(r'<a n=(?:"(\d+)[^"]*"|(\d+))(?: c)?(?=[ >])', lambda m: "<a" + (
                f' href="../{where[int(m[1] or m[2])]}#p{m[1] or m[2]}"' if int(m[1] or m[2]) in where else ""), body)
            match = PAGE["plain article"].fullmatch(piece)
            need(match and html.unescape(match[2]) == html.unescape(match[4]) == title and match[3] == body and not pieces[0]
                 and [match[5] or "", match[6] or ""] == version and match[8] == steps(number), f"{name}: another text, {number}")
    need(sorted(listed) == sorted((n, texts[n][0], page) for n, page in where.items()), "S/index.htm: not each article once")

def check_files(folder, names, folders):
    """Names, kinds, attributes, times and modes of files; gives the lines of sums.txt."""
    lines, modes = [], {}
    archive = NAMED.get("file", ["wiki.zim"])[0] if "file" in NAMED else "wiki.zim"
    parts = sorted(n for n in names if re.fullmatch(re.escape(archive) + "[a-z]{2}", n))
    wanted = [f"{archive}{a}{b}" for a in "abcdefghijklmnopqrstuvwxyz" for b in "abcdefghijklmnopqrstuvwxyz"][: len(parts)]
    allowed = {archive} if archive in names else set(parts) if parts == wanted and len(parts) > 1 else set()
    for name in [*folders, *names]:
        path, report = os.path.join(folder, name), at(name)
        facts, digest = os.lstat(path), hashlib.sha256()
        kind = "folder" if stat.S_ISDIR(facts.st_mode) else "file"
        held = [a for a in getattr(os, "listxattr", lambda *_, **__: [])(path, follow_symlinks=False) if a[:9] != "security."]
        if held or (kind == "file" and (facts.st_nlink != 1 or not stat.S_ISREG(facts.st_mode))) or not modes.setdefault(
                kind, facts.st_mode) == facts.st_mode or stat.S_IMODE(facts.st_mode) not in (0o644, 0o755, 0o777):  # fmt: skip
            report("name", held or oct(facts.st_mode))
        if not os.listdir(path) if kind == "folder" else name not in allowed and not FILES.fullmatch(name):
            report("name")
        elif name != "sums.txt" and stat.S_ISREG(facts.st_mode):
            COUNT["seen"] += 1
            with open(path, "rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
            lines.append(f"{digest.hexdigest()}  {name}\n".encode())
    path = os.path.join(folder, "sums.txt")
    with open(path if os.path.isfile(path) else os.devnull, "rb") as file:
        listed = file.read()
    if listed != b"".join(lines):
        for line in sorted({*lines} ^ {*listed.splitlines(keepends=True)}) or [b"order"]:
            at("sums.txt")("sums", line.decode("utf-8", "replace").strip()[-80:])
    return sorted(allowed)

def main(arguments):
    NAMED.clear()
    for option, value in zip(arguments[1::2], arguments[2::2]):
        NAMED.update({"shell": value} if option == "--shell" else {value.partition("=")[0]: [value.partition("=")[2]]})
    if not arguments or not os.path.isdir(arguments[0]) or {*arguments[1::2]} - {"--shell", "--named"} or len(arguments) % 2 == 0:
        print(__doc__, file=sys.stderr)
        return 3
    folder, names, folders, held = arguments[0], [], ["."], ({}, {}, None, {})
    COUNT.update(found=0, seen=0)
    for parent, below, files in os.walk(folder):
        for name in [*below, *files]:
            path = os.path.join(parent, name)
            kind = folders if os.path.isdir(path) and not os.path.islink(path) else names
            kind.append(os.path.relpath(path, folder).replace(os.sep, "/"))
    names.sort()
    plain = [name for name in names if stat.S_ISREG(os.lstat(os.path.join(folder, name)).st_mode)]  # no others are opened
    faults = (struct.error, IndexError, ValueError, TypeError, KeyError, AttributeError, OSError, zlib.error)
    try:
        archive = [name for name in check_files(folder, names, folders) if name in plain]
        if archive:
            held = check_archive([os.path.join(folder, name) for name in archive], archive[0])
    except faults as error:
        at("archive")("damage", error)
    if any(name[:5] == "data/" or name[:2] == "S/" or name == "index.html" for name in names):
        try:
            need("index.html" in plain, "index.html")
            check_reader(folder, plain, *held)
        except faults as error:
            at("reader")("damage", error)
    day = held[0].get("Date", "")
    fine = re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    moment = int(datetime.datetime.strptime(day + "+0000", "%Y-%m-%d%z").timestamp()) if fine else None
    for name in [*folders, *names]:
        found = os.lstat(os.path.join(folder, name)).st_mtime_ns
        moment = moment or found // 10**9
        if found != moment * 10**9:
            at(name)("time")
    if zstandard is None:
        print(TEXTS["partly"][KOREAN])
    print(TEXTS["found" if COUNT["found"] else "clean"][KOREAN].format(COUNT["found"] or COUNT["seen"]))
    return 1 if COUNT["found"] else 0 if zstandard else 2

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
