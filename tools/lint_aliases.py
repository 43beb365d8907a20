"""Checks a table of other spellings: ``python -m tools.lint_aliases [FILE ...]``; the bundled one if none."""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from packager.korean import aliases, keystrokes


def key(text: str) -> str:
    """Two texts with the same key are found by the same query anyway."""
    words = keystrokes.words(keystrokes.units(text))
    return keystrokes.folded("".join(keystrokes.keys(word.letters) for word in words))


def findings(text: str) -> Iterator[str]:
    """What is wrong, a line each."""
    rows: dict[str, int] = {}
    targets: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) < 2 or not fields[0].strip() or not fields[1].strip():
            yield f"line {number}: a row is spelling, tab, title: {line!r}"
            continue
        spelling, title = fields[:2]
        if line != unicodedata.normalize("NFC", line) or any(field != field.strip() for field in fields):
            yield f"line {number}: spaces at an end, or letters that are not composed (NFC): {line!r}"
        own = key(spelling)
        if own == key(title):
            yield f"line {number}: {spelling} finds {title} without this row"
        if own in rows:
            yield f"line {number}: {spelling} is in line {rows[own]} already"
        if len(spelling) < 2:
            yield f"line {number}: {spelling!r} is too short to mean one thing"
        rows[own] = number
        targets.setdefault(key(title), number)
    for target, number in targets.items():
        if target in rows:
            yield f"line {number}: its title is itself a spelling in line {rows[target]}; name the article"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check tables of other spellings.")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args(argv)
    texts = {str(path): path.read_text("utf-8") for path in options.files} or {"aliases.tsv": aliases.bundled()}
    wrong = [f"{name}: {finding}" for name, text in texts.items() for finding in findings(text)]
    for line in wrong:
        print(line)
    rows = sum(len(aliases.pairs(text)) for text in texts.values())
    print(f"{rows} spellings, {len(wrong)} findings")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
