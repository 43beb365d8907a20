"""Engines of the years 2013-2016: where they are, and ``python -m checks.browsers.old_engines`` to fetch them.

PhantomJS 2.1 comes in the wheel ``phasma``. Chromium 49 comes in the wheel of PyQt5 5.7.1; its module ``sip`` is built
from a later source with two changes, because the original knows no Python of today. It needs Xvfb and a C compiler.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent.parent / "build" / "old-browsers"
PYTHON = FOLDER / "bin" / "python"
STEPS = HERE / "old_steps.json"


def phantomjs() -> str | None:
    """Path of PhantomJS."""
    inside = next(FOLDER.glob("lib/python*/site-packages/phasma/driver/phantomjs/bin/phantomjs"), None)
    return str(inside) if inside else shutil.which("phantomjs")


def qt() -> str | None:
    """A Python with PyQt5 5.7.1, if there is a display server for it too."""
    found = next(FOLDER.glob("lib/python*/site-packages/PyQt5/Qt/libexec/QtWebEngineProcess"), None)
    return str(PYTHON) if found and shutil.which("Xvfb") else None


def run_phantomjs(index: Path, shots: Path | None = None) -> str:
    """A session in PhantomJS."""
    program = phantomjs()
    assert program
    command = [program, str(HERE / "phantom.js"), index.resolve().as_uri(), str(STEPS)]
    if shots:
        command.append(str(shots))
    return "PhantomJS 2.1 " + _session(command, {"OPENSSL_CONF": "/dev/null"})


def run_qt(index: Path, shots: Path | None = None) -> str:
    """A session in Chromium 49."""
    number = 90 + os.getpid() % 900
    server = subprocess.Popen(
        ["Xvfb", f":{number}", "-screen", "0", "1280x1024x24"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        time.sleep(2)
        command = [str(PYTHON), str(HERE / "qt.py"), str(index), str(STEPS), *([str(shots)] if shots else [])]
        return "Chromium 49 " + _session(command, {"DISPLAY": f":{number}", "QTWEBENGINE_DISABLE_SANDBOX": "1"})
    finally:
        server.terminate()
        server.wait()


def _session(command: list[str], variables: dict[str, str]) -> str:
    done = subprocess.run(
        command, env={**os.environ, **variables}, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-1000:]
    return done.stdout.strip().splitlines()[-1]


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "install", "phasma==0.7.1", "setuptools==80.9.0"], check=True)
    subprocess.run([*pip, "install", "--no-deps", "PyQt5==5.7.1"], check=True)
    subprocess.run(
        [*pip, "download", "--no-deps", "--no-binary", ":all:", "-d", str(FOLDER), "PyQt5-sip==12.9.1"], check=True
    )
    with tarfile.open(FOLDER / "PyQt5_sip-12.9.1.tar.gz") as archive:
        archive.extractall(FOLDER, filter="data")
    source = FOLDER / "PyQt5_sip-12.9.1"
    for name, old, new in (
        ("setup.py", "'PyQt5.sip'", "'sip'"),
        ("sip.h", '"PyQt5.sip"', '"sip"'),
        ("siplib.c", "frame = frame->f_back;", "frame = PyFrame_GetBack(frame);"),
    ):
        text = (source / name).read_text(encoding="utf-8")
        (source / name).write_text(text.replace(old, new), encoding="utf-8")
    subprocess.run([*pip, "install", "--no-build-isolation", "--no-deps", str(source)], check=True)
    print(f"PhantomJS: {bool(phantomjs())}, Chromium 49: {bool(qt())} (needs Xvfb)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
