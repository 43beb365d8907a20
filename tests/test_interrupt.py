"""Ctrl-C at any moment: one line, status 130, no traceback, nobody left behind; closed pipes; plain progress lines."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

DUMP = Path(__file__).parent / "wiki" / "kowiki-20260901-pages-articles.xml"
LINE = "packager: 멈췄습니다. 같은 명령을 다시 실행하면 이어집니다"


def started(out: Path, *before: str) -> subprocess.Popen[str]:
    """A build that is its own foreground group, as a shell makes it; ``before`` is what starts it."""
    return subprocess.Popen(
        [*before, sys.executable, "-m", "packager", "build", str(DUMP), "--out", str(out), "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        env={**os.environ, "LC_ALL": "ko_KR.UTF-8", "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where all pages are rendered already; on the way there the lines of a run without a terminal."""
    out = tmp_path_factory.mktemp("interrupt") / "out"
    with started(out) as run:
        said = run.communicate(timeout=60)[0]
    assert run.returncode == 0, said
    assert "\r" not in said
    assert "\x1b" not in said
    assert re.search(r"^\* 글 그리기\n  글 \d+개, [\d.]+초$", said, re.M)
    return out


def gone(group: int) -> bool:
    """Whether no process of the group is left, a little later."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("stage", "presses", "number"),
    [
        ("글 그리기", 1, signal.SIGINT),
        ("글 그리기", 1, signal.SIGTERM),
        ("ZIM 보관 파일 쓰기", 1, signal.SIGINT),
        ("읽기 프로그램 쓰기", 3, signal.SIGINT),
    ],
)
def test_interrupt(stage: str, presses: int, number: signal.Signals, warm: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" if stage == "글 그리기" else warm
    with started(out) as run:
        assert run.stdout
        while run.stdout.readline() not in (f"* {stage}\n", ""):
            pass
        for _ in range(presses):
            time.sleep(0.05)
            if run.poll() is None:
                os.killpg(run.pid, number)
        rest = run.stdout.read()
        assert run.wait(20) == 130, rest
    assert rest.splitlines()[-1:] == [LINE]
    assert rest.count("packager:") == 1
    assert "Traceback" not in rest
    assert presses > 1 or not (out / "work" / "new").exists()
    assert gone(run.pid)


def test_sigterm_where_ctrl_c_is_switched_off(tmp_path: Path) -> None:
    # A script that puts a program into the background has it ignore Ctrl-C.
    with started(tmp_path / "out", "sh", "-c", "trap '' INT; exec \"$@\"", "sh") as run:
        assert run.stdout
        while run.stdout.readline() not in ("* 글 그리기\n", ""):
            pass
        run.terminate()
        rest = run.stdout.read()
        assert run.wait(20) == 130, rest
    assert rest.splitlines()[-1:] == [LINE]
    assert gone(run.pid)


@pytest.mark.parametrize("arguments", [["--help"], ["inspect", str(DUMP)]])
def test_a_closed_pipe_is_no_error(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run([sys.executable, "-m", "packager", *arguments], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert run.stderr == b""
    assert run.returncode == 0
