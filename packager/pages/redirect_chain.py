"""Following redirects to the page they end at: chains, loops, targets that are gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from packager.errors import Said
from packager.model import LinkTarget, Title

LIMIT = 10
"""Redirects in a row. MediaWiki follows one; a packed wiki has nobody left who would repair the others."""


class Step(NamedTuple):
    """What the wiki knows about a title: whether it exists and where it redirects to."""

    exists: bool
    redirect: LinkTarget | None = None


class Resolution(NamedTuple):
    """Where a title leads: ``target`` if to a page that can be shown, else the ``reason`` why not."""

    target: LinkTarget | None
    reason: str = ""
    """``missing`` (no such page), ``broken`` (redirect to none), ``loop``, ``interwiki``, ``chain`` (beyond LIMIT)."""
    hops: int = 0
    """Redirects followed: 0 for a page itself, 2 or more for a double redirect."""


def resolve_chain(title: Title, look_up: Callable[[Title], Step]) -> Resolution:
    """The page at the end. The last fragment on the way counts: that of an earlier redirect stays if none follows."""
    seen = {title}
    fragment = ""
    step = look_up(title)
    if not step.exists:
        return Resolution(None, Said("missing"))
    while step.redirect is not None:
        target = step.redirect
        if target.interwiki:
            return Resolution(None, Said("interwiki"), len(seen))
        if target.title in seen:
            return Resolution(None, Said("loop"), len(seen))
        if len(seen) > LIMIT:
            return Resolution(None, Said("chain"), len(seen))
        fragment = target.fragment or fragment
        title = target.title
        seen.add(title)
        step = look_up(title)
        if not step.exists:
            return Resolution(None, Said("broken"), len(seen) - 1)
    return Resolution(LinkTarget(title, fragment), "", len(seen) - 1)
