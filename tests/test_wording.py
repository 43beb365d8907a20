"""Every Korean word of the interface stands in docs/wording.md with its purpose, and none speaks of a net."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
ROW = re.compile(r"^\| `([^`]+)` \| (.+?) \| (.+?) \|$", re.M)
_HANGUL = re.compile("[가-힣]")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ATTRIBUTE = re.compile(r'(?:aria-label|placeholder|title|alt)="([^"]*)"')
NO_WORDS_FOR_READERS = {"questions.js", "text_rank.js"}
"""Their Hangul are particles that the search knows."""
LETTERS = {("reader/js/sort_tables.js", word) for word in ("조", "억", "만", "가", "힣")}
NET = re.compile("인터넷|서버|웹|온라인|누리집|홈페이지|사이트|접속|다운로드|업데이트")


def _scripts() -> Iterator[tuple[str, str]]:
    for path in sorted((TEMPLATES / "reader" / "js").glob("*.js")):
        if path.name in NO_WORDS_FOR_READERS:
            continue
        for line in path.read_text("utf-8").splitlines():
            if not line.lstrip().startswith("//"):
                yield from ((f"reader/js/{path.name}", found.strip()) for found in _STRING.findall(line))


def _pages() -> Iterator[tuple[str, str]]:
    for path in sorted(TEMPLATES.rglob("*.jinja2")):
        name = path.relative_to(TEMPLATES).as_posix()
        if name.startswith("report/"):  # for the editor, whose texts are in packager/terminal
            continue
        text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)
        # What a tag of the template gives as an argument is a heading.
        for tag in re.findall(r"\{\{.*?\}\}", text, flags=re.S):
            yield from ((name, found) for found in _STRING.findall(tag))
        text = re.sub(r"\{%.*?%\}", "\n", text, flags=re.S)
        text = re.sub(r"\{\{.*?\}\}", "…", text, flags=re.S)
        for found in (*_ATTRIBUTE.findall(text), *re.split(r"<[^>]*>|\n", text)):
            yield name, found.strip()


def _words() -> Iterator[tuple[str, str]]:
    for line in (TEMPLATES / "words.toml").read_text("utf-8").splitlines():
        yield from (("words.toml", found) for found in _STRING.findall(line.partition("#")[0]))


def shown() -> set[tuple[str, str]]:
    """(file, words) of everything that readers see or hear."""
    found = {pair for pair in (*_scripts(), *_pages(), *_words()) if _HANGUL.search(pair[1])}
    return found - LETTERS


def listed() -> dict[tuple[str, str], str]:
    text = (ROOT / "docs" / "wording.md").read_text("utf-8")
    return {(file, words): purpose for file, words, purpose in ROW.findall(text)}


def test_every_sentence_has_its_purpose() -> None:
    table = listed()
    assert sorted(shown() - table.keys()) == []
    assert sorted(table.keys() - shown()) == []
    assert not [pair for pair, purpose in table.items() if not purpose.strip()]


def test_no_sentence_speaks_of_a_net() -> None:
    assert [pair for pair in shown() if NET.search(pair[1])] == []


def test_titles_stand_in_double_angle_brackets() -> None:
    assert [pair for pair in shown() if re.search("[«»]", pair[1])] == []


@pytest.mark.parametrize("words", ["인터넷에서 찾기", "웹 브라우저", "서버에 접속"])
def test_the_list_of_words_finds_them(words: str) -> None:
    assert NET.search(words)
