"""Titles that look like those of a Korean encyclopedia, by the million: made of invented words, the same for a seed."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate

SYLLABLES = (
    "가각간감강개거건경계고공과관광교구국군권규극근금기김나남내녀노농다단대덕도동두라란람래량려력련렬로록론룡류륙르"
    "리린마만말매면명모목무문물미민바박반발방배백번범법변병보복본부북분불비사산삼상새생서석선설성세소속손송수순술스승시식신"
    "실심아안알암애야약양어언업에여역연열염영예오온올와왕외요용우운울원월위유육윤은을음의이인일임자작잔장재저적전절점정제조족"
    "종좌주준중지직진집차참창채처천철청체초촌총최추축춘출충치카칼코크타탄태테토통투트특파판편평포표프피하학한합항해행향허헌혁현"
    "형호화환황회효후훈흥희"
)
FAMILY = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추"
ENDINGS = (
    "시 군 구 역 산 강 섬 사 궁 대학교 고등학교 초등학교 전투 전쟁 조약 왕국 공화국 은행 신문 방송 영화제 협회 박물관"
)
QUALIFIERS = "동음이의 영화 노래 음반 드라마 소설 가수 배우 정치인 1970년 1985년 1990년 2002년 조선 고려 미국 일본"
LATIN = "ka mo ri to na ber lin son ta el ar do vi na mar ko tre st en is on or"


class Titles:
    """``for title, redirect in Titles(seed).make(count)``"""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        # Syllables and words are as uneven as in a language: the n-th is used about 1/n as often.
        self._syllables = list(SYLLABLES)
        self.random.shuffle(self._syllables)
        self._syllable_weights = list(accumulate(1 / (n + 8) for n in range(len(self._syllables))))
        self._endings, self._qualifiers, self._latin = (text.split() for text in (ENDINGS, QUALIFIERS, LATIN))
        self._words = [self._invent() for _ in range(40_000)]
        self._word_weights = list(accumulate(1 / (n + 40) for n in range(len(self._words))))

    def _pick(self, things: list[str], weights: list[float]) -> str:
        return things[bisect(weights, self.random.random() * weights[-1], 0, len(things) - 1)]

    def _invent(self) -> str:
        length = self.random.choice((2, 2, 2, 3, 3, 4))
        return "".join(self._pick(self._syllables, self._syllable_weights) for _ in range(length))

    def word(self) -> str:
        return self._pick(self._words, self._word_weights)

    def _title(self) -> str:
        kind, pick = self.random.random(), self.random.choice
        if kind < 0.28:
            title = self.random.choice(FAMILY) + self._invent()[:2]
        elif kind < 0.5:
            title = self.word() + pick(self._endings)
        elif kind < 0.75:
            title = f"{self.word()} {self.word()}"
        elif kind < 0.83:
            title = f"제{self.random.randint(1, 120)}회 {self.word()} {pick(self._endings)}"
        elif kind < 0.88:
            title = f"{self.random.randint(1400, 2024)}년 {self.word()} {self.word()}"
        elif kind < 0.95:
            title = f"{self.word()}의 {self.word()} {self.word()}"
        else:
            words = ("".join(pick(self._latin) for _ in range(self.random.randint(2, 4))) for _ in range(2))
            title = " ".join(words).title()
        return f"{title} ({pick(self._qualifiers)})" if self.random.random() < 0.12 else title

    def make(self, count: int) -> Iterator[tuple[str, int, int]]:
        """Title, number of the article, incoming links; every third is another name of an earlier article."""
        articles = 0
        for n in range(count):
            title = self._title()
            if n % 5 < 2 and articles:
                yield title, self.random.randrange(articles), -1
            else:
                yield title, articles, int(self.random.paretovariate(0.8)) - 1
                articles += 1
