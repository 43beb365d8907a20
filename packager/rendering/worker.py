"""What a worker process does for one page: render, finish, pack."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import packager.lua.parser_function  # noqa: F401 adds {{#invoke:}} to the parser functions
from packager.finish.finish import finish
from packager.model import TIME, Dependency, Finished, Page, Rendered, SiteInfo, Title
from packager.pages.store import PageStore
from packager.rendering.clock import tellers
from packager.rendering.content_models import RENDERERS, as_text
from packager.rendering.job import Job, drop_list, open_store, policy, settings_for
from packager.rendering.keys import failed_key, limited, reached_limit, row_key
from packager.rendering.pool_worker import PageTimeout
from packager.rendering.shown_title import display_title, heading
from packager.rendering.tracking import Answers, TrackingSource
from packager.rendering.workstore import Result
from packager.rendering.world import StoreWorld, linked
from packager.selection.reach import link
from packager.wikitext.parser import worker_cache
from packager.wikitext.settings import RenderSettings

RECURSION_LIMIT = 20_000
"""Python's default is less than templates nested to MediaWiki's own limit of 100 need."""


class Asked(NamedTuple):
    """The parser's output for one page, and what it asked of the rest of the wiki."""

    page: Page
    rendered: Rendered
    questions: set[tuple[str, str]]


class Renderer:
    """Renders pages of one store; ``site`` and ``settings`` are the store's and the build's own unless given."""

    def __init__(
        self, job: Job, store: PageStore, site: SiteInfo | None = None, settings: RenderSettings | None = None
    ) -> None:
        sys.setrecursionlimit(RECURSION_LIMIT)
        self.store = store
        self.site = site or store.site
        self.settings = settings or settings_for(job, store)
        self.cache = worker_cache()

    def __call__(self, title: Title) -> Asked:
        """Render a page by its content model."""
        source = TrackingSource(self.store, self.site, assume_files=self.settings.offline)
        page = self.store.page(title)
        if page is None:
            raise LookupError(f"page {title.text} is not in the store")
        rendered = RENDERERS.get(page.model, as_text)(page, source, self.settings, self.cache)
        return Asked(page, rendered, source.asked)


class Worker:
    """Everything for one page of a build."""

    def __init__(self, job: Job) -> None:
        self.store = open_store(job)
        resolve = partial(link, self.store)
        self.render = Renderer(job, self.store)
        self.environment, self.limited = job.environment, limited(job.environment, job.config)
        self.alone = job.alone
        moment = tellers(self.store.site, self.render.settings)
        self.answers = Answers(self.store, moment, resolve, self.render.cache.template)
        self.drops = drop_list(job.config)
        self.policy = policy(job.config)
        self.world = StoreWorld(self.store.site, resolve)

    def __call__(self, title: Title) -> Result:
        """The row of the work store. Raises LookupError if the store has no such page.

        Raises PageTimeout if the clock ended one of the page's modules and the page has not been tried alone yet.
        """
        page, rendered, questions = self.render(title)
        by_clock = any(problem.kind == TIME for problem in rendered.problems)
        if by_clock and not self.alone:
            raise PageTimeout
        self.world.begin()
        pieces = finish(rendered.html, self.world, self.policy, self.drops)
        finished = Finished(
            title=title,
            page_id=page.page_id,
            revision=page.revision.id,
            timestamp=page.revision.timestamp,
            display_title=display_title(rendered, title),
            heading=heading(rendered),
            headings=pieces.headings,
            categories=rendered.categories,
            links=linked(pieces.html),
            properties=dict(sorted(rendered.properties.items())),
            problems=rendered.problems,
            dropped=(*rendered.dropped, *pieces.dropped),
            removed=pieces.removed,
            html=pieces.html,
            prose=pieces.prose,
        )
        dependencies = [
            Dependency(kind, name, self.answers.of(kind, name)) for kind, name in questions | self.world.asked
        ]
        shaped_by = self.limited if reached_limit(rendered.problems) else self.environment
        key = failed_key if by_clock else row_key  # what time has shaped stands for this dump only
        return Result.of(finished, key(self.store, title, shaped_by), dependencies)


def start(job: Job) -> Callable[[Title], Result]:
    """Entry point of the executor's workers."""
    return Worker(job)
