"""Lists that do not follow from the pages, changed alike wherever they stand, and words changed in one place only."""

from __future__ import annotations

import re
from collections.abc import Callable

from checks import raw_zim
from checks.tampered.drive import KINDS, Change, Drive, kind, varint
from packager.audit.shards import pieces

Edit = Callable[[str], str]


def _item(drive: Drive, title: str, edit: Edit) -> None:
    """Change the reader's item of this title, which lies in one file."""
    for path in drive.shards("A"):
        head, items, missing = pieces(drive.payload(path))
        for number, item in enumerate(items):
            if item.split(b"\n", 1)[0].decode() == title and not (missing and number == len(items) - 1):
                items[number] = edit(item.decode()).encode()
                lengths = b"".join(varint(len(each) + (missing if each is items[-1] else 0)) for each in items)
                drive.shard(path, varint(len(head)) + varint(len(items)) + lengths + head + b"".join(items))
                return
    raise AssertionError(title)


def _both(path: str, title: str, edit: Edit) -> Change:
    """The same change of a page in the archive and of its item in the reader."""

    def change(drive: Drive) -> None:
        drive.page(edit, path)
        _item(drive, title, edit)

    return change


def _without_row(label: str) -> Edit:
    return lambda html: re.sub(rf"<li><a [^<>]*>{label}</a></li>\n", "", html, count=1)


def _one_more(html: str) -> str:
    """The first number of articles that is told, one higher."""
    return re.sub(r"(글 |<small>)(\d+)", lambda m: f"{m[1]}{int(m[2]) + 1}", html, count=1)


def _twice(html: str) -> str:
    return re.sub(r"(<li><a [^<>]*>[^<]*</a></li>\n)(?![\s\S]*</ul>[\s\S]*<h2>)", r"\1\1", html, count=1)


def _other_link(html: str) -> str:
    """The first two links lead to each other's page, under their own labels."""
    first, second = list(re.finditer(r'<li><a ((?:href="[^"]*"|n=\d+))>', html))[:2]
    return html[: first.start(1)] + second[1] + html[first.end(1) : second.start(1)] + first[1] + html[second.end(1) :]


def _only_archive(old: str, new: str, path: str = "역사") -> Change:
    return lambda drive: drive.page(lambda html: html.replace(old, new, 1), path)


def _only_reader(old: str, new: str, title: str = "역사") -> Change:
    return lambda drive: _item(drive, title, lambda html: html.replace(old, new, 1))


def _only_plain(old: str, new: str) -> Change:
    return lambda drive: drive.file("data/P/00/00.htm", lambda b: b.replace(old.encode(), new.encode(), 1))


_CATEGORY = ("분류:시험", "분류:시험")
KINDS |= {
    "word of an article in the archive alone": _only_archive("널리", "멀리"),
    "word of an article in the reader alone": _only_reader("널리", "멀리"),
    "word of an article on a plain page alone": _only_plain("널리", "멀리"),
    "heading of an article in the reader alone": _only_reader("\n1\t역사\t역사\n", "\n2\t역사\t역사\n", "대한민국"),
    "revision of an article in the archive alone": _only_archive("판 1003", "판 1004"),
    "revision of an article in the reader alone": _only_reader("\t1003\t", "\t1004\t"),
    "revision of an article on a plain page alone": _only_plain("판 1000", "판 1999"),
    "day of an article in the archive alone": _only_archive("2026-08-30", "2026-08-29"),
    "day of an article in the reader alone": _only_reader("2026-08-30", "2026-08-29"),
    "day of an article on a plain page alone": _only_plain("2026-08-30", "2026-08-29"),
    "category of an article in the archive alone": _only_archive(">시험</a></li>", ">시헙</a></li>"),
    "category of an article in the reader alone": _only_reader("\t시험\n", "\t시헙\n"),
    "licence in the archive alone": _only_archive("CC BY-SA 4.0", "CC BY-SA 3.0"),
    "licence on a plain page alone": _only_plain("CC BY-SA 4.0", "CC BY-SA 3.0"),
    "link of an article to another one, in the archive alone": _only_archive("도서관", "대한민국"),
    "member of a category left out everywhere": _both(*_CATEGORY, _without_row("바다")),
    "member of a category twice everywhere": _both(*_CATEGORY, _twice),
    "number of a category everywhere": _both(*_CATEGORY, _one_more),
    "members of a category that lead to each other": _both(*_CATEGORY, _other_link),
    "number of articles under a letter everywhere": _both("_/index", "가나다 찾아보기", _one_more),
    "number of articles on the main page": lambda drive: drive.page(
        lambda html: re.sub(r"(\d+)개의 글이 담긴", lambda m: f"{int(m[1]) + 1}개의 글이 담긴", html), "_/main"
    ),
}


@kind("article left out of its letter everywhere")
def _letter(drive: Drive) -> None:
    where: list[tuple[str, str]] = []
    with drive.zim() as archive:
        for entry in archive.entries:
            if entry.path.startswith("_/index/") and entry.mime == "text/html":
                page = archive.blob(f"C/{entry.path}").decode()
                title = re.search(r"<title>([^<]*)", page)
                assert title is not None
                where.append((entry.path, title[1]))
    path, title_of = drive.rng.choice(where)
    row = r'<li><a (?:href="[^"]*"|n=\d+)>[^<]*</a></li>\n'
    _both(path, title_of, lambda html: re.sub(row, "", html, count=1))(drive)


@kind("Northern name of no article")
def _northern_added(drive: Drive) -> None:
    with drive.zim() as archive:
        archive.entries.append(raw_zim.Entry("C", "런어", "", "", target="언어"))


@kind("Northern name left out")
def _northern_left_out(drive: Drive) -> None:
    with drive.zim() as archive:
        archive.entries.remove(archive.entry("C/력사"))


@kind("Northern name that leads elsewhere")
def _northern_elsewhere(drive: Drive) -> None:
    with drive.zim() as archive:
        archive.entry("C/력사").target = drive.rng.choice(("음악", "수학", "하늘", "바다", "언어"))


@kind("category among the articles")
def _front(drive: Drive) -> None:
    with drive.zim() as archive:
        where = "X/listing/titleOrdered/v1"
        order = sorted(archive.entries, key=lambda e: (e.space, e.path.encode()))
        number = next(n for n, e in enumerate(order) if (e.space, e.path) == ("C", "분류:시험"))
        old = archive.blob(where)
        numbers = [int.from_bytes(old[at : at + 4], "little") for at in range(0, len(old), 4)]
        numbers[drive.rng.randrange(len(numbers))] = number
        numbers.sort(key=lambda n: (order[n].title or order[n].path).encode())
        archive.put(where, b"".join(n.to_bytes(4, "little") for n in numbers))
