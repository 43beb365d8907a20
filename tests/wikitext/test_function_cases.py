"""Parser functions, variables, transclusion: the cases of ``functions/*.txt``, and every name of each word."""

from __future__ import annotations

from pathlib import Path

import pytest

import packager.lua.parser_function  # noqa: F401 pages of these wikis call modules
from checks import case_files, small_wiki
from checks.own_site import SITE
from packager.pages.source import MemorySource
from packager.wikitext.functions import magic_words
from packager.wikitext.functions.magic_words import MagicWord, rows
from packager.wikitext.parser import new_parser
from packager.wikitext.settings import DEFAULT_NOW, RenderSettings
from packager.wikitext.state import Parser

CASES = [(case, path) for path in case_files.files(case_files.FUNCTIONS) for case in case_files.read(path)[0]]
DRIVE = RenderSettings(now=DEFAULT_NOW, offline=True)


def parser(pages: dict[str, str], title: str = small_wiki.TITLE) -> Parser:
    return small_wiki.parser(pages, title, DRIVE)


@pytest.mark.parametrize(("case", "path"), CASES, ids=[f"{case.file}: {case.name}" for case, _ in CASES])
def test_case(case: case_files.ParserCase, path: Path) -> None:
    pages = case_files.read(path)[1]
    html = small_wiki.render(case.wikitext, pages, case.options.get("title", small_wiki.TITLE), DRIVE)
    assert html.strip() == case.html.strip()


ARGUMENTS = {
    "expr": "1+1",
    "ifexpr": "1|예|아니오",
    "switch": "가|가=나",
    "invoke": "없음|f",
    "lst": "장|가",
    "lstx": "장|가",
    "lsth": "장|가",
    "tag": "b|가",
    "categorytree": "가",
    "ns": "10",
    "nse": "10",
    "formatdate": "2001-01-01",
    "time": "Y|2001-01-01",
    "timel": "Y|2001-01-01",
    "timef": "2001-01-01",
    "timefl": "2001-01-01",
}
SHADOWED = {"ns": {"이름공간"}, "nse": {"이름공간E"}}
"""Names that another word has too, in this very letter case; that one wins."""


def calls() -> list[tuple[str, MagicWord]]:
    """A pattern for the call, with ``NAME``, and the word."""
    found = [("{{#NAME:" + ARGUMENTS.get(word.canonical, "가|나|다") + "}}", word)
             for word in rows(magic_words.HASH_FUNCTIONS, True)]
    found += [("{{NAME:" + ARGUMENTS.get(word.canonical, "가") + "}}", word)
              for word in rows(magic_words.COLON_FUNCTIONS, True)]
    found += [("{{NAME:가}}", word) for word in rows(magic_words.BOTH, True)]
    found += [("{{NAME:가}}", word) for word in rows(magic_words.WIKIBASE, True)]
    found += [("{{NAME}}", word)
              for table in (magic_words.BOTH, magic_words.PLAIN_VARIABLES, magic_words.WIKIBASE_VARIABLES)
              for word in rows(table, True)]
    return found


CALLS = calls()


@pytest.mark.parametrize(("pattern", "word"), CALLS, ids=[f"{pattern} {word.canonical}" for pattern, word in CALLS])
def test_every_name_means_the_same(pattern: str, word: MagicWord) -> None:
    """English and Korean names give one result, which is not the link of a missing template nor the call itself."""
    results = set()
    for name in word.names:
        spelled = (name,) if word.exact else (name, name.lower(), name.upper())
        for each in sorted(set(spelled) - SHADOWED.get(word.canonical, set())):
            call = pattern.replace("NAME", each)
            text = parser({}).preprocess(call)
            assert not text.startswith(("[[:틀:", "{{")), (call, text)
            results.add(text)
    assert len(results) == 1, results


@pytest.mark.parametrize("word", list(rows(magic_words.PREFIXES, True)), ids=lambda word: word.canonical)
def test_every_prefix_is_known(word: MagicWord) -> None:
    for name in word.names:
        text = parser({"틀:가": "'''나'''"}).preprocess("{{" + name + ":가}}")
        expected = {"subst": "{{" + name + ":가}}", "msgnw": "&#39;&#39;&#39;나&#39;&#39;&#39;"}
        assert text == expected.get(word.canonical, "'''나'''")


def test_case_counts_where_it_should() -> None:
    assert parser({}).preprocess("{{pagename}}") == "[[:틀:Pagename]]"
    assert parser({}).preprocess("{{Lc:ABC}} {{SerVer}}") == "abc https://ko.wikipedia.org"


def test_english_wiki_has_no_korean_names() -> None:
    english = new_parser(MemorySource(SITE), RenderSettings(now=DEFAULT_NOW, lang="en"), parser({}).title)
    assert english.preprocess("{{#만약:가|나}}{{#if:가|나}}") == "{{#만약:가|나}}나"


def test_wikibase_words_are_unknown_to_the_reference_wiki() -> None:
    made = parser({})
    reference = new_parser(made.source, RenderSettings(now=DEFAULT_NOW), made.title)
    assert reference.preprocess("{{wbreponame}}{{짧은설명:가}}") == "[[:틀:Wbreponame]][[:틀:짧은설명:가]]"
