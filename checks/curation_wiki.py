"""A synthetic wiki for the rules of an editor: categories with cycles and hidden ones, templates that use templates,
redirects everywhere, lists; and rules of every kind that contradict each other. All of it follows from a seed.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.synth_dump import write_plain
from checks.own_site import SITE
from checks.small_wiki import model_of, title_of
from packager.model import Page, Revision
from packager.titles import parse_title

_SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
_SENTENCES = (
    "이 글은 시험을 위해 지은 글이다.", "강은 산에서 시작하여 바다로 흐른다.", "겨울이 지나면 봄이 온다.",
    "나무는 해마다 나이테를 하나씩 더한다.", "돌은 오래 두면 모래가 된다.", "바람은 눈에 보이지 않는다.",
)  # fmt: skip


@dataclass
class CurationWiki:
    """Pages by prefixed title, and rules for them."""

    pages: dict[str, str] = field(default_factory=dict)
    articles: list[str] = field(default_factory=list)
    rules: list[tuple[str, ...]] = field(default_factory=list)
    """Rows of ``selection.tsv``."""
    lists: dict[str, list[str]] = field(default_factory=dict)
    """Files that the rules name."""

    def write_rules(self, folder: Path) -> Path:
        """The configuration of these rules, in ``folder``; gives its path."""
        rows = ["# 시험 규칙", "", *("\t".join(row) for row in self.rules)]
        (folder / "selection.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        for name, titles in self.lists.items():
            (folder / name).write_text("\n".join(titles) + "\n", encoding="utf-8")
        config = folder / "snapshot.toml"
        config.write_text('[selection]\nrules = "selection.tsv"\n', encoding="utf-8")
        return config

    def write_dump(self, path: Path) -> None:
        """The pages as an export."""
        write_plain([self._page(number, name) for number, name in enumerate(sorted(self.pages), 1)], SITE, path)

    def _page(self, number: int, name: str) -> Page:
        title, text = title_of(name), self.pages[name]
        redirect = None
        if text.startswith("#넘겨주기 [["):
            redirect = parse_title(text[len("#넘겨주기 [[") :].partition("]]")[0], SITE)
        return Page(title, number, Revision(1000 + number, "2026-09-01T00:00:00Z"), model_of(title), text, redirect)


def _names(rng: random.Random, count: int, length: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, length)))] = None
    return list(found)


def make_wiki(seed: int, articles: int, rules: int) -> CurationWiki:
    """A wiki with so many articles and at least so many rules."""
    rng = random.Random(seed)
    wiki = CurationWiki()
    names = _names(rng, articles + 100, 4)
    wiki.articles = sorted(names[:articles])
    rest = names[articles:]
    categories, templates = rest[:30], rest[30:45]
    for number, name in enumerate(categories):
        above = rng.sample(categories, rng.randint(0, 2))
        hidden = rng.choice(["", "", "", "__숨은분류__", "__HIDDENCAT__", "{{숨은 것}}"])
        links = "".join(f"[[분류:{each}]]" for each in above)
        if number % 7:
            wiki.pages[f"분류:{name}"] = f"{hidden}{links}분류에 관한 글."
    wiki.pages["틀:숨은 것"] = "<includeonly>__HIDDENCAT__</includeonly>"
    wiki.pages["틀:갈림"] = "__DISAMBIG__"
    for number, name in enumerate(templates):
        inner = "".join(f"{{{{{each}}}}}" for each in rng.sample(templates[:number], min(number, rng.randint(0, 2))))
        category = f"<includeonly>[[분류:{rng.choice(categories)}]]</includeonly>" if rng.random() < 0.3 else ""
        wiki.pages[f"틀:{name}"] = f"틀의 글 {inner}{category}"
    shortcuts = [f"{name} 줄임" for name in templates[:6]]
    for short, name in zip(shortcuts, templates, strict=False):
        wiki.pages[f"틀:{short}"] = f"#넘겨주기 [[틀:{name}]]"
    _articles(rng, wiki, categories, [*templates, *shortcuts])
    redirects = [f"{name} 별칭" for name in rng.sample(wiki.articles, 40)]
    for name in redirects:
        wiki.pages[name] = f"#넘겨주기 [[{name.removesuffix(' 별칭')}]]"
    for number in range(3):
        linked = "\n".join(f"* [[{each}]]" for each in rng.sample([*wiki.articles, *redirects], 15))
        hidden = rng.choice(wiki.articles)
        wiki.pages[f"위키백과:목록 {number}"] = f"{linked}\n<!-- [[{hidden}]] -->{{{{{rng.choice(templates)}}}}}"
    wiki.pages["위키백과:목록 별칭"] = "#넘겨주기 [[위키백과:목록 0]]"
    _rules(rng, wiki, rules, categories, [*templates, *shortcuts], redirects)
    return wiki


def _articles(rng: random.Random, wiki: CurationWiki, categories: list[str], templates: list[str]) -> None:
    for name in wiki.articles:
        lines = [rng.choice(_SENTENCES) for _ in range(rng.randint(1, 30))]
        lines += [f"[[{each}]]을 보라." for each in rng.sample(wiki.articles, rng.randint(0, 6))]
        lines += [f"{{{{{each}}}}}" for each in rng.sample(templates, rng.randint(0, 2))]
        lines += ["{{갈림}}"] if rng.random() < 0.05 else ["__DISAMBIG__"] if rng.random() < 0.03 else []
        lines += [f"<ref>근거 {n}</ref>" for n in range(rng.randint(0, 3))]
        lines += [f"[[분류:{each}]]" for each in rng.sample(categories, rng.randint(0, 3))]
        wiki.pages[name] = "\n".join(lines)


def _rules(
    rng: random.Random, wiki: CurationWiki, count: int, categories: list[str], templates: list[str],
    redirects: list[str],
) -> None:
    """Rows of every action and kind, the named ones often about the same pages."""
    some = rng.sample(wiki.articles, 25)
    for number in range(2):
        wiki.lists[f"목록{number}.txt"] = rng.sample([*some, *redirects], 8)
    values: Mapping[str, list[str]] = {
        "title": [*some, *redirects[:8]],
        "list": sorted(wiki.lists),
        "category": [f"{name}/{level}" for name in categories for level in range(4)] + categories,
        "template": [f"틀:{name}" for name in templates] + templates,
        "links-from": ["위키백과:목록 0", "위키백과:목록 1", "위키백과:목록 2", "위키백과:목록 별칭"],
        "prefix": [name[:1] for name in some],
        "disambiguation": ["*"],
        "longer": ["900", "1200"],
        "shorter": ["120", "200"],
    }
    pairs = [(action, kind) for action in ("keep", "drop", "prefer", "avoid") for kind in values]
    weights = {"title": 8, "list": 2, "category": 4, "template": 3}
    while len(pairs) < count:
        kind = rng.choices(list(values), [weights.get(kind, 1) for kind in values])[0]
        pairs.append((rng.choice(["keep", "keep", "drop", "drop", "prefer", "avoid", "hold"]), kind))
    rng.shuffle(pairs)
    for number, (action, kind) in enumerate(pairs):
        wiki.rules.append((action, kind, rng.choice(values[kind]), f"까닭 {number}"))
