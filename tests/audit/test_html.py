"""The quick way of the linter says the same as the slow one."""

from __future__ import annotations

import random

import pytest

from packager.audit.html import internal, look, look_at_any, look_at_plain, sealed_off
from tests.audit.test_verify_mutations import OUTWARD

SHEETS = frozenset({"./_/page.css"})
NAMES = "p a img div span b table td svg path math mi style title meta link script ul li h2 br".split()
KEYS = "href src class id title n h style data-x onclick ping alt xlink:href fill srcset name content rel".split()
VALUES = """./한강 #절 https://x.example/ //x.example x 12 url(#a) url(//x) color:red a&amp;b &#104;ttps://x ./사용자:나
    data:image/png;base64,AAAA javascript:x ../a/b?c \\\\h mailto:a@b stylesheet ./_/page.css viewport background:url(x)
    5/4 a=b""".split()
VALUES += ["", "a b"]
TEXTS = [
    "글",
    " ",
    "\n",
    "a > b",
    "&lt;b&gt;",
    "&amp;",
    "<!DOCTYPE html>",
    "<!-- x -->",
    "<",
    "</p>",
    "</style>",
    "x < y",
]


def markup(rng: random.Random) -> str:
    """A few tags, some of them odd."""
    parts = []
    for _ in range(rng.randint(1, 5)):
        if rng.random() < 0.4:
            parts.append(rng.choice(TEXTS))
            continue
        attributes = []
        for key in rng.sample(KEYS, rng.choice((0, 1, 1, 2, 3))):
            value = rng.choice(VALUES)
            quote = rng.choice(('"', '"', '"', "'", ""))
            space = rng.choice((" ", " ", " ", "  ", "/"))
            attributes.append(f"{space}{key}={quote}{value}{quote}" if rng.random() < 0.9 else f"{space}{key}")
        name = rng.choice(NAMES)
        parts.append(f"<{name}{''.join(attributes)}>")
        if rng.random() < 0.6:
            parts.append(f"{rng.choice(TEXTS)}</{name}>")
    return "".join(parts)


def test_quick_and_slow_agree() -> None:
    rng = random.Random(5)
    plain = 0
    for _ in range(6000):
        html = markup(rng)
        quick, slow = look_at_plain(html, SHEETS), look_at_any(html, SHEETS)
        if quick is not None:
            plain += 1
            assert slow.findings == [], html
            assert quick.links == slow.links, html
            assert quick.addresses == slow.addresses, html
        assert bool(look(html, SHEETS).findings) == bool(slow.findings), html
    assert plain > 500


@pytest.mark.parametrize("name", OUTWARD)
def test_what_is_not_clean_is_never_plain(name: str) -> None:
    quick = look_at_plain(OUTWARD[name], SHEETS)
    assert quick is None
    assert look(OUTWARD[name], SHEETS).findings


@pytest.mark.parametrize(
    "html",
    [
        '<p>글 <a href="./%ED%95%9C%EA%B0%95" title="한강">한강</a> <a href="#절">절</a></p>',
        '<p title="https://x.example/">https://x.example/ 그리고 //x</p>',
        '<link rel="stylesheet" href="./_/page.css"><meta charset="utf-8"><title>a</title>',
        "<style>p{color:red}</style><p style='color:red'>x</p>",
        '<img src="data:image/png;base64,AAAA" alt="그림">',
        '<svg><path fill="url(#a)"></path></svg><a n=12 c>x</a><a h=절>x</a><a n="3#절">y</a>',
        '<a href="./AC/DC">x</a><a href="../대한민국">y</a>',
    ],
)
def test_what_is_clean_stays_clean(html: str) -> None:
    assert look(html, SHEETS).findings == []


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("./한강", True), ("한강", True), ("../한강#절", True), ("#절", True), ("", False), ("//h", False),
        ("/h", False), (" ./x", False),
        ("\\h", False), ("a\\b", False), ("http:x", False), ("ht\ttp://x", False), (".//h/x", False),
        ("data:image/png;base64,AA", True), ("data:text/html,x", False), ("./a:b", True), ("a:b", False),
    ],
)  # fmt: skip
def test_addresses(address: str, inside: bool) -> None:
    assert internal(address) is inside


def test_policies() -> None:
    tag = '<meta http-equiv="Content-Security-Policy" content="{}">'
    assert sealed_off(tag.format("default-src 'none'; img-src 'self' data:"))
    for bad in ("default-src 'self'", "default-src 'none'; connect-src *", "default-src 'none'; img-src https:"):
        assert not sealed_off(tag.format(bad))
    assert not sealed_off("<p>x</p>")
