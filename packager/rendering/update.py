"""Bring the work store up to date: render what is new or what something changed under, keep the rest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from packager.config import Config
from packager.errors import RenderError
from packager.model import Finished, Problem, Revision, Title
from packager.pages.store import PageStore
from packager.rendering.clock import tellers
from packager.rendering.executor import Executor, Failure, Limits
from packager.rendering.job import PATIENCE, Job, settings_for
from packager.rendering.keys import failed_key, limited, row_key
from packager.rendering.pool import Pool
from packager.rendering.tracking import Answers
from packager.rendering.worker import start
from packager.rendering.workstore import Kept, Result, WorkStore, unpack_dependencies
from packager.selection.reach import link
from packager.templating import template_text
from packager.terminal.progress import Progress
from packager.wikitext.parser import worker_cache

LOG = logging.getLogger(__name__)


class Updated(NamedTuple):
    """How many pages were rendered anew, and how many stood already."""

    rendered: int
    reused: int


def update(
    works: WorkStore, titles: Sequence[Title], store: PageStore, job: Job, jobs: int, progress: Progress
) -> Updated:
    """Render those of ``titles`` that are not up to date; one that fails is kept as a note."""
    moment = tellers(store.site, settings_for(job, store))
    answers = Answers(store, moment, partial(link, store), worker_cache().template)
    environments = (job.environment, limited(job.environment, job.config))
    todo = []
    for title in titles:
        standing = next((k for k in works.kept(title) if _stands(k, title, store, answers, environments)), None)
        if standing is None:
            todo.append(title)
        else:
            works.use(title, standing.state)
    works.commit()
    with progress.stage("render", len(todo)) as stage:
        if todo:
            late = render_all(works, todo, store, job, processes(job, jobs, len(todo)), stage.tick)
            if late:
                alone = job._replace(alone=True)
                render_all(works, late, store, alone, processes(alone, 1, 1), stage.tick)
    return Updated(len(todo), len(titles) - len(todo))


def _stands(kept: Kept, title: Title, store: PageStore, answers: Answers, environments: tuple[str, str]) -> bool:
    """Whether what was rendered before would come out the same now; the second environment has the limits in it."""
    if kept.key == failed_key(store, title, environments[1]):
        return True
    if kept.key not in {row_key(store, title, env) for env in environments}:
        return False
    return answers.still_true(unpack_dependencies(kept.dependencies))


def processes(job: Job, jobs: int, count: int) -> Executor[Title, Result]:
    """The executor of one machine, for ``count`` pages."""
    seconds = job.config.render.page_seconds * (PATIENCE if job.alone else 1)
    limits = Limits(seconds, job.config.render.page_memory_mb << 20)
    return Pool(min(jobs, count), start, (job,), limits)


def render_all(
    works: WorkStore,
    titles: Iterable[Title],
    store: PageStore,
    job: Job,
    executor: Executor[Title, Result],
    tick: Callable[[], object],
) -> list[Title]:
    """Render pages into the work store; gives those that time ended, unless they have been tried alone already."""
    late = []
    try:
        for title, result in executor.run(titles):
            if isinstance(result, Failure):
                LOG.debug("page failed: %s: %s", title.text, result.detail)
                if result.reason == "timeout" and not job.alone:
                    late.append(title)
                    continue
                result = failed(store, title, result, limited(job.environment, job.config))
            works.put(result)
            tick()
    finally:
        works.commit()
    return sorted(late)


def failed(store: PageStore, title: Title, failure: Failure, env: str) -> Result:
    """The row of a page that could not be rendered: a note that a reader understands."""
    facts = store.facts(title)
    page_id, revision = (facts.page_id, facts.revision) if facts else (0, Revision(0, ""))
    problem = Problem("page-" + failure.reason, title.text, failure.detail)
    note = template_text("page_failed.html.jinja2").strip()
    return Result.of(
        Finished.note(title, page_id, revision, problem, note), failed_key(store, title, env), dependencies=()
    )


def refuse_failures(count: int, total: int, config: Config) -> None:
    """Raises RenderError when more pages failed than the configuration allows."""
    allowed = max(config.render.failed_pages_free, int(total * config.render.failed_pages_percent / 100))
    if count > allowed:
        raise RenderError(
            "{count} of {total} pages could not be rendered and render.failed_pages_percent allows {allowed}; "
            "see report/refused/failed.jsonl for the causes",
            count=count,
            total=total,
            allowed=allowed,
        )
