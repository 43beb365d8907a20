"""``python -m checks.tampered [--kinds WORD] [--seed N]``: drives that must not pass, each shown to both judges.

A clean drive is changed in one way, and sums, seals, times and modes are made right again after it, so that nothing but
the change itself can be found. Each kind has variants, drawn from a seed. docs/threat-model.md lists the kinds.
"""

# ruff: noqa: E501
from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import os
import random
import re
import shutil
import struct
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import zstandard

from checks import raw_zim
from checks.dirty_pictures import DIRTY, clean_picture, picture, saved
from checks.small_drive import small_drive
from checks.small_library import SmallLibrary
from packager.audit.release import PLAIN_LINE
from packager.audit.shards import CALIBRATION, blocks, literal, number, numbers, payload, pieces
from packager.audit.verify import verify
from packager.drive.publish import set_times, write_manifest
from packager.model import Article, Heading, MediaFile

DATE = "2026-09-01"
VARIANTS = 5
NAME = "hong-gildong"
HOST = "x.example"
CHECKER = Path(__file__).resolve().parent.parent / "verify_drive.py"


class Library(SmallLibrary):
    """A small library with headings, a table, a formula, a drawing and pictures."""

    def articles(self) -> Iterator[Article]:
        body = (
            '<h2><span class="mw-headline" id="역사">역사</span></h2><p class="lead" title="설명">글 &amp; <b>말</b></p>'
            '<table class="wikitable"><tbody><tr><td style="color:red">칸</td></tr></tbody></table>'
            '<math display="block"><mi>x</mi></math><svg viewBox="0 0 4 4"><path d="M0 0L4 4" fill="#123"></path></svg>'
            '<style>.mw-parser-output .lead{color:#222}</style><p><img src="./_/i/0.png" alt="그림"></p>'
        )
        for count, article in enumerate(super().articles()):
            prose = f"{article.prose}\n역사\n글 & 말\n칸"
            more = replace(article, html=article.html + body, prose=prose, headings=(Heading(1, "역사", "역사"),))
            yield more if count < 3 else article

    def media(self) -> Iterator[MediaFile]:
        yield MediaFile("_/i/0.png", "image/png", clean_picture("PNG"))
        yield from super().media()


class Drive:
    """A drive folder that is changed."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self.folder, self.rng = folder, rng
        self.settled = True
        """Whether sums and times are to be made right."""

    @contextlib.contextmanager
    def zim(self) -> Iterator[raw_zim.Archive]:
        """The archive, written again after the change."""
        path = self.folder / "wiki.zim"
        archive = raw_zim.read(path)
        yield archive
        raw_zim.write(archive, path)

    def page(self, change: Callable[[str], str], only: str = "") -> None:
        """Change one article of the archive."""
        with self.zim() as archive:
            pages = [e.path for e in archive.entries if e.mime == "text/html" and not e.path.startswith("_/")]
            path = only or self.rng.choice(sorted(pages))
            before = archive.blob(f"C/{path}").decode()
            after = change(before)
            assert after != before, path
            archive.put(f"C/{path}", after.encode("utf-8", "surrogatepass"))

    def item(self, change: Callable[[bytes], bytes], kind: str = "A") -> None:
        """Change one item of the reader's data files."""
        names = self.shards(kind)
        decoded = [pieces(payload(path.read_bytes())[2]) for path in names]
        shard = self.rng.choice([n for n, (_, items, missing) in enumerate(decoded) if items and not missing])
        head, items, _ = decoded[shard]
        at = self.rng.randrange(len(items))
        changed = change(items[at])
        assert changed != items[at]
        items[at] = changed
        data = varint(len(head)) + varint(len(items)) + b"".join(varint(len(i)) for i in items) + head + b"".join(items)
        self.shard(names[shard], data)

    def shards(self, kind: str) -> list[Path]:
        """Data files of a kind in order."""
        return sorted(self.folder.glob(f"data/{kind}/*/*.txt"))

    def shard(self, path: Path, data: bytes, frame: bytes = b"") -> None:
        """Write another payload, or another frame, into a data file."""
        kind, number = path.parts[-3], int(path.parts[-2] + path.stem, 16)
        frame = frame or zstandard.ZstdCompressor(level=19).compress(data)
        head = CALIBRATION if kind == "B" else b""
        path.write_bytes(head + script(kind, number, literal(frame), zlib.adler32(frame)))

    def payload(self, path: Path) -> bytes:
        """What a data file holds."""
        return payload(path.read_bytes().removeprefix(CALIBRATION))[2]

    def boot(self, block: str, change: Callable[[bytes], bytes]) -> None:
        """Change a block of the boot file."""
        path = self.folder / "data/B/00/00.txt"
        found = blocks(self.payload(path))
        found[block] = change(found.get(block, b""))
        rows = sorted(found.items())
        table = b"".join(varint(len(n)) + n.encode() + varint(len(d)) for n, d in rows)
        self.shard(path, varint(len(rows)) + table + b"".join(d for _, d in rows))

    def file(self, name: str, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of a file."""
        path = self.folder / name
        before = path.read_bytes()
        after = change(before)
        assert after != before, name
        path.write_bytes(after)


def varint(value: int) -> bytes:
    """A number in groups of seven bits."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def script(kind: str, number: int, text: bytes, total: int) -> bytes:
    """A data file around a literal."""
    return b'R.shards.take("%s",%d,"%s",%d);\n' % (kind.encode(), number, text, total)


Change = Callable[[Drive], Any]
KINDS: dict[str, Change] = {}


def kind(name: str) -> Callable[[Change], Change]:
    """Register a kind under a name that no other has."""

    def register(change: Change) -> Change:
        if name in KINDS:
            raise ValueError(f"two kinds are called {name}")
        KINDS[name] = change
        return change

    return register


# --- markup that no page of ours has, planted in an entry, an item, a plain page or a main page ---------------------------
MARKUP = {
    "link": f'<a href="https://{HOST}/">x</a>',
    "link without scheme": f'<a href="//{HOST}/">x</a>',
    "link with a character reference": f'<a href="htt&#112;s://{HOST}/y">x</a>',
    "link with backslashes": "<a href='\\\\server\\share'>x</a>",
    "link from the root": '<a href="/wiki/X">x</a>',
    "link without quotes": f"<a href=https://{HOST}/y>x</a>",
    "link to a user page": '<a href="./사용자:나">x</a>',
    "script": "<script>1</script>",
    "script in a drawing": "<svg><script>1</script></svg>",
    "event handler": '<p onclick="x()">x</p>',
    "frame": '<iframe src="./x"></iframe>',
    "noembed": f"<noembed>made by {NAME}</noembed>",
    "noframes": f'<noframes><a href="https://{HOST}/">x</a></noframes>',
    "noscript": f'<noscript><img src="//{HOST}/p.png"></noscript>',
    "template element": f"<template>{NAME}</template>",
    "unknown element": f"<x-note>{NAME}</x-note>",
    "unknown attribute": f'<p data-made-by="{NAME}">x</p>',
    "hidden attribute": f"<p hidden>{NAME}</p>",
    "form": f'<form action="https://{HOST}/"></form>',
    "input": '<input type="image" src="x">',
    "meta refresh under another name": f'<meta name="viewport" http-equiv="refresh" content="0;url=https://{HOST}/">',
    "meta generator": f'<meta name="generator" content="{NAME}">',
    "base": f'<base href="https://{HOST}/">',
    "preconnect": f'<link rel="preconnect" href="https://{HOST}/">',
    "comment": f"<!-- {NAME} -->",
    "empty comment": "<!-->",
    "declaration": f"<!ENTITY {NAME}>",
    "processing instruction": f"<?{NAME}?>",
    "CDATA": f"<svg><![CDATA[{NAME}]]></svg>",
    "capitals": "<P>x</P>",
    "single quotes": "<p class='x'>x</p>",
    "two spaces in a tag": '<p  class="x">x</p>',
    "space before the end of a tag": "<p >x</p>",
    "slash at the end of a tag": "<br/>",
    "space in an end tag": "<p>x</p >",
    "attribute twice": '<p class="a" class="b">x</p>',
    "reference spelled otherwise": "<p>&#x26;</p>",
    "reference without need": "<p>&#65;</p>",
    "no-break space as it is": "<p>a\xa0b</p>",
    "control character": "<p>a\x08b</p>",
    "NUL": "<p>a\x00b</p>",
    "element never closed": "<div><p>x</p>",
    "end tag alone": "</section>",
    "style with an address": f'<p style="background:url(//{HOST}/p.png)">x</p>',
    "style with a comment": f'<p style="color:red/*{NAME}*/">x</p>',
    "style with a spare semicolon": '<p style="color:red;">x</p>',
    "style that lies over the reader": '<p style="position:fixed;top:0">x</p>',
    "style that sticks": '<p style="position:sticky">x</p>',
    "style with capitals": '<p style="COLOR:red">x</p>',
    "style sheet with an import": f'<style>@import "//{HOST}/x.css";</style>',
    "style sheet with a comment": f"<style>p{{color:red}}/*{NAME}*/</style>",
    "style sheet that ends in two ways": f'<style>p{{color:red}}</style ><img src="//{HOST}/p.png">',
    "style sheet with a face": "<style>@font-face{font-family:x}</style>",
    "id with a path": f'<p id="/home/{NAME}/x">x</p>',
    "id of the reader": '<p id="r-page">x</p>',
    "title with an address": f'<p title="https://{HOST}/">x</p>',
    "backtick in a title": '<p title="``onclick=x">x</p>',
    "class with an address": f'<p class="{NAME}@{HOST}">x</p>',
    "language with a file": f'<p lang="file:///home/{NAME}">x</p>',
    "paint from elsewhere": f'<svg><path d="M0 0" fill="url(//{HOST}/p#a)"></path></svg>',
    "drawing that shows a picture": f'<svg><image href="//{HOST}/p.png"></image></svg>',
    "drawing that uses another": f'<svg><use href="//{HOST}/p#a"></use></svg>',
    "formula with a link": f'<math><mi href="//{HOST}/">x</mi></math>',
    "formula with an annotation": f"<math><semantics><annotation>{NAME}</annotation></semantics></math>",
    "picture from elsewhere": f'<img src="https://{HOST}/p.png">',
    "picture set": f'<img srcset="//{HOST}/p.png 2x">',
    "picture that is a program": "<img src=\"data:image/svg+xml,<svg onload='x'>\">",
    "video poster": f'<video poster="//{HOST}/p.png"></video>',
    "bits after base64": '<img src="data:image/png;base64,iVBORw0KGgp=">',
}


def _plant(markup: str) -> Change:
    def change(drive: Drive) -> None:
        place = drive.rng.randrange(5)
        if place == 0:
            drive.page(
                lambda html: (
                    html.replace('\n</div>\n<div class="r-page-credit"', f'{markup}\n</div>\n<div class="r-page-credit"', 1)
                    if 'r-page-credit"' in html
                    else html.replace("<p>", f"{markup}<p>", 1)
                )
            )
        elif place == 1:
            drive.item(lambda item: item + markup.encode("utf-8", "replace"))
        elif place == 2:
            drive.file(
                "data/P/00/00.htm",
                lambda b: b.replace(
                    b'</div>\n<p class="r-page-credit">', markup.encode() + b'</div>\n<p class="r-page-credit">', 1
                ),
            )
        elif place == 3:
            drive.boot(
                "main",
                lambda b: (
                    b.replace(b"</div>", markup.encode() + b"</div>", 1) if b"</div>" in b else b + markup.encode()
                ),
            )
        else:
            drive.page(lambda html: html.replace("<p", f"{markup}<p", 1), "_/main")

    return change


for _name, _markup in MARKUP.items():
    KINDS[_name] = _plant(_markup)


# --- the page around a body ------------------------------------------------------------------------------------------------
def _head(old: str, *new: str) -> Change:
    def change(drive: Drive) -> None:
        def act(text: str) -> str:
            assert old in text, old
            return text.replace(old, drive.rng.choice(new), 1)

        if drive.rng.random() < 0.5:
            drive.page(act)
        else:
            drive.file(
                drive.rng.choice(("data/P/00/00.htm", "data/P/index.htm")), lambda b: act(b.decode()).encode("utf-8", "replace")
            )

    return change


KINDS |= {
    "byte order mark": _head("<!DOCTYPE", "\ufeff<!DOCTYPE"),
    "another doctype": _head(
        "<!DOCTYPE html>", "<!doctype html>", "<!DOCTYPE HTML>", f'<!DOCTYPE html SYSTEM "{NAME}">'
    ),
    "text before the page": _head("<!DOCTYPE", " <!DOCTYPE", "\n<!DOCTYPE", f"{NAME}<!DOCTYPE"),
    "text after the page": _head("</html>\n", "</html>\n\n", "</html>", f"</html>\n{NAME}\n", "</html> \n"),
    "another policy": _head("default-src 'none'", "default-src *", "default-src 'self'", "default-src 'none' https:"),
    "policy that comes late": _head(
        '<meta charset="utf-8">\n', f'<link rel="icon" href="//{HOST}/i">\n<meta charset="utf-8">\n'
    ),
    "no policy": _head("Content-Security-Policy", "Content-Security-Policy-Report-Only", "X-Policy"),
    "another charset": _head('charset="utf-8"', 'charset="utf-16"', 'charset="euc-kr"', 'charset="utf-7"'),
    "referrer": _head('content="no-referrer"', 'content="unsafe-url"', 'content="origin"'),
    "one more meta": _head(
        "<title>", f'<meta name="author" content="{NAME}"><title>', '<meta name="x" content="y">\n<title>'
    ),
    "style sheet of another place": _head('page.css"', f'page.css?{NAME}"', 'page2.css"'),
    "another language": _head('lang="ko"', 'lang="en"', f'lang="{NAME}"'),
    "body with an attribute": _head(
        '<body class="r-page"', '<body id="x" class="r-page"', '<body class="r-page" onload="x()"'
    ),
    "script in the head": _head(
        "<title>", "<script>1</script>\n<title>", f'<script src="//{HOST}/x.js"></script><title>'
    ),
}


@kind("UTF-16 page")
def _utf16(drive: Drive) -> None:
    if drive.rng.random() < 0.5:
        with drive.zim() as archive:
            archive.put(
                "C/대한민국", archive.blob("C/대한민국").decode().encode(drive.rng.choice(("utf-16", "utf-16-le")))
            )
    else:
        drive.file("data/P/00/00.htm", lambda b: b.decode().encode("utf-16"))


@kind("bytes that are no UTF-8")
def _latin(drive: Drive) -> None:
    bad = drive.rng.choice((b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"))
    if drive.rng.random() < 0.5:
        drive.item(lambda item: item + bad)
    else:
        with drive.zim() as archive:
            archive.put("C/대한민국", archive.blob("C/대한민국").replace(b"<p>", b"<p>" + bad, 1))


@kind("title of a page that is another than its entry's")
def _title(drive: Drive) -> None:
    drive.page(lambda html: re.sub("<title>[^<]*", f"<title>{NAME}{drive.rng.random()}", html, count=1))


@kind("credit that names somebody")
def _credit(drive: Drive) -> None:
    drive.page(
        lambda html: html.replace("위키백과 기여자들이", drive.rng.choice((NAME, "홍길동이", "우리 모임이")), 1),
        "대한민국",
    )


@kind("page of another template")
def _template(drive: Drive) -> None:
    path = drive.rng.choice(("_/license", "_/index", "_/main"))
    drive.page(
        lambda html: (
            html.replace("<p", f"<p>{NAME}</p><p", 1) if "<p" in html else html.replace("<ul", f"<p>{NAME}</p><ul", 1)
        ),
        path,
    )


@kind("label that is not the page's title")
def _label(drive: Drive) -> None:
    drive.page(
        lambda html: re.sub(
            r'<li><a href="(\.\./[^"_][^"]*)">[^<]*', rf'<li><a href="\1">{NAME} {drive.rng.random()}', html, count=1
        ),
        "_/main",
    )


# --- reader, scripts, style sheets --------------------------------------------------------------------------------------------
def _shell(*pairs: tuple[bytes, bytes]) -> Change:
    def change(drive: Drive) -> None:
        old, new = drive.rng.choice(pairs)
        drive.file("index.html", lambda b: b.replace(old, new, 1))

    return change


_END = b"</script>\n</body>"
KINDS |= {
    "location in the shell": _shell(
        (_END, f'location="//{HOST}/";'.encode() + _END), (_END, f"open('https://{HOST}/');".encode() + _END)
    ),
    "fetch in the shell": _shell((_END, b'window["fet"+"ch"]("x");' + _END), (_END, b"new Image().src=x;" + _END)),
    "comment in the shell": _shell(
        (_END, f"//{NAME}\n".encode() + _END), (b"<title>", f"<!--{NAME}--><title>".encode())
    ),
    "title of the shell": _shell(
        ("<title>문서".encode(), f"<title>{NAME}".encode()), ("<title>문서".encode(), b"<title>x")
    ),
    "space in the shell": _shell((b"</body>", b" </body>"), (b"<body>", b"<body >"), (b"</html>\n", b"</html>\n\n")),
    "style of the shell": _shell((b"</style>", f"/*{NAME}*/</style>".encode()), (b"</style>", b"a{color:red}</style>")),
    "end of the style of the shell": _shell(
        (b"</style>", f'</style ><img src="//{HOST}/p">'.encode()), (b"</style>", b"</STYLE>")
    ),
    "line to plain pages twice": _shell(
        (
            f"{PLAIN_LINE}\n".encode(),
            f"{PLAIN_LINE}\n".encode() * 2,
        ),
    ),
    "policy of the shell": _shell((b"default-src 'none'", b"default-src *"), (b"img-src 'self'", b"img-src https:")),
}


@kind("style sheet of the plain pages")
def _css(drive: Drive) -> None:
    more = drive.rng.choice((f"/*{NAME}*/", f"a{{background:url(//{HOST}/x)}}", "\n", " ", "a{color:red}"))
    drive.file("data/P/page.css", lambda b: b + more.encode())


@kind("style sheet of the archive")
def _zim_css(drive: Drive) -> None:
    with drive.zim() as archive:
        archive.put(
            "C/_/page.css",
            archive.blob("C/_/page.css") + drive.rng.choice((b"\n", b"/*x*/", f"/*{NAME}*/".encode(), b"a{}", b" ")),
        )


# --- data files ---------------------------------------------------------------------------------------------------------------
def _any_shard(drive: Drive, kinds: str = "AFSTUCDILVWX") -> Path:
    return drive.rng.choice([path for letter in kinds for path in drive.shards(letter)])


def _data(act: Callable[[bytes, random.Random], bytes], kinds: str = "AFSTUCDILVWX") -> Change:
    def change(drive: Drive) -> None:
        path = _any_shard(drive, kinds)
        drive.file(path.relative_to(drive.folder).as_posix(), lambda b: act(b, drive.rng))

    return change


def _frame(act: Callable[[bytes, random.Random], bytes]) -> Change:
    """Another frame around, or with, the same data."""

    def change(drive: Drive) -> None:
        path = _any_shard(drive)
        drive.shard(path, b"", act(drive.payload(path), drive.rng))

    return change


def _pack(data: bytes, **options: Any) -> bytes:
    return zstandard.ZstdCompressor(level=19, **options).compress(data)


def _raw_blocks(data: bytes) -> bytes:
    """A frame with an empty block before the data."""
    frame = _pack(data)
    wide = {0: 1, 1: 2, 2: 4}[frame[4] >> 6]
    return frame[: 5 + wide] + b"\0\0\0" + frame[5 + wide :]


KINDS |= {
    "bytes after a data file": _data(
        lambda b, r: b + r.choice((b"\n", b"//" + NAME.encode() + b"\n", b" ", b"\0", b";"))
    ),
    "bytes before a data file": _data(lambda b, r: r.choice((b"\n", b" ", b"new X();", b"/*x*/", b"\xef\xbb\xbf")) + b),
    "space in a data file": _data(lambda b, r: b.replace(b'",', b'", ', 1)),
    "sum with a zero before it": _data(lambda b, r: re.sub(rb",(\d+)\);\n\Z", rb",0\1);\n", b)),
    "literal spelled otherwise": _data(
        lambda b, r: b.replace(b"\\0", b"\\x00", 1) if b"\\0" in b else b.replace(b"\\n", b"\\x0a", 1)
    ),
    "quotation mark of another kind": _data(lambda b, r: b.replace(b'take("', b"take('", 1).replace(b'",', b"',", 1)),
    "checksum in a frame": _frame(lambda d, r: _pack(d, write_checksum=True)),
    "frame without a size": _frame(lambda d, r: raw_zim.packed(d)),
    "two frames": _frame(lambda d, r: _pack(d[: len(d) // 2]) + _pack(d[len(d) // 2 :])),
    "frame that is skipped": _frame(
        lambda d, r: _pack(d) + struct.pack("<II", 0x184D2A50 + r.randrange(16), len(NAME)) + NAME.encode()
    ),
    "frame that is skipped, first": _frame(
        lambda d, r: struct.pack("<II", 0x184D2A50, len(NAME)) + NAME.encode() + _pack(d)
    ),
    "bytes behind a frame": _frame(lambda d, r: _pack(d) + NAME.encode()),
    "empty block in a frame": _frame(lambda d, r: _raw_blocks(d)),
    "frame with a dictionary": _frame(
        lambda d, r: (lambda f: f[:4] + bytes([f[4] | 1]) + bytes([r.randrange(256)]) + f[5:])(_pack(d))
    ),
    "number with needless bytes": lambda drive: (
        lambda path: drive.shard(path, (lambda d: bytes([d[0] | 128, 0]) + d[1:])(drive.payload(path)))
    )(_any_shard(drive, "AFTUCDLVWX")),
}


@kind("calibration line")
def _calibration(drive: Drive) -> None:
    new = drive.rng.choice((b'");new Image().src="//x.example/");\n', b'"); \n', b'");//me\n', b'","x");\n', b'");;\n'))
    drive.file("data/B/00/00.txt", lambda b: b.replace(b'");\n', new, 1))


@kind("calibration of other bytes")
def _calibration_bytes(drive: Drive) -> None:
    at = drive.rng.randrange(60, 200)
    drive.file("data/B/00/00.txt", lambda b: b[:at] + bytes([b[at] ^ 1]) + b[at + 1 :])


@kind("bytes after the items")
def _after_items(drive: Drive) -> None:
    path = drive.rng.choice(drive.shards("I") + drive.shards("A")[-1:])
    drive.shard(path, drive.payload(path) + NAME.encode())


@kind("one more block in the boot file")
def _block(drive: Drive) -> None:
    drive.boot(drive.rng.choice(("note", "a", "zz", NAME, "Main")), lambda b: NAME.encode())


@kind("one more fact in the boot file")
def _fact(drive: Drive) -> None:
    drive.boot(
        "site",
        lambda b: b + drive.rng.choice((f"builder\t{NAME}\n", "x\t1\n", "\n", "title\tx\n", f"{NAME}\t\n")).encode(),
    )


@kind("another fact in the boot file")
def _other_fact(drive: Drive) -> None:
    drive.boot(
        "site",
        lambda b: re.sub(
            "title\t[^\n]*", drive.rng.choice((f"title\t{NAME}", "title\t", "title\t위키")), b.decode()
        ).encode(),
    )


@kind("table of shards that tells of others")
def _tables(drive: Drive) -> None:
    drive.boot("tables", lambda b: b + drive.rng.choice((b"Q\0\x01\x01", b"Z\0\0", b"ME\0\0", b"A\0\x01\x01", b"x")))


@kind("item with another second line")
def _second(drive: Drive) -> None:
    new = drive.rng.choice(
        (f"note\t{NAME}\t", f"article\t1\t2026-08-30\t{NAME}", "article\t007\t2026-08-30", "article", "special\tx\t")
    )
    drive.item(lambda item: b"\n".join([item.split(b"\n")[0], new.encode(), *item.split(b"\n")[2:]]))


@kind("heading of no place")
def _heading(drive: Drive) -> None:
    drive.item(
        lambda item: b"\n".join(
            [*item.split(b"\n", 4)[:3], f"1\t{NAME}{drive.rng.random()}\tx".encode(), *item.split(b"\n", 4)[4:]]
        )
    )


@kind("category of no item")
def _category(drive: Drive) -> None:
    drive.item(
        lambda item: b"\n".join(
            [*item.split(b"\n", 4)[:2], f"{99999 + drive.rng.randrange(99)}\tx".encode(), *item.split(b"\n", 4)[3:]]
        )
    )


@kind("link to no item")
def _no_item(drive: Drive) -> None:
    number = 9999 + drive.rng.randrange(9999)
    drive.item(lambda item: item + f"<a n={number}>x</a>".encode())


@kind("title that no page has, in the search")
def _search_title(drive: Drive) -> None:
    path = drive.rng.choice(drive.shards("T") + drive.shards("C"))
    data = drive.payload(path)
    title = next(t for t in ("서울특별시", "대한민국", "컴퓨터", "도서관", "하늘", "바다") if t.encode() in data)
    drive.shard(
        path, data.replace(title.encode(), NAME[: len(title.encode())].ljust(len(title.encode()), "x").encode(), 1)
    )


@kind("bytes after the search data")
def _search_end(drive: Drive) -> None:
    path = drive.rng.choice([p for k in "STUCDFVWX" for p in drive.shards(k)])
    drive.shard(path, drive.payload(path) + drive.rng.choice((NAME.encode(), b"\0", b"x")))


@kind("tables of spelling")
def _spelling(drive: Drive) -> None:
    path = drive.shards("S")[0]
    data = drive.payload(path)
    at = len(data) // 2 + drive.rng.randrange(500)
    drive.shard(path, data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])


def _lead(*acts: Callable[[bytes], bytes]) -> Change:
    """Another item of kind L."""
    return lambda drive: drive.item(drive.rng.choice(acts), "L")


def _entries(drive: Drive, kinds: str) -> tuple[Path, bytes, list[bytes], bytes]:
    """A file of entries: its place, the bytes before its lines, the lines, the bytes behind them."""
    path = _any_shard(drive, kinds)
    data = drive.payload(path)
    count, at = number(data, 0)
    size, at = number(data, at)
    return path, varint(count), data[at : at + size].split(b"\n"), data[at + size :]


def _line(change: Callable[[list[bytes], random.Random], Any], kinds: str = "V") -> Change:
    """Other lines of titles in a file of entries."""

    def act(drive: Drive) -> None:
        path, count, lines, rest = _entries(drive, kinds)
        change(lines, drive.rng)
        text = b"\n".join(lines)
        drive.shard(path, count + varint(len(text)) + text + rest)

    return act


def _column(change: Callable[[bytearray, int, random.Random], Any], kinds: str = "V") -> Change:
    """Other numbers in a file of entries, whose starts are a byte each."""

    def act(drive: Drive) -> None:
        path, count, lines, rest = _entries(drive, kinds)
        text, columns = b"\n".join(lines), bytearray(rest)
        change(columns, len(lines), drive.rng)
        drive.shard(path, count + varint(len(text)) + text + bytes(columns))

    return act


def _rows(change: Callable[[list[bytes], random.Random], list[bytes]]) -> Change:
    """Other rows of titles less a syllable: six bytes each, columns in the file."""

    def act(drive: Drive) -> None:
        path = _any_shard(drive, "X")
        data = drive.payload(path)
        count, at = number(data, 0)
        rows = [bytes(data[at + n * count + i] for n in range(6)) for i in range(count)]
        changed = change(list(rows), drive.rng)
        assert changed != rows
        drive.shard(path, varint(len(changed)) + b"".join(bytes(row[n] for row in changed) for n in range(6)))

    return act


def _flipped(place: int, bits: tuple[int, ...]) -> Change:
    """One row of which a bit of a column is another; rows stay in order."""

    def change(rows: list[bytes], r: random.Random) -> list[bytes]:
        at = r.randrange(len(rows))
        row = bytearray(rows[at])
        row[place] ^= r.choice(bits)
        rows[at] = bytes(row)
        return sorted(rows, key=lambda row: (row[:3], row[4], row[3], row[5] & 3, row[5] >> 2))

    return _rows(change)


def _root(part: int, *others: Callable[[bytes], bytes]) -> Change:
    """Another part of the root of the search."""

    def act(drive: Drive) -> None:
        path = drive.shards("S")[0]
        data = drive.payload(path)
        count, at = number(data, 0)
        sizes, at = numbers(data, at, count)
        parts = []
        for size in sizes:
            parts.append(data[at : at + size])
            at += size
        parts[part] = drive.rng.choice(others)(parts[part])
        drive.shard(path, varint(len(parts)) + b"".join(varint(len(p)) for p in parts) + b"".join(parts))

    return act


def _swap(rows: list[bytes], r: random.Random) -> list[bytes]:
    at = next(n for n in r.sample(range(len(rows) - 1), len(rows) - 1) if rows[n] != rows[n + 1])
    rows[at], rows[at + 1] = rows[at + 1], rows[at]
    return rows


KINDS |= {
    "first words with others behind them": _lead(lambda i: i + b" " + NAME.encode(), lambda i: i + b".", lambda i: i + b" "),
    "first words with others before them": _lead(
        lambda i: i.replace(b"\n", b"\n" + NAME.encode() + b" ", 1), lambda i: i.replace(b"\n", b"\n ", 1)
    ),
    "first words that end sooner": _lead(
        *(lambda i, n=n: i.decode()[:-n].encode() for n in (1, 2, 3, 4, 5))
    ),
    "first words under another title": _lead(
        lambda i: NAME.encode() + i, lambda i: b" " + i, lambda i: b"x" + i, lambda i: i.replace(b"\n", b" \n", 1)
    ),
    "first words left out": _lead(lambda i: b"\n"),
    "first words of one more article": lambda drive: _more_items(drive, drive.rng.choice((b"\n", NAME.encode() + b"\nx", b"x"))),
    "title by sound that no page has": _line(lambda lines, r: _put(lines, r, NAME.encode())),
    "title by sound with something behind it": _line(
        lambda lines, r: _add(lines, r, r.choice((b" ", b"\tx", b"x", b"\t", "\u200b".encode())))
    ),
    "titles by sound in another order": _line(lambda lines, r: _swap(lines, r)),
    "title by sound with another start": _column(lambda c, n, r: _xor(c, r.randrange(n), r.choice((2, 4, 8, 16, 1)))),
    "title by sound that leads elsewhere": _column(lambda c, n, r: _xor(c, n + 2 * n + r.randrange(n), r.choice((1, 2, 64)))),
    "title by initials with a start": _column(lambda c, n, r: _xor(c, r.randrange(n), r.choice((2, 4, 8))), "C"),
    "title less a syllable: hash": _flipped(2, (1, 2, 4, 8, 128)),
    "title less a syllable: letter": _flipped(3, (1, 2, 4, 8, 128)),
    "title less a syllable: place": _flipped(5, (1, 2, 3)),
    "title less a syllable: weight": _flipped(5, (4, 8, 16, 32, 64)),
    "titles less a syllable in another order": _rows(_swap),
    "title less a syllable twice": _rows(lambda rows, r: (lambda at: rows[:at] + rows[at - 1 :])(r.randrange(1, len(rows)))),
    "title less a syllable left out": _rows(lambda rows, r: (lambda at: rows[:at] + rows[at + 1 :])(r.randrange(len(rows)))),
    "titles less a syllable of none": _rows(lambda rows, r: [*rows, b"\xff\xff" + bytes([255, r.randrange(99), 0xAC, 0])]),
    "root of titles less a syllable": _root(
        6,
        lambda p: p + b"\0", lambda p: p + NAME.encode(), lambda p: b"\0", lambda p: varint(number(p, 0)[0] + 1) + p[1:] + b"\0\1\xef",
        lambda p: p[:-1] + bytes([p[-1] ^ 1]),
    ),
    "root of titles by sound": _root(
        5, lambda p: p + b"\0", lambda p: p + NAME.encode(), lambda p: b"\0\0\0", lambda p: varint(number(p, 0)[0] + 1) + p[1:], lambda p: p[:-1]
    ),
}  # fmt: skip


def _put(lines: list[bytes], r: random.Random, text: bytes) -> None:
    lines[r.randrange(len(lines))] = text


def _add(lines: list[bytes], r: random.Random, text: bytes) -> None:
    lines[r.randrange(len(lines))] += text


def _xor(columns: bytearray, at: int, bit: int) -> None:
    columns[at] ^= bit


def _more_items(drive: Drive, item: bytes) -> None:
    path = drive.shards("L")[-1]
    head, items, _ = pieces(drive.payload(path))
    items.append(item)
    data = varint(len(head)) + varint(len(items)) + b"".join(varint(len(i)) for i in items) + head + b"".join(items)
    drive.shard(path, data)


# --- plain pages --------------------------------------------------------------------------------------------------------------
@kind("plain page with another text")
def _plain_text(drive: Drive) -> None:
    word = f"{NAME} {drive.rng.random()}"
    drive.file("data/P/00/00.htm", lambda b: b.replace(b"</p>", word.encode() + b"</p>", 1))


@kind("list of plain pages")
def _plain_list(drive: Drive) -> None:
    row = drive.rng.choice(
        (
            f'<li><a href="00/00.htm#p0">{NAME}</a></li>\n',
            '<li><a href="00/00.htm#p999">x</a></li>\n',
            f"<li>{NAME}</li>\n",
        )
    )
    drive.file("data/P/index.htm", lambda b: b.replace(b"</ul>", row.encode() + b"</ul>", 1))


@kind("shelf of plain pages")
def _shelf(drive: Drive) -> None:
    drive.file(
        "data/P/index.htm",
        lambda b: re.sub(rb'(<h2 id="g1">)[^<]*', rb"\1" + drive.rng.choice((NAME.encode(), b"x", b"")), b, count=1),
    )


# --- pictures -----------------------------------------------------------------------------------------------------------------
def _picture(data: Callable[[], bytes], media: str) -> Change:
    """The picture of archive and reader, both another."""

    def change(drive: Drive) -> None:
        content = data()
        if drive.rng.random() < 0.5:
            with drive.zim() as archive:
                archive.entry("C/_/i/0.png").mime = media
                archive.put("C/_/i/0.png", content)
        drive.item(lambda item: media.encode() + b"\n" + content, "I")

    return change


for _name, _dirty in DIRTY.items():
    KINDS[f"picture: {_name}"] = _picture(_dirty, f"image/{_name.split()[0].lower()}")


def _png(act: Callable[[bytes], bytes]) -> Change:
    return _picture(lambda: act(clean_picture("PNG")), "image/png")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size


def _join(chunks: list[tuple[bytes, bytes]]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(b)) + k + b + struct.pack(">I", zlib.crc32(k + b)) for k, b in chunks
    )


def _idat(act: Callable[[bytes], bytes]) -> Change:
    return _png(lambda data: _join([(k, act(b) if k == b"IDAT" else b) for k, b in _chunks(data)]))


KINDS |= {
    "picture: PNG with a wrong CRC": _png(lambda d: d[:40] + bytes([d[40] ^ 1]) + d[41:]),
    "picture: PNG data too long": _idat(lambda b: zlib.compress(zlib.decompress(b) + NAME.encode(), 9)),
    "picture: PNG data too short": _idat(lambda b: zlib.compress(zlib.decompress(b)[:-1], 9)),
    "picture: PNG bytes after the data": _idat(lambda b: b + NAME.encode()),
    "picture: PNG palette that nobody uses": _png(
        lambda d: _join(
            [c for k, b in _chunks(d) for c in ((k, b), *([(b"PLTE", NAME.encode())] if k == b"IHDR" else []))]
        )
    ),
    "picture: PNG empty data": _png(
        lambda d: _join([c for k, b in _chunks(d) for c in (*([(k, b"")] if k == b"IDAT" else []), (k, b))])
    ),
    "picture: JPEG table of its own": _picture(
        lambda: (lambda d: d.replace(d[25:30], b"hello", 1))(clean_picture("JPEG")), "image/jpeg"
    ),
    "picture: of another type than it says": _picture(lambda: clean_picture("JPEG"), "image/png"),
    "picture: WebP reserved bytes": _picture(
        lambda: (lambda d: d[:21] + b"hgd" + d[24:])(saved("WEBP", picture().convert("RGBA").rotate(30))), "image/webp"
    ),
    "picture: GIF size of its own": _picture(
        lambda: (lambda d: d[:12] + b"\x31" + d[13:])(clean_picture("GIF")), "image/gif"
    ),
}


# --- the archive --------------------------------------------------------------------------------------------------------------
def _zim(act: Callable[[raw_zim.Archive, random.Random], Any]) -> Change:
    def change(drive: Drive) -> None:
        with drive.zim() as archive:
            act(archive, drive.rng)

    return change


def _value(key: str, *values: str) -> Change:
    return _zim(lambda z, r: z.put(f"M/{key}", r.choice(values).encode()))


def _more_metadata(z: raw_zim.Archive, r: random.Random) -> None:
    z.add(
        "M",
        r.choice(("Scraper", "Source", "Tags", "Flavour", "X-Builder", "Relation")),
        "",
        "text/plain;charset=utf-8",
        NAME.encode(),
    )


def _swap_titles(z: raw_zim.Archive, r: random.Random) -> None:
    entry = r.choice([e for e in z.entries if e.space == "C" and e.mime == "text/html" and not e.path.startswith("_/")])
    entry.title = f"{NAME} {r.random()}"


def _redirect_title(z: raw_zim.Archive, r: random.Random) -> None:
    r.choice([e for e in z.entries if e.space == "C" and e.target]).title = f"{NAME} {r.random()}"


def _circle(z: raw_zim.Archive, r: random.Random) -> None:
    redirects = [e for e in z.entries if e.space == "C" and e.target]
    redirects[0].target, redirects[1].target = redirects[1].path, r.choice((redirects[0].path, redirects[1].path))


def _index(act: Callable[[bytearray, random.Random], Any]) -> Change:
    def change(drive: Drive) -> None:
        with drive.zim() as archive:
            where = drive.rng.choice(("X/title/xapian", "X/fulltext/xapian"))
            data = bytearray(archive.blob(where))
            act(data, drive.rng)
            archive.put(where, bytes(data))

    return change


def _free_bytes(data: bytearray, r: random.Random) -> None:
    chosen = 8192 * r.randrange(1, len(data) // 8192)
    for start in [chosen, *range(8192, len(data), 8192)]:
        free, end = struct.unpack_from(">HH", data, start + 7)
        if free > len(NAME):
            data[start + end + 1 : start + end + 1 + len(NAME)] = NAME.encode()
            return
    raise AssertionError("no free bytes")


def _document(data: bytearray, r: random.Random) -> None:
    places = [m.start() for m in re.finditer(rb"C/[\xea-\xed]", bytes(data))]
    at = r.choice(places)
    data[at + 2 : at + 5] = b"xyz"


def _replace(old: bytes, *new: bytes) -> Callable[[bytearray, random.Random], None]:
    def act(data: bytearray, r: random.Random) -> None:
        at = data.find(old)
        assert at >= 0, old
        chosen = r.choice(new)
        data[at : at + len(chosen)] = chosen

    return act


def _packed_cluster(z: raw_zim.Archive) -> raw_zim.Cluster:
    return next(c for c in z.clusters if c.packed)


def _cluster_frame(act: Callable[[bytes, random.Random], bytes]) -> Change:
    def change(z: raw_zim.Archive, r: random.Random) -> None:
        cluster = _packed_cluster(z)
        data = zstandard.ZstdDecompressor().decompressobj().decompress(cluster.frame)
        cluster.frame = act(data, r)

    return _zim(change)


KINDS |= {
    "creator": _value("Creator", NAME, "홍길동", "", "위키백과", f"{NAME}@{HOST}"),
    "publisher": _value("Publisher", NAME, "우리 모임", "", "위키백과", "- "),
    "title of the archive": _value("Title", NAME, "위키백과 ", "우리 백과", "", "위키백과\n"),
    "description of the archive": _value("Description", NAME, f"https://{HOST}/", "", "한국어 위키백과.", "x"),
    "name of the archive": _value("Name", NAME, "wikipedia_ko_all_nopic", "", "wikipedia_ko", "x"),
    "language": _value("Language", "eng", "ko", "kor,eng", "", "KOR"),
    "licence": _value("License", NAME, "CC BY-SA 3.0", "", f"https://{HOST}/", "x"),
    "date": _value("Date", "2026-09-02", "today", "2026-9-1", "2026-09-01 ", ""),
    "counter": _value("Counter", "text/html=1", NAME, "", "text/html=26;text/css=1", "x=1"),
    "one more metadata": _zim(_more_metadata),
    "long description": _zim(
        lambda z, r: z.add("M", "LongDescription", "", "text/plain;charset=utf-8", f"{NAME}{r.random()}".encode())
    ),
    "one more illustration": _zim(
        lambda z, r: z.add("M", f"Illustration_{r.choice((16, 64, 96))}x96@1", "", "image/png", clean_picture("PNG"))
    ),
    "another illustration": _zim(
        lambda z, r: z.put(
            "M/Illustration_48x48@1", r.choice((clean_picture("PNG"), DIRTY["PNG text"](), DIRTY["PNG time"]()))
        )
    ),
    "metadata missing": _zim(
        lambda z, r: z.entries.remove(z.entry(f"M/{r.choice(('License', 'Publisher', 'Creator', 'Counter', 'Name'))}"))
    ),
    "type of metadata": _zim(
        lambda z, r: setattr(
            z.entry("M/Creator"), "mime", r.choice(("text/plain", "text/html", "x/y", f"text/{NAME}", "text/css"))
        )
    ),
    "two types in one": _zim(
        lambda z, r: setattr(
            z.entry("C/대한민국"),
            "mime",
            r.choice(("text/plain,text/html", "text/html;x", "text/html ", "TEXT/HTML", "text/plain")),
        )
    ),
    "type of nobody": _zim(lambda z, r: z.types.append(r.choice((NAME, "text/x", "a/b", "image/gif", "zz")))),
    "script entry": _zim(lambda z, r: z.add("C", f"_/{r.randrange(99)}.js", "", "application/javascript", b"1")),
    "document entry": _zim(lambda z, r: z.add("C", f"_/{r.randrange(99)}.pdf", "", "application/pdf", b"%PDF-1.4")),
    "text entry": _zim(lambda z, r: z.add("C", f"_/{r.randrange(99)}.txt", "", "text/plain", NAME.encode())),
    "drawing entry": _zim(lambda z, r: z.add("C", f"_/{r.randrange(99)}.svg", "", "image/svg+xml", b"<svg/>")),
    "picture with a title": _zim(lambda z, r: setattr(z.entry("C/_/i/0.png"), "title", f"{NAME}{r.random()}")),
    "user page": _zim(
        lambda z, r: z.add(
            "C",
            r.choice(("사용자:나", "사용자토론:나", "특수:기여/나", "User:Me", "Special:X")),
            "",
            "text/html",
            z.blob("C/대한민국"),
        )
    ),
    "entry of another namespace": _zim(
        lambda z, r: z.add(r.choice("ABIJU-"), "x", "", "text/plain;charset=utf-8", NAME.encode())
    ),
    "entry W": _zim(
        lambda z, r: z.add(
            "W", r.choice(("note", "favicon", "mainPage2", NAME, "x")), "", "text/plain;charset=utf-8", NAME.encode()
        )
    ),
    "entry X": _zim(
        lambda z, r: z.add(
            "X",
            r.choice(("note", "listing/titleOrdered/v2", "title/xapian2", NAME, "x")),
            "",
            "application/octet-stream+zimlisting",
            NAME.encode(),
        )
    ),
    "title of an entry": _zim(_swap_titles),
    "title of metadata": _zim(
        lambda z, r: setattr(z.entry(f"M/{r.choice(('Creator', 'Date', 'Name', 'Title', 'Counter'))}"), "title", NAME)
    ),
    "title of an index": _zim(lambda z, r: setattr(z.entry("X/title/xapian"), "title", f"{NAME}{r.random()}")),
    "title that only repeats the path": _zim(
        lambda z, r: (lambda e: setattr(e, "title", e.path))(r.choice([e for e in z.entries if e.space in "CM"]))
    ),
    "title of a redirect": _zim(_redirect_title),
    "title of the main page's redirect": _zim(
        lambda z, r: setattr(z.entry("W/mainPage"), "title", f"{NAME}{r.random()}")
    ),
    "redirects in a circle": _zim(_circle),
    "main page that leads elsewhere": _zim(lambda z, r: z.fields.update(main=r.randrange(3))),
    "layout page": _zim(lambda z, r: z.fields.update(layout=r.choice((0, 1, 7, 4711, 0xFFFFFFFE)))),
    "version of the format": _zim(
        lambda z, r: z.fields.update({r.choice(("major", "minor")): r.choice((5, 7, 9, 4711, 66))})
    ),
    "bytes of an entry": _zim(lambda z, r: setattr(r.choice(z.entries), "extra", NAME.encode())),
    "revision of an entry": _zim(lambda z, r: setattr(r.choice(z.entries), "revision", 1 + r.randrange(1 << 30))),
    "entries out of order": _zim(lambda z, r: (z.entries.reverse(), setattr(z, "sorted", False))),
    "entry twice": _zim(lambda z, r: z.entries.append(replace(r.choice([e for e in z.entries if e.space in "CM"])))),
    "two entries of one blob": _zim(
        lambda z, r: z.entries.append(replace(z.entry("C/대한민국"), path=f"{NAME}{r.random()}"))
    ),
    "blob of nobody": _zim(
        lambda z, r: (
            _packed_cluster(z).blobs.append(f"{NAME}{r.random()}".encode()),
            setattr(_packed_cluster(z), "frame", b""),
        )
    ),
    "cluster of nobody": _zim(lambda z, r: z.clusters.append(raw_zim.Cluster(r.random() < 0.5, [NAME.encode(), b"x"]))),
    "bytes after the last blob": _zim(
        lambda z, r: (
            setattr(_packed_cluster(z), "after", f"{NAME}{r.random()}".encode()),
            setattr(_packed_cluster(z), "frame", b""),
        )
    ),
    "bytes behind a cluster": _zim(
        lambda z, r: setattr(r.choice(z.clusters), "behind", f"{NAME}{r.random()}".encode())
    ),
    "wide offsets": _zim(
        lambda z, r: [
            setattr(c, "info", (5 if c.packed else 1) | 16) or setattr(c, "frame", b"")
            for c in z.clusters[: r.choice((1, 2))]
        ]
    ),
    "bits of a cluster": _zim(
        lambda z, r: setattr(r.choice(z.clusters), "info", r.choice((0, 2, 3, 0x25, 0x41, 0x85)))
    ),
    "cluster that is not packed": _zim(lambda z, r: setattr(z.clusters[1], "info", 0)),
    "room behind the types": _zim(lambda z, r: setattr(z, "room", bytes(r.randrange(9)) + NAME.encode())),
    "bytes before the entries": _zim(
        lambda z, r: z.gaps.update({r.choice(("entries", "paths", "pointers", "titles")): NAME.encode()})
    ),
    "bytes before the MD5": _zim(lambda z, r: z.gaps.update(end=f"{NAME}{r.random()}".encode())),
    "cluster with a checksum": _cluster_frame(lambda d, r: _pack(d, write_checksum=True, write_content_size=False)),
    "cluster with a size": _cluster_frame(lambda d, r: _pack(d)),
    "cluster with a skipped frame": _cluster_frame(
        lambda d, r: raw_zim.packed(d) + struct.pack("<II", 0x184D2A50, 4) + NAME[:4].encode()
    ),
    "cluster of two frames": _cluster_frame(lambda d, r: raw_zim.packed(d[:100]) + raw_zim.packed(d[100:])),
    "cluster of another window": _cluster_frame(
        lambda d, r: (lambda f: f[:5] + bytes([f[5] + r.choice((-8, 8, 1, 2, 3))]) + f[6:])(raw_zim.packed(d))
    ),
    "cluster with an empty block": _cluster_frame(
        lambda d, r: (lambda f: f[:6] + b"\0\0\0" + f[6:])(raw_zim.packed(d))
    ),
    "index: free bytes": _index(_free_bytes),
    "index: metadata": _index(_replace(b"fullPath", b"hongPath", b"fullPaTh", b"HONGgild")),
    "index: language": _index(_replace(b"languagekor", b"languageeng", b"languagehon")),
    "index: document that is no entry": _index(_document),
    "index: version block": _index(
        lambda d, r: (
            d.__setitem__(slice(600 + r.randrange(7000), 600 + r.randrange(7000)), b"")
            or d.__setitem__(slice(500, 500 + len(NAME)), NAME.encode())
        )
    ),
    "index: one more block": _index(lambda d, r: d.extend(r.randbytes(8192))),
    "index: bytes after it": _index(lambda d, r: d.extend(NAME.encode())),
    "index: no index at all": _index(lambda d, r: d.__setitem__(slice(0, 8), b"\0" * 8)),
    "title list out of order": _zim(
        lambda z, r: (lambda d: z.put("X/listing/titleOrdered/v1", d[4:8] + d[:4] + d[8:]))(
            z.blob("X/listing/titleOrdered/v1")
        )
    ),
    "title list with a part of a number": _zim(
        lambda z, r: z.put(
            "X/listing/titleOrdered/v1", z.blob("X/listing/titleOrdered/v1") + NAME[: r.randrange(1, 4)].encode()
        )
    ),
    "title list with an entry twice": _zim(
        lambda z, r: z.put("X/listing/titleOrdered/v1", (lambda d: d[:4] + d)(z.blob("X/listing/titleOrdered/v1")))
    ),
}


@kind("identifier of the archive")
def _uuid(drive: Drive) -> None:
    data = bytearray((drive.folder / "wiki.zim").read_bytes())
    at = drive.rng.choice([8, *(m.start() + 16 for m in re.finditer(rb"\x0f\x0dXapian Glass", bytes(data)))])
    data[at : at + 12] = NAME.encode()
    import hashlib

    data[-16:] = hashlib.md5(bytes(data[:-16]), usedforsecurity=False).digest()
    (drive.folder / "wiki.zim").write_bytes(bytes(data))


@kind("bytes after the archive")
def _after(drive: Drive) -> None:
    drive.file("wiki.zim", lambda b: b + drive.rng.choice((NAME.encode(), b"\0", b"\n", bytes(16), b[-16:])))


@kind("wrong MD5")
def _md5(drive: Drive) -> None:
    at = 1 + drive.rng.randrange(16)
    drive.file("wiki.zim", lambda b: b[:-at] + bytes([b[-at] ^ 1]) + (b[1 - at :] if at > 1 else b""))


# --- files --------------------------------------------------------------------------------------------------------------------
def _file(*names: str) -> Change:
    def change(drive: Drive) -> None:
        path = drive.folder / drive.rng.choice(names)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(NAME.encode())

    return change


KINDS |= {
    "stray part of an archive": _file("my-laptop.zimbb", "wiki.zimbb", "wiki.zimaa", "x.zim", "wiki2.zim"),
    "file of the system": _file(
        ".DS_Store", "Thumbs.db", "desktop.ini", "._index.html", "System Volume Information/IndexerVolumeGuid"
    ),
    "file of an editor": _file("index.html~", ".index.html.swp", "index.html.bak", "data/P/index.htm.orig", "wiki.zim.part"),
    "name in a file name": _file(f"{NAME}.txt", f"data/P/{NAME}.htm", f"data/A/00/{NAME}.txt", f"{NAME}/x", "README"),
    "data file of an unknown kind": _file(
        "data/Z/00/00.txt", "data/A/00/ff.txt", "data/AB/00/00.txt", "data/I/ff/ff.txt", "data/B/00/01.txt"
    ),
    "one more plain page": _file("data/P/00/77.htm", "data/P/hello.htm", "data/P/ff/ff.htm", "data/P/00/00.html", "data/P/page2.css"),
    "name in capitals": _file("INDEX.HTML", "data/P/PAGE.CSS", "Sums.txt", "data/a/00/00.txt", "data/A/00/0A.txt"),
}


def _loose(act: Callable[[Drive], Any]) -> Change:
    """After this the sums and times are left as they are."""

    def change(drive: Drive) -> None:
        act(drive)
        drive.settled = False

    return change


def _sums(act: Callable[[bytes, random.Random], bytes]) -> Change:
    def change(drive: Drive) -> None:
        drive.file("sums.txt", lambda b: act(b, drive.rng))
        set_times(drive.folder, DATE)

    return _loose(change)


def _shuffled(data: bytes, r: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    at = r.randrange(len(lines) - 1)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return b"".join(lines)


def _pick(drive: Drive, folders: bool = False) -> Path:
    return drive.rng.choice(sorted(p for p in drive.folder.rglob("*") if p.is_dir() == folders))


KINDS |= {
    "sums: order": _sums(_shuffled),
    "sums: blank line": _sums(lambda b, r: r.choice((b + b"\n", b"\n" + b, b.replace(b"\n", b"\n\n", 1)))),
    "sums: CRLF": _sums(lambda b, r: b.replace(b"\n", b"\r\n", r.choice((1, -1)))),
    "sums: no line end": _sums(lambda b, r: b.rstrip(b"\n")),
    "sums: comment": _sums(lambda b, r: b + f"# {NAME} {r.random()}\n".encode()),
    "sums: capitals": _sums(lambda b, r: b[:64].upper() + b[64:]),
    "sums: space": _sums(lambda b, r: b.replace(b"  ", r.choice((b" ", b" *", b"   ", b"\t")), 1)),
    "sums: line twice": _sums(lambda b, r: b + b.splitlines(keepends=True)[r.randrange(4)]),
    "sums: file outside": _sums(lambda b, r: b + f"{'0' * 64}  ../{NAME}{r.random()}\n".encode()),
    "sums: wrong sum": _sums(lambda b, r: (b"1" if b[:1] == b"0" else b"0") + b[1:]),
    "sums: byte order mark": _sums(lambda b, r: b"\xef\xbb\xbf" + b),
    "time of a file": _loose(lambda d: os.utime(_pick(d), (1788220800 + d.rng.randrange(1, 9999),) * 2)),
    "time of a folder": _loose(lambda d: os.utime(_pick(d, True), (1788220800 - d.rng.randrange(1, 9999),) * 2)),
    "part of a second": _loose(lambda d: os.utime(_pick(d), ns=(1788220800 * 10**9 + d.rng.randrange(1, 10**9),) * 2)),
    "mode of a file": _loose(lambda d: _pick(d).chmod(d.rng.choice((0o600, 0o640, 0o4755, 0o664, 0o444)))),
    "mode of a folder": _loose(lambda d: _pick(d, True).chmod(d.rng.choice((0o700, 0o750, 0o1777, 0o775, 0o2755)))),
    "empty folder": lambda d: (d.folder / d.rng.choice(("data/Q", NAME, "data/P/01", ".Trash-1000", "data/A/01"))).mkdir(
        parents=True
    ),
    "symbolic link": lambda d: (
        d.folder / d.rng.choice(("data/P/x.htm", "data/A/00/07.txt", "data/P/00/09.htm", "x", "wiki.zimaa"))
    ).symlink_to("index.htm"),
    "hard link": lambda d: os.link(d.folder / "index.html", d.folder.parent / f"outside{d.rng.random()}"),
    "extended attribute": lambda d: os.setxattr(_pick(d, d.rng.random() < 0.4), "user.comment", NAME.encode()),
    "file missing": lambda d: d.rng.choice(
        [*d.shards("T"), *d.shards("A"), *d.shards("B"), d.folder / "data/P/page.css", d.folder / "index.html"]
    ).unlink(),
}


# --- the judges -----------------------------------------------------------------------------------------------------------------
def load_checker() -> ModuleType:
    """verify_drive.py as a module."""
    spec = importlib.util.spec_from_file_location("verify_drive", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(checker: ModuleType, folder: Path) -> tuple[str, str]:
    """What each judge says first; empty for nothing."""
    findings = verify(folder, DATE).findings
    first = f"{findings[0].rule} in {findings[0].where}: {findings[0].what}" if findings else ""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        status = checker.main([str(folder)])
    return first, said.getvalue().splitlines()[0] if status else ""


def tamper(clean: Path, folder: Path, name: str, seed: str) -> None:
    """A copy of the clean drive with one change of a kind."""
    shutil.copytree(clean, folder, copy_function=shutil.copy2)
    shutil.copystat(clean, folder)
    drive = Drive(folder, random.Random(f"{name} {seed}"))
    KINDS[name](drive)
    if drive.settled:
        links = [path for path in folder.rglob("*") if path.is_symlink()]
        targets = [(path, os.readlink(path)) for path in links]
        for path in links:
            path.unlink()
        sums = folder / "sums.txt"
        if sums.exists() or not links:
            write_manifest_of(folder)
        set_times(folder, DATE)
        for path, target in targets:
            path.symlink_to(target)
            os.utime(path, (1788220800, 1788220800), follow_symlinks=False)
            os.utime(path.parent, (1788220800, 1788220800))


def write_manifest_of(folder: Path) -> None:
    """The manifest of whatever lies there, names that ours never has included."""
    with contextlib.suppress(Exception):
        write_manifest(folder)
        return
    import hashlib

    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.name != "sums.txt")
    rows = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (folder / "sums.txt").write_text("".join(rows), encoding="utf-8", newline="\n")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", default="", help="only kinds whose name has this word")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--variants", type=int, default=VARIANTS)
    parser.add_argument("--clean", type=Path, nargs="*", default=[], help="drives that must pass")
    args = parser.parse_args(argv)
    checker = load_checker()
    missed: list[str] = []
    counts = [0, 0, 0]
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        clean = small_drive(Path(name) / "clean", library=Library(20))  # type: ignore[arg-type]
        for folder in [clean, *args.clean]:
            verdict = (verify(folder).findings, checker.main([str(folder)]))
            if verdict != ((), 0):
                print(f"{folder.name}: a clean drive that does not pass: {verdict}")
                missed.append(folder.name)
        for each in sorted(k for k in KINDS if args.kinds in k):
            for variant in range(args.variants):
                folder = Path(name) / "drive"
                tamper(clean, folder, each, f"{args.seed}.{variant}")
                found = judged(checker, folder)
                counts[0] += 1
                for judge in (0, 1):
                    counts[1 + judge] += bool(found[judge])
                if not all(found):
                    missed.append(each)
                    print(
                        f"MISSED {each} {variant}: verify {found[0] or '-'} | verify_drive.py {found[1] or '-'}",
                        flush=True,
                    )
                shutil.rmtree(folder)
    kinds = len([k for k in KINDS if args.kinds in k])
    print(
        f"{kinds} kinds, {counts[0]} tampered drives: {counts[1]} found by packager verify, {counts[2]} by "
        f"verify_drive.py, in {time.monotonic() - start:.0f} s"
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
