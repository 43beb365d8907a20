"""Extension tags, one module each; importing this package fills ``TAGS``."""

from __future__ import annotations

from packager.wikitext.tags.registry import TAGS, TagHandler, TagResult, tag

__all__ = ["TAGS", "TagHandler", "TagResult", "tag"]
