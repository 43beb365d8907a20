"""What a user can do to the program's streams and paths ends in one line, never in a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from checks.own_dump import DUMP
from packager.errors import Said
from packager.terminal.messages import handed_on

PROGRAM = [sys.executable, "-m", "packager"]


def run(
    *arguments: object, shell: str = "", env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    words = [*PROGRAM, *map(str, arguments)]
    here = str(Path(__file__).parent.parent.parent)
    given = {**os.environ, "PYTHONPATH": here, "LC_ALL": "C.UTF-8", **(env or {})}
    if shell:
        words = ["sh", "-c", f'"$@" {shell}', "sh", *words]
    done = subprocess.run(words, capture_output=True, check=False, env=given, cwd=cwd, timeout=120)
    assert b"Traceback" not in done.stderr
    said = [line for line in done.stderr.splitlines() if not line.startswith((b"* ", b"  ", b"usage: "))]
    assert len(said) <= 1 or done.returncode == 0
    return done


def test_closed_output() -> None:
    assert run("inspect", DUMP, shell=">&-").returncode == 0


def test_full_output() -> None:
    done = run("inspect", DUMP, shell="> /dev/full")
    assert done.returncode == 5
    assert b"cannot be written" in done.stderr


PLAIN_C = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.mark.parametrize("env", [{"PYTHONIOENCODING": "ascii"}, PLAIN_C])
def test_other_encodings(env: dict[str, str]) -> None:
    facts = json.loads(run("inspect", DUMP, env=env).stdout)
    assert "14 분류" in facts["pages_by_namespace"]


def test_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    name = os.fsdecode("덤프.xml".encode("cp949"))
    (tmp_path / name).write_bytes(DUMP.read_bytes())
    facts = json.loads(run("inspect", tmp_path / name).stdout)
    assert facts["parts"][0]["name"] == "\\xb4\\xfd\\xc7\\xc1.xml"
    assert run("inspect", tmp_path / (name + "x")).returncode == 2


def test_home(tmp_path: Path) -> None:
    (tmp_path / "d.xml").write_bytes(DUMP.read_bytes())
    assert run("pages", "~/d.xml", "--out=~/p.jsonl", "--titles=~/none", env={"HOME": str(tmp_path)}).returncode != 0
    assert not list(tmp_path.glob("*~*"))
    assert json.loads(run("inspect", "~/d.xml", env={"HOME": str(tmp_path)}).stdout)["kind"] == "dump"


def test_reports_that_cannot_be_written_are_found_first(tmp_path: Path) -> None:
    for option in ("--report", "--progress-json", "--log"):
        done = run("build", DUMP, "--out", tmp_path / "out", option, tmp_path / "none" / "file")
        assert done.returncode == 2
        assert b"no file can be written there" in done.stderr
        assert not (tmp_path / "out").exists()


def test_a_dump_is_no_store_and_nobody_is_told_to_delete_it() -> None:
    done = run("page", "가", "--store", DUMP)
    assert done.returncode == 2
    assert b"is no page store" in done.stderr
    assert b"delete" not in done.stderr


def test_a_zim_is_called_one(tmp_path: Path) -> None:
    path = tmp_path / "w.zim"
    path.write_bytes(b"ZIM\x04" + bytes(2000))
    assert b"a ZIM archive" in run("pages", path, "--out", tmp_path / "p.jsonl").stderr
    assert json.loads(run("inspect", path).stdout)["kind"] == "zim"


def test_all_parts_of_a_dump(tmp_path: Path) -> None:
    text = DUMP.read_text("utf-8")
    head, pages = text[: text.index("<page>")], re.findall(r"<page>.*?</page>\s*", text, re.S)
    half = len(pages) // 2
    for number, some in enumerate((pages[:half], pages[half:]), 1):
        name = f"kowiki-20260901-pages-articles{number}.xml"
        (tmp_path / name).write_text(head + "".join(some) + "</mediawiki>\n", "utf-8")
    facts = json.loads(run("inspect", *sorted(tmp_path.glob("*.xml"))).stdout)
    assert facts["pages"] == len(pages)
    assert len(facts["parts"]) == 2
    assert run("inspect", DUMP, tmp_path).returncode == 2


def test_the_log_names_no_folder() -> None:
    said = Said("{file}: byte 0: {why}", file=Path("/home/kim/d.xml"), why=Said("in {x}", x="/home/kim/a b/c.txt here"))
    assert "kim" not in handed_on(said)
    assert handed_on(said).startswith("d.xml: byte 0: in ")


def test_arguments_that_are_no_utf_8(tmp_path: Path) -> None:
    word = os.fsdecode("한강".encode("cp949"))
    for arguments in (["build", DUMP, "--out", tmp_path / word], ["page", word, "--store", tmp_path / "pages.sqlite"]):
        done = run(*arguments, env={"COLUMNS": "1000"})
        assert done.returncode == 2
        assert b"is not written in UTF-8" in done.stderr
    assert not list(tmp_path.iterdir())
