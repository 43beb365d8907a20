"""The table of contents: numbering and nesting of headings (MediaWiki: Linker::tocLine and its kin)."""

from __future__ import annotations

from collections.abc import Callable

from packager.wikitext.markup import escape
from packager.wikitext.words.language import Language

TOC_PLACEHOLDER = "<mw:tocplace></mw:tocplace>"
"""Stands where the table of contents will be put in, after tidy."""


class TocBuilder:
    """Takes headings in order. Depth follows nesting, not the level: h2, h5 are depth 1 and 2."""

    def __init__(self, max_level: int) -> None:
        self._max_level = max_level
        self._out: list[str] = []
        self._levels: dict[int, int] = {}
        self._counts: dict[int, int] = {}
        self._level = 0
        self._shown_depth = 0
        self.depth = 0
        self.number = ""
        self.visible = 0

    def add(self, level: int, link: str, line: str, section: str, format_num: Callable[[str], str]) -> None:
        """``section`` is the number that an edit link would have, empty for headings from templates."""
        previous = self._level if self.depth else 0
        self._level = level
        if level > previous:
            self.depth += 1
            self._counts[self.depth] = 0
            if self.depth < self._max_level:
                self._shown_depth = self.depth
                self._out.append("\n<ul>\n")
                self.visible += 1
        elif level < previous and self.depth > 1:
            self.depth = self._outer_depth(level)
            if self.depth < self._max_level:
                if self._shown_depth < self._max_level:
                    self._out.append("</li>\n" + "</ul>\n</li>\n" * max(0, self._shown_depth - self.depth))
                    self._shown_depth = self.depth
                else:
                    self._out.append("</li>\n")
        elif self.depth < self._max_level:
            self._out.append("</li>\n")
        self._levels[self.depth] = level
        self._counts[self.depth] += 1
        self.number = ".".join(
            format_num(str(self._counts[depth])) for depth in range(1, self.depth + 1) if self._counts.get(depth)
        )
        if self.depth < self._max_level:
            css = f"toclevel-{self.depth}" + (f" tocsection-{section}" if section else "")
            self._out.append(
                f'<li class="{css}"><a href="#{escape(link)}"><span class="tocnumber">{self.number}</span> '
                f'<span class="toctext">{line}</span></a>'
            )

    def _outer_depth(self, level: int) -> int:
        for depth in range(self.depth, 0, -1):
            if self._levels[depth] == level:
                return depth
            if self._levels[depth] < level:
                return depth + 1
        return 1

    def html(self, language: Language) -> str:
        """The whole box."""
        lines = "".join(self._out)
        if 0 < self._shown_depth < self._max_level:
            lines += "</li>\n" + "</ul>\n</li>\n" * (self._shown_depth - 1)
        title = escape(language.message("toc") or "")
        direction = "rtl" if language.rtl else "ltr"
        return (
            '<div id="toc" class="toc" role="navigation" aria-labelledby="mw-toc-heading">'
            '<input type="checkbox" role="button" id="toctogglecheckbox" class="toctogglecheckbox"'
            ' style="display:none" />'
            f'<div class="toctitle" lang="{language.code}" dir="{direction}"><h2 id="mw-toc-heading">{title}</h2>'
            '<span class="toctogglespan"><label class="toctogglelabel" for="toctogglecheckbox"></label></span></div>'
            f"{lines}</ul>\n</div>\n"
        )


def insert_toc(html: str, toc: str) -> str:
    """Pass 19: the first placeholder becomes the table of contents, any other vanishes."""
    before, _, after = html.partition(TOC_PLACEHOLDER)
    return before + toc + after.replace(TOC_PLACEHOLDER, "")
