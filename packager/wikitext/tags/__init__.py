"""Extension tags, one module each; importing this package fills ``TAGS``."""

from __future__ import annotations

from packager.wikitext.tags import (
    fallbacks,
    gallery,
    imagemap,
    invisible,
    math,
    nowiki,
    poem,
    syntaxhighlight,
    templatestyles,
    timeline,
)
from packager.wikitext.tags.cite import references
from packager.wikitext.tags.registry import TAGS, TagHandler, TagResult, tag

MODULES = (
    fallbacks, gallery, imagemap, invisible, math, nowiki, poem, references, syntaxhighlight, templatestyles, timeline,
)
"""Every module that defines a tag."""

__all__ = ["MODULES", "TAGS", "TagHandler", "TagResult", "tag"]
