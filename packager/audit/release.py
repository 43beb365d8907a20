"""What the pages of this release look like; made by ``tools/refresh_judges.py`` from the templates."""

# ruff: noqa: E501
from __future__ import annotations

TEXTS = {
    "%T": r"""[^<>&"'\n]*(?:&(?:amp|lt|gt|#34|#39);[^<>&"'\n]*)*""",
    "%L": r"""[^<>"'&\n]*""",
    "%C": r"""[1-9][0-9]{0,2}(?:,[0-9]{3})*""",
    "%N": r"""[1-9][0-9]*""",
    "%D": r"""[0-9]{4}-[0-9]{2}-[0-9]{2}""",
    "%B": r"""[\s\S]*""",
    "%I": r"""n=[0-9]+(?: c)?""",
    "%H": r"""(?:[^<>&"'\n]|&(?:amp|lt|gt|#34|#39);|</?(?:b|big|cite|code|del|em|i|ins|s|small|strong|sub|sup|tt|u)>)*""",
}
LABELS = {
    "역사": "력사·역사",
    "건강": "몸과 건강",
    "인체": "몸과 건강",
    "언어": "말과 글",
}
PAGES = {
    "entry": (
        r"""<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"""
        r"""" content="default-src 'none'; style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data:; script-sr"""
        r"""c 'self'; base-uri 'none'; form-action 'none'">\n<meta name="viewport" content="width=device-width, initial-"""
        r'''scale=1">\n<meta name="referrer" content="no-referrer">\n<meta http-equiv="x-dns-prefetch-control" content="'''
        r"""off">\n<meta name="format-detection" content="telephone=no, address=no, email=no">\n<title>(%T)</title>\n<li"""
        r"""nk rel="stylesheet" href="(%L)">\n</head>\n<body class="r-page">\n<div class="r-page-bar" role="navigation">"""
        r"""<a href="(%L)">(%T)</a></div>\n<div class="r-page-main" role="main">\n<h1 class="r-page-title">(%H)</h1>\n(%"""
        r"""B)\n</div>\n(?:<div class="r-page-credit" role="contentinfo">\n<p>이 글은 위키백과 기여자들이 쓴 《(%T)》 문서(?:\(판 (%N), (%"""
        r"""D)\))?이며 (%T)에 따라 쓸 수 있습니다\. <a href="(%L)">저작권과 이용 조건</a></p>\n</div>\n)?</body>\n</html>\n"""
    ),
    "category": (
        r"""<div class="r-category-list">\n(?:<h2>하위 분류</h2>\n<ul>\n(?:<li>(?:<i>)?<a href="(%L)">(%T)</a>(?:</i>)?</li>"""
        r"""\n)*</ul>\n)?(?:<h2>이 분류에 속하는 글 (%C)개</h2>\n(?:<p class="r-letter-steps">(?:(?:<b>(%N)</b>|<a href="(%L)">(%"""
        r"""N)</a>) )*</p>\n)?(?:(?:<h3>(%T)</h3>\n)?<ul>\n(?:<li>(?:<i>)?<a href="(%L)">(%T)</a>(?:</i>)?</li>\n)*</ul>"""
        r"""\n)*|<p>이 분류에는 글이 없습니다\.</p>\n)?</div>\n"""
    ),
    "letter": (
        r"""<p class="r-letter-steps"><a href="(%L)">가나다 찾아보기</a>(?: · <a href="(%L)">앞쪽</a>)?(?: · <a href="(%L)">뒤쪽</a"""
        r""">)?</p>\n<ul class="r-letter-list">\n(?:<li><a href="(%L)">(%T)</a></li>\n)*</ul>\n"""
    ),
    "stretches": (
        r'''<p class="r-letter-steps"><a href="(%L)">가나다 찾아보기</a></p>\n<ul class="r-letter-list">\n(?:<li><a href="(%L)"'''
        r""">(%T)</a> <small>(%C)</small></li>\n)*</ul>\n"""
    ),
    "syllables": (
        r"""<p class="r-letter-steps"><a href="(%L)">가나다 찾아보기</a></p>\n<ul class="r-letters">\n(?:<li><a href="(%L)">(%T"""
        r""")</a> <small>(%C)</small></li>\n)*</ul>\n"""
    ),
    "letters": (
        r"""<ul class="r-letters">\n(?:<li><a href="(%L)">(%T)</a> <small>(%C)</small></li>\n)*</ul>\n"""
    ),
    "licence": (
        r"""<div class="mw-parser-output">\n<p>이 백과사전의 글은 위키백과에 글을 쓴 여러 사람이 함께 만든 것입니다\. 글마다 맨 아래에 원래 제목과 판 번호, 그 판이 저장된"""
        r""" 날짜가 적혀 있습니다\.</p>\n<p>글은 ‘크리에이티브 커먼즈 저작자표시-동일조건변경허락 4\.0 국제’\((%T)\) 이용 허락에 따라 쓸 수 있습니다\. 그 뜻은 다음과 같습니다\.</"""
        r"""p>\n<ul>\n<li>누구나 글을 읽고 베끼고 나누어 줄 수 있으며, 돈을 받고 나누어 주어도 됩니다\.</li>\n<li>누구나 글을 고치거나 다른 글의 바탕으로 쓸 수 있습니다\.</li"""
        r""">\n<li>나누어 줄 때에는 글쓴이가 ‘위키백과 기여자’임을 밝히고, 글을 고쳤다면 고쳤다는 사실을 함께 적어야 합니다\.</li>\n<li>고친 글도 같은 이용 허락으로 나누어야 하며, 다른"""
        r""" 사람의 권리를 더 줄이는 조건을 덧붙일 수 없습니다\.</li>\n</ul>\n<p>여기 담긴 글은 원래 글에서 바깥으로 나가는 연결과 편집용 표시를 걷어 낸 것이며, 그 밖의 문장은 고치지 """
        r"""않았습니다\. 글의 내용이 맞는지는 아무도 보증하지 않습니다\.</p>\n<p>이용 허락의 전문이 있는 곳: creativecommons\.org/licenses/by-sa/4\.0/legalc"""
        r"""ode\.ko</p>\n(?:<h2>이용 허락 전문</h2>\n<pre>((?:[^<>&\"']|&(?:amp|lt|gt|#34|#39);)*)</pre>\n)?</div>\n"""
    ),
    "plain article": (
        r"""<div class="r-page-main r-plain-article" id="p([0-9]+)">\n<h1 class="r-page-title">(%H)</h1>\n<div class="r-"""
        r"""page-body">(%B)</div>\n<p class="r-page-credit">이 글은 위키백과 기여자들이 쓴 《(%T)》 문서(?:\(판 (%N), (%D)\))?이며 (%L)\(크리에"""
        r"""이티브 커먼즈 저작자표시-동일조건변경허락\)에 따라 쓸 수 있습니다\.</p>\n<p class="r-page-steps">((?:<a href="%L">(?:앞 글|다음 글): %T</a> ·"""
        r""" )*)<a href="\.\./index\.htm">글 차례</a></p>\n</div>\n"""
    ),
    "plain page": (
        r"""<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"""
        r"""" content="default-src 'none'; style-src 'self' file: 'unsafe-inline'; img-src data:; base-uri 'none'; form-"""
        r'''action 'none'">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer"'''
        r""" content="no-referrer">\n<meta name="format-detection" content="telephone=no, address=no, email=no">\n<title"""
        r""">(%T)</title>\n<link rel="stylesheet" href="\.\./page\.css">\n</head>\n<body class="r-page">\n(%B)</body>\n<"""
        r"""/html>\n"""
    ),
    "plain index": (
        r"""<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"""
        r"""" content="default-src 'none'; style-src 'self' file: 'unsafe-inline'; img-src data:; base-uri 'none'; form-"""
        r'''action 'none'">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer"'''
        r""" content="no-referrer">\n<title>(%T)</title>\n<link rel="stylesheet" href="page\.css">\n</head>\n<body class"""
        r"""="r-page">\n<div class="r-page-main">\n<h1 class="r-page-title">글 차례</h1>\n<p class="r-front-lead">스크립트 없이 읽"""
        r"""을 수 있게 골라 실은 글 (%C)개입니다\. 나머지 글과 찾기는 <a href="\.\./\.\./index\.html">처음 화면</a>에 있으며, 스크립트를 쓰는 브라우저가 있어야 합니다"""
        r"""\.</p>\n<p class="r-page-steps"><a href="help\.htm">쓰는 법</a></p>\n(?:<h2>주제</h2>\n<ul class="r-letter-list">"""
        r"""\n(?:<li><a href="(%L)">(%T)</a> <small>글 (%C)개</small></li>\n)*</ul>\n)?<h2>가나다 찾아보기</h2>\n<p class="r-fron"""
        r"""t-letters">(?:<a id="g(%N)" href="(%L)">(%T)</a> )*</p>\n</div>\n</body>\n</html>\n"""
    ),
    "plain list": (
        r"""<!DOCTYPE html>\n<html lang="ko">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"""
        r"""" content="default-src 'none'; style-src 'self' file: 'unsafe-inline'; img-src data:; base-uri 'none'; form-"""
        r'''action 'none'">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer"'''
        r""" content="no-referrer">\n<title>(%T)</title>\n<link rel="stylesheet" href="\.\./\.\./page\.css">\n</head>\n<"""
        r'''body class="r-page">\n<div class="r-page-main">\n<h1 class="r-page-title">(%T)</h1>\n<p class="r-page-steps"'''
        r""">(?:<a href="(%L)">앞쪽</a> · )?(?:<a href="(%L)">뒤쪽</a> · )?<a href="\.\./\.\./index\.htm">글 차례</a></p>\n<ul """
        r"""class="r-letter-list">\n(?:<li><a href="(%L)">(%T)</a></li>\n)*</ul>\n</div>\n</body>\n</html>\n"""
    ),
    "main": (
        r"""<div class="r-front">\n<p class="r-front-lead">(%C)개의 글이 담긴 백과사전입니다\. 모두 여기서 바로 읽을 수 있습니다\. 위쪽 찾기 칸에 제목이나 낱말"""
        r"""을 넣어 보십시오\.</p>\n(?:<h2>주제</h2>\n<ul class="r-front-subjects">\n(?:<li>(?:<a href="(%L)">(%T)</a> )+<small>글"""
        r""" (%C)개</small> <a href="(%L)">(%T)</a></li>\n)+</ul>\n)?(?:<h2>가나다 찾아보기</h2>\n<p class="r-front-letters">(?:"""
        r"""<a href="(%L)">(%T)</a> )+<a href="(%L)">모두 보기</a></p>\n)?(?:<h2>다른 글이 많이 가리키는 글</h2>\n<ul class="r-front-li"""
        r"""st">\n(?:<li><a href="(%L)">(%T)</a></li>\n)+</ul>\n)?(?:<h2>뜻밖의 글</h2>\n<ul class="r-front-list">\n(?:<li><"""
        r"""a href="(%L)">(%T)</a></li>\n)+</ul>\n)?<p class="r-front-note">([0-9]{4})년 ([1-9][0-9]?)월 ([1-9][0-9]?)일의 내"""
        r"""용입니다\. <a href="(%L)">저작권과 이용 조건</a></p>\n</div>\n"""
    ),
    "reader main": (
        r"""<div class="r-front">\n<h1 class="r-front-title">(%T)</h1>\n<p class="r-front-lead">글 (%C)개가 들어 있습니다\. 모두 여기"""
        r"""서 바로 읽을 수 있습니다\.</p>\n<p class="r-front-doors"><button type="button" data-go="search" class="r-door">찾기<smal"""
        r"""l>제목, 낱말, 물음</small></button><button type="button" data-go="index" class="r-door">가나다<small>차례로 찾아보기</small>"""
        r"""</button><button type="button" data-go="random" class="r-door">아무 글<small>뜻밖의 글 읽기</small></button></p>\n<p """
        r"""class="r-front-first">(?:처음이면 눌러 보십시오: (?:<button type="button" data-go="example" class="r-example">(%T)</bu"""
        r"""tton> )+)?<button type="button" data-go="help" class="r-example">쓰는 법</button></p>\n(?:<h2>주제</h2>\n<ul clas"""
        r"""s="r-front-subjects">\n(?:<li>(?:<a %I>(%T)</a> )+<small>글 (%C)개</small> <a %I>(%T)</a></li>\n)+</ul>\n)?(?:"""
        r"""<h2>가나다 찾아보기</h2>\n<p class="r-front-letters">(?:<a %I>(%T)</a> )+</p>\n)?(?:<h2>다른 글이 많이 가리키는 글</h2>\n<ul c"""
        r"""lass="r-front-list">\n(?:<li><a %I>(%T)</a></li>\n)+</ul>\n)?(?:<h2>뜻밖의 글</h2>\n<ul class="r-front-list">\n("""
        r"""?:<li><a %I>(%T)</a></li>\n)+</ul>\n)?<p class="r-front-note">([0-9]{4})년 ([1-9][0-9]?)월 ([1-9][0-9]?)일의 내용입"""
        r"""니다\. <a %I>저작권과 이용 조건</a></p>\n</div>\n"""
    ),
}
PLAIN_LINE = r"""<p class="r-plain-door"><a href="data/P/index.htm">글 차례에서 골라 읽기</a></p><p class="r-front-letters"><a href="data/P/index.htm#g1">ㄱ</a> <a href="data/P/index.htm#g2">ㄴ</a> <a href="data/P/index.htm#g3">ㄷ</a> <a href="data/P/index.htm#g4">ㄹ</a> <a href="data/P/index.htm#g5">ㅁ</a> <a href="data/P/index.htm#g6">ㅂ</a> <a href="data/P/index.htm#g7">ㅅ</a> <a href="data/P/index.htm#g8">ㅇ</a> <a href="data/P/index.htm#g9">ㅈ</a> <a href="data/P/index.htm#g10">ㅊ</a> <a href="data/P/index.htm#g11">ㅋ</a> <a href="data/P/index.htm#g12">ㅌ</a> <a href="data/P/index.htm#g13">ㅍ</a> <a href="data/P/index.htm#g14">ㅎ</a> <a href="data/P/index.htm#g15">A–Z</a> <a href="data/P/index.htm#g16">0–9</a> <a href="data/P/index.htm#g17">그 밖</a> </p>"""
PLAIN_AFTER = r"""</div>
<div id="r-app"></div>
"""
DIGESTS = {
    "index.html": [
        "c2088cee95dbc5e40fc1458d39bbc31a00f59d27a634c519abb4aa41e770ae76",
    ],
    "README.txt with plain pages": [
        "41745a78392868039151d2b995cce792ecf5909d081d3686651ffd256298c925",
    ],
    "README.txt without plain pages": [
        "d0a450d03a532a039a984720eadaf1fe446b19b5cfbbb2b0ac6dc1c4dc18bbf8",
    ],
    "data/P/help.htm": [
        "326a4f3430be8baee84b96ec05c5f1a10cbb37976311738b168be491ae1670c4",
    ],
    "data/P/page.css": [
        "bc98bcf97a0b43cbea127c05c8ed36005185118d7129202c840e8950cc089596",
    ],
    "_/page.css": [
        "fae354afa07b12355ee7df30af5f99d255e2d0fc6d8da1498b5debf926449f5e",
    ],
    "spelling": [
        "b7ee0511e272d3f2f1a2909537c0e030528a88186b9c7a1ad97bbdc65ae0bafc",
    ],
    "aliases": [
        "e8525909699d06d4076fa0e94e241cd5378c003a55816d321a963d4c502171ae",
    ],
}
