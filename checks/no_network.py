"""``python -m checks.no_network``: the whole build with the network cut off, and no internet socket asked for.

Where the machine allows it, the build runs in a network namespace of its own that has no interface, and under strace,
which must not see a socket of the internet families. A positive control opens such a socket in the same way first.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checks.own_dump import DUMP

ROOT = Path(__file__).resolve().parent.parent
_SOCKET = re.compile(r"\b(?:socket|connect|sendto)\(.*AF_INET6?\b")


def cut_off() -> list[str]:
    """Command prefix for a network namespace without interfaces; empty where that is not allowed."""
    for prefix in (["unshare", "-n"], ["unshare", "-r", "-n"]):
        if shutil.which("unshare") and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0:
            return prefix
    return []


def traced(log: Path) -> list[str]:
    """Command prefix that writes network calls to ``log``; empty where that is not possible."""
    command = ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(log)]
    if shutil.which("strace") is None or subprocess.run([*command, "true"], capture_output=True).returncode:
        return []
    return command


def internet_calls(log: Path) -> list[str]:
    """Lines of a log that name an internet family."""
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return [line for line in text.splitlines() if _SOCKET.search(line)]


def run(prefix: list[str], command: list[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([*prefix, sys.executable, *command], env=environment, capture_output=True, text=True)


def check(folder: Path) -> tuple[list[str], bool, bool]:
    """(complaints, whether the network was cut off, whether calls were traced)"""
    namespace = cut_off()
    control, log = folder / "control.log", folder / "build.log"
    complaints = []
    tracing = bool(traced(control))
    knock = ["-c", "import socket; s = socket.socket(); s.settimeout(1); print(s.connect_ex(('192.0.2.1', 80)))"]
    knocked = run([*namespace, *traced(control)], knock)
    if namespace and knocked.stdout.strip() == "0":
        complaints.append("control: the network is not cut off")
    if tracing and not internet_calls(control):
        complaints.append("control: strace does not see a socket that is there")
    done = run(
        [*namespace, *traced(log)], ["-m", "packager", "build", str(DUMP), "--out", str(folder / "out"), "--jobs", "2"]
    )
    if done.returncode or not (folder / "out/drive/index.html").is_file():
        complaints.append(f"the build failed with status {done.returncode}: {done.stderr[-500:]}")
    complaints += [f"internet socket: {line}" for line in internet_calls(log)]
    return complaints, bool(namespace), tracing


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        complaints, namespace, tracing = check(Path(name))
    for complaint in complaints:
        print(complaint)
    said = {True: "yes", False: "not possible here"}
    print(f"network cut off: {said[namespace]}; traced: {said[tracing]}")
    return 1 if complaints else 0


if __name__ == "__main__":
    raise SystemExit(main())
