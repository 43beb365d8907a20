"""What one page's parse leaves behind besides its HTML (MediaWiki's ParserOutput)."""

from __future__ import annotations

from dataclasses import dataclass, field

from packager.model import CategoryLink, Heading, LinkTarget, Problem, Title


@dataclass(slots=True)
class ParserOutput:
    """Mutable accumulator. Dicts serve as ordered sets, so that nothing depends on hash order."""

    categories: dict[Title, str] = field(default_factory=dict)
    """Category to sort key, in order of first appearance; a later sort key wins."""
    templates: dict[Title, None] = field(default_factory=dict)
    files: dict[str, None] = field(default_factory=dict)
    language_links: dict[str, LinkTarget] = field(default_factory=dict)
    """Interlanguage prefix to target; the first link of a language wins."""
    external_links: dict[str, None] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)
    properties: dict[str, str] = field(default_factory=dict)
    """Page properties: ``notoc``, ``hiddencat``, ``defaultsort`` ..."""
    display_title: str | None = None
    """HTML of {{DISPLAYTITLE:}}, already sanitised."""
    toc: list[Heading] = field(default_factory=list)
    toc_html: str = ""
    toc_wanted: bool = False
    problems: list[Problem] = field(default_factory=list)
    dropped: dict[str, None] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    """TemplateStyles of the page: deduplication key to CSS text."""

    def category_links(self) -> tuple[CategoryLink, ...]:
        return tuple(CategoryLink(title, key) for title, key in self.categories.items())
