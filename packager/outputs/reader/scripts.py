"""The reader's script: small files in the order in which they are joined into index.html."""

from __future__ import annotations

import re

from packager.templating import template_text

# Zstandard, from the inside out, and the files that it unpacks. parts before everything that has one.
DECODER_JS = (
    "namespace",
    "parts",
    "bytes",
    "utf8",
    "zstd_fse",
    "zstd_huffman",
    "zstd_literals",
    "zstd_sequences",
    "xxh64",
    "zstd",
    "shards",
)
# What a query is typed with, the indexes, readings of a query; all of it runs without a page.
SEARCH_JS = (
    "tables",
    "hangul",
    "keystrokes",
    "typing_distance",
    "particles",
    "consonants",
    "questions",
    "readings",
    "slips",
    "tokens",
    "wordings",
    "title_columns",
    "title_index",
    "near_index",
    "text_index",
    "aliases",
    "search_root",
    "title_match",
    "title_spot",
    "title_near",
    "title_search",
    "text_rank",
    "leads",
    "formulas",
    "snippet",
    "articles",
    "answers",
)
# What the page is made of. views before the files that add one.
PAGE_JS = (
    "dom",
    "markup",
    "status",
    "trouble",
    "history",
    "views",
    "wide_tables",
    "sort_tables",
    "further",
    "article_view",
    "main_view",
    "results_view",
    "check_view",
    "help_view",
    "windows",
    "links",
    "actions",
    # Escape closes the contents and the menu in any case, then one of: words found, note, titles.
    "toc",
    "appearance",
    "page_text",
    "passage",
    "find",
    "footnotes",
    "search_box",
    "collapse",
    "pictures",
    "category_tree",
    "blank",
    "keyboard",
    "boot",  # last: it starts
)
READER_JS = DECODER_JS + SEARCH_JS + PAGE_JS
READER_CSS = ("shell", "article", "print")

_COMMENT_LINE = re.compile(r"^[ \t]*//.*\n", re.M)
_INDENT = re.compile(r"^[ \t]+", re.M)


def reader_script(names: tuple[str, ...] = READER_JS) -> str:
    """All files as one script, without comment lines and indentation."""
    text = "".join(template_text(f"reader/js/{name}.js") for name in names)
    return _INDENT.sub("", _COMMENT_LINE.sub("", text))


def reader_styles() -> str:
    """Style sheets of the reader's own parts."""
    return "".join(template_text(f"reader/css/{name}.css") for name in READER_CSS)
