"""No text is lost on the way through the cleaner: what a reader sees before and after differs by what rules remove.

Visible text is counted with the tokenizer of html.parser, which is not the cleaner's parser. What a picture's author
says that it shows is text, too: it stays with the picture or stands in its place.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from checks import fuzz_clean
from checks.shared import SHARED
from checks.worlds import EveryTitle, SmallWorld
from packager.finish.finish import close
from packager.finish.rules import active
from packager.finish.signatures import STAMP

CORPUS = SHARED / "corpus"
_UNSEEN = active.TAGS - active.WRAPPERS | {"style", "title", "textarea", "annotation"}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_SPACE = re.compile(r"\s+")
_NAME = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|tiff?|djvu|pdf|og[gva]|webm|mp[34]|xcf)\s*\Z|//", re.IGNORECASE)
_CAPTIONED = re.compile(r"(?:^|\s)(?:thumb|gallerybox|locmap|infobox-image)(?:\s|$)")
"""Boxes of pictures, whose captions stay in their place, and what says nothing without them."""


class _Text(HTMLParser):
    """Visible characters; alternative texts of pictures count as text, since they may stand in a picture's place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self.alternative: Counter[str] = Counter()
        self.described: list[str] = []
        """Alternative texts, without spaces, of pictures in running text; neither names of files nor formulas."""
        self.boxes: list[list[str]] = []
        """Open boxes with a caption, each with the tags that are open in it."""
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("img", "mglyph"):
            alt = _SPACE.sub("", given.get("alt") or "")
            self.alternative.update(alt)
            unsaid = not alt or _NAME.search(alt) or "mwe-math-fallback" in (given.get("class") or "")
            if tag == "img" and not (unsaid or self.boxes or self._hidden):
                self.described.append(alt)
        if tag in _VOID:
            return
        if self.boxes:
            self.boxes[-1].append(tag)
        elif _CAPTIONED.search(given.get("class") or ""):
            self.boxes.append([tag])
        hidden = tag in _UNSEEN
        if self._hidden or hidden:
            self._hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.boxes and tag in self.boxes[-1]:
            while self.boxes[-1].pop() != tag:
                pass
            if not self.boxes[-1]:
                self.boxes.pop()
        if self._hidden and tag in self._hidden:
            while self._hidden.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.seen.append(data)


def visible(html: str) -> tuple[Counter[str], Counter[str]]:
    """Characters with how often they are seen, and those of alternative texts."""
    parser = _read(html)
    return Counter(_seen(parser)), parser.alternative


def _read(html: str) -> _Text:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return parser


def _seen(parser: _Text) -> str:
    # Signatures are what a rule removes, and no others than those.
    return _SPACE.sub("", STAMP.sub("", "".join(parser.seen)))


def undescribed(before: str, after: str) -> list[str]:
    """Descriptions of pictures that are neither seen nor on a picture afterwards as often as before."""
    now = _read(after)
    seen, kept = _seen(now), Counter(now.described)
    wanted = Counter(_read(before).described)
    return [alt for alt, count in wanted.items() if seen.count(alt) + kept[alt] < count]


def lost(before: str, after: str) -> tuple[int, int, int]:
    """Characters that are gone, that came from nowhere, and all of them."""
    old, alternative = visible(before)
    new, _ = visible(after)
    return (old - new).total(), (new - old - alternative).total(), old.total()


def golden() -> Iterator[tuple[str, str]]:
    with (CORPUS / "kowiki-mini-golden.jsonl").open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if "html" in record:
                yield record["title"], record["html"]


def parsoid() -> Iterator[tuple[str, str]]:
    for path in sorted((CORPUS / "html" / "parsoid").glob("*.html")):
        text = path.read_text(encoding="utf-8")
        yield path.name, text[text.index("<body") :]


@pytest.mark.skipif(not CORPUS.exists(), reason="the test data are not beside the repository")
@pytest.mark.parametrize("pages", [golden, parsoid])
def test_real_pages(pages: type) -> None:
    gone = made = whole = 0
    for title, html in pages():
        closed = close(html, EveryTitle()).html
        less, more, count = lost(html, closed)
        assert less + more <= max(30, count // 1000), f"{title}: {less} lost, {more} new of {count}"
        assert not undescribed(html, closed), title
        gone, made, whole = gone + less, made + more, whole + count
    assert gone + made <= whole / 10_000, f"{gone} lost, {made} new of {whole}"


@pytest.mark.parametrize(
    ("html", "missing"),
    [
        ('<p>글 <img alt="별" src="/x.png"> 뒤</p>', ["별"]),
        ('<p><a href="/wiki/가"><img alt="국기" src="/x.png"></a></p>', ["국기"]),
        ('<table><tr><td><img alt="예" src="/x.png"></td><td><img alt="예" src="/x.png"></td></tr></table>', ["예"]),
        ('<p><img alt="별.svg" src="/x.png"></p>', []),
        ('<div class="thumb tright"><img alt="산" src="/x.png"><div class="thumbcaption">뫼</div></div>', []),
    ],
)
def test_a_lost_description_is_seen(html: str, missing: list[str]) -> None:
    gone = re.sub("<img[^>]*>", "", html)
    assert undescribed(html, gone) == missing
    assert undescribed(html, close(html, SmallWorld()).html) == []
    assert undescribed(html, html) == []


@pytest.mark.parametrize("depth", [300, 2_100, 10_000])
@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "x-own", "table><tr><td", "ul><li"])
def test_deep_nesting(tag: str, depth: int) -> None:
    ends = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    html = "전" + f"<{tag}>가" * depth + "속" + ends * depth + "<p>후</p>"
    began = time.process_time()
    words = re.sub("<[^>]*>", "", close(html, SmallWorld()).html)
    assert Counter(words) == Counter("전속후" + "가" * depth)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "속",
        "<div></x>" * 100_000 + "속",
        "<table>" * 50_000 + "속",
        "<b><i><u>" * 30_000 + "속",
        "<a href='#x'><b>" * 30_000 + "속",
        "<math><mrow>" * 30_000 + "<mi>속</mi>",
        "<!--" + "x" * 3_000_000 + "--><p>속",
        "<p " + "".join(f"a{n}=1 " for n in range(20_000)) + ">속",
        "<style>" + "a{" * 50_000 + "</style>속",
        "<style>" + "(" * 100_000 + "{color:red}</style>속",
        "<p style='" + "a:b(;" * 50_000 + "'>속",
        "<p title='" + "a." * 100_000 + "'>속",
        "<p id='" + "1." * 100_000 + "'>속",
        "&" * 300_000 + "속",
        "<" * 300_000 + "속",
        "<dl><dd>" * 20_000 + "속",
    ],
    ids=range(16),
)
def test_no_construct_takes_long(html: str) -> None:
    began = time.process_time()
    assert "속" in close(html, SmallWorld()).html
    assert time.process_time() - began < 5


def test_tag_soup() -> None:
    assert fuzz_clean.run(1_000, 1_000_000) == []
