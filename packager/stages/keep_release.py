"""Beside the release record: the articles of this release with their prose, for the comparison with the next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from packager.curation.desk import Desk
from packager.curation.desk_schema import DESK
from packager.curation.score import order
from packager.curation.table import Table
from packager.drive.report import BuildReport
from packager.drive.tables import Row, write_lines
from packager.model import NS_MAIN, Title
from packager.month.look import look
from packager.month.release_file import Made, PageRow, prose_row, unpacked, write_release
from packager.month.watch import watched_words
from packager.release.rebuild import FOLDER
from packager.rendering.workstore import WorkStore
from packager.selection.rule import Selection
from packager.stages.choose import Chosen
from packager.stages.render import Pages
from packager.stages.run import BuildRun
from packager.titles import prefixed


def keep_release(run: BuildRun, chosen: Chosen, pages: Pages, report: BuildReport) -> Path:
    """Write ``OUT/release/<date>.sqlite``; gives its path. Raises OSError."""
    store, selection = chosen.store, chosen.selection
    desk = Desk(run.folders.work / DESK)
    path = run.request.out / FOLDER / f"{report.date}.sqlite"
    sections: Counter[str] = Counter()
    for artifact in report.artifacts:
        sections[artifact.path.partition("/")[0]] += artifact.size
    try:
        table = Table(store, desk, run.request.config, selection.lists, guess=False)
        made = Made(
            {"date": report.date, "wiki": report.ingest.dbname, "bytes": str(report.size)},
            sorted(
                (store.page_id(title), title.text, prefixed(end.target.title, store.site))
                for title, end in store.redirects(NS_MAIN)
                if end.target
            ),
            ((title, hidden, _json(above)) for title, hidden, above in desk.all_categories()),
            sorted((kind, str(where), count) for (kind, where), count in pages.counts.problems.items()),
            sorted(sections.items()),
        )
        looked: list[Row] = []
        words = watched_words(run.request.config)
        with run.progress.stage("release", report.articles) as stage:
            for_eyes = partial(_look, looked, words)
            write_release(path, _rows(table, selection, pages.works, for_eyes, stage.tick), made)
        write_lines(run.folders.new_report / "look.jsonl", looked)
    finally:
        desk.close()
    return path


def _look(looked: list[Row], words: Sequence[str], page: str, packed: bytes) -> None:
    """Note what of a page's prose an editor should look at."""
    looked += ({"page": page, **found._asdict()} for found in look(unpacked(packed), words))


def _rows(
    table: Table, selection: Selection, works: WorkStore, for_eyes: Callable[[str, bytes], None],
    tick: Callable[[], object],
) -> Iterator[PageRow]:  # fmt: skip
    """The articles of the drive, by title."""
    scores = table.scores.all()
    places = {article: place for place, article in enumerate(order(scores), 1)}
    for article in table.desk.articles():
        title = Title(NS_MAIN, article.title)
        facts, prose = works.facts(title), works.packed_prose(title)
        if facts is None or prose is None or selection.rule(title):
            continue
        rule = table.decisions.rule(article.id)
        digest, letters = prose_row(prose)
        for_eyes(article.title, prose)
        yield PageRow(
            article.page_id, article.title, facts.revision, facts.timestamp, digest, letters, prose,
            sum(map(selection.has, facts.links)), _json(table.desk.category_titles(article.id)), scores[article.id],
            places[article.id], "rank" if rule is None else str(rule.line), int(table.held(article)), article.packed,
        )  # fmt: skip
        tick()


def _json(value: list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)
