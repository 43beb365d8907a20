"""An article as one item of the reader's shards: four lines of facts, then the HTML fragment."""

from __future__ import annotations

from collections.abc import Callable

from packager.addresses import category_label
from packager.model import Article
from packager.outputs.reader.paths import Locator

_SPACE = str.maketrans("\t\n\r", "   ")


def _line(*fields: object) -> str:
    return "\t".join(str(field).translate(_SPACE) for field in fields)


def article_item(article: Article, body: str, locate: Callable[[str], Locator | None]) -> bytes:
    """Title; kind, revision, date, title with markup; categories by number and label; headings; the body."""
    categories: list[object] = []
    for path in article.categories:
        found = locate(path)
        if found is not None:
            categories += [found.number, category_label(path)]
    headings: list[object] = []
    for heading in article.headings:
        if heading.anchor == "mw-toc-heading":
            continue  # the reader shows its own table of contents
        headings += [heading.level, heading.anchor, f"{heading.number} {heading.text}".strip()]
    lines = (
        _line(article.title),
        _line(article.kind, article.revision_id or "", article.timestamp[:10], *filter(None, [article.heading])),
        _line(*categories),
        _line(*headings),
        body,
    )
    return "\n".join(lines).encode("utf-8", "replace")


def picture_item(mimetype: str, content: bytes) -> bytes:
    """A picture: media type, line end, bytes."""
    return mimetype.encode("ascii", "replace") + b"\n" + content
