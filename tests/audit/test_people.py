"""Which addresses lead to a person's page: only what such a path begins with, never a name inside a title."""

from __future__ import annotations

import pytest

from packager.audit.html import look


@pytest.mark.parametrize(
    "address", ["./사용자:나", "../../user:x", "./User%3Ax", "./C/특수:기여", "./A/Special:x", "./사용자토론:나"]
)
def test_pages_of_persons(address: str) -> None:
    found = [each.rule for each in look(f'<a href="{address}">x</a>').findings]
    assert found == ["link to a person or special page"]


@pytest.mark.parametrize("address", ["./가:user:나", "./가/사용자:나", "../가/special:x", "./분류:특수:가"])
def test_names_inside_a_title(address: str) -> None:
    assert not look(f'<a href="{address}">x</a>').findings
