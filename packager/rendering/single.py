"""Pages without a build: one from a store, or all of a dump as JSON lines."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from packager.config import Config
from packager.dump import open_dump
from packager.errors import OutputError, UsageError
from packager.finish.finish import finish
from packager.model import NS_CATEGORY, NS_HELP, NS_MAIN, NS_PORTAL, NS_PROJECT, Title
from packager.pages.ingest_report import IngestProgress
from packager.pages.store import PageStore
from packager.rendering.pool import Failure, Limits, Pool
from packager.rendering.reference import reference_site
from packager.rendering.worker import Job, Renderer, drop_list, settings_for
from packager.selection.selection import Lists, read_titles
from packager.terminal.progress import Progress
from packager.terminal.progress import Stage as Ticking
from packager.titles import parse_title, prefixed

NAMESPACES = (NS_MAIN, NS_PROJECT, NS_HELP, NS_CATEGORY, NS_PORTAL)
"""What ``packager pages`` renders when no titles are given."""


class Stage(NamedTuple):
    """How far a page is rendered; travels to the workers."""

    job: Job
    name: str


class StageRenderer:
    """Renders pages of one store up to a stage."""

    def __init__(self, stage: Stage) -> None:
        self.renderer = Renderer(stage.job)
        self.stage = stage.name
        store = self.renderer.store
        if stage.name == "wikitext":
            self.renderer.site = reference_site(store.site)
        self.renderer.settings = settings_for(stage.job.config, stage.job.now, store, stage.name)

    def __call__(self, title: Title) -> tuple[int, str, dict[str, Any]]:
        """Page id, HTML and facts for the report."""
        renderer = self.renderer
        page_id = renderer.store.page_id(title)
        renderer.world.begin()
        rendered, asked = renderer.wikitext(title)
        facts = {
            "problems": rendered.problems,
            "templates": [prefixed(t, renderer.store.site) for t in rendered.templates],
            "categories": [prefixed(c.title, renderer.store.site) for c in rendered.categories],
            "files": rendered.files,
            "asked": len(asked),
        }
        if self.stage == "wikitext":
            return page_id, rendered.html, facts
        if self.stage == "html":
            html, facts["dropped"] = renderer.boxed(rendered)
            return page_id, html, facts
        pieces = finish(rendered.html, renderer.world, renderer.policy, renderer.drops)
        facts["dropped"] = (*rendered.dropped, *pieces.dropped)
        facts["removed"] = dict(pieces.removed)
        return page_id, pieces.html, facts


def start(stage: Stage) -> Callable[[Title], tuple[int, str, dict[str, Any]]]:
    """Entry point of the pool's workers."""
    return StageRenderer(stage)


def page(
    store_path: Path, text: str, config: Config, stage: str, now: str, files: Path | None = None
) -> tuple[str, dict[str, Any]]:
    """HTML and facts of one page. Raises UsageError if the store or the page does not exist."""
    if not store_path.is_file():
        raise UsageError(
            f"{store_path.name}: there is no such page store; build first, it is work/pages.sqlite below --out"
        )
    store = PageStore(store_path)
    target = parse_title(text, store.site)
    if target is None or store.page(target.title) is None:
        raise UsageError(f"the store has no page «{text}»; check the spelling and the namespace prefix")
    end = store.resolve(target.title).target if store.existing([target.title])[target.title] else target
    if end is None:
        raise UsageError(f"«{text}» is a redirect that leads nowhere")
    job = Job(store_path, files, config, Lists(), now or store.report.date.replace("-", "") + "000000", "")
    _, html, facts = StageRenderer(Stage(job, stage))(end.title)
    return html, facts


def pages(
    dumps: tuple[Path, ...],
    out: Path,
    config: Config,
    stage: str,
    jobs: int,
    now: str,
    files: Path | None,
    titles: Path | None,
    progress: Progress,
) -> int:
    """Write one JSON line a page, in title order; gives the number of pages that failed (they have ``error``)."""
    drop_list(config)  # a faulty one is told before anything is rendered
    with tempfile.TemporaryDirectory(dir=out.resolve().parent, prefix=".pages-") as folder:
        store_path = Path(folder) / "pages.sqlite"
        dump = open_dump(dumps, jobs)
        with progress.stage("ingest", sum(part.size for part in dump.info.parts), unit="bytes") as ticking:
            PageStore.open_for(dump, store_path, None, partial(_at, ticking)).close()
        store = PageStore(store_path)
        if titles is not None:
            wanted = list(read_titles(titles, store.site))
        else:
            wanted = [title for ns in NAMESPACES for title in store.titles(ns)]
        job = Job(store_path, files, config, Lists(), now or store.report.date.replace("-", "") + "000000", "")
        limits = Limits(config.render.page_seconds, config.render.page_memory_mb << 20)
        beside = out.with_name(out.name + ".tmp")
        failures = 0
        try:
            with (
                beside.open("w", encoding="utf-8", newline="\n") as target,
                progress.stage("pages", len(wanted)) as ticking,
            ):
                pool = Pool(min(jobs, max(1, len(wanted))), start, (Stage(job, stage),), limits)
                for title, result in in_order(wanted, pool.run(wanted)):
                    row: dict[str, Any] = {"title": prefixed(title, store.site), "ns": title.ns}
                    if isinstance(result, Failure):
                        row |= {
                            "pageid": store.page_id(title),
                            "html": "",
                            "error": f"{result.reason}: {result.detail}",
                        }
                        failures += 1
                    else:
                        row |= {"pageid": result[0], "html": result[1]}
                    target.write(json.dumps(row, ensure_ascii=False) + "\n")
                    ticking.tick()
            os.replace(beside, out)
        except OSError as error:
            raise OutputError(f"{out.name}: cannot be written ({error.strerror}); free space on that disk") from error
        finally:
            beside.unlink(missing_ok=True)
    return failures


def _at(stage: Ticking, seen: IngestProgress) -> None:
    stage.at(seen.bytes_read)


def in_order(wanted: list[Title], results: Iterator[tuple[Title, Any]]) -> Iterator[tuple[Title, Any]]:
    """Results in the order of ``wanted``; holds back what came early."""
    waiting: dict[Title, Any] = {}
    rest = iter(wanted)
    following = next(rest, None)
    for title, result in results:
        waiting[title] = result
        while following in waiting:
            yield following, waiting.pop(following)
            following = next(rest, None)
