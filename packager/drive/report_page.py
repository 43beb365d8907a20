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
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from packager.drive.publish import SUMS
from packager.files.beside import beside
from packager.templating import template, template_text

PAGES = {"ko": "index.html", "en": "index.en.html"}
"""The page in each language."""
WORST, EXAMPLES, PARTS, REMARKS = 12, 3, 10, 8
"""Rows of what may be long; the tables beside the page have the rest."""
LISTED = ("shortened", "failed", "problems", "skipped", "lists", "signatures", "findings")
"""The lists of the report, as ``NAME.jsonl`` and ``NAME.tsv``."""
_NOTES = (
    (re.compile(r"no hash list names (?P<count>\d+) of (?P<total>\d+) files"), "not-listed"),
    (re.compile(r"(?P<name>.*): no multistream index beside it.*"), "no-index"),
    (re.compile(r"no _SUCCESS beside the parts.*"), "no-success"),
)
"""What the dump's reader notes, and under which word the page says it."""
_FIGURES = {
    "articles": "figures.articles", "categories": "counts.categories", "redirects": "figures.redirects",
    "pictures": "figures.pictures", "bytes": "figures.bytes", "failed": "figures.failed",
    "problems": "figures.problems",
}  # fmt: skip


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
def _words() -> Mapping[str, Any]:
    return tomllib.loads(template_text("report/words.toml"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a list of the report; none if it was not written."""
    if path.is_file():
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def _value_at(report: Mapping[str, Any], path: str, missing: Any = 0) -> Any:
    """The value at a dotted path of ``build.json``, ``missing`` where there is none."""
    value: Any = report
    for key in path.split("."):
        value = value.get(key, missing) if isinstance(value, Mapping) else missing
    return value


class _Words:
    """The page's language."""

    def __init__(self, lang: str) -> None:
        self._own: Mapping[str, Any] = _words()[lang]

    def word(self, key: str, **values: object) -> str:
        text: str = self._own[key]
        return text.format_map(values) if values else text

    def named(self, name: str) -> str:
        """A name of ours (a rule, a kind, a stage) in the language, also before a number or colon; else as it is."""
        own: Mapping[str, str] = self._own["names"]
        if name in own:
            return own[name]
        head, sign, rest = name.partition(": ") if ": " in name else name.rpartition(" ")
        return own[head] + sign + rest if head in own else name

    def note(self, note: str) -> str:
        """A note of the dump's reader."""
        for pattern, key in _NOTES:
            if match := pattern.fullmatch(note):
                return self.word(key, **match.groupdict())
        return note


def write_pages(folder: Path) -> None:
    """Write the page in both languages into the report ``folder``, which has ``build.json`` and the lists."""
    report = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    for lang, name in PAGES.items():
        with beside(folder / name) as file:
            file.write(_page(report, folder, lang))


def _page(report: Mapping[str, Any], folder: Path, lang: str) -> str:
    words = _Words(lang)
    other = next(each for each in PAGES if each != lang)
    ingest = report["counts"].get("ingest", {"parts": (), "notes": ()})
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
        number=lambda path: f"{_value_at(report, path):,}",
        parts=parts[:PARTS],
        more_parts=max(0, len(parts) - PARTS),
        notes=[words.note(note) for note in ingest["notes"]],
        figures=list(_figures(report, words)),
        sizes=_sizes(report) if "artifacts" in report else (),
        left_out=list(_left_out(report, folder, words)),
        remarks=[row["text"] for row in islice(_rows(folder / "lists.jsonl"), REMARKS)],
        worst=list(islice(_rows(folder / "problems.jsonl"), WORST)),
        sums=_sums(report),
        tables=["build.json", *(f"{name}.tsv" for name in LISTED if (folder / f"{name}.tsv").is_file())],
    )


def _figures(report: Mapping[str, Any], words: _Words) -> Iterator[Figure]:
    gates = {gate["gate"]: gate for gate in report.get("gates", ())}
    for name, path in _FIGURES.items():
        if _value_at(report, path, None) is None:  # a refused build did not come so far
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


def _sizes(report: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Bytes by what they belong to, and together."""
    counts: Counter[str] = Counter({"archive": 0, "reader": 0, "plain": 0})
    for artifact in report["artifacts"]:
        name = artifact["path"]
        kind = "plain" if name.startswith("data/P/") else "archive" if ".zim" in name else "reader"
        counts[kind] += artifact["size"]
    return [*counts.items(), ("total", counts.total())]


def _left_out(report: Mapping[str, Any], folder: Path, words: _Words) -> Iterator[LeftOut]:
    examples: dict[str, list[str]] = {}
    for row in _rows(folder / "skipped.jsonl"):
        shown = examples.setdefault(row["rule"], [])
        if len(shown) < EXAMPLES:
            shown.append(f"{row['page']} ({words.named(row['reason'])})" if row.get("reason") else str(row["page"]))
    counts = Counter(_value_at(report, "counts.ingest.excluded", {})) + Counter(report["counts"]["left_out"])
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield LeftOut(words.named(rule), count, ", ".join(examples.get(rule, ())))


def _sums(report: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The manifest's own digest, which covers every file, and those of the files that are handed on by themselves."""
    artifacts = report.get("artifacts", ())
    if not artifacts:
        return []
    manifest = "".join(f"{each['sha256']}  {each['path']}\n" for each in artifacts)
    single = [(each["path"], each["sha256"]) for each in artifacts if "/" not in each["path"]]
    return [(SUMS, hashlib.sha256(manifest.encode("ascii")).hexdigest()), *single]
