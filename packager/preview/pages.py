"""The pages that were asked for, each a document that a browser opens, with links between them."""

from __future__ import annotations

import html
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from packager.config import Config
from packager.dump import open_dump
from packager.errors import UsageError
from packager.files.beside import beside
from packager.finish.finish import finish
from packager.library.single_document import document
from packager.library.unlink import unlink
from packager.model import SiteInfo, Title
from packager.pages.file_table import read_file_table
from packager.preview.source import DumpSource
from packager.preview.streams import Streams
from packager.rendering.job import Job, drop_list, moment, policy
from packager.rendering.shown_title import display_title, heading
from packager.rendering.single import SinglePage
from packager.rendering.worker import Renderer
from packager.rendering.world import StoreWorld
from packager.selection.matching import PAGES, match
from packager.selection.reach import link
from packager.selection.rule import wanted_namespaces
from packager.terminal.progress import Progress
from packager.titles import entry_path, prefixed

_ENTRY = re.compile(r'(<a(?=\s)[^>]*\shref=")\./([^"#]*)')


class Request(NamedTuple):
    """What is asked for."""

    dumps: tuple[Path, ...]
    titles: Path
    out: Path
    config: Config
    files: Path | None = None
    now: str = ""
    date: str = ""


def preview(request: Request, progress: Progress) -> Path:
    """Write the pages into a folder, with ``index.html`` and ``preview.jsonl``; gives the path of the first.

    A line of ``preview.jsonl`` has ``title``, ``pageid`` and ``html``, the finished page as a build stores it. Raises
    UsageError for a dump without index or a list with no page of it.
    """
    config = request.config
    drop_list(config)
    dump = open_dump(request.dumps)
    with tempfile.TemporaryDirectory(prefix="packager-") as scratch:
        with progress.stage("index"):
            streams = Streams(dump, wanted_namespaces(dump.site), Path(scratch) / "index.sqlite")
        try:
            source = DumpSource(streams, read_file_table(request.files) if request.files else None)
            matched = match(request.titles, PAGES, source)
            progress.remarks([*matched.followed, *matched.unmatched])
            date = request.date or config.snapshot.date or dump.info.named_date
            if not (request.now or date):
                raise UsageError("the name of the dump tells no date; give --date")
            job = Job(request.titles, None, config, moment(request.now, date))
            titles = list(matched.titles)
            with progress.stage("pages", len(titles)) as stage:
                render, pages = _Previewer(job, source), {}
                for title in titles:
                    pages[title] = render(title)
                    stage.tick()
        finally:
            streams.close()
    return _write(request.out, pages, source.site, config)


class _Previewer:
    """Renders pages to their final stage, as the workers of a build do."""

    def __init__(self, job: Job, source: DumpSource) -> None:
        self.render = Renderer(job, source)
        self.world = StoreWorld(source.site, partial(link, source))
        self.drops, self.policy = drop_list(job.config), policy(job.config)

    def __call__(self, title: Title) -> SinglePage:
        page, rendered, asked = self.render(title)
        self.world.begin()
        pieces = finish(rendered.html, self.world, self.policy, self.drops)
        site = self.render.site
        return SinglePage(
            page.page_id, pieces.html, rendered.problems,
            tuple(prefixed(each, site) for each in rendered.templates),
            tuple(prefixed(each.title, site) for each in rendered.categories),
            rendered.files, len(asked), (*rendered.dropped, *pieces.dropped), dict(pieces.removed),
            display_title(rendered, title) or prefixed(title, site), heading(rendered), page.revision.id,
            page.revision.timestamp,
        )  # fmt: skip


def _write(out: Path, pages: Mapping[Title, SinglePage], site: SiteInfo, config: Config) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    files = {entry_path(title, site): f"{number:04}.html" for number, title in enumerate(pages, 1)}
    with beside(out / "preview.jsonl") as lines:
        for (title, page), name in zip(pages.items(), files.values(), strict=True):
            row = {"title": prefixed(title, site), "pageid": page.page_id, "html": page.html}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
            with beside(out / name) as file:
                file.write(document(page._replace(html=_linked(page.html, files), categories=()), config))
    with beside(out / "index.html") as file:
        file.write(_index([(name, page.title) for name, page in zip(files.values(), pages.values(), strict=True)]))
    return out / "index.html"


def _linked(body: str, files: Mapping[str, str]) -> str:
    """A page whose links lead to the other previewed pages and nowhere else."""
    return _ENTRY.sub(lambda match: match[1] + files[unquote(match[2])], unlink(body, files.__contains__))


def _index(rows: Sequence[tuple[str, str]]) -> str:
    items = "".join(f'<li><a href="{name}">{html.escape(title)}</a></li>\n' for name, title in rows)
    return (
        '<!DOCTYPE html>\n<html lang="ko"><head><meta charset="utf-8"><title>미리 보기</title></head>\n'
        f"<body><h1>미리 보기</h1>\n<ol>\n{items}</ol></body></html>\n"
    )

