"""Writes what is rendered now into ``tests/wikitext/passes/*.txt``: ``python -m tools.refresh_parser_cases [FILE...]``.

Read the difference before committing it; a case is right only if MediaWiki would give the same.
"""

from __future__ import annotations

import sys
from pathlib import Path

from checks import case_files, small_wiki


def refresh(path: Path) -> None:
    """Replaces the ``!! html`` of every case of a file."""
    cases, pages = case_files.read(path)
    rest = path.read_text("utf-8")
    out = []
    for case in cases:
        html = small_wiki.render(case.wikitext, pages, case.options.get("title", small_wiki.TITLE)).strip("\n")
        before, _, rest = rest.partition(f"!! test\n{case.name}\n")
        head, _, rest = rest.partition("!! html\n")
        rest = rest.partition("!! end\n")[2]
        out.append(f"{before}!! test\n{case.name}\n{head}!! html\n{html}\n!! end\n")
    path.write_text("".join(out) + rest, "utf-8")


if __name__ == "__main__":
    for each in map(Path, sys.argv[1:]) if sys.argv[1:] else case_files.files():
        refresh(each)
