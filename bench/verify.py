"""``python -m bench.verify [--count N]``: verifying a large archive: entries a second and peak memory.

The archive has N small pages (100,000 by default). Memory is that of the verifying process alone; more than 500 MB
is a failure.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from checks.small_library import SmallLibrary
from packager.config import ZimConfig
from packager.library.complete import CompleteLibrary
from packager.outputs.zim.writer import write_zim

LIMIT_MB = 500
CHILD = """
import re, sys, time
from pathlib import Path
from packager.audit.verify import verify
start = time.process_time()
checked = verify(Path(sys.argv[1]))
seconds = time.process_time() - start
peak = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(checked.entries, len(checked.findings), f"{seconds:.1f}", peak)
"""


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000, help="number of pages")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        path = write_zim(CompleteLibrary(SmallLibrary(args.count)), Path(name), ZimConfig(fulltext=False)).files[0]
        size = path.stat().st_size
        done = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=True)
    entries, findings, seconds, peak = done.stdout.split()
    rate = int(entries) / max(float(seconds), 0.01)
    print(
        f"{int(entries):,} entries, {size / 1e6:.1f} MB: {seconds} s CPU, {rate:,.0f} entries a second, "
        f"{peak} MB of memory at most, {findings} findings"
    )
    return 1 if int(peak) > LIMIT_MB or int(findings) else 0


if __name__ == "__main__":
    raise SystemExit(main())
