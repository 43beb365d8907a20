"""What conftest.py promises: skipped judges are counted and can be refused, SIGINT is not inherited as ignored."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SKIPPING = """
import pytest
@pytest.mark.skip(reason="Debian's zim-tools is not installed")
def test_judged(): pass
def test_other(): pass
"""


def ran(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "test_it.py").write_text(SKIPPING)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", f"--rootdir={tmp_path}", "-c", "/dev/null"]
    own = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}  # CI's options are not ours
    return subprocess.run([*command, *arguments, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, env=own)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ([], 0, "1 skipped for want of zimcheck"),
        (["--no-skips-of=kiwix,chromium"], 0, "1 skipped for want of zimcheck"),
        (["--no-skips-of=kiwix,zimcheck"], 1, "REFUSED (--no-skips-of): 1 skipped for want of zimcheck"),
        (["--no-skips-of=zimchek"], 4, "no judge zimchek"),
        (["-n1"], 0, "1 skipped for want of zimcheck"),
        (["-n1", "--no-skips-of=zimcheck"], 1, "REFUSED (--no-skips-of): 1 skipped for want of zimcheck"),
    ],
)
def test_skipped_judges(arguments: list[str], status: int, said: str, tmp_path: Path) -> None:
    run = ran(tmp_path, *arguments)
    assert said in run.stdout + run.stderr
    assert run.returncode == status


def test_interrupts_reach_the_programs_of_the_tests() -> None:
    code = "import signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        again = ["-c", f"import tests.conftest, subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])"]
        run = subprocess.run([sys.executable, *again], cwd=ROOT, capture_output=True, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    assert run.stdout == "True\n", run.stderr
