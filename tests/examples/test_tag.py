"""Example: an extension tag, ``<shout>``, which says its content loudly.

For good: packager/wikitext/tags/shout.py with the function, its module in the list of that folder, and a case file
tests/wikitext/tags/cases/shout.txt. Three files, no line taken away.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checks.small_wiki import render
from packager.wikitext.expansion.frame import Frame
from packager.wikitext.tags.registry import TAGS, tag


def shout(frame: Frame, content: str | None, attributes: dict[str, str]) -> str:
    """``content`` is None for ``<shout/>``. What is given back is HTML: text of the page is parsed or escaped."""
    return f"<b>{frame.parser.half_parse(content or '', frame)}!</b>"


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    """What importing the new module does."""
    tag("shout")(shout)
    yield
    del TAGS["shout"]


def test_its_content_is_wikitext() -> None:
    html = render("a <shout>b {{가}}</shout> <shout/>", {"틀:가": "''c''"})
    assert html.strip() == "<p>a <b>b <i>c</i>!</b> <b>!</b>\n</p>"
