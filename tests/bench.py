"""``python -m tests.bench``: every stage beside its yardstick, each in a process of its own.

Prints what the single benches print. Ratios are taken within one run; on a loaded machine compare only those.
"""

from __future__ import annotations

import subprocess
import sys

from tests.shared import SHARED

BENCHES: tuple[tuple[str, ...], ...] = (
    ("tests.bench_ingest", "--pages", "20000"),
    ("tests.bench_wikitext",),
    ("tests.bench_lua",),
    ("tests.bench_zim",),
    ("tests.bench_scrub",),
    ("tests.bench_verify",),
    ("tests.bench_titles", "--titles", "200000"),
    ("tests.bench_fulltext",),
    ("tests.zstd_speed",),
    ("tests.bench_reader",),
)


def main() -> int:
    """Run them in order; the exit status is that of the first that failed."""
    status = 0
    if not SHARED.exists():
        print("the reference pages are not beside this checkout; the benches use the bundled small wiki where they can")
    for name, *arguments in BENCHES:
        print(f"\n== {name.removeprefix('tests.')} {' '.join(arguments)}", flush=True)
        done = subprocess.run([sys.executable, "-m", name, *arguments], check=False)
        status = status or done.returncode
    return status


if __name__ == "__main__":
    raise SystemExit(main())
