"""Names of functions and variables in wikitext, English and Korean (MediaWiki: MagicWord; kowiki's siteinfo).

Each row: canonical name, ``=`` if the letter case counts, then the names. ``#`` before hash functions is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class MagicWord(NamedTuple):
    """One word with all names that pages may use."""

    canonical: str
    exact: bool
    """Letter case counts."""
    names: tuple[str, ...]


PREFIXES = """
msg MSG 메시지
msgnw MSGNW 위키잘못메시지
raw RAW 원본
safesubst SAFESUBST 안전풀기
subst SUBST 풀기
"""
"""What may stand before a name: subst: and its kin."""

HASH_FUNCTIONS = """
expr expr 수식
if if 만약
ifeq ifeq 만약일치
ifexpr ifexpr 만약계산
iferror iferror 만약오류
switch switch 스위치
ifexist ifexist 만약존재
time time 시간
timel timel 현지시간
rel2abs rel2abs 상대를절대로
titleparts titleparts 제목부분
categorytree categorytree 분류트리
babel babel 바벨
invoke invoke 호출
related related 관련
property property 속성
statements statements 서술
mentor mentor 멘토
Eul/Ruel EulRuel 을를
Eun/Neun EunNeun 은는
E/Ga EGa 이가
Gwa/Wa GwaWa 과와
A/Ya AYa 아야
Euro/Ro Euro 으로
E/ E 이
formatdate formatdate dateformat 날짜형식
special special 특수 특수기능
speciale speciale 특수E 특수기능E 특수기능e
tag tag 태그
lst lst section
lstx lstx section-x
lsth lsth section-h
coordinates coordinates
assessment assessment
timef timef
timefl timefl
dir dir
bcp47 bcp47
isbn isbn
interwikilink interwikilink
interlanguagelink interlanguagelink
contentmodel contentmodel
formal formal
chart chart
"""
"""Functions that are called with # before the name."""

COLON_FUNCTIONS = """
anchorencode ANCHORENCODE 책갈피인코딩
canonicalurl CANONICALURL 표준주소
canonicalurle CANONICALURLE 표준주소E
defaultsort = DEFAULTSORT DEFAULTSORTKEY DEFAULTCATEGORYSORT 기본정렬
displaytitle = DISPLAYTITLE 보일제목 표시제목
filepath FILEPATH 파일경로 그림경로
formatnum FORMATNUM 수형식
fullurl FULLURL 전체주소
fullurle FULLURLE 전체주소E
gender GENDER 성별
grammar GRAMMAR 문법
int INT 인터페이스
language #LANGUAGE #언어
lc LC 소문자
lcfirst LCFIRST 첫소문자
localurl LOCALURL 지역주소
localurle LOCALURLE 지역주소E
ns NS 이름 이름공간
nse NSE 이름E 이름공간E
numberingroup = NUMBERINGROUP NUMINGROUP 권한별사용자수 그룹별사용자수
padleft PADLEFT 대체왼쪽
padright PADRIGHT 대체오른쪽
pagesincategory = PAGESINCATEGORY PAGESINCAT 분류문서수
pagesize = PAGESIZE 문서크기
plural PLURAL 복수 복수형
protectionlevel = PROTECTIONLEVEL 보호수준
uc UC 대문자
ucfirst UCFIRST 첫대문자
urlencode URLENCODE 주소인코딩
bidi BIDI
protectionexpiry = PROTECTIONEXPIRY
"""
"""Functions that are called without #."""

BOTH = """
noexternallanglinks noexternallanglinks 바깥언어링크없음 바깥언어고리없음
basepagename = BASEPAGENAME 상위문서이름
basepagenamee = BASEPAGENAMEE 상위문서이름E
cascadingsources = CASCADINGSOURCES 연쇄식원본 계단식원본
fullpagename = FULLPAGENAME 전체문서이름
fullpagenamee = FULLPAGENAMEE 전체문서이름E
namespace = NAMESPACE 이름공간
namespacee = NAMESPACEE 이름공간E
namespacenumber = NAMESPACENUMBER 이름공간수
numberofactiveusers = NUMBEROFACTIVEUSERS 활동중인사용자수
numberofadmins = NUMBEROFADMINS 관리자수
numberofarticles = NUMBEROFARTICLES 문서수
numberofedits = NUMBEROFEDITS 편집수
numberoffiles = NUMBEROFFILES 파일수 그림수
numberofpages = NUMBEROFPAGES 모든문서수
numberofusers = NUMBEROFUSERS 사용자수 계정수
pageid PAGEID 문서번호
pagename = PAGENAME 문서이름
pagenamee = PAGENAMEE 문서이름E
revisionday = REVISIONDAY 판일
revisionday2 = REVISIONDAY2 판일2
revisionid = REVISIONID 판번호
revisionmonth = REVISIONMONTH 판월
revisionmonth1 = REVISIONMONTH1 판월1
revisiontimestamp = REVISIONTIMESTAMP 판타임스탬프
revisionuser = REVISIONUSER 판사용자
revisionyear = REVISIONYEAR 판년
rootpagename = ROOTPAGENAME 최상위문서이름
rootpagenamee = ROOTPAGENAMEE 최상위문서이름E
subjectpagename = SUBJECTPAGENAME ARTICLEPAGENAME 본문서이름
subjectpagenamee = SUBJECTPAGENAMEE ARTICLEPAGENAMEE 본문서이름E
subjectspace = SUBJECTSPACE ARTICLESPACE 본문서이름공간
subjectspacee = SUBJECTSPACEE ARTICLESPACEE 본문서이름공간E
subpagename = SUBPAGENAME 하위문서이름
subpagenamee = SUBPAGENAMEE 하위문서이름E
talkpagename = TALKPAGENAME 토론문서이름
talkpagenamee = TALKPAGENAMEE 토론문서이름E
talkspace = TALKSPACE 토론이름공간
talkspacee = TALKSPACEE 토론이름공간E
"""
"""Variables that are functions too: of another page, or raw."""

PLAIN_VARIABLES = """
articlepath ARTICLEPATH 항목경로 기사경로
contentlanguage = CONTENTLANGUAGE CONTENTLANG 기본언어
currentday = CURRENTDAY 현재일
currentday2 = CURRENTDAY2 현재일2
currentdayname = CURRENTDAYNAME 현재요일
currentdow = CURRENTDOW 현재요일숫자
currenthour = CURRENTHOUR 현재시
currentmonth = CURRENTMONTH CURRENTMONTH2 현재월
currentmonth1 = CURRENTMONTH1 현재월1
currentmonthabbrev = CURRENTMONTHABBREV 현재월이름약자
currentmonthname = CURRENTMONTHNAME 현재월이름
currentmonthnamegen = CURRENTMONTHNAMEGEN 현재월이름소유격
currenttime = CURRENTTIME 현재시각 현재시분
currenttimestamp = CURRENTTIMESTAMP 현재타임스탬프
currentversion = CURRENTVERSION 현재버전
currentweek = CURRENTWEEK 현재주
currentyear = CURRENTYEAR 현재년
directionmark = DIRECTIONMARK DIRMARK 명령검토
localday = LOCALDAY 지역일
localday2 = LOCALDAY2 지역일2
localdayname = LOCALDAYNAME 지역요일
localdow = LOCALDOW 지역요일숫자
localhour = LOCALHOUR 지역시
localmonth = LOCALMONTH LOCALMONTH2 지역월
localmonth1 = LOCALMONTH1 지역월1
localmonthabbrev = LOCALMONTHABBREV 지역월이름약자
localmonthname = LOCALMONTHNAME 지역월이름
localmonthnamegen = LOCALMONTHNAMEGEN 지역월이름소유격
localtime = LOCALTIME 지역시분 지역시각
localtimestamp = LOCALTIMESTAMP 지역타임스탬프
localweek = LOCALWEEK 지역주
localyear = LOCALYEAR 지역년
revisionsize = REVISIONSIZE 판크기
scriptpath SCRIPTPATH 스크립트경로
server SERVER 서버
servername SERVERNAME 서버이름
sitename = SITENAME 사이트이름
stylepath STYLEPATH 스타일경로
! = !
= = =
pagelanguage = PAGELANGUAGE
userlanguage = USERLANGUAGE
translationlanguage = TRANSLATIONLANGUAGE
#dir #dir
#bcp47 #bcp47
#contentmodel #contentmodel
#language #language #언어
"""
"""Variables without arguments."""

WIKIBASE = """
shortdesc = SHORTDESC 짧은설명
"""
"""Functions that kowiki has from Wikibase and the reference wiki has not."""

WIKIBASE_VARIABLES = """
wbreponame wbreponame 위키베이스저장소이름
"""
"""Variables of the same kind."""

EXTRA_NAMES = {
    "cs": """
lc MALÁ
uc VELKÁ
lcfirst PRVNÍMALÉ
ucfirst PRVNÍVELKÉ
""",
}
"""Names in other languages, added to the English ones."""

PARAMETERS = {
    "default": ("#default", "#기본값"),
    "raw": ("R", "원"),
    "no_separators": ("NOSEP", "구분자없음"),
    "lossless": ("LOSSLESS",),
    "no_error": ("noerror", "오류없음"),
    "no_replace": ("noreplace", "바꾸기없음", "대체금지"),
    "all": ("all", "모두"),
    "pages": ("pages", "문서"),
    "subcategories": ("subcats", "하위분류"),
    "files": ("files", "파일"),
    "query": ("QUERY", "쿼리"),
    "path": ("PATH", "경로"),
    "wiki": ("WIKI", "위키"),
}
"""Words that mean something as an argument, English first."""


def parameter(argument: str, *words: str) -> str | None:
    """Which of ``words`` (keys of PARAMETERS) the argument is, in any letter case."""
    folded = argument.lower()
    for word in words:
        if any(folded == name.lower() for name in PARAMETERS[word]):
            return word
    return None


def rows(table: str, korean: bool) -> Iterator[MagicWord]:
    """The words of a table; without Korean, only the names in ASCII."""
    for line in table.strip().split("\n"):
        canonical, *names = line.split(" ")
        exact = names[0] == "=" and len(names) > 1
        if exact:
            names = names[1:]
        yield MagicWord(canonical, exact, tuple(name for name in names if korean or name.isascii()))
