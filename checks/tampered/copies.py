"""What stands on a drive in several places or follows from the rest of it, changed in one place or alike in all."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from checks.tampered.drive import KINDS, NAME, Change, Drive, kind
from checks.tampered.lists import Edit, both, item_of

PAGE, TITLE = "컴퓨터", "컴퓨터"
"""An article with a table, a formula, a drawing, a style sheet and a picture."""
_FRONT = ("_/main", "")
_ROW = r"<li><a [^<>]*>[^<]*</a></li>\n"
_PLAIN = "data/P/00/00.htm"


def _sub(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Edit:
    def edit(text: str) -> str:
        changed = re.sub(pattern, new, text, count=1)
        assert changed != text, pattern
        return changed

    return edit


def _entry(pattern: str, new: str, path: str = PAGE) -> Change:
    """A change in the archive alone."""
    return lambda drive: drive.page(_sub(pattern, new), path)


def _item(pattern: str, new: str, title: str = TITLE) -> Change:
    """A change in the reader's item alone."""
    return lambda drive: item_of(drive, title, _sub(pattern, new))


def _plain(edit: Edit, name: str = _PLAIN) -> Change:
    """A change in a plain page alone, or in their list."""
    return lambda drive: drive.file(name, lambda b: edit(b.decode()).encode())


def _boot(block: str, pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    """A change in a block of the boot file, and in the copy of that file."""
    return lambda drive: drive.boot(block, lambda b: _sub(pattern, new)(b.decode()).encode())


def _more(match: re.Match[str]) -> str:
    """A number, one higher."""
    return f"{match[1]}{int(match[2]) + 1}"


def _turned(pattern: str) -> Edit:
    """The first two places that fit change places."""

    def edit(text: str) -> str:
        pairs = [pair for pair in pairwise(re.finditer(pattern, text)) if pair[0][0] != pair[1][0]]
        first, second = pairs[0]
        return f"{text[: first.start()]}{second[0]}{text[first.end() : second.start()]}{first[0]}{text[second.end() :]}"

    return edit


KINDS |= {
    # one of three copies of an article
    "link of an article to another one, in the reader alone": _item(r"<a n=3>", "<a n=4>"),
    "link of an article taken away in the reader alone": _item(r"<a n=3>([^<]*)</a>", r"\1"),
    "link of a plain page to another article": _plain(_sub(r'(<p>[^\n]*<a href="[^"#]*#p)1"', r'\g<1>0"')),
    "picture left out in the archive alone": _entry(r"<img [^<>]*>", ""),
    "picture left out in the reader alone": _item(r"<img [^<>]*>", ""),
    "words of a picture in the archive alone": _entry('alt="그림"', 'alt="그름"'),
    "words of a picture in the reader alone": _item('alt="그림"', 'alt="그름"'),
    "heading in the archive alone": _entry("(<h2>.*?>)역사<", r"\1력사<"),
    "level of a heading in the archive alone": _entry("<h2>(.*?)</h2>", r"<h3>\1</h3>"),
    "formula in the reader alone": _item("<mi>x</mi>", "<mi>y</mi>"),
    "formula in the archive alone": _entry("<mi>x</mi>", "<mi>y</mi>"),
    "drawing in the reader alone": _item("M0 0L4 4", "M0 0L4 3"),
    "drawing on a plain page alone": _plain(_sub("M0 0L4 4", "M0 0L4 3")),
    "style of a cell in the archive alone": _entry("color:red", "color:tan"),
    "style of a cell on a plain page alone": _plain(_sub("color:red", "color:tan")),
    "style sheet of an article in the reader alone": _item("color:#222", "color:#223"),
    "class in the archive alone": _entry('class="lead"', 'class="leaf"'),
    "class on a plain page alone": _plain(_sub('class="lead"', 'class="leaf"')),
    "place of a heading in the archive alone": _entry('id="역사"', 'id="력사"'),
    "title in the heading of the archive alone": _entry(r"<i>(.)</i>", r"<b>\1</b>"),
    "title in the heading of the reader alone": _item(r"\t<i>(.)</i>", r"\t<b>\1</b>"),
    "title in the heading of a plain page": _plain(_sub(r"<i>(.)</i>", r"<b>\1</b>")),
    "title in a credit": _entry("《[^》]*》", "《하늘》"),
    "title in a credit of a plain page": _plain(_sub("《[^》]*》", "《하늘》")),
    # the way through the plain pages
    "step of a plain page to another article": _plain(_sub(r'(<a href="[^"#]*#p)\d+(">다음 글)', r"\g<1>5\2")),
    "step of a plain page by another name": _plain(_sub("다음 글: [^<]*", "다음 글: 하늘")),
    "step of a plain page left out": _plain(_sub('<a href="[^"]*">다음 글: [^<]*</a> · ', "")),
    # the first pages
    "number of articles on the reader's first page": _boot("main", r"(글 )(\d+)(?=개가 들어)", _more),
    "title of the reader's first page": _boot("main", "(<h1 [^<>]*>)[^<]*", rf"\1{NAME}"),
    "day on the reader's first page": _boot("main", r"(월 )(\d+)(?=일의 내용)", _more),
    "day on the archive's first page": lambda drive: drive.page(_sub(r"(월 )(\d+)(?=일의 내용)", _more), "_/main"),
    "letters of the archive's first page in another order": lambda drive: drive.page(
        _turned(r'<a href="\.\./_/index/[^<>]*>[^<]*</a>'), "_/main"
    ),
    "letters of the reader's first page in another order": lambda drive: drive.boot(
        "main", lambda b: _turned(r"(?<=[> ])<a n=[^<>]*>[^<]{1,3}</a> ")(b.decode()).encode()
    ),
    "letter of the reader's first page that leads to another": lambda drive: drive.boot(
        "main", lambda b: _turned(r"(?<=<a )n=\d+(?=>[^<]{1,3}</a> )")(b.decode()).encode()
    ),
    "articles of the archive's first page in another order": lambda drive: drive.page(_turned(_ROW), "_/main"),
    "article of the reader's first page that is another": _boot(
        "main", r'(<ul class="r-front-list">\n<li><a n=)(\d+)>[^<]*', r"\g<1>5>하늘"
    ),
    "article of the reader's first page left out": _boot("main", _ROW, ""),
    "article of the archive's first page left out": lambda drive: drive.page(_sub(_ROW, ""), "_/main"),
    # the facts of the reader
    "number of articles in the facts": _boot("site", r"(articles\t)(\d+)", _more),
    "page of the licence in the facts": _boot("site", r"(licensePage\t)(\d+)", _more),
    "page of the letters in the facts": _boot("site", r"(indexPage\t)(\d+)", _more),
    "day in the facts": _boot("site", "(date\t.*)01\n", "\\g<1>02\n"),
    "licence in the facts": _boot("site", "(license\t.*)4.0", r"\g<1>3.0"),
    "facts in another order": _boot("site", r"(articles\t.*\n)(title\t.*\n)", r"\2\1"),
    # lists, alike in both
    "word as the letter of a category everywhere": both(
        "분류:시험", "분류:시험", _sub("<h3>가</h3>", f"<h3>{NAME}</h3>")
    ),
    "numbers of two letters everywhere": both("_/index", "가나다 찾아보기", _turned(r"<small>[0-9]+</small>")),
    "label of a member everywhere": both("분류:시험", "분류:시험", _sub(">바다<", ">바디<")),
    "articles of a letter in another order everywhere": both("_/index/08", "찾아보기: ㅇ", _turned(_ROW)),
    "letters in another order everywhere": both("_/index", "가나다 찾아보기", _turned(r"<li>.*</li>\n")),
    "letter by another name everywhere": both("_/index", "가나다 찾아보기", _sub(">ㅂ<", ">ㅃ<")),
    "words of the licence everywhere": both(
        "_/license", "저작권과 이용 조건", _sub("아무도 보증하지 않습니다", f"{NAME}이 보증합니다")
    ),
    "full text of the licence everywhere": both(
        "_/license",
        "저작권과 이용 조건",
        _sub("(ko</p>\n)(?:<h2>.*</pre>\n)?", rf"\1<h2>이용 허락 전문</h2>\n<pre>{NAME}</pre>\n"),
    ),
    "second line of a list": _item("index\t", "special\t", "찾아보기: ㅇ"),
    # the list of the plain pages
    "plain articles of a letter in another order": _plain(_turned(_ROW), "data/P/L/00/03.htm"),
    "plain letters that change places": _plain(_turned(r'(?<=href=")L/00/0[0-9]\.htm'), "data/P/index.htm"),
    "plain letter by another name": _plain(_sub(">ㅂ<", ">ㅃ<"), "data/P/index.htm"),
    "number of plain articles": _plain(_sub(r"(골라 실은 글 )(\d+)", _more), "data/P/index.htm"),
    # files of which there is one more
    "copy of the boot file": lambda drive: drive.file("data/K/00/00.txt", lambda b: b.replace(b"B", b"C", 1)),
    "text beside the reader": lambda drive: drive.file(
        "README.txt", lambda b: b + drive.rng.choice((b"\n", NAME.encode() + b"\n", b"\r\n", b" "))
    ),
}


@kind("plain article under another letter")
def _other_letter(drive: Drive) -> None:
    page = (drive.folder / "data/P/L/00/02.htm").read_text(encoding="utf-8")
    row = re.findall(_ROW, page)[0].encode()
    drive.file("data/P/L/00/02.htm", lambda b: b.replace(row, b"", 1))
    drive.file("data/P/L/00/03.htm", lambda b: b.replace(b"</ul>", row + b"</ul>", 1))


@kind("plain pages that change places")
def _plain_places(drive: Drive) -> None:
    first, second = (drive.folder / f"data/P/00/0{n}.htm" for n in drive.rng.sample(range(8), 2))
    held = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(held)


@kind("copy of the root of the search left out")
def _no_copy(drive: Drive) -> None:
    (drive.folder / "data/K/00/01.txt").unlink()


@kind("text beside the reader left out")
def _no_readme(drive: Drive) -> None:
    (drive.folder / "README.txt").unlink()


@kind("cluster cut in two")
def _two_clusters(drive: Drive) -> None:
    with drive.zim() as archive:
        number = next(n for n, cluster in enumerate(archive.clusters) if cluster.packed and len(cluster.blobs) > 4)
        cluster = archive.clusters[number]
        at = drive.rng.randrange(2, len(cluster.blobs) - 1)
        archive.clusters.insert(number + 1, type(cluster)(True, cluster.blobs[at:]))
        cluster.blobs, cluster.frame = cluster.blobs[:at], b""
        for entry in archive.entries:
            if entry.target or entry.cluster < number:
                continue
            if entry.cluster > number:
                entry.cluster += 1
            elif entry.blob >= at:
                entry.cluster, entry.blob = number + 1, entry.blob - at
