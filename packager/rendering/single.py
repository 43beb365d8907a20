"""Pages without a build: one from a store, or all of a dump as JSON lines."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from packager.config import Config
from packager.errors import OutputError, UsageError
from packager.files.beside import beside
from packager.finish.finish import finish, lay_out
from packager.model import NS_CATEGORY, NS_HELP, NS_MAIN, NS_PORTAL, NS_PROJECT, Problem, Title
from packager.pages.open_store import ingested
from packager.pages.snapshot_date import snapshot_date
from packager.pages.store import PageStore, is_store
from packager.rendering.executor import Failure, Limits
from packager.rendering.job import Job, drop_list, moment, open_store, policy, settings_for
from packager.rendering.pool import Pool
from packager.rendering.reference import reference_site
from packager.rendering.shown_title import display_title, heading
from packager.rendering.worker import Renderer
from packager.rendering.world import StoreWorld
from packager.selection.lists import read_titles
from packager.selection.matching import StoreTitles
from packager.selection.reach import link
from packager.terminal.progress import Progress
from packager.titles import parse_title, prefixed

NAMESPACES = (NS_MAIN, NS_PROJECT, NS_HELP, NS_CATEGORY, NS_PORTAL)
"""What ``packager pages`` renders when no titles are given."""
T = TypeVar("T")
Facts = dict[str, object]
"""Plain data that JSON can hold."""


class SinglePage(NamedTuple):
    """A page as far as it was asked for; everything after ``html`` is what ``--why`` shows."""

    page_id: int
    html: str
    problems: tuple[Problem, ...]
    templates: tuple[str, ...]
    categories: tuple[str, ...]
    files: tuple[str, ...]
    asked: int
    """How many questions the page asked of the rest of the wiki."""
    dropped: tuple[str, ...] = ()
    removed: dict[str, int] | None = None
    title: str = ""
    """Title that readers see."""
    heading: str = ""
    """The same as HTML if it has markup."""
    revision: int = 0
    timestamp: str = ""

    def why(self) -> Facts:
        """The facts as plain data."""
        facts = self._asdict()
        for name in ("page_id", "html", "title", "heading", "revision", "timestamp"):
            del facts[name]
        return facts


@dataclass(frozen=True)
class PagesRequest:
    """What ``packager pages`` is asked for."""

    dumps: tuple[Path, ...]
    out: Path
    config: Config
    until: str
    """``wikitext``: the renderer's output, ``html``: boxes dropped and folded, ``final``: as on the drive."""
    jobs: int = 1
    now: str = ""
    files: Path | None = None
    titles: Path | None = None


class SingleRenderer:
    """Renders pages of one store up to a point."""

    def __init__(self, job: Job, until: str) -> None:
        self.until = until
        self.store = open_store(job)
        plain = until == "wikitext"
        self.render = Renderer(
            job,
            self.store,
            site=reference_site(self.store.site) if plain else None,
            settings=settings_for(job, self.store, offline=not plain),
        )
        self.world = StoreWorld(self.store.site, partial(link, self.store))
        self.drops = drop_list(job.config)
        self.policy = policy(job.config)

    def __call__(self, title: Title) -> SinglePage:
        """One page. Raises LookupError if the store has none of that title."""
        page, rendered, asked = self.render(title)
        single = SinglePage(
            page.page_id,
            rendered.html,
            rendered.problems,
            tuple(prefixed(t, self.store.site) for t in rendered.templates),
            tuple(prefixed(c.title, self.store.site) for c in rendered.categories),
            rendered.files,
            len(asked),
            title=display_title(rendered, title) or prefixed(title, self.store.site),
            heading=heading(rendered),
            revision=page.revision.id,
            timestamp=page.revision.timestamp,
        )
        if self.until == "wikitext":
            return single
        self.world.begin()
        if self.until == "html":
            html, dropped = lay_out(rendered.html, self.world, self.drops)
            return single._replace(html=html, dropped=(*rendered.dropped, *dropped))
        pieces = finish(rendered.html, self.world, self.policy, self.drops)
        return single._replace(
            html=pieces.html, dropped=(*rendered.dropped, *pieces.dropped), removed=dict(pieces.removed)
        )


def start(job: Job, until: str) -> Callable[[Title], SinglePage]:
    """Entry point of the executor's workers."""
    return SingleRenderer(job, until)


def _moment(now: str, config: Config, store: PageStore) -> str:
    """What pages take for the present: as in a build of that dump."""
    return now or moment("", snapshot_date(config, "", store.report).day)


def page(store_path: Path, text: str, config: Config, until: str, now: str) -> SinglePage:
    """One page of a store. Raises UsageError if the store or the page does not exist."""
    if not store_path.is_file():
        raise UsageError(
            "{file}: there is no such page store; build first, it is work/pages.sqlite below --out",
            file=store_path.name,
        )
    if not is_store(store_path):
        raise UsageError(
            "{file}: is no page store; that is the file work/pages.sqlite below --out of a build", file=store_path.name
        )
    store = PageStore(store_path)
    target = parse_title(text, store.site)
    if target is None or store.page(target.title) is None:
        raise UsageError("the store has no page «{title}»; check the spelling and the namespace prefix", title=text)
    end = store.resolve(target.title).target if store.existing([target.title])[target.title] else target
    if end is None:
        raise UsageError("«{title}» is a redirect that leads nowhere", title=text)
    job = Job(store_path, None, config, _moment(now, config, store))
    return SingleRenderer(job, until)(end.title)


def pages(request: PagesRequest, progress: Progress) -> int:
    """Write one JSON line a page, in title order; gives the number of pages that failed (they have ``error``)."""
    out = request.out
    drop_list(request.config)  # a faulty one is told before the dump is read
    with tempfile.TemporaryDirectory(dir=out.resolve().parent, prefix=".pages-") as folder:
        path = Path(folder) / "pages.sqlite"
        store = ingested(request.dumps, path, progress, request.jobs)
        if request.titles is not None:
            matched = read_titles(request.titles, StoreTitles(store), request.config)
            progress.remarks([*matched.followed, *matched.unmatched])
            wanted = list(matched.titles)
        else:
            wanted = [title for ns in NAMESPACES for title in store.titles(ns)]
        job = Job(path, request.files, request.config, _moment(request.now, request.config, store))
        limits = Limits(request.config.render.page_seconds, request.config.render.page_memory_mb << 20)
        pool = Pool(min(request.jobs, max(1, len(wanted))), start, (job, request.until), limits)
        failures = 0
        try:
            with beside(out) as target, progress.stage("pages", len(wanted)) as ticking:
                for title, result in in_order(wanted, pool.run(wanted)):
                    row: dict[str, object] = {"title": prefixed(title, store.site), "ns": title.ns}
                    if isinstance(result, Failure):
                        why = f"{result.reason}: {result.detail}"
                        row |= {"pageid": store.page_id(title), "html": "", "error": why}
                        failures += 1
                    else:
                        row |= {"pageid": result.page_id, "html": result.html}
                    target.write(json.dumps(row, ensure_ascii=False) + "\n")
                    ticking.tick()
        except OSError as error:
            raise OutputError(
                "{file}: cannot be written ({error}); free space on that disk", file=out.name, error=error.strerror
            ) from error
    return failures


def in_order(wanted: Iterable[Title], results: Iterator[tuple[Title, T]]) -> Iterator[tuple[Title, T]]:
    """Results in the order of ``wanted``; holds back what came early."""
    waiting: dict[Title, T] = {}
    rest = iter(wanted)
    following = next(rest, None)
    for title, result in results:
        waiting[title] = result
        while following in waiting:
            yield following, waiting.pop(following)
            following = next(rest, None)
