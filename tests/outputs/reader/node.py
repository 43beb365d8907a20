"""Running the JavaScript tests from pytest; they are skipped where node is missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parent.parent.parent / "templates" / "reader" / "js"


def node(test: str | Path, *arguments: object, needs: str = "", timeout: int = 120) -> str:
    """Run ``test`` (beside this file, or a path) and give what it prints; ``needs`` is a package of package.json."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not installed")
    if needs and not (HERE / "node_modules" / needs).is_dir():
        pytest.skip(f"npm package {needs} is not installed (make browsers installs it)")
    command = [program, str(HERE / test), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-1000:]
    return done.stdout
