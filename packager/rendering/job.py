"""What every worker is told once, and what follows from it: the page store and the renderer's settings."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from packager.config import Config
from packager.finish.drop_list import DropList, load_drops
from packager.finish.element import Policy
from packager.lua.wikibase import read_table
from packager.model import Page
from packager.pages.file_table import read_file_table
from packager.pages.source import PageSource
from packager.pages.store import PageStore
from packager.wikitext.settings import Limits, RenderSettings

PATIENCE = 3
"""How much more time a page gets that is tried once more alone."""


class Job(NamedTuple):
    """Travels to the workers by pickle."""

    store: Path
    files: Path | None
    """Table of pictures that exist."""
    config: Config
    now: str
    """``YYYYMMDDHHMMSS``: what pages take for the present moment."""
    environment: str = ""
    """Digest of program, configuration and site; empty where nothing is kept."""
    alone: bool = False
    """Whether these pages were ended by time before: this time they get more of it, and what they are then stays."""
    held: tuple[Page, ...] = ()
    """Pages that an editor holds at an earlier revision."""


def moment(given: str, date: str) -> str:
    """The moment that pages see, ``YYYYMMDDHHMMSS``: the one given, else midnight of the date ``YYYY-MM-DD``."""
    return given or date.replace("-", "") + "000000"


def drop_list(config: Config) -> DropList:
    """The editor's drop list, or the program's own. Raises UsageError if the file holds none."""
    return load_drops(config.file(config.render.drops) if config.render.drops else None)


def policy(config: Config) -> Policy:
    """What the editor decides about things that point outward or are of no use without the web."""
    kept = frozenset(spec.name for spec in fields(config.cleaning) if not getattr(config.cleaning, spec.name))
    return Policy(plain_addresses=config.scrub.plain_addresses, residue_kept=kept)


def open_store(job: Job) -> PageStore:
    """The page store with its table of pictures, if there is one."""
    store = PageStore(job.store, read_file_table(job.files) if job.files else None)
    store.hold({page.title: page for page in job.held})
    return store


def settings_for(job: Job, store: PageSource, offline: bool = True) -> RenderSettings:
    """The renderer's settings from the configuration; ``offline`` off: as a MediaWiki with the dump would render."""
    config, drops = job.config, drop_list(job.config)
    return RenderSettings(
        now=datetime.strptime(job.now, "%Y%m%d%H%M%S").replace(tzinfo=UTC),
        thumb_width=config.render.thumb_width,
        lang=store.site.lang or "ko",
        site_name=store.site.sitename,
        math=config.render.math if offline else "source",
        offline=offline,
        drop_templates=drops.templates if offline else {},
        wrapping_templates=drops.wrapping,
        covered_styles=drops.covered_styles,
        limits=Limits(categories=config.render.page_categories),
        lua_instructions=config.render.lua_million * 1_000_000,
        lua_seconds=config.render.lua_seconds * (PATIENCE if job.alone else 1),
        lua_memory=config.render.lua_memory_mb << 20,
        config=read_table(config.file(config.render.wikidata)) if config.render.wikidata else {},
    )
