"""What the editor gets to see and the drive does not: ``dist/report``.

Holds no host, user, absolute path or clock time; durations are the only thing in it that differs between two builds.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from packager.model import Title
from packager.rendering.workstore import WorkStore
from packager.titles import prefixed


def write_json(path: Path, value: Any) -> None:
    """Write beside, then replace."""
    beside = path.with_name(path.name + ".tmp")
    beside.write_text(json.dumps(value, ensure_ascii=False, indent=1, default=list) + "\n", encoding="utf-8")
    os.replace(beside, path)


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> int:
    """One JSON object a line; gives how many."""
    beside = path.with_name(path.name + ".tmp")
    count = 0
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    os.replace(beside, path)
    return count


class Tally:
    """Counts over the facts of all rendered pages, by cause."""

    def __init__(self) -> None:
        self.problems: Counter[tuple[str, str]] = Counter()
        self.examples: dict[tuple[str, str], list[str]] = {}
        self.dropped: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        self.failed: list[dict[str, str]] = []
        self.signatures: list[dict[str, Any]] = []
        """Pages with time stamps like those of signatures that stay in the text, for an editor's eye."""

    def read(self, works: WorkStore, name: Any) -> None:
        """Add every page of the store."""
        for title, facts in works.facts():
            self.page(title, facts, name(title))

    def page(self, title: Title, facts: dict[str, Any], name: str) -> None:
        """Add one page."""
        for kind, where, text in facts["problems"]:
            key = (kind, where)
            self.problems[key] += 1
            examples = self.examples.setdefault(key, [])
            if len(examples) < 5:
                examples.append(f"{name}: {text}")
        self.dropped.update(facts["dropped"])
        self.removed.update(facts["removed"])
        if kept := facts["removed"].get("signature kept"):
            self.signatures.append({"page": name, "stamps": kept})
        if "failed" in facts:
            self.failed.append({"page": name, "reason": facts["failed"], "detail": facts["problems"][0][2]})

    def problem_rows(self) -> Iterable[dict[str, Any]]:
        """Most frequent first."""
        for (kind, where), count in sorted(self.problems.items(), key=lambda item: (-item[1], item[0])):
            yield {"kind": kind, "where": where, "pages": count, "examples": self.examples[kind, where]}


def tally(works: WorkStore, site: Any) -> Tally:
    """Counts over a whole work store."""
    result = Tally()
    result.read(works, lambda title: prefixed(title, site))
    return result
