"""What an editor looks at: ``summary.html`` on one screen, a page for each kind of change, ``diff.json`` for programs.

Static pages without script; what differs is shown word by word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from packager.errors import OutputError
from packager.files.beside import beside
from packager.month.compare import Change, Comparison, by_kind
from packager.month.release_file import Release
from packager.month.word_diff import Piece, word_diff
from packager.templating import template

NAMES: Mapping[str, str] = {
    "added": "새 글", "removed": "없어진 글", "renamed": "제목이 바뀐 글", "redirected": "넘겨주기가 된 글",
    "blanked": "비워진 글", "exploded": "갑자기 늘어난 글", "rewritten": "다시 쓰인 글",
    "first-sentence": "첫 문장이 바뀐 글", "watch-word": "살필 낱말이 늘어난 글", "category": "살필 분류에 든 글",
    "template-failed": "새로 잘못되는 틀과 모듈", "rank": "순위가 크게 바뀐 글", "size": "크기가 바뀐 부분",
    "links": "연결이 크게 바뀐 글",
}  # fmt: skip
"""The kinds of changes as the pages name them."""
FIRST, SHOWN = 3, 500
"""Titles of a kind on the first page; changes on the page of a kind."""
WITH_TEXT = frozenset({"renamed", "blanked", "exploded", "rewritten", "first-sentence", "watch-word"})
"""Kinds that show what differs in the text."""


def write_summary(comparison: Comparison, folder: Path) -> Mapping[str, int]:
    """Write the pages and ``diff.json`` into ``folder``; gives the number of each kind. Raises OutputError."""
    changes = comparison.changes()
    kinds = by_kind(changes)
    try:
        (folder / "pages").mkdir(parents=True, exist_ok=True)
        for kind, found in kinds.items():
            page = folder / "pages" / f"{kind}.html"
            if found:
                _write(page, _kind_page(comparison, kind, found))
            else:
                page.unlink(missing_ok=True)
        _write(folder / "summary.html", _first_page(comparison, kinds))
        rows = [change.as_json() for change in changes]
        _write(folder / "diff.json", json.dumps({"changes": rows}, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise OutputError(
            "{file}: cannot be written ({error}); choose another --out", file=folder.name, error=error.strerror
        ) from error
    return {kind: len(found) for kind, found in kinds.items()}


def _write(path: Path, text: str) -> None:
    with beside(path) as file:
        file.write(text)


def _first_page(comparison: Comparison, kinds: Mapping[str, Sequence[Change]]) -> str:
    old, new = comparison.old, comparison.new
    rows = [
        {
            "kind": kind, "name": NAMES[kind], "count": len(found),
            "first": ", ".join(change.title for change in found[:FIRST]),
        }
        for kind, found in kinds.items()
    ]  # fmt: skip
    return template("report/month_summary.html.jinja2").render(
        title=f"{old.meta['date']} → {new.meta['date']}", before=f"{old.count():,}", after=f"{new.count():,}",
        bytes_before=_megabytes(old), bytes_after=_megabytes(new), rows=rows,
    )  # fmt: skip


def _megabytes(release: Release) -> str:
    return f"{int(release.meta['bytes']) / 1e6:,.1f}"


def _kind_page(comparison: Comparison, kind: str, found: Sequence[Change]) -> str:
    rows = [
        change._asdict() | {"pieces": _pieces(comparison, change) if kind in WITH_TEXT else []}
        for change in found[:SHOWN]
    ]
    return template("report/month_kind.html.jinja2").render(
        title=NAMES[kind], changes=rows, more=max(0, len(found) - SHOWN)
    )  # fmt: skip


def _pieces(comparison: Comparison, change: Change) -> list[Piece]:
    before, after = comparison.old.page(change.old_title or change.title), comparison.new.page(change.title)
    if before is None or after is None:
        return []
    return word_diff(comparison.old.prose(before), comparison.new.prose(after))
