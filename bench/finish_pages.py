"""``python finish_pages.py CHECKOUT PAGES``: seconds of CPU that a version of the program takes to finish pages.

Run by ``bench.finish`` with the Python of each version; imports nothing but the program of CHECKOUT. PAGES is a JSON
list of lists of rendered pages. A round over each list for every line of standard input; prints its seconds as JSON.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote


class EveryTitle:
    """A drive that has every article of the wiki, and no picture."""

    def link(self, address: str) -> str | None:
        """Every MediaWiki address without a query."""
        if address.startswith("#"):
            return "#" + quote(unquote(address[1:])) if len(address) > 1 else None
        return "./" + quote(unquote(address[6:])) if address.startswith("/wiki/") else None

    def image(self, address: str) -> str | None:
        """Never."""
        return None


def _walk() -> Callable[[str, Any], object]:
    finish = importlib.import_module("packager.finish.finish").finish
    policy = importlib.import_module("packager.finish.element").Policy()
    return lambda html, world: finish(html, world, policy)


def _passes(modules: tuple[str, ...]) -> Callable[[str, Any], object]:
    """Versions in which six readers of HTML stood in a row."""
    drop_boxes, caption_only, collapse_boxes, clean, headings, prose = (
        getattr(importlib.import_module(module), name)
        for module, name in zip(
            modules, ("drop_boxes", "caption_only", "collapse_boxes", "clean", "headings", "prose"), strict=True
        )
    )

    def finish(html: str, world: Any) -> object:
        kept, dropped = drop_boxes(html)
        cleaned = clean(collapse_boxes(caption_only(kept, lambda address: world.image(address) is not None)), world)
        return cleaned.html, prose(cleaned.html), headings(cleaned.html), dropped

    return finish


VERSIONS: tuple[Callable[[], Callable[[str, Any], object]], ...] = (
    _walk,
    lambda: _passes((
        "packager.wikitext.drops", "packager.wikitext.picture_boxes", "packager.wikitext.collapse",
        "packager.scrub.clean", "packager.html.headings", "packager.search.prose",
    )),
)  # fmt: skip
"""How versions of the program finish a page, the newest first."""


def finisher() -> Callable[[str, Any], object]:
    """What the program on the path has. ImportError if it is none of ``VERSIONS``."""
    for version in VERSIONS[:-1]:
        try:
            return version()
        except ImportError:
            continue
    return VERSIONS[-1]()


def main() -> None:
    sys.path[0] = sys.argv[1]
    finish, world = finisher(), EveryTitle()
    lists = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    for _ in sys.stdin:
        seconds = []
        for pages in lists:
            began = time.process_time()
            for html in pages:
                finish(html, world)
            seconds.append(time.process_time() - began)
        print(json.dumps(seconds), flush=True)


if __name__ == "__main__":
    main()
