"""``python -m bench``: every stage beside its yardstick, each in a process of its own.

Prints what the single benches print. Ratios are taken within one run; on a loaded machine compare only those.
"""

from __future__ import annotations

import subprocess
import sys

from checks.shared import SHARED

BENCHES: tuple[tuple[str, ...], ...] = (
    ("bench.ingest", "--pages", "20000"),
    ("bench.wikitext",),
    ("bench.lua",),
    ("bench.zim",),
    ("bench.finish",),
    ("bench.verify",),
    ("bench.titles", "--titles", "200000"),
    ("bench.fulltext",),
    ("bench.zstd_speed",),
    ("bench.reader",),
    ("bench.curation", "--articles", "20000"),
)


def main() -> int:
    """Run them in order; the exit status is that of the first that failed."""
    status = 0
    if not SHARED.exists():
        print("the reference pages are not beside this checkout; the benches use the bundled small wiki where they can")
    for name, *arguments in BENCHES:
        print(f"\n== {name.removeprefix('bench.')} {' '.join(arguments)}", flush=True)
        done = subprocess.run([sys.executable, "-m", name, *arguments], check=False)
        status = status or done.returncode
    return status


if __name__ == "__main__":
    raise SystemExit(main())
