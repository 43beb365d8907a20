"""What the editor gets to see and the drive does not: ``OUT/report``.

Holds no host, user, absolute path or clock time; durations are the only thing in it that differs between two builds.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from packager.beside import beside
from packager.drive.publish import Artifact
from packager.model import Finding, PageFacts, SiteInfo, Title
from packager.pages.ingest_report import IngestReport
from packager.rendering.workstore import WorkStore
from packager.selection.reach import WRITTEN
from packager.selection.rule import Selection
from packager.terminal.messages import message
from packager.titles import prefixed

Row = Mapping[str, object]
"""Plain data that JSON can hold."""
EXAMPLES = 5
"""Pages named for each cause of a problem."""


@dataclass(frozen=True)
class BuildReport:
    """``build.json``: what was made of what."""

    name: str
    date: str
    artifacts: Sequence[Artifact]
    zim_uuid: str | None
    ingest: IngestReport
    articles: int
    categories: int
    redirects: int
    redirects_left_out: int
    rendered: int
    reused: int
    failed: int
    dropped_boxes: Mapping[str, int]
    removed: Mapping[str, int]
    seconds: Mapping[str, float]
    """Duration of each stage."""

    @property
    def size(self) -> int:
        """Bytes on the drive, the manifest apart."""
        return sum(artifact.size for artifact in self.artifacts)

    def as_json(self) -> Row:
        """The rows of ``build.json``."""
        return {
            "snapshot": {"name": self.name, "date": self.date},
            "artifacts": [artifact._asdict() for artifact in self.artifacts],
            "zim_uuid": self.zim_uuid,
            "counts": {
                "ingest": asdict(self.ingest),
                "articles": self.articles,
                "categories": self.categories,
                "redirects": self.redirects,
                "redirects_left_out": self.redirects_left_out,
                "rendered": self.rendered,
                "reused": self.reused,
                "failed": self.failed,
            },
            "dropped_boxes": dict(sorted(self.dropped_boxes.items())),
            "removed": dict(sorted(self.removed.items())),
            "findings": 0,
            "seconds": self.seconds,
        }

    def write(self, folder: Path) -> None:
        """Write ``build.json``."""
        with beside(folder / "build.json") as file:
            file.write(json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n")

    def summary(self, out: Path) -> Iterator[str]:
        """The lines an editor reads at the end."""
        yield message(
            "built",
            articles=f"{self.articles:,}",
            redirects=f"{self.redirects:,}",
            categories=f"{self.categories:,}",
            size=f"{self.size / 1e6:,.1f}",
            folder=str(out / "drive"),
        )
        if self.reused:
            yield message("reused", count=f"{self.reused:,}")
        if self.failed:
            yield message("failed-pages", count=f"{self.failed:,}")
        yield message("report-at", folder=str(out / "report"))


def _write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """One JSON object a line."""
    with beside(path) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


class Tally:
    """Counts over the facts of all pages, by cause."""

    def __init__(self) -> None:
        self.problems: Counter[tuple[str, str]] = Counter()
        self.examples: dict[tuple[str, str], list[str]] = {}
        self.dropped: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        self.failed: list[dict[str, object]] = []
        self.signatures: list[dict[str, object]] = []
        """Pages with time stamps like those of signatures that stay in the text, for an editor's eye."""

    def page(self, facts: PageFacts, name: str) -> None:
        """Add one page."""
        for kind, where, text in facts.problems:
            key = (kind, where)
            self.problems[key] += 1
            examples = self.examples.setdefault(key, [])
            if len(examples) < EXAMPLES:
                examples.append(f"{name}: {text}")
        self.dropped.update(facts.dropped)
        self.removed.update(facts.removed)
        if kept := facts.removed.get("signature kept"):
            self.signatures.append({"page": name, "stamps": kept})
        if facts.failed:
            self.failed.append({"page": name, "reason": facts.failed, "detail": facts.problems[0].message})

    def write(self, folder: Path) -> None:
        """Write the lists of pages and problems."""
        _write_lines(folder / "failed.jsonl", self.failed)
        _write_lines(folder / "problems.jsonl", self._problem_rows())
        _write_lines(folder / "signatures.jsonl", self.signatures)

    def _problem_rows(self) -> Iterator[Mapping[str, object]]:
        """Most frequent first."""
        for (kind, where), count in sorted(self.problems.items(), key=lambda item: (-item[1], item[0])):
            yield {"kind": kind, "where": where, "pages": count, "examples": self.examples[kind, where]}


def tally(works: WorkStore, titles: Iterable[Title], site: SiteInfo) -> Tally:
    """Counts over the pages of a drive."""
    result = Tally()
    for title in titles:
        facts = works.facts(title)
        if facts is not None:
            result.page(facts, prefixed(title, site))
    return result


def write_findings(folder: Path, findings: Iterable[Finding]) -> None:
    """Write what the audit of the new drive found."""
    _write_lines(folder / "findings.jsonl", (finding._asdict() for finding in findings))


def write_skipped(folder: Path, selection: Selection) -> int:
    """Write which pages were left out by an editor's list or because a redirect leads nowhere; gives those."""
    site = selection.store.site
    skipped = [
        {"page": prefixed(title, site), "rule": "on the exclude list", "reason": reason}
        for title, reason in selection.lists.exclude.items()
    ]
    broken = [
        {"page": prefixed(title, site), "rule": "redirect leads to no page of the drive", "reason": ""}
        for ns in WRITTEN
        for title, _ in selection.store.redirects(ns)
        if selection.target(title) is None
    ]
    _write_lines(folder / "skipped.jsonl", [*skipped, *broken])
    return len(broken)
