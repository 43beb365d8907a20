"""Other pages: what stands around a body, the reader that opens, style sheets."""

from __future__ import annotations

import re

from checks.tampered.drive import HOST, KINDS, NAME, Change, Drive, kind
from packager.audit.release import PLAIN_LINE


def _head(old: str, *new: str) -> Change:
    def change(drive: Drive) -> None:
        def act(text: str) -> str:
            assert old in text, old
            return text.replace(old, drive.rng.choice(new), 1)

        if drive.rng.random() < 0.5:
            drive.page(act)
        else:
            drive.file(
                drive.rng.choice(("data/P/00/00.htm", "data/P/index.htm")),
                lambda b: act(b.decode()).encode("utf-8", "replace"),
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
