"""``OUT/report/index.html``: what an editor signs, on one screen, in Korean and (``index.en.html``) in English.

Made from ``build.json`` and the lists beside it alone, so that its figures are theirs. Static, without script; names no
host, user, folder or time of day.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypedDict

from markupsafe import Markup

from packager.drive.problem_words import example_in_korean
from packager.drive.publish import SUMS
from packager.drive.tables import Row
from packager.files.beside import beside
from packager.templating import template, template_text
from packager.terminal.translation import in_korean

PAGES = {"ko": "index.html", "en": "index.en.html"}
"""The page in each language."""
WORST, EXAMPLES, PARTS, REMARKS = 12, 3, 10, 8
"""Rows of what may be long; the tables beside the page have the rest."""
LISTED = ("shortened", "failed", "problems", "skipped", "lists", "signatures", "findings")
"""The lists of the report, as ``NAME.jsonl`` and ``NAME.tsv``."""
_NOTES = (
    (re.compile(r"no hash list names (?P<count>\d+) of (?P<total>\d+) files"), "not-listed"),
    (re.compile(r"(?P<name>.*): no multistream index beside it.*"), "no-index"),
    (re.compile(r"only its file name says of which wiki the dump is: (?P<wiki>.*)"), "only-named"),
    (re.compile(r"no _SUCCESS beside the parts.*"), "no-success"),
)
"""What the dump's reader notes, and under which word the page says it."""
_FIGURES = {
    "articles": "figures.articles", "categories": "counts.categories", "redirects": "figures.redirects",
    "pictures": "figures.pictures", "bytes": "figures.bytes", "failed": "figures.failed",
    "problems": "figures.problems",
}  # fmt: skip


class _Part(TypedDict):
    path: str
    bytes: int


class _Ingest(TypedDict, total=False):
    parts: Sequence[_Part]
    notes: Sequence[str]
    excluded: Mapping[str, int]


class _Counts(TypedDict, total=False):
    ingest: _Ingest
    left_out: Mapping[str, int]


class _Gate(TypedDict):
    gate: str
    before: int
    now: int
    percent: float
    outside: bool
    accepted: bool


class _Artifact(TypedDict):
    path: str
    size: int
    sha256: str


class _Report(TypedDict, total=False):
    """``build.json``, as far as this page computes with it; a refused build has only some of it."""

    counts: _Counts
    gates: Sequence[_Gate]
    artifacts: Sequence[_Artifact]
    refused: Mapping[str, object]


class Figure(NamedTuple):
    """One row of the comparison."""

    name: str
    path: str
    """Where the figure stands in ``build.json``."""
    before: str
    change: str
    gate: str
    outside: bool


class LeftOut(NamedTuple):
    """One reason for which pages are not on the drive."""

    name: str
    pages: int
    examples: str


@cache
def _words() -> Mapping[str, Mapping[str, str | Mapping[str, str]]]:
    return tomllib.loads(template_text("report/words.toml"))


def _rows(path: Path) -> Iterator[Row]:
    """The rows of a list of the report; none if it was not written."""
    if path.is_file():
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def _number_at(report: Mapping[str, object], path: str) -> int | None:
    """The number at a dotted path of ``build.json``; None where there is none."""
    value: object = report
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, int) else None


class _Words:
    """The page's language."""

    def __init__(self, lang: str) -> None:
        own = _words()[lang]
        self._texts = {key: text for key, text in own.items() if isinstance(text, str)}
        names = own["names"]
        self._names: Mapping[str, str] = names if isinstance(names, Mapping) else {}
        self._korean = lang == "ko"

    def word(self, key: str, **values: object) -> str:
        text = self._texts[key]
        return text.format_map(values) if values else text

    def named(self, name: str) -> str:
        """A name of ours (a rule, a kind, a stage) in the language, also before a number or colon; else as it is."""
        own = self._names
        if name in own:
            return own[name]
        head, sign, rest = name.partition(": ") if ": " in name else name.rpartition(" ")
        if head in own:
            return own[head] + sign + rest
        return in_korean(name) if self._korean else name

    def told(self, row: Mapping[str, object], key: str) -> str:
        """What a row says under ``key``, a sentence of ours in the language."""
        return str((self._korean and row.get(f"{key}_ko")) or row.get(key) or "")

    def example(self, example: str) -> str:
        """A page with what is wrong in it."""
        return example_in_korean(example) if self._korean else example

    def note(self, note: str) -> str:
        """A note of the dump's reader."""
        for pattern, key in _NOTES:
            if match := pattern.fullmatch(note):
                return self.word(key, **match.groupdict())
        return note


_NO_INGEST: _Ingest = {"parts": (), "notes": ()}


def write_pages(folder: Path) -> None:
    """Write the page in both languages into the report ``folder``, which has ``build.json`` and the lists."""
    report: _Report = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    for lang, name in PAGES.items():
        with beside(folder / name) as file:
            file.write(_page(report, folder, lang))


def _page(report: _Report, folder: Path, lang: str) -> str:
    words = _Words(lang)
    other = next(each for each in PAGES if each != lang)
    ingest = report["counts"].get("ingest", _NO_INGEST)
    parts = ingest["parts"]
    return template("report/page.html.jinja2").render(
        lang=lang,
        other_lang=other,
        other_page=PAGES[other],
        style=Markup(template_text("report/page.css")),
        report=report,
        refused=report.get("refused"),
        word=words.word,
        named=words.named,
        example=words.example,
        number=lambda path: f"{_number_at(report, path) or 0:,}",
        parts=parts[:PARTS],
        more_parts=max(0, len(parts) - PARTS),
        notes=[words.note(note) for note in ingest["notes"]],
        figures=list(_figures(report, words)),
        sizes=_sizes(report) if "artifacts" in report else (),
        left_out=list(_left_out(report, folder, words)),
        remarks=[words.told(row, "text") for row in islice(_rows(folder / "lists.jsonl"), REMARKS)],
        worst=list(islice(_rows(folder / "problems.jsonl"), WORST)),
        sums=_sums(report),
        tables=["build.json", *(f"{name}.tsv" for name in LISTED if (folder / f"{name}.tsv").is_file())],
    )


def _figures(report: _Report, words: _Words) -> Iterator[Figure]:
    gates = {gate["gate"]: gate for gate in report.get("gates", ())}
    for name, path in _FIGURES.items():
        if _number_at(report, path) is None:  # a refused build did not come so far
            continue
        gate = gates.get(name)
        if gate is None:
            yield Figure(name, path, "–", "", words.word("gate-none"), False)
            continue
        before, now = gate["before"], gate["now"]
        change = f"{(now - before) / before:+.1%}" if before else (f"+{now:,}" if now else "0")
        key = "gate-inside" if not gate["outside"] else "gate-accepted" if gate["accepted"] else "gate-outside"
        verdict = words.word(key, percent=f"{gate['percent']:g}")
        yield Figure(name, path, f"{before:,}", change, verdict, gate["outside"])


def _sizes(report: _Report) -> list[tuple[str, int]]:
    """Bytes by what they belong to, and together."""
    counts: Counter[str] = Counter({"archive": 0, "reader": 0, "plain": 0})
    for artifact in report["artifacts"]:
        name = artifact["path"]
        kind = "plain" if name.startswith("data/P/") else "archive" if ".zim" in name else "reader"
        counts[kind] += artifact["size"]
    return [*counts.items(), ("total", counts.total())]


def _left_out(report: _Report, folder: Path, words: _Words) -> Iterator[LeftOut]:
    examples: dict[str, list[str]] = {}
    for row in _rows(folder / "skipped.jsonl"):
        shown = examples.setdefault(str(row["rule"]), [])
        if len(shown) < EXAMPLES:
            reason = words.told(row, "reason")
            shown.append(f"{row['page']} ({reason})" if reason else str(row["page"]))
    ingest = report["counts"].get("ingest", _NO_INGEST)
    counts = Counter(ingest.get("excluded", {})) + Counter(report["counts"]["left_out"])
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield LeftOut(words.named(rule), count, ", ".join(examples.get(rule, ())))


def _sums(report: _Report) -> list[tuple[str, str]]:
    """The manifest's own digest, which covers every file, and those of the files that are handed on by themselves."""
    artifacts = report.get("artifacts", ())
    if not artifacts:
        return []
    manifest = "".join(f"{each['sha256']}  {each['path']}\n" for each in artifacts)
    single = [(each["path"], each["sha256"]) for each in artifacts if "/" not in each["path"]]
    return [(SUMS, hashlib.sha256(manifest.encode("ascii")).hexdigest()), *single]
