"""Slips of the hand (slips.txt): a wrong run ends in one line that helps, and last month's drive stays as it is."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from checks.small_export import NAME, PAGES, dump
from packager.cli import main


@dataclass
class Slip:
    """One section of slips.txt."""

    what: str
    keys: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    put: dict[str, str] = field(default_factory=dict)
    edits: list[tuple[str, str]] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    """``\\n`` and the like as what they mean."""
    return re.sub(
        r"\\(?:x([0-9a-f]{2})|([ntr\\]))",
        lambda m: chr(int(m[1], 16)) if m[1] else {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}[m[2]],
        text,
    )


def slips() -> Iterator[Slip]:
    """All sections."""
    for section in re.split(r"^=== ", (Path(__file__).parent / "slips.txt").read_text("utf-8"), flags=re.M)[1:]:
        what, *lines = section.strip("\n").split("\n")
        slip = Slip(what)
        for line in filter(None, lines):
            key, _, value = line.partition(":")
            value = value[1:]
            word, *rest = key.split(" ")
            match word:
                case "file":
                    slip.files[rest[0]] = plain(value).encode(*rest[1:])
                case "put":
                    slip.put[rest[0]] = value
                case "edit":
                    old, _, new = value.partition(" => ")
                    slip.edits.append((old, new))
                case "says" | "rows":
                    getattr(slip, word).append(value)
                case "config" | "name" | "without" | "args" | "run" | "status":
                    slip.keys[word] = value
                case _:
                    raise ValueError(f"slips.txt: {what}: {line}")
        yield slip


def digest(drive: Path) -> str:
    """Every file of a drive with its bytes and time."""
    found = hashlib.sha256()
    for path in sorted(drive.rglob("*")):
        found.update(f"{path.relative_to(drive)} {path.stat().st_mtime_ns}".encode())
        found.update(path.read_bytes() if path.is_file() else b"")
    return found.hexdigest()


def cached(out: Path) -> set[tuple[object, ...]]:
    """Rendered pages in the cache, by what tells them apart."""
    if not (out / "work" / "rendered.sqlite").is_file():
        return set()
    with closing(sqlite3.connect(out / "work" / "rendered.sqlite")) as database:
        return set(database.execute("SELECT ns, text, state FROM result"))


def reported(out: Path) -> dict[str, bytes]:
    """The report of the drive that stands there."""
    return {path.name: path.read_bytes() for path in (out / "report").glob("*") if path.is_file()}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An --out with last month's drive."""
    folder = tmp_path_factory.mktemp("good")
    (folder / NAME).write_text(dump(PAGES), "utf-8")
    assert main(["build", str(folder / NAME), "--out", str(folder / "out"), "--jobs", "1"]) == 0
    return folder / "out"


def prepared(slip: Slip, here: Path, out: Path) -> list[str]:
    """Write the files of a slip; gives the command."""
    pages = {name: text for name, text in PAGES.items() if not re.fullmatch(slip.keys.get("without", "-"), name)}
    text = dump(pages)
    for old, new in slip.edits:
        edited = re.sub(old, new, text)
        assert edited != text, f"the edit changes nothing: {old}"
        text = edited
    source = here / slip.keys.get("name", NAME)
    source.write_text(text, "utf-8")
    for name, data in slip.files.items():
        (here / name).write_bytes(data)
    for name, words in slip.put.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(words, "utf-8")
    config = here / "snapshot.toml"
    command = "build {dump} --out {out} --jobs 1"
    if "config" in slip.keys:
        config.write_text(plain(slip.keys["config"]), "utf-8")
        command += " --config {config}"
    words = slip.keys.get("run", command).split() + slip.keys.get("args", "").split()
    return [word.format(dump=source, config=config, out=out, here=here) for word in words]


def run(command: list[str]) -> int:
    try:
        return main(command)
    except SystemExit as end:  # argparse ends the process itself
        return int(end.code or 0)


ALL = list(slips())


@pytest.mark.parametrize("slip", ALL, ids=[slip.what for slip in ALL])
def test_slip(slip: Slip, good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
              monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    status, out = int(slip.keys.get("status", "2")), good
    if slip.put or slip.edits or "without" in slip.keys or status == 0:
        out = tmp_path / "out"
        if not any(name.startswith("work/") for name in slip.put):
            shutil.copytree(good, out)
    command = prepared(slip, tmp_path, out)
    before, rows = (digest(out / "drive"), reported(out)), cached(out)
    capsys.readouterr()
    assert run(command) == status
    printed = capsys.readouterr()
    everything = printed.out + printed.err
    assert "Traceback" not in everything
    for words in slip.says:
        assert words in everything
    if status == 0:
        assert "packager: error" not in everything
    else:
        errors = [line for line in printed.err.splitlines() if line.startswith("packager: error: ")]
        assert len(errors) == 1
        assert printed.err.splitlines()[-1] == errors[0]
        assert len(errors[0]) < 1200
        assert (digest(out / "drive"), reported(out)) == before
        assert cached(out) >= rows
        for name, words in slip.put.items():
            assert (out / name).read_text("utf-8") == words
    written = "".join(path.read_text("utf-8") for path in out.glob("report/*s*.jsonl")) if slip.rows else ""
    for words in slip.rows:
        assert words in written


def test_there_are_enough() -> None:
    assert len([slip for slip in ALL if slip.keys.get("status") != "0"]) >= 60


def test_a_slip_in_korean(good: Path, tmp_path: Path) -> None:
    slip = next(slip for slip in ALL if slip.what == "an excluded title with a typing mistake")
    ended = subprocess.run(
        [sys.executable, "-m", "packager", *prepared(slip, tmp_path, good)],
        capture_output=True, text=True, check=False, env={"LC_ALL": "ko_KR.UTF-8", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert ended.returncode == 2
    assert ended.stderr.splitlines()[-1].startswith(
        "packager: 오류: list.txt:2: 덤프에 «임진애란» 글이 없습니다. 비슷한 제목: «임진왜란»"
    )
