"""``python -m checks.release``: two preparers have one record, and a change of anything is named.

Builds the small wiki as two people would (folder, time zone, locale, umask, workers, another user where the system lets
us, another release of Python where one with the libraries is given by --python), then once more for each change: a
setting, an article, the table of pictures, the code of a library. Exit status 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import bz2
import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from checks.own_dump import DUMP
from checks.reproduce import OTHER, PLAIN, other_circumstances
from packager.release.record import read_record

ROOT = Path(__file__).resolve().parent.parent


def build(
    out: Path,
    dump: Path,
    environment: dict[str, str],
    prefix: list[str] | None = None,
    python: str = sys.executable,
    more: list[str] | None = None,
    path: str = "",
) -> Path:
    """One build; gives its record."""
    command = [*(prefix or []), python, "-m", "packager", "build", str(dump), "--out", str(out), "--jobs", "2"]
    environment = {**environment, "PYTHONPATH": f"{path}:{ROOT}" if path else str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([*command, *(more or [])], cwd=out.parent, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"the build failed with status {done.returncode}:\n{done.stderr[-2000:]}")
    return next((out / "release").glob("*.release"))


def compared(one: Path, other: Path) -> tuple[int, dict[str, object]]:
    """What ``packager release compare`` says."""
    command = [sys.executable, "-m", "packager", "release", "compare", str(one), str(other), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    return done.returncode, json.loads(done.stdout)


def other_library(folder: Path, name: str) -> str:
    """A folder with the same release of a library, one line of its code changed."""
    for file in metadata.files(name) or ():
        if ".." not in file.parts and "__pycache__" not in file.parts:
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(str(file.locate()), target)
    module = folder / name / "__init__.py"
    module.write_text(module.read_text("utf-8") + "\n# changed\n", encoding="utf-8")
    return str(folder)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--python", action="append", default=[], help="another Python with the libraries")
    options = parser.parse_args(argv)
    missed = 0

    def bar(what: str, good: bool, more: object = "") -> None:
        nonlocal missed
        missed += not good
        print(f"{'ok    ' if good else 'MISSED'} {what} {more}".rstrip(), flush=True)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        first = build(folder / "a", DUMP, PLAIN)
        prefix, missing = other_circumstances()
        (folder / "elsewhere").mkdir(mode=0o777)
        (folder / "elsewhere").chmod(0o777)
        second = build(folder / "elsewhere" / "b", DUMP, OTHER, prefix)
        bar("two preparers: equal record", first.read_bytes() == second.read_bytes(), f"(not varied: {missing or '-'})")
        for number, python in enumerate(options.python):
            third = build(folder / f"p{number}", DUMP, PLAIN, python=python)
            bar(f"{python}: equal record", third.read_bytes() == first.read_bytes())
        bar("compare: equal", compared(first, second) == (0, {"equal": True, "input": None, "drive": None}))

        (folder / "snapshot.toml").write_text('[snapshot]\ntitle = "백과"\n', encoding="utf-8")
        changed = build(folder / "key", DUMP, PLAIN, more=["--config", str(folder / "snapshot.toml")])
        status, said = compared(first, changed)
        bar("a setting", status == 8 and said["input"]["name"] == "config-key snapshot.title" and said["drive"], said)  # type: ignore[index]

        text = bz2.decompress(DUMP.read_bytes()).decode() if DUMP.suffix == ".bz2" else DUMP.read_text("utf-8")
        (folder / "dump.xml").write_text(text.replace("한강은 ", "한강은 늘 ", 1), encoding="utf-8")
        changed = build(folder / "article", folder / "dump.xml", PLAIN)
        status, said = compared(first, changed)
        bar("an article", status == 8 and said["input"]["name"] == "dump" and said["drive"], said)  # type: ignore[index]

        (folder / "files.json").write_text('{"한강.jpg": {"width": 9, "height": 9, "mime": "image/jpeg"}}', "utf-8")
        changed = build(folder / "pictures", DUMP, PLAIN, more=["--files", str(folder / "files.json")])
        status, said = compared(first, changed)
        bar("the table of pictures", status == 8 and said["input"]["name"] == "pictures", said)  # type: ignore[index]

        changed = build(folder / "wheel", DUMP, PLAIN, path=other_library(folder / "lib", "tqdm"))
        status, said = compared(first, changed)
        bar("a library", status == 8 and said["input"]["name"] == "library tqdm" and not said["drive"], said)  # type: ignore[index]

        command = [sys.executable, "-m", "packager", "rebuild-check", str(first), str(DUMP), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        bar("rebuild-check: equal", done.returncode == 0 and json.loads(done.stdout)["equal"], done.stderr.strip())
        done = subprocess.run(
            [*command, "--config", str(folder / "snapshot.toml")], capture_output=True, text=True, cwd=ROOT
        )
        differs = [row["differs"] for row in json.loads(done.stdout)["builds"]]
        bar("rebuild-check: another setting", done.returncode == 8 and set(differs) == {"config-key snapshot.title"})

        canaries = ["canary", str(folder), os.environ.get("USER", "root-user"), os.uname().nodename, ".xml"]
        bar("no canary in a record", not [word for word in canaries if word in second.read_text("utf-8")])
        bar("it reads back", read_record(second).name == second.name)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
