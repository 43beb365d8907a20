"""Example: a parser function, ``{{#거꾸로:가나}}``, which writes a text backwards.

For good: the function goes into its family in packager/wikitext/functions/ (text.py), its names as a row into
magic_words.py, its case into tests/wikitext/functions/text.txt. Three files, no line taken away.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks.small_wiki import parser
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.functions import magic_words
from packager.wikitext.functions.names import names_for
from packager.wikitext.functions.registry import FUNCTIONS, Args, parser_function


def backwards(frame: Frame, args: Args) -> str:
    """``args[0]`` stands behind the colon, expanded and trimmed; the others are expanded when they are asked for."""
    return args[0][::-1]


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What importing the changed modules does."""
    monkeypatch.setattr(magic_words, "HASH_FUNCTIONS", magic_words.HASH_FUNCTIONS + "backwards backwards 거꾸로\n")
    parser_function("backwards")(backwards)
    names_for.cache_clear()
    yield
    del FUNCTIONS["backwards"]
    names_for.cache_clear()


def test_it_has_an_english_and_a_korean_name() -> None:
    assert parser({"틀:가": "나다"}).preprocess("{{#거꾸로:{{가}}}} {{#backwards: abc }}") == "다나 cba"
