"""From dump to drive, in the order it happens."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import logging
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from packager.audit.verify import metadata_entries, verify
from packager.config import Config, metadata_for
from packager.drive.publish import Artifact, recover, set_times, swap, write_manifest
from packager.drive.report import tally, write_json, write_lines
from packager.dump import open_dump
from packager.errors import OutputError, RenderError, ScrubError
from packager.library.build_library import BuildLibrary
from packager.library.relations import Relations
from packager.library.special_pages import overview
from packager.media.raster import rebuild
from packager.model import NS_CATEGORY, NS_MAIN, Title
from packager.outputs.reader.writer import ReaderSettings, write_reader
from packager.outputs.zim.writer import ZimReport, ZimSettings, write_zim
from packager.pages.file_table import read_file_table
from packager.pages.ingest_report import IngestReport
from packager.pages.store import PageStore
from packager.program import program_digest
from packager.rendering.pool import Failure, Limits, Pool
from packager.rendering.tracking import Answers
from packager.rendering.worker import Job, drop_list, failed, failed_key, row_key, start
from packager.rendering.workstore import WorkStore, unpack_dependencies
from packager.selection.selection import Lists, Selection, read_titles, wanted_namespaces
from packager.terminal.interrupt import clear_on_interrupt
from packager.terminal.messages import message
from packager.terminal.progress import Progress
from packager.titles import prefixed

_REMEDIES = {
    errno.ENOSPC: "free space on that disk, then run again",
    errno.EDQUOT: "free space on that disk, then run again",
    errno.EFBIG: "that file system takes no larger file; choose another --out or lower zim.part_size",
    errno.EACCES: "choose another --out",
    errno.EPERM: "choose another --out",
    errno.EROFS: "choose another --out",
    errno.EIO: "the disk is failing; choose another --out",
}
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Request:
    """What to build."""

    dumps: tuple[Path, ...]
    out: Path
    config: Config
    jobs: int = 1
    files: Path | None = None
    """JSON table of pictures that exist."""
    now: str = ""
    """Moment that pages see, ``YYYYMMDDHHMMSS``; empty: the dump's date."""


@dataclass
class Built:
    """What came out, for the last lines on the terminal."""

    articles: int = 0
    redirects: int = 0
    categories: int = 0
    rendered: int = 0
    reused: int = 0
    failed: int = 0
    size: int = 0


class Folders:
    """Where things lie below ``--out``."""

    def __init__(self, out: Path) -> None:
        self.drive, self.report, self.work = out / "drive", out / "report", out / "work"
        self.store, self.works = self.work / "pages.sqlite", self.work / "rendered.sqlite"
        self.new, self.old = self.work / "new", self.work / "old"

    def prepare(self) -> None:
        """Make the folders, finish a swap that was cut short, and clear what an ended run left."""
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            recover(self.drive, self.old)
            if self.new.exists():
                shutil.rmtree(self.new)
            (self.new / "drive").mkdir(parents=True)
            (self.new / "temp").mkdir()
        except OSError as error:
            raise OutputError(
                f"{error.filename or self.work.name}: cannot be written ({error.strerror}); choose another --out"
            ) from error


@contextmanager
def _lock(work: Path) -> Iterator[None]:
    """One build at a time in a folder. The lock goes with the process, however it ends."""
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{work.parent.name}: cannot be made ({error.strerror}); choose another --out") from error
    with (work / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OutputError(
                "another build is writing into this --out; wait for it or choose another folder"
            ) from error
        yield


def environment(store: PageStore, config: Config) -> str:
    """Digest of all that shapes every page: program, configuration, lists of selection apart, and site."""
    digest = hashlib.sha256(program_digest().encode())
    digest.update(repr((config.render, config.scrub, config.selection.categories)).encode())
    if config.render.wikidata:
        digest.update(config.file(config.render.wikidata).read_bytes())
    if config.render.drops:
        digest.update(config.file(config.render.drops).read_bytes())
    site = store.site
    digest.update(
        repr((site.dbname, site.sitename, site.lang, site.case, site.base, sorted(site.namespaces.items()))).encode()
    )
    digest.update(repr(sorted(site.interwiki.items())).encode() + repr(sorted(site.languages)).encode())
    return digest.hexdigest()


def ingest(request: Request, path: Path, progress: Progress) -> PageStore:
    """The page store of the dump, made anew unless it is there already."""
    dump = open_dump(request.dumps, request.jobs)
    files = read_file_table(request.files) if request.files else None
    with progress.stage("ingest", sum(part.size for part in dump.info.parts), unit="bytes") as stage:
        return PageStore.open_for(
            dump, path, wanted_namespaces(dump.site), lambda seen: stage.at(seen.bytes_read), files
        )


def read_lists(config: Config, store: PageStore) -> Lists:
    """The editor's include and exclude lists."""
    chosen = config.selection
    include = frozenset(read_titles(config.file(chosen.include), store.site)) if chosen.include else None
    exclude = read_titles(config.file(chosen.exclude), store.site) if chosen.exclude else {}
    return Lists(include, exclude)


def stale(works: WorkStore, titles: Sequence[Title], store: PageStore, answers: Answers, env: str) -> list[Title]:
    """Pages that must be rendered: new ones and those that something changed under."""
    fresh = set()
    for title, key, dependencies in works.rows():
        failed_before = key == failed_key(store, title, env)
        if failed_before or (
            key == row_key(store, title, env) and answers.still_true(unpack_dependencies(dependencies))
        ):
            fresh.add(title)
    return [title for title in titles if title not in fresh]


def render_all(
    request: Request, store: PageStore, works: WorkStore, job: Job, progress: Progress, built: Built
) -> list[Title]:
    """Bring the work store up to date; gives the pages of the snapshot."""
    selection = Selection(store, job.lists, request.config.selection.categories)
    titles = list(selection.titles())
    answers = Answers(store, job.now, selection.link)
    todo = stale(works, titles, store, answers, job.environment)
    works.keep_only(titles)
    built.rendered, built.reused = len(todo), len(titles) - len(todo)
    limits = Limits(request.config.render.page_seconds, request.config.render.page_memory_mb << 20)
    with progress.stage("render", len(todo)) as stage:
        if todo:
            pool = Pool(min(request.jobs, len(todo)), start, (job,), limits)
            try:
                for title, result in pool.run(todo):
                    if isinstance(result, Failure):
                        LOG.debug("page failed: %s: %s", title.text, result.detail)
                        result = failed(store, title, result, job.environment)
                    works.put(result)
                    stage.tick()
            finally:
                pool.close()
                works.commit()
    return titles


def refuse_failures(count: int, total: int, config: Config) -> None:
    """Raises RenderError when more pages failed than the configuration allows."""
    allowed = max(config.render.failed_pages_free, int(total * config.render.failed_pages_percent / 100))
    if count > allowed:
        raise RenderError(
            f"{count} of {total} pages could not be rendered and render.failed_pages_percent allows {allowed}; "
            "see report/failed.jsonl for the causes"
        )


def build(request: Request, progress: Progress) -> Built:
    """Build a snapshot. Raises a PackagerError; the drive folder of before stays until the new one is whole."""
    folders = Folders(request.out)
    with _lock(folders.work):
        folders.prepare()
        clear_on_interrupt(folders.new)
        try:
            return _build(request, folders, progress)
        except OSError as error:
            if error.errno not in _REMEDIES:
                raise
            name = Path(error.filename).name if error.filename else "the output"
            raise OutputError(f"{name}: cannot be written ({error.strerror}); {_REMEDIES[error.errno]}") from error
        except sqlite3.OperationalError as error:
            raise OutputError(f"the stores in work/ cannot be written ({error}); free space on that disk") from error
        finally:
            with suppress(OSError):
                shutil.rmtree(folders.new)


def _build(request: Request, folders: Folders, progress: Progress) -> Built:
    built = Built()
    store = ingest(request, folders.store, progress)
    ingested = store.report
    date = request.config.snapshot.date or ingested.date
    drop_list(request.config)  # a faulty one is told before anything is rendered
    env = environment(store, request.config)
    now = request.now or date.replace("-", "") + "000000"
    job = Job(folders.store, request.files, request.config, read_lists(request.config, store), now, env)
    works = WorkStore(folders.works)
    titles = render_all(request, store, works, job, progress, built)
    counts = tally(works, store.site)
    folders.report.mkdir(parents=True, exist_ok=True)
    write_lines(folders.report / "failed.jsonl", counts.failed)
    write_lines(folders.report / "problems.jsonl", counts.problem_rows())
    write_lines(folders.report / "signatures.jsonl", counts.signatures)
    built.failed = len(counts.failed)
    refuse_failures(built.failed, len(titles), request.config)
    selection = Selection(store, job.lists, request.config.selection.categories)
    relations = Relations(folders.new / "temp" / "relations.sqlite", store.site)
    with progress.stage("relate", len(titles)) as stage:
        relations.fill(works)
        stage.tick(len(titles))
    library = BuildLibrary(
        works, relations, selection, metadata_for(request.config, date), request.config.selection.categories
    )
    drive = folders.new / "drive"
    works.commit()
    _enough_room(folders)
    zim = _write_outputs(request, library, drive, folders.new / "temp", progress, built)
    relations.close()
    works.close()
    artifacts = write_manifest(drive)
    built.size = sum(a.size for a in artifacts)
    set_times(drive, library.metadata.date)
    with progress.stage("verify", unit="files") as stage:
        checked = verify(drive, library.metadata.date, stage.tick, metadata_entries(library.metadata))
    write_lines(folders.report / "findings.jsonl", (f._asdict() for f in checked.findings))
    if checked.findings:
        first = checked.findings[0]
        raise ScrubError(
            f"{len(checked.findings)} findings in the new drive, first: {first.rule} in {first.where}: "
            f"{first.what[:80]}; the drive that was there before is untouched, report/findings.jsonl lists all"
        )
    with progress.stage("publish", unit="files"):
        swap(drive, folders.drive, folders.old)
    _report(folders, ingested, selection, counts, built, artifacts, zim, library, progress)
    return built


def _enough_room(folders: Folders) -> None:
    """Refuse before libzim meets a full disk: its writer threads end the whole process then."""
    need = 2 * folders.works.stat().st_size + (2 << 20)
    free = shutil.disk_usage(folders.work).free
    if free < need:
        raise OutputError(
            f"{folders.new.name}: the outputs need about {need >> 20} MB and {free >> 20} MB are free; "
            "free space on that disk, then run again"
        )


def _write_outputs(
    request: Request, library: BuildLibrary, drive: Path, temp: Path, progress: Progress, built: Built
) -> ZimReport | None:
    config = request.config
    seen = overview(library)
    built.articles, built.categories = seen.articles, seen.categories
    built.redirects = sum(1 for _ in library.redirects())
    license_text = ""
    if config.snapshot.license_file:
        license_text = config.file(config.snapshot.license_file).read_text(encoding="utf-8")
    zim = None
    if config.zim.write:
        zim_settings = ZimSettings(
            file_name=config.zim.file_name,
            fulltext=config.zim.fulltext,
            redirect_suggestions=config.zim.redirect_suggestions,
            title_list=config.zim.title_list,
            part_size=config.zim.part_size,
            workers=request.jobs,
            license_text=license_text,
            illustration=_illustration(config),
            seen=seen,
        )
        with progress.stage("zim", built.articles + built.categories) as stage:
            zim = write_zim(library, drive, zim_settings, stage.tick)
    if config.reader.write:
        with progress.stage("reader", built.articles + built.categories) as stage:
            settings = reader_settings(config, license_text, request.jobs, temp, stage.tick)
            write_reader(library, drive, replace(settings, seen=seen))
    return zim


def _illustration(config: Config) -> bytes:
    """The editor's picture without anything but its pixels, if there is one."""
    name = config.snapshot.illustration
    if not name:
        return b""
    return rebuild(config.file(name).read_bytes(), Path(name).name, size=(48, 48), kind="PNG").data


def reader_settings(config: Config, license_text: str, jobs: int, temp: Path, tick: Any) -> ReaderSettings:
    """The reader's settings from the configuration."""
    aliases = config.file(config.reader.aliases) if config.reader.aliases else None
    return ReaderSettings(
        shard_size=config.reader.shard_size,
        plain_pages=config.reader.plain_pages,
        aliases=aliases,
        license_text=license_text,
        temp=temp,
        jobs=jobs,
        tick=tick,
    )


def _report(
    folders: Folders,
    ingested: IngestReport,
    selection: Selection,
    counts: Any,
    built: Built,
    artifacts: Sequence[Artifact],
    zim: ZimReport | None,
    library: BuildLibrary,
    progress: Progress,
) -> None:
    """Write dist/report."""
    store = selection.store
    skipped = []
    broken = []
    for title, reason in selection.lists.exclude.items():
        skipped.append({"page": prefixed(title, store.site), "rule": "on the exclude list", "reason": reason})
    for ns in (NS_MAIN, NS_CATEGORY):
        for title, _ in store.redirects(ns):
            if selection.target(title) is None:
                broken.append(
                    {
                        "page": prefixed(title, store.site),
                        "rule": "redirect leads to no page of the drive",
                        "reason": "",
                    }
                )
    write_lines(folders.report / "skipped.jsonl", [*skipped, *broken])
    write_json(
        folders.report / "build.json",
        {
            "snapshot": {"name": library.metadata.name, "date": library.metadata.date},
            "artifacts": [a._asdict() for a in artifacts],
            "zim_uuid": zim.uuid if zim else None,
            "counts": {
                "ingest": asdict(ingested),
                "articles": built.articles,
                "categories": built.categories,
                "redirects": built.redirects,
                "redirects_left_out": len(broken),
                "rendered": built.rendered,
                "reused": built.reused,
                "failed": built.failed,
            },
            "dropped_boxes": dict(sorted(counts.dropped.items())),
            "removed": dict(sorted(counts.removed.items())),
            "findings": 0,
            "seconds": progress.seconds,
        },
    )


def summary(built: Built, out: Path) -> Iterator[str]:
    """The lines an editor reads at the end."""
    yield message(
        "built",
        articles=f"{built.articles:,}",
        redirects=f"{built.redirects:,}",
        categories=f"{built.categories:,}",
        size=f"{built.size / 1e6:,.1f}",
        folder=str(out / "drive"),
    )
    if built.reused:
        yield message("reused", count=f"{built.reused:,}")
    if built.failed:
        yield message("failed-pages", count=f"{built.failed:,}")
    yield message("report-at", folder=str(out / "report"))
