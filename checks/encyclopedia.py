"""A small encyclopedia made up for the reader, with all that a page can show.

The same for the same size: nothing random is left over.
"""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator

from checks.own_site import SITE
from checks.worlds import EveryTitle
from packager.addresses import href
from packager.finish.finish import close
from packager.model import Article, Entry, MediaFile, Metadata, Redirect, Subjects
from packager.templating import template_text


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NOUNS = words(
    "강 산 바다 하늘 나라 도시 마을 학교 역사 문학 음악 과학 수학 물리 화학 생물 별 달 해 구름 비 눈 바람 나무 꽃 풀 새"
    " 물고기 말 소 양 집 길 다리 배 차 기차 비행기 책 글 말씀 노래 춤 그림 빛 소리 시간 공간 사람 겨레 임금 장군 학자"
)
VERBS = words("이다 있다 흐른다 자란다 열렸다 지었다 남았다 알려졌다 이어진다 시작되었다 만들어졌다 쓰인다 불린다")
PLACES = words("서울 평양 부산 개성 인천 원산 대구 함흥 광주 해주 대전 신의주 베를린 파리 런던 모스크바 베이징 도쿄")
FIXED = {
    "대한민국": "대한민국의 수도는 서울이다. 한반도의 남쪽에 있다.",
    "조선민주주의인민공화국": "조선민주주의인민공화국의 수도는 평양이다. 한반도의 북쪽에 있다.",
    "러시아": "러시아는 세계에서 가장 넓은 나라이다.",
    "컴퓨터": "컴퓨터는 계산을 하는 기계이다.",
    "노동": "노동은 사람이 살아가는 데 필요한 것을 만드는 일이다.",
    "여자": "여자는 남자와 더불어 사람을 이루는 한 성이다.",
    "역사": "역사는 지난날의 일을 적은 것이다.",
    "베를린": "베를린은 독일의 수도이다.",
    "다람뿔나비": "다람뿔나비는 무늬나래가 알쏭달쏭한 나비이다.",
    "C++": "C++는 프로그래밍 언어이다. 1 < 2이고 A & B이다.",
}


class Encyclopedia:
    """``model.Library`` over made-up articles."""

    def __init__(self, size: int = 60, seed: int = 1) -> None:
        self.site = SITE
        self.metadata = Metadata("test", "작은 백과사전", "시험용", "2024-06-01")
        self.size, self.seed = size, seed
        self.titles = [*FIXED, *self._names(size - len(FIXED))]

    def _names(self, count: int) -> Iterator[str]:
        rng, used = random.Random(self.seed), set(FIXED)
        while count > 0:
            name = rng.choice(PLACES) + rng.choice((" ", "의 ", "")) + rng.choice(NOUNS)
            if rng.random() < 0.5:
                name += f" {rng.randint(1, 99)}세" if rng.random() < 0.3 else rng.choice((" ", "")) + rng.choice(NOUNS)
            if name not in used:
                used.add(name)
                count -= 1
                yield name

    def entries(self) -> Iterator[Entry]:
        return map(Entry.of, self.articles())

    def articles(self) -> Iterator[Article]:
        for number, title in enumerate(self.titles):
            yield self._article(number, title)
        yield self._category("분류:모든 글", [], self.titles)
        yield self._category("분류:맨 위", ["분류:모든 글", "분류:빈 분류"], [])
        yield self._category("분류:빈 분류", [], [])

    def redirects(self) -> Iterator[Redirect]:
        yield Redirect("남한", "남한", "대한민국")
        yield Redirect("로씨야_력사", "로씨야 력사", "러시아", "역사")
        yield Redirect("북한", "북한", "조선민주주의인민공화국")

    def subjects(self) -> Subjects:
        return Subjects()

    def media(self) -> Iterator[MediaFile]:
        yield MediaFile("_/page.css", "text/css", template_text("page.css").encode())
        yield MediaFile("_/그림.png", "image/png", png(40, 30, (200, 80, 60)))

    def _article(self, number: int, title: str) -> Article:
        rng = random.Random(f"{self.seed} {title}")
        def link(name: str, label: str = "", fragment: str = "") -> str:
            return f'<a href="{href(name.replace(" ", "_"), fragment)}" title="{name}">{label or name}</a>'

        def sentence() -> str:
            words = [f"{rng.choice(PLACES)}의 {rng.choice(NOUNS)}은", link(rng.choice(self.titles)) + "에서"]
            return " ".join((*words, rng.choice(NOUNS) + "으로", rng.choice(VERBS))) + "."

        parts = ['<div class="mw-content-ltr mw-parser-output" lang="ko" dir="ltr">']
        lead = escape(FIXED.get(title, f"{title}은 {rng.choice(PLACES)}에 있는 {rng.choice(NOUNS)}이다."))
        parts.append(
            '<table class="infobox" style="float:right;width:22em;background:#f8f9fa"><tbody><tr><th colspan="2">'
            f'{escape(title)}</th></tr><tr><th>위치</th><td>{link(rng.choice(list(FIXED)))}</td></tr>'
            '<tr><td colspan="2"><img src="./_/%EA%B7%B8%EB%A6%BC.png" width="40" height="30" alt="그림"></td></tr>'
            "</tbody></table>"
        )
        parts.append(
            f'<p><b>{escape(title)}</b>. {lead} {sentence()}<sup id="cite_ref-1" class="reference">'
            f'<a href="#cite_note-1">[1]</a></sup> {link("러시아", "로씨야의 력사", "역사")}</p>'
        )
        for heading in ("역사", "지리", "경제", "문화")[: 2 + number % 3]:
            parts.append(f'<h2><span class="mw-headline" id="{heading}">{heading}</span></h2>')
            for _ in range(rng.randint(1, 4)):
                parts.append(f"<p>{' '.join(sentence() for _ in range(rng.randint(2, 9)))}</p>")
        cells = "".join(f"<td>{rng.randint(1, 10**7):,}</td>" for _ in range(12))
        parts.append(
            '<h3><span class="mw-headline" id="표">표</span></h3><table class="wikitable"><tbody>'
            f"<tr>{'<th>해마다 조사한 수</th>' * 12}</tr><tr>{cells}</tr></tbody></table>"
        )
        rows = (("나", "12"), ("가", "9"), ("다", "1,000"))
        parts.append(
            '<table class="wikitable sortable"><tbody><tr><th>이름</th><th>수</th></tr>'
            f"{''.join(f'<tr><td>{name}</td><td>{count}</td></tr>' for name, count in rows)}</tbody></table>"
        )
        parts.append(
            "<p>넓이는 <math><mrow><mi>S</mi><mo>=</mo><mfrac><mrow><mi>a</mi><mi>b</mi></mrow><mn>2</mn></mfrac>"
            "</mrow></math>이다.</p>"
        )
        parts.append(
            '<h2><span class="mw-headline" id="주석">주석</span></h2><ol class="references"><li id="cite_note-1">'
            '<span class="mw-cite-backlink"><a href="#cite_ref-1">↑</a></span> <span class="reference-text">'
            f"{escape(rng.choice(PLACES))} 도서관, 《{escape(rng.choice(NOUNS))} 이야기》, 12쪽.</span></li></ol>"
        )
        parts.append(
            '<details class="fold-box"><summary>같이 볼 글</summary><table class="navbox"><tbody><tr><td>'
            + " · ".join(link(name) for name in list(FIXED)[:6])
            + "</td></tr></tbody></table></details></div>"
        )
        html = "\n".join(parts)
        return Article(
            path=title.replace(" ", "_"),
            title=title,
            html=html,
            prose=f"{title}\n{lead}\n" + " ".join(sentence() for _ in range(3)).replace("<", " <"),
            page_id=number + 1,
            revision_id=1000 + number,
            timestamp="2024-05-31T00:00:00Z",
            headings=close(html, EveryTitle()).headings,
            categories=("분류:모든_글",),
            incoming=self.size - number,
        )

    def _category(self, title: str, below: list[str], members: list[str]) -> Article:
        def rows(names: list[str]) -> str:
            return "".join(
                f'<li><a href="{href(n.replace(" ", "_"))}">{escape(n.removeprefix("분류:"))}</a></li>' for n in names
            )

        html = '<div class="r-category-list">'
        if below:
            html += f"<h2>하위 분류</h2><ul>{rows(below)}</ul>"
        html += f"<h2>글</h2><ul>{rows(members)}</ul></div>"
        above = ("분류:맨_위",) if title != "분류:맨 위" else ()
        path = title.replace(" ", "_")
        return Article(path, title, html, "", kind="category", categories=above, incoming=len(members))


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
