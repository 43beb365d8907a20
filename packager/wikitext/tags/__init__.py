"""Extension tags, one module each; importing this package fills ``TAGS``."""

from __future__ import annotations

from packager.wikitext.tags import cite, gallery, imagemap, invisible, math, nowiki, poem, syntaxhighlight
from packager.wikitext.tags.registry import TAGS, TagHandler, TagResult, tag

MODULES = (cite, gallery, imagemap, invisible, math, nowiki, poem, syntaxhighlight)
"""Every module that defines a tag."""

__all__ = ["MODULES", "TAGS", "TagHandler", "TagResult", "tag"]
