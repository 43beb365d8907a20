"""What the editor gets to see and the drive does not: ``OUT/report``.

Holds no host, user, absolute path or clock time; durations are the only thing in it that differs between two builds.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from packager.drive.figures import Figures
from packager.drive.gates import Gate
from packager.drive.publish import Artifact
from packager.drive.report_page import write_pages
from packager.drive.tables import Row, write_lines
from packager.errors import Said
from packager.files.beside import beside
from packager.model import TIME, Finding, PageFacts, SiteInfo, Title
from packager.pages.ingest_report import IngestReport
from packager.rendering.workstore import WorkStore
from packager.terminal.messages import message
from packager.titles import prefixed

NOWHERE = Said("redirect leads to no page of the drive")
"""Rule under which such redirects are counted and listed."""
EXAMPLES = 5
"""Pages named for each cause of a problem."""


@dataclass(frozen=True)
class BuildReport:
    """``build.json``: what was made of what."""

    name: str
    date: str
    date_origin: str
    """``option``, ``config`` or ``dump``."""
    artifacts: Sequence[Artifact]
    zim_uuid: str | None
    ingest: IngestReport
    identity: Mapping[str, str]
    """The archive's metadata, by which a drive with words of the editor's own is verified."""
    articles: int
    categories: int
    left_out: Mapping[str, int]
    """Pages of the dump that are not on the drive, by rule."""
    rendered: int
    reused: int
    unstable: int
    """Pages that time ended and that the editor's list does not name."""
    figures: Figures
    gates: Sequence[Gate]
    shortened: Sequence[str]
    """Titles whose entry in the archive's index is cut."""
    dropped_boxes: Mapping[str, int]
    removed: Mapping[str, int]
    program: Mapping[str, str]
    """``version`` and ``digest``."""
    config: str
    """Digest of the configuration."""
    seconds: Mapping[str, float]
    """Duration of each stage."""

    @property
    def redirects(self) -> int:
        """Redirects on the drive."""
        return self.figures.redirects or 0

    @property
    def failed(self) -> int:
        """Pages that could not be rendered."""
        return self.figures.failed or 0

    @property
    def size(self) -> int:
        """Bytes on the drive, the manifest apart."""
        return sum(artifact.size for artifact in self.artifacts)

    def as_json(self) -> Row:
        """The rows of ``build.json``."""
        return {
            "snapshot": {"name": self.name, "date": self.date, "date_origin": self.date_origin},
            "identity": self.identity,
            "artifacts": [artifact._asdict() for artifact in self.artifacts],
            "zim_uuid": self.zim_uuid,
            "counts": {
                "ingest": asdict(self.ingest),
                "articles": self.articles,
                "categories": self.categories,
                "redirects": self.redirects,
                "redirects_left_out": self.left_out.get(NOWHERE, 0),
                "left_out": self.left_out,
                "rendered": self.rendered,
                "reused": self.reused,
                "failed": self.failed,
                "unstable": self.unstable,
                "shortened": len(self.shortened),
            },
            "figures": self.figures.known(),
            "gates": [gate._asdict() for gate in self.gates],
            "dropped_boxes": dict(sorted(self.dropped_boxes.items())),
            "removed": dict(sorted(self.removed.items())),
            "findings": 0,
            "program": self.program,
            "config": self.config,
            "seconds": self.seconds,
        }

    def write(self, folder: Path) -> None:
        """Write ``build.json``, and the pages made of it and of the lists that stand there."""
        write_lines(folder / "shortened.jsonl", ({"page": title} for title in self.shortened))
        with beside(folder / "build.json") as file:
            file.write(json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n")
        write_pages(folder)

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


class Tally:
    """Counts over the facts of all pages, by cause."""

    def __init__(self, known: Collection[str] = ()) -> None:
        """``known``: pages that the editor lets be ended by time."""
        self.known = frozenset(known)
        self.unstable: list[dict[str, object]] = []
        """Pages that time ended and no count: on another machine they may come out otherwise."""
        self.problems: Counter[tuple[str, str]] = Counter()
        self.examples: dict[tuple[str, str], list[str]] = {}
        self.dropped: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        self.failed: list[dict[str, object]] = []
        self.signatures: list[dict[str, object]] = []
        """Pages with time stamps like those of signatures that stay in the text, for an editor's eye."""

    def page(self, facts: PageFacts, name: str) -> None:
        """Add one page."""
        # A page counts once for a cause, however often it meets it there.
        for (kind, where), text in {(each.kind, each.where): each.message for each in reversed(facts.problems)}.items():
            key = (kind, where)
            self.problems[key] += 1
            examples = self.examples.setdefault(key, [])
            if len(examples) < EXAMPLES:
                examples.append(f"{name}: {text}")
        self.dropped.update(facts.dropped)
        self.removed.update(facts.removed)
        if kept := facts.removed.get("signature kept"):
            self.signatures.append({"page": name, "stamps": kept})
        if (facts.failed == "timeout" or any(each.kind == TIME for each in facts.problems)) and name not in self.known:
            self.unstable.append({"page": name})
        if facts.failed:
            self.failed.append({"page": name, "reason": facts.failed, "detail": facts.problems[0].message})

    def write(self, folder: Path) -> None:
        """Write the lists of pages and problems."""
        write_lines(folder / "failed.jsonl", self.failed)
        write_lines(folder / "unstable.jsonl", self.unstable)
        write_lines(folder / "problems.jsonl", self._problem_rows())
        write_lines(folder / "signatures.jsonl", self.signatures)

    def _problem_rows(self) -> Iterator[Mapping[str, object]]:
        """Most frequent first."""
        for (kind, where), count in sorted(self.problems.items(), key=lambda item: (-item[1], item[0])):
            yield {"kind": kind, "where": where, "pages": count, "examples": self.examples[kind, where]}


def tally(works: WorkStore, titles: Iterable[Title], site: SiteInfo, unstable: Collection[str] = ()) -> Tally:
    """Counts over the pages of a drive; ``unstable`` are those that time may end."""
    result = Tally(unstable)
    for title in titles:
        facts = works.facts(title)
        if facts is not None:
            result.page(facts, prefixed(title, site))
    return result


def write_findings(folder: Path, findings: Iterable[Finding]) -> None:
    """Write what the audit of the new drive found."""
    write_lines(folder / "findings.jsonl", (finding._asdict() for finding in findings))
