"""``python -m bench.zim [--articles N]``: our ZIM output beside bare libzim on the same HTML.

Bare libzim gets finished pages and its built-in indexing; ours renders the page template, folds, orders and seals.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from libzim.writer import Creator, Hint, Item, StringProvider

from checks.small_library import SmallLibrary
from packager.library.complete import CompleteLibrary
from packager.outputs.zim.page import article_page
from packager.outputs.zim.writer import quiet, write_zim


class _Bare(Item):  # type: ignore[misc]
    def __init__(self, path: str, title: str, html: bytes) -> None:
        super().__init__()
        self.values = path, title, html

    def get_path(self) -> str:
        return self.values[0]

    def get_title(self) -> str:
        return self.values[1]

    def get_mimetype(self) -> str:
        return "text/html"

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self.values[2])

    def get_hints(self) -> dict[Hint, int]:
        return {Hint.FRONT_ARTICLE: 1, Hint.COMPRESS: 1}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    library = CompleteLibrary(SmallLibrary(args.articles))
    pages = [(a.path, a.title, article_page(a, library.metadata, "./").encode()) for a in library.articles()]
    size = sum(len(html) for _, _, html in pages)
    with tempfile.TemporaryDirectory() as name:
        began = time.perf_counter()
        with quiet():
            creator = Creator(Path(name) / "bare.zim").config_indexing(True, "kor").config_nbworkers(args.workers)
            with creator:
                for path, title, html in pages:
                    creator.add_item(_Bare(path, title, html))
        bare = time.perf_counter() - began
        began = time.perf_counter()
        write_zim(library, Path(name), jobs=args.workers)
        ours = time.perf_counter() - began
    print(f"{len(pages)} pages, {size / 1e6:.1f} MB of HTML")
    print(f"bare libzim {bare:.2f} s, {size / 1e6 / bare:.2f} MB/s")
    print(f"ours        {ours:.2f} s, {size / 1e6 / ours:.2f} MB/s, ratio {ours / bare:.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
