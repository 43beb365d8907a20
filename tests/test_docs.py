"""What the documents say is so: files that they name are there, and what is registered is listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.make_parts_doc import PATH, document

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "templates" / "README.md"])
FOLDERS = ("packager", "templates", "tests", "checks", "bench", "tools", "docs")
_NAMED = re.compile(rf"(?<![\w/])(?:{'|'.join(FOLDERS)})/[\w./*-]*[\w*]", re.A)
_OPEN = re.compile(r"^.*<!-- not yet -->.*$", re.M)
_PROGRAM = re.compile(r"python -m ((?:checks|bench|tools|tests)[\w.]*)")


def test_every_function_tag_rule_and_part_is_listed() -> None:
    assert PATH.read_text("utf-8") == document(), "run python -m tools.make_parts_doc"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_are_named_are_there(page: Path) -> None:
    text = _OPEN.sub("", page.read_text("utf-8"))
    missing = [name for name in _NAMED.findall(text) if not list(ROOT.glob(name))]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_programs_that_are_named_are_there(page: Path) -> None:
    current = page.read_text("utf-8").split("## Old names")[0]
    for name in _PROGRAM.findall(current):
        path = ROOT / name.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), name


def test_every_program_is_in_the_list() -> None:
    text = (ROOT / "docs" / "developers.md").read_text("utf-8")
    programs = [
        f"{path.parent.name}.{path.stem}" for folder in ("checks", "bench", "tools")
        for path in sorted((ROOT / folder).glob("*.py")) if '__name__ == "__main__"' in path.read_text("utf-8")
        and path.stem != "__main__"
    ]  # fmt: skip
    assert [name for name in programs if f"`{name}`" not in text] == []


def test_every_target_of_make_is_in_its_help_and_phony() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", text, re.M))
    phony = set(next(line for line in text.split("\n") if line.startswith(".PHONY:")).split()[1:])
    assert targets == phony
    assert targets == set(re.findall(r"^([a-z-]+):.*## ", text, re.M))
