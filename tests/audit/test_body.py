"""The grammar of bodies: one spelling passes, every other is a finding; and both judges say the same."""

from __future__ import annotations

import random

import pytest

from checks.tampered import MARKUP, load_checker
from packager.audit.body import judge
from packager.audit.html import internal, look, sealed_off
from packager.finish.finish import close
from tests.audit.test_verify_mutations import OUTWARD

CHECKER = load_checker()
CLEAN = [
    '<p>글 <a href="./한강">한강</a> <a href="#절">절</a></p>',
    "<p>https://x.example/ 그리고 //x &amp; &lt;b&gt; &#160; href&#61;x</p>",
    '<p class="a b" id="x" title="말" lang="ko" dir="ltr" style="color:red;width:calc(1px + 2%)">x</p>',
    "<style>.mw-parser-output p{color:red}@media (max-width:600px){.mw-parser-output>p,.mw-parser-output :is(b,i)"
    '{margin:0}}.mw-parser-output a[class~="x,y"]{content:"y"}</style>',
    '<svg viewBox="0 0 1 1"><path d="M0 0L1 1" fill="url(#a)"></path></svg><math display="block"><mi>x</mi></math>',
    '<a href="./AC/DC">x</a><br><details open=""><summary>x</summary>y</details>',
    '<td style="font-family:&quot;바탕&quot;,serif">x</td>',
]
ITEMS = [
    '<a n=12 c>x</a><a n="3#절">y</a><a h="절">z</a><a h=a>z</a><img i=0 alt="그림"><a n=1 class=mw-redirect>x</a>',
    "<a>x</a>",
]
NOT = [
    "<a n=01>x</a>",
    '<a n="12">x</a>',
    "<a c>x</a>",
    "<a n=1 h=x>x</a>",
    '<a href="./x">y</a>',
    "<img n=1>",
    '<img i="1#x">',
]


BEYOND = [
    "p", "*", "body .mw-parser-output p", "html", ":root", ".mw-parser-output", ".mw-parser-output ~ p",
    ".mw-parser-output + p", ".mw-parser-output > + p", ".mw-parser-output p,p", ".mw-parser-output .r-note",
    ".mw-parser-output #r-bar", ".mw-parser-outputs p", ".mw-parser-output:not(x) p", ".mw-parser-output p, :is(a,b)",
]  # fmt: skip
"""Selectors that reach the page around an article, or the reader's own names."""


def both(html: str, items: bool = False) -> tuple[bool, bool]:
    """Whether each judge finds anything."""
    said: list[object] = []
    CHECKER.read_body(html, lambda *what: said.append(what), items)
    return bool(judge(html, items).faults), bool(said)


@pytest.mark.parametrize("html", CLEAN)
def test_what_is_clean_passes(html: str) -> None:
    assert both(html) == (False, False)


@pytest.mark.parametrize("selector", BEYOND)
def test_sheets_keep_to_the_article(selector: str) -> None:
    assert both(f"<style>{selector}{{margin:0}}</style>") == (True, True)


@pytest.mark.parametrize("html", ITEMS)
def test_clean_items(html: str) -> None:
    assert both(html, True) == (False, False)


@pytest.mark.parametrize("html", NOT)
def test_items_spelled_otherwise(html: str) -> None:
    assert both(html, True) == (True, True)


@pytest.mark.parametrize("name", [*MARKUP, *OUTWARD])
def test_markup_that_no_page_has(name: str) -> None:
    html = MARKUP.get(name) or OUTWARD[name]
    assert both(html)[0] or judge(html).links, html  # a link into another archive is found by looking it up
    assert both(html)[1] or judge(html).links, html


class _World:
    def link(self, address: str) -> str | None:
        return "./한강" if address == "./한강" else None

    def image(self, address: str) -> str | None:
        return None


def test_what_the_cleaner_writes_passes_both_judges() -> None:
    rng = random.Random(7)
    pieces = [*CLEAN, *MARKUP.values(), *OUTWARD.values()]
    for _ in range(300):
        html = close("".join(rng.sample(pieces, 3)), _World()).html
        assert both(html) == (False, False), html


def test_a_changed_character_of_a_tag_is_found_by_both_or_neither() -> None:
    rng = random.Random(8)
    found = 0
    for _ in range(2000):
        html = rng.choice(CLEAN)
        at = rng.randrange(len(html))
        changed = (
            html[:at]
            + rng.choice(("", chr(rng.randrange(32, 127)), html[at] + rng.choice("<>\"'/= ")))
            + html[at + 1 :]
        )
        first, second = both(changed)
        assert first == second, changed
        found += first
    assert found > 1000


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("./한강", True), ("../한강#절", True), ("#절", True), ("", False), ("//h", False), ("/h", False),
        (" ./x", False),
        ("\\h", False), ("http:x", False), ("ht\ttp://x", False), ("data:image/png;base64,AA", True), ("a:b", False),
    ],
)  # fmt: skip
def test_addresses(address: str, inside: bool) -> None:
    assert internal(address) is inside


def test_what_is_said_about_a_page() -> None:
    rules = {found.rule for found in look('<script src="//x"></script><a href="https://x/">y</a><!-- z -->').findings}
    assert {"forbidden element", "address", "comment"} <= rules
    tag = '<meta http-equiv="Content-Security-Policy" content="{}">'
    assert sealed_off(tag.format("default-src 'none'; img-src 'self' data:"))
    assert not sealed_off(tag.format("default-src 'none'; img-src https:"))
