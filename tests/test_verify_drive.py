"""The stand-alone checker agrees with ``packager verify`` on clean and on spoilt drives."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.small_drive import small_drive
from checks.tampered import load_checker
from packager.audit.verify import verify
from packager.cli import main
from tests.audit.test_verify_mutations import (
    ARCHIVE,
    FOLDER,
    OUTWARD,
    Library,
    insert,
    put_into_first_item,
    settle,
    written,
)

SCRIPT = Path(__file__).resolve().parent.parent / "verify_drive.py"


FILES = [SCRIPT, *(SCRIPT.with_name(f"verify_{part}.py") for part in ("archive", "image", "pages", "search"))]
CHECKER = load_checker()


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_drive(tmp_path_factory.mktemp("clean"), library=Library())


@pytest.fixture
def drive(clean: Path, tmp_path: Path) -> Path:
    return shutil.copytree(clean, tmp_path / "drive", copy_function=shutil.copy2)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_it_is_short_enough_to_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 500
    assert "packager" not in text
    roots = {node.names[0].name.partition(".")[0] for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import)}
    roots |= {node.module or "" for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
    assert roots <= sys.stdlib_module_names | {each.stem for each in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_old_pythons_can_read_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 8))
    assert "NOFLAG" not in text


def test_without_a_neighbour_it_says_so_in_one_line(tmp_path: Path) -> None:
    for path in FILES:
        shutil.copy(path, tmp_path)
    for path in FILES[1:]:
        (tmp_path / path.name).unlink()
        done = subprocess.run(
            [sys.executable, tmp_path / SCRIPT.name, tmp_path], capture_output=True, text=True, encoding="utf-8"
        )
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
        assert "must lie beside this file" in done.stderr
        assert "옆에 있어야 합니다" in done.stderr
        shutil.copy(path, tmp_path)
    assert not (tmp_path / "__pycache__").exists()


def test_the_clean_drive_passes(drive: Path) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, drive], capture_output=True, text=True, env={"LC_ALL": "ko_KR.UTF-8"}, cwd=drive.parent
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("깨끗합니다")
    assert CHECKER.main([str(drive / "nowhere")]) == 3


def test_without_zstandard_it_says_so(drive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CHECKER.verify_search, "zstandard", None)
    assert CHECKER.main([str(drive)]) == 2
    (drive / ".DS_Store").write_bytes(b"x")
    assert CHECKER.main([str(drive)]) == 1


@pytest.mark.parametrize("name", sorted(FOLDER.keys() - {"mode of a file", "mode of a folder", "set-user-id"}))
def test_folder(name: str, drive: Path) -> None:
    FOLDER[name][1](drive)
    assert verify(drive).findings
    assert CHECKER.main([str(drive)]) == 1


@pytest.mark.parametrize("place", ["item", "plain page", "entry"])
@pytest.mark.parametrize("name", [*list(OUTWARD)[::5], "unfinished tag"])
def test_outward(name: str, place: str, drive: Path) -> None:
    change: dict[str, Callable[[], object]] = {
        "item": lambda: put_into_first_item(drive, OUTWARD[name]),
        "plain page": lambda: insert(drive / "data/P/00/00.htm", OUTWARD[name]),
        "entry": lambda: written(drive, Library(OUTWARD[name])),
    }
    change[place]()
    settle(drive)
    assert bool(verify(drive).findings) == bool(CHECKER.main([str(drive)])) is True


@pytest.mark.parametrize(
    "name",
    [
        n
        for n in ARCHIVE
        if "order" not in n and "main" not in n and "circle" not in n and "padding" not in n and "before" not in n
    ],
)
def test_archive(name: str, drive: Path) -> None:
    ARCHIVE[name][1](drive / "wiki.zim")
    settle(drive)
    assert verify(drive).findings
    assert CHECKER.main([str(drive)]) == 1


PICTURE = (
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAJCAIAAABv85FHAAAADElEQVR42mNgGLkAAAD8AAEy0wUiAAAAAElFTkSuQmCC"
)
"""Nine pixels square, as the cleaner writes them."""
NOTED = '<p>letter<sup class="reference">[2]</sup>Word 독일의 글자</p>'
"""Without the mark of its footnote, two words are one to the search index."""


def test_a_wiki_of_odd_names_passes(tmp_path: Path) -> None:
    pages = [
        {"name": "/빈/", "html": f'<p>앞 <img src="{PICTURE}" alt="x"> 뒤</p>', "redirects": [{"name": "빈 길"}]},
        {"name": "ß", "html": NOTED, "redirects": [{"name": ".kr"}, {"name": "eau"}]},
    ]
    lines = [
        json.dumps(
            {
                "name": page["name"],
                "identifier": number,
                "date_modified": "2026-08-01T00:00:00Z",
                "version": {"identifier": 100 + number},
                "namespace": {"identifier": 0},
                "in_language": {"identifier": "ko"},
                "is_part_of": {"identifier": "kowiki", "url": "https://ko.wikipedia.org"},
                "article_body": {"html": page["html"]},
                "redirects": page["redirects"],
            }
        )
        for number, page in enumerate(pages, 1)
    ]
    (tmp_path / "snapshot.ndjson").write_text("\n".join(lines) + "\n", "utf-8")
    assert main(["build", str(tmp_path / "snapshot.ndjson"), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 0
    drive = tmp_path / "out" / "drive"
    assert subprocess.run([sys.executable, SCRIPT, drive], capture_output=True, text=True, check=False).returncode == 0
