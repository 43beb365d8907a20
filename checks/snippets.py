"""Constructs that reach out: our own (the lines of ``tests/*/rules/*.dirty.html``) and those of the shared corpus."""

from __future__ import annotations

import json
from pathlib import Path

from checks.shared import SHARED

CORPUS = SHARED / "corpus" / "outward-snippets.jsonl"
OWN = Path(__file__).resolve().parent.parent / "tests"
OWN_HOST = "h.out.example"


def own() -> list[tuple[str, str, tuple[str, ...]]]:
    """Name, source, and what may not be left in any tag."""
    return [
        (f"{path.stem} {number}", line, (OWN_HOST,))
        for path in sorted(OWN.glob("*/rules/*.dirty.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


def shared() -> list[tuple[str, str, tuple[str, ...]]]:
    """The same of the corpus; empty where it is not."""
    if not CORPUS.exists():
        return []
    with CORPUS.open(encoding="utf-8") as file:  # not splitlines(): U+2028 is no line end here
        records = [json.loads(line) for line in file if line.strip()]
    return [(r["id"], r["html"], tuple(r.get("must_not_contain") or ())) for r in records]
