"""What a page and a picture of a drive may hold: the part of verify_drive.py that reads HTML, styles and pixels.

Findings are printed and counted here too. The constants below are those of one release of the program.
"""

# ruff: noqa: B905, E501, UP031 - read by people without tools, for Python 3.8 as well
import base64
import hashlib
import html
import os
import re
import struct
import unicodedata
import urllib.parse
import zlib

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
# fmt: off
# --- made by tools/refresh_judges.py: begin ---
SHORT = {'%T': '[^<>&"\'\\n]*(?:&(?:amp|lt|gt|#34|#39);[^<>&"\'\\n]*)*', '%L': '[^<>"\'&\\n]*', '%C': '[1-9][0-9]{0,2}(?:,[0-9]{3})*', '%N': '[1-9][0-9]*', '%D': '[0-9]{4}-[0-9]{2}-[0-9]{2}', '%B': '[\\s\\S]*', '%I': 'n=[0-9]+(?: c)?', '%H': '(?:[^<>&"\'\\n]|&(?:amp|lt|gt|#34|#39);|</?(?:b|big|cite|code|del|em|i|ins|s|small|strong|sub|sup|tt|u)>)*'}
PAGES = {
    'entry': '<!DOCTYPE html>\\n<html lang="ko">\\n<head>\\n<meta charset="utf-8">\\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'self\' file: \'unsafe-inline\'; img-src \'self\' file: data:; script-src \'self\'; base-uri \'none\'; form-action \'none\'">\\n<meta name="viewport" content="width=device-width, initial-scale=1">\\n<meta name="referrer" content="no-referrer">\\n<meta http-equiv="x-dns-prefetch-control" content="off">\\n<meta name="format-detection" content="telephone=no, address=no, email=no">\\n<title>(%T)</title>\\n<link rel="stylesheet" href="(%L)">\\n</head>\\n<body class="r-page">\\n<div class="r-page-bar" role="navigation"><a href="(%L)">(%T)</a></div>\\n<div class="r-page-main" role="main">\\n<h1 class="r-page-title">(%H)</h1>\\n(%B)\\n</div>\\n(?:<div class="r-page-credit" role="contentinfo">\\n<p>이 글은 위키백과 기여자들이 쓴 《(%T)》 문서(?:\\(판 (%N), (%D)\\))?이며 (%T)에 따라 쓸 수 있습니다\\. <a href="(%L)">저작권과 이용 조건</a></p>\\n</div>\\n)?</body>\\n</html>\\n',
    'category': '<div class="r-category-list">\\n(?:<h2>하위 분류</h2>\\n<ul>\\n(?:<li>(?:<i>)?<a href="(%L)">(%T)</a>(?:</i>)?</li>\\n)*</ul>\\n)?(?:<h2>이 분류에 속하는 글 (%C)개</h2>\\n(?:<p class="r-letter-steps">(?:(?:<b>(%N)</b>|<a href="(%L)">(%N)</a>) )*</p>\\n)?(?:(?:<h3>(%T)</h3>\\n)?<ul>\\n(?:<li>(?:<i>)?<a href="(%L)">(%T)</a>(?:</i>)?</li>\\n)*</ul>\\n)*|<p>이 분류에는 글이 없습니다\\.</p>\\n)?</div>\\n',
    'letter': '<p class="r-letter-steps"><a href="(%L)">가나다 찾아보기</a>(?: · <a href="(%L)">앞쪽</a>)?(?: · <a href="(%L)">뒤쪽</a>)?</p>\\n<ul class="r-letter-list">\\n(?:<li><a href="(%L)">(%T)</a></li>\\n)*</ul>\\n',
    'stretches': '<p class="r-letter-steps"><a href="(%L)">가나다 찾아보기</a></p>\\n<ul class="r-letter-list">\\n(?:<li><a href="(%L)">(%T)</a> <small>(%C)</small></li>\\n)*</ul>\\n',
    'syllables': '<p class="r-letter-steps"><a href="(%L)">가나다 찾아보기</a></p>\\n<ul class="r-letters">\\n(?:<li><a href="(%L)">(%T)</a> <small>(%C)</small></li>\\n)*</ul>\\n',
    'letters': '<ul class="r-letters">\\n(?:<li><a href="(%L)">(%T)</a> <small>(%C)</small></li>\\n)*</ul>\\n',
    'licence': '<div class="mw-parser-output">\\n<p>이 백과사전의 글은 위키백과에 글을 쓴 여러 사람이 함께 만든 것입니다\\. 글마다 맨 아래에 원래 제목과 판 번호, 그 판이 저장된 날짜가 적혀 있습니다\\.</p>\\n<p>글은 ‘크리에이티브 커먼즈 저작자표시-동일조건변경허락 4\\.0 국제’\\((%T)\\) 이용 허락에 따라 쓸 수 있습니다\\. 그 뜻은 다음과 같습니다\\.</p>\\n<ul>\\n<li>누구나 글을 읽고 베끼고 나누어 줄 수 있으며, 돈을 받고 나누어 주어도 됩니다\\.</li>\\n<li>누구나 글을 고치거나 다른 글의 바탕으로 쓸 수 있습니다\\.</li>\\n<li>나누어 줄 때에는 글쓴이가 ‘위키백과 기여자’임을 밝히고, 글을 고쳤다면 고쳤다는 사실을 함께 적어야 합니다\\.</li>\\n<li>고친 글도 같은 이용 허락으로 나누어야 하며, 다른 사람의 권리를 더 줄이는 조건을 덧붙일 수 없습니다\\.</li>\\n</ul>\\n<p>여기 담긴 글은 원래 글에서 바깥으로 나가는 연결과 편집용 표시를 걷어 낸 것이며, 그 밖의 문장은 고치지 않았습니다\\. 글의 내용이 맞는지는 아무도 보증하지 않습니다\\.</p>\\n<p>이용 허락의 전문이 있는 곳: creativecommons\\.org/licenses/by-sa/4\\.0/legalcode\\.ko</p>\\n(?:<h2>이용 허락 전문</h2>\\n<pre>((?:[^<>&\\"\']|&(?:amp|lt|gt|#34|#39);)*)</pre>\\n)?</div>\\n',
    'plain article': '<div class="r-page-main r-plain-article" id="p([0-9]+)">\\n<h1 class="r-page-title">(%H)</h1>\\n<div class="r-page-body">(%B)</div>\\n<p class="r-page-credit">이 글은 위키백과 기여자들이 쓴 《(%T)》 문서(?:\\(판 (%N), (%D)\\))?이며 (%L)\\(크리에이티브 커먼즈 저작자표시-동일조건변경허락\\)에 따라 쓸 수 있습니다\\.</p>\\n<p class="r-page-steps">((?:<a href="%L">(?:앞 글|다음 글): %T</a> · )*)<a href="\\.\\./index\\.htm">글 차례</a></p>\\n</div>\\n',
    'plain page': '<!DOCTYPE html>\\n<html lang="ko">\\n<head>\\n<meta charset="utf-8">\\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'self\' file: \'unsafe-inline\'; img-src data:; base-uri \'none\'; form-action \'none\'">\\n<meta name="viewport" content="width=device-width, initial-scale=1">\\n<meta name="referrer" content="no-referrer">\\n<meta name="format-detection" content="telephone=no, address=no, email=no">\\n<title>(%T)</title>\\n<link rel="stylesheet" href="\\.\\./page\\.css">\\n</head>\\n<body class="r-page">\\n(%B)</body>\\n</html>\\n',
    'plain index': '<!DOCTYPE html>\\n<html lang="ko">\\n<head>\\n<meta charset="utf-8">\\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'self\' file: \'unsafe-inline\'; img-src data:; base-uri \'none\'; form-action \'none\'">\\n<meta name="viewport" content="width=device-width, initial-scale=1">\\n<meta name="referrer" content="no-referrer">\\n<title>(%T)</title>\\n<link rel="stylesheet" href="page\\.css">\\n</head>\\n<body class="r-page">\\n<div class="r-page-main">\\n<h1 class="r-page-title">글 차례</h1>\\n<p class="r-front-lead">스크립트 없이 읽을 수 있게 골라 실은 글 (%C)개입니다\\. 나머지 글과 찾기는 <a href="\\.\\./\\.\\./index\\.html">처음 화면</a>에 있으며, 스크립트를 쓰는 브라우저가 있어야 합니다\\.</p>\\n<p class="r-page-steps"><a href="help\\.htm">쓰는 법</a></p>\\n(?:<h2>주제</h2>\\n<ul class="r-letter-list">\\n(?:<li><a href="(%L)">(%T)</a> <small>글 (%C)개</small></li>\\n)*</ul>\\n)?<h2>가나다 찾아보기</h2>\\n<p class="r-front-letters">(?:<a id="g(%N)" href="(%L)">(%T)</a> )*</p>\\n</div>\\n</body>\\n</html>\\n',
    'plain list': '<!DOCTYPE html>\\n<html lang="ko">\\n<head>\\n<meta charset="utf-8">\\n<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'self\' file: \'unsafe-inline\'; img-src data:; base-uri \'none\'; form-action \'none\'">\\n<meta name="viewport" content="width=device-width, initial-scale=1">\\n<meta name="referrer" content="no-referrer">\\n<title>(%T)</title>\\n<link rel="stylesheet" href="\\.\\./\\.\\./page\\.css">\\n</head>\\n<body class="r-page">\\n<div class="r-page-main">\\n<h1 class="r-page-title">(%T)</h1>\\n<p class="r-page-steps">(?:<a href="(%L)">앞쪽</a> · )?(?:<a href="(%L)">뒤쪽</a> · )?<a href="\\.\\./\\.\\./index\\.htm">글 차례</a></p>\\n<ul class="r-letter-list">\\n(?:<li><a href="(%L)">(%T)</a></li>\\n)*</ul>\\n</div>\\n</body>\\n</html>\\n',
    'main': '<div class="r-front">\\n<p class="r-front-lead">(%C)개의 글이 담긴 백과사전입니다\\. 모두 여기서 바로 읽을 수 있습니다\\. 위쪽 찾기 칸에 제목이나 낱말을 넣어 보십시오\\.</p>\\n(?:<h2>주제</h2>\\n<ul class="r-front-subjects">\\n(?:<li>(?:<a href="(%L)">(%T)</a> )+<small>글 (%C)개</small> <a href="(%L)">(%T)</a></li>\\n)+</ul>\\n)?(?:<h2>가나다 찾아보기</h2>\\n<p class="r-front-letters">(?:<a href="(%L)">(%T)</a> )+<a href="(%L)">모두 보기</a></p>\\n)?(?:<h2>다른 글이 많이 가리키는 글</h2>\\n<ul class="r-front-list">\\n(?:<li><a href="(%L)">(%T)</a></li>\\n)+</ul>\\n)?(?:<h2>뜻밖의 글</h2>\\n<ul class="r-front-list">\\n(?:<li><a href="(%L)">(%T)</a></li>\\n)+</ul>\\n)?<p class="r-front-note">([0-9]{4})년 ([1-9][0-9]?)월 ([1-9][0-9]?)일의 내용입니다\\. <a href="(%L)">저작권과 이용 조건</a></p>\\n</div>\\n',
    'reader main': '<div class="r-front">\\n<h1 class="r-front-title">(%T)</h1>\\n<p class="r-front-lead">글 (%C)개가 들어 있습니다\\. 모두 여기서 바로 읽을 수 있습니다\\.</p>\\n<p class="r-front-doors"><button type="button" data-go="search" class="r-door">찾기<small>제목, 낱말, 물음</small></button><button type="button" data-go="index" class="r-door">가나다<small>차례로 찾아보기</small></button><button type="button" data-go="random" class="r-door">아무 글<small>뜻밖의 글 읽기</small></button></p>\\n<p class="r-front-first">(?:처음이면 눌러 보십시오: (?:<button type="button" data-go="example" class="r-example">(%T)</button> )+)?<button type="button" data-go="help" class="r-example">쓰는 법</button></p>\\n(?:<h2>주제</h2>\\n<ul class="r-front-subjects">\\n(?:<li>(?:<a %I>(%T)</a> )+<small>글 (%C)개</small> <a %I>(%T)</a></li>\\n)+</ul>\\n)?(?:<h2>가나다 찾아보기</h2>\\n<p class="r-front-letters">(?:<a %I>(%T)</a> )+</p>\\n)?(?:<h2>다른 글이 많이 가리키는 글</h2>\\n<ul class="r-front-list">\\n(?:<li><a %I>(%T)</a></li>\\n)+</ul>\\n)?(?:<h2>뜻밖의 글</h2>\\n<ul class="r-front-list">\\n(?:<li><a %I>(%T)</a></li>\\n)+</ul>\\n)?<p class="r-front-note">([0-9]{4})년 ([1-9][0-9]?)월 ([1-9][0-9]?)일의 내용입니다\\. <a %I>저작권과 이용 조건</a></p>\\n</div>\\n',
}
PLAIN_LINE, PLAIN_AFTER = '<p class="r-plain-door"><a href="data/P/index.htm">글 차례에서 골라 읽기</a></p><p class="r-front-letters"><a href="data/P/index.htm#g1">ㄱ</a> <a href="data/P/index.htm#g2">ㄴ</a> <a href="data/P/index.htm#g3">ㄷ</a> <a href="data/P/index.htm#g4">ㄹ</a> <a href="data/P/index.htm#g5">ㅁ</a> <a href="data/P/index.htm#g6">ㅂ</a> <a href="data/P/index.htm#g7">ㅅ</a> <a href="data/P/index.htm#g8">ㅇ</a> <a href="data/P/index.htm#g9">ㅈ</a> <a href="data/P/index.htm#g10">ㅊ</a> <a href="data/P/index.htm#g11">ㅋ</a> <a href="data/P/index.htm#g12">ㅌ</a> <a href="data/P/index.htm#g13">ㅍ</a> <a href="data/P/index.htm#g14">ㅎ</a> <a href="data/P/index.htm#g15">A–Z</a> <a href="data/P/index.htm#g16">0–9</a> <a href="data/P/index.htm#g17">그 밖</a> </p>\n', '</div>\n<div id="r-app"></div>\n'
DIGESTS = {'index.html': ['c2088cee95dbc5e40fc1458d39bbc31a00f59d27a634c519abb4aa41e770ae76'], 'README.txt with plain pages': ['41745a78392868039151d2b995cce792ecf5909d081d3686651ffd256298c925'], 'README.txt without plain pages': ['d0a450d03a532a039a984720eadaf1fe446b19b5cfbbb2b0ac6dc1c4dc18bbf8'], 'data/P/help.htm': ['326a4f3430be8baee84b96ec05c5f1a10cbb37976311738b168be491ae1670c4'], 'data/P/page.css': ['bc98bcf97a0b43cbea127c05c8ed36005185118d7129202c840e8950cc089596'], '_/page.css': ['fae354afa07b12355ee7df30af5f99d255e2d0fc6d8da1498b5debf926449f5e'], 'spelling': ['b7ee0511e272d3f2f1a2909537c0e030528a88186b9c7a1ad97bbdc65ae0bafc'], 'aliases': ['e8525909699d06d4076fa0e94e241cd5378c003a55816d321a963d4c502171ae']}
LABELS = {'역사': '력사·역사', '건강': '몸과 건강', '인체': '몸과 건강', '언어': '말과 글'}
VALUES = {'%P': "(?:[\\w,;%+*#()'!?$\\-‐-‧°…“”‘’·]|[^\\S\\n\\t\\xa0]|\\.(?![^\\W\\d_]{2})|&(?:amp|#160|#10|#9);)*", '%N': '(?![^"]*(?i://|\\\\|%2f%2f|\\b(?:https?|ftps?|file|mailto|tel|sms|data|javascript|vbscript|urn|geo|sip|magnet|blob|about)[:%]|<|\\bwww\\d?\\.|\\w\\.[\\w-]+\\.[a-z]{2,}|\\w@\\w|(?:\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f]*:[0-9a-f:]*\\]|&lt;))(?![^"]*(?i:[\'`=\\\\{}]|//|%(?:2f|5c|3a)|&(?:lt|gt|quot|#61);|(?<=[" ])[/~]|/[^/"\\s]*/))(?!(?:[^"]*[ \\n\\t;])?(?i:reader-|r-|[pg]\\d+[ &"]))(?:[^"<>&\\n\\t\\xa0]|&(?:amp|lt|gt|quot|#160|#10|#9|#61);)*', '%W': '(?![^"]*(?i://|\\\\|%2f%2f|\\b(?:https?|ftps?|file|mailto|tel|sms|data|javascript|vbscript|urn|geo|sip|magnet|blob|about)[:%]|<|\\bwww\\d?\\.|\\w\\.[\\w-]+\\.[a-z]{2,}|\\w@\\w|(?:\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f]*:[0-9a-f:]*\\]|&lt;))(?![^\\"]*`)(?:[^"<>&\\n\\t\\xa0]|&(?:amp|lt|gt|quot|#160|#10|#9|#61);)*', '%V': '(?:[^"<>&\\n\\t\\xa0]|&(?:amp|lt|gt|quot|#160|#10|#9|#61);)*'}
TAGS = {
    'html': '<(?:(?:abbr|address|article|aside|b|bdi|bdo|big|blockquote|br|caption|center|cite|code|dd|del|dfn|dir|div|dl|dt|em|figcaption|figure|footer|h1|h2|h3|h4|h5|h6|header|hgroup|hr|i|ins|kbd|main|mark|menu|nav|p|pre|q|rb|rbc|rp|rt|rtc|ruby|s|samp|section|small|span|strike|strong|sub|summary|sup|tbody|tfoot|thead|tt|u|var|wbr)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|dir|lang|role|width)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:details)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|dir|lang|open|role|width)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:a)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|lang|role)="%P"|(?:href|style)="%V"|(?:aria-label)="%W"))*|(?:img)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|height|lang|role|width)="%P"|(?:src|style)="%V"|(?:alt|aria-label|title)="%W"))*|(?:audio)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|controls|dir|lang|role)="%P"|(?:src|style)="%V"|(?:aria-label|title)="%W"))*|(?:video)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|controls|dir|height|lang|role|width)="%P"|(?:src|style)="%V"|(?:aria-label|title)="%W"))*|(?:ol)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|lang|reversed|role|start|type)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:ul)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|lang|role|type)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:li)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|lang|role|type|value)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:font)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|color|dir|face|lang|role|size)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:time)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|datetime|dir|lang|role)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:data|style)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:aria-expanded|aria-hidden|aria-level|dir|lang|role)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:table)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|bgcolor|border|cellpadding|cellspacing|dir|frame|lang|role|rules|width)="%P"|(?:style)="%V"|(?:aria-label|summary|title)="%W"))*|(?:col|colgroup)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|dir|lang|role|span|valign|width)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*|(?:td|th)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|headers|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|bgcolor|colspan|dir|height|lang|nowrap|role|rowspan|scope|valign|width)="%P"|(?:style)="%V"|(?:abbr|aria-label|title)="%W"))*|(?:tr)(?: (?:(?:aria-controls|aria-describedby|aria-labelledby|class|id)="%N"|(?:align|aria-expanded|aria-hidden|aria-level|bgcolor|dir|lang|role|valign)="%P"|(?:style)="%V"|(?:aria-label|title)="%W"))*)>',
    'math': '<(?:(?:merror|mi|mmultiscripts|mn|mphantom|mprescripts|mroot|mrow|ms|msqrt|mstyle|msub|msubsup|msup|mtext|none|semantics)(?: (?:(?:class|id)="%N"|(?:dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel)="%P"|(?:style)="%V"))*|(?:math)(?: (?:(?:class|id)="%N"|(?:dir|display|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel)="%P"|(?:style)="%V"|(?:alttext)="%W"))*|(?:mo)(?: (?:(?:class|id)="%N"|(?:accent|dir|displaystyle|fence|form|largeop|lspace|mathbackground|mathcolor|mathsize|mathvariant|maxsize|minsize|movablelimits|rspace|scriptlevel|separator|stretchy|symmetric)="%P"|(?:style)="%V"))*|(?:mspace)(?: (?:(?:class|id)="%N"|(?:depth|dir|displaystyle|height|linebreak|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel|width)="%P"|(?:style)="%V"))*|(?:mfrac)(?: (?:(?:class|id)="%N"|(?:bevelled|denomalign|dir|displaystyle|linethickness|mathbackground|mathcolor|mathsize|mathvariant|numalign|scriptlevel)="%P"|(?:style)="%V"))*|(?:mpadded)(?: (?:(?:class|id)="%N"|(?:depth|dir|displaystyle|height|lspace|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel|voffset|width)="%P"|(?:style)="%V"))*|(?:menclose)(?: (?:(?:class|id)="%N"|(?:dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|notation|scriptlevel)="%P"|(?:style)="%V"))*|(?:mfenced)(?: (?:(?:class|id)="%N"|(?:close|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|open|scriptlevel|separators)="%P"|(?:style)="%V"))*|(?:munder)(?: (?:(?:class|id)="%N"|(?:accentunder|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel)="%P"|(?:style)="%V"))*|(?:mover)(?: (?:(?:class|id)="%N"|(?:accent|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel)="%P"|(?:style)="%V"))*|(?:munderover)(?: (?:(?:class|id)="%N"|(?:accent|accentunder|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|scriptlevel)="%P"|(?:style)="%V"))*|(?:mtable)(?: (?:(?:class|id)="%N"|(?:align|columnalign|columnlines|columnspacing|dir|displaystyle|equalcolumns|equalrows|frame|mathbackground|mathcolor|mathsize|mathvariant|rowalign|rowlines|rowspacing|scriptlevel|side|width)="%P"|(?:style)="%V"))*|(?:mtr)(?: (?:(?:class|id)="%N"|(?:columnalign|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|rowalign|scriptlevel)="%P"|(?:style)="%V"))*|(?:mtd)(?: (?:(?:class|id)="%N"|(?:columnalign|columnspan|dir|displaystyle|mathbackground|mathcolor|mathsize|mathvariant|rowalign|rowspan|scriptlevel)="%P"|(?:style)="%V"))*)>',
    'svg': '<(?:(?:svg)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|height|letter-spacing|opacity|preserveAspectRatio|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|viewBox|visibility|width)="%P"|(?:style)="%V"))*|(?:defs|g)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:path)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|d|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:rect)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|height|letter-spacing|opacity|rx|ry|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility|width|x|y)="%P"|(?:style)="%V"))*|(?:circle)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|cx|cy|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|r|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:ellipse)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|cx|cy|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|rx|ry|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:line)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility|x1|x2|y1|y2)="%P"|(?:style)="%V"))*|(?:polygon|polyline)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|points|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:text)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|dx|dy|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|lengthAdjust|letter-spacing|opacity|rotate|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|textLength|transform|visibility|x|y)="%P"|(?:style)="%V"))*|(?:tspan)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|dx|dy|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|rotate|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility|x|y)="%P"|(?:style)="%V"))*|(?:linearGradient)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|gradientTransform|gradientUnits|letter-spacing|opacity|spreadMethod|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility|x1|x2|y1|y2)="%P"|(?:style)="%V"))*|(?:radialGradient)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|cx|cy|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|fx|fy|gradientTransform|gradientUnits|letter-spacing|opacity|r|spreadMethod|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:stop)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|offset|opacity|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*|(?:clipPath)(?: (?:(?:class|id)="%N"|(?:clip-path|clip-rule|clipPathUnits|color|display|dominant-baseline|fill|fill-opacity|fill-rule|font-family|font-size|font-style|font-weight|letter-spacing|opacity|stop-color|stop-opacity|stroke|stroke-dasharray|stroke-dashoffset|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|text-anchor|text-decoration|transform|visibility)="%P"|(?:style)="%V"))*)>',
}
LATE, LATE_CLASSES, LINES, NO_TEXT, NO_TEXT_CLASSES = map(str.split, ('figure table', 'gallery infobox thumb', 'address article aside blockquote br caption center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul', 'audio button form head iframe img input map math noscript object script select style svg template textarea title video', 'authority-control catlinks dmbox error geo geo-nondefault hatnote magnify mbox-small metadata mw-cite-backlink mw-empty-elt mw-ext-cite-error mw-references-wrap mwe-math-fallback-source-display mwe-math-fallback-source-inline navbox navbox-styles navigation-not-searchable noprint portal reference references reflist scribunto-error sidebar succession-box tex tex-html texerror toc vertical-navbox'))
FUNCTIONS, REFUSED = ['attr', 'calc', 'clamp', 'color-mix', 'conic-gradient', 'counter', 'counters', 'cubic-bezier', 'fit-content', 'hsl', 'hsla', 'hwb', 'lab', 'lch', 'light-dark', 'linear-gradient', 'matrix', 'max', 'min', 'minmax', 'oklab', 'oklch', 'perspective', 'radial-gradient', 'repeat', 'repeating-linear-gradient', 'repeating-radial-gradient', 'rgb', 'rgba', 'rotate', 'rotatex', 'rotatey', 'rotatez', 'scale', 'scale3d', 'scalex', 'scaley', 'skew', 'skewx', 'skewy', 'steps', 'translate', 'translate3d', 'translatex', 'translatey', 'translatez', 'var'], ['-moz-binding', '-ms-behavior', '-ms-filter', '-o-link', '-o-link-source', 'accelerator', 'behavior', 'cue', 'cue-after', 'cue-before', 'filter', 'play-during', 'src', 'unicode-range']
CONTROLS, PEOPLE, DECLARATION, POSITION, STRING, PLACE, CONDITION, UNSAFE, ADDRESS = (re.compile(*each) for each in [('[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]', 0), ('^(?:\\.{1,2}/)*(?:[A-Z]/)?(?:사용자|사용자토론|특수|user|user_talk|special)(?::|%3a)', 2), ('(-?[a-z][a-z0-9-]*|--[a-z][a-z0-9-]*):([^\\\\@{}<>;\\x00-\\x1f\\x7f]+)', 0), ('(?:static|relative|absolute)(?: ?!important)?', 2), ('\\"[^\\"\\n]*\\"|\'[^\'\\n]*\'', 0), ('//|/\\*|\\*/|[a-z][a-z0-9+.-]*:|\\.[^\\W\\d_]{2}', 2), ('@(?:media|supports)\\b(?:[\\w\\s():,.>=%-]|<(?=[\\s=\\d])|/(?=\\s*\\d))*', 258), ('[\x00- "#%&\'<>?\\\\^`{|}\x7f-\xa0\xad͏\u061cᅟᅠ\u1680឴឵᠋-\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000ㅤ︀-️\ufeffﾠ\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]', 0), ('//|\\\\|%2f%2f|\\b(?:https?|ftps?|file|mailto|tel|sms|data|javascript|vbscript|urn|geo|sip|magnet|blob|about)[:%]|<|\\bwww\\d?\\.|\\w\\.[\\w-]+\\.[a-z]{2,}|\\w@\\w|(?:\\d{1,3}\\.){3}\\d{1,3}|\\[[0-9a-f]*:[0-9a-f:]*\\]', 2)])
# --- made by tools/refresh_judges.py: end ---
# fmt: on
TAGS = {k: re.compile(re.sub("%[A-Z]", lambda m: VALUES[m[0]], v)) for k, v in TAGS.items()}
PAGE = {k: re.compile(re.sub("%[A-Z]", lambda m: SHORT[m[0]], v)) for k, v in PAGES.items()}
PAGE["credited"] = re.compile(PAGE["entry"].pattern.replace(")?</body>", ")</body>"))
TAG, KEY = re.compile(r"<[^<>]*>"), re.compile(r' ([a-zA-Z:-]+)(?:=(?:"([^"]*)"|([\w.:-]+)))?', re.A)
ITEM = re.compile(r'<(a|img)((?: [a-zA-Z][a-zA-Z:-]*(?:=(?:"(?:[^"<>&]|&(?:amp|lt|gt|quot);)*"|[\w.:-]+))?)*)>', re.A)
OURS = re.compile(r'(<[a-z0-9]+) class=(?:(")?r-[a-z-]+(?(2)"))(?=[ >])')  # a class of the reader's
STYLE = re.compile(r"<style>((?:[^<]|<(?=[\s=\d]))*)</style>")
CATEGORIES = '\n<div class="r-page-categories" role="navigation"><b>분류</b>\n<ul>\n'
SHELVES = [*"ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", "A–Z", "0–9", "그 밖"]
MEDIA = "image/png"  # all that a release writes, whatever a picture was before


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
        if (
            not balanced(bare)
            or (match[1] == "position" and not POSITION.fullmatch(match[2]))
            or match[2] != " ".join(match[2].split())
            or PLACE.search(match[2])
        ):
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
    return not around and all(
        re.match(r" *\.mw-parser-output(?: ?> ?| )(?![ >]*[+~])", part) for part in head.split(",")
    )


def plain_sheet(text, depth=0):
    at_rule = re.compile(r"(?:^|(?<=[{}]))(@[^{}]+)\{((?:[^{}@]+\{[^{}]*\})+)\}")
    while depth < 4 and at_rule.search(text):
        if any(
            not CONDITION.fullmatch(h) or PLACE.search(re.sub(r"[\w-]+\s*:", "", h)) or h != " ".join(h.split())
            for h, _ in at_rule.findall(text)
        ):
            return False
        text, depth = at_rule.sub(lambda m: m[2], text), depth + 1
    bad = re.compile(r"[\\@<;\x00-\x1f\x7f]|//|url\(|\[[^\]]*[./:@]|\"[^\"]*[a-z][a-z0-9+.-]*:", re.I)
    rules = re.findall(r"([^{}]+)\{([^{}]+)\}", text)
    return "".join("%s{%s}" % rule for rule in rules) == text and not any(
        bad.search(h)
        or not balanced(STRING.sub("", h))
        or h != " ".join(h.split())
        or not scoped(h)
        or not plain_css(b)
        for h, b in rules
    )


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
        data = re.fullmatch(r"data:(image/png);base64,([A-Za-z0-9+/]+={0,2})", text)
        content = base64.b64decode(data[2] + "==") if data else b""
        return not data or base64.b64encode(content).decode() != data[2] or picture_fault(content, data[1])
    path, sign, place = text.partition("#")
    steps = re.match(r"\./|(?:\.\./)+|\Z", path)
    own = (urllib.parse.quote(text), "") if not steps else (place, path[steps.end() :])
    return (
        not steps
        or not text
        or PEOPLE.search(text)
        or bool(sign) != bool(place)
        or (key == "src" and sign)
        or 0 < len(path) == steps.end()
        or any(quoted(urllib.parse.unquote(t)) != t for t in own)
    )


def judge_tag(tag, family, item):
    """(name, family inside, where it leads or None, what is wrong with it) of a start tag."""
    match, target = item and tag.startswith(("<a ", "<img ", "<a>")) and ITEM.fullmatch(tag), None
    own, as_entry = {"a": "nhc", "img": "i"}[match[1]] if match else "", tag
    keys = [key for key, _, _ in KEY.findall(match[2])] if match else re.findall(r' ([a-zA-Z:-]+)="', tag)
    if match:
        rest = ""
        for key, raw, bare in KEY.findall(match[2]):
            text, number = (
                html.unescape(raw or bare),
                re.fullmatch(r"(0|[1-9]\d*)(?:#(.+))?", html.unescape(raw or bare), re.A | re.S),
            )
            if key not in own:
                rest += f' {key}="{entry_value(text)}"'
            elif {
                "n": not number,
                "h": not text or "n" in keys,
                "c": text or "n" not in keys,
                "i": not number or number[2],
            }[key]:
                return "", family, None, tag
            target = (key, int(number[1])) if key in "ni" and number else target
            if (
                (text and f" {key}={item_value(text)}" not in tag)
                or (key == "href")
                or (key == "src" and text[:5] != "data:")
            ):
                return "", family, None, tag
        as_entry = f"<{match[1]}{rest}>"
    name = re.match("<([a-zA-Z0-9]*)", tag)[1]
    family = name if family == "html" and name in ("svg", "math") else family
    if not TAGS[family].fullmatch(as_entry) or len(set(keys)) != len(keys) or (item and " href=" in tag):
        return "", family, None, tag
    for key, raw in re.findall(r' ([a-z-]+)="([^"]*)"', as_entry):
        text = html.unescape(raw)
        if (
            family == "svg"
            and "url" in text.lower()
            and key not in (*"class id style".split(),)
            and not re.fullmatch(r"url\(#[\w-]+\)", text, re.A)
        ):
            return "", family, None, tag
        if (key == "style" and not plain_css(text)) or (key in ("href", "src") and odd_address(key, text)):
            return "", family, None, tag
        if key in ("href", "src") and text[:5] != "data:":
            target = (key, text.partition("#")[0])
    values = [raw for raw in re.findall(r'="([^"]*)"', as_entry) if re.search("[&<>=]", raw)]
    fine = all(raw == entry_value(html.unescape(raw)) for raw in values)
    return name, family, target, "" if fine else tag


def gist(*parts):
    """What page and item of one article have in common: all but how links and pictures are told."""

    def bare(match):
        kept = [
            (key, html.unescape(a or b)) for key, a, b in KEY.findall(match[2]) if key not in (*"nhci", "href", "title")
        ]
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
        if len(SEEN) > 1 << 16:
            SEEN.clear()
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
    if (
        stack
        or not body.count("<") == body.count(">") == count
        or ("&#3" in body and late)
        or CONTROLS.search(body)
        or re.search("&(?!(?:amp|lt|gt|quot|#160|#61|#10|#9|#34|#39);)", body)
        or re.search(r"&(?:quot|#10|#9);|(?<!href)(?<!src)(?<!\s)&#61;|\xa0", bare, re.I)
    ):
        report("outward", "tags that do not pair, or text in another spelling")
    return targets


# --- whole pages: what a template writes, around a body
def title_at(path):
    """The title that a path spells; a bar stands where there is nothing between two slashes."""
    return "/".join("" if part == "|" else part for part in path.replace("_", " ").replace(":|/", ":/", 1).split("/"))


def filed(title):
    """Where a title stands in lists: number of its letter, then what orders titles within it."""
    title_of, sign = unicodedata.normalize("NFC", title), unicodedata.normalize("NFC", title)[:1]
    names = "KIYEOK NIEUN TIKEUT RIEUL MIEUM PIEUP SIOS IEUNG CIEUC CHIEUCH KHIEUKH THIEUTH PHIEUPH HIEUH"
    name = "HANGUL (?:LETTER|CHOSEONG|JONGSEONG) [A-Z]*?(%s)(?:-|$)" % names.replace(" ", "|")
    name = re.search(name, unicodedata.name(sign, "") if sign else "")
    base = unicodedata.normalize("NFD", sign)[:1]
    shelf = names.split().index(name[1]) if name else 16 if not (base.isascii() and base.isalnum()) else 14 + base.isdigit()
    if "가" <= sign <= "힣":
        shelf = (0, 0, 1, 2, 2, 3, 4, 5, 5, 6, 6, 7, 8, 8, 9, 10, 11, 12, 13)[(ord(sign) - 0xAC00) // 588]
    return shelf, title_of.casefold(), title


def is_title(whole, shown):
    """Whether an entry may show ``shown`` for ``whole``: the same, or with words cut that the index cannot take."""
    words, cut = whole.split(" "), shown.split(" ")
    return len(words) == len(cut) and all(
        a == b or (a.startswith(b) and len(a) * 4 > 238 and 100 < len(b.encode()) <= 238) for a, b in zip(words, cut)
    )


def escaped(text):
    return html.escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")


def untagged(heading):
    """A heading without its tags; those stay that are not in pairs or hold nothing."""
    while (less := re.sub(r"<([a-z]+)>([^<>]+)</\1>", r"\2", heading)) != heading:
        heading = less
    return heading


WORDS = {"_/index": ("가나다 찾아보기", "모두 보기"), "_/license": ("저작권과 이용 조건",)}


def is_own(path, site, rows, title):
    """Whether a page of ours has the title that it should; ``rows``: the labels of its list."""
    letter, _, page = path[8:].partition("/")
    if path[:8] != "_/index/":
        category, _, number = path[2:].rpartition("/")
        fixed = {"main": site, "index": WORDS["_/index"][0], "license": WORDS["_/license"][0]}
        return title == fixed.get(path[2:], f"{title_at(category)} ({number}쪽)")
    if not page:
        return title == f"찾아보기: {SHELVES[int(letter) - 1]}"
    ends = [{text, unicodedata.normalize("NFC", text)[:1].upper()} for text in (rows[0], rows[-1])]
    for match in re.finditer(" – ", rows[0]):
        ends[0].add(rows[0][: match.start()])
    for match in re.finditer(" – ", rows[-1]):
        ends[1].add(rows[-1][match.end() :])
    return title[:6] == "찾아보기: " and (
        title[6:] in ends[0] & ends[1] or any(title[6:] == f"{a} – {b}" for a in ends[0] for b in ends[1])
    )


SPACES = set()
"""How the paths of categories begin, as the pages that stand in one spell it."""


def read_page(text, report, path, title, known, names, meta):
    """One page of the archive: what its template writes, around a body; gives its gist."""
    match = PAGE["credited"].fullmatch(text) or PAGE["entry"].fullmatch(text)
    if not match:
        return report("outward", "not what the template writes")
    name, sheet, main, site, again, body, credit, number, date, licence, link = match.groups()
    root = "../" * path.count("/") or "./"
    need(untagged(again) == name and credit in (None, name) and sheet == root + "_/page.css" and main == root + "_/main", "head")
    need(
        link in (None, root + "_/license")
        and is_title(html.unescape(name), title)
        and html.unescape(site) == meta.get("Title"),
        "head",
    )
    need(licence is None or html.unescape(licence) == meta.get("License"), "licence")
    kinds = {"_/main": ["main"], "_/license": ["licence"], "_/index": ["letters"]}.get(path, [])
    text = re.search("<pre>([^<]*)</pre>", body) if path == "_/license" else None
    text = text and hashlib.sha256(html.unescape(text[1]).encode()).hexdigest()
    need(not text or text in NAMED.get("LicenseText", ()), f"a full text of the licence that is not named: {text}")
    kinds = kinds or (["letter", "syllables", "stretches"] if path.startswith("_/index/") else [])
    body, _, rows = (
        body.rpartition(CATEGORIES) if CATEGORIES in body and body.endswith("</ul>\n</div>") else (body, "", "")
    )
    groups = re.findall(r'<li><a href="([^"<>]*)">([^<>]*)</a></li>\n', rows)
    need(
        "".join('<li><a href="%s">%s</a></li>\n' % row for row in groups) + "</ul>\n</div>" * bool(rows) == rows,
        rows[:60],
    )
    start = body.rfind('<div class="r-category-list">\n')
    start = 0 if kinds else start if start >= 0 and PAGE["category"].fullmatch(body, start) else -1
    SPACES.update([path.partition(":")[0] + ":"] if start >= 0 and not kinds and path[:2] != "_/" else ())
    need(bool(kinds) != (credit is not None) and (not kinds or any(PAGE[k].fullmatch(body) for k in kinds)), "template")
    need(kinds or start == 0 or not path.startswith("_/"), "no page of ours has such a path")
    labels = [html.unescape(label) for _, label in groups]
    SPACES.update(unquoted(link[len(root) :]).partition(":")[0] + ":" for link, _ in groups)
    found = [t for t in read_body(body, report, quotes=start, ours=start) if t and t[1]]
    for key, link in [*found, *(("href", link) for link, _ in groups)]:
        entry = known.get(unquoted(link[len(root) :])) if link.startswith(root) else None
        if not entry or (key == "src" and entry[1] != MEDIA):
            report("dangling", link)
    made = re.findall(r'<a href="([^"]*)">([^<]*)</a>', body[start:]) if start >= 0 else []
    rows = [html.unescape(label) for label in re.findall(r'<li><a href="[^"]*">([^<]*)</a>', body)]
    need(path[:2] != "_/" or is_own(path, meta.get("Title"), rows, html.unescape(name)), f"another title: {name}")
    for link, label in [*made, *groups]:
        to, label = unquoted(link[len(root) :]), html.unescape(label)
        other = known.get(label.replace(" ", "_"), ("", ""))[1]  # a redirect may stand under its own name
        bare = title_at(to).partition(":")[2]
        own = (title_at(to), bare, LABELS.get(bare))
        if to[:2] == "_/":
            own = ("앞쪽", "뒤쪽", *WORDS.get(to, ())) if to[:7] == "_/index" else (to.rpartition("/")[2], *WORDS.get(to, ()))
            need(label in own or known.get(to, "")[:1] == (f"찾아보기: {label}",), label)
        else:
            need(label in own or (label in names and not other) or to == path[2:].rpartition("/")[0], label)
    return gist(html.unescape(name), number or "", date or "", *[again] * (again != name), *labels, body)


# --- pictures: nothing but pixels
def picture_fault(data, kind):
    """What is wrong with a picture of this media type; empty if nothing is."""
    try:
        need(kind == MEDIA, "a picture of another kind than ours")
        png(data)
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
    pieces, row, most = pieces[1:-1], 1 + width * row, max(1 << 16, 4 * width)
    need({len(p) for p in pieces[:-1]} <= {most} and 0 < len(pieces[-1]) <= most, "PNG pieces")
    need(pieces[0][:2] in (b"\x78\x01", b"\x78\xda"), "PNG data")
    found = unpacker.decompress(b"".join(pieces), row * height + 1)
    need(
        len(found) == row * height and unpacker.eof and not unpacker.unused_data + unpacker.unconsumed_tail, "PNG data"
    )
    need(max(found[::row]) < 5, "PNG filter")
